/**
 * A ballot: a frozen register of voters with weights, votes that may be changed until the close and are sealed until then, people who stand in, and
 * papers that two clerks enter. Pure; what it comes to is in `ballot-count.ts`.
 */
import { type Answers, answered, askAll, ended } from './answers.ts';
import { castsFor, ownVoters, type Register, type Speaker, speaksAs, type Voter, voterOfPart } from './ballot-register.ts';
import { unique } from './parts.ts';
import { type Refusal, refuse, type Title } from './process.ts';
import type { Threshold } from './thresholds.ts';

export type Choice = 'yes' | 'no' | 'abstain';
/** What somebody says on each of the matters. */
export type Choices = readonly { readonly matter: string; readonly choice: Choice }[];
/** How a vote came: from whoever it counts for, from somebody who stands in for them, or on paper. */
export type Way = 'self' | 'proxy' | 'paper';
export type Vote = { readonly choices: Choices; readonly way: Way };

/** By both counts. */
export type TwoThresholds = { readonly persons: Threshold; readonly weight: Threshold };

/** When a matter is carried: first as many take part as the gate asks for, then as many of these say yes. */
export type VoteRule = {
  readonly gate: TwoThresholds | null;
  readonly yes: TwoThresholds;
  /** Whether silence counts as yes, by the voters' own written rules. */
  readonly silenceIsYes?: boolean | undefined;
};

export type Matter = { readonly key: string; readonly title: Title; readonly rule: VoteRule };

/** Somebody who stands in for a voter; one at a time. */
export type Proxy = {
  readonly of: string;
  readonly proxy: string;
  readonly at: number;
  readonly ended: { readonly at: number; readonly how: 'revoked' | 'replaced' | 'left' } | null;
};

/** A paper that one clerk has entered and another has still to enter. */
export type Paper = { readonly of: string; readonly by: string; readonly at: number; readonly choices: Choices };

export type Ballot = {
  /** Of the register in canonical JSON; whoever audits the vote hashes it again. */
  readonly registerHash: string;
  readonly matters: readonly Matter[];
  readonly votes: Answers<Vote>;
  readonly proxies: readonly Proxy[];
  readonly papers: readonly Paper[];
  /** How often the time to vote was extended. */
  readonly extensions: number;
};

/** A ballot of those in the register who may vote. */
export const openBallot = (register: Register, registerHash: string, matters: readonly Matter[]): Ballot => ({
  registerHash,
  matters,
  votes: askAll(register.filter(({ mayVote }) => mayVote).map(({ voter }) => voter)),
  proxies: [],
  papers: [],
  extensions: 0,
});

export const isClosed = ({ votes }: Pick<Ballot, 'votes'>): boolean => votes.endedAt !== null;

const closed = (): Refusal =>
  refuse('closed', 'The vote is closed. Read its result in the case.', '表决已截止，请在事项中查看结果。');

/** Why these choices aren't a vote: each of the matters, once. */
export const choicesProblem = ({ matters }: Pick<Ballot, 'matters'>, choices: Choices): Refusal | undefined => {
  const other = choices.find(({ matter }) => matters.every(({ key }) => key !== matter));
  const names = matters.map(({ key }) => key).join(', ');
  if (other)
    return refuse(
      'notOpen',
      `“${other.matter}” isn’t put to the vote. Vote on ${names}.`,
      `“${other.matter}”不在本次表决事项中。请就${matters.map(({ title }) => title.zh).join('、')}表决。`,
    );
  return choices.length === matters.length && unique(choices.map(({ matter }) => matter)).length === matters.length
    ? undefined
    : refuse(
        'voteIncomplete',
        `Say yes, no or abstain to each of these, once: ${names}.`,
        `请对以下事项逐一表决（赞成、反对或弃权），每项一次：${matters.map(({ title }) => title.zh).join('、')}。`,
      );
};

/** The one who stands in for a voter now. */
export const proxyOf = ({ proxies }: Pick<Ballot, 'proxies'>, voter: string): Proxy | undefined =>
  proxies.find(({ of, ended: over }) => of === voter && over === null);

/** Those for whom somebody stands in now. */
export const standsInFor = ({ proxies }: Pick<Ballot, 'proxies'>, person: string): readonly string[] =>
  proxies.filter(({ proxy, ended: over }) => proxy === person && over === null).map(({ of }) => of);

