/** The rules of a batch, without a server. */
import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/subsidy-batch/facts.ts';
import { type Candidate, ranked } from '../../../workflows/subsidy-batch/ranked.ts';
import { subsidyBatch } from '../../../workflows/subsidy-batch/rules.ts';
import type { Committed, ItemFound, ListFound } from '../../../workflows/subsidy-batch/vocabulary.ts';

const rao = person('rao', 'policyReviewer');
const ying = person('ying', 'policyReviewer');
const nan = person('nan', 'noticeOfficer');
const hua = person('hua', 'leader');
const notice = otherCase('PN-1');

const item: ItemFound = {
  ...{ title: { en: 'Export brand', zh: '出口名牌' }, track: 'automatic', years: { from: 2024, to: 2027 }, isOpen: true },
};
const candidate = (firm: string, fen: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ firm, name: `Firm ${firm}`, evidence: '3', day: '2026-01-20', fen, because: null, failed: [] },
  ...more,
});
const hash = 'a'.repeat(64);
const found = (candidates: readonly Candidate[], more: Partial<ListFound> = {}): ListFound => ({
  register: { key: 'exportBrand:2026', title: { en: 'Brands', zh: '名牌' }, document: '3' },
  ...{ entries: ranked(candidates, { ranking: null, free: 0 }), hash, freeFen: 1000 },
  wantedFen: candidates.reduce((sum, { fen, because }) => sum + (because === null ? (fen ?? 0) : 0), 0),
  budget: {
    ...{ caseId: 'BY-1', item: 'exportBrand', year: 2026, state: 'open', allocated: 1000, free: 1000 },
    ...{ committed: 0, payable: 0, inTransit: 0, spent: 0, recovered: 0, overpaid: 0, lapsed: 0 },
  },
  ...more,
});
const TWO = [candidate('A', 100), candidate('B', 100), candidate('C', 0, { because: { en: 'Moved.', zh: '迁出。' } })];
const offers = { kind: 'offers', item: 'exportBrand', year: 2026, register: 'exportBrand:2026', hash };

type Started = { actor?: typeof rao; input?: object; list?: ListFound | null; of?: Partial<ItemFound> };
const opening = ({ actor = rao, input = offers, list = found(TWO), of = {} }: Started) => ({
  ...{ actor, input, reference: { item: { ...item, ...of }, list } },
});
const start = (how: Started = {}) => play<Facts>(subsidyBatch, opening(how));
const refusedStart = (how: Started): string => {
  try {
    start(how);
    return '';
  } catch (error) {
    return String(error);
  }
};
const approved = (candidates = TWO) => {
  const list = found(candidates);
  return start({ list }).does(ying, 'approve', { hash }, { item, list });
};
const committed = (...names: readonly string[]): readonly Committed[] =>
  names.map((name) => ({
    application: `SA-${name}`,
    firm: name,
    name,
    fen: 20_000_000,
    agents: [`agent-${name}`],
    decidedBy: ['fin'],
  }));
const published = (...names: readonly string[]) =>
  start({ actor: nan, input: { kind: 'notice', item: 'exportBrand', year: 2026 }, list: null }).does(
    ...([nan, 'publish', { boards: [] }, { committed: committed(...names) }] as const),
  );
const acts = (of: ReturnType<typeof published>) => itemsOf(of.last(), 'acts') as { on: string; action: string }[];
const states = (of: ReturnType<typeof published>) => of.current().facts.published.map(({ state }) => state);
const ended = (end: string, passed: readonly string[], struck: readonly string[] = [], corrected: readonly string[] = []) => ({
  ...{ notice: 'PN-1', end, passed, struck, corrected },
});

