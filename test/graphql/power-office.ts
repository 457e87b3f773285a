/** The sample utility at work on applications: filed and worked over HTTP, by the tokens of its people. */
import { versionFor } from './administrator.ts';
import { actOn, startOf } from './case-acts.ts';
import type { Office } from './office.ts';

/** A food factory that wants 400 kW at 10 kV: nothing in it depends on the season. */
export const factory = {
  customerClass: 'business',
  voltage: 'KV10',
  kilowatts: 400,
  address: 'Fenghui town, Xinmin road 8',
  purpose: 'Cold store',
  materials: ['licence', 'premises', 'equipment'],
};
export const scheme = { tariff: 'general', kilowatts: 400, line: 'E552', station: 'fenghui-station', costCents: 1_250_000 };
export const visit = { finding: 'The pole stands 60 m away.', at: { lat: 30, lon: 120.8 } };

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

export const powerOffice = (office: Office) => {
  const act = (person: string, action: string, id: string, input?: object): Promise<Any> =>
    actOn(office, person, `powerApplication.${action}`, id, input);
  const done = async (person: string, action: string, id: string, input?: object): Promise<Any> => {
    const answer = await act(person, action, id, input);
    if (answer.__typename !== 'ActionDone') throw new Error(`${person} ${action}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const start = (person: string, input: object): Promise<Any> => startOf(office, person, 'powerApplication', input);
  const file = async (more: object = {}, person = 'yuwang-firm'): Promise<string> => {
    const answer = await start(person, { ...factory, ...more });
    if (answer.__typename !== 'ActionDone') throw new Error(JSON.stringify(answer));
    return answer.case.id;
  };
  /** As far as the customer's signature. */
  const presented = async (more: object = {}): Promise<string> => {
    const id = await file();
    await done('xie-lan', 'accept', id, {});
    await done('tao-ming', 'survey', id, visit);
    await done('jin-lei', 'drawScheme', id, { ...scheme, ...more });
    return id;
  };
  /** From the customer's signature to the meter. */
  const built = async (id: string, version: number): Promise<void> => {
    await done('yuwang-firm', 'sign', id, { version });
    await done('yuwang-firm', 'submitDesign', id, { designer: 'Institute of Shaoxing, class B' });
    await done('du-qing', 'reviewDesign', id, { passed: true });
    await done('yuwang-firm', 'requestMidInspection', id, { works: 'The earthing before it is covered.' });
    await done('mao-jun', 'inspectMidway', id, { passed: true });
    await done('yuwang-firm', 'requestFinalInspection', id, { works: 'Transformer and switch.', costCents: 30_000_000 });
    await done('mao-jun', 'inspect', id, { passed: true });
  };
  /** As far as the meter. */
  const ready = async (more: object = {}): Promise<string> => {
    const id = await presented(more);
    await built(id, 1);
    return id;
  };
  /** The states of each clock, run by run. */
  const clocksOf = async (id: string): Promise<Record<string, string[]>> => {
    const { data } = await office.ask('xie-lan', `{ case(id: "${id}") { clocks { name state } } }`);
    const clocks: Record<string, string[]> = {};
    for (const { name, state } of data.case.clocks) clocks[name] = [...(clocks[name] ?? []), state];
    return clocks;
  };
  const subjectsOf = async (person: string, id: string): Promise<string[]> => {
    const { data } = await office.ask(person, `{ inbox(first: 100) { edges { node { caseId subject } } } }`);
    return data.inbox.edges.flatMap(({ node }: Any) => (node.caseId === id ? [node.subject] : []));
  };
  /** Enters a row of the tracks as an administrator, from today on. */
  const setTrack = async (key: string, value: object, validFrom?: string): Promise<Any> => {
    const today = (await office.sql<{ day: string }>(`SELECT tenant_today('shangyu')::text AS day`))[0]?.day;
    const input = { table: 'powerTracks', key, validFrom: validFrom ?? today, value };
    const { data, errors } = await office.ask(
      'qiu-lin',
      `mutation ($input: TableRowInput!, $expectedVersion: Int, $requestId: ID!) { setTableRow(input: $input, expectedVersion: $expectedVersion, requestId: $requestId) { __typename ... on InvalidInput { message } } }`,
      { input, ...(await versionFor(office, 'setTableRow', { input })), requestId: `track-${process.pid}-${++n}` },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.setTableRow;
  };
  return { act, done, start, file, presented, built, ready, clocksOf, subjectsOf, setTrack };
};
let n = 0;
