/** Who has read personal data of others, written behind the readers' backs: nobody waits for it. */
import type { Pool } from 'pg';
import type { Logger } from 'pino';

/** By which way it was shown. */
export const WAYS = ['case', 'list', 'search', 'act', 'live', 'export', 'evidence', 'codec'] as const;
export type Way = (typeof WAYS)[number];

/** One personal value, or several, that somebody was shown. */
export type Reading = {
  readonly tenant: string;
  readonly reader: string;
  readonly readerName: string;
  readonly unit: string | undefined;
  /** In which they read it. */
  readonly role: string;
  readonly way: Way;
  /** The fields of the API that were asked, or the path. */
  readonly query: string;
  /** None where it isn't of a case, such as a list of people. */
  readonly caseId: string | null;
  readonly kind: string;
  /** Whose it is, as far as they have an account. */
  readonly people: readonly string[];
  readonly at: number;
};

export type ReadingLog = {
  note(reading: Reading): void;
  /** Writes what waits; where the database doesn't take it, it goes on waiting. */
  flush(): Promise<void>;
  /** Writes what waits, for the last time. */
  close(): Promise<void>;
};

type Waiting = Omit<Reading, 'kind' | 'people' | 'at'> & {
  readonly at: string;
  readonly kinds: Set<string>;
  readonly people: Set<string>;
};

const MINUTE = 60_000;
/** Milliseconds that a reading waits for others, and is lost where the program breaks down. */
const PATIENCE = 1_000;
/** Readings that are written at once. */
const BATCH = 1_000;
/** Readings that wait at most, while the database is away; what comes on top of them is given up. */
const MOST = 100_000;

/** Notes one row per reader, case, minute and question. */
export const readingLog = (pool: Pool, log: Logger): ReadingLog => {
  let waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let lost = 0;

  const write = async (): Promise<void> => {
    while (waiting.size > 0) {
      const taken = [...waiting].slice(0, BATCH);
      for (const [key] of taken) waiting.delete(key);
      const tenants = Map.groupBy(taken, ([, { tenant }]) => tenant);
      for (const [tenant, rows] of tenants) {
        try {
          await pool.query('SELECT note_readings($1, $2)', [tenant, JSON.stringify(rows.map(([, row]) => written(row)))]);
          tenants.delete(tenant);
        } catch (error) {
          // They go before what has come meanwhile.
          waiting = new Map([...[...tenants.values()].flat(), ...waiting]);
          log.warn({ err: error, waiting: waiting.size }, 'Readings of personal data can’t be written; it is tried again');
          return;
        }
      }
    }
    if (lost > 0) log.error({ lost }, 'Readings of personal data were lost: too many waited for the database');
    lost = 0;
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    // What came while others wrote is written after them.
    while (writing) await writing;
    if (waiting.size === 0) return;
    writing = write().finally(() => {
      writing = undefined;
      if (waiting.size > 0) soon();
    });
    await writing;
  };
  const soon = (): void => {
    timer ??= setTimeout(() => void flush(), PATIENCE).unref();
  };

  return {
    note: ({ kind, people, at, ...of }) => {
      const minute = at - (at % MINUTE);
      const key = [of.tenant, of.reader, of.role, minute, of.way, of.caseId, of.query].join('\n');
      let row = waiting.get(key);
      if (!row) {
        if (waiting.size >= MOST) {
          lost++;
          return;
        }
        row = { ...of, at: new Date(minute).toISOString(), kinds: new Set(), people: new Set() };
        waiting.set(key, row);
        soon();
      }
      row.kinds.add(kind);
      for (const person of people) row.people.add(person);
    },
    flush,
    close: async () => {
      await flush();
      clearTimeout(timer);
    },
  };
};

const written = ({ tenant: _, kinds, people, ...row }: Waiting) => ({ ...row, kinds: [...kinds], people: [...people] });
