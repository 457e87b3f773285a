import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, factsOf, nextOf, startOf } from './case-acts.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const act = (person: string, action: string, id: string, input?: object) =>
  actOn(office, person, `powerApplication.${action}`, id, input);
const done = async (person: string, action: string, id: string, input?: object) => {
  const answer = await act(person, action, id, input);
  if (answer.__typename !== 'ActionDone') throw new Error(`${person} ${action}: ${JSON.stringify(answer)}`);
  return answer;
};

/** A food factory that wants 400 kW at 10 kV: nothing in it depends on the season. */
const factory = {
  customerClass: 'business',
  voltage: 'KV10',
  kilowatts: 400,
  address: 'Fenghui town, Xinmin road 8',
  purpose: 'Cold store',
  materials: ['licence', 'premises', 'equipment'],
};
const file = async (more: object = {}, person = 'yuwang-firm'): Promise<string> => {
  const answer = await startOf(office, person, 'powerApplication', { ...factory, ...more });
  if (answer.__typename !== 'ActionDone') throw new Error(JSON.stringify(answer));
  return answer.case.id;
};
const scheme = { tariff: 'general', kilowatts: 400, line: 'E552', station: 'fenghui-station', costCents: 1_250_000 };
const visit = { finding: 'The pole stands 60 m away.', at: { lat: 30, lon: 120.8 } };

/** As far as the customer's signature. */
const presented = async (more: object = {}): Promise<string> => {
  const id = await file();
  await done('xie-lan', 'accept', id, {});
  await done('tao-ming', 'survey', id, visit);
  await done('jin-lei', 'drawScheme', id, { ...scheme, ...more });
  return id;
};
/** As far as the meter. */
const ready = async (more: object = {}): Promise<string> => {
  const id = await presented(more);
  await done('yuwang-firm', 'sign', id);
  await done('yuwang-firm', 'submitDesign', id, { designer: 'Institute of Shaoxing, class B' });
  await done('du-qing', 'reviewDesign', id, { passed: true });
  await done('yuwang-firm', 'requestMidInspection', id, { works: 'The earthing before it is covered.' });
  await done('mao-jun', 'inspectMidway', id, { passed: true });
  await done('yuwang-firm', 'requestFinalInspection', id, { works: 'Transformer and switch.', costCents: 30_000_000 });
  await done('mao-jun', 'inspect', id, { passed: true });
  return id;
};
const clocksOf = async (id: string): Promise<Record<string, string[]>> => {
  const { data } = await office.ask('xie-lan', `{ case(id: "${id}") { clocks { name state } } }`);
  const clocks: Record<string, string[]> = {};
  for (const { name, state } of data.case.clocks) clocks[name] = [...(clocks[name] ?? []), state];
  return clocks;
};

describe('a power application', () => {
  it('goes from filing to the meter, step by step, each by who is to do it', async () => {
    const id = await ready();
    expect(await clocksOf(id)).toMatchObject({
      total: ['running'],
      customer: ['stopped', 'stopped', 'stopped', 'stopped'],
      scheme: ['stopped'],
      designReview: ['stopped'],
      connect: ['running'],
    });
    const connected = await done('yao-gang', 'connect', id, { meter: 'M-4711', reading: 3 });
    expect(connected).toMatchObject({ case: { state: 'connected', unit: 'fenghui-station' }, event: { name: 'Connected' } });
    const facts = await factsOf(office, 'yuwang-firm', id);
    expect(facts.procedures).toEqual([
      'file',
      'attendSurvey',
      'sign',
      'submitDesign',
      'requestMidInspection',
      'attendMidInspection',
      'requestFinalInspection',
      'attendFinalInspection',
      'attendConnection',
    ]);
    expect(facts.report).toEqual({
      procedures: 9,
      ourDays: 0,
      customerDays: 0,
      costCents: 31_250_000,
      onTime: true,
      faults: 0,
    });
    expect(Object.values(await clocksOf(id)).flat()).not.toContain('running');
    const { data } = await office.ask('yuwang-firm', `{ inbox(first: 50) { edges { node { subject } } } }`);
    expect(JSON.stringify(data.inbox)).toContain(`You have power: ${id}`);
  });
});
