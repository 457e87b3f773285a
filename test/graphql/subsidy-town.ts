/** The sample town with firms enough to race, and what is done in it again and again. */
import { expect } from 'vitest';
import type { SeedSubject, TenantData } from '../../prisma/seed/tenant-data.ts';
import { xindai } from '../../prisma/seed/xindai.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import { subsidyApplicationPackage } from '../../processes/subsidy-application.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { testBank } from '../../testing/test-bank.ts';
import { isLicenceCode } from '../../workflows/kernel/licence-code.ts';
import { offerRoundPackage } from '../processes/subsidy-application/offer-round/package.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

export const YINFAN = '91339901MA9X00011A';
export const XINLU = '91339901MA9X0002X2';
export const QIAOXING = '91339901MA9X000382';
export const HAOYU = '91339901MA9X00046W';
export const LUNJI = '91339901MA9X00054P';
export const TUOMI = '91339901MA9X00089A';

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const pairs = [...`${LETTERS}`].flatMap((one) => [...LETTERS].map((other) => one + other));
/** A code that fits its check characters. */
const codeOf = (n: number): string => {
  const front = `91339901MA9Y${String(n).padStart(4, '0')}`;
  return front + (pairs.find((pair) => isLicenceCode(front + pair)) ?? '');
};

const firm = (n: number): SeedSubject => ({
  ...{ kind: 'firm', key: codeOf(n), name: `第${n}箱包有限公司`, foundedOn: '2020-01-01', staff: 20, floorArea: 500 },
  ...{ size: 'small', industry: 'luggage', names: [{ name: `第${n}箱包有限公司`, from: '2020-01-01' }] },
  states: [{ state: 'active', from: '2020-01-01' }],
  agents: [{ person: 'agent-many', from: '2020-01-01' }],
});
/** Fifty firms, for each of which the same person acts. */
export const MANY: readonly SeedSubject[] = Array.from({ length: 50 }, (_, n) => firm(n + 1));

const always = { from: 2024, to: 2199 };
/** Whoever is there has it, so that many may race for it. */
const forAll = {
  ...{ title: { en: 'For all', zh: '普惠补贴' }, track: 'automatic', needsTap: true, document: 'Xindai 9', years: always },
  ...{ amount: { kind: 'fixed', fen: 500_000 }, conditions: [] },
};
/** Items pay, and honours hold, in whichever year this is played. */
const tables = (xindai.tables ?? []).map((row) => {
  const value = row.value as Any;
  if (row.table === 'policyItems') return { ...row, value: { ...value, years: always, window: undefined } };
  if (row.table !== 'honourLists') return row;
  return { ...row, value: { ...value, entries: value.entries.map(({ validUntil: _, ...entry }: Any) => entry) } };
});

const NEAR = ['safety-office', 'ecology-office', 'labour-office'];
const town: TenantData = {
  ...xindai,
  people: [
    ...xindai.people,
    { id: 'agent-many', name: '多家', roles: [{ role: 'firmAgent' }] },
    { id: 'xun-er', name: '荀二', unit: 'finance-office', roles: [{ role: 'cashier' }] },
    ...NEAR.map((unit) => ({ id: `lead-${unit}`, name: '负责人', unit, roles: [{ role: 'leader', unit }] })),
  ],
  subjects: [...(xindai.subjects ?? []), ...MANY],
  tables: [...tables, { table: 'policyItems', key: 'forAll', value: forAll }],
};
/** Another town, where the same item is on another track. */
const otherTown: TenantData = {
  ...xindai,
  tenant: { ...xindai.tenant, id: 'othertown', code: 'OT' },
  people: xindai.people.map((one) => ({ ...one, id: `${one.id}-2`, email: `${one.id}-2@example.org` })),
  subjects: (xindai.subjects ?? []).map((one) => ({
    ...one,
    agents: one.agents.map(({ person, from }) => ({ person: `${person}-2`, from })),
  })),
  tables: tables.map((row) =>
    row.table === 'policyItems' && row.key === 'fairAbroad'
      ? { ...row, value: { ...(row.value as Any), track: 'normal', wholeDays: 90 } }
      : row,
  ),
};

const NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [...(xindai.subjects ?? []), ...MANY].map(({ key, name }) => [key, name]),
);
export const account = (code: string, name = NAMES[code]) => ({
  bank: 'Bank of Xindai',
  number: `6222${code.slice(-8).replaceAll(/\D/g, '0')}1234`,
  name,
});

export type Town = Awaited<ReturnType<typeof openTown>>;

