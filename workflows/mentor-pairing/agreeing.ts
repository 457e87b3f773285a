/** From the proposal to the signed agreement: the mentor accepts, the mentee accepts, both agree on goals. */
import { isAcademy } from '../academy/administration.ts';
import { addParties, hold } from '../effects/index.ts';
import { both, enumerated } from '../kernel/parts.ts';
import { holdsRole, type Process, refuse } from '../kernel/process.ts';
import { otherVersion } from '../kernel/signing.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits } from './limits.ts';
import {
  freePlaces,
  menteePlace,
  mentorPlace,
  notify,
  notifyBoth,
  onlyMentee,
  onlyMentor,
  onlyPair,
  otherOf,
  unfit,
} from './pair.ts';
import type { Clock, Reference, Role, RulesOf, State } from './vocabulary.ts';

const BEFORE = ['proposed', 'mentorAccepted', 'agreeing'] as const;

export const proposing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'] = {
  title: { en: 'Propose a pairing', zh: '提议结对' },
  description: {
    en: 'The academy proposes two people; a mentor or a trainee proposes themselves with somebody.',
    zh: '由学院提议双方；导师、学员可提议本人与他人结对。',
  },
  event: 'Proposed',
  by: ['academyAdmin', 'mentor', 'trainee'],
  to: ['proposed'],
  decide: ({ actor, input, reference, limits }) => {
    const { mentor, mentee } = reference;
    const wrong = unfit(reference, mentee, limits);
    if (wrong) return wrong;
    if (!holdsRole(mentee, ['trainee']))
      return refuse(
        'notATrainee',
        `${mentee.name} isn’t a trainee of the academy; choose one who is, or have the role entered.`,
        `${mentee.name}不是学员，请另选学员或先登记角色。`,
      );
    if (!holdsRole(actor, ['academyAdmin']) && actor.id !== mentor.id && actor.id !== mentee.id)
      return refuse(
        'othersPairing',
        'You may propose yourself with somebody; two others are proposed by the academy.',
        '您只能提议本人与他人结对，他人之间的结对由学院提议。',
      );
    const facts: Facts = {
      mentor: { id: mentor.id, name: mentor.name },
      mentee: { id: mentee.id, name: mentee.name },
      purpose: input.purpose,
      formerMentors: [],
      goals: null,
      since: null,
      agreedAt: null,
      until: null,
      sessions: { logged: 0, confirmed: 0, minutes: 0, days: [], waiting: [], lapsed: [] },
      midTerm: null,
      final: null,
      disagreement: null,
      successor: null,
      ending: null,
    };
    return {
      state: 'proposed',
      title: `${mentor.name} → ${mentee.name}`,
      facts,
      ...(mentee.unit === undefined ? {} : { unit: mentee.unit }),
      notify: [notify({ person: mentor.id }, 'proposedToMentor', { mentee: mentee.name, purpose: input.purpose })],
      effects: [addParties({ role: 'mentor', person: mentor.id }, { role: 'mentee', person: mentee.id })],
    };
  },
};

export const agreeing: RulesOf<
  'acceptAsMentor' | 'acceptAsMentee' | 'decline' | 'withdraw' | 'lapseProposal' | 'setGoals' | 'sign'
