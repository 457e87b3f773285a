/** People on the permit change: members, the guardian, and, once, the work leader. Newcomers are qualified, and briefed before they act. */
import { addParties, type Effect, hold, release } from '../effects/index.ts';
import { unique } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts, Named } from './facts.ts';
import { firstOf, onlyThe, whileValid } from './guards.ts';
import { tooFew } from './issuing.ts';
import { type Part, parts, twiceOnPermit, unqualified, withoutRole } from './qualifications.ts';
import { isAbsence } from './stopping.ts';
import type { Candidate, Permit, PermitOutcome, RulesOf } from './vocabulary.ts';
import { everybody, listed, marked, named, notifyAll, onSite, onSiteHold } from './waiting.ts';

const people = (facts: Facts): readonly { readonly id: string; readonly name: string; readonly part: Part }[] => [
  { ...facts.issuer, part: 'issuer' },
  { ...facts.leader, part: 'leader' },
  { ...facts.permitter, part: 'permitter' },
  { ...facts.guardian, part: 'guardian' },
  ...facts.members.map((member) => ({ ...member, part: 'member' as const })),
];

const roles = { leader: 'workLeader', guardian: 'guardian', member: 'lineWorker' } as const;

/** Why these people can't come onto the permit as it would then be. */
const unfit = (
  current: Permit,
  after: Facts,
  { newcomers, part, days }: { newcomers: readonly Candidate[]; part: keyof typeof roles; days: readonly string[] },
) =>
  twiceOnPermit(people(after)) ??
  withoutRole(newcomers, roles[part], parts[part], current) ??
  unqualified(newcomers, current.facts.job.qualifications, days);

type Moves = { readonly came: readonly Named[]; readonly left: readonly Named[] };

/** While a permit is open, whoever comes onto its site is on no other, and whoever leaves it is free again; who comes back at once stays. */
const holding = ({ facts }: Permit, { came, left }: Moves): readonly Effect[] => {
  if (!facts.permitted) return [];
  const gone = left.filter(({ id }) => !came.some((person) => person.id === id));
  return [hold(...came.map(onSiteHold)), release(...gone.map((person) => onSiteHold(person).resource))];
};

/** The permit with other people on it: newcomers sign where the briefing has been held, and people who left sign no more. */
const changed = (
  current: Permit,
  facts: Partial<Facts>,
  { came, left }: Moves,
): PermitOutcome & Required<Pick<PermitOutcome, 'notify' | 'effects'>> => {
  const briefed = current.facts.briefing !== null;
  const moved = [...came, ...left].map(({ id }) => id);
  return {
    facts: {
      ...facts,
      signatures: current.facts.signatures.filter(({ id }) => !moved.includes(id)),
      ...(current.facts.permitted ? { workers: unique([...current.facts.workers, ...came.map(({ id }) => id)]) } : {}),
    },
    notify: [...notifyAll(came, briefed ? 'toSign' : 'takenOn'), ...notifyAll(left, 'takenOff')],
    effects: holding(current, { came, left }),
  };
};