describe('the list of a batch', () => {
  const rest = { ranking: null, free: 0 };
  const is = (candidates: readonly Candidate[], how: Parameters<typeof ranked>[1] = rest) =>
    ranked(candidates, how).map((entry) => `${entry.firm} ${entry.is}`);

  it('says of each firm whether it is in, and keeps all in the order of their codes', () => {
    expect(is([TWO[2], TWO[1], TWO[0]] as Candidate[])).toEqual(['A in', 'B in', 'C out']);
  });

  it.each([
    ['dayFirst', ['A later', 'B in', 'C later']],
    ['lowFirst', ['A in', 'B later', 'C in']],
    ['highFirst', ['A later', 'B in', 'C later']],
  ] as const)('with the ranking %s those are in for whom the money lasts', (ranking, wanted) => {
    const three = [candidate('A', 100), candidate('B', 300, { day: '2026-01-01' }), candidate('C', 150)];
    expect(is(three, { ranking, free: 350 })).toEqual(wanted);
  });

  it('with the same rank the smaller code goes first, and nobody passes one for whom the money doesn’t last', () => {
    expect(is([candidate('B', 100), candidate('A', 100)], { ranking: 'dayFirst', free: 100 })).toEqual(['A in', 'B later']);
    expect(is([candidate('A', 200), candidate('B', 100)], { ranking: 'highFirst', free: 150 })).toEqual(['A later', 'B later']);
    expect(is([candidate('A', 100), candidate('B', 100)], { ranking: 'lowFirst', free: 200 })).toEqual(['A in', 'B in']);
  });
});

