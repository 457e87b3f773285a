import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person, play } from '../../../testing/play.ts';
import type { BudgetFound } from '../../../workflows/budget-year/parent.ts';
import type { LedgerLine } from '../../../workflows/effects/index.ts';
import { ledger } from '../../../workflows/effects/ledger.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { overCeiling } from '../../../workflows/subsidy-application/ceilings.ts';
import { othersAccount } from '../../../workflows/subsidy-application/drafting.ts';
import type { Facts } from '../../../workflows/subsidy-application/facts.ts';
import { whyNotInstead } from '../../../workflows/subsidy-application/holding.ts';
import { monthsAfter } from '../../../workflows/subsidy-application/months.ts';
import { dueDays, nextDue, owed, parts } from '../../../workflows/subsidy-application/recovering.ts';
import { subsidyApplication } from '../../../workflows/subsidy-application/rules.ts';
import { whyNot } from '../../../workflows/subsidy-application/standing.ts';
import type { FirmFound, Money, Standing, Taken } from '../../../workflows/subsidy-application/vocabulary.ts';
import { aheadOf, firstServed, keptBack, type Waits } from '../../../workflows/subsidy-application/waiting.ts';

const FIRM = '91339901MA9X00011A';
const BATCH = 'XD-SB-20260301-0001';
const found: FirmFound = {
  ...{ code: FIRM, name: '银帆箱包有限公司', state: 'active', successor: null, before: [] },
  ...{ verifiedUntil: Date.parse('2027-01-01'), account: { bank: 'Bank', number: '62220000' } },
};
const none = { year: 0, window: 0, item: 0, group: 0 };
const standing = (more: Partial<Standing> = {}): Standing => ({
  firm: found,
  item: {
    ...{ key: 'fairAbroad', title: { en: 'Fair', zh: '参展' }, track: 'fast', wholeDays: null, needsTap: true },
    ...{ mostOnce: 20_000, byInvoices: false },
    ...{ group: null, most: null, opensAt: null, closesAt: null },
  },
  judged: { conditions: [], amount: { fen: 10_000, how: { en: 'Fixed', zh: '定额' } } },
  ...{ taken: [], owes: null, affiliation: null, granted: none, unit: null, yearEndsAt: Date.parse('2027-01-01') },
  ...more,
});
const budget: BudgetFound = {
  ...{ caseId: 'XD-BY-1', item: 'fairAbroad', year: 2026, state: 'open', allocated: 100_000, free: 100_000 },
  ...{ committed: 0, payable: 0, inTransit: 0, spent: 0, recovered: 0, overpaid: 0, lapsed: 0 },
};
const money = (free = 100_000, ahead: Money['ahead'] = { cases: 0, fen: 0 }): Money => ({
  budget: { ...budget, free },
  ahead,
  granted: none,
  firm: found,
});

const agent: Actor = { ...person('fan', 'firmAgent'), actsFor: [{ subject: `firm:${FIRM}` }] };
const clerk = person('gan', 'windowClerk');
const reviewer = person('rao', 'policyReviewer');
const finance = person('weng', 'financeOfficer');
const cashier = person('xun', 'cashier');
const bank = person('bank', 'bank');
const leader = person('hua', 'leader');
const batch = otherCase(BATCH);
const input = { firm: FIRM, item: 'fairAbroad', year: 2026, files: [] };
const begun = (more: object = {}, known: Partial<Standing> = {}, actor: Actor = agent) =>
  play<Facts>(subsidyApplication, { actor, input: { ...input, ...more }, reference: standing(known), id: 'XD-SA-1' });
const submitted = (known: Partial<Standing> = {}) =>
  begun().does(agent, 'submit', { files: [], declaration: true }, standing(known));
const approved = () =>
  submitted()
    .does(clerk, 'accept')
    .does(reviewer, 'assess', { found: [] }, { ...standing(), units: [] });
const committed = () => approved().does(finance, 'commit', {}, money());
const payable = () => committed().does(batch, 'putOnNotice', { batch: BATCH }).does(batch, 'noticePassed');
const instructed = () =>
  payable().does(finance, 'approvePayment', {}, { firm: found }).does(cashier, 'instruct', {}, { firm: found });
const paid = () => instructed().does(bank, 'confirmPayment', { payment: 'XD-SA-1/1' });

describe('the amount that is asked back', () => {
  it.each([
    [1_000_001, 3, [333_334, 333_334, 333_333]],
    [7, 3, [3, 2, 2]],
    [12, 12, Array(12).fill(1)],
  ])('%i cents in %i parts sum to it', (fen, into, expected) => {
    expect(parts(fen, into)).toEqual(expected);
    expect(parts(fen, into).reduce((sum, one) => sum + one, 0)).toBe(fen);
  });

  it('is due evenly, the last part on the last day', () => {
    expect(dueDays('2026-03-01', '2026-05-30', 3)).toEqual(['2026-03-31', '2026-04-30', '2026-05-30']);
  });

  it('is due next where something of a part is left', () => {
    const instalments = [
      { fen: 10, day: '2026-03-31', dueAt: 1 },
      { fen: 10, day: '2026-04-30', dueAt: 2 },
    ];
    const back = (fen: number) => ({ instalments, repaid: [{ fen, at: 0, how: 'repaid' as const, reference: '' }] });
    expect([back(9), back(10), back(20)].map((one) => [nextDue(one), owed(one)])).toEqual([
      [1, 11],
      [2, 10],
      [null, 0],
    ]);
  });
});

