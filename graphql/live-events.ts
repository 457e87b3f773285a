/** New events of all tenants as they are recorded, read from Postgres in the order in which they became visible. */

import { EventEmitter, on } from 'node:events';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { ApiError } from '../activities/acting/api-error.ts';
import type { Position } from '../activities/event-cursor.ts';
import type { TenantRead } from '../activities/tenant-read.ts';
import { OVER_BELOW } from '../activities/transaction-order.ts';

export type Announced = Position & { readonly caseId: string; readonly revision: number };

export const CHANNEL = 'banjie_events';
/** Milliseconds after which the record is looked at even when nobody called. */
const SLOW_LOOK = 2_000;
/** Lines that one caller may hold open here: as many as somebody has windows. */
const MOST_LINES = 10;

/** Tells other programs that something was recorded: at most every 50 ms, and apart from the record's own transaction. */
export const announcer = (pool: Pool): (() => void) => {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      // Who isn't told looks by himself soon after.
      pool.query(`NOTIFY ${CHANNEL}`).catch(() => undefined);
    }, 50).unref();
  };
};

export type LiveEvents = {
  /** Rings at once, and then whenever something may have been recorded, until the signal or until all is closed. Refuses one caller too many lines. */
  listen(caller: string, signal: AbortSignal): AsyncIterable<void>;
  close(): Promise<void>;
};

/** Listens on one connection for all subscribers, and wakes them. */
export const liveEvents = (pool: Pool, log: Logger): LiveEvents => {
  const bell = new EventEmitter().setMaxListeners(0);
  const closing = new AbortController();
  const lines = new Map<string, number>();
  let closed = false;
  let client: PoolClient | undefined;
  let again: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    try {
      const connected = await pool.connect();
      if (closed) return connected.release();
      client = connected;
      connected.on('notification', () => bell.emit('ring'));
      connected.once('error', () => retry(connected));
      await connected.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      log.warn({ err: error }, 'The database can’t be listened to; subscriptions look by themselves until it can');
      retry(undefined);
    }
  };
  const retry = (broken: PoolClient | undefined) => {
    if (client === broken) client = undefined;
    broken?.release(true);
    if (!closed) again = setTimeout(() => void connect(), SLOW_LOOK).unref();
  };
  /** Who serves no lines needs no connection. */
  let begun = false;
  const begin = () => {
    if (!begun) void connect();
    begun = true;
  };
  const slow = setInterval(() => bell.emit('ring'), SLOW_LOOK);
  slow.unref();
  return {
    listen: async function* (caller, signal) {
      const until = AbortSignal.any([signal, closing.signal]);
      if (until.aborted) return;
      begin();
      const held = lines.get(caller) ?? 0;
      if (held >= MOST_LINES) throw tooManyLines();
      lines.set(caller, held + 1);
      try {
        const rings = on(bell, 'ring', { signal: until });
        yield;
        for await (const _ of rings) yield;
      } catch (error) {
        if (!until.aborted) throw error;
      } finally {
        const left = (lines.get(caller) ?? 1) - 1;
        if (left > 0) lines.set(caller, left);
        else lines.delete(caller);
      }
    },
    close: async () => {
      closed = true;
      closing.abort();
      clearInterval(slow);
      clearTimeout(again);
      client?.release(true);
    },
  };
};

const tooManyLines = (): ApiError =>
  new ApiError('FORBIDDEN', {
    en: `You listen on ${MOST_LINES} lines already. Close one, such as another window, and try again.`,
    zh: `同一用户最多同时建立${MOST_LINES}个实时连接，请关闭其他窗口后重试。`,
  });

/** The events of a tenant after a position, in order. None is given while an older transaction may still bring one that belongs before it. */
export const eventsAfter = async (read: TenantRead, { tx, seq }: Position, limit: number): Promise<Announced[]> => {
  const rows = await read<{ tx: string; seq: string; caseId: string; revision: number }>(
    `SELECT tx::text, seq::text, case_id AS "caseId", revision FROM events
     WHERE (tx, seq) > (($1->>'tx')::bigint, ($1->>'seq')::bigint) AND tx < ${OVER_BELOW}
     ORDER BY events.tx, events.seq LIMIT ($1->>'limit')::int`,
    { tx: String(tx), seq: String(seq), limit },
  );
  return rows.map((row) => ({ ...row, tx: BigInt(row.tx), seq: BigInt(row.seq) }));
};

/** The position behind all events that are on record now. */
export const positionNow = async (pool: Pool): Promise<Position> => {
  const { rows } = await pool.query<{ tx: string }>(`SELECT ${OVER_BELOW} - 1 AS tx`);
  return { tx: BigInt(rows[0]?.tx ?? 0), seq: 9_223_372_036_854_775_807n };
};
