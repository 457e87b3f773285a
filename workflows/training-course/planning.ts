/** From the plan to a published course: a lecturer of the pool takes it, or it passes to the next; and so again where the lecturer can't. */
import { addParties, book, endParties, unbook } from '../effects/index.ts';
import { nextOffer } from '../kernel/offers.ts';
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Notice, type Process, refuse } from '../kernel/process.ts';
import { enrolmentOf, notify, onlyLecturer, overlapOf, reminding } from './course.ts';
import type { Facts, Person } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { limits as rules } from './limits.ts';
import { concerned, movedUp } from './places.ts';
import type { Clock, CourseOutcome, GuardContext, Reference, Role, RulesOf, State } from './vocabulary.ts';

type Chair = Pick<Facts, 'asked' | 'lecturer' | 'declined'>;

/** The first of the pool who hasn't declined and doesn't teach it; the academy names somebody where nobody is left. */
const nextOf = (pool: readonly Person[], declined: readonly string[], lecturer: Person | null = null): Chair => ({
  asked:
    nextOffer({ candidates: pool, tried: [...declined, ...(lecturer ? [lecturer.id] : [])].map((person) => ({ person })) }) ??
    null,
  lecturer,
  declined,
});

/** Those who were asked and don't teach the course. */
const passedOver = ({ asked, declined }: Facts): readonly string[] => (asked ? [...declined, asked.id] : declined);

const asks = ({ asked }: Chair): Notice =>
  asked ? notify({ person: asked.id }, 'askedToTeach') : notify({ role: 'academyAdmin' }, 'nobodyTeaches');

/** Somebody else is asked, with the whole time to answer. */
const passesTo = (chair: Chair): CourseOutcome => ({
  facts: chair,
  ...(chair.asked ? { clocks: { start: { answer: 'default' } } } : {}),
  notify: [asks(chair)],
});

/** Whether the lecturer gives back a course that they have taken. */
const givesBack = ({ current, actor }: Pick<GuardContext, 'current' | 'actor'>): boolean =>
  current.facts.lecturer?.id === actor.id;

const onlyAsked = (context: GuardContext) => {
  const { asked } = context.current.facts;
  const refusal = () =>
    refuse('askedOnly', 'This is for the lecturer who is asked to teach the course.', '此项由受邀授课的讲师办理。');
  return asked ? reservedTo(context, [asked.id], refusal) : refusal();
};

export const planningStart: Process<Inputs, Facts, Reference, State, Clock, Role, typeof rules>['start'] = {
  title: { en: 'Plan a course', zh: '开设培训班' },
  description: {
    en: 'Topic, format and target groups come from the tenant’s tables; a lecturer of the pool is asked to teach.',
    zh: '主题、形式、对象取自本单位参数表，系统依次邀请讲师库讲师授课。',
  },
  event: 'Planned',
  by: ['academyAdmin'],
  to: ['offered'],
  decide: ({ actor, input, reference }) => {
    const { topic, format, groups, site, sessions, pool, qualifies } = reference;
    const overlap = overlapOf(sessions);
    if (overlap) return overlap;
    if ((format.attendance === 'site') !== (site !== null))
      return site
        ? refuse(
            'noDoorToDoor',
            `A course of the format “${format.en}” doesn’t come to a site; leave the site out or choose another format.`,
            `“${format.zh}”不上门授课，请去掉地点或另选形式。`,
          )
        : refuse('siteMissing', 'Say to which site the course comes.', '送教上门须填写送教地点。');
    const chair = nextOf(pool, []);
    const facts: Facts = {
      ...chair,
      topic,
      format,
      groups,
      ...(qualifies ? { qualifies } : {}),
      text: input.text ?? null,
      site,
      room: input.room ?? null,
      link: input.link ?? null,
      places: input.places,
      taken: 0,
      waiting: 0,
      sessions,
      turns: 0,
      ratings: [],
      reminder: null,
      result: null,
      ending: null,
    };
    return {
      state: 'offered',
      title: input.title,
      facts,
      notify: [asks(chair)],
      ...(actor.unit === undefined ? {} : { unit: actor.unit }),
    };
  },
};

