import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../activities/delivery/services.ts';
import { factsOf, nextOf } from './case-acts.ts';
import { liveLineSite } from './live-line-site.ts';
import { nextRequest, type Office, openOffice } from './office.ts';
import { factory, powerOffice, scheme, visit } from './power-office.ts';
import { protectedLines } from './protected-lines.ts';

let office: Office;
let power: ReturnType<typeof powerOffice>;
/** What went to telephones. */
const sent: Message[] = [];
beforeAll(async () => {
  office = await openOffice({ program: { send: async (message) => void sent.push(message) } });
  power = powerOffice(office);
});
afterAll(() => office?.close());

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

/** An auditor computes the hashes of a case again from what the API answers, though what is personal in it is masked. */
const hashesAgain = async (id: string): Promise<void> => {
  const { data } = await office.ask(
    'pan-yan',
    `{ me { tenant } case(id: "${id}") { history(first: 50) { edges { node { case: caseId revision process name action actorId actorName role capacity unit at
       fromState toState confidential requestId requestHash previous hash sealed { actorName reason input reference changes clocks requestHash wrote { case clocks fired effects { kind seal } } } } } } } }`,
  );
  const events = data.case.history.edges.map(({ node }: Any) => node);
  expect(events.map(({ name }: Any) => name)).toEqual(['Filed', 'Accepted', 'SigningCodeSent', 'SchemeSigned']);
  let before = '';
  for (const { hash: said, actorName: _, requestHash: __, capacity, ...event } of events) {
    expect(event.previous).toBe(before);
    const { wrote } = event.sealed;
    wrote.effects = Object.fromEntries(wrote.effects.map(({ kind, seal }: Any) => [kind, seal]));
    expect(hash('sha256', canonicalize({ ...event, capacity: JSON.parse(capacity), tenant: data.me.tenant }) ?? '')).toBe(said);
    before = said;
  }
};

const meter = { meter: 'M-4711', reading: 3 };

