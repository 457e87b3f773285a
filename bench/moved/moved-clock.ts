/** One clock for Temporal, the API and PostgreSQL, which goes on by itself and is moved forward where nothing happens for long. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Client } from 'pg';
import { findTimeSkippingServer, searchAttributes } from '../../workers/embedded/temporal.ts';
import type { Progress } from '../../workers/progress.ts';

export type MovedClock = {
  readonly address: string;
  readonly namespace: string;
  /** Epoch milliseconds. */
  now(): number;
  /** Lets time pass up to a moment; timers on the way fire in their order. */
  moveTo(at: number): Promise<void>;
  /** Makes `now()` of a database this one; connections opened from then on have it. */
  setDatabase(owner: Client): Promise<void>;
  stop(): Promise<void>;
};

/** In Temporal's own numbering. */
const KEYWORD = 2;
/** The channel on which the database tells how far it is ahead, in milliseconds. */
const MOVED = 'moved_clock';

/** A program that starts the server, with what it says of itself in a file: where a worker has gone, that is a great deal. */
const withLog = (server: string, folder: string): string => {
  const file = join(folder, 'temporal-server.sh');
  writeFileSync(file, `#!/bin/sh\nexec '${server}' "$@" 2>>'${join(folder, 'temporal.log')}'\n`, { mode: 0o700 });
  return file;
};

export const startMovedClock = async (progress: Progress, folder: string): Promise<MovedClock> => {
  const path = withLog(await findTimeSkippingServer({ progress }), folder);
  const server = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  const namespace = server.namespace ?? 'default';
  await server.connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(searchAttributes.map((name) => [name, KEYWORD])),
  });
  let ahead = 0;
  let owner: Client | undefined;
  const now = () => Date.now() + ahead;
  const follow = async () => {
    ahead = (await server.currentTimeMs()) - Date.now();
    await owner?.query(
      `WITH moved AS (UPDATE moved_clock.ahead SET ms = $1 RETURNING ms) SELECT pg_notify('${MOVED}', ms::text) FROM moved`,
      [Math.round(ahead)],
    );
  };
  await follow();
  return {
    address: server.address as string,
    namespace,
    now,
    moveTo: async (at) => {
      const left = at - now();
      if (left <= 0) return;
      await server.sleep(left);
      await follow();
    },
    setDatabase: async (client) => {
      // A schema before pg_catalog on the path, so that the product's own functions find this now() without being changed.
      await client.query(`CREATE SCHEMA moved_clock`);
      await client.query(`CREATE TABLE moved_clock.ahead (ms double precision NOT NULL)`);
      await client.query(`INSERT INTO moved_clock.ahead VALUES (0)`);
      await client.query(`CREATE FUNCTION moved_clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS
        $$ SELECT pg_catalog.now() + make_interval(secs => ms / 1000) FROM moved_clock.ahead $$`);
      await client.query('GRANT USAGE ON SCHEMA moved_clock TO PUBLIC');
      await client.query('GRANT SELECT ON moved_clock.ahead TO PUBLIC');
      await client.query(
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = moved_clock, pg_catalog, public', current_database()); END $$`,
      );
      // What runs as the owner has another search path.
      await client.query(`ALTER FUNCTION record_transition(jsonb) SET search_path = moved_clock, pg_catalog, public, pg_temp`);
      owner = client;
      await follow();
    },
    stop: () => server.teardown(),
  };
};

/** The clock of a database in another program, which follows it. */
export const followClock = async (database: Client): Promise<() => number> => {
  let ahead = 0;
  database.on('notification', ({ payload }) => {
    ahead = Number(payload);
  });
  await database.query(`LISTEN ${MOVED}`);
  const { rows } = await database.query<{ ms: number }>('SELECT ms FROM moved_clock.ahead');
  ahead = (rows[0] as { ms: number }).ms;
  return () => Date.now() + ahead;
};
