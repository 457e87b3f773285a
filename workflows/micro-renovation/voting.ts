/** How the residents decide: a frozen register, a ballot that may be changed until the close, and one count by persons and by area. */
import { addParties, attach } from '../effects/index.ts';
import { type BallotResult, countBallot, endingOf } from '../kernel/ballot-count.ts';
import { speakerOf, speaksAs, type Voter, voterOfPart } from '../kernel/ballot-register.ts';
import {
  authorise,
  cast,
  choicesProblem,
  closeBallot,
  enterPaper,
  extended,
  isClosed,
  openBallot,
  revoke,
  whoVotes,
  withoutGoneProxies,
} from '../kernel/ballots.ts';
import { moment } from '../kernel/moments.ts';
import { isGone } from '../kernel/parts.ts';
import { type Actor, type Gone, holdsRole, isRefusal, type Recipient, type Refusal, refuse } from '../kernel/process.ts';
import { planOf } from './drafting.ts';
import { shelving } from './ending.ts';
import type { Facts } from './facts.ts';
import { hasMet, isPlanPublic, openOpinions } from './hearing.ts';
import type { Limits } from './limits.ts';
import { signaturesWanted } from './signing.ts';
import { ALL, homeAt, LEAD, LEADER, livesThere, noSuchDoor, notify, one } from './telling.ts';
import type { Done, GuardContext, Renovation, RulesOf } from './vocabulary.ts';

const DAY = 86_400_000;

/** Whoever is told for a voter: the owners, each by their household. */
const told = ({ voter, mayVote }: Pick<Voter, 'voter' | 'mayVote'>): readonly Recipient[] =>
  mayVote ? voter.split('+').map(one) : [];

/** Tenants of public housing who say no to the version that is voted on: the owner's yes doesn't settle that. */
export const tenantsAgainst = ({ tenants, vote }: Pick<Facts, 'tenants' | 'vote'>): readonly string[] =>
  tenants.filter(({ version, agrees }) => version === vote?.version && !agrees).map(({ door }) => door);

/** Whether the vote is over and the leader is to say whether it counts. */
export const awaitsLeader = (facts: Facts): boolean =>
  facts.vote?.ending === 'carried' && facts.ballot !== null && isClosed(facts.ballot);

const mayOpen = ({ current: { facts } }: GuardContext): Refusal | undefined => {
  if (!isPlanPublic(facts))
    return refuse('notPublic', 'The plan is to be public first, with no objection upheld.', '方案须先公示且无成立异议。');
  if (openOpinions(facts).length > 0)
    return refuse(
      'opinionsOpen',
      `${openOpinions(facts).length} opinions aren’t answered. Answer each of them first.`,
      `还有${openOpinions(facts).length}条意见未答复，请先逐条答复。`,
    );
  if (!hasMet(facts))
    return refuse(
      'notMet',
      'The residents are to meet about this version first. Note their meeting.',
      '请先就本版方案召开居民议事会并登记。',
    );
  return facts.vote !== null && facts.vote.version === planOf(facts)?.version
    ? refuse('votedAlready', 'This version was voted on. Make another one first.', '本版方案已表决，请先编制新版。')
    : undefined;
};

const inVote = ({
  facts: { ballot, vote },
}: Renovation): { readonly ballot: NonNullable<Facts['ballot']>; readonly vote: NonNullable<Facts['vote']> } | Refusal =>
  ballot && vote ? { ballot, vote } : refuse('closed', 'No vote is open.', '目前没有进行中的表决。');

const notYet = ({ from }: NonNullable<Facts['vote']>, now: number): Refusal | undefined =>
  now < from
    ? refuse('notOpenYet', `Votes count from ${moment(from)} on. Vote then.`, `表决自${moment(from)}起，请届时投票。`)
    : undefined;

/** What follows from a count that carries. */
const carried = (current: Renovation, facts: Partial<Facts>): Done => {
  const after = { ...current.facts, ...facts };
  const against = tenantsAgainst(after);
  if (against.length > 0)
    return { facts, notify: [notify(LEADER, 'tenantsAgainst', { doors: against.join('、') }), notify(ALL, 'result')] };
  return agreed(current, facts);
};

