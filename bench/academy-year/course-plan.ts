/** The courses of a year as they are planned: topic, format, for whom, when, how many want to come and how many can. */

import { at, iso, plus } from '../moved/days.ts';
import type { Cast, Group, Member } from './cast.ts';
import { workdays } from './duty-days.ts';
import type { Year } from './year.ts';

export type Format = 'lecture' | 'deskClass' | 'communityClass' | 'liveStream' | 'handsOn' | 'rotation' | 'doorToDoor';

export type CoursePlan = {
  readonly index: number;
  readonly title: string;
  readonly topic: string;
  readonly format: Format;
  readonly groups: readonly Group[];
  readonly places: number;
  /** Days with their time and minutes. */
  readonly sessions: readonly { readonly day: string; readonly time: string; readonly minutes: number }[];
  readonly site: string | undefined;
  /** Who will enrol, in the order in which they do. */
  readonly people: readonly Member[];
  /** The first day of planning. */
  readonly planned: string;
};

const TOPICS = { enrolment: '全民参保', maternity: '生育津贴', reimbursement: '医疗费用报销', archives: '档案管理' } as const;
const FORMATS: Readonly<Record<Format, { zh: string; sessions: number; minutes: number }>> = {
  lecture: { zh: '专题讲座', sessions: 1, minutes: 120 },
  deskClass: { zh: '经办小课堂', sessions: 2, minutes: 90 },
  communityClass: { zh: '社区小课堂', sessions: 1, minutes: 90 },
  liveStream: { zh: '线上直播', sessions: 2, minutes: 90 },
  handsOn: { zh: '实操培训', sessions: 1, minutes: 180 },
  rotation: { zh: '跟班轮训', sessions: 5, minutes: 420 },
  doorToDoor: { zh: '送教上门', sessions: 1, minutes: 120 },
};
const ORDER: readonly Format[] = [
  'lecture',
  'liveStream',
  'deskClass',
  'communityClass',
  'doorToDoor',
  'rotation',
  'handsOn',
  'communityClass',
];
const AUDIENCES: readonly (readonly Group[])[] = [
  ['villages'],
  ['agencies'],
  ['villages'],
  ['institutions'],
  ['villages', 'parks'],
  ['agencies'],
  ['enterprises', 'parks'],
];
const EVERYBODY: readonly Group[] = ['agencies', 'villages', 'institutions', 'enterprises', 'parks'];

/** Shares of all enrolments that the two large courses have. */
const LARGE = [0.168, 0.144] as const;

const audienceOf = ({ trainees }: Cast, groups: readonly Group[]): readonly Member[] =>
  groups.flatMap((group) => trainees[group]);

/** So many enrolments for each course that together they are as many as asked. */
const sizesOf = ({ figures: { courses, enrolments } }: Year): readonly number[] => {
  const large = LARGE.map((share) => Math.round(enrolments * share));
  const rest = enrolments - large.reduce((sum, one) => sum + one, 0);
  const others = courses - large.length;
  const small = Array.from({ length: others }, (_, n) => Math.floor((rest * (n + 1)) / others) - Math.floor((rest * n) / others));
  return [...large, ...small];
};

const formatOf = (index: number): Format => (index === 0 ? 'lecture' : (ORDER[index % ORDER.length] as Format));

/** The first of each course's days: no day has two courses, for nobody is in two at once. */
const firstDays = (courses: number, days: number): ReadonlyMap<number, number> => {
  // In another order than that of their numbers, so that the large ones aren't next to each other.
  const order = Array.from({ length: courses }, (_, index) => index).toSorted(
    (one, other) => ((one * 7) % courses) - ((other * 7) % courses) || one - other,
  );
  const lengths = order.map((index) => FORMATS[formatOf(index)].sessions);
  const between = Math.max(0, Math.floor((days - lengths.reduce((sum, one) => sum + one, 0)) / courses));
  const first = new Map<number, number>();
  let next = 0;
  for (const [place, index] of order.entries()) {
    first.set(index, next);
    next += (lengths[place] as number) + between;
  }
  return first;
};

export const planCourses = (year: Year): readonly CoursePlan[] => {
  const { calendarYear, cast, figures } = year;
  const days = workdays(`${calendarYear}-01-25`, `${calendarYear}-11-26`);
  const firstOf = firstDays(figures.courses, days.length);
  return sizesOf(year).map((size, index) => {
    const chance = year.chance('course', index);
    const isLarge = index < LARGE.length;
    const format = formatOf(index);
    const groups = isLarge
      ? EVERYBODY
      : format === 'doorToDoor'
        ? (['villages'] as const)
        : (AUDIENCES[index % AUDIENCES.length] as Group[]);
    const { zh, sessions, minutes } = FORMATS[format];
    const topic = chance.pick(Object.keys(TOPICS) as (keyof typeof TOPICS)[]);
    const first = firstOf.get(index) ?? 0;
    const some = chance.some(audienceOf(cast, groups), size);
    // What one audience is too small for, others fill up.
    const people = some.length === size ? some : [...some, ...fill(cast, some, size - some.length)];
    return {
      index,
      title: `${TOPICS[topic]}${zh}（第${index + 1}期）`,
      topic,
      format,
      groups: people.length > some.length ? EVERYBODY : groups,
      places: isLarge || chance.happens(0.25) ? Math.max(1, Math.floor(size * 0.83)) : size + chance.whole(0, 8),
      sessions: Array.from({ length: sessions }, (_, n) => ({
        day: days[Math.min(days.length - 1, first + n)] ?? plus(`${calendarYear}-11-26`, n),
        time: index % 2 === 0 ? '09:00' : '14:30',
        minutes,
      })),
      site: format === 'doorToDoor' ? `site-${String(400 + index).padStart(3, '0')}` : undefined,
      people,
      planned: plus(days[first] as string, -30),
    };
  });
};

const fill = (cast: Cast, some: readonly Member[], missing: number): readonly Member[] => {
  const taken = new Set(some.map(({ id }) => id));
  return audienceOf(cast, EVERYBODY)
    .filter(({ id }) => !taken.has(id))
    .slice(0, missing);
};

/** As the academy enters it. */
export const inputOf = ({ title, topic, format, groups, places, sessions, site }: CoursePlan, lecturer: string | undefined) => ({
  title,
  topic,
  format,
  groups,
  places,
  sessions: sessions.map(({ day, time, minutes }) => ({ starts: iso(at(day, time)), minutes })),
  ...(site === undefined ? {} : { site }),
  ...(lecturer === undefined ? {} : { lecturer }),
});
