/** The logs of all tenants: what is appended, what is signed of it, and proofs. */
import pLimit from 'p-limit';
import type { Pool } from 'pg';
import type { Title } from '../../workflows/kernel/process.ts';
import type { HouseKeys } from '../evidence/keys.ts';
import { appendFresh, readTiles, underTenant } from './append.ts';
import { consistencyProof, inclusionProof, type Nodes, rootOf } from './merkle.ts';
import { type Checkpoint, readNote, signedNote, verifierKey, type Witness, withCosignature } from './note.ts';
import { nodesIn } from './tiles.ts';

export type Signed = Checkpoint & { readonly note: string };

/** Where checkpoints are kept beside the database. */
export type CheckpointKeeper = {
  /** The last one that was signed here. */
  last(tenant: string): Promise<string | undefined>;
  keep(tenant: string, checkpoint: Signed): Promise<void>;
};

export type TenantLogs = {
  /** The name of a tenant's log, such as banjie.example/fushan. */
  origin(tenant: string): string;
  /** By what its checkpoints are checked. */
  verifierKeys(tenant: string): readonly string[];
  /** Logs what is fresh, and signs how far the log goes. `waits` for whoever is at it. */
  advance(tenant: string, how?: { readonly waits: boolean }): Promise<Signed | undefined>;
  /** The last checkpoint that was signed, here or elsewhere, and what is wrong with the log as a whole. */
  standing(tenant: string): Promise<{ readonly signed: Signed | undefined; readonly fault: Title | undefined }>;
  /** The last checkpoint that was signed, or the first one of this size or more. */
  checkpoint(tenant: string, atLeast?: number): Promise<Signed | undefined>;
  nodes(tenant: string, places: readonly number[]): Promise<Nodes>;
  inclusion(tenant: string, position: number, size: number): Promise<readonly Buffer[]>;
  consistency(tenant: string, from: number, to: number): Promise<readonly Buffer[]>;
  /** Adds the line of a witness to a checkpoint; undefined where it isn't a known witness's signature of it. */
  cosign(tenant: string, size: number, line: string): Promise<Signed | undefined>;
};

/** The log isn't the one of which an earlier checkpoint was signed: nothing more is signed of it. */
export class LogForked extends Error {
  readonly title: Title;

  constructor(en: string, zh: string) {
    super(`${en} It was cut or rewritten: compare it with the checkpoints that others keep.`);
    this.title = { en: this.message, zh: `${zh}日志被截断或改写，请与他人保存的检查点比对。` };
  }
}

/** Checkpoints that are looked through for the last one that the house has signed. */
const LATEST = 20;

