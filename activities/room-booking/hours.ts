/** When rooms are open, by the tenant's hours. Pure. */
import type { Title } from '../../workflows/kernel/process.ts';
import type { Span, Week } from '../../workflows/room-booking/vocabulary.ts';

/** A row of `roomHours`, with the days from and before which it holds. */
export type HoursRow = {
  readonly title: Title;
  readonly kind: 'open' | 'closed' | 'quiet';
  readonly rooms?: readonly string[];
  readonly weekdays?: readonly number[];
  readonly firstDay?: string;
  readonly lastDay?: string;
  /** Times of day, such as 06:00 and 24:00. */
  readonly from: string;
  readonly to: string;
};

/** Rows of one key, each from its day on; retired ones hold no more. */
export type DatedHours = {
  readonly key: string;
  readonly validFrom: string;
  readonly retired: boolean;
  readonly value: HoursRow;
};

/** A day of the tenant; Monday is weekday 1. */
export type LocalDay = { readonly day: string; readonly weekday: number; readonly startsAt: number; readonly endsAt: number };

const MINUTE = 60_000;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The rows that hold on a day and say something of this room on it. */
const rowsOn = (hours: readonly DatedHours[], room: string, { day, weekday }: LocalDay): readonly HoursRow[] => {
  const newest = new Map<string, DatedHours>();
  for (const row of hours)
    if (row.validFrom <= day && (newest.get(row.key)?.validFrom ?? '') <= row.validFrom) newest.set(row.key, row);
  const all = [...newest.values()]
    .filter(({ retired }) => !retired)
    .map(({ value }) => value)
    .filter(({ rooms }) => rooms === undefined || rooms.includes(room));
  const hasOwn = all.some(({ kind, rooms }) => kind === 'open' && rooms !== undefined);
  return all
    .filter(({ kind, rooms }) => !(hasOwn && kind === 'open' && rooms === undefined))
    .filter(({ firstDay, lastDay }) => (firstDay ?? day) <= day && day <= (lastDay ?? day))
    .filter(({ weekdays }) => weekdays === undefined || weekdays.includes(weekday));
};

const spanOn = ({ startsAt, endsAt }: LocalDay, { from, to }: HoursRow): Span => ({
  from: startsAt + minuteOf(from) * MINUTE,
  // The last hour of a day whose clocks are changed ends with it.
  until: to === '24:00' ? endsAt : startsAt + minuteOf(to) * MINUTE,
});

/** What is left of these spans without some others, in order. */
export const without = (spans: readonly Span[], others: readonly Span[]): readonly Span[] =>
  others.reduce<readonly Span[]>(
    (left, { from, until }) =>
      left.flatMap((span) =>
        from >= span.until || until <= span.from
          ? [span]
          : [
              { from: span.from, until: from },
              { from: until, until: span.until },
            ].filter((one) => one.from < one.until),
      ),
    spans,
  );

/** The spans in order, those that touch as one. */
export const joined = (spans: readonly Span[]): readonly Span[] => {
  const done: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = done.at(-1);
    if (last && span.from <= last.until) done[done.length - 1] = { from: last.from, until: Math.max(last.until, span.until) };
    else done.push(span);
  }
  return done;
};

/** When a room is open on these days. */
export const openOn = (hours: readonly DatedHours[], room: string, days: readonly LocalDay[]): readonly Span[] => {
  const all = days.flatMap((day) => rowsOn(hours, room, day).map((row) => ({ ...spanOn(day, row), kind: row.kind })));
  const open = joined(all.filter(({ kind }) => kind === 'open').map(({ from, until }) => ({ from, until })));
  return without(
    open,
    all.filter(({ kind }) => kind !== 'open'),
  );
};

/** Why a room isn't open in all of a time; nothing where it is. */
export const closedIn = (
  hours: readonly DatedHours[],
  room: string,
  days: readonly LocalDay[],
  { from, until }: Span,
): Title | null => {
  if (openOn(hours, room, days).some((span) => span.from <= from && until <= span.until)) return null;
  const closing = days.flatMap((day) =>
    rowsOn(hours, room, day).filter((row) => {
      const span = spanOn(day, row);
      return row.kind !== 'open' && span.from < until && from < span.until;
    }),
  )[0];
  return closing?.title ?? { en: 'outside its hours', zh: '不在开放时间内' };
};

const shared = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.until, other.until) - Math.max(one.from, other.from)) / MINUTE;

/** The weeks in which some of a time lies, Monday to Sunday; `days` are all of theirs. */
export const weeksOf = (
  days: readonly LocalDay[],
  time: Span,
  peak: { readonly peakFromHour: number; readonly peakToHour: number },
): readonly Week[] =>
  days.flatMap((monday, n) => {
    if (monday.weekday !== 1) return [];
    const week = days.slice(n, n + 7);
    const span = { from: monday.startsAt, until: week.at(-1)?.endsAt ?? monday.endsAt };
    const minutes = Math.ceil(shared(span, time));
    const peakMinutes = week.reduce((sum, { startsAt }) => {
      const hours = { from: startsAt + peak.peakFromHour * 60 * MINUTE, until: startsAt + peak.peakToHour * 60 * MINUTE };
      return sum + shared(hours, time);
    }, 0);
    return minutes === 0 ? [] : [{ ...span, minutes, peakMinutes: Math.ceil(peakMinutes) }];
  });

/** The first moment at or behind another at which so long a time is free and open, such as one when another booking ends. */
export const nextFree = (
  open: readonly Span[],
  busy: readonly Span[],
  from: number,
  length: number,
  tidy: number,
): number | null => {
  const starts = [from, ...open.map((span) => span.from), ...busy.map((span) => span.until)].filter((at) => at >= from);
  const fits = (at: number) =>
    open.some((span) => span.from <= at && at + length <= span.until) &&
    busy.every((span) => at >= span.until || at + length + tidy <= span.from);
  return starts.toSorted((one, other) => one - other).find(fits) ?? null;
};
