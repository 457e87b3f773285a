/** How the alliance decides on a trial: by two thirds of the votes cast, where half of its members vote. Pure. */
import type { Answers } from '../kernel/answers.ts';
import { reaches, roundedPerMille } from '../kernel/thresholds.ts';

export type Choice = 'adopt' | 'drop' | 'more';
export type Vote = { readonly vote: Choice; readonly reason: string | null };
export type Votes = Answers<Vote>;

export type Count = {
  readonly members: number;
  readonly cast: number;
  readonly yes: number;
  readonly no: number;
  readonly more: number;
};

/** Whoever is no longer a member doesn't count; whoever says nothing abstains. */
export const countOf = ({ asked, left, given }: Votes): Count => {
  const of = (choice: Choice): number => given.filter(({ answer }) => answer.vote === choice).length;
  return { members: asked.length - left.length, cast: given.length, yes: of('adopt'), no: of('drop'), more: of('more') };
};

type Shares = { readonly yesShare: number; readonly turnoutShare: number };

/**
 * What the votes come to. A packaging that doesn't lose less is never adopted. Where it isn't adopted, a second run of shipping is made, once,
 * if at least as many want it as want it dropped.
 */
export const outcomeOf = (
  { members, cast, yes, no, more }: Count,
  { better, run, yesShare, turnoutShare }: Shares & { readonly better: boolean; readonly run: number },
): 'adopted' | 'more' | 'dropped' => {
  if (!reaches(cast, members, roundedPerMille(turnoutShare))) return 'dropped';
  if (better && reaches(yes, cast, roundedPerMille(yesShare))) return 'adopted';
  return run === 1 && more > 0 && more >= no ? 'more' : 'dropped';
};