describe('a batch', () => {
  it.each([
    ['an item that isn’t automatic', { of: { track: 'fast' } }, /apply themselves/],
    ['a year that it doesn’t pay for', { input: { ...offers, year: 2028 } }, /Choose one of these years/],
    ['a time in which it isn’t applied for', { of: { isOpen: false } }, /isn’t open/],
    ['a list of which nobody is in', { list: found([TWO[2] as Candidate]) }, /Nobody of this list/],
    ['an item without a budget', { list: found(TWO, { budget: null }) }, /no budget/],
    ['a list that is larger than the budget', { list: found(TWO, { freeFen: 199 }) }, /needs 2.00 yuan, and 1.99/],
    ['a list that has changed since it was tried', { list: found(TWO, { hash: 'b'.repeat(64) }) }, /has changed/],
    ['whoever is related to one of its firms', { actor: { ...rao, related: ['B'] } }, /related to a firm/],
    ['whoever only publishes', { actor: nan }, /listed by a policy reviewer/],
  ] as const)('isn’t listed for %s', (_, how, wanted) => {
    expect(refusedStart(how as Started)).toMatch(wanted);
  });

  it('is listed in spite of a short budget where a ranking is named', () => {
    const list = found(TWO, { freeFen: 100, entries: ranked(TWO, { ranking: 'dayFirst', free: 100 }) });
    const { facts } = start({ input: { ...offers, ranking: 'dayFirst' }, list }).current();
    expect([facts.totalFen, facts.list.map((entry) => entry.is)]).toEqual([100, ['in', 'later', 'out']]);
    const none = found(TWO, { freeFen: 99, entries: ranked(TWO, { ranking: 'dayFirst', free: 99 }) });
    expect(refusedStart({ input: { ...offers, ranking: 'dayFirst' }, list: none })).toMatch(/Have the budget raised/);
  });

  it('is approved by a second person, with the list as it was read and as it still is', () => {
    const list = found(TWO);
    const batch = start({ list });
    expect(batch.current().tasks).toMatchObject([{ action: 'approve', except: ['rao'] }]);
    expect(batch.tries(rao, 'approve', { hash }, { item, list })?.code).toBe('kernel.fourEyes');
    expect(batch.tries({ ...ying, related: ['rao'] }, 'approve', { hash }, { item, list })?.code).toBe('kernel.fourEyes');
    expect(batch.tries({ ...ying, related: ['A'] }, 'approve', { hash }, { item, list })?.code).toBe('kernel.ownMatter');
    expect(batch.tries(ying, 'approve', { hash: 'b'.repeat(64) }, { item, list })?.code).toBe('otherList');
    const moved = found(TWO, { hash: 'c'.repeat(64) });
    expect(batch.tries(ying, 'approve', { hash }, { item, list: moved })?.code).toBe('listChanged');
    expect(batch.tries(ying, 'approve', { hash }, { item, list: found(TWO, { freeFen: 0 }) })?.code).toBe('budgetShort');
    expect(batch.tries(ying, 'relist', { hash }, { item, list })?.code).toBe('sameList');
    batch.does(ying, 'relist', { hash: moved.hash }, { item, list: moved });
    expect(batch.tries(ying, 'approve', { hash: moved.hash }, { item, list: moved })?.code).toBe('kernel.fourEyes');
    expect(batch.does(rao, 'approve', { hash: moved.hash }, { item, list: moved }).current().state).toBe('gathering');
  });

  it('offers to those who are in, hears of refusals, and says so once', () => {
    const batch = approved();
    const input = { item: 'exportBrand', year: 2026, batch: 'SB-1', fen: 100 };
    expect(itemsOf(batch.last(), 'opening')).toEqual(
      ['A', 'B'].map((firm) => ({ process: 'subsidyApplication', input: { firm, ...input }, refused: 'offerRefused' })),
    );
    const refused = { process: 'subsidyApplication', reason: 'A has it.' };
    expect(batch.does(otherCase('SB-1'), 'offerRefused', refused).last().notify).toHaveLength(1);
    expect(batch.does(otherCase('SB-1'), 'offerRefused', refused).last().notify).toEqual([]);
    expect(batch.current().facts.refused).toHaveLength(2);
  });

  it('goes on page by page, once each, and can be stopped in between', () => {
    const many = Array.from({ length: 120 }, (_, n) => candidate(`F${100 + n}`, 1));
    const batch = approved(many);
    expect([batch.current().state, batch.current().facts.opening.opened]).toEqual(['opening', 50]);
    const self = otherCase('SB-1');
    expect(batch.tries(self, 'openNext', { after: null })?.code).toBe('notTheNextPage');
    batch.does(self, 'openNext', { after: 'F149' }).does(rao, 'openNext', { after: 'F199' });
    expect([batch.current().state, batch.current().facts.opening.opened]).toEqual(['gathering', 120]);
    const stopped = approved(many).does(hua, 'stop', { reason: 'A mistake' });
    expect(stopped.current().state).toBe('gathering');
    expect(stopped.tries(self, 'openNext', { after: 'F149' })?.code).toBe('kernel.wrongState');
  });

  it('is withdrawn before it is approved, and lets go of its list', () => {
    const batch = start().does(hua, 'withdraw', { reason: 'Wrong year' });
    expect([batch.current().state, itemsOf(batch.last(), 'holds')]).toEqual([
      'withdrawn',
      [{ op: 'release', resource: 'subsidyBatch:exportBrand:2026:exportBrand:2026' }],
    ]);
  });
});

