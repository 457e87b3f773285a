/** The rules of a budget, and what others import of it, without a server. */
import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person, play, START } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/budget-year/facts.ts';
import { type BudgetFound, commit } from '../../../workflows/budget-year/parent.ts';
import { budgetYear } from '../../../workflows/budget-year/rules.ts';
import { isRefusal } from '../../../workflows/kernel/process.ts';

const found = (more: Partial<BudgetFound> = {}): BudgetFound => ({
  ...{ caseId: 'BY-1', item: 'design', year: 2026, state: 'open', allocated: 1000, free: 400 },
  ...{ committed: 600, payable: 0, inTransit: 0, spent: 0, recovered: 0, overpaid: 0, lapsed: 0 },
  ...more,
});
const one = person('chai', 'financeOfficer');
const other = person('weng', 'financeOfficer');
const opened = () =>
  play<Facts>(budgetYear, {
    actor: one,
    input: { item: 'design', itemTitle: { en: 'Design', zh: '设计' }, year: 2026 },
    reference: { carryOverAt: START + 1_000_000_000, known: null },
  });
const allocated = () =>
  opened()
    .does(one, 'allocate', { fen: 1000, document: 'X' })
    .does(other, 'approve', {}, { budget: found({ free: 0 }) });
const lines = (of: ReturnType<typeof opened>) => itemsOf(of.last(), 'ledger') as { from: string; to: string; amount: number }[];

describe('a commitment', () => {
  it('is barred by a freeze in the record itself, names item and year, and is noted by its budget', () => {
    const effects = commit(found(), 'GR-1', 400);
    expect(effects).toMatchObject([
      { kind: 'holds', items: [{ op: 'needsFree', resource: 'budgetFrozen:design:2026' }] },
      {
        kind: 'ledger',
        items: [{ from: 'budget:design:2026', to: 'committed:GR-1', amount: 400, kind: 'design', year: 2026 }],
      },
      { kind: 'acts', items: [{ on: 'BY-1', action: 'noteCommitment' }] },
    ]);
  });

  it('is refused beyond what is free, and while the budget isn’t open', () => {
    const codeOf = (budget: BudgetFound, fen: number) => {
      const answer = commit(budget, 'GR-1', fen);
      return isRefusal(answer) ? answer.code : undefined;
    };
    expect([codeOf(found(), 401), codeOf(found({ state: 'frozen' }), 1), codeOf(found({ state: 'closed' }), 1)]).toEqual([
      ...['budgetShort', 'frozen', 'yearOver'],
    ]);
    expect(codeOf(found({ state: 'over' }), 1)).toBe('yearOver');
  });
});

describe('a budget', () => {
  it('moves no money before a second person has approved', () => {
    const budget = opened().does(one, 'allocate', { fen: 1000, document: 'X' });
    expect(lines(budget)).toEqual([]);
    expect(budget.current().tasks).toMatchObject([{ action: 'approve', except: ['chai'] }]);
    expect(budget.tries(one, 'approve', {}, { budget: found() })?.code).toBe('kernel.fourEyes');
    budget.does(other, 'approve', {}, { budget: found() });
    expect(lines(budget)).toMatchObject([{ from: 'scheme:finance', to: 'budget:design:2026', amount: 1000 }]);
    expect(budget.tries(one, 'allocate', { fen: 1, document: 'Y' })?.code).toBe('allocated');
  });

  it('says once that it is nearly used, and again when it was increased', () => {
    const budget = allocated();
    const noted = (free: number) => {
      budget.does(otherCase('GR-1'), 'noteCommitment', { fen: 1 }, { budget: found({ free }) });
      return (budget.last().notify ?? []).length;
    };
    expect([noted(201), noted(200), noted(100), noted(0), noted(0)]).toEqual([0, 2, 0, 2, 0]);
    budget.does(one, 'increase', { fen: 1000, document: 'Y' }).does(other, 'approve', {}, { budget: found() });
    expect(budget.current().facts.warned).toBe(0);
  });

  it('lets what is free lapse after its year, takes nothing new then, and closes when nothing is committed any more', () => {
    const budget = allocated();
    expect(budget.tries(one, 'carryOver', {}, { budget: found() })?.code).toBe('tooEarly');
    budget.does(clock('carryOver'), 'carryOver', {}, { budget: found() });
    expect(lines(budget)).toMatchObject([{ from: 'budget:design:2026', to: 'scheme:finance', amount: 400 }]);
    expect(itemsOf(budget.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'budgetFrozen:design:2026' }]);
    expect(budget.current()).toMatchObject({ state: 'frozen', facts: { isOver: true, lapsed: 400 } });
    for (const action of ['thaw', 'allocate', 'increase', 'cut'])
      expect([action, budget.tries(one, action, { fen: 1, document: 'Y', reason: 'Z' }, { budget: found() })?.code]).toEqual([
        action,
        action === 'allocate' ? 'allocated' : 'yearOver',
      ]);
    expect(budget.current().tasks).toMatchObject([{ action: 'close' }]);
    expect(budget.tries(one, 'close', { reason: 'Done' }, { budget: found() })?.code).toBe('stillCommitted');
    const settled = { budget: found({ committed: 0, free: 10 }) };
    budget.does(one, 'close', { reason: 'Done' }, settled).does(other, 'approve', {}, settled);
    expect(budget.current()).toMatchObject({ state: 'closed', facts: { lapsed: 410 } });
  });

  it('isn’t closed while approved ones wait for it; as it is carried over the first of them is told', () => {
    const waiting = { first: 'SA-1', cases: 2 };
    const settled = { budget: found({ committed: 0 }) };
    const budget = allocated();
    expect(budget.tries(one, 'close', { reason: 'Done' }, { ...settled, waiting })).toMatchObject({
      code: 'stillWaiting',
      en: expect.stringMatching(/^2 approved applications wait/),
    });
    // Of two who act at once, the one who approves sees who has come to wait meanwhile.
    const proposed = allocated().does(one, 'close', { reason: 'Done' }, settled);
    expect(proposed.tries(other, 'approve', {}, { ...settled, waiting })?.code).toBe('stillWaiting');
    budget.does(clock('carryOver'), 'carryOver', {}, { ...settled, waiting });
    expect(itemsOf(budget.last(), 'acts')).toEqual([
      { on: 'SA-1', action: 'budgetOver', input: { budget: budget.current().id } },
    ]);
    expect(budget.tries(one, 'close', { reason: 'Done' }, { ...settled, waiting })).toBeUndefined();
  });

  it('gives on to the finance office what comes back after its year, also once it is closed', () => {
    const budget = allocated();
    const back = (fen: number, free: number) =>
      budget.does(otherCase('SA-1'), 'noteReturn', { fen }, { budget: found({ committed: 0, free }) });
    back(10, 410);
    expect(lines(budget)).toEqual([]);
    budget.does(clock('carryOver'), 'carryOver', {}, { budget: found() });
    back(10, 10);
    expect(lines(budget)).toMatchObject([{ from: 'budget:design:2026', to: 'scheme:finance', amount: 10, rule: 'lapse' }]);
    expect(budget.last().notify).toHaveLength(2);
    // What the carry-over took already isn’t there any more.
    back(10, 0);
    expect(lines(budget)).toEqual([]);
    const settled = { budget: found({ committed: 0, free: 0 }) };
    budget.does(one, 'close', { reason: 'Done' }, settled).does(other, 'approve', {}, settled);
    back(7, 7);
    expect(budget.current()).toMatchObject({ state: 'closed', facts: { lapsed: 417 } });
  });
});
