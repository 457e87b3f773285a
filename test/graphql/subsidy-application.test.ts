import { startBanjieForTests, type TestBanjie } from 'banjie/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutgoingPayment } from '../../activities/delivery/services.ts';
import { xindai } from '../../prisma/seed/xindai.ts';
import { budgetYearPackage } from '../../processes/budget-year.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import { subsidyApplicationPackage } from '../../processes/subsidy-application.ts';
import { testBank } from '../../testing/test-bank.ts';
import { offerRoundPackage } from '../processes/subsidy-application/offer-round/package.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const YINFAN = '91339901MA9X00011A';
const XINLU = '91339901MA9X0002X2';
const QIAOXING = '91339901MA9X000382';
const TUOMI = '91339901MA9X00089A';

const bouncing = '';
const bank = testBank({ bounces: ({ id }: OutgoingPayment) => id === bouncing });
let banjie: TestBanjie;
let year: number;
beforeAll(async () => {
  banjie = await startBanjieForTests({
    packages: [subsidyApplicationPackage, publicNoticePackage, budgetYearPackage, offerRoundPackage],
    tenants: [xindai],
    sendPayment: bank.sendPayment,
  });
  year = new Date(banjie.now() + 8 * 3_600_000).getUTCFullYear();
});
afterAll(() => banjie?.close());

const act = (person: string, action: string, id: string, input?: object) =>
  banjie.act(person, `subsidyApplication.${action}`, id, input ?? {});
const done = async (person: string, action: string, id: string, input?: object) => {
  const answer = await act(person, action, id, input);
  if (answer.__typename !== 'ActionDone') throw new Error(`${action}: ${JSON.stringify(answer)}`);
  return answer;
};
const stateOf = async (id: string): Promise<string> =>
  (await banjie.ask('ke-zheng', `{ case(id: "${id}") { state } }`)).data.case?.state;
const become = (id: string, state: string) =>
  banjie.until(
    () => stateOf(id),
    (now) => now === state,
  );
const factsOf = async (person: string, id: string, of: string): Promise<Any> =>
  (await banjie.ask(person, `{ case(id: "${id}") { ... on SubsidyApplication { facts { ${of} } } } }`)).data.case.facts;
const figuresOf = async (item: string): Promise<Any> =>
  (
    await banjie.ask(
      'chai-jing',
      `{ budget(item: "${item}", year: ${year}) { allocated free committed payable inTransit spent recovered } }`,
    )
  ).data.budget;
/** What always holds of a budget, from the lines of the ledger alone. */
const sound = async (item: string): Promise<Any> => {
  const figures = await figuresOf(item);
  const { allocated, free, committed, payable, inTransit, spent, recovered } = figures;
  expect(free + committed + payable + inTransit + spent - recovered).toBe(allocated);
  return figures;
};
const budget = async (item: string, fen: number): Promise<string> => {
  const { case: made } = await banjie.start('chai-jing', 'budgetYear', { item, itemTitle: { en: item, zh: '补贴' }, year });
  const id = made?.id ?? '';
  await banjie.act('chai-jing', 'budgetYear.allocate', id, { fen, document: 'Xindai 1' });
  await banjie.act('weng-bo', 'budgetYear.approve', id);
  return id;
};
const NAMES: Readonly<Record<string, string>> = {
  [YINFAN]: '银帆箱包有限公司',
  [XINLU]: '新旅箱包有限公司',
  [QIAOXING]: '乔星箱包有限公司',
  [TUOMI]: '拓觅设计有限公司',
};
const account = (firm: string) => ({
  bank: 'Bank of Xindai',
  number: `6222${firm.slice(-8).replaceAll(/\D/g, '0')}1234`,
  name: NAMES[firm],
});
const begun = async (agent: string, firm: string, item: string, evidence: object = { units: 2 }) => {
  const answer = await banjie.start(agent, 'subsidyApplication', { firm, item, year, evidence, account: account(firm) });
  if (answer.__typename !== 'ActionDone') throw new Error(`start: ${JSON.stringify(answer)}`);
  return answer.case?.id ?? '';
};
const submitted = async (agent: string, firm: string, item: string, evidence?: object) => {
  const id = await begun(agent, firm, item, evidence);
  await done(agent, 'submit', id, { declaration: true });
  return id;
};
const approved = async (agent: string, firm: string, item: string, evidence?: object) => {
  const id = await submitted(agent, firm, item, evidence);
  await done('gan-ning', 'accept', id);
  await done('rao-min', 'assess', id);
  return id;
};
const verified = async (agent: string, id: string) => {
  await done('xun-lei', 'verifyAccount', id);
  const { data } = await banjie.ask('xun-lei', `{ subsidyTestTransfer(caseId: "${id}") { fen number } }`);
  await done(agent, 'verifyAccount', id, { fen: data.subsidyTestTransfer.fen });
  return data.subsidyTestTransfer.fen;
};
/** What the bank says of all its payments. */
const file = () => Promise.all(bank.words().map(({ caseId, act: action, input }) => act('town-bank', action, caseId, input)));

describe('a subsidy', () => {
  it('goes from its draft to the firm’s account, and each sum stands in the ledger once', async () => {
    await budget('fairAbroad', 100_000_000);
    const id = await approved('agent-yinfan', YINFAN, 'fairAbroad');
    expect(await done('weng-bo', 'commit', id)).toMatchObject({ case: { state: 'committed' } });
    expect(await sound('fairAbroad')).toMatchObject({ committed: 4_000_000 });
    expect(await done('xiang-nan', 'publish', id)).toMatchObject({ case: { state: 'onNotice' } });
    await verified('agent-yinfan', id);
    await banjie.pass('20 days');
    await become(id, 'payable');
    expect(await sound('fairAbroad')).toMatchObject({ committed: 0, payable: 4_000_000 });
    await done('chai-jing', 'approvePayment', id);
    expect(await done('xun-lei', 'instruct', id)).toMatchObject({ case: { state: 'instructed' } });
    await banjie.until(
      async () => bank.paid().length,
      (paid) => paid === 1,
    );
    await file();
    expect(await stateOf(id)).toBe('paid');
    expect(await sound('fairAbroad')).toMatchObject({ committed: 0, payable: 0, inTransit: 0, spent: 4_000_000 });
  });
});
