import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, HAOYU, LUNJI, MANY, openTown, QIAOXING, type Town, TUOMI, XINLU, YINFAN } from './subsidy-town.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town?.banjie.close());

const count = (all: readonly Any[], of: string) => all.filter(({ __typename, reason }) => (reason ?? __typename) === of).length;
// Rows hold by the day of the database, whose clock nobody moves.
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
let requests = 0;
/** A change of the register, on the version that there is. */
const registers = async (name: string, key: string, args: string): Promise<Any> => {
  const { firm } = await town.ask('ke-zheng', `{ firm(uscc: "${key}") { version } }`);
  const of = `key: "${key}", ${args}, expectedVersion: ${firm.version}, requestId: "subsidy-${++requests}"`;
  return town.register(`${name}(${of}) { __typename ... on InvalidInput { issues { message } } }`);
};
let limits = 0;
const setLimit = (name: string, value: number) =>
  town.register(
    `setLimit(input: { process: "subsidyApplication", name: "${name}", value: ${value}, validFrom: "${TODAY}" }, expectedVersion: ${limits++}, requestId: "limit-${limits}") { __typename }`,
  );
const known = async (ids: readonly string[]): Promise<Any[]> => {
  const of = '{ edges { node { id ... on SubsidyApplication { facts { firm submittedAt } } } } }';
  const { cases } = await town.ask('ke-zheng', `{ cases(first: 100, filter: { process: ["subsidyApplication"] }) ${of} }`);
  return cases.edges.map(({ node }: Any) => node).filter(({ id }: Any) => ids.includes(id));
};
const design = (number: string, fen: number) => ({ taxFiled: true, invoices: [{ number, fen, day: `${town.year}-01-05` }] });
const OF_BRAND = { revenueFen: 3_000_000_000, taxFiled: true, staffInsured: true };

describe('never twice', () => {
  it('has a firm an item once in a year, however often it asks at once', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => town.start('agent-lunji', LUNJI, 'fairHome')));
    expect([count(all, 'ActionDone'), count(all, 'onceOnly')]).toEqual([1, 49]);
    const [one] = all.flatMap(({ case: made }) => made?.id ?? []);
    expect(await town.start('agent-lunji', LUNJI, 'fairHome')).toMatchObject({ message: expect.stringContaining(one ?? '—') });
    await town.done('agent-lunji', 'withdraw', one ?? '');
    expect(await town.start('agent-lunji', LUNJI, 'fairHome')).toMatchObject({ __typename: 'ActionDone' });
  });

  it('counts an invoice once over all items, also where two come at once, and names where it was used', async () => {
    const ids = [
      await town.begun('agent-haoyu', HAOYU, 'designStudio', design('26337000000020260001', 1_000_000)),
      await town.begun('agent-haoyu', HAOYU, 'liveStore', design('26337000000020260001', 1_000_000)),
    ];
    const both = await Promise.all(ids.map((id) => town.act('agent-haoyu', 'submit', id, { declaration: true })));
    expect([count(both, 'ActionDone'), count(both, 'invoiceUsed')]).toEqual([1, 1]);
    const [late] = ids.filter((_, n) => both[n]?.reason === 'invoiceUsed');
    expect(await town.act('agent-haoyu', 'submit', late ?? '', { declaration: true })).toMatchObject({
      message: expect.stringMatching(/^Invoice 26337000000020260001 was used already in XD-SA-/),
    });
  });
});

