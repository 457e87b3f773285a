/** The rules of a round of visits, without a server. */
import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play, START } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import type { Case } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/visit-round/facts.ts';
import { visitRound } from '../../../workflows/visit-round/rules.ts';
import type { FirmPage, Plan, RoundFirm } from '../../../workflows/visit-round/vocabulary.ts';
import { undone } from '../leaving.ts';

const DAY = 86_400_000;
const leader = person('zhan', 'serviceLeader');
const plan = { title: 'Spring', from: '2026-03-02', to: '2026-04-30', scope: 'all' };
const fits: Plan = { segment: null, days: 60, over: false };
const drafted = (input: object = plan) => play<Facts>(visitRound, { actor: leader, input, reference: fits });
const why = (more: Partial<Plan>, input: object = {}, limits: object = {}) => {
  const decision = decideStart(visitRound, {
    ...{ id: 'VR-1', actor: leader, now: START, input: { ...plan, ...input } },
    reference: { ...fits, ...more, limits },
  });
  return 'code' in decision ? decision.code : undefined;
};

const firm = (n: number): RoundFirm => ({
  code: `F${String(n).padStart(3, '0')}`,
  officer: { id: `officer-${n % 7}`, name: 'x', unit: 'east' },
  unit: 'east',
});
const page = (from: number, until: number, more: boolean): FirmPage => ({
  firms: Array.from({ length: until - from }, (_, n) => firm(from + n)),
  more,
});
const times = { over: false, startsAt: START, halfAt: START + 30 * DAY, endsAt: START + 60 * DAY, total: 120 };
const begun = (first = page(0, 50, true)) => drafted().does(leader, 'begin', {}, { ...times, ...first });
const goesOn = (round: Played<Facts>, next: FirmPage) =>
  round.does(otherCase('VR-1'), 'openNext', { after: round.current().facts.opening.cursor }, next);

describe('a round of visits', () => {
  it('is planned within its bounds, and begins while it isn’t over', () => {
    expect(why({})).toBeUndefined();
    expect(why({ days: 0 })).toBe('daysReversed');
    expect(why({ over: true })).toBe('over');
    expect(why({ days: 185 })).toBe('tooLong');
    expect(why({ days: 185 }, {}, { roundDaysMax: 366 })).toBeUndefined();
    expect(why({}, { scope: 'segment' })).toBe('whichFirms');
    expect(why({}, { scope: 'list', firms: [] })).toBe('whichFirms');
    const tries = (more: object) => drafted().tries(leader, 'begin', {}, { ...times, ...page(0, 1, false), ...more })?.code;
    expect([tries({}), tries({ over: true }), tries({ total: 0 }), tries({ total: 2_001 })]).toEqual([
      undefined,
      'over',
      'noFirms',
      'tooManyFirms',
    ]);
  });

  it('opens one visit for each firm, page by page, and counts whom it leaves out and who has how many', () => {
    const round = begun();
    goesOn(round, page(50, 100, true));
    goesOn(round, {
      firms: [{ code: 'F100', leftOut: 'ended' }, { code: 'F101', leftOut: 'quietWish' }, firm(102)],
      more: false,
    });
    const opened = round.outcomes.flatMap((outcome) =>
      itemsOf(outcome, 'opening').map((item) => (item as { input: { firm: string } }).input.firm),
    );
    expect(opened).toHaveLength(101);
    expect(new Set(opened).size).toBe(101);
    const { facts } = round.current();
    expect(facts.opening).toMatchObject({ opened: 101, leftOut: 2, done: true });
    expect(facts.leftOut).toEqual([
      { why: 'ended', firms: 1 },
      { why: 'quietWish', firms: 1 },
    ]);
    expect(facts.load.reduce((sum, { visits }) => sum + visits, 0)).toBe(101);
    expect(facts.load).toHaveLength(7);
    expect(round.last().notify?.map(({ notice }) => notice)).toEqual(['opened']);
    expect(round.tries(leader, 'openNext', { after: facts.opening.cursor }, page(0, 1, false))?.code).toBe('notTheNextPage');
  });

  it('asks visits that it could open but that were refused to be counted', () => {
    const round = begun(page(0, 50, false));
    expect(itemsOf(round.last(), 'opening')[0]).toMatchObject({ process: 'enterpriseVisit', refused: 'visitRefused' });
    round.does(otherCase('VR-1'), 'visitRefused', { process: 'enterpriseVisit', reason: 'ended' });
    expect(round.current().facts.notOpened).toBe(1);
  });

  it('ends with its last day, or is cancelled with the visits that haven’t begun', () => {
    expect(begun().does(clock('round'), 'finish').current().state).toBe('finished');
    const cancelled = begun().does(leader, 'cancel', { reason: 'Flood' });
    expect(cancelled.current().state).toBe('cancelled');
    // None opens from then on; those that are there are looked for behind that.
    expect(itemsOf(cancelled.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'roundOver:VR-1' }]);
    expect(itemsOf(cancelled.last(), 'acts')).toEqual([{ on: 'VR-1', action: 'cancelVisits', input: {} }]);
    cancelled.does(otherCase('VR-1'), 'cancelVisits', {}, { visits: ['EV-1', 'EV-2'] });
    expect(itemsOf(cancelled.last(), 'acts')).toEqual(
      ['EV-1', 'EV-2'].map((on) => ({ on, action: 'endWithRound', input: { reason: 'Flood' } })),
    );
    expect(cancelled.tries(otherCase('VR-1'), 'openNext', { after: 'F049' }, page(50, 60, false))?.code).toBe(
      'kernel.wrongState',
    );
    // Those that were still to open, and were refused, are counted.
    cancelled.does(otherCase('VR-1'), 'visitRefused', { process: 'enterpriseVisit', reason: 'over' });
    expect(cancelled.current().facts.notOpened).toBe(1);
    expect(itemsOf(drafted().does(leader, 'cancel', { reason: 'A slip' }).last(), 'acts')).toEqual([]);
  });

  it('waits for somebody while it is open, whoever leaves', () => {
    for (const round of [drafted(), begun()])
      expect(undone(visitRound, round.current() as Case, [leader], round.now())).toEqual([]);
  });
});
