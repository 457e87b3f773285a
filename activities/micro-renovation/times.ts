/** Days and moments of a renovation: what day and hour it is, when a vote ends, and until when a warranty lasts. */
import { daysAfter, lastOfMonths } from '../../workflows/kernel/days.ts';
import { unique } from '../../workflows/kernel/parts.ts';
import { worksIn } from '../../workflows/micro-renovation/contracting.ts';
import type { Facts } from '../../workflows/micro-renovation/facts.ts';
import type { Limits } from '../../workflows/micro-renovation/limits.ts';
import type { Reference, Today } from '../../workflows/micro-renovation/vocabulary.ts';
import { dueAt } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import { readMoments, readToday } from '../days.ts';
import { localDate, readZone } from '../local-moments.ts';
import type { TenantRead } from '../tenant-read.ts';

export const readTimes = async (read: TenantRead, now: number): Promise<Today> => {
  const zone = await readZone(read);
  const at = new Date(now).toISOString();
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(at)),
  );
  return { today: localDate(at, zone), hour };
};

/** The last of so many working days after a day. */
export const voteEnd = async (read: TenantRead, from: string, workingDays: number): Promise<string> => {
  const [calendar, moments] = await Promise.all([clocksCalendar(read), readMoments(read, [from])]);
  const start = moments[from]?.startsAt ?? 0;
  const end = dueAt(calendar, { workingDays, end: 'midnight' }, [{ at: start, kind: 'start' }]) ?? start;
  return localDate(new Date(end - 1).toISOString(), calendar.zone);
};

/** Until when money is kept back, and the warranty of each lot lasts: that of the work in it that has the longest. */
export const warrantyEnds = async (
  read: TenantRead,
  facts: Facts,
  { defectsMonths }: Limits,
): Promise<Pick<Reference['audit'], 'defectsEndAt' | 'warranty'>> => {
  const first = daysAfter(await readToday(read, facts.accepted?.at ?? 0), 1);
  const works = worksIn(facts);
  const months = Object.fromEntries(
    unique(works.map(({ lot }) => lot)).map((lot) => [
      lot,
      Math.max(...works.filter((work) => work.lot === lot).map(({ warrantyMonths }) => warrantyMonths)),
    ]),
  );
  const last = (of: number): string => lastOfMonths(first, of);
  const at = await readMoments(read, [defectsMonths, ...Object.values(months)].map(last));
  const endOf = (of: number): number => at[last(of)]?.endsAt ?? 0;
  return {
    defectsEndAt: endOf(defectsMonths),
    warranty: Object.entries(months).map(([lot, of]) => ({
      ...{ lot: lot as Facts['warranty'][number]['lot'], until: last(of), endsAt: endOf(of) },
    })),
  };
};
