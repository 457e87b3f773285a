/** How a visit is given to somebody else, and how it ends without having been made. */
import { renameParty } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { type SubjectChange, subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import { handsOver, isOver, sentOn } from './holding.ts';
import { FIRM, notify, notifyFirm, notifyJoint, officerOf, officerParty } from './telling.ts';
import type { RulesOf, Visit, VisitOutcome } from './vocabulary.ts';

const OPEN = ['planned', 'arranged', 'underWay', 'recorded'] as const;

/** Those who know of a time that nothing comes of. */
const cancelled = (current: Visit, reason: string) => {
  const { facts } = current;
  const told = { firm: facts.firm.name, reason };
  return [
    notify(officerOf(current, facts), 'cancelled', told),
    ...notifyJoint(facts, 'cancelled', told),
    ...(facts.arranged === null && facts.round !== null ? [] : FIRM.map((to) => notify(to, 'cancelled', told))),
  ];
};

const ends = (current: Visit, by: string, reason: string): VisitOutcome => ({
  state: 'cancelled',
  reason,
  facts: { ending: { by, reason } },
  effects: [...isOver(current.facts, current.facts.checkedIn !== null), ...sentOn(current.facts)],
  notify: cancelled(current, reason),
});

const same = (facts: Facts, to: string): Refusal | undefined =>
  facts.officer?.id === to
    ? refuse('hasItAlready', 'They have the visit already. Name somebody else.', '该人员已承办本次走访，请另选他人。')
    : undefined;

export const ending: RulesOf<'reassign' | 'cancel' | 'endWithRound' | 'miss' | 'comment'> = {
  reassign: {
    title: { en: 'Give to somebody else', zh: '改派' },
    event: 'Reassigned',
    by: ['serviceLeader'],
    from: OPEN,
    decide: ({ current, input: { to, reason }, reference: { officer }, limits }) => {
      const { facts, state } = current;
      const wrong = same(facts, to);
      if (wrong) return wrong;
      const { id, name, unit } = officer;
      const day = state === 'arranged' ? facts.arranged : null;
      const firm = facts.firm.name;
      return {
        reason,
        facts: { officer: { id, name } },
        ...(unit === null ? {} : { unit }),
        effects: [
          ...officerParty(facts.officer, officer),
          ...(day === null
            ? []
            : handsOver(
                facts.officer?.id ?? null,
                officer,
                { from: day.dayStart, until: day.dayEnd },
                limits,
                facts.round === null,
              )),
        ],
        notify: [
          notify({ person: id }, 'assigned', { firm, reason }),
          ...(facts.officer === null ? [] : [notify({ person: facts.officer.id }, 'takenAway', { firm, name, reason })]),
          ...(day === null ? [] : notifyFirm(undefined, 'otherOfficer', { name, at: moment(day.at) })),
        ],
      };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消走访' },
    event: 'Cancelled',
    by: ['serviceLeader'],
    from: OPEN,
    to: ['cancelled'],
    decide: ({ current, actor, input: { reason } }) => ends(current, actor.id, reason),
  },
  endWithRound: {
    title: { en: 'End with the round', zh: '随轮次结束' },
    event: 'EndedWithRound',
    by: ['case'],
    from: ['planned', 'arranged'],
    to: ['cancelled'],
    decide: ({ current, actor, input: { reason } }) => ends(current, actor.id, reason),
  },
  miss: {
    title: { en: 'Missed', zh: '逾期未走访' },
    event: 'Missed',
    by: ['clock:hold'],
    from: ['planned', 'arranged'],
    to: ['missed'],
    decide: ({ current, actor }) => {
      const { facts } = current;
      const told = { firm: facts.firm.name };
      return {
        state: 'missed',
        facts: { ending: { by: actor.id, reason: null } },
        effects: [...isOver(facts, false), ...sentOn(facts)],
        notify: [
          notify(officerOf(current, facts), 'missed', told),
          ...notifyJoint(facts, 'missed', told),
          ...(facts.arranged === null ? [] : notifyFirm(undefined, 'missed', told)),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: ['officer', 'serviceLeader', 'firmAgent', 'follower', 'hotlineAgent'],
    from: ['planned', 'arranged', 'underWay', 'recorded', 'confirmed', 'declined', 'missed', 'cancelled'],
    decide: () => ({}),
  },
};

/** A firm that has ended isn't visited; one with another name is the same firm. */
export const whenSubject = (current: Visit, { subject, name, state }: SubjectChange): VisitOutcome => {
  const { facts } = current;
  if (subject !== subjectId('firm', facts.firm.code)) return {};
  return state === undefined
    ? { title: name, facts: { firm: { ...facts.firm, name } }, effects: [renameParty({ role: 'firm', person: subject }, name)] }
    : {
        state: 'cancelled',
        facts: { ending: { by: subject, reason: null } },
        effects: isOver(facts, facts.checkedIn !== null),
        notify: [
          notify(officerOf(current, facts), 'firmEnded', { firm: name }),
          ...notifyJoint(facts, 'firmEnded', { firm: name }),
        ],
      };
};
