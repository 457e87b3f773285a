/** Places: those who ask first have them, the others wait, and the first of these moves up when somebody leaves. */

import { book } from '../effects/index.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import { enrolmentOf, inState, notify, whenAndWhere } from './course.ts';
import type { Enrolment, Facts } from './facts.ts';
import { movedUp, withPlaces } from './places.ts';
import type { Candidate, Course, GuardContext, RulesOf } from './vocabulary.ts';

/** Everybody for themselves; a leader for the people of their units; the academy for anybody. */
const notTheirs = (current: Course, actor: Actor, person: Actor): Refusal | undefined =>
  person.id === actor.id ||
  holdsRole(actor, ['academyAdmin'], current) ||
  (person.unit !== undefined && holdsRole(actor, ['leader'], { unit: person.unit }))
    ? undefined
    : refuse(
        'othersPlace',
        `${person.name} isn’t of a unit that you lead; they can do it themselves.`,
        `${person.name}不属于您负责的单位，请由本人办理。`,
      );

/** Why somebody can't take part in this course. */
export const notForThem = (facts: Facts, candidate: Candidate): Refusal | undefined => {
  const { person, prepared = true } = candidate;
  if (person.id === facts.lecturer?.id)
    return refuse('lecturersCourse', `${person.name} teaches this course.`, `${person.name}是本课程讲师，无需报名。`);
  if (!holdsRole(person, ['trainee']))
    return refuse(
      'notATrainee',
      `${person.name} isn’t a trainee of the academy; have the role entered first.`,
      `${person.name}不是学员，请先登记角色。`,
    );
  if (!facts.groups.some((group) => belongsTo(group, candidate)))
    return refuse(
      'outsideGroup',
      `The course is for ${facts.groups.map(({ en }) => en).join(', ')}; ${person.name} belongs to none of these. Look for a course for their group.`,
      `本课程面向${facts.groups.map(({ zh }) => zh).join('、')}，${person.name}不在其中，请选择其他课程。`,
    );
  return prepared ? undefined : lowerFirst(facts, person);
};

/** By the kind of their unit, by a role that they hold, or by the unit or company to which they belong. */
const belongsTo = (
  { unitKinds, heldRoles = [], units = [] }: Facts['groups'][number],
  { person, unitKind, units: own = [] }: Candidate,
): boolean =>
  (unitKind !== null && unitKinds.includes(unitKind)) || holdsRole(person, heldRoles) || own.some((unit) => units.includes(unit));

const lowerFirst = ({ topic, format: { en, zh, requires = [] } }: Facts, { name }: Actor): Refusal =>
  refuse(
    'lowerCourseFirst',
    `A course of the format “${en}” follows on “${topic.en}” in the format ${requires.map((one) => `“${one.en}”`).join(' or ')}, which ${name} hasn’t finished. Enrol in one of these first.`,
    `“${zh}”须先完成主题“${topic.zh}”的${requires.map((one) => `“${one.zh}”`).join('或')}，${name}尚未完成，请先报名先修课程。`,
  );

const enrolledAlready = (name: string, { state }: Enrolment): Refusal =>
  refuse(
    'alreadyEnrolled',
    `${name} ${state === 'enrolled' ? 'has a place' : 'waits for a place'} already.`,
    `${name}${state === 'enrolled' ? '已报名' : '已在候补'}，无需重复报名。`,
  );

/** Who acts for themselves alone sees what is left to them before they try. */
const actsForOthers = ({ current, actor }: GuardContext): boolean =>
  holdsRole(actor, ['leader']) || holdsRole(actor, ['academyAdmin'], current);

export const enrolling: RulesOf<'enrol' | 'leave'> = {
  enrol: {
    title: { en: 'Enrol', zh: '报名' },
    description: {
      en: 'Yourself, or somebody of a unit that you lead. Where all places are taken, you wait and move up by yourself.',
      zh: '本人报名，或由单位负责人代报；名额已满时进入候补，有人退出自动递补。',
    },
    event: 'EnrolmentTaken',
    by: ['trainee', 'siteWorker', 'leader', 'academyAdmin'],
    anywhere: true,
    from: ['open'],
    guard: (context) => {
      const own = enrolmentOf(context.current.facts, context.actor.id);
      return own && own.state !== 'left' && !actsForOthers(context) ? enrolledAlready(context.actor.name, own) : undefined;
    },
    // Acts of one case run one after another, so that counting the places is enough, however many enrol at once.
    decide: ({ current, actor, now, reference }) => {
      const { person } = reference;
      const { facts } = current;
      const others = notTheirs(current, actor, person);
      if (others) return others;
      const wrong = notForThem(facts, reference);
      if (wrong) return wrong;
      const before = enrolmentOf(facts, person.id);
      if (before && before.state !== 'left') return enrolledAlready(person.name, before);
      if (now > (facts.sessions[0]?.until ?? 0))
        return refuse(
          'begun',
          'The first session is over; look for the next course on this topic.',
          '第一次课已结束，请报名该主题的下一期课程。',
        );
      const state = inState(facts, 'enrolled').length < facts.places ? 'enrolled' : 'waiting';
      const enrolment: Enrolment = { name: person.name, unit: person.unit ?? null, state, turn: facts.turns + 1, attended: {} };
      return {
        facts: { ...withPlaces(facts, { [person.id]: enrolment }), turns: enrolment.turn },
        notify: [notify({ person: person.id }, state === 'enrolled' ? 'enrolled' : 'waiting', whenAndWhere(facts))],
        effects: state === 'enrolled' ? [book([person.id], facts.sessions)] : [],
      };
    },
  },
  leave: {
    title: { en: 'Give the place back', zh: '退出' },
    description: { en: 'The first of those who wait moves up.', zh: '候补第一位自动递补。' },
    event: 'PlaceGivenBack',
    by: ['trainee', 'siteWorker', 'leader', 'academyAdmin'],
    anywhere: true,
    from: ['open'],
    guard: (context) => {
      const own = enrolmentOf(context.current.facts, context.actor.id);
      return (!own || own.state === 'left') && !actsForOthers(context) ? notEnrolled(context.actor.name) : undefined;
    },
    decide: ({ current, actor, now, reference: { person, busy } }) => {
      const { facts } = current;
      const others = notTheirs(current, actor, person);
      if (others) return others;
      const own = enrolmentOf(facts, person.id);
      if (!own || own.state === 'left') return notEnrolled(person.name);
      if (Object.keys(own.attended).length > 0)
        return refuse(
          'beenThere',
          `${person.name} has taken part already, and keeps the place to the end.`,
          `${person.name}已签到，不能退出。`,
        );
      const moved = movedUp(facts, { [person.id]: { ...own, state: 'left' } }, { now, busy });
      return {
        ...moved,
        notify: [
          ...(person.id === actor.id ? [] : [notify({ person: person.id }, 'takenOut', { name: actor.name })]),
          ...moved.notify,
        ],
      };
    },
  },
};

const notEnrolled = (name: string): Refusal =>
  refuse('notEnrolled', `${name} isn’t enrolled in this course.`, `${name}未报名本课程。`);
