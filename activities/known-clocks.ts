/**
 * The clocks of a case with what their due times come from. A worker remembers them from one act to the next, so that most acts are written
 * without reading first; the record itself checks that what was remembered still holds.
 */
import { LRUCache } from 'lru-cache';
import { aroundTheClock } from './calendar/around-the-clock.ts';
import type { WorkingCalendar } from './calendar/working-calendar.ts';
import type { ClockRow, Limits } from './clock-rows.ts';
import { readClocks } from './stored.ts';
import type { TenantRead } from './tenant-read.ts';

export type KnownClocks = {
  readonly clocks: readonly ClockRow[];
  readonly limits: Limits;
  /** A tenant without a calendar is on duty around the clock. */
  readonly calendar: WorkingCalendar;
};

/** Clocks hold only beside the calendar that their due times come from: a new one has moved them in the record. */
export type Reckoned = { readonly clocks: readonly ClockRow[]; readonly calendarVersion: number };

type At = { readonly tenant: string; readonly caseId: string; readonly process: string };

export type ClockMemory = {
  /** Reads the clocks as they are now, and keeps what isn't the case's own. */
  read(read: TenantRead, at: At): Promise<KnownClocks>;
  /** The clocks as they were at this revision, if that is known without reading. Before its opening a case has none. */
  recall(at: At, revision: number): KnownClocks | undefined;
  /** What a revision made of the clocks, by which version of the calendar; undefined where it left them alone. */
  keep(at: At, revision: number, made: Reckoned | undefined): void;
  /** Part of it is out of date. */
  forget(at: At): void;
};

const UNSEEN = -1;
/** Cases of which a worker keeps the workflow, and their clocks with it. */
export const CASES_KEPT = 1_000;

export const clockMemory = (): ClockMemory => {
  const calendars = new Map<string, WorkingCalendar>();
  const limits = new Map<string, Limits>();
  const cases = new LRUCache<string, Reckoned & { readonly revision: number }>({ max: CASES_KEPT });
  const limitsKey = ({ tenant, process }: At): string => `${tenant}/${process}`;
  return {
    read: async (read, at) => {
      const known = calendars.get(at.tenant);
      const found = await readClocks(read, { ...at, calendarVersion: known?.version ?? UNSEEN });
      const calendar = found.calendar ?? known ?? aroundTheClock;
      calendars.set(at.tenant, calendar);
      limits.set(limitsKey(at), found.limits);
      return { clocks: found.clocks, limits: found.limits, calendar };
    },
    recall: (at, revision) => {
      const kept = cases.get(at.caseId);
      const [calendar, set] = [calendars.get(at.tenant), limits.get(limitsKey(at))];
      if (!calendar || !set) return undefined;
      if (revision < 0) return { clocks: [], limits: set, calendar };
      if (kept?.revision !== revision || kept.calendarVersion !== calendar.version) return undefined;
      return { clocks: kept.clocks, limits: set, calendar };
    },
    keep: ({ caseId }, revision, made) => {
      const kept = cases.get(caseId);
      const now = made ?? (kept?.revision === revision - 1 ? kept : undefined);
      if (now) cases.set(caseId, { ...now, revision });
      else cases.delete(caseId);
    },
    forget: (at) => {
      calendars.delete(at.tenant);
      limits.delete(limitsKey(at));
      cases.delete(at.caseId);
    },
  };
};