describe('the money of a budget', () => {
  let listed: readonly string[] = [];
  it('is for those who came first: of fifty who race exactly ten have it, and forty wait in their order', async () => {
    const { ids: made } = await town.offers(
      MANY.map(({ key }) => key),
      'forAll',
      500_000,
    );
    const firms = new Map((await known(made)).map(({ id, facts }) => [id, facts.firm]));
    // As long as there is no budget, what is taken waits.
    const taken = await Promise.all(
      made.map((id) => town.act('agent-many', 'take', id, { declaration: true, account: account(firms.get(id) ?? '') })),
    );
    expect(count(taken, 'ActionDone')).toBe(50);
    const since = (await known(made)).map(({ id, facts }): [number, string] => [Date.parse(facts.submittedAt), id]);
    const ids = since.toSorted((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1)).map(([, id]) => id);
    await town.budget('forAll', 5_000_000);
    const all = await Promise.all(ids.map((id) => town.act('weng-bo', 'commit', id)));
    expect([count(all, 'ActionDone'), count(all, 'budgetShort')]).toEqual([10, 40]);
    expect(all.slice(0, 10).map(({ __typename }) => __typename)).toEqual(Array(10).fill('ActionDone'));
    expect(await town.sound('forAll')).toMatchObject({ free: 0, committed: 5_000_000 });
    expect(await town.act('weng-bo', 'commit', ids[49] ?? '')).toMatchObject({
      message: expect.stringMatching(/39 before it on the list/),
    });
    // What one gives back is for the next, who is told.
    await town.done('agent-many', 'withdraw', ids[3] ?? '');
    expect(await town.act('weng-bo', 'commit', ids[11] ?? '')).toMatchObject({ reason: 'budgetShort' });
    await town.banjie.until(
      () => town.read('rao-min', ids[10] ?? '', 'history(last: 1) { edges { node { name } } }'),
      ({ history }) => history.edges[0].node.name === 'TurnCame',
    );
    expect(await town.act('weng-bo', 'commit', ids[10] ?? '')).toMatchObject({ case: { state: 'committed' } });
    expect(await town.sound('forAll')).toMatchObject({ free: 0, committed: 5_000_000 });
    listed = ids;
  });

  it('passes over whom a ceiling keeps from it, with a word to them, and keeps their place', async () => {
    const [first = '', second = '', gives = ''] = [listed[11], listed[12], listed[4]];
    const [{ facts }] = await known([first]);
    await town.budget('fairHome', 500_000);
    await town.committed('agent-many', facts.firm, 'fairHome', { units: 1 });
    await setLimit('firmYearFen', 900_000);
    await town.done('agent-many', 'withdraw', gives);
    const last = (id: string) => town.read('rao-min', id, 'history(last: 1) { edges { node { name } } }');
    const told = (id: string, name: string) =>
      town.banjie.until(
        () => last(id),
        ({ history }) => history.edges[0].node.name === name,
      );
    // The one behind it hears that money is free, and has it.
    await told(second, 'TurnCame');
    expect(await town.act('weng-bo', 'commit', first)).toMatchObject({ reason: 'ceiling' });
    expect(await town.act('weng-bo', 'commit', second)).toMatchObject({ case: { state: 'committed' } });
    await told(first, 'PassedOver');
    await setLimit('firmYearFen', 500_000_000);
    await town.done('agent-many', 'withdraw', listed[5] ?? '');
    expect(await town.act('weng-bo', 'commit', listed[13] ?? '')).toMatchObject({ reason: 'budgetShort' });
    expect(await town.act('weng-bo', 'commit', first)).toMatchObject({ case: { state: 'committed' } });
    expect(await town.sound('forAll')).toMatchObject({ free: 0, committed: 5_000_000 });
  });
});