describe('the notice of a batch', () => {
  it('shows firm and amount alone, and puts each application on notice', () => {
    const batch = published('A', 'B');
    const [{ input }] = itemsOf(batch.last(), 'opening') as [{ input: { rows: object[] } }];
    expect(input.rows[0]).toEqual({
      ...{ key: 'SA-A', values: ['A', '200,000'], people: ['agent-A'], decidedBy: ['fin'] },
    });
    expect(acts(batch).map(({ on, action }) => `${on} ${action}`)).toEqual(['SA-A putOnNotice', 'SA-B putOnNotice']);
    expect(batch.tries(nan, 'publish', { boards: [] }, { committed: [] })?.code).toBe('nothingCommitted');
  });

  it('is of what isn’t on one already, where two publish at once', () => {
    const batch = published('A', 'B');
    expect(batch.tries(hua, 'publish', { boards: [] }, { committed: committed('A', 'B') })?.code).toBe('nothingCommitted');
    batch.does(hua, 'publish', { boards: [] }, { committed: committed('A', 'C') });
    expect(acts(batch).map(({ on }) => on)).toEqual(['SA-C']);
  });

  it('lets rows pass singly, each told once, whichever word comes first', () => {
    const batch = published('A', 'B', 'C');
    batch.does(notice, 'rowPassed', { notice: 'PN-1', keys: ['SA-A', 'SA-B'] });
    expect([states(batch), acts(batch).map(({ on }) => on)]).toEqual([
      ['passed', 'passed', 'onNotice'],
      ['SA-A', 'SA-B'],
    ]);
    batch.does(notice, 'rowPassed', { notice: 'PN-1', keys: ['SA-A'] });
    expect(acts(batch)).toEqual([]);
    batch.does(notice, 'noticeEnded', ended('passed', ['SA-A', 'SA-B', 'SA-C']), { rows: ['SA-A', 'SA-B', 'SA-C'], before: 0 });
    expect([batch.current().state, acts(batch).map(({ on }) => on)]).toEqual(['finished', ['SA-C']]);
  });

  it('gives back what an objection struck, which may be published anew', () => {
    const batch = published('A', 'B');
    batch.does(notice, 'noticeEnded', ended('partlyPassed', ['SA-A'], ['SA-B']), { rows: ['SA-A', 'SA-B'], before: 0 });
    expect([batch.current().state, states(batch)]).toEqual(['gathering', ['passed', 'withheld']]);
    expect(acts(batch).map(({ on, action }) => `${on} ${action}`)).toEqual(['SA-A noticePassed', 'SA-B noticeWithheld']);
    batch.does(nan, 'publish', { boards: [] }, { committed: committed('B') });
    expect([batch.current().state, states(batch)]).toEqual(['onNotice', ['passed', 'onNotice']]);
  });

  it('waits for the notice of what was corrected', () => {
    const batch = published('A', 'B');
    const rows = ['SA-A', 'SA-B'];
    batch.does(notice, 'noticeEnded', ended('partlyPassed', ['SA-A'], [], ['SA-B']), { rows, before: 0 });
    expect([batch.current().state, states(batch)]).toEqual(['onNotice', ['passed', 'onNotice']]);
    batch.does(otherCase('PN-2'), 'noticeEnded', { ...ended('passed', ['SA-B']), notice: 'PN-2' }, { rows: ['SA-B'], before: 0 });
    expect([batch.current().state, states(batch)]).toEqual(['finished', ['passed', 'passed']]);
  });

  it('gives back all of a notice that was taken back, or never published, and nothing of another one', () => {
    const withdrawn = published('A', 'B', 'C').does(notice, 'noticeEnded', ended('withdrawn', []), {
      ...{ rows: ['SA-A', 'SA-B'], before: 0 },
    });
    expect([withdrawn.current().state, states(withdrawn)]).toEqual(['onNotice', ['withheld', 'withheld', 'onNotice']]);
    const refused = published('A').does(
      notice,
      'noticeRefused',
      { process: 'publicNotice', reason: 'Row 1 is held.' },
      { lost: ['SA-A'] },
    );
    expect([refused.current().state, acts(refused)]).toEqual([
      'gathering',
      [{ on: 'SA-A', action: 'noticeWithheld', input: { reason: 'Row 1 is held.' } }],
    ]);
  });

  it('is finished when nothing of the batch is left before a notice', () => {
    const batch = approved();
    expect(batch.tries(nan, 'finish', {}, { before: 2 })?.code).toBe('stillOpen');
    expect(batch.does(nan, 'finish', {}, { before: 0 }).current().state).toBe('finished');
    const more = published('A').does(notice, 'noticeEnded', ended('passed', ['SA-A']), { rows: ['SA-A'], before: 1 });
    expect(more.current().state).toBe('gathering');
  });
});