describe('a verified account', () => {
  it.each([
    ['2026-03-15T10:00:00Z', 12, '2027-03-15T10:00:00.000Z'],
    ['2026-01-31T10:00:00Z', 1, '2026-02-28T10:00:00.000Z'],
  ])('of %s counts for %i months', (from, months, until) => {
    expect(new Date(monthsAfter(Date.parse(from), months)).toISOString()).toBe(until);
  });

  it('is in the firm’s own name, whatever brackets the bank has', () => {
    const firm = { name: '昊宇拉链（平湖）有限公司' };
    expect(othersAccount('昊宇拉链(平湖)有限公司', firm)).toBeUndefined();
    expect(othersAccount('昊宇拉链有限公司', firm)?.code).toBe('othersAccount');
  });
});

describe('a ceiling', () => {
  const limits = { firmYearFen: 100, firmWindowFen: 0, firmWindowMonths: 36, groupYearFen: 0 } as never;
  const of = { firm: FIRM, year: 2026, item: 'fairAbroad', itemMost: null, affiliation: null };
  it.each([
    ['what fits', 40, { ...none, year: 60 }, {}, undefined],
    ['a cent beyond it', 41, { ...none, year: 60 }, {}, /40|0\.40 yuan are left|0\.40/],
    ['the item over all years', 10, { ...none, item: 95 }, { itemMost: 100 }, /over all years/],
  ])('lets through or refuses in whole %s', (_, fen, granted, more, said) => {
    const refusal = overCeiling({ ...of, ...more }, fen, granted, limits);
    if (said === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatchObject({ code: 'ceiling', en: expect.stringMatching(said) });
  });
});

describe('of exclusive items', () => {
  const holder = (state: string, fen: number): Taken => ({
    ...{ resource: `group:g:${FIRM}:2026`, caseId: 'XD-SA-9', title: { en: 'g', zh: 'g' } },
    ...{ state, fen },
  });
  it.each([
    ['committed', 10, undefined],
    ['payable', 10, undefined],
    ['committed', 20, 'exclusiveGroup'],
    ['instructed', 10, 'exclusiveGroup'],
    ['paid', 10, 'exclusiveGroup'],
    ['recovered', 10, 'exclusiveGroup'],
  ])('one that is %s with %i cents leaves way for 15, or not', (state, fen, code) => {
    expect(whyNotInstead(holder(state, fen), 15)?.code).toBe(code);
  });
});

describe('an application', () => {
  it('asks the lower one to give way when it is approved, and waits for it', () => {
    const lower: Taken = {
      resource: `group:g:${FIRM}:2026`,
      caseId: 'XD-SA-9',
      title: { en: 'g', zh: 'g' },
      state: 'committed',
      fen: 10,
    };
    const item = { ...standing().item, group: 'g' };
    const higher = submitted({ taken: [lower], item })
      .does(clerk, 'accept')
      .does(reviewer, 'assess', { found: [] }, { ...standing({ item }), units: [] });
    expect(itemsOf(higher.last(), 'acts')).toEqual([{ on: 'XD-SA-9', action: 'giveWay', input: { to: 'XD-SA-1', fen: 10_000 } }]);
    expect(higher.tries(finance, 'commit', {}, money())?.code).toBe('waitsForOther');
    expect(
      higher.does(otherCase('XD-SA-9'), 'wayGiven', { by: 'XD-SA-9', given: true }).does(finance, 'commit', {}, money()).current()
        .state,
    ).toBe('committed');
  });

  it('gives way where it isn’t paid, and says where it is', () => {
    const other = otherCase('XD-SA-7');
    const gave = committed().does(other, 'giveWay', { to: 'XD-SA-7', fen: 20_000 }, { next: null });
    expect(gave.current()).toMatchObject({ state: 'withdrawn', facts: { replacedBy: 'XD-SA-7' } });
    const kept = instructed().does(other, 'giveWay', { to: 'XD-SA-7', fen: 20_000 }, { next: null });
    expect(kept.current().state).toBe('instructed');
    expect(itemsOf(kept.last(), 'acts')).toMatchObject([{ on: 'XD-SA-7', input: { given: false } }]);
  });

  it('is assessed by nobody who accepted it, with what nobody knew found out, and another amount only with a reason', () => {
    const unknown = { key: 'taxFiled', is: 'unknown' as const, because: { en: 'Not known', zh: '未知' } };
    const judged = { ...standing().judged, conditions: [unknown] };
    const at = submitted().does(clerk, 'accept');
    const reference = { ...standing({ judged }), units: [] };
    expect(at.tries(person('gan', 'policyReviewer'), 'assess', { found: [] }, reference)?.code).toBe('kernel.fourEyes');
    expect(at.tries(reviewer, 'assess', { found: [] }, reference)?.code).toBe('notFoundOut');
    const found_ = (met: boolean) => ({ found: [{ key: 'taxFiled', met, because: 'By the tax office' }] });
    expect(at.tries(reviewer, 'assess', found_(false), reference)?.code).toBe('notEligible');
    expect(at.tries(reviewer, 'assess', { ...found_(true), fen: 5 }, reference)?.code).toBe('needsReason');
    const less = at.does(reviewer, 'assess', { ...found_(true), fen: 5, reason: 'One stand was shared.' }, reference);
    expect(less.current()).toMatchObject({ state: 'approved', facts: { fen: 5, deviation: 'One stand was shared.' } });
  });

  it('stays on the list where those before it need the money, and is committed by somebody who didn’t assess it', () => {
    const at = approved();
    expect(at.tries(finance, 'commit', {}, money(10_000, { cases: 1, fen: 1 }))?.en).toMatch(/1 before it on the list/);
    expect(at.tries(person('rao', 'financeOfficer'), 'commit', {}, money())?.code).toBe('kernel.fourEyes');
    expect(at.tries(finance, 'commit', {}, { ...money(), budget: { ...budget, state: 'frozen' } })?.code).toBe('frozen');
  });

  const waits = (more: Partial<Waits>): Waits => ({
    ...{ id: 'XD-SA-7', firm: 'F', item: 'fairAbroad', year: 2026, fen: 10_000, affiliation: null, itemMost: null },
    ...{ state: 'active', granted: none, told: false },
    ...more,
  });
  const ofYear = (firmYearFen: number) => ({ firmYearFen, firmWindowFen: 0, firmWindowMonths: 36, groupYearFen: 0 }) as never;

  it.each([
    ['that may have it', waits({}), { cases: 1, fen: 10_000, passedOver: [] }],
    ['whose ceiling leaves less', waits({ granted: { ...none, year: 90_001 } }), 'ceiling'],
    ['whose item leaves less over all years', waits({ itemMost: 9_999 }), 'ceiling'],
    ['whose firm has ended', waits({ state: 'dissolved' }), 'firmEnded'],
    ['whose firm has moved away', waits({ state: 'moved' }), 'firmEnded'],
    ['that knows it already', waits({ state: 'moved', told: true }), { cases: 0, fen: 0, passedOver: [] }],
  ])('waits for those ahead of it, and not for one %s', (_, one, expected) => {
    const why = typeof expected === 'string' ? expected : undefined;
    expect(aheadOf([one], ofYear(100_000))).toEqual(
      why === undefined ? expected : { cases: 0, fen: 0, passedOver: [{ id: 'XD-SA-7', why }] },
    );
    expect(firstServed([one, waits({ id: 'XD-SA-8' })], ofYear(100_000))).toBe(
      keptBack(one, ofYear(100_000)) ? 'XD-SA-8' : 'XD-SA-7',
    );
  });

  it('goes before one that can’t have it, which is told once, keeps its place and is looked at again', () => {
    const ahead = { cases: 0, fen: 0, passedOver: [{ id: 'XD-SA-7', why: 'ceiling' as const }] };
    const done = approved().does(finance, 'commit', {}, money(10_000, ahead));
    expect(itemsOf(done.last(), 'acts')).toContainEqual({ on: 'XD-SA-7', action: 'passedOver', input: { why: 'ceiling' } });
    const passed = approved().does(otherCase('XD-SA-9'), 'passedOver', { why: 'ceiling' });
    expect(passed.last().notify).toHaveLength(3);
    expect(passed.current().tasks.map(({ action }) => action)).toEqual(['commit', 'sendBack']);
    expect(passed.does(otherCase('XD-SA-9'), 'passedOver', { why: 'ceiling' }).last().notify).toBeUndefined();
    expect(passed.does(finance, 'commit', {}, money()).current()).toMatchObject({
      state: 'committed',
      facts: { passedOver: null },
    });
  });

  const BUDGET = otherCase('XD-BY-1');
  it('ends with the budget of its year, with the next one’s as the way, and tells the one behind it', () => {
    const told = { budget: 'XD-BY-1' };
    const over = approved().does(BUDGET, 'budgetOver', told, { next: 'XD-SA-8', over: 'XD-BY-1' });
    expect(over.current()).toMatchObject({ state: 'rejected', facts: { ground: 'noBudget' } });
    expect(over.last().notify).toMatchObject([{ notice: 'budgetOver', params: { year: 2026 } }]);
    expect(itemsOf(over.last(), 'acts')).toEqual([{ on: 'XD-SA-8', action: 'budgetOver', input: told }]);
    expect(itemsOf(over.last(), 'holds')).toContainEqual({ op: 'release', resource: `paid:fairAbroad:${FIRM}:2026` });
    // What has its money goes on, and passes the word on.
    const kept = committed().does(BUDGET, 'budgetOver', told, { next: 'XD-SA-8', over: 'XD-BY-1' });
    expect([kept.current().state, itemsOf(kept.last(), 'acts').length]).toEqual(['committed', 1]);
    expect(approved().does(BUDGET, 'budgetOver', told, { next: null, over: null }).current().state).toBe('approved');
  });

  it('isn’t submitted, assessed or committed once the budget of its year is over; the finance office ends what waits still', () => {
    const over = { over: 'XD-BY-1' };
    const submit = begun().tries(agent, 'submit', { files: [], declaration: true }, { ...standing(), ...over });
    const at = submitted().does(clerk, 'accept');
    const assess = at.tries(reviewer, 'assess', { found: [] }, { ...standing(), units: [], ...over });
    const gone = { ...money(), budget: { ...budget, state: 'over' as const } };
    expect([submit?.code, assess?.code, approved().tries(finance, 'commit', {}, gone)?.code]).toEqual(Array(3).fill('yearOver'));
    const reject = (ground: string, reference: object) =>
      approved().tries(finance, 'reject', { ground, reason: 'The year' }, { next: null, ...reference })?.code;
    expect([reject('noBudget', over), reject('noBudget', { over: null }), reject('notProven', over)]).toEqual([
      ...[undefined, 'budgetGoesOn', 'budgetGoesOn'],
    ]);
    expect(at.tries(finance, 'reject', { ground: 'noBudget', reason: 'No' }, { next: null, ...over })?.code).toBe(
      'notYoursToReject',
    );
  });

  it('tells the budget of a year that is over what comes back to it', () => {
    const back = (outcome: Parameters<typeof itemsOf>[0]) =>
      (itemsOf(outcome, 'acts') as readonly { action: string }[]).filter(({ action }) => action === 'noteReturn');
    const told = [{ on: 'XD-BY-1', action: 'noteReturn', input: { fen: 10_000 } }];
    const withdrawn = (over: string | null) => back(committed().does(agent, 'withdraw', {}, { next: null, over }).last());
    expect([withdrawn('XD-BY-1'), withdrawn(null)]).toEqual([told, []]);
    const owed_ = payable().does(leader, 'reject', { ground: 'noBudget', reason: 'X' }, { next: null, over: 'XD-BY-1' });
    expect(back(owed_.last())).toEqual(told);
    const repaid = paid()
      .does(
        person('zou', 'clawbackOfficer'),
        'openRecovery',
        { ground: 'falseFacts', fen: 10_000, reason: 'X', letter: 'XA1' },
        { movedAt: null },
      )
      .does(clock('hearing'), 'hearingOver')
      .does(
        leader,
        'decideRecovery',
        { fen: 10_000, by: '2026-06-30', instalments: 1, reason: 'X' },
        { today: '2026-03-02', ends: { '2026-06-30': 1 } },
      )
      .does(cashier, 'repay', { fen: 10_000, reference: 'R1' }, { over: 'XD-BY-1' });
    expect(back(repaid.last())).toEqual(told);
  });

  it('tells the next on the list when its money is given back', () => {
    const back = committed().does(agent, 'withdraw', {}, { next: 'XD-SA-8' });
    expect(itemsOf(back.last(), 'acts')).toContainEqual({ on: 'XD-SA-8', action: 'turnCame', input: {} });
    expect(itemsOf(back.last(), 'ledger')).toMatchObject([
      { rule: 'release', amount: 10_000 },
      { op: 'reverse' },
      { op: 'reverse' },
      { op: 'reverse' },
      { op: 'reverse' },
    ]);
    expect(itemsOf(back.last(), 'holds')).toContainEqual({ op: 'release', resource: `paid:fairAbroad:${FIRM}:2026` });
  });

  it('is owed once, however often its notice says that it passed', () => {
    const once = payable();
    expect(itemsOf(once.last(), 'ledger')).toMatchObject([{ rule: 'owe', amount: 10_000 }]);
    const again = once.does(batch, 'noticePassed');
    expect(again.current().state).toBe('payable');
    expect(itemsOf(again.last(), 'ledger')).toEqual([]);
    expect(itemsOf(once.does(otherCase('XD-SB-2'), 'noticeWithheld', {}).last(), 'ledger')).toEqual([]);
  });

  it('whose row was struck waits to be looked at again, and one that is corrected for its other notice', () => {
    const firm = { firm: found, agents: [] };
    const out = () => committed().does(person('xiang', 'noticeOfficer'), 'publish', { boards: [] }, firm);
    const notice = otherCase('XD-PN-1');
    const ended = (more: object) => ({ notice: 'XD-PN-1', end: 'partlyPassed', passed: [], struck: [], corrected: [], ...more });
    expect(
      out()
        .does(notice, 'noticeEnded', ended({ corrected: ['1'] }))
        .current().state,
    ).toBe('onNotice');
    const struck = out().does(notice, 'noticeEnded', ended({ struck: ['1'] }));
    expect(struck.current()).toMatchObject({ state: 'committed', facts: { notice: null } });
    const again = struck.does(reviewer, 'sendBack', { reason: 'The amount' }, { next: null });
    expect(again.current().state).toBe('reviewing');
    expect(itemsOf(again.last(), 'ledger')).toMatchObject([{ rule: 'release' }, ...Array(4).fill({ op: 'reverse' })]);
  });

  it('is paid by nobody who approved it or gave the account, and by two approvals above the limit', () => {
    const at = payable();
    expect(at.tries(cashier, 'instruct', {}, { firm: found })?.code).toBe('needsApproval');
    const one = at.does(finance, 'approvePayment', {}, { firm: found });
    expect(one.tries(person('weng', 'cashier'), 'instruct', {}, { firm: found })?.code).toBe('kernel.fourEyes');
    expect(one.tries(cashier, 'instruct', {}, { firm: { ...found, name: 'Another' } })?.code).toBe('accountUnverified');
    expect(one.tries(cashier, 'instruct', {}, { firm: { ...found, state: 'dissolved' } })?.code).toBe('dissolved');
    expect(one.does(cashier, 'instruct', {}, { firm: found }).current().facts.payments).toMatchObject([{ id: 'XD-SA-1/1' }]);
  });

  it('that comes back after it was confirmed stays paid in the ledger until somebody else clears it, and is owed again then', () => {
    const unclear = paid().does(bank, 'bouncePayment', { payment: 'XD-SA-1/1', reason: 'Returned' });
    expect(itemsOf(unclear.last(), 'ledger')).toEqual([]);
    expect([unclear.current().state, unclear.last().notify?.length]).toEqual(['instructed', 3]);
    const asked = { payment: 'XD-SA-1/1', arrived: false, reason: 'The bank’s letter' };
    expect(unclear.tries(cashier, 'clearPayment', asked)?.code).toBe('kernel.fourEyes');
    const cleared = unclear.does(person('chai', 'financeOfficer'), 'clearPayment', asked);
    expect(cleared.current()).toMatchObject({ state: 'payable', facts: { approvals: [], paidAt: null } });
    expect(itemsOf(cleared.last(), 'ledger')).toMatchObject([
      { rule: 'returned:1', from: 'scheme:spent:fairAbroad', to: `payable:${FIRM}`, amount: 10_000 },
    ]);
  });

  it('that came back is approved and paid anew, as another payment', () => {
    const back = instructed().does(bank, 'bouncePayment', { payment: 'XD-SA-1/1', reason: 'Closed' });
    expect(back.current()).toMatchObject({ state: 'payable', facts: { approvals: [] } });
    const again = back.does(finance, 'approvePayment', {}, { firm: found }).does(cashier, 'instruct', {}, { firm: found });
    expect(again.current().facts.payments.map(({ id }) => id)).toEqual(['XD-SA-1/1', 'XD-SA-1/2']);
  });

  it('is looked at again by the leader where the firm has ended', () => {
    const gone = subsidyApplication.whenSubject?.(
      payable().current() as never,
      { subject: `firm:${FIRM}`, name: 'x', state: 'moved' },
      0,
    );
    expect(gone?.facts).toEqual({ ended: { state: 'moved', successor: null } });
    const tasks = subsidyApplication.lifecycle.payable.tasks?.({ ...payable().current().facts, ...gone?.facts } as Facts);
    expect(tasks).toEqual([{ action: 'reject', role: 'leader' }]);
  });

  it('goes on without units of whom nobody is left, and with those that have somebody', () => {
    const unit = (id: string, ...people: string[]) => ({ unit: id, title: { en: id, zh: id }, people });
    const units = [unit('safety', 'sha', 'shu'), unit('ecology', 'you')];
    const at = submitted()
      .does(clerk, 'accept')
      .does(reviewer, 'assess', { found: [] }, { ...standing(), units });
    const without = (...left: string[]) =>
      subsidyApplication.whenGone?.(at.current() as never, { left, withoutRole: [], unqualified: [] }, 0);
    expect(without('sha')?.facts?.jointUnits?.[0]?.people).toEqual(['shu']);
    expect(without('you')?.facts?.joint?.left).toEqual(['ecology']);
    expect(without('sha', 'shu', 'you')?.state).toBe('approved');
  });

  it('without a tap is approved at once where its account is known', () => {
    const item = { ...standing().item, track: 'automatic' as const, needsTap: false };
    const sent = { batch: BATCH, fen: 10_000 };
    expect(begun(sent, { item }, batch).current().state).toBe('approved');
    expect(begun(sent, { item, firm: { ...found, verifiedUntil: null } }, batch).current().state).toBe('offered');
    expect(() => begun(sent)).toThrow(/names itself/);
  });
});

describe('what keeps a firm from an item', () => {
  const no = (key: string) => ({ key, is: 'no' as const, because: { en: `No ${key}`, zh: '否' } });
  const limits = { firmYearFen: 100, firmWindowFen: 0, firmWindowMonths: 36, groupYearFen: 0 } as never;
  const why = (known: Partial<Standing>, fen: number | null = 10, now = 50) =>
    whyNot({ firm: FIRM, year: 2026, item: 'fairAbroad' }, standing(known), { fen, limits, now });
  const item = { ...standing().item, opensAt: 40, closesAt: 60 };
  it.each([
    ['nothing', {}, undefined],
    ['that it has ended', { firm: { ...found, state: 'revoked' } }, 'dissolved'],
    ['that it has moved', { firm: { ...found, state: 'moved' } }, 'notHere'],
    ['that it owes something back', { owes: 'XD-SA-2' }, 'owesBack'],
    ['a condition that isn’t met', { judged: { conditions: [no('taxFiled')], amount: null } }, 'notEligible'],
    ['a ceiling', { granted: { ...none, year: 95 } }, 'ceiling'],
  ])('is %s', (_, known, code) => {
    expect(why(known)?.code).toBe(code);
  });

  it('is the time, before its window and from its end on', () => {
    expect([39, 40, 59, 60].map((now) => why({ item }, 10, now)?.code)).toEqual([
      'windowClosed',
      undefined,
      undefined,
      'windowClosed',
    ]);
  });

  it('is said at once, all conditions together, and what nobody knows refuses nothing', () => {
    const unknown = { key: 'revenue', is: 'unknown' as const, because: { en: 'Not known', zh: '未知' } };
    const judged = { conditions: [no('taxFiled'), unknown, no('staffInsured')], amount: null };
    expect(why({ judged }, null)?.en).toMatch(/2 conditions.*No taxFiled; No staffInsured/);
    expect(why({ judged: { conditions: [unknown], amount: null } }, null)).toBeUndefined();
  });
});

describe('an item that pays a share of invoices', () => {
  const unknown = (key: string) => ({ key, is: 'unknown' as const, because: { en: `${key} isn’t known.`, zh: `${key}未知。` } });
  const known = {
    item: { ...standing().item, byInvoices: true },
    judged: { conditions: [unknown('taxFiled'), unknown('amount')], amount: null },
  };
  const sent = { number: '26337000000000000001', fen: 10_000, day: '2026-01-05' };

  it('isn’t submitted without one, and all that is missing is said at once', () => {
    const tried = (more: object) => begun().tries(agent, 'submit', { files: [], declaration: true, ...more }, standing(known));
    expect(tried({})).toMatchObject({
      code: 'noInvoices',
      en: expect.stringMatching(/what else isn’t known: taxFiled isn’t known\.$/),
    });
    expect(tried({ evidence: { invoices: [] } })?.code).toBe('noInvoices');
    expect(tried({ evidence: { invoices: [sent] } })).toBeUndefined();
  });

  it('keeps one when material is asked for', () => {
    const at = begun()
      .does(agent, 'submit', { files: [], declaration: true, evidence: { invoices: [sent] } }, standing(known))
      .does(clerk, 'askMaterial', { missing: ['Tax'] });
    expect(at.tries(agent, 'giveMaterial', { files: [], evidence: { invoices: [] } }, standing(known))?.code).toBe('noInvoices');
    expect(at.tries(agent, 'giveMaterial', { files: [] }, standing(known))).toBeUndefined();
  });
});

describe('a recovery', () => {
  const officer = person('zou', 'clawbackOfficer');
  const opened = { ground: 'falseFacts', fen: 10_000, reason: 'The stand wasn’t there.', letter: 'XA1' };
  const decision = { fen: 10_000, by: '2026-06-30', instalments: 1, reason: 'It is so.' };
  const stayed = { movedAt: null };
  const today = { today: '2026-03-02', ends: { '2026-06-30': 1 } };
  const decided = () =>
    paid()
      .does(officer, 'openRecovery', opened, stayed)
      .does(clock('hearing'), 'hearingOver')
      .does(leader, 'decideRecovery', decision, today);

  it('hears the firm first, and is decided by somebody who neither assessed nor opened it', () => {
    const at = paid().does(officer, 'openRecovery', opened, stayed);
    expect(at.tries(leader, 'decideRecovery', decision, today)?.code).toBe('notHeard');
    const heard = at.does(agent, 'answerRecovery', { text: 'It was.', files: [] });
    expect(heard.tries(person('rao', 'leader'), 'decideRecovery', decision, today)?.code).toBe('kernel.fourEyes');
    expect(heard.tries(person('zou', 'leader'), 'decideRecovery', decision, today)?.code).toBe('kernel.fourEyes');
    expect(heard.tries(leader, 'decideRecovery', { ...decision, instalments: 13 }, today)?.code).toBe('tooManyInstalments');
    expect(heard.does(leader, 'decideRecovery', { ...decision, fen: 0 }, today).current().state).toBe('paid');
  });

  it('isn’t opened for a firm that stayed long enough, nor for more than was paid', () => {
    const late = paid().later(24 * 366 * 3);
    const away = (movedAt: number | null) =>
      late.tries(officer, 'openRecovery', { ...opened, ground: 'movedAway' }, { movedAt })?.code;
    expect([away(null), away(late.now()), away(paid().now())]).toEqual(['notMoved', 'stayedLongEnough', undefined]);
    expect(late.tries(officer, 'openRecovery', { ...opened, fen: 10_001 }, stayed)?.code).toBe('moreThanPaid');
  });

  it('is written off where little is left, or with a paper of the court', () => {
    const at = decided();
    expect(at.does(leader, 'writeOff', { reason: 'Small' }).current().state).toBe('writtenOff');
  });

  it('isn’t set off where the other application has no such money any more', () => {
    const at = decided()
      .does(cashier, 'offset', { application: 'XD-SA-5', fen: 100 }, { payable: 100, firm: FIRM })
      .does(agent, 'agreeOffset', { agree: true });
    expect(itemsOf(at.last(), 'acts')).toEqual([{ on: 'XD-SA-5', action: 'setOff', input: { recovery: 'XD-SA-1', fen: 100 } }]);
    const failed = at.does(otherCase('XD-SA-5'), 'offsetEnded', { application: 'XD-SA-5', done: false });
    expect(failed.current().facts.recovery).toMatchObject({ offset: null, repaid: [] });
    const late = instructed().does(otherCase('XD-SA-1'), 'setOff', { recovery: 'XD-SA-1', fen: 100 });
    expect(itemsOf(late.last(), 'acts')).toMatchObject([{ action: 'offsetEnded', input: { done: false } }]);
  });

  const lines = (outcome: Parameters<typeof itemsOf>[0]) =>
    (itemsOf(outcome, 'ledger') as readonly LedgerLine[]).map(({ rule, from, to, amount }) => [rule, from, to, amount]);
  const clearer = person('chai', 'financeOfficer');
  const clear = (payment: string, arrived: boolean) => ({ payment: `XD-SA-1/${payment}`, arrived, reason: 'The bank’s letter' });
  const twice = () =>
    instructed()
      .does(bank, 'bouncePayment', { payment: 'XD-SA-1/1' })
      .does(finance, 'approvePayment', {}, { firm: found })
      .does(cashier, 'instruct', {}, { firm: found })
      .does(bank, 'confirmPayment', { payment: 'XD-SA-1/2' })
      .does(bank, 'confirmPayment', { payment: 'XD-SA-1/1' });

  it('brings back what was paid twice before anything is free again in the budget', () => {
    const cleared = twice().does(clearer, 'clearPayment', clear('1', true));
    expect(lines(cleared.last())).toEqual([['arrived:1', 'scheme:overpaid', 'scheme:spent:fairAbroad', 10_000]]);
    expect(cleared.last().notify).toContainEqual(expect.objectContaining({ notice: 'overpaid' }));
    expect(cleared.current()).toMatchObject({ state: 'paid', facts: { overpaid: 10_000 } });
    const back = cleared
      .does(officer, 'openRecovery', { ...opened, ground: 'doublePaid', fen: 12_000 }, stayed)
      .does(clock('hearing'), 'hearingOver')
      .does(leader, 'decideRecovery', { ...decision, fen: 12_000 }, today)
      .does(cashier, 'repay', { fen: 12_000, reference: 'R1' });
    expect(lines(back.last())).toEqual([
      ['recoveredOverpaid', 'scheme:recovered:fairAbroad', 'scheme:overpaid', 10_000],
      ['recovered', 'scheme:recovered:fairAbroad', 'budget:fairAbroad:2026', 2_000],
    ]);
    // The rest may still be asked back, and no more than that.
    const more = (fen: number) => back.tries(officer, 'openRecovery', { ...opened, fen }, stayed)?.code;
    expect([back.current().state, more(8_000), more(8_001)]).toEqual(['recovered', undefined, 'moreThanPaid']);
  });

  it('takes what comes back of a double payment from nobody who is owed something', () => {
    const returned = twice()
      .does(clearer, 'clearPayment', clear('1', true))
      .does(bank, 'bouncePayment', { payment: 'XD-SA-1/1' })
      .does(person('hua', 'leader'), 'clearPayment', clear('1', false));
    expect(lines(returned.last())).toEqual([['returnedBeyond:1', 'scheme:spent:fairAbroad', 'scheme:overpaid', 10_000]]);
    expect(returned.current()).toMatchObject({ state: 'paid', facts: { overpaid: 0 } });
  });

  it('is opened also where the firm has withdrawn and a payment that came back has arrived after all', () => {
    const late = instructed()
      .does(bank, 'bouncePayment', { payment: 'XD-SA-1/1' })
      .does(agent, 'withdraw', {}, { next: null })
      .does(bank, 'confirmPayment', { payment: 'XD-SA-1/1' })
      .does(clearer, 'clearPayment', clear('1', true));
    expect(lines(late.last())).toEqual([['arrived:1', 'scheme:overpaid', 'scheme:spent:fairAbroad', 10_000]]);
    expect(late.does(officer, 'openRecovery', opened, stayed).current().state).toBe('recovering');
    const never = committed().does(agent, 'withdraw', {}, { next: null });
    expect(never.tries(officer, 'openRecovery', opened, stayed)?.code).toBe('nothingPaid');
  });

  it('asks for nothing that didn’t reach the firm: it isn’t owed any more', () => {
    const partly = () =>
      payable()
        .does(otherCase('XD-SA-5'), 'setOff', { recovery: 'XD-SA-5', fen: 6_000 })
        .does(finance, 'approvePayment', {}, { firm: found })
        .does(cashier, 'instruct', {}, { firm: found })
        .does(bank, 'confirmPayment', { payment: 'XD-SA-1/1' });
    const open = partly().does(officer, 'openRecovery', opened, stayed).does(clock('hearing'), 'hearingOver');
    const unclear = open.does(bank, 'bouncePayment', { payment: 'XD-SA-1/1' });
    expect(unclear.tries(leader, 'decideRecovery', decision, today)?.code).toBe('paymentUnclear');
    const decided_ = unclear.does(clearer, 'clearPayment', clear('1', false)).does(leader, 'decideRecovery', decision, today);
    expect(lines(decided_.last())).toEqual([['release', `payable:${FIRM}`, 'budget:fairAbroad:2026', 4_000]]);
    expect(owed(decided_.current().facts.recovery as NonNullable<Facts['recovery']>)).toBe(6_000);
    expect(decided_.does(cashier, 'repay', { fen: 6_000, reference: 'R1' }).current().state).toBe('recovered');
    // What came back after the firm gave all of it back is the firm’s.
    const all = partly()
      .does(officer, 'openRecovery', opened, stayed)
      .does(clock('hearing'), 'hearingOver')
      .does(leader, 'decideRecovery', decision, today)
      .does(cashier, 'repay', { fen: 10_000, reference: 'R1' })
      .does(bank, 'bouncePayment', { payment: 'XD-SA-1/1' })
      .does(clearer, 'clearPayment', clear('1', false));
    expect(all.current()).toMatchObject({ state: 'payable', facts: { paidAt: null } });
  });

  it('notes one paper of the bank once, however it is written', () => {
    const half = decided().does(cashier, 'repay', { fen: 1, reference: 'R 1' });
    expect(half.tries(cashier, 'repay', { fen: 1, reference: 'ｒ1' })?.code).toBe('repaidAlready');
  });
});

describe('what was decided on other grounds', () => {
  const account = { bank: 'Bank', number: '62229999', name: found.name };

  it('is no approval of another account, nor of another firm', () => {
    const other = payable()
      .does(finance, 'approvePayment', {}, { firm: found })
      .does(agent, 'setAccount', { account }, { firm: found });
    expect(other.current().facts.approvals).toEqual([]);
    expect(other.tries(cashier, 'instruct', {}, { firm: found })?.code).toBe('needsApproval');
  });

  it('is no amount beyond what the item pays, whatever the reason', () => {
    const at = submitted().does(clerk, 'accept');
    const assess = (fen: number) =>
      at.tries(reviewer, 'assess', { found: [], fen, reason: 'More stands' }, { ...standing(), units: [] })?.code;
    expect([assess(20_000), assess(20_001)]).toEqual([undefined, 'ceiling']);
  });

  it('isn’t published again after an objection was upheld, but assessed again', () => {
    const firm = { firm: found, agents: [] };
    const officer = person('xiang', 'noticeOfficer');
    const struck = committed().does(batch, 'putOnNotice', { batch: BATCH }).does(batch, 'noticeWithheld', {});
    expect(struck.tries(officer, 'publish', { boards: [] }, firm)?.code).toBe('objectionUpheld');
    const again = struck
      .does(leader, 'sendBack', { reason: 'The amount' }, { next: null })
      .does(reviewer, 'assess', { found: [] }, { ...standing(), units: [] })
      .does(finance, 'commit', {}, money());
    expect(again.tries(officer, 'publish', { boards: [] }, firm)).toBeUndefined();
    const back = committed().does(batch, 'putOnNotice', { batch: BATCH }).does(batch, 'noticeWithheld', { reason: 'Taken back' });
    expect(back.tries(officer, 'publish', { boards: [] }, firm)).toBeUndefined();
  });

  it('is paid as everybody read it: where its row was corrected to another firm, track or amount, it is assessed again', () => {
    const out = () => committed().does(batch, 'putOnNotice', { batch: BATCH });
    const first = [found.name, '快享', '100.00'];
    const pass = (...last: readonly string[]) =>
      out().does(batch, 'noticePassed', {}, { shown: { first, last }, name: '新名有限公司' });
    const said = [first, [found.name, '快享', '100'], [found.name, '快享', '1,00'], ['新名 有限公司', '快享', '100.00']];
    expect(said.map((last) => pass(...last).current().state)).toEqual(Array(4).fill('payable'));
    const other = [
      [found.name, '快享', '1.00'],
      ['别家公司', '快享', '100.00'],
      [found.name, '普通', '100.00'],
      [found.name, '100.00'],
    ];
    for (const last of other) expect(pass(...last).current()).toMatchObject({ state: 'committed', facts: { objected: true } });
  });

  it('leaves its notice when the application ends', () => {
    const own = committed()
      .does(person('xiang', 'noticeOfficer'), 'publish', { boards: [] }, { firm: found, agents: [] })
      .does(agent, 'withdraw', {}, { next: null, onNotice: 'XD-PN-1' });
    expect(itemsOf(own.last(), 'acts')).toMatchObject([{ on: 'XD-PN-1', action: 'withdraw' }]);
    const ours = committed()
      .does(batch, 'putOnNotice', { batch: BATCH })
      .does(agent, 'withdraw', {}, { next: null, onNotice: 'XD-PN-1' });
    expect(itemsOf(ours.last(), 'acts')).toMatchObject([{ on: 'XD-PN-1', action: 'dropRow', input: { key: 'XD-SA-1' } }]);
    // As long as its notice isn’t there yet, nothing could take it back.
    const opening = committed().does(batch, 'putOnNotice', { batch: BATCH });
    const soon = { next: null, onNotice: null };
    expect(opening.tries(agent, 'withdraw', {}, soon)?.code).toBe('noticeUnderWay');
    expect(opening.tries(leader, 'reject', { ground: 'notProven', reason: 'X' }, soon)?.code).toBe('noticeUnderWay');
  });

  it('counts for ceilings that are set later', () => {
    const caps = (itemsOf(committed().last(), 'ledger') as readonly LedgerLine[]).flatMap(({ rule, cap }) => (cap ? [rule] : []));
    expect(caps).toEqual(['ceiling:year', 'ceiling:window', 'ceiling:item']);
  });

  it('is told of a ceiling in the same words where another one was just ahead of it, and they aren’t stored', () => {
    const { effects = [] } = committed().last();
    const found_ = { asset: 'money', most: 500_000_000, used: 499_995_000, months: null } as const;
    const told = (key: string) => ledger.refusals.BJ020({ key, ...found_ }, { opening: false, effects });
    expect(told(`subsidy:${FIRM}:2026`)).toMatchObject({
      code: 'ceiling',
      en: expect.stringMatching(
        /At most 5000000.00 yuan .* 4999950.00 yuan were granted and 50.00 yuan are left, and this is 100.00/,
      ),
      zh: expect.stringContaining('剩余50.00元'),
    });
    expect(told('other').code).toBe('kernel.cap');
    expect(
      JSON.stringify(effects.map(({ kind, items }) => (kind === ledger.kind ? ledger.stored(items as never) : items))),
    ).not.toContain('full');
  });
});
