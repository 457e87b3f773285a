/** The end of a course: credits for those who were there long enough, and what they thought of it. */
import { creditLines } from '../credits/accrual.ts';
import { book, credit, type Effect, qualify, unbook } from '../effects/index.ts';
import { lastOfMonths } from '../kernel/days.ts';
import { refuse } from '../kernel/process.ts';
import { presence, sessionsOf } from './attending.ts';
import { attendedEnough, enrolmentFacts, enrolmentOf, inState, notify, onlyLecturer } from './course.ts';
import type { Enrolment, Facts } from './facts.ts';
import type { RulesOf } from './vocabulary.ts';

/** Who wasn't there may have been elsewhere; who was there was nowhere else, also when that is entered later. */
const freed = (facts: Facts): readonly Effect[] => {
  const enrolled = inState(facts, 'enrolled');
  const absent = enrolled.filter(({ attended }) => Object.keys(attended).length === 0).map(({ id }) => id);
  return [
    ...(absent.length > 0 ? [unbook(...absent)] : []),
    ...enrolled.flatMap((one) => {
      const sessions = sessionsOf(facts, one);
      return sessions.length === 0 || sessions.length === facts.sessions.length
        ? []
        : [book([one.id], sessions, true), presence(facts, one.id, one)];
    }),
  ];
};

/** The qualification that the course gives, from its last day on. */
const qualified = ({ qualifies, sessions }: Facts, enough: readonly { readonly id: string }[]): readonly Effect[] => {
  const from = sessions.at(-1)?.day;
  if (!qualifies || from === undefined || enough.length === 0) return [];
  const { kind, months } = qualifies;
  const until = months === null ? {} : { until: lastOfMonths(from, months) };
  return [qualify(...enough.map(({ id }) => ({ person: id, kind, from, ...until })))];
};

export const finishing: RulesOf<'finish' | 'evaluate' | 'close'> = {
  finish: {
    title: { en: 'Finish', zh: '结课' },
    description: {
      en: 'Those who attended enough get the credits of a course and the qualification that it gives, the lecturer the credits of teaching where there is a rule.',
      zh: '达到出勤要求者记课程学分并取得课程授予的资格；有规则的，讲师记授课学分。',
    },
    event: 'Finished',
    by: ['lecturer', 'academyAdmin'],
    from: ['open'],
    to: ['evaluating'],
    guard: (context) => {
      const last = context.current.facts.sessions.at(-1);
      if (last && last.until > context.now)
        return refuse(
          'sessionsToCome',
          `Session ${last.n} hasn’t ended; finish after it, or cancel the course.`,
          `第${last.n}次课尚未结束，请在其后结课或取消课程。`,
        );
      return onlyLecturer(context);
    },
    decide: ({ current: { facts }, reference: { credits, lecturing } }) => {
      const enrolled = inState(facts, 'enrolled');
      const attended = enrolled.filter((one) => Object.keys(one.attended).length > 0);
      const enough = enrolled.filter((one) => attendedEnough(facts, one));
      const passed = new Set(enough.map(({ id }) => id));
      const lines = [
        ...enough.flatMap(({ id }) => creditLines(credits, id)),
        ...(facts.lecturer && enough.length > 0 ? creditLines(lecturing, facts.lecturer.id) : []),
      ];
      return {
        state: 'evaluating',
        facts: { result: { enrolled: enrolled.length, attended: attended.length, enough: enough.length } },
        notify: [
          ...enrolled.map(({ id }) => notify({ person: id }, passed.has(id) ? 'finished' : 'missed')),
          ...inState(facts, 'waiting').map(({ id }) => notify({ person: id }, 'placeEnded')),
        ],
        effects: [...freed(facts), ...qualified(facts, enough), ...(lines.length > 0 ? [credit(...lines)] : [])],
      };
    },
  },
  evaluate: {
    title: { en: 'Evaluate', zh: '评价' },
    description: {
      en: 'From 1 to 5, once, by those who were there. Who teaches isn’t told by whom.',
      zh: '到课学员评分1至5，仅一次；对讲师匿名。',
    },
    event: 'Evaluated',
    secret: true,
    by: ['trainee', 'siteWorker'],
    anywhere: true,
    from: ['evaluating'],
    guard: ({ current: { facts }, actor }) => {
      const own = enrolmentOf(facts, actor.id);
      if (own?.state !== 'enrolled' || Object.keys(own.attended).length === 0)
        return refuse('notThere', 'A course is evaluated by those who were there.', '仅到课学员可评价。');
      return own.rated ? refuse('rated', 'You have evaluated this course already.', '您已评价过本课程。') : undefined;
    },
    decide: ({ current: { facts }, actor, input: { stars, comment } }) => ({
      facts: {
        ...enrolmentFacts({ [actor.id]: { ...(enrolmentOf(facts, actor.id) as Enrolment), rated: true } }),
        // In an order that says nothing of who was first.
        ratings: [...facts.ratings, { stars, comment: comment ?? null }].toSorted(
          (one, other) => one.stars - other.stars || (one.comment ?? '').localeCompare(other.comment ?? ''),
        ),
      },
    }),
  },
  close: {
    title: { en: 'Close', zh: '归档' },
    event: 'Closed',
    by: ['clock:evaluation'],
    from: ['evaluating'],
    to: ['closed'],
    decide: () => ({ state: 'closed' }),
  },
};
