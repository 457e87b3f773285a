/** Takes what was recorded into a tenant's log, apart from the transactions that recorded it. */
import type { Pool, PoolClient } from 'pg';
import { entryOf, FRESH, KINDS, type Loggable } from './entries.ts';
import { leafHash } from './merkle.ts';
import { appended, tileKey, tilesAround } from './tiles.ts';

type Positions = Readonly<Record<string, { readonly tx: string; readonly seq: string }>>;

/** Rows of one kind that are taken at once. */
const BATCH = 2_000;

/** Whoever appends to a tenant's log passes here alone; who comes meanwhile leaves it to them, or waits for them. */
const lock = (waits: boolean): string =>
  `SELECT ${waits ? 'pg_advisory_xact_lock' : 'pg_try_advisory_xact_lock'}(hashtextextended('log ' || current_setting('banjie.tenant'), 0)) AS got`;

/** Logs all that is fresh, batch by batch; gives the number of entries that were added. */
export const appendFresh = async (pool: Pool, tenant: string, { waits }: { readonly waits: boolean }): Promise<number> => {
  for (let all = 0; ; ) {
    const added = await underTenant(pool, tenant, (client) => appendBatch(client, tenant, waits));
    all += added;
    if (added < BATCH) return all;
  }
};

const appendBatch = async (client: PoolClient, tenant: string, waits: boolean): Promise<number> => {
  const locked = await client.query(lock(waits));
  if (!waits && !locked.rows[0].got) return 0;
  const head = await client.query<{ size: string; positions: Positions }>('SELECT size, positions FROM log_heads');
  const size = Number(head.rows[0]?.size ?? 0);
  const positions = head.rows[0]?.positions ?? {};
  const { rows } = await client.query<Loggable>({
    name: 'fresh_entries',
    text: FRESH,
    values: [JSON.stringify({ tenant, positions, most: BATCH })],
  });
  if (rows.length === 0) return 0;
  const last = Object.fromEntries(
    KINDS.flatMap((kind) => {
      const row = rows.findLast((one) => one.kind === kind);
      return row ? [[kind, { tx: row.tx, seq: row.seq }]] : [];
    }),
  );
  const edge = await readTiles((text, values) => client.query(text, [...values]), [size]);
  const tiles = appended(
    edge,
    size,
    rows.map((row) => leafHash(entryOf(tenant, row))),
  );
  await client.query('SELECT append_log($1)', [
    JSON.stringify({
      from: size,
      entries: rows.map(({ kind, ref }) => [kind, ref]),
      tiles: tiles.map(({ level, tile, hashes }) => ({ level, tile, hashes: hashes.toString('base64') })),
      positions: { ...positions, ...last },
    }),
  ]);
  return rows.length;
};

type Ask = (text: string, values: readonly unknown[]) => Promise<{ rows: { level: number; tile: string; hashes: Buffer }[] }>;

/** The tiles that proofs at these places need. */
export const readTiles = async (ask: Ask, places: readonly number[]): Promise<ReadonlyMap<string, Buffer>> => {
  const wanted = tilesAround(places);
  const { rows } = await ask(
    `SELECT l.level, l.tile, l.hashes FROM unnest($1::int[], $2::bigint[]) w(level, tile) JOIN log_tiles l ON l.level = w.level AND l.tile = w.tile`,
    [wanted.map(({ level }) => level), wanted.map(({ tile }) => tile)],
  );
  return new Map(rows.map(({ level, tile, hashes }) => [tileKey({ level, tile: Number(tile) }), hashes]));
};

/** Works in one transaction of the plain role that names its tenant. */
export const underTenant = async <Result>(
  pool: Pool,
  tenant: string,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('banjie.tenant', $1, true)`, [tenant]);
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // What was begun ends with its connection.
    client.release(true);
    throw error;
  }
};