export const crew: RulesOf<'changeMembers' | 'changeGuardian' | 'changeLeader'> = {
  changeMembers: {
    title: { en: 'Change the crew', zh: '变更工作班成员' },
    description: {
      en: 'New members must be qualified, and sign the briefing before they act. Members who leave hold nobody up.',
      zh: '新增人员须具备资格，签名确认站班会后方可作业；离开人员不影响其他人。',
    },
    event: 'MembersChanged',
    by: ['workLeader'],
    from: ['issued', 'briefing', 'working', 'suspended'],
    guard: firstOf(onlyThe('leader'), whileValid),
    decide: ({ current, input, reference }) => {
      const { facts } = current;
      const strangers = input.remove.filter((id) => !facts.members.some((member) => member.id === id));
      if (strangers.length > 0) {
        return refuse(
          'notAMember',
          `${strangers.join(', ')} is no member of this crew; the members are ${listed(facts.members, ', ')}.`,
          `${strangers.join('、')}不是工作班成员，现有成员：${listed(facts.members, '、')}。`,
        );
      }
      if (input.add.length + input.remove.length === 0) {
        return refuse('nothingChanges', 'Name somebody who joins or who leaves.', '请填写新增或离开的人员。');
      }
      const members = [...facts.members.filter(({ id }) => !input.remove.includes(id)), ...reference.added.map(named)];
      const refusal =
        unfit(current, { ...facts, members }, { newcomers: reference.added, part: 'member', days: reference.days }) ??
        tooFew(members.length, facts.job.minMembers);
      if (refusal) return refusal;
      const came = reference.added.map(named);
      const left = facts.members.filter(({ id }) => input.remove.includes(id));
      const outcome = changed(current, { members }, { came, left });
      return {
        ...outcome,
        reason: input.reason,
        effects: [...outcome.effects, addParties(...came.map(({ id: person }) => ({ role: 'member', person })))],
      };
    },
  },
  changeGuardian: {
    title: { en: 'Replace the guardian', zh: '更换监护人' },
    description: {
      en: 'Somebody else who is qualified; named before the old one leaves, work is not suspended. Nothing is done on the line until they have signed the briefing, and a step that only its doer has confirmed is confirmed again under their eyes.',
      zh: '由另一名有资格人员担任。先行更换的无须办理暂停；新监护人签名确认站班会前不得作业，仅操作人确认的步骤须在其监护下重新确认。',
    },
    event: 'GuardianChanged',
    by: ['workLeader'],
    from: ['issued', 'briefing', 'working', 'suspended'],
    guard: firstOf(onlyThe('leader'), whileValid),
    decide: ({ current, input, reference }) => {
      const { facts } = current;
      if (reference.guardian.id === facts.guardian.id) {
        return refuse('sameGuardian', `${facts.guardian.name} is the guardian already.`, `${facts.guardian.name}已是监护人。`);
      }
      const guardian = named(reference.guardian);
      const refusal = unfit(
        current,
        { ...facts, guardian },
        { newcomers: [reference.guardian], part: 'guardian', days: reference.days },
      );
      if (refusal) return refusal;
      const outcome = changed(
        current,
        {
          guardian,
          guardianAway: false,
          // Who stopped the work lifts that; where they go, the permitter does, and never whoever comes at the leader’s wish.
          stops: facts.stops
            .filter((stop) => !isAbsence(stop))
            .map((stop) => (stop.part === 'guardian' ? { ...stop, part: 'permitter' as const } : stop)),
          // The new guardian didn't watch it: the doer shows it and confirms it again.
          progress: facts.progress.filter((step) => step.guardian !== null),
        },
        { came: [guardian], left: [facts.guardian] },
      );
      return {
        ...outcome,
        reason: input.reason,
        effects: [...outcome.effects, addParties({ role: 'guardian', person: guardian.id })],
        notify: [...outcome.notify, ...notifyAll(facts.members, 'guardianChanged', { guardian: guardian.name })],
      };
    },
  },
  changeLeader: {
    title: { en: 'Change the work leader', zh: '变更工作负责人' },
    description: {
      en: 'By the issuer, once, while work is suspended: the two leaders hand over, and the new one signs the briefing or holds it again, checks again, and resumes. Before work begins, cancel the permit and issue another.',
      zh: '由签发人在作业暂停期间办理，限一次；原、现负责人履行交接手续，新负责人签名确认或重新召开站班会、重新检查后恢复作业。许可前请作废后重新签发。',
    },
    event: 'LeaderChanged',
    by: ['permitIssuer'],
    from: ['suspended'],
    guard: firstOf(onlyThe('issuer'), whileValid, ({ current: { facts } }) =>
      facts.handovers.length > 0
        ? refuse(
            'leaderChangedAlready',
            'The work leader was changed once already; end this work, and issue a new permit.',
            '工作负责人只能变更一次，请终结本票后重新签发。',
          )
        : undefined,
    ),
    decide: ({ current, actor, now, input, reference }) => {
      const { facts } = current;
      const leader = named(reference.leader);
      if (leader.id === facts.leader.id) {
        return refuse('sameLeader', `${leader.name} is the work leader already.`, `${leader.name}已是工作负责人。`);
      }
      const refusal = unfit(
        current,
        { ...facts, leader },
        { newcomers: [reference.leader], part: 'leader', days: reference.days },
      );
      if (refusal) return refusal;
      const handovers = [{ ...marked(actor, now), from: facts.leader, to: leader, handover: input.handover }];
      // What the old leader checked is the new one's to check again.
      const outcome = changed(current, { leader, haltedAt: now, handovers }, { came: [leader], left: [facts.leader] });
      return {
        ...outcome,
        effects: [...outcome.effects, addParties({ role: 'leader', person: leader.id })],
        notify: notifyAll(
          [...onSite({ ...facts, leader }), facts.leader, ...everybody(facts).filter(({ id }) => id === facts.permitter.id)],
          'leaderChanged',
          {
            leader: leader.name,
            handover: input.handover,
          },
        ),
      };
    },
  },
};