> = {
  acceptAsMentor: {
    title: { en: 'Accept as the mentor', zh: '导师接受' },
    description: {
      en: 'Takes one of your places as a mentor until the pairing ends.',
      zh: '占用您的一个带教名额，至结对结束为止。',
    },
    event: 'MentorAccepted',
    by: ['mentor'],
    from: ['proposed'],
    to: ['mentorAccepted'],
    guard: onlyMentor,
    decide: ({ current: { facts }, limits }) => ({
      state: 'mentorAccepted',
      // Each answer has the whole time.
      clocks: { start: { acceptance: 'default' } },
      notify: [notify({ person: facts.mentee.id }, 'proposedToMentee', { mentor: facts.mentor.name, purpose: facts.purpose })],
      effects: [hold(mentorPlace(facts.mentor, limits))],
    }),
  },
  acceptAsMentee: {
    title: { en: 'Accept as the mentee', zh: '学员接受' },
    event: 'MenteeAccepted',
    by: ['trainee'],
    from: ['mentorAccepted'],
    to: ['agreeing'],
    guard: onlyMentee,
    decide: ({ current: { facts }, limits }) => ({
      state: 'agreeing',
      clocks: { start: { acceptance: 'default' } },
      notify: [notify({ person: facts.mentor.id }, 'menteeAccepted', { mentee: facts.mentee.name })],
      effects: [hold(menteePlace(facts.mentee, limits))],
    }),
  },
  decline: {
    title: { en: 'Decline', zh: '谢绝' },
    event: 'Declined',
    by: ['mentor', 'trainee'],
    from: BEFORE,
    to: ['declined'],
    guard: onlyPair,
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'declined',
      reason,
      facts: { ending: { reason, by: actor.id } },
      notify: [
        notify({ person: otherOf(facts, actor.id).id }, 'declined', { name: actor.name, reason }),
        notify({ role: 'academyAdmin' }, 'declined', { name: actor.name, reason }),
      ],
      effects: [freePlaces(facts)],
    }),
  },
  withdraw: {
    title: { en: 'Take the proposal back', zh: '撤回提议' },
    event: 'Withdrawn',
    by: ['academyAdmin', 'mentor', 'trainee'],
    from: BEFORE,
    to: ['withdrawn'],
    guard: (context) =>
      context.current.openedBy === context.actor.id || isAcademy(context)
        ? undefined
        : refuse(
            'othersProposal',
            'The one who proposed the pairing takes it back; you can decline it.',
            '仅提议人可撤回，您可以谢绝。',
          ),
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'withdrawn',
      reason,
      facts: { ending: { reason, by: actor.id } },
      notify: notifyBoth(facts, 'withdrawn', { reason }),
      effects: [freePlaces(facts)],
    }),
  },
  lapseProposal: {
    title: { en: 'Lapse without an answer', zh: '逾期失效' },
    event: 'ProposalLapsed',
    by: ['clock:acceptance'],
    from: BEFORE,
    to: ['lapsed'],
    decide: ({ current: { facts } }) => ({
      state: 'lapsed',
      notify: notifyBoth(facts, 'proposalLapsed'),
      effects: [freePlaces(facts)],
    }),
  },
  setGoals: {
    title: { en: 'Write the goals down', zh: '拟定目标' },
    description: {
      en: 'Either of the two writes the goals of the year down, or other ones in their place; the other one signs.',
      zh: '任一方拟定或重拟本年度目标，由另一方签署。',
    },
    event: 'GoalsSet',
    by: ['mentor', 'trainee'],
    from: ['agreeing'],
    guard: onlyPair,
    decide: ({ current: { facts }, actor, input }) => {
      const goals = { list: input.goals, by: actor.id, version: (facts.goals?.version ?? 0) + 1 };
      return {
        facts: { goals },
        clocks: { start: { acceptance: 'default' } },
        notify: [
          notify({ person: otherOf(facts, actor.id).id }, 'toSign', {
            name: actor.name,
            version: goals.version,
            ...both('goals', enumerated(input.goals, { en: '; ', zh: '；' })),
          }),
        ],
      };
    },
  },
  sign: {
    title: { en: 'Sign the agreement', zh: '签署协议' },
    description: {
      en: 'Names the version that was read; the year begins with it.',
      zh: '须注明所阅读的版本，自签署之日起结对一年。',
    },
    event: 'Signed',
    by: ['mentor', 'trainee'],
    from: ['agreeing'],
    to: ['active'],
    guard: (context) => {
      const { goals } = context.current.facts;
      if (!goals) return refuse('noGoals', 'There are no goals to sign yet; write them down first.', '尚未拟定目标，请先拟定。');
      if (goals.by === context.actor.id)
        return refuse('ownGoals', 'You wrote these goals; the other one signs them.', '目标由您拟定，须由另一方签署。');
      return onlyPair(context);
    },
    decide: ({ current: { facts }, now, input, reference: { today } }) =>
      otherVersion({ en: 'goals', zh: '目标' }, { read: input.version, now: facts.goals?.version ?? 0 }) ?? {
        state: 'active',
        facts: { since: today, agreedAt: now },
        notify: notifyBoth(facts, 'begun'),
      },
  },
};