describe('a power application', () => {
  it('goes from filing to the meter, step by step, each by who is to do it', async () => {
    const id = await power.ready();
    expect(await power.clocksOf(id)).toMatchObject({
      total: ['running'],
      customer: ['stopped', 'stopped', 'stopped', 'stopped'],
      scheme: ['stopped'],
      designReview: ['stopped'],
      connect: ['running'],
    });
    const connected = await power.done('yao-gang', 'connect', id, meter);
    expect(connected).toMatchObject({ case: { state: 'connected', unit: 'fenghui-station' }, event: { name: 'Connected' } });
    const { procedures, report } = await factsOf(office, 'yuwang-firm', id);
    expect(procedures).toEqual([
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
    // The day of filing counts for nobody.
    const figures = { procedures: 9, ourDays: 0, customerDays: 0, costCents: 31_250_000, onTime: true, faults: 0 };
    expect(report).toEqual(figures);
    expect(Object.values(await power.clocksOf(id)).flat()).not.toContain('running');
    expect(await power.subjectsOf('yuwang-firm', id)).toContain(`You have power: ${id}`);

    const { data } = await office.ask(
      'shao-kai',
      `{ powerApplicationReport(id: "${id}") { track closed procedures ourDays customerDays costCents onTime faults }
         powerApplicationSummary(from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z") { track connected procedures costCents onTime overdue onTimeRate faults } }`,
    );
    expect(data.powerApplicationReport).toEqual({ track: 'highSingle', closed: true, ...figures });
    expect(data.powerApplicationSummary).toEqual([
      {
        track: 'highSingle',
        connected: 1,
        procedures: 9,
        costCents: 31_250_000,
        onTime: 1,
        overdue: 0,
        onTimeRate: 1,
        faults: 0,
      },
    ]);
  });

  it('is reported while it is open, to those who may see it', async () => {
    const id = await power.presented();
    const query = `{ powerApplicationReport(id: "${id}") { closed procedures costCents onTime } }`;
    const seen = await office.ask('yuwang-firm', query);
    expect(seen.data.powerApplicationReport).toEqual({ closed: false, procedures: 2, costCents: 1_250_000, onTime: true });
    expect((await office.ask('chen-dahu', query)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await office.ask('mou-dan', query)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const summary = `{ powerApplicationSummary(from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z") { track } }`;
    expect((await office.ask('yuwang-firm', summary)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is filed at the window for somebody without an account, who signs with a code that goes to their telephone alone', async () => {
    const opened = await power.start('xie-lan', {
      customerClass: 'household',
      voltage: 'V220',
      kilowatts: 8,
      address: 'Dongguan, Heyuan lane 3',
      purpose: 'New house',
      materials: ['identity', 'premises'],
      applicant: { name: 'Old Wu', phone: '13800001234' },
    });
    const { id } = opened.case;
    const low = { ...scheme, tariff: 'residential', kilowatts: 8, costCents: 0 };
    await power.done('xie-lan', 'accept', id, { scheme: low });
    expect(await power.act('yao-gang', 'connect', id, meter).catch((error: Error) => error.message)).toContain(id);
    const follows = { authorization: `Follow ${id}:${opened.followCode}`, 'banjie-tenant': 'shangyu' };
    const sign = async (input: string) =>
      (
        await office.ask(
          null,
          `mutation { powerApplicationSign(caseId: "${id}", input: {version: 1${input}}, requestId: "${nextRequest()}") {
             __typename ... on ActionDone { case { state } } ... on Refused { reason } } }`,
          {},
          follows,
        )
      ).data.powerApplicationSign;
    // What the clerk was shown opens the case, and signs nothing.
    expect(await sign('')).toEqual({ __typename: 'Refused', reason: 'codeNeeded' });
    await power.done('xie-lan', 'sendCode', id);
    await expect
      .poll(() => sent.filter(({ caseId, subject }) => caseId === id && subject.includes('验证码')), { timeout: 20_000 })
      .toMatchObject([{ to: '13800001234' }]);
    const [, code] = /(\w{4}-\w{4})/.exec(sent.find(({ subject }) => subject.includes('验证码'))?.body ?? '') ?? [];
    expect(code).toBeDefined();
    const kept = await office.sql(
      `SELECT o.params, (SELECT jsonb_agg(e) FROM events e WHERE e.case_id = o.case_id) AS events FROM outbox o WHERE o.case_id = $1`,
      [id],
    );
    expect(JSON.stringify(kept)).not.toContain(code);
    const read = await office.ask('qiu-lin', `{ outbox(first: 50) { edges { node { caseId notice body } } } }`);
    const message = read.data.outbox.edges.find(({ node }: Any) => node.caseId === id && node.notice === 'signingCode');
    expect(message.node.body).toContain('••••');
    expect(await sign(', code: "0000-0000"')).toEqual({ __typename: 'Refused', reason: 'wrongCode' });
    expect(await sign(`, code: "${code?.toLowerCase().replace('-', '')}"`)).toEqual({
      __typename: 'ActionDone',
      case: { state: 'connecting' },
    });
    expect((await factsOf(office, 'xie-lan', id)).signed).toMatchObject({ knownBy: 'smsCode', telephone: '138****1234' });
    await hashesAgain(id);
    expect(await power.done('yao-gang', 'connect', id, meter)).toMatchObject({ case: { state: 'connected' } });
  });

  it('is refused where the input is wrong, in words, and nothing is left behind', async () => {
    const before = await office.sql(`SELECT count(*)::int AS n FROM cases`);
    const issues = async (more: object) => (await power.start('yuwang-firm', { ...factory, ...more })).issues?.[0];
    expect(await issues({ kilowatts: -5 })).toMatchObject({ path: ['input', 'kilowatts'] });
    expect(await issues({ kilowatts: 0 })).toMatchObject({ path: ['input', 'kilowatts'] });
    expect(await issues({ line: 'E999' })).toMatchObject({ path: ['input', 'line'], message: expect.stringContaining('E999') });
    expect(await power.start('yuwang-firm', { ...factory, customerClass: 'bulk' })).toMatchObject({
      __typename: 'Refused',
      reason: 'noTrack',
      message: expect.stringContaining('“Bulk supply”'),
    });
    expect(await power.start('yuwang-firm', { ...factory, customerClass: 'nobody' })).toMatchObject({ reason: 'noTrack' });
    expect(await power.start('yuwang-firm', { ...factory, kilowatts: 10_001 })).toMatchObject({ reason: 'noTrack' });
    expect(await office.sql(`SELECT count(*)::int AS n FROM cases`)).toEqual(before);
  });

  it('has a scheme of things that are there, within its track', async () => {
    const id = await power.file();
    await power.done('xie-lan', 'accept', id, {});
    await power.done('tao-ming', 'survey', id, visit);
    const wrong = { ...scheme, line: 'E999', tariff: 'gift', station: 'moon' };
    expect((await power.act('jin-lei', 'drawScheme', id, wrong)).issues.map(({ path }: { path: string[] }) => path[1])).toEqual([
      'tariff',
      'line',
      'station',
    ]);
    expect((await power.act('jin-lei', 'drawScheme', id, { ...scheme, kilowatts: -1 })).issues[0].path).toEqual([
      'input',
      'kilowatts',
    ]);
    expect(await power.act('jin-lei', 'drawScheme', id, { ...scheme, kilowatts: 10_001 })).toMatchObject({
      __typename: 'Refused',
      reason: 'beyondTrack',
    });
    expect(await power.act('jin-lei', 'drawScheme', id, { ...scheme, tariff: 'residential' })).toMatchObject({
      reason: 'tariffNotForClass',
    });
  });

  it('is signed by the customer alone', async () => {
    const id = await power.presented();
    // The surveyor is a customer of the utility, too, but not this one.
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'tao-ming:customer', 'tao-ming', 'customer', '2020-01-01')`,
    );
    expect(await power.act('tao-ming', 'sign', id, { version: 1 })).toMatchObject({
      __typename: 'Refused',
      reason: 'notTheCustomer',
    });
    expect(await power.act('jin-lei', 'sign', id, { version: 1 })).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.wrongRole',
    });
    await expect(power.act('chen-dahu', 'sign', id, { version: 1 })).rejects.toThrow(id);
    expect((await factsOf(office, 'jin-lei', id)).signed).toBeNull();
    expect(await power.done('yuwang-firm', 'sign', id, { version: 1 })).toMatchObject({ case: { state: 'designing' } });
  });
});

describe('a connection', () => {
  it('waits for hazards and permits on its line: who waits sees for what, and its installers hear when the line is free', async () => {
    const lines = protectedLines(office);
    const site = liveLineSite(office);
    const hazard = (await lines.find('wei-min', { line: 'E617', section: '1' })).case.id;
    await lines.hazard('wei-min', 'accept', hazard);
    await lines.hazard('wei-min', 'requirePermit', hazard, { reason: 'The pumps can’t be without power.' });
    const permit = await site.opened({ line: 'E617', sections: ['1'], hazard });
    const id = await power.ready({ line: 'E617' });
    expect(await power.subjectsOf('yao-gang', id)).toEqual([`${id} is to be connected`]);

    const next = await office.ask(
      'yao-gang',
      `{ case(id: "${id}") { nextActions { name allowed code reason waitsFor { caseId process title { en zh } } } } }`,
    );
    const connect = next.data.case.nextActions.find(({ name }: { name: string }) => name === 'connect');
    const title = { en: 'open work on line Xiaoyue E617', zh: '线路小越E617上的未结事项' };
    expect(connect).toMatchObject({
      allowed: false,
      code: 'kernel.held',
      reason: expect.stringContaining(hazard),
      waitsFor: [
        { caseId: hazard, process: 'hazardInspection', title },
        { caseId: permit, process: 'liveWorkPermit', title },
      ],
    });
    expect(await power.act('yao-gang', 'connect', id, meter)).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.held',
      message: expect.stringContaining(hazard),
    });

    await site.carryOut(permit);
    expect(await nextOf(office, 'yao-gang', id, 'connect')).toMatchObject({ waitsFor: [{ caseId: hazard }] });
    expect(await power.act('yao-gang', 'connect', id, meter)).toMatchObject({ __typename: 'Refused', reason: 'kernel.held' });
    expect(await power.subjectsOf('yao-gang', id)).not.toContain(`${id}: line Xiaoyue E617 is free`);
    // The permit that has closed tells its hazard, which goes on by itself.
    await expect
      .poll(async () => (await lines.facts(hazard)).permits, { timeout: 20_000 })
      .toMatchObject([{ id: permit, open: false, carriedOut: true }]);
    await lines.hazard('wei-min', 'rectify', hazard, { result: 'A switch stands where the fuse was.' });
    await lines.recheck('shi-yong', hazard);
    expect(await power.subjectsOf('yao-gang', id)).toContain(`${id}: line Xiaoyue E617 is free`);
    // The other installer of the station, who never tried, hears as well; one of another station doesn't.
    expect(await power.subjectsOf('lv-ping', id)).toContain(`${id}: line Xiaoyue E617 is free`);
    expect(await power.subjectsOf('shi-yong', id)).toEqual([]);
    expect(await nextOf(office, 'yao-gang', id, 'connect')).toMatchObject({ allowed: true, waitsFor: [] });
    expect(await power.done('yao-gang', 'connect', id, meter)).toMatchObject({ case: { state: 'connected' } });
  });

  it('says what of the customer’s and the inspector’s part is missing', async () => {
    const id = await power.presented();
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'tao-ming:installer', 'tao-ming', 'installer', '2020-01-01')`,
    );
    expect(await power.act('tao-ming', 'connect', id, meter)).toMatchObject({ reason: 'schemeNotSigned' });
    await power.done('yuwang-firm', 'sign', id, { version: 1 });
    expect(await power.act('tao-ming', 'connect', id, meter)).toMatchObject({ reason: 'notInspected' });
  });
});