const hasVotedThemselves = ({ votes }: Ballot, voter: string): boolean =>
  votes.given.some(({ of, answer }) => of === voter && answer.way !== 'proxy');

/** The vote that stands for a voter. */
export const voteOf = ({ votes }: Pick<Ballot, 'votes'>, voter: string) => votes.given.find(({ of }) => of === voter);

const notOwner = (part: string): Refusal =>
  refuse(
    'notOwner',
    `You don’t vote for ${part}. Those vote who stand in the register of this vote, or whoever they authorise in writing.`,
    `您无权代表${part}表决。由本次表决名册所列业主或其书面委托的人表决。`,
  );

const disputedPart = (part: string): Refusal =>
  refuse(
    'disputed',
    `Whose ${part} is isn’t settled, so it counts in the base and has no vote. Have the ownership settled before the next vote.`,
    `${part}权属有争议，计入基数但不参加表决。请在下次表决前确定权属。`,
  );

type Asked = { readonly register: Register; readonly ballot: Ballot; readonly caseId: string };

/** For whom somebody votes when they vote for a part, and how; or why they don't. The owner's own vote stands before that of a proxy. */
export const whoVotes = (
  { register, ballot, caseId }: Asked,
  actor: Speaker,
  part: string,
): { readonly voter: Voter; readonly way: 'self' | 'proxy' } | Refusal => {
  if (isClosed(ballot)) return closed();
  const voter = voterOfPart(register, part);
  if (!voter) return notOwner(part);
  if (castsFor(voter, caseId, actor)) return { voter, way: 'self' };
  if (speaksAs(actor, voter.represented))
    return refuse(
      'represented',
      `Another co-owner of ${part} votes for all of you, as the register says. Tell them what you want.`,
      `${part}的共有人已推选代表表决。请将您的意见告知代表。`,
    );
  if (proxyOf(ballot, voter.voter)?.proxy !== actor.id) return voter.mayVote ? notOwner(part) : disputedPart(part);
  return hasVotedThemselves(ballot, voter.voter)
    ? refuse(
        'represented',
        `The owner of ${part} has voted themselves, and that vote stands. Only they change it.`,
        `${part}的业主已亲自表决，以其本人的票为准，仅本人可更改。`,
      )
    : { voter, way: 'proxy' };
};

/** With a vote in the place of what the same voter said before: the last one recorded counts. */
export const cast = (
  ballot: Ballot,
  {
    voter,
    way,
    by,
    at,
    choices,
  }: { readonly voter: string; readonly way: Way; readonly by: string; readonly at: number; readonly choices: Choices },
): Ballot => ({
  ...ballot,
  votes: answered(ballot.votes, { of: voter, by, at, answer: { choices, way } }),
  // A paper that isn't entered by both is older than what the owner says now.
  papers: way === 'proxy' ? ballot.papers : ballot.papers.filter(({ of }) => of !== voter),
});

/** The paper of a voter, entered by a clerk. It counts once a second clerk has entered the same; `isGone` says whether the first has left. */
export const enterPaper = (
  { register, ballot }: Pick<Asked, 'register' | 'ballot'>,
  { part, by, at, choices }: { readonly part: string; readonly by: string; readonly at: number; readonly choices: Choices },
  isGone: (clerk: string) => boolean = () => false,
): { readonly ballot: Ballot; readonly voter: Voter; readonly counts: boolean } | Refusal => {
  if (isClosed(ballot)) return closed();
  const voter = voterOfPart(register, part);
  if (!voter) return notOwner(part);
  if (!voter.mayVote) return disputedPart(part);
  const first = ballot.papers.find(({ of }) => of === voter.voter);
  if (!first || first.by === by || isGone(first.by)) {
    const papers = [...ballot.papers.filter((one) => one !== first), { of: voter.voter, by, at, choices }];
    return { ballot: { ...ballot, papers }, voter, counts: false };
  }
  const isSame = first.choices.every((one) =>
    choices.some(({ matter, choice }) => matter === one.matter && choice === one.choice),
  );
  if (!isSame)
    return refuse(
      'papersDiffer',
      `The first clerk entered the paper of ${part} otherwise. Look at it together; whoever is wrong enters it again.`,
      `两次录入的${part}纸质选票不一致。请共同核对原件，由录错的一方重新录入。`,
    );
  return { ballot: cast(ballot, { voter: voter.voter, way: 'paper', by, at, choices }), voter, counts: true };
};

