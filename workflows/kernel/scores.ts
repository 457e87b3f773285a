/** Points that several reviewers give by weighted criteria, sealed until all who are still there have given theirs. All in whole numbers. Pure. */
import { type Answers, awaited, ownAnswers, withoutThose } from './answers.ts';
import { type Refusal, refuse, type Title } from './process.ts';

/** Something that is judged from 0 to 100, and how much it counts beside the others. */
export type Criterion = {
  readonly key: string;
  readonly title: Title;
  readonly weight: number;
  /** Whether a reviewer may end it all by this one alone. */
  readonly veto?: boolean | undefined;
};

/** What one reviewer says: points for each criterion, and those by which they object to it all. */
export type Sheet = {
  readonly points: readonly { readonly criterion: string; readonly points: number }[];
  readonly vetoes: readonly string[];
  readonly words: string;
};

/** A review: who is asked, and the sheets. */
export type Review = Answers<Sheet>;

/** Why a sheet isn't complete. */
export const sheetProblem = (criteria: readonly Criterion[], { points, vetoes }: Omit<Sheet, 'words'>): Refusal | undefined => {
  const given = points.map(({ criterion }) => criterion);
  const isWhole = given.length === criteria.length && criteria.every(({ key }) => given.includes(key));
  if (!isWhole || points.some((one) => !Number.isInteger(one.points) || one.points < 0 || one.points > 100))
    return refuse(
      'sheetIncomplete',
      `Give 0 to 100 points for each of these, once: ${criteria.map(({ key }) => key).join(', ')}.`,
      `请对以下各项分别给出0至100分，每项一次：${criteria.map(({ title }) => title.zh).join('、')}。`,
    );
  const may = criteria.filter(({ veto }) => veto);
  return vetoes.every((key) => may.some((one) => one.key === key))
    ? undefined
    : refuse(
        'noVetoThere',
        may.length === 0
          ? 'No criterion here may end it all. Give few points in place of a veto.'
          : `A veto is possible for ${may.map(({ key }) => key).join(', ')} alone. Give few points for the others.`,
        may.length === 0
          ? '本次评审不设一票否决，请以低分表示。'
          : `仅可对${may.map(({ title }) => title.zh).join('、')}行使否决，其他项请以低分表示。`,
      );
};

/** Whether the sheets may be read: nobody who is still there has to give one. */
export const isOpened = (review: Review): boolean => awaited(review).length === 0;

/** A review as one of the reviewers, or anybody else, reads it: until it is opened only their own sheet. */
export const asSealed = (review: Review, who: string): Review => (isOpened(review) ? review : ownAnswers(review, who));

/** Without reviewers who may not judge; what they said doesn't count. */
export const recused = withoutThose<Sheet>;

export type Score = {
  /** Rounded down, so that it reaches a whole threshold exactly where the mean itself does. */
  readonly mean: number;
  readonly reviewers: number;
  readonly criteria: readonly { readonly criterion: string; readonly mean: number }[];
  /** Criteria by which somebody objects to it all. */
  readonly vetoes: readonly string[];
};

/** What the sheets come to; a refusal while one is awaited, or where there is none. */
export const scoreOf = (criteria: readonly Criterion[], review: Review): Score | Refusal => {
  const missing = awaited(review).length;
  if (missing > 0)
    return refuse(
      'stillScoring',
      `${missing} ${missing === 1 ? 'reviewer has' : 'reviewers have'} given no points yet. Wait for them, or until the time of the review is over.`,
      `尚有${missing}名评审人未评分，请待其评分或评审截止。`,
    );
  const sheets = review.given.map(({ answer }) => answer);
  if (sheets.length === 0)
    return refuse(
      'noScores',
      'Nobody has given points. Call in other reviewers, or decide without a review.',
      '无人评分，请增补评审人或不经评审处理。',
    );
  const sumOf = (key: string): number =>
    sheets.reduce((sum, { points }) => sum + (points.find(({ criterion }) => criterion === key)?.points ?? 0), 0);
  const weights = criteria.reduce((sum, { weight }) => sum + weight, 0);
  const total = criteria.reduce((sum, { key, weight }) => sum + weight * sumOf(key), 0);
  return {
    mean: Math.floor(total / (weights * sheets.length)),
    reviewers: sheets.length,
    criteria: criteria.map(({ key }) => ({ criterion: key, mean: Math.floor(sumOf(key) / sheets.length) })),
    vetoes: criteria.map(({ key }) => key).filter((key) => sheets.some(({ vetoes }) => vetoes.includes(key))),
  };
};

/** The criterion that cost most: the one by which somebody objected, or that lost the most weighted points. */
export const weakestOf = (criteria: readonly Criterion[], { criteria: means, vetoes }: Score): string | undefined =>
  vetoes[0] ??
  criteria
    .map(({ key, weight }) => ({ key, lost: weight * (100 - (means.find(({ criterion }) => criterion === key)?.mean ?? 0)) }))
    .toSorted((one, other) => other.lost - one.lost)[0]?.key;