describe('a payment', () => {
  let id: string;
  beforeAll(async () => {
    await town.budget('fairAbroad', 100_000_000);
    id = await town.committed('agent-yinfan', YINFAN, 'fairAbroad');
    await town.published(id);
  });

  it('goes to an account alone that the firm has shown to be its own, within three tries', async () => {
    await town.done('chai-jing', 'approvePayment', id);
    expect(await town.act('xun-lei', 'instruct', id)).toMatchObject({ reason: 'accountUnverified' });
    const others = { account: account(YINFAN, '别家箱包有限公司') };
    expect(await town.act('agent-yinfan', 'setAccount', id, others)).toMatchObject({ reason: 'othersAccount' });
    const fen = await town.sentTo(id);
    expect(fen).toBeGreaterThan(0);
    expect(await town.ask('agent-yinfan', `{ case(id: "${id}") { state } }`)).toBeTruthy();
    expect(
      (await town.banjie.ask('agent-yinfan', `{ subsidyTestTransfer(caseId: "${id}") { fen } }`)).errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN');
    for (let n = 0; n < 3; n++) await town.done('agent-yinfan', 'verifyAccount', id, { fen: (fen % 99) + 1 });
    expect(await town.act('agent-yinfan', 'verifyAccount', id, { fen })).toMatchObject({ reason: 'nothingSent' });
    await town.verified('agent-yinfan', id);
    const { firm } = await town.ask('agent-yinfan', `{ firm(uscc: "${YINFAN}") { account { number verifiedAt } } }`);
    expect(firm.account).toMatchObject({ number: account(YINFAN).number, verifiedAt: expect.any(String) });
    const shown = await Promise.all(['rao-min', 'xun-lei'].map((person) => town.factsOf(person, id, 'account { number }')));
    expect(shown.map((facts) => facts.account.number)).toEqual([`****1234`, account(YINFAN).number]);
  });

  it('is one, whoever of two cashiers was first, and what the bank says first counts', async () => {
    const both = await Promise.all(['xun-lei', 'xun-er'].map((person) => town.act(person, 'instruct', id)));
    expect([count(both, 'ActionDone'), count(both, 'Conflict')]).toEqual([1, 1]);
    const payment = `${id}/1`;
    await town.banjie.until(
      async () => town.bank.asked.filter(({ caseId }) => caseId === id).length,
      (n) => n > 0,
    );
    expect(await town.done('town-bank', 'confirmPayment', id, { payment })).toMatchObject({ case: { state: 'paid' } });
    expect(await town.act('town-bank', 'confirmPayment', id, { payment })).toMatchObject({ reason: 'kernel.paymentSettled' });
    expect(await town.sound('fairAbroad')).toMatchObject({ spent: 4_000_000, inTransit: 0 });
    await town.done('town-treasury', 'bouncePayment', id, { payment });
    expect(await town.stateOf(id)).toBe('instructed');
    const payers = (await town.factsOf('ke-zheng', id, 'payments { id state before }')).payments;
    expect(payers).toMatchObject([{ id: payment, state: 'unclear' }]);
    expect(
      await town.done('chai-jing', 'clearPayment', id, { payment, arrived: true, reason: 'The bank has looked.' }),
    ).toMatchObject({ case: { state: 'paid' } });
    expect(await town.sound('fairAbroad')).toMatchObject({ spent: 4_000_000, payable: 0 });
  });

  it('that was wrong comes back in instalments and by what is set off, to the cent', async () => {
    const other = await town
      .committed('agent-yinfan', YINFAN, 'liveStore', design('26337000000020261000', 3_000_000))
      .catch(() => '');
    expect(other).toBe('');
    await town.budget('liveStore', 10_000_000);
    const [one] = (
      await town.ask(
        'rao-min',
        `{ cases(first: 5, filter: { process: ["subsidyApplication"], state: ["approved"], text: "直播" }) { edges { node { id } } } }`,
      )
    ).cases.edges;
    const waiting = one?.node.id ?? '';
    await town.done('weng-bo', 'commit', waiting);
    await town.published(waiting);
    const opened = { ground: 'falseFacts', fen: 2_000_000, reason: '参展合同虚假', letter: 'XA1' };
    expect(await town.act('zou-kai', 'openRecovery', id, { ...opened, fen: 4_000_001 })).toMatchObject({
      reason: 'moreThanPaid',
    });
    await town.done('zou-kai', 'openRecovery', id, opened);
    const decision = { fen: 1_000_001, by: `${town.year}-12-20`, instalments: 3, reason: '部分展位不实' };
    expect(await town.act('hua-sheng', 'decideRecovery', id, decision)).toMatchObject({ reason: 'notHeard' });
    await town.done('agent-yinfan', 'answerRecovery', id, { text: '展会延期。' });
    await town.done('hua-sheng', 'decideRecovery', id, decision);
    const { recovery } = await town.factsOf('hua-sheng', id, 'recovery { instalments { fen day } }');
    expect(recovery.instalments.map(({ fen }: Any) => fen)).toEqual([333_334, 333_334, 333_333]);
    expect(recovery.instalments[2].day).toBe(decision.by);
    // Who owes something back is granted nothing else.
    const more = await town.begun('agent-yinfan', YINFAN, 'fairHome');
    expect(await town.act('agent-yinfan', 'submit', more, { declaration: true })).toMatchObject({ reason: 'owesBack' });
    await town.done('agent-yinfan', 'withdraw', more);
    await town.done('xun-lei', 'repay', id, { fen: 333_334, reference: 'R1' });
    await town.done('xun-lei', 'repay', id, { fen: 333_334, reference: 'R2' });
    expect(await town.act('xun-lei', 'repay', id, { fen: 333_334, reference: 'R3' })).toMatchObject({ reason: 'tooMuch' });
    await town.done('xun-lei', 'offset', id, { application: waiting, fen: 333_333 });
    await town.done('agent-yinfan', 'agreeOffset', id, { agree: true });
    await town.become(id, 'recovered');
    expect(await town.sound('fairAbroad')).toMatchObject({ spent: 4_000_000, recovered: 1_000_001 });
    expect(await town.sound('liveStore')).toMatchObject({ spent: 333_333, payable: 600_000 - 333_333 });
    // What was given back keeps its year, unless the leader frees it.
    expect(await town.start('agent-yinfan', YINFAN, 'fairAbroad')).toMatchObject({ reason: 'onceOnly' });
    await town.done('hua-sheng', 'freeHolds', id, { reason: '企业已改正' });
    expect(await town.start('agent-yinfan', YINFAN, 'fairAbroad')).toMatchObject({ __typename: 'ActionDone' });
  });
});

describe('units that look along', () => {
  const reviewing = async (firm: string, agent: string) => {
    const id = await town.submitted(agent, firm, 'ownBrand', OF_BRAND);
    await town.done('pang-yi', 'accept', id);
    expect(await town.done('ying-chao', 'assess', id)).toMatchObject({ case: { state: 'jointReview' } });
    return id;
  };

  it('object, are silent or are dissolved, and the case goes on', async () => {
    const id = await reviewing(YINFAN, 'agent-yinfan');
    // Whoever isn’t asked doesn’t see it.
    await expect(town.act('geng-hao', 'agree', id)).rejects.toThrow(/no case/);
    await town.done('sha-li', 'object', id, { ground: '消防整改未完成' });
    await town.register('endUnit(id: "ecology-office", evenSo: true, requestId: "ecology") { __typename }');
    const asked = async () => await town.factsOf('ke-zheng', id, 'joint { asked left silent given { of } } atLeaders');
    await town.banjie.pass('9 days');
    // Without the unit that is dissolved, and with the leader of the silent one.
    expect(await asked()).toMatchObject({ atLeaders: true, joint: { left: ['ecology-office'], silent: [] } });
    await expect(town.act('bao-lin', 'agree', id)).rejects.toThrow(/no case/);
    expect((await town.factsOf('agent-yinfan', id, 'joint { asked }')).joint).toBeNull();
    await town.banjie.pass('6 days');
    expect((await asked()).joint).toMatchObject({ silent: ['labour-office'], given: [{ of: 'safety-office' }] });
    expect(await town.done('hua-sheng', 'rule', id, { uphold: true, reason: '整改已复查' })).toMatchObject({
      case: { state: 'approved' },
    });
  });

  it('answer through their leader when they are silent', async () => {
    const id = await reviewing(XINLU, 'agent-xinlu');
    expect((await town.factsOf('rao-min', id, 'joint { asked }')).joint.asked).toEqual(['labour-office', 'safety-office']);
    // The firm’s figures are for those who judge it.
    const figures = async (person: string) => (await town.factsOf(person, id, 'evidence { revenueFen }')).evidence;
    expect([await figures('rao-min'), await figures('xun-lei')]).toEqual([{ revenueFen: OF_BRAND.revenueFen }, null]);
    await town.done('sha-li', 'agree', id);
    await town.banjie.pass('9 days');
    expect(await town.done('lead-labour-office', 'noView', id)).toMatchObject({ case: { state: 'approved' } });
  });

  it('an objection that the leader upholds rejects it, and frees the year', async () => {
    const id = await reviewing(QIAOXING, 'agent-qiaoxing');
    await town.done('bao-lin', 'object', id, { ground: '欠缴社保' });
    await town.done('sha-li', 'agree', id);
    expect(await town.act('weng-bo', 'commit', id)).toMatchObject({ reason: 'kernel.wrongState' });
    expect(await town.done('le-ping', 'rule', id, { uphold: false, reason: '欠缴属实' })).toMatchObject({
      case: { state: 'rejected' },
    });
    expect(await town.start('agent-qiaoxing', QIAOXING, 'ownBrand', OF_BRAND)).toMatchObject({ __typename: 'ActionDone' });
  });
});

describe('exclusive items', () => {
  it('the higher takes the place of the lower before that is paid, and not afterwards', async () => {
    await town.budget('designStudio', 100_000_000);
    await town.budget('designAward', 100_000_000);
    const lower = await town.committed('agent-tuomi', TUOMI, 'designStudio', design('26337000000020263001', 10_000_000));
    expect(await town.sound('designStudio')).toMatchObject({ committed: 3_000_000 });
    const { id } = await town.offered(TUOMI, 'designAward', 30_000_000);
    expect(await town.done('agent-tuomi', 'take', id, { declaration: true, account: account(TUOMI) })).toMatchObject({
      case: { state: 'approved' },
    });
    await town.become(lower, 'withdrawn');
    expect(await town.sound('designStudio')).toMatchObject({ committed: 0, free: 100_000_000 });
    await town.banjie.until(
      () => town.factsOf('ke-zheng', id, 'replaces'),
      ({ replaces }) => replaces === null,
    );
    await town.done('weng-bo', 'commit', id);
    await town.published(id);
    await town.verified('agent-tuomi', id);
    await town.done('weng-bo', 'approvePayment', id);
    // Above the limit a second person approves.
    expect(await town.act('xun-lei', 'instruct', id)).toMatchObject({ reason: 'needsApproval' });
    expect(await town.act('weng-bo', 'approvePayment', id)).toMatchObject({ reason: 'kernel.fourEyes' });
    await town.paid(id);
    const again = await town.begun('agent-tuomi', TUOMI, 'designStudio', design('26337000000020263002', 500_000_000));
    expect(await town.act('agent-tuomi', 'submit', again, { declaration: true })).toMatchObject({ reason: 'exclusiveGroup' });
    // On the automatic track the firm did two things.
    const { history } = await town.read('ke-zheng', id, 'history(first: 50) { edges { node { actorId } } }');
    const acts = history.edges.filter(({ node }: Any) => node.actorId === 'agent-tuomi');
    expect(acts).toHaveLength(2);
  });
});

describe('a ceiling', () => {
  it('refuses in whole what is beyond it, and says what is left', async () => {
    await setLimit('firmYearFen', 4_500_000);
    const id = await town.begun('agent-yinfan', YINFAN, 'fairHome');
    expect(await town.act('agent-yinfan', 'submit', id, { declaration: true })).toMatchObject({
      reason: 'ceiling',
      message: expect.stringMatching(/0\.00 yuan are left|-?\d+\.\d\d are left/),
    });
    await setLimit('firmYearFen', 500_000_000);
    expect(await town.act('agent-yinfan', 'submit', id, { declaration: true })).toMatchObject({ case: { state: 'submitted' } });
  });
});

describe('a notice', () => {
  it('is given once, and passes or withholds each application by itself', async () => {
    const ids = [
      await town.committed('agent-lunji', LUNJI, 'fairAbroad'),
      await town.committed('agent-xinlu', XINLU, 'fairAbroad'),
    ];
    const rounds = await Promise.all(ids.map(() => town.offered('91339901MA9X00062J', 'exportBrand', 10_000_000)));
    // What a firm that is dissolved can’t have isn’t opened, and the batch hears why.
    expect((await town.read('rao-min', rounds[0]?.round ?? '', '... on OfferRound { facts { why } }')).facts.why).toMatch(
      /dissolved/,
    );
    const tell = (n: number, action: string, more: object = {}) =>
      town.banjie.act('rao-min', `offerRound.${action}`, rounds[n]?.round ?? '', { application: ids[n], ...more });
    for (const n of [0, 1]) await tell(n, 'putOn');
    for (const id of ids) await town.become(id, 'onNotice');
    expect(await town.act('xiang-nan', 'publish', ids[0] ?? '')).toMatchObject({ reason: 'kernel.wrongState' });
    await tell(0, 'pass', { passed: true });
    await tell(1, 'pass', { passed: false });
    await town.become(ids[0] ?? '', 'payable');
    await town.become(ids[1] ?? '', 'committed');
    expect(await town.sound('fairAbroad')).toMatchObject({ payable: 4_000_000, committed: 4_000_000 });
    await town.done('ying-chao', 'sendBack', ids[1] ?? '', { reason: '展位数需核实' });
    expect(await town.sound('fairAbroad')).toMatchObject({ committed: 0 });
  });
});

describe('a firm', () => {
  it('that is renamed between commitment and payment has its account verified again', async () => {
    const id = await town.committed('agent-haoyu', HAOYU, 'fairAbroad');
    await town.verified('agent-haoyu', id);
    await registers('setFirm', HAOYU, 'input: { name: "昊宇拉链（平湖）有限公司" }');
    await town.published(id);
    await town.done('chai-jing', 'approvePayment', id);
    expect(await town.act('xun-lei', 'instruct', id)).toMatchObject({ reason: 'accountUnverified' });
    expect(await town.act('xun-lei', 'verifyAccount', id)).toMatchObject({ reason: 'othersAccount' });
    // Brackets are the same, however wide the bank writes them.
    await town.done('agent-haoyu', 'setAccount', id, { account: account(HAOYU, '昊宇拉链(平湖)有限公司') });
    await town.verified('agent-haoyu', id);
    expect(await town.done('xun-lei', 'instruct', id)).toMatchObject({ case: { state: 'instructed' } });
  });

  it('that is dissolved can’t be paid; the leader sees it, and its successor has what it had', async () => {
    const ids = (
      await town.ask(
        'rao-min',
        `{ cases(first: 50, filter: { process: ["subsidyApplication"], state: ["payable"] }) { edges { node { id title } } } }`,
      )
    ).cases.edges
      .filter(({ node }: Any) => node.title.includes('轮济'))
      .map(({ node }: Any) => node.id);
    const [id = ''] = ids;
    await town.verified('agent-lunji', id);
    await town.done('chai-jing', 'approvePayment', id);
    await registers('endFirm', LUNJI, `state: "dissolved", successor: "${QIAOXING}"`);
    expect(await town.act('xun-lei', 'instruct', id)).toMatchObject({ reason: 'dissolved' });
    const work = (await town.ask('hua-sheng', '{ tasks(first: 50) { edges { node { caseId action } } } }')).tasks.edges.map(
      ({ node }: Any) => node,
    );
    expect(work).toEqual(expect.arrayContaining([{ caseId: id, action: 'passToSuccessor' }]));
    // What it had of the year its successor has had.
    expect(await town.start('agent-qiaoxing', QIAOXING, 'fairAbroad')).toMatchObject({ reason: 'onceOnly' });
    await town.done('hua-sheng', 'passToSuccessor', id, { reason: '合并' });
    await town.done('agent-qiaoxing', 'setAccount', id, { account: account(QIAOXING) });
    await town.verified('agent-qiaoxing', id);
    // Nobody has approved that this firm is paid.
    expect(await town.act('xun-lei', 'instruct', id)).toMatchObject({ reason: 'needsApproval' });
    await town.done('chai-jing', 'approvePayment', id);
    await town.done('xun-lei', 'instruct', id);
    expect(await town.sound('fairAbroad')).toMatchObject({ payable: 0 });
  });

  it('that has moved away gets nothing, and one that isn’t eligible hears all that is wrong at once', async () => {
    expect(await town.start('agent-hangbo', '91339901MA9X00070D', 'fairAbroad')).toMatchObject({ reason: 'notHere' });
    const id = await town.begun('agent-xinlu', XINLU, 'firstLine', { taxFiled: false, staffInsured: false });
    const { reason, message } = await town.act('agent-xinlu', 'submit', id, { declaration: true });
    expect([reason, message?.match(/Not shown/g)?.length]).toEqual(['notEligible', 2]);
  });

  it('isn’t judged by whoever is related to it', async () => {
    const id = await town.submitted('agent-many', MANY[0]?.key ?? '', 'fairAbroad');
    await town.register(
      `setTableRow(input: { table: "conflicts", key: "ying-chao/firm", value: { person: "ying-chao", kind: "firm", other: "${MANY[0]?.key}" }, validFrom: "${TODAY}" }, requestId: "conflict") { __typename }`,
    );
    await town.done('gan-ning', 'accept', id);
    expect(await town.act('ying-chao', 'assess', id)).toMatchObject({ reason: 'kernel.ownMatter' });
    expect(await town.act('rao-min', 'assess', id)).toMatchObject({ case: { state: 'approved' } });
  });
});

describe('what is wrong in what is sent', () => {
  it.each([
    ['a year that no item pays for', { year: 2021 }, /year/],
    ['a year before there was any of it', { year: 1999 }, /year/],
    ['a code that fits no licence', { firm: '91339901MA9X00012A' }, /firm/],
    ['an item that isn’t in force', { item: 'noSuch' }, /item/],
    [
      'an invoice of another firm',
      { evidence: { invoices: [{ number: '26337000000020260001', fen: 1, day: '2026-01-01', buyer: YINFAN }] } },
      /invoices.0.buyer/,
    ],
    [
      'an invoice of another year',
      { evidence: { invoices: [{ number: '26337000000020260001', fen: 1, day: '2026-01-01' }] } },
      /invoices.0.day/,
    ],
    [
      'an invoice of a day to come',
      { evidence: { invoices: [{ number: '26337000000020260001', fen: 1, day: `${town?.year ?? 2027}-12-31` }] } },
      /invoices.0.day/,
    ],
    [
      'an amount below nothing',
      { evidence: { invoices: [{ number: '26337000000020260001', fen: -1, day: '2026-01-01' }] } },
      /invoices/,
    ],
  ])('%s', async (_, more, path) => {
    const sent = { firm: XINLU, item: 'fairHome', year: town.year, ...more };
    const { __typename, issues } = await town.banjie.start('agent-xinlu', 'subsidyApplication', sent);
    expect([__typename, issues?.map((one) => one.path.join('.')).join()]).toEqual(['InvalidInput', expect.stringMatching(path)]);
  });
});

describe('an application', () => {
  it('that a demand opens is known to it, and the firm only signs', async () => {
    const { round, id } = await town.offered(MANY[1]?.key ?? '', 'fairAbroad');
    expect(await town.factsOf('agent-many', id, 'text demand')).toEqual({ text: 'Wants to go to a fair.', demand: round });
    await town.done('agent-many', 'withdraw', id);
    await town.banjie.until(
      () => town.read('rao-min', round, '... on OfferRound { facts { application end } }'),
      ({ facts }) => facts.end === 'withdrawn' && facts.application === id,
    );
  });

  it('is on the track, and has the time, of its own town’s table', async () => {
    const input = { firm: MANY[2]?.key, item: 'fairAbroad', year: town.year, evidence: { units: 1 } };
    const here = await town.banjie.start('agent-many', 'subsidyApplication', input);
    const there = await town.banjie.start('agent-xinlu-2', 'subsidyApplication', { ...input, firm: XINLU });
    const of = async (agent: string, auditor: string, id = '') => {
      await town.done(agent, 'submit', id, { declaration: true });
      return town.read(auditor, id, 'dueAt ... on SubsidyApplication { facts { track } }');
    };
    const [fast, normal] = [
      await of('agent-many', 'ke-zheng', here.case?.id),
      await of('agent-xinlu-2', 'ke-zheng-2', there.case?.id),
    ];
    expect([fast.facts.track, normal.facts.track]).toEqual(['fast', 'normal']);
    expect(Date.parse(normal.dueAt)).toBeGreaterThan(Date.parse(fast.dueAt) + 30 * 86_400_000);
  });

  it('is told all that is missing at once, and our time rests meanwhile', async () => {
    const id = await town.submitted('agent-many', MANY[3]?.key ?? '', 'fairAbroad');
    await town.done('gan-ning', 'askMaterial', id, { missing: ['Contract', 'Photo of the stand'] });
    const { clocks } = await town.read('ke-zheng', id, 'clocks { name state }');
    expect(clocks).toEqual(
      expect.arrayContaining([
        { name: 'material', state: 'running' },
        { name: 'wholeFast', state: 'paused' },
      ]),
    );
    await town.done('agent-many', 'giveMaterial', id, {});
    await town.done('gan-ning', 'askMaterial', id, { missing: ['One more'] });
    const { notifications } = await town
      .ask('hua-sheng', '{ inbox(first: 20) { edges { node { subject } } } }')
      .then((data) => ({ notifications: data.inbox.edges }));
    expect(notifications.map(({ node }: Any) => node.subject).join()).toMatch(/二次补正|second time/);
  });

  it('that was offered and lapsed comes back in December, and not in January', async () => {
    const { id } = await town.offered(XINLU, 'exportBrand', 10_000_000);
    const { id: other } = await town.offered(YINFAN, 'exportBrand', 10_000_000);
    const until = async (month: number, day: number) => {
      const days = Math.ceil(
        (Date.UTC(town.year + (month > 12 ? 1 : 0), (month - 1) % 12, day) - town.banjie.now()) / 86_400_000,
      );
      if (days > 0) await town.banjie.pass(`${days} days`);
    };
    await until(12, 10);
    expect([await town.stateOf(id), await town.stateOf(other)]).toEqual(['lapsed', 'lapsed']);
    expect(await town.done('agent-xinlu', 'revive', id)).toMatchObject({ case: { state: 'offered' } });
    await until(13, 10);
    expect(await town.act('agent-yinfan', 'revive', other)).toMatchObject({ reason: 'yearOver' });
    const { verifyRecord } = await town.ask('ke-zheng', `{ verifyRecord(caseId: "${id}") { intact } }`);
    expect(verifyRecord.intact).toBe(true);
  });

  it('that waits for money ends as its year is carried over; what comes back later goes on to the finance office', async () => {
    const figures = async () =>
      (await town.ask('chai-jing', `{ budget(item: "forAll", year: ${town.year}) { state lapsed free recovered allocated } }`))
        .budget;
    const ofItem = async (state: string): Promise<Any[]> => {
      const of = 'edges { node { id title ... on SubsidyApplication { facts { item ground } } } }';
      const filter = `{ process: ["subsidyApplication"], state: ["${state}"] }`;
      const { cases } = await town.ask('ke-zheng', `{ cases(first: 100, filter: ${filter}) { ${of} } }`);
      return cases.edges.map(({ node }: Any) => node).filter(({ facts }: Any) => facts.item === 'forAll');
    };
    const waiting = (await ofItem('approved')).length;
    const before = await figures();
    expect([before.state, waiting > 30]).toEqual(['open', true]);
    await town.banjie.pass('24 days');
    await town.banjie.until(
      () => ofItem('approved'),
      (left) => left.length === 0,
    );
    const ended = (await ofItem('rejected')).filter(({ facts }) => facts.ground === 'noBudget');
    expect(ended).toHaveLength(waiting);
    const late = (await ofItem('committed'))[0];
    await town.done('agent-many', 'withdraw', late.id);
    await town.banjie.until(figures, ({ free, lapsed }) => free === 0 && lapsed > before.lapsed);
    expect(await figures()).toMatchObject({ state: 'over', lapsed: before.free + 500_000, free: 0 });
    await town.sound('forAll');
  });
});
