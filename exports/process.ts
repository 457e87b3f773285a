/** `banjie/process`: the rules of a process, pure, for the API and for Temporal's sandbox alike. */

/** What an act does beyond its own case, in one transaction with it. */
export * from '../workflows/effects/index.ts';
/** A question to several that a clock ends. */
export {
  type Answers,
  answered,
  answerTasks,
  askAll,
  awaited,
  ended,
  type Given,
  hasAnswered,
  mayAnswer,
  withoutGonePeople,
  withoutThose,
} from '../workflows/kernel/answers.ts';
/** Facts that aren't for everybody who sees the case. */
export type { Audience, Audiences } from '../workflows/kernel/audiences.ts';
/** A ballot: a frozen register with weights, sealed votes, people who stand in, papers, and two counts in whole numbers. */
export {
  type BallotResult,
  countBallot,
  endingOf,
  type MatterResult,
} from '../workflows/kernel/ballot-count.ts';
export {
  type Counts,
  castsFor,
  ownVoters,
  type PartOwner,
  type Register,
  type RegisterPart,
  registerOf,
  type Speaker,
  speakerOf,
  type Voter,
  voterOfPart,
} from '../workflows/kernel/ballot-register.ts';
export {
  type Authorising,
  authorise,
  type Ballot,
  type Choice,
  type Choices,
  cast,
  choicesProblem,
  closeBallot,
  enterPaper,
  extended,
  isClosed,
  type Matter,
  openBallot,
  ownBallot,
  type Paper,
  type Proxy,
  proxyOf,
  revoke,
  standsInFor,
  type Vote,
  type VoteRule,
  voteOf,
  type Way,
  whoVotes,
  withoutGoneProxies,
} from '../workflows/kernel/ballots.ts';
/** A whole amount in parts that sum to it. */
export { byLargestRemainders } from '../workflows/kernel/largest-remainders.ts';
/** How states own clocks and tasks. */
export type { Lifecycle, StateRule } from '../workflows/kernel/lifecycle.ts';
/** Figures that a tenant sets from a day on, with title, unit and bounds. */
export { type LimitRule, type LimitRules, type LimitUnit, limit } from '../workflows/kernel/limits.ts';
/** Moments in texts for people, and budgets that run to a moment. */
export { looksPersonal } from '../workflows/kernel/looks-personal.ts';
export { moment, timeTo } from '../workflows/kernel/moments.ts';
/** What is offered to one person at a time and passes on. */
export {
  nextOffer,
  type Offer,
  type Offers,
  offerTasks,
  onlyOffered,
  type Passed,
  passedBy,
  passOn,
  type Tried,
  withoutGone,
} from '../workflows/kernel/offers.ts';
/** Cases that one case opens in great number, page by page. */
export {
  NOTHING_OPENED,
  OPEN_AT_ONCE,
  type OpeningMany,
  onlyNextPage,
  openMany,
  type PageToOpen,
  pageBehind,
  type ToOpen,
} from '../workflows/kernel/open-many.ts';
/** Who of the people with a part in a case is there, and what rules say to them. */
export {
  both,
  clipped,
  enumerated,
  fallenTo,
  fellTo,
  groupNotifier,
  isFollower,
  isGone,
  type Notifier,
  notifier,
  personOrRole,
  present,
  reservedTo,
  unique,
} from '../workflows/kernel/parts.ts';
/** Distances between places on the map. */
export { metresBetween, type Point } from '../workflows/kernel/place.ts';
/** The vocabulary of rules: states, actions, clocks, tasks, outcomes, refusals. */
export {
  type ActContext,
  type Actor,
  type AnyProcess,
  type Budget,
  type By,
  type Case,
  type ClockRule,
  covers,
  defineProcess,
  type Grant,
  holdsEverywhere,
  holdsRole,
  type InputTypes,
  isRefusal,
  type LadderStep,
  type Notice,
  type Outcome,
  type Part,
  type Process,
  type Recipient,
  type Refusal,
  type Rule,
  refuse,
  roleOn,
  type TaskSpec,
  type Title,
} from '../workflows/kernel/process.ts';
/** When a clock repeats, and the turn that it takes. */
export { type Every, type Recurrence, recurrenceWords, type Turn, type WeekdayName } from '../workflows/kernel/recurrence.ts';
/** Points of several reviewers by weighted criteria, sealed until all are in. */
export {
  asSealed,
  type Criterion,
  isOpened,
  type Review,
  recused,
  type Score,
  type Sheet,
  scoreOf,
  sheetProblem,
  weakestOf,
} from '../workflows/kernel/scores.ts';
/** Refuses the signature of somebody who has read another version. */
export { otherVersion } from '../workflows/kernel/signing.ts';
/** Firms and households that cases concern, and those who act for them. */
export {
  type ActsFor,
  actsFor,
  type SubjectChange,
  type SubjectKind,
  type Subjects,
  subjectId,
  subjectOf,
} from '../workflows/kernel/subjects.ts';
/** Texts of notices, with the words that a rule gives to them. */
export { type Channel, type Template, template, type WordsOf } from '../workflows/kernel/template.ts';
/** Shares that a vote has to reach, in whole numbers. */
export { isAsStrict, leastOf, reaches, roundedPerMille, type Threshold } from '../workflows/kernel/thresholds.ts';
/** Titles of the roles that the shipped processes know. */
export { type RoleName, rolesOf } from '../workflows/roles.ts';
