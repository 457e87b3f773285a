import { describe, expect, it } from 'vitest';
import { answered, askAll, ended, withoutThose } from '../../../workflows/kernel/answers.ts';
import { type Choice, countOf, outcomeOf, type Votes } from '../../../workflows/packaging-trial/ballot.ts';
import { isBetter, resultOf, wilson } from '../../../workflows/packaging-trial/result.ts';

const COSTS = { trial: 212, baseline: 170 };
const parcels = (arm: 'trial' | 'baseline', count: number, units: number) =>
  Array.from({ length: count }, (_, n) => ({ pickup: `EX-${arm}`, n, arm, units }));
const found = (arm: 'trial' | 'baseline', bad: readonly number[], units: number) =>
  bad.map((one, n) => ({ pickup: `EX-${arm}`, n, units, bad: one }));

describe('the figures of a trial', () => {
  it('have the bounds that Wilson’s formula gives, for many units, few and none bad', () => {
    expect(wilson(24, 1000)).toEqual({ low: 16.2, high: 35.5 });
    expect(wilson(168, 1000)).toEqual({ low: 146.1, high: 192.4 });
    expect(wilson(0, 30)).toEqual({ low: 0, high: 113.5 });
    expect(wilson(30, 30)).toEqual({ low: 886.5, high: 1000 });
  });

  it('are the bad units of all units, what the lower loss costs beside them', () => {
    const sent = [...parcels('trial', 40, 25), ...parcels('baseline', 40, 25)];
    const bad = (total: number) => Array.from({ length: 40 }, (_, n) => Math.floor(total / 40) + (n < total % 40 ? 1 : 0));
    expect(resultOf(sent, [...found('trial', bad(24), 25), ...found('baseline', bad(168), 25)], COSTS)).toEqual({
      trial: { parcels: 40, units: 1000, bad: 24, loss: 24, low: 16.2, high: 35.5, unmeasured: 0, worst: 24 },
      baseline: { parcels: 40, units: 1000, bad: 168, loss: 168, low: 146.1, high: 192.4, unmeasured: 0, worst: 168 },
      gained: 144,
      extraFen: 42,
      fenPerPerMille: 0.29,
    });
  });

  it('show what nobody measured apart, and count it as bad in a second figure', () => {
    const { trial, baseline, gained, fenPerPerMille } = resultOf(
      [...parcels('trial', 3, 20), ...parcels('baseline', 2, 20)],
      found('trial', [1, 1], 20),
      COSTS,
    );
    expect(trial).toMatchObject({ parcels: 3, units: 40, loss: 50, unmeasured: 1, worst: 366.7 });
    expect(baseline).toMatchObject({ units: 0, loss: null, low: null, unmeasured: 2, worst: 1000 });
    expect([gained, fenPerPerMille]).toEqual([null, null]);
  });

  it('are better only where less is lost, compared in whole numbers', () => {
    const with_ = (bad: number, units: number, other: number, others: number) => {
      const result = resultOf([], [], COSTS);
      return isBetter({ trial: { ...result.trial, bad, units }, baseline: { ...result.baseline, bad: other, units: others } });
    };
    expect(with_(1, 3, 334, 1000)).toBe(true);
    expect(with_(1, 3, 333, 1000)).toBe(false);
    expect(with_(1, 3, 1, 3)).toBe(false);
    expect(with_(0, 0, 1, 3)).toBe(false);
  });
});

const BODIES = ['couriers', 'coop-a', 'coop-b', 'coop-c', 'xiaotong', 'gonghe', 'puze', 'minxi', 'liuhu', 'teams'];
const votes = (yes: number, no: number, more: number, members = BODIES.length): Votes => {
  const all: readonly Choice[] = [
    ...Array.from({ length: yes }, () => 'adopt' as const),
    ...Array.from({ length: no }, () => 'drop' as const),
    ...Array.from({ length: more }, () => 'more' as const),
  ];
  return all.reduce<Votes>(
    (so, vote, at) => answered(so, { of: BODIES[at] ?? '', by: 'anna', at, answer: { vote, reason: null } }),
    askAll(BODIES.slice(0, members)),
  );
};
const SHARES = { yesShare: 667, turnoutShare: 500 };
const decided = (of: Votes, more: object = {}) => outcomeOf(countOf(of), { ...SHARES, better: true, run: 1, ...more });

describe('the vote on a trial', () => {
  it('adopts by two thirds of the votes cast, those who say nothing abstaining', () => {
    expect(decided(votes(7, 0, 1))).toBe('adopted');
    expect(decided(votes(6, 3, 0))).toBe('adopted');
    expect(decided(votes(4, 2, 0))).toBe('adopted');
    expect(decided(votes(5, 3, 0))).toBe('dropped');
    expect(decided(votes(5, 2, 1))).toBe('dropped');
  });

  it('counts only where half of the members vote', () => {
    expect(decided(votes(5, 0, 0))).toBe('adopted');
    expect(decided(votes(4, 0, 0))).toBe('dropped');
    expect(decided(votes(4, 0, 0, 8))).toBe('adopted');
    expect(decided(votes(0, 0, 4))).toBe('dropped');
    expect(decided(askAll([]))).toBe('dropped');
  });

  it('never adopts what doesn’t lose less', () => expect(decided(votes(10, 0, 0), { better: false })).toBe('dropped'));

  it('has another run shipped once, where at least as many want it as want it dropped', () => {
    expect(decided(votes(4, 2, 2))).toBe('more');
    expect(decided(votes(4, 3, 2))).toBe('dropped');
    expect(decided(votes(4, 2, 2), { run: 2 })).toBe('dropped');
    expect(decided(votes(7, 0, 1), { better: false })).toBe('more');
  });

  it('leaves out a body that is no longer there, with its vote', () => {
    const without = ended(withoutThose(votes(4, 2, 0), ['coop-c', 'teams']), 9);
    expect(countOf(without)).toEqual({ members: 8, cast: 5, yes: 3, no: 2, more: 0 });
    expect(without.silent).toEqual(['puze', 'minxi', 'liuhu']);
  });
});