export type Authorising = {
  readonly voter: Voter;
  readonly proxy: string;
  readonly at: number;
  /** For how many one person may stand in. */
  readonly most: number;
  /** Those who stand in for nobody, such as the contractor and the officials of the case. */
  readonly barred: readonly string[];
};

/** With somebody who stands in for a voter, in the place of whoever did before. */
export const authorise = (ballot: Ballot, { voter, proxy, at, most, barred }: Authorising): Ballot | Refusal => {
  const part = voter.parts.join(', ');
  if (isClosed(ballot)) return closed();
  if (!voter.mayVote) return disputedPart(part);
  if (voter.speakers.includes(proxy))
    return refuse(
      'ownProxy',
      `They vote for ${part} themselves. Name somebody else, or vote.`,
      `该人本人即可为${part}表决。请另择受托人，或直接表决。`,
    );
  if (barred.includes(proxy))
    return refuse(
      'proxyBarred',
      'The contractor, officials of the case and creditors stand in for nobody. Name somebody else.',
      '施工单位、经办人员及债权人不得受托表决。请另择受托人。',
    );
  if (hasVotedThemselves(ballot, voter.voter))
    return refuse(
      'ownVoteStands',
      `There is a vote for ${part} already that isn’t a proxy’s, and it stands. Change it yourself until the close.`,
      `${part}已由业主本人表决，以此为准。截止前可由本人更改。`,
    );
  if (standsInFor(ballot, proxy).filter((of) => of !== voter.voter).length >= most)
    return refuse(
      'proxyFull',
      `They stand in for ${most} already, and nobody may for more. Name somebody else.`,
      `该人受托已达${most}户上限。请另择受托人。`,
    );
  return {
    ...ballot,
    proxies: [
      ...endedProxies(ballot, ({ of }) => of === voter.voter, at, 'replaced'),
      { of: voter.voter, proxy, at, ended: null },
    ],
  };
};

const endedProxies = (
  { proxies }: Ballot,
  which: (proxy: Proxy) => boolean,
  at: number,
  how: 'revoked' | 'replaced' | 'left',
): readonly Proxy[] => proxies.map((one) => (one.ended === null && which(one) ? { ...one, ended: { at, how } } : one));

/** Without the one who stands in for a voter. What they have voted stands until the owner votes. */
export const revoke = (ballot: Ballot, voter: string, at: number): Ballot | Refusal => {
  if (isClosed(ballot)) return closed();
  return proxyOf(ballot, voter)
    ? { ...ballot, proxies: endedProxies(ballot, ({ of }) => of === voter, at, 'revoked') }
    : refuse('noProxy', 'Nobody stands in for you, so there is nothing to revoke.', '您未委托他人，无需撤销。');
};

/** Without those who stand in and have left, and the voters who are to hear of it; undefined where nobody of them has. */
export const withoutGoneProxies = (
  ballot: Ballot,
  gone: readonly string[],
  at: number,
): { readonly ballot: Ballot; readonly voters: readonly string[] } | undefined => {
  const voters = unique(gone).flatMap((person) => standsInFor(ballot, person));
  return voters.length === 0 || isClosed(ballot)
    ? undefined
    : { ballot: { ...ballot, proxies: endedProxies(ballot, ({ proxy }) => gone.includes(proxy), at, 'left') }, voters };
};

/** Closed: who said nothing is noted; papers that only one clerk has entered don't count. */
export const closeBallot = (ballot: Ballot, at: number): Ballot => ({ ...ballot, votes: ended(ballot.votes, at) });

/** With its time extended once more. */
export const extended = (ballot: Ballot): Ballot => ({ ...ballot, extensions: ballot.extensions + 1 });

/** A ballot as somebody reads it who isn't entitled to all of it: what was voted for them, what they voted for others, and who stands in. */
export const ownBallot = ({ register, ballot, caseId }: Asked, actor: Speaker): Ballot => {
  const own = ownVoters(register, caseId, actor).map(({ voter }) => voter);
  const isTheirs = (of: string): boolean => own.includes(of);
  const { votes } = ballot;
  return {
    ...ballot,
    votes: {
      ...votes,
      asked: votes.asked.filter(isTheirs),
      given: votes.given.filter(({ of, by }) => isTheirs(of) || by === actor.id),
      silent: votes.silent.filter(isTheirs),
    },
    proxies: ballot.proxies.filter(({ of, proxy }) => isTheirs(of) || proxy === actor.id),
    papers: [],
  };
};
