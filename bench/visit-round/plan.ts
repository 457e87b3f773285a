/** Which firms a round visits, who does it on which day, and what becomes of each visit: all of it by the seed. */
import type { Chances } from '../moved/chance.ts';
import { dayOf, plus } from '../moved/days.ts';
import { codeOf, type Firm } from '../moved/register.ts';

/** What becomes of a visit. `confirmed` are all others. */
export const COURSES = { silent: 0.2, declined: 0.06, moved: 0.06, disputed: 0.04, missed: 0.03 } as const;
export type Course = keyof typeof COURSES | 'confirmed';

export type Officer = { readonly id: string; readonly name: string; readonly unit: string };
export type Planned = {
  readonly firm: Firm;
  readonly grid: string;
  readonly course: Course;
  readonly minutes: number;
  readonly demands: number;
};
export type Plan = {
  readonly from: string;
  readonly to: string;
  /** Days on which somebody goes, in their order; on none of them firms are left in peace. */
  readonly days: readonly string[];
  readonly agents: readonly string[];
  readonly officers: readonly Officer[];
  readonly planned: readonly Planned[];
};

/** Firms of the sample town that the register has beside those of a run. */
export const OF_SAMPLE = 10;
/** Those of them that have ended. */
export const ENDED = 2;
const WHOLE = 360;
const OFFICERS = 64;
const UNITS = ['service-east', 'service-west'] as const;

const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay());
const weekdays = (from: string, many: number): readonly string[] =>
  Array.from({ length: many }, (_, n) => plus(from, n)).filter(isWeekday);

export const planRound = (now: number, scale: number, chance: Chances): Plan => {
  const year = Number(dayOf(now).slice(0, 4)) + 1;
  const count = Math.max(110, Math.round(WHOLE * scale) - OF_SAMPLE);
  const courses = Object.entries(COURSES).flatMap(([course, share]) =>
    Array.from({ length: Math.max(1, Math.round(count * share)) }, () => course as Course),
  );
  const mixed = chance('courses').some<Course>([...courses, ...Array<Course>(count - courses.length).fill('confirmed')], count);
  const agentOf = (n: number): string => `agent-round-${Math.floor(n / 8)}`;
  const planned = mixed.map((course, n): Planned => {
    const own = chance('firm', n);
    return {
      firm: { code: codeOf('U', n + 1), name: `走访第${n + 1}箱包有限公司`, agent: agentOf(n) },
      grid: `g${String((n % 12) + 1).padStart(2, '0')}`,
      course,
      minutes: own.whole(20, 90),
      demands: own.happens(0.2) ? own.whole(1, 2) : 0,
    };
  });
  return {
    from: `${year}-04-07`,
    to: `${year}-05-31`,
    days: [...weekdays(`${year}-04-12`, 16), ...weekdays(`${year}-05-17`, 10)],
    agents: [...new Set(planned.map(({ firm }) => firm.agent))],
    officers: Array.from({ length: OFFICERS }, (_, n) => ({
      ...{ id: `officer-round-${n}`, name: `网格员${n + 1}`, unit: UNITS[n % 2] as string },
    })),
    planned,
  };
};
