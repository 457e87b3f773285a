/** Which firms apply in a year, on which days, and what goes wrong with which of them: all of it by the seed. */
import type { Chances } from '../moved/chance.ts';
import { dayOf, plus } from '../moved/days.ts';
import { codeOf, type Firm } from '../moved/register.ts';

/** What becomes of an application until it is approved. `plain` are all others. */
export const COURSES = {
  neverSubmitted: 0.03,
  notEligible: 0.03,
  corrected: 0.03,
  invoiceUsed: 0.04,
  twice: 0.05,
  materialGiven: 0.05,
  materialSilent: 0.02,
  rejected: 0.03,
  upheld: 0.02,
  overruled: 0.02,
  silentUnit: 0.06,
  leaderAnswers: 0.03,
  withdrawn: 0.03,
} as const;
export type Course = keyof typeof COURSES | 'plain';

export type Planned = { readonly index: number; readonly firm: Firm; readonly course: Course; readonly day: string };
export type Plan = {
  readonly year: number;
  readonly agents: readonly string[];
  readonly planned: readonly Planned[];
  /** In whose place a firm goes on that ends. */
  readonly spare: Firm;
  /** Applications that the budget carries at first, and those that an increase carries beside. */
  readonly carried: number;
  readonly more: number;
};

const agentOf = (n: number): string => `agent-year-${Math.floor(n / 8)}`;
const firmOf = (n: number): Firm => ({ code: codeOf('W', n + 1), name: `年度第${n + 1}箱包有限公司`, agent: agentOf(n) });

const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay());
/** Ordinary working days of March, on which firms apply. */
const daysOf = (year: number): readonly string[] =>
  Array.from({ length: 17 }, (_, n) => plus(`${year}-03-02`, n)).filter(isWeekday);

export const planYear = (now: number, scale: number, chance: Chances): Plan => {
  const year = Number(dayOf(now).slice(0, 4)) + 1;
  const count = Math.max(40, Math.round(500 * scale));
  const courses: Course[] = Object.entries(COURSES).flatMap(([course, share]) =>
    Array.from({ length: Math.max(1, Math.round(count * share)) }, () => course as Course),
  );
  // Others use the invoice of the first.
  const mixed: readonly Course[] = [
    'plain',
    ...chance('courses').some<Course>([...courses, ...Array<Course>(count - 1 - courses.length).fill('plain')], count - 1),
  ];
  const days = daysOf(year);
  const planned = mixed.map((course, index) => ({
    index,
    firm: firmOf(index),
    course,
    day: index === 0 ? (days[0] as string) : chance('day', index).pick(days.slice(1)),
  }));
  const spare = firmOf(count);
  return {
    year,
    agents: [...new Set([...planned.map(({ firm }) => firm.agent), spare.agent])],
    planned,
    spare,
    carried: Math.round(count / 5),
    more: Math.max(2, Math.round(count / 50)),
  };
};

/** The number of an invoice of an application. */
export const invoiceOf = (index: number): string => `26332027${String(index).padStart(12, '0')}`;
