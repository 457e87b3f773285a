import { describe, expect, it } from 'vitest';
import { answered, askAll, ended, withoutGonePeople } from '../../workflows/kernel/answers.ts';
import {
  asSealed,
  type Criterion,
  isOpened,
  type Review,
  recused,
  scoreOf,
  sheetProblem,
  weakestOf,
} from '../../workflows/kernel/scores.ts';

const criterion = (key: string, weight: number, veto = false): Criterion => ({ key, title: { en: key, zh: key }, weight, veto });
const criteria = [criterion('industry', 70), criterion('environment', 30, true)];
const sheet = (industry: number, environment: number, vetoes: readonly string[] = []) => ({
  points: [
    { criterion: 'industry', points: industry },
    { criterion: 'environment', points: environment },
  ],
  vetoes,
  words: '',
});
const says = (review: Review, of: string, answer: ReturnType<typeof sheet>) => answered(review, { of, by: of, at: 1, answer });
const asked: Review = askAll(['anna', 'bo', 'chen']);
const two = says(says(asked, 'anna', sheet(80, 60)), 'bo', sheet(61, 40));

describe('points of several reviewers', () => {
  it('are a mean by the weights in whole numbers, which never rounds up over a threshold', () => {
    // (70 × (80 + 61 + 60) + 30 × (60 + 40 + 20)) ÷ (100 × 3) = 58.9
    const all = says(two, 'chen', sheet(60, 20));
    expect(scoreOf(criteria, all)).toEqual({
      mean: 58,
      reviewers: 3,
      criteria: [
        { criterion: 'industry', mean: 67 },
        { criterion: 'environment', mean: 40 },
      ],
      vetoes: [],
    });
    expect(scoreOf(criteria, says(two, 'chen', sheet(65, 32)))).toMatchObject({ mean: 61 });
  });

  it('are sealed until all who are still there have given theirs: each reads their own alone', () => {
    expect(isOpened(two)).toBe(false);
    expect(asSealed(two, 'anna').given.map(({ of }) => of)).toEqual(['anna']);
    expect(asSealed(two, 'manager').given).toEqual([]);
    expect(scoreOf(criteria, two)).toMatchObject({ code: 'stillScoring' });
    const all = says(two, 'chen', sheet(60, 20));
    expect(asSealed(all, 'manager')).toBe(all);
  });

  it('wait for nobody who has left or may not judge, and don’t count what those said', () => {
    const left = withoutGonePeople(two, { left: ['chen'], withoutRole: [] }) as Review;
    expect(scoreOf(criteria, left)).toMatchObject({ mean: 64, reviewers: 2 });
    expect(scoreOf(criteria, recused(left, ['bo']))).toMatchObject({ mean: 74, reviewers: 1 });
    expect(scoreOf(criteria, recused(left, ['anna', 'bo']))).toMatchObject({ code: 'noScores' });
  });

  it('count without the silent ones when the time is over', () => {
    expect(scoreOf(criteria, ended(two, 9))).toMatchObject({ mean: 64, reviewers: 2 });
  });

  it('are given once for each criterion, and a veto only where one is possible', () => {
    expect(sheetProblem(criteria, sheet(80, 60, ['environment']))).toBeUndefined();
    expect(sheetProblem(criteria, sheet(80, 60, ['industry']))).toMatchObject({ code: 'noVetoThere' });
    const { points, vetoes } = sheet(80, 60);
    for (const wrong of [points.slice(1), [...points, ...points], sheet(101, 1).points, sheet(1.5, 1).points])
      expect(sheetProblem(criteria, { points: wrong, vetoes })).toMatchObject({ code: 'sheetIncomplete' });
  });

  it('name the criterion that cost most: a veto, or else what lost the most by its weight', () => {
    const score = (review: Review) => weakestOf(criteria, scoreOf(criteria, ended(review, 9)) as never);
    expect(score(says(asked, 'anna', sheet(90, 0)))).toBe('environment');
    expect(score(says(asked, 'anna', sheet(40, 30)))).toBe('industry');
    expect(score(says(asked, 'anna', sheet(0, 90, ['environment'])))).toBe('environment');
  });
});