const agreed = ({ facts: before }: Renovation, facts: Partial<Facts>): Done => {
  const wanted = signaturesWanted({ ...before, ...facts });
  return {
    state: 'agreed',
    facts: { ...facts, signingOver: false },
    notify: [
      notify(ALL, 'result'),
      notify(LEAD, 'agreed'),
      ...wanted.flatMap((door) => {
        const home = homeAt(before, door);
        const who = home?.tenure === 'publicHousing' && home.user ? [home.user] : (home?.owners ?? []);
        return who.map(({ household }) => notify(one(household), 'toSign', { door }));
      }),
    ],
  };
};

/** What follows from a count that doesn't: another version, or the next unit's turn where no round is left. */
const back = (current: Renovation, facts: Partial<Facts>, now: number, limits: Limits): Done => {
  if (current.facts.rounds >= limits.roundsMax) {
    const shelved = shelving(current, now);
    return { ...shelved, facts: { ...facts, ...shelved.facts }, notify: [notify(ALL, 'result'), notify(LEAD, 'roundsOver')] };
  }
  return { state: 'negotiating', facts, notify: [notify(ALL, 'result'), notify(LEAD, 'anotherVersion')] };
};

export const voting: RulesOf<'openVote' | 'vote' | 'enterPaper' | 'authorise' | 'revoke' | 'hearTenant' | 'closeVote' | 'agree'> =
  {
    openVote: {
      title: { en: 'Open the vote', zh: '组织表决' },
      description: {
        en: 'The register of owners is frozen; it begins fifteen days after the plan was published at the earliest.',
        zh: '冻结业主名册；最早自方案公示满十五日起表决。',
      },
      event: 'VoteOpened',
      by: ['renovationLead'],
      from: ['negotiating'],
      to: ['voting', 'agreed'],
      guard: mayOpen,
      decide: ({ current, input: { area, household, floor, by }, reference, limits }) => {
        const { facts } = current;
        const plan = planOf(facts);
        if (!plan) return {};
        const { today, earliest, from, to, opensAt, closesAt, register, registerHash, matters, hearOnly } = reference;
        const key = {
          by,
          ...(by === 'mixed' ? { area: area ?? 0, household: household ?? 0, floor: floor ?? 0 } : {}),
        };
        if (by === 'mixed' && (area ?? 0) + (household ?? 0) + (floor ?? 0) !== 1000)
          return refuse('mixedKey', 'The parts of a mixed key sum to 1,000.', '混合分摊的各项比例之和须为1000‰。');
        const vote = { version: plan.version, from: opensAt, to: closesAt, key, ending: null };
        if (hearOnly) {
          if (plan.works.some(({ where }) => where !== 'public'))
            return refuse(
              'needsVote',
              'Works on what is common or inside homes need a vote. Choose matters that are voted on.',
              '共有或户内工程须经表决，请选择须表决的事项。',
            );
          return agreed(current, { vote: { ...vote, ending: 'carried' }, ballot: null, result: null });
        }
        const first = [earliest, today].toSorted().at(-1) as string;
        if (from < first)
          return refuse(
            'tooSoon',
            `The owners have ${limits.voteNoticeDays} days from the notice on. Begin on ${first} or later.`,
            `自公示起须满${limits.voteNoticeDays}日，最早于${first}开始。`,
          );
        const days = Math.round((closesAt - opensAt) / DAY);
        if (days < limits.voteMinDays || days > limits.voteMaxDays)
          return refuse(
            'voteLength',
            `A vote lasts ${limits.voteMinDays} to ${limits.voteMaxDays} days; ${from} to ${to} are ${days}. Choose another end.`,
            `表决期为${limits.voteMinDays}至${limits.voteMaxDays}天，${from}至${to}为${days}天，请另选截止日。`,
          );
        if (isRefusal(register)) return register;
        return {
          state: 'voting',
          facts: { vote, register, ballot: openBallot(register, registerHash, matters), result: null },
          notify: [notify(ALL, 'voteOpens', { from: moment(opensAt), to: moment(closesAt) })],
        };
      },
    },
    vote: {
      title: { en: 'Vote', zh: '表决' },
      description: { en: 'May be changed until the close; the last vote counts.', zh: '截止前可更改，以最后一次为准。' },
      event: 'Voted',
      by: ['householder', 'resident'],
      anywhere: true,
      evenOwn: true,
      secret: true,
      from: ['voting'],
      decide: ({ current, actor, now, input: { door, choices } }) => {
        const open = inVote(current);
        if (isRefusal(open)) return open;
        const { ballot, vote } = open;
        const wrong = notYet(vote, now) ?? choicesProblem(ballot, choices);
        if (wrong) return wrong;
        const who = whoVotes(
          { register: current.facts.register, ballot, caseId: current.id },
          speakerOf(actor, 'microRenovation'),
          door,
        );
        if (isRefusal(who)) return who;
        const { voter, way } = who;
        return {
          facts: { ballot: cast(ballot, { voter: voter.voter, way, by: actor.id, at: now, choices }) },
          notify: [
            ...told(voter).map((to) => notify(to, 'voteNoted', { doors: voter.parts.join('、') })),
            ...(way === 'proxy' ? [notify({ person: actor.id }, 'voteNoted', { doors: voter.parts.join('、') })] : []),
          ],
        };
      },
    },
    enterPaper: {
      title: { en: 'Enter a paper vote', zh: '录入纸质选票' },
      description: { en: 'It counts once a second clerk has entered the same.', zh: '须由第二人录入一致后计票。' },
      event: 'PaperEntered',
      by: ['surveyor', 'renovationLead'],
      secret: true,
      from: ['voting'],
      decide: ({ current, actor, now, input: { door, choices, photos } }) => {
        const open = inVote(current);
        if (isRefusal(open)) return open;
        const wrong = notYet(open.vote, now) ?? choicesProblem(open.ballot, choices);
        if (wrong) return wrong;
        const entered = enterPaper(
          { register: current.facts.register, ballot: open.ballot },
          { part: door, by: actor.id, at: now, choices },
          (clerk) => isGone(current, clerk),
        );
        if (isRefusal(entered)) return entered;
        const { ballot, voter, counts } = entered;
        return {
          facts: { ballot },
          effects: [attach(photos)],
          notify: counts
            ? told(voter).map((to) => notify(to, 'voteNoted', { doors: voter.parts.join('、') }))
            : [notify(LEAD, 'secondClerk', { door })],
        };
      },
    },
    authorise: {
      title: { en: 'Authorise somebody', zh: '委托表决' },
      description: { en: 'In writing, for this vote alone.', zh: '书面委托，仅限本次表决。' },
      event: 'Authorised',
      by: ['householder', 'renovationLead'],
      secret: true,
      from: ['voting'],
      decide: ({ current, actor, now, input: { door, proxy, photos }, reference: { barred, name }, limits }) => {
        const open = inVote(current);
        if (isRefusal(open)) return open;
        const voter = mine(current, actor, door);
        if (isRefusal(voter)) return voter;
        const ballot = authorise(open.ballot, {
          ...{ voter, proxy, at: now, most: limits.proxiesPerPerson, barred: barred ? [proxy] : [] },
        });
        if (isRefusal(ballot)) return ballot;
        return {
          facts: { ballot },
          effects: [attach(photos), addParties({ role: 'proxy', person: proxy, name })],
          notify: [
            notify({ person: proxy }, 'authorised', { door }),
            ...told(voter).map((to) => notify(to, 'proxyNoted', { door })),
          ],
        };
      },
    },
    revoke: {
      title: { en: 'Revoke a proxy', zh: '撤销委托' },
      description: { en: 'What they voted stands until the owner votes.', zh: '受托人已投的票在本人投票前有效。' },
      event: 'ProxyRevoked',
      by: ['householder', 'renovationLead'],
      secret: true,
      from: ['voting'],
      decide: ({ current, actor, now, input: { door } }) => {
        const open = inVote(current);
        if (isRefusal(open)) return open;
        const voter = mine(current, actor, door);
        if (isRefusal(voter)) return voter;
        const ballot = revoke(open.ballot, voter.voter, now);
        return isRefusal(ballot)
          ? ballot
          : { facts: { ballot }, notify: told(voter).map((to) => notify(to, 'proxyNoted', { door })) };
      },
    },
    hearTenant: {
      title: { en: 'Hear a tenant', zh: '听取公房承租人意见' },
      description: {
        en: 'The housing office votes as owner; the tenant is heard, and a no goes to the leader.',
        zh: '公房由管理单位表决，承租人意见一并听取，不同意的报分管领导。',
      },
      event: 'TenantHeard',
      by: ['householder', 'surveyor', 'renovationLead'],
      from: ['negotiating', 'voting'],
      decide: ({ current: { facts, state }, actor, now, input: { door, agrees, words } }) => {
        const home = homeAt(facts, door);
        if (!home) return noSuchDoor(door);
        if (home.user === null)
          return refuse(
            'noTenant',
            `Nobody rents ${door} from the house office. Its owner votes.`,
            `${door}没有公房承租人，由所有人表决。`,
          );
        const office = holdsRole(actor, ['surveyor', 'renovationLead']);
        if (!office && !livesThere(actor, home))
          return refuse('notTenant', `You don’t live at ${door}. Its tenant says this.`, `您不是${door}的承租人。`);
        const version = (state === 'voting' ? facts.vote?.version : planOf(facts)?.version) ?? 0;
        return {
          facts: {
            tenants: [
              ...facts.tenants.filter((said) => said.door !== door || said.version !== version),
              { door, version, agrees, words: words ?? null, by: actor.id, at: now },
            ],
          },
        };
      },
    },
    closeVote: {
      title: { en: 'Close the vote', zh: '表决截止' },
      description: {
        en: 'By the clock: extended once where too few took part, then counted.',
        zh: '到期自动截止；参与不足的延长一次，再行计票。',
      },
      event: 'VoteClosed',
      by: ['clock:vote'],
      from: ['voting'],
      to: ['agreed', 'negotiating', 'shelved'],
      decide: ({ current, now, reference: { extendedTo }, limits }) => {
        const open = inVote(current);
        if (isRefusal(open)) return open;
        if (isClosed(open.ballot)) return {};
        const register = current.facts.register;
        const result: BallotResult = countBallot(register, open.ballot);
        const ending = endingOf(result, limits.extensions);
        if (ending === 'extend')
          return {
            facts: { ballot: extended(open.ballot), vote: { ...open.vote, to: extendedTo } },
            clocks: { start: { vote: { until: extendedTo } } },
            notify: [notify(ALL, 'gateMissed', { to: moment(extendedTo) })],
          };
        const facts: Partial<Facts> = {
          ballot: closeBallot(open.ballot, now),
          result,
          countedAt: now,
          vote: { ...open.vote, to: now, ending },
        };
        return ending === 'carried' ? carried(current, facts) : back(current, facts, now, limits);
      },
    },
    agree: {
      title: { en: 'Decide on the tenants’ no', zh: '裁定承租人异议' },
      description: {
        en: 'The vote has carried, and a tenant of public housing said no.',
        zh: '表决通过但有公房承租人不同意时，由分管领导决定。',
      },
      event: 'TenantsDecided',
      by: ['leader'],
      from: ['voting'],
      to: ['agreed', 'negotiating', 'shelved'],
      guard: ({ current: { facts } }) =>
        awaitsLeader(facts)
          ? undefined
          : refuse(
              'nothingToDecide',
              'Nothing waits for you here: the vote isn’t over, or no tenant said no.',
              '表决尚未截止或无承租人异议，无须裁定。',
            ),
      decide: ({ current, now, input: { agrees, reason }, limits }) => ({
        ...(agrees ? agreed(current, {}) : back(current, {}, now, limits)),
        reason,
      }),
    },
  };

/** The voter of a home for whom somebody acts; the lead enters what is on paper. */
const mine = ({ facts }: Renovation, actor: Actor, door: string): Voter | Refusal => {
  const voter = voterOfPart(facts.register, door);
  if (!voter) return noSuchDoor(door);
  return speaksAs(speakerOf(actor, 'microRenovation'), voter.speakers) || holdsRole(actor, ['renovationLead'])
    ? voter
    : refuse('notOwner', `You don’t vote for ${door}. Its owner authorises somebody.`, `您无权处理${door}的委托，须由业主办理。`);
};

/** Whoever stood in and has left stands in no more; the owners hear of it. */
export const proxiesGone = ({ facts }: Renovation, { left }: Pick<Gone, 'left'>, now: number): Done => {
  const after = facts.ballot ? withoutGoneProxies(facts.ballot, left, now) : undefined;
  if (!after) return {};
  const voters = facts.register.filter(({ voter }) => after.voters.includes(voter));
  return {
    facts: { ballot: after.ballot },
    notify: voters.flatMap((voter) => told(voter).map((to) => notify(to, 'proxyNoted', { door: voter.parts.join('、') }))),
  };
};
