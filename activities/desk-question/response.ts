/** How fast the desk answers, reckoned from the clocks themselves: time of duty, with the time in which the asker was waited for taken out. */
import { consumedAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ClockRow } from '../clock-rows.ts';
import type { TenantRead } from '../tenant-read.ts';

export const responseKeys = {
  ALL: 'NULL',
  SITE: `c.facts#>>'{site,id}'`,
  TOPIC: `c.facts->>'topic'`,
  OFFICER: `a.answer#>>'{by,id}'`,
  MONTH: `to_char(k.started_at AT TIME ZONE t.zone, 'YYYY-MM')`,
} as const;
export type ResponseKey = keyof typeof responseKeys;

/** Figures over the answers of one key; seconds of duty. */
export type Response = {
  readonly key: string | null;
  readonly count: number;
  readonly waiting: number;
  readonly breaches: number;
  readonly average: number | null;
  readonly median: number | null;
  readonly p95: number | null;
};

type Run = Pick<ClockRow, 'budget' | 'ledger'> & {
  readonly key: string | null;
  readonly answered: boolean;
  readonly stoppedAt: number | null;
  readonly breached: boolean;
};

/** Two questions to the database, however many rounds there were: a question and each follow-up is a round with a run of the clock of its own. */
export const readResponse = async (
  read: TenantRead,
  { from, before, by, now }: { readonly from: Date; readonly before: Date; readonly by: ResponseKey; readonly now: number },
): Promise<readonly Response[]> => {
  const [calendar, runs] = await Promise.all([
    clocksCalendar(read),
    read<Run>(
      `SELECT ${responseKeys[by]} AS key, a.answer IS NOT NULL AS answered, k.budget, k.ledger, ms(k.stopped_at) AS "stoppedAt",
         coalesce(k.stopped_at > k.due_at, k.state <> 'stopped' AND k.due_at < ($1->>'now')::timestamptz, false) AS breached
       FROM clocks k JOIN cases c ON c.id = k.case_id JOIN tenants t ON t.id = k.tenant
       LEFT JOIN LATERAL (SELECT x AS answer FROM jsonb_array_elements(c.facts->'answers') x WHERE (x->>'round')::int = k.run LIMIT 1) a ON true
       WHERE k.process = 'deskQuestion' AND k.name = 'answer'
         AND k.started_at >= ($1->>'from')::timestamptz AND k.started_at < ($1->>'before')::timestamptz
         AND (a.answer IS NOT NULL OR k.state <> 'stopped')`,
      { from, before, now: new Date(now).toISOString() },
    ),
  ]);
  return [...Map.groupBy(runs, ({ key }) => key)]
    .sort(([one], [other]) => (one ?? '').localeCompare(other ?? ''))
    .map(([key, group]) => ({ key, ...figuresOf(group, calendar) }));
};

const figuresOf = (runs: readonly Run[], calendar: WorkingCalendar): Omit<Response, 'key'> => {
  const seconds = runs
    .flatMap(({ answered, budget, ledger, stoppedAt }) =>
      answered && stoppedAt !== null ? [consumedAt(calendar, budget, ledger, stoppedAt) * 60] : [],
    )
    .sort((one, other) => one - other);
  return {
    count: seconds.length,
    waiting: runs.length - seconds.length,
    breaches: runs.filter(({ breached }) => breached).length,
    average: seconds.length === 0 ? null : round(seconds.reduce((sum, one) => sum + one, 0) / seconds.length),
    median: percentile(seconds, 50),
    p95: percentile(seconds, 95),
  };
};

/** The smallest value that so many per cent of all don't pass (nearest rank); `sorted` ascending. */
export const percentile = (sorted: readonly number[], percent: number): number | null => {
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  return value === undefined ? null : round(value);
};

const round = (seconds: number): number => Math.round(seconds * 10) / 10;
