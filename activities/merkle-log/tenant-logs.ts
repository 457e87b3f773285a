/** The logs of all tenants: what is appended, what is signed of it, and proofs. */
import pLimit from 'p-limit';
import type { Pool } from 'pg';
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
  /** The last checkpoint that was signed, or the first one of this size or more. */
  checkpoint(tenant: string, atLeast?: number): Promise<Signed | undefined>;
  nodes(tenant: string, places: readonly number[]): Promise<Nodes>;
  inclusion(tenant: string, position: number, size: number): Promise<readonly Buffer[]>;
  consistency(tenant: string, from: number, to: number): Promise<readonly Buffer[]>;
  /** Adds the line of a witness to a checkpoint; undefined where it isn't a known witness's signature of it. */
  cosign(tenant: string, size: number, line: string): Promise<Signed | undefined>;
};

/** The log isn't the one of which an earlier checkpoint was signed: nothing more is signed of it. */
export class LogForked extends Error {}

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
  const stored = async (tenant: string, atLeast?: number): Promise<Signed | undefined> => {
    const { rows } = await ask<{ note: string }>(
      tenant,
      atLeast === undefined
        ? 'SELECT note FROM log_checkpoints ORDER BY size DESC LIMIT 1'
        : 'SELECT note FROM log_checkpoints WHERE size >= $1 ORDER BY size LIMIT 1',
      atLeast === undefined ? [] : [atLeast],
    );
    return signedBy(tenant, rows[0]?.note);
  };

  /** Signs the log as it is now if it goes on from what was signed before. */
  const sign = async (tenant: string): Promise<Signed | undefined> => {
    const { rows } = await ask<{ size: string }>(tenant, 'SELECT size FROM log_heads', []);
    const size = Number(rows[0]?.size ?? 0);
    const here = signedBy(tenant, await keeper.last(tenant));
    const there = await stored(tenant);
    const before = [here, there].filter((one) => one !== undefined);
    const all = await nodes(tenant, [size, ...before.map((one) => one.size)]);
    for (const one of before) {
      if (one.size > size) throw forked(tenant, `has ${size} entries, and ${one.size} were signed`);
      if (!rootOf(all, one.size).equals(one.root)) throw forked(tenant, `isn’t the one of which ${one.size} entries were signed`);
    }
    if (size === 0 || there?.size === size) return there;
    const made = { origin: origin(tenant), size, root: rootOf(all, size) };
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
        await appendFresh(pool, tenant, { waits });
        return sign(tenant);
      }),
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

const forked = (tenant: string, how: string): LogForked =>
  new LogForked(`The log of ${tenant} ${how}. It was cut or rewritten: compare it with the checkpoints that others keep.`);
