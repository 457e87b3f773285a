/** From the plan to a published course: a lecturer of the pool takes it, or it passes to the next. */
import { addParties } from '../effects/index.ts';
import { reservedTo } from '../kernel/parts.ts';
import { holdsRole, type Notice, type Process, refuse } from '../kernel/process.ts';
import { enrolments, notify, onlyLecturer } from './course.ts';
import type { Facts, Person } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Clock, CourseOutcome, GuardContext, Reference, Role, RulesOf, State } from './vocabulary.ts';

type Chair = Pick<Facts, 'asked' | 'lecturer' | 'declined'>;

/** The first of the pool who hasn't declined; the academy names somebody where nobody is left. */
const nextOf = (pool: readonly Person[], declined: readonly string[]): Chair => ({
  asked: pool.find(({ id }) => !declined.includes(id)) ?? null,
  lecturer: null,
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

const onlyAsked = (context: GuardContext) => {
  const { asked } = context.current.facts;
  const refusal = () =>
    refuse('askedOnly', 'This is for the lecturer who is asked to teach the course.', '此项由受邀授课的讲师办理。');
  return asked ? reservedTo(context, [asked.id], refusal) : refusal();
};

export const planningStart: Process<Inputs, Facts, Reference, State, Clock, Role>['start'] = {
  title: { en: 'Plan a course', zh: '开设培训班' },
  description: {
    en: 'Topic, format and target groups come from the tenant’s tables; a lecturer of the pool is asked to teach.',
    zh: '主题、形式、对象取自本单位参数表，系统依次邀请讲师库讲师授课。',
  },
  event: 'Planned',
  by: ['academyAdmin'],
  to: ['offered'],
  decide: ({ actor, input, reference }) => {
    const { topic, format, groups, site, sessions, pool } = reference;
    const overlap = sessions.find(({ from }, index) => index > 0 && from < (sessions[index - 1]?.until ?? 0));
    if (overlap)
      return refuse(
        'sessionsOverlap',
        `Session ${overlap.n} begins before the one before it has ended; put the sessions in order.`,
        `第${overlap.n}次课早于上一次课结束时间，请按先后顺序填写。`,
      );
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
      text: input.text ?? null,
      site,
      places: input.places,
      sessions,
      turns: 0,
      rating: { count: 0, sum: 0 },
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
    from: ['offered'],
    to: ['ready'],
    guard: onlyAsked,
    decide: ({ actor }) => ({
      state: 'ready',
      facts: { asked: null, lecturer: { id: actor.id, name: actor.name } },
      notify: [notify({ role: 'academyAdmin' }, 'courseTaken', { name: actor.name })],
      effects: [addParties({ role: 'lecturer', person: actor.id })],
    }),
  },
  declineCourse: {
    title: { en: 'Decline the course', zh: '谢绝授课' },
    description: { en: 'The next of the pool is asked.', zh: '由讲师库下一位讲师接续。' },
    event: 'LecturerDeclined',
    by: ['lecturer'],
    from: ['offered'],
    guard: onlyAsked,
    decide: ({ current: { facts }, input: { reason }, reference: { pool } }) => ({
      ...passesTo(nextOf(pool, passedOver(facts))),
      reason,
    }),
  },
  passOn: {
    title: { en: 'Pass on to the next lecturer', zh: '转下一位讲师' },
    event: 'PassedOn',
    by: ['clock:answer'],
    from: ['offered'],
    decide: ({ current: { facts }, reference: { pool } }) => passesTo(nextOf(pool, passedOver(facts))),
  },
  askLecturer: {
    title: { en: 'Ask a lecturer', zh: '邀请讲师' },
    event: 'LecturerAsked',
    by: ['academyAdmin'],
    from: ['offered'],
    decide: ({ current: { facts }, reference: { lecturer } }) =>
      holdsRole(lecturer, ['lecturer'])
        ? passesTo({ asked: { id: lecturer.id, name: lecturer.name }, lecturer: null, declined: facts.declined })
        : refuse(
            'notALecturer',
            `${lecturer.name} isn’t in the pool of lecturers; choose one who is, or have the role entered.`,
            `${lecturer.name}不在讲师库中，请另选讲师或先登记角色。`,
          ),
  },
  publish: {
    title: { en: 'Publish', zh: '发布' },
    description: { en: 'From then on people enrol.', zh: '发布后开放报名。' },
    event: 'Published',
    by: ['lecturer', 'academyAdmin'],
    from: ['ready'],
    to: ['open'],
    guard: onlyLecturer,
    decide: () => ({ state: 'open' }),
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
        ...enrolments(facts).flatMap(({ id, state }) =>
          state === 'left' ? [] : [notify({ person: id }, 'cancelled', { reason })],
        ),
        ...[facts.lecturer, facts.asked].flatMap((one) =>
          one && one.id !== actor.id ? [notify({ person: one.id }, 'cancelled', { reason })] : [],
        ),
      ],
    }),
  },
};
