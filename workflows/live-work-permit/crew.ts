/** People on the permit change: members, the guardian, and, once, the work leader. Newcomers are qualified, and briefed before they act. */
import { addParties, hold, release } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { firstOf, onlyThe, whileValid } from './guards.ts';
import { tooFew } from './issuing.ts';
import { type Part, parts, twiceOnPermit, unqualified, withoutRole } from './qualifications.ts';
import type { Candidate, Permit, PermitOutcome, RulesOf } from './vocabulary.ts';
import { everybody, leaderHold, listed, marked, named, notify, notifyAll, onSite } from './waiting.ts';

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

/** The permit with other people on it: newcomers sign where the briefing has been held, and people who left sign no more. */
const changed = (current: Permit, facts: Partial<Facts>, came: readonly string[], left: readonly string[]): PermitOutcome => {
  const briefed = current.facts.briefing !== null;
  const signatures = current.facts.signatures.filter(({ id }) => !left.includes(id) && !came.includes(id));
  return {
    facts: { ...facts, signatures },
    notify: [
      ...came.map((person) => notify({ person }, briefed ? 'toSign' : 'takenOn')),
      ...left.map((person) => notify({ person }, 'takenOff')),
    ],
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
      const came = reference.added.map(({ id }) => id);
      return {
        ...changed(current, { members }, came, input.remove),
        reason: input.reason,
        effects: [addParties(...came.map((person) => ({ role: 'member', person })))],
      };
    },
  },
  changeGuardian: {
    title: { en: 'Replace the guardian', zh: '更换监护人' },
    description: {
      en: 'Somebody else who is qualified; named before the old one leaves, work need not stop. They sign the briefing before they confirm.',
      zh: '由另一名有资格人员担任。先行更换的可不暂停作业；新监护人签名确认站班会后方可履职。',
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
      const outcome = changed(current, { guardian, guardianAway: false }, [guardian.id], [facts.guardian.id]);
      return {
        ...outcome,
        reason: input.reason,
        effects: [addParties({ role: 'guardian', person: guardian.id })],
        notify: [...(outcome.notify ?? []), ...notifyAll(facts.members, 'guardianChanged', { guardian: guardian.name })],
      };
    },
  },
  changeLeader: {
    title: { en: 'Change the work leader', zh: '变更工作负责人' },
    description: {
      en: 'By the issuer, once, while work is suspended: the two leaders hand over, and the new one resumes after checking again. Before work begins, cancel the permit and issue another.',
      zh: '由签发人在作业暂停期间办理，限一次；原、现负责人履行交接手续，新负责人重新检查后恢复作业。许可前请作废后重新签发。',
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
      // What the old leader checked is the new one's to check again.
      const suspension = facts.suspension && { ...facts.suspension, at: now };
      const handovers = [{ ...marked(actor, now), from: facts.leader, to: leader, handover: input.handover }];
      return {
        facts: { leader, suspension, handovers },
        effects: [
          hold(leaderHold(leader)),
          release(leaderHold(facts.leader).resource),
          addParties({ role: 'leader', person: leader.id }),
        ],
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