export const planning: RulesOf<'takeCourse' | 'declineCourse' | 'passOn' | 'askLecturer' | 'publish' | 'cancel'> = {
  takeCourse: {
    title: { en: 'Take the course', zh: '接受授课' },
    event: 'LecturerAccepted',
    by: ['lecturer'],
    from: ['offered', 'ready', 'open'],
    to: ['ready'],
    guard: onlyAsked,
    decide: ({ current: { state, facts }, actor, now }) => {
      const before = facts.lecturer;
      const told = state === 'open' ? [...concerned(facts), ...(before ? [before] : [])] : before ? [before] : [];
      // Nobody teaches a course and learns in it: the place goes to who waits.
      const own = enrolmentOf(facts, actor.id);
      const moved =
        own && own.state !== 'left' ? movedUp(facts, { [actor.id]: { ...own, state: 'left' } }, { now, busy: [] }) : undefined;
      return {
        ...(state === 'offered' ? { state: 'ready' as const } : {}),
        facts: { ...moved?.facts, asked: null, lecturer: { id: actor.id, name: actor.name } },
        notify: [
          notify({ role: 'academyAdmin' }, 'courseTaken', { name: actor.name }),
          ...(moved?.notify ?? []),
          ...told
            .filter(({ id }) => id !== actor.id)
            .map(({ id }) => notify({ person: id }, 'lecturerChanged', { name: actor.name })),
        ],
        effects: [
          ...(moved?.effects ?? []),
          ...(before ? [endParties({ role: 'lecturer', person: before.id }), unbook(before.id)] : []),
          addParties({ role: 'lecturer', person: actor.id }),
          book([actor.id], facts.sessions),
        ],
      };
    },
  },
  declineCourse: {
    title: { en: 'Decline the course', zh: '谢绝授课' },
    description: {
      en: 'Also one that you have taken and can’t teach. The next of the pool is asked.',
      zh: '已接受而无法授课的亦可退回，由讲师库下一位讲师接续。',
    },
    event: 'LecturerDeclined',
    by: ['lecturer'],
    from: ['offered', 'ready', 'open'],
    guard: (context) => (givesBack(context) ? undefined : onlyAsked(context)),
    decide: ({ current, actor, input: { reason }, reference: { pool } }) => {
      const { facts } = current;
      if (!givesBack({ current, actor })) return { ...passesTo(nextOf(pool, passedOver(facts), facts.lecturer)), reason };
      const declined = [...facts.declined, actor.id];
      // Who is asked already to take it over stays asked.
      const outcome = facts.asked ? { facts: { lecturer: null, declined } } : passesTo(nextOf(pool, declined));
      return {
        ...outcome,
        reason,
        notify: [notify({ role: 'academyAdmin' }, 'lecturerOut', { name: actor.name, reason }), ...(outcome.notify ?? [])],
        effects: [endParties({ role: 'lecturer', person: actor.id }), unbook(actor.id)],
      };
    },
  },
  passOn: {
    title: { en: 'Pass on to the next lecturer', zh: '转下一位讲师' },
    event: 'PassedOn',
    by: ['clock:answer'],
    from: ['offered', 'ready', 'open'],
    decide: ({ current: { facts }, reference: { pool } }) => passesTo(nextOf(pool, passedOver(facts), facts.lecturer)),
  },
  askLecturer: {
    title: { en: 'Ask a lecturer', zh: '邀请讲师' },
    event: 'LecturerAsked',
    description: {
      en: 'For a course that has a lecturer, to take it over.',
      zh: '已有讲师的课程，可邀请他人接任。',
    },
    by: ['academyAdmin'],
    from: ['offered', 'ready', 'open'],
    decide: ({ current: { facts }, reference: { lecturer } }) => {
      if (!holdsRole(lecturer, ['lecturer']))
        return refuse(
          'notALecturer',
          `${lecturer.name} isn’t in the pool of lecturers; choose one who is, or have the role entered.`,
          `${lecturer.name}不在讲师库中，请另选讲师或先登记角色。`,
        );
      return lecturer.id === facts.lecturer?.id
        ? refuse(
            'teachesAlready',
            `${lecturer.name} teaches it already; ask somebody else.`,
            `${lecturer.name}已是授课讲师，请另选。`,
          )
        : passesTo({
            asked: { id: lecturer.id, name: lecturer.name },
            lecturer: facts.lecturer,
            declined: facts.declined.filter((id) => id !== lecturer.id),
          });
    },
  },
  publish: {
    title: { en: 'Publish', zh: '发布' },
    description: { en: 'From then on people enrol.', zh: '发布后开放报名。' },
    event: 'Published',
    by: ['lecturer', 'academyAdmin'],
    from: ['ready'],
    to: ['open'],
    guard: onlyLecturer,
    decide: ({ current: { facts }, now, limits }) => {
      const { facts: changed, clocks } = reminding(facts, now, limits);
      return { state: 'open', facts: changed, clocks };
    },
  },
  cancel: {
    title: { en: 'Cancel', zh: '取消' },
    event: 'Cancelled',
    by: ['lecturer', 'academyAdmin'],
    from: ['offered', 'ready', 'open'],
    to: ['cancelled'],
    guard: onlyLecturer,
    decide: ({ current: { facts }, actor, input: { reason } }) => ({
      state: 'cancelled',
      facts: { ending: { reason, by: actor.id }, asked: null },
      reason,
      notify: [
        ...concerned(facts).map(({ id }) => notify({ person: id }, 'cancelled', { reason })),
        ...[facts.lecturer, facts.asked].flatMap((one) =>
          one && one.id !== actor.id ? [notify({ person: one.id }, 'cancelled', { reason })] : [],
        ),
      ],
      effects: [unbook()],
    }),
  },
};