export const openTown = async () => {
  let bouncing = '';
  const bank = testBank({ bounces: ({ id }) => id === bouncing });
  const banjie: TestBanjie = await startOnSharedPostgres({
    packages: [subsidyApplicationPackage, publicNoticePackage, budgetYearPackage, offerRoundPackage],
    tenants: [town, otherTown],
    sendPayment: bank.sendPayment,
  });
  // All of it is in one year.
  const year = new Date(banjie.now() + 8 * 3_600_000).getUTCFullYear() + 1;
  await banjie.pass(`${Math.ceil((Date.UTC(year, 0, 12) - banjie.now()) / 86_400_000)} days`);

  const act = (person: string, action: string, id: string, input: object = {}) =>
    banjie.act(person, `subsidyApplication.${action}`, id, input);
  const done = async (person: string, action: string, id: string, input?: object) => {
    const answer = await act(person, action, id, input);
    if (answer.__typename !== 'ActionDone') throw new Error(`${action}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const ask = async (person: string, query: string): Promise<Any> => {
    const { data, errors } = await banjie.ask(person, query);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const read = async (person: string, id: string, of: string): Promise<Any> =>
    (await ask(person, `{ case(id: "${id}") { ${of} } }`)).case;
  const stateOf = async (id: string): Promise<string> => (await read('ke-zheng', id, 'state')).state;
  const become = (id: string, state: string) =>
    banjie.until(
      () => stateOf(id),
      (now) => now === state,
    );
  const factsOf = async (person: string, id: string, of: string): Promise<Any> =>
    (await read(person, id, `... on SubsidyApplication { facts { ${of} } }`)).facts;
  const sound = async (item: string): Promise<Any> => {
    const of = 'allocated free committed payable inTransit spent recovered overpaid';
    const { budget: figures } = await ask('chai-jing', `{ budget(item: "${item}", year: ${year}) { ${of} } }`);
    const { allocated, free, committed, payable, inTransit, spent, recovered, overpaid } = figures;
    expect(free + committed + payable + inTransit + spent - recovered - overpaid).toBe(allocated);
    return figures;
  };
  const budget = async (item: string, fen: number): Promise<string> => {
    const { case: made } = await banjie.start('chai-jing', 'budgetYear', { item, itemTitle: { en: item, zh: '补贴' }, year });
    const id = made?.id ?? '';
    await banjie.act('chai-jing', 'budgetYear.allocate', id, { fen, document: 'Xindai 1' });
    await banjie.act('weng-bo', 'budgetYear.approve', id);
    return id;
  };
  const start = (agent: string, code: string, item: string, evidence: object = { units: 2 }) =>
    banjie.start(agent, 'subsidyApplication', { firm: code, item, year, evidence, account: account(code) });
  const begun = async (...of: Parameters<typeof start>): Promise<string> => {
    const answer = await start(...of);
    if (answer.__typename !== 'ActionDone') throw new Error(`start: ${JSON.stringify(answer)}`);
    return answer.case?.id ?? '';
  };
  const submitted = async (...of: Parameters<typeof start>): Promise<string> => {
    const id = await begun(...of);
    await done(of[0], 'submit', id, { declaration: true });
    return id;
  };
  const approved = async (...of: Parameters<typeof start>): Promise<string> => {
    const id = await submitted(...of);
    await done('gan-ning', 'accept', id);
    await done('rao-min', 'assess', id);
    return id;
  };
  const committed = async (...of: Parameters<typeof start>): Promise<string> => {
    const id = await approved(...of);
    await done('weng-bo', 'commit', id);
    return id;
  };
  /** What the cashier is told to send, and the firm then sees. */
  const sentTo = async (id: string): Promise<number> => {
    await done('xun-lei', 'verifyAccount', id);
    return (await ask('xun-lei', `{ subsidyTestTransfer(caseId: "${id}") { fen } }`)).subsidyTestTransfer.fen;
  };
  const verified = async (agent: string, id: string) => done(agent, 'verifyAccount', id, { fen: await sentTo(id) });
  /** Public, each by itself, until all of them are owed. */
  const published = async (...ids: readonly string[]) => {
    for (const id of ids) await done('xiang-nan', 'publish', id);
    for (const id of ids)
      await banjie.until(
        () => read('ke-zheng', id, 'linkedFrom { kind }'),
        ({ linkedFrom }) => linkedFrom.some(({ kind }: Any) => kind === 'noticeOf'),
      );
    await banjie.pass('16 days');
    for (const id of ids) await become(id, 'payable');
  };
  /** All that the bank has to say. */
  const file = () => Promise.all(bank.words().map(({ caseId, act: action, input }) => act('town-bank', action, caseId, input)));
  const sent = async (id: string, approver = 'chai-jing') => {
    await done(approver, 'approvePayment', id);
    return done('xun-lei', 'instruct', id);
  };
  const paid = async (id: string) => {
    await sent(id);
    await banjie.until(
      async () => bank.paid().filter(({ caseId }) => caseId === id).length,
      (n) => n > 0,
    );
    await file();
    await become(id, 'paid');
  };
  /** Opened by another case for these firms: offered, or as a wish where there is no amount; with those that came of it. */
  const offers = async (
    firms: readonly string[],
    item: string,
    fen?: number,
  ): Promise<{ round: string; ids: readonly string[] }> => {
    const { case: made } = await banjie.start('rao-min', 'offerRound', { firms, item, year, fen });
    const round = made?.id ?? '';
    const { linkedFrom } = await banjie.until(
      () => read('ke-zheng', round, 'linkedFrom { from } ... on OfferRound { facts { why } }'),
      ({ linkedFrom: all, facts }) => all.length === firms.length || facts.why !== null,
    );
    return { round, ids: linkedFrom.map(({ from }: Any) => from) };
  };
  const offered = async (code: string, item: string, fen?: number): Promise<{ round: string; id: string }> => {
    const { round, ids } = await offers([code], item, fen);
    return { round, id: ids[0] ?? '' };
  };
  const register = async (mutation: string): Promise<Any> => ask('guan-shu', `mutation { ${mutation} }`);
  return {
    ...{ banjie, bank, year, act, done, ask, read, stateOf, become, factsOf, sound, budget, start, begun, submitted, approved },
    ...{ committed, sentTo, verified, published, file, sent, paid, offers, offered, register },
    bounce: (id: string) => {
      bouncing = id;
    },
  };
};