export const tenantLogs = (of: {
  readonly pool: Pool;
  readonly keys: HouseKeys;
  readonly host: string;
  readonly keeper: CheckpointKeeper;
  readonly witnesses: readonly Witness[];
}): TenantLogs => {
  const { pool, keys, keeper } = of;
  const origin = (tenant: string) => `${of.host}/${tenant}`;
  const signedBy = (tenant: string, note: string | undefined): Signed | undefined => {
    const found = note === undefined ? undefined : readNote(note, origin(tenant), keys);
    return found && note !== undefined ? { ...found, note } : undefined;
  };
  const ask = <Row extends object>(tenant: string, text: string, values: readonly unknown[]) =>
    underTenant(pool, tenant, (client) => client.query<Row>(text, [...values]));
  const nodes = async (tenant: string, places: readonly number[]): Promise<Nodes> =>
    nodesIn(await readTiles((text, values) => ask(tenant, text, values), places));
  /** Whoever signs in as the worker can add what is no checkpoint; it is passed over. */
  const stored = async (tenant: string, atLeast?: number): Promise<Signed | undefined> => {
    const { rows } = await ask<{ note: string }>(
      tenant,
      atLeast === undefined
        ? `SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT ${LATEST}`
        : `SELECT note FROM log_checkpoints WHERE size >= $1 ORDER BY size LIMIT ${LATEST}`,
      atLeast === undefined ? [] : [atLeast],
    );
    for (const { note } of rows) {
      const signed = signedBy(tenant, note);
      if (signed) return signed;
    }
    return undefined;
  };

  /** The log as it is now, which goes on from what was signed before. */
  const whole = async (tenant: string) => {
    const here = signedBy(tenant, await keeper.last(tenant));
    const there = await stored(tenant);
    // After them: what was signed since is no smaller.
    const { rows } = await ask<{ size: string }>(tenant, 'SELECT size FROM log_heads', []);
    const size = Number(rows[0]?.size ?? 0);
    const before = [here, there].filter((one) => one !== undefined).toSorted((a, b) => b.size - a.size);
    const all = await nodes(tenant, [size, ...before.map((one) => one.size)]);
    try {
      for (const one of before) {
        if (one.size > size)
          throw new LogForked(
            `The log of ${tenant} has ${size} entries, and ${one.size} were signed.`,
            `${tenant}的日志有${size}条，而已签名${one.size}条。`,
          );
        if (!rootOf(all, one.size).equals(one.root))
          throw new LogForked(
            `The log of ${tenant} isn’t the one of which ${one.size} entries were signed.`,
            `${tenant}的日志与已签名的${one.size}条不符。`,
          );
      }
      return { size, there, last: before[0], root: size === 0 ? undefined : rootOf(all, size) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new LogForked(
        `The log of ${tenant} lacks hashes of its ${size} entries.`,
        `${tenant}的日志共${size}条，缺少部分哈希。`,
      );
    }
  };

  /** Signs the log as it is now if it goes on from what was signed before. */
  const sign = async (tenant: string): Promise<Signed | undefined> => {
    const { size, there, root } = await whole(tenant);
    if (root === undefined || there?.size === size) return there;
    const made = { origin: origin(tenant), size, root };
    const signed = { ...made, note: signedNote(made, keys) };
    // Elsewhere first: where that fails, it is signed again.
    await keeper.keep(tenant, signed);
    await ask(tenant, 'SELECT keep_checkpoint($1, $2)', [size, signed.note]);
    return signed;
  };

  /** What is signed here of one log is signed one after another, so that an older checkpoint never takes the place of a newer one. */
  const turns = new Map<string, ReturnType<typeof pLimit>>();
  const alone = <Result>(tenant: string, work: () => Promise<Result>): Promise<Result> => {
    const turn = turns.get(tenant) ?? pLimit(1);
    turns.set(tenant, turn);
    return turn(work);
  };

  return {
    origin,
    verifierKeys: (tenant) => keys.known.map((key) => verifierKey(origin(tenant), key)),
    advance: (tenant, { waits } = { waits: false }) =>
      alone(tenant, async () => {
        await appendFresh(pool, tenant, { waits }).catch((error: { code?: string }) => {
          if (error.code !== TAKEN) throw error;
          throw new LogForked(
            `The log of ${tenant} has entries of acts that weren’t recorded yet.`,
            `${tenant}的日志含有尚未办理的操作。`,
          );
        });
        return sign(tenant);
      }),
    standing: async (tenant) => {
      try {
        return { signed: (await whole(tenant)).last, fault: undefined };
      } catch (error) {
        if (error instanceof LogForked) return { signed: undefined, fault: error.title };
        throw error;
      }
    },
    checkpoint: stored,
    nodes,
    inclusion: async (tenant, position, size) => inclusionProof(await nodes(tenant, [position, size]), position, size),
    consistency: async (tenant, from, to) => consistencyProof(await nodes(tenant, [from, to]), from, to),
    cosign: async (tenant, size, line) => {
      const signed = await stored(tenant, size);
      const note = signed?.size === size ? withCosignature(signed.note, line, of.witnesses) : undefined;
      if (note === undefined) return undefined;
      await ask(tenant, 'SELECT keep_checkpoint($1, $2)', [size, note]);
      return signedBy(tenant, note);
    },
  };
};

/** PostgreSQL's word for what is there already. */
const TAKEN = '23505';
