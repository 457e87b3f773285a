/** What a ballot comes to: two counts, the gate, then the share of yes among those who took part. All in whole numbers. Pure. */
import { type Counts, countsOf, type Register, type Voter } from './ballot-register.ts';
import type { Ballot, Choice, Matter, TwoThresholds } from './ballots.ts';
import { leastOf, reaches } from './thresholds.ts';

/** By how much a share is passed; below zero by how much it is missed. */
export type Margin = Counts;

export type MatterResult = {
  readonly matter: string;
  /** Those who took part; whoever abstains does. */
  readonly took: Counts;
  readonly yes: Counts;
  readonly no: Counts;
  readonly abstain: Counts;
  /** Those among the yes who were silent. */
  readonly silentYes: Counts;
  readonly gateReached: boolean;
  readonly carried: boolean;
  /** Nothing where the rule has no gate. */
  readonly gateMargin: Margin | null;
  readonly yesMargin: Margin;
};

export type BallotResult = {
  readonly registerHash: string;
  readonly base: Counts;
  readonly matters: readonly MatterResult[];
  readonly extensions: number;
  /** Papers that only one clerk had entered. */
  readonly halfPapers: number;
};

const bothReach = (part: Counts, whole: Counts, { persons, weight }: TwoThresholds): boolean =>
  reaches(part.persons, whole.persons, persons) && reaches(part.weight, whole.weight, weight);

const marginOf = (part: Counts, whole: Counts, { persons, weight }: TwoThresholds): Margin => ({
  persons: part.persons - leastOf(whole.persons, persons),
  weight: part.weight - leastOf(whole.weight, weight),
});

const resultOfMatter = (register: Register, { votes }: Ballot, { key, rule }: Matter): MatterResult => {
  const choiceOf = ({ voter }: Voter): Choice | undefined =>
    votes.given.find(({ of }) => of === voter)?.answer.choices.find(({ matter }) => matter === key)?.choice;
  const counts = (...choices: readonly (Choice | undefined)[]): Counts =>
    countsOf(register.filter((voter) => voter.mayVote && choices.includes(choiceOf(voter))));
  const silentYes = rule.silenceIsYes ? counts(undefined) : countsOf([]);
  const took = rule.silenceIsYes ? counts('yes', 'no', 'abstain', undefined) : counts('yes', 'no', 'abstain');
  const yes = rule.silenceIsYes ? counts('yes', undefined) : counts('yes');
  const base = countsOf(register);
  const gateReached = rule.gate === null || bothReach(took, base, rule.gate);
  return {
    ...{ matter: key, took, yes, no: counts('no'), abstain: counts('abstain'), silentYes, gateReached },
    carried: gateReached && bothReach(yes, took, rule.yes),
    gateMargin: rule.gate && marginOf(took, base, rule.gate),
    yesMargin: marginOf(yes, took, rule.yes),
  };
};

/** The result of a ballot as it stands. Those without a vote count in the base of the gate alone. */
export const countBallot = (register: Register, ballot: Ballot): BallotResult => ({
  registerHash: ballot.registerHash,
  base: countsOf(register),
  matters: ballot.matters.map((matter) => resultOfMatter(register, ballot, matter)),
  extensions: ballot.extensions,
  halfPapers: ballot.papers.length,
});

/** What follows as the time is over: where the gate is missed it is extended, as often as may be, and then goes back. */
export const endingOf = (
  { matters, extensions }: Pick<BallotResult, 'matters' | 'extensions'>,
  mostExtensions: number,
): 'carried' | 'lost' | 'extend' | 'gateMissed' => {
  if (matters.some(({ gateReached }) => !gateReached)) return extensions < mostExtensions ? 'extend' : 'gateMissed';
  return matters.every(({ carried }) => carried) ? 'carried' : 'lost';
};
