/** Whether the record and its log are as they were written. */
import { type HouseKeys, isSignedErasure, isSignedEvent } from '../../activities/evidence/keys.ts';
import { isLogged, readRecord } from '../../activities/evidence/record-rows.ts';
import { goneCase, type Verdict, verdictOf } from '../../activities/evidence/verdict.ts';
import { type ErasedRow, entryOf, type Loggable, ROWS, rowTombstone, saidHash } from '../../activities/merkle-log/entries.ts';
import { inclusionProof, leafHash, rootFromProof } from '../../activities/merkle-log/merkle.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';

export const verifyRecord = async ({ read, caller, services }: Context, caseId: string): Promise<Verdict | null> => {
  const { keys, logs } = services;
  const rows = await readRecord(read, caseId);
  if (!rows) return (await isLogged(read, caseId)) ? goneCase(caseId) : null;
  const { signed: checkpoint, fault } = await logs.standing(caller.tenant);
  const places = rows.logged.map(({ position }) => position);
  const nodes = await logs.nodes(caller.tenant, [...places, checkpoint?.size ?? 0]);
  return verdictOf(caseId, rows, {
    isSigned: (hash, signature) => isSignedEvent(keys, hash, signature),
    isErased: (content, signature) => isSignedErasure(keys, content, signature),
    log: { nodes, checkpoint, fault },
  });
};

export type LogVerdict = {
  /** Entries that were compared, and how many the last checkpoint has. */
  readonly checked: number;
  readonly size: number;
  readonly faults: readonly Title[];
};

/** Compares entries of the log with the rows that they are about, and with what was signed last. */
export const verifyLog = async (
  { read, caller, services: { logs, keys } }: Context,
  { from, most }: { from: number; most: number },
): Promise<LogVerdict> => {
  const { signed: checkpoint, fault } = await logs.standing(caller.tenant);
  if (fault) return { checked: 0, size: 0, faults: [fault] };
  const size = checkpoint?.size ?? 0;
  const until = Math.min(size, from + most);
  if (!checkpoint || from >= until) return { checked: 0, size, faults: [] };
  const rows = await read<Loggable & { position: number }>(ROWS, { from, until });
  const entries = await read<{ position: number; kind: string; ref: string }>(
    `SELECT position, kind, ref FROM log_entries WHERE position >= ($1->>'from')::bigint AND position < ($1->>'until')::bigint ORDER BY position`,
    { from, until },
  );
  const found = new Map(rows.map((row) => [row.position, row]));
  const named = new Map(entries.map((entry) => [entry.position, entry]));
  const places = Array.from({ length: until - from }, (_, n) => from + n);
  const nodes = await logs.nodes(caller.tenant, [...places, size]);
  const faults = places.flatMap((position): Title[] => {
    const entry = named.get(position);
    if (!entry) return [{ en: `Entry ${position} of the log is missing.`, zh: `日志第${position}条缺失。` }];
    const what = `${entry.kind} ${entry.ref}`;
    const row = found.get(position);
    if (!row)
      return [
        {
          en: `Entry ${position} is the ${what}, which the record doesn’t have.`,
          zh: `日志第${position}条为${what}，记录中没有。`,
        },
      ];
    if (row.erased && !isTombstone(keys, row, row.erased))
      return [
        {
          en: `Something was taken from the ${what}, or changed since it was erased; the house hasn’t signed that.`,
          zh: `${what}的部分内容被删除或删除后被改动，且无本单位签名。`,
        },
      ];
    const leaf = leafHash(entryOf(caller.tenant, row));
    if (rootFromProof(leaf, position, size, inclusionProof(nodes, position, size)).equals(checkpoint.root)) return [];
    return [{ en: `The ${what} isn’t as entry ${position} of the log has it.`, zh: `${what}与日志第${position}条不符。` }];
  });
  return { checked: until - from, size, faults };
};

const isTombstone = (keys: HouseKeys, row: Loggable, erased: ErasedRow): boolean =>
  erased.left === saidHash(row.said) && isSignedErasure(keys, rowTombstone(row, erased), erased.signature);
