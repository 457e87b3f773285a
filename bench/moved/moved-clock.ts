/** One clock for Temporal, the API and PostgreSQL, which goes on by itself and is moved forward where nothing happens for long. */
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

export const startMovedClock = async (progress: Progress): Promise<MovedClock> => {
  const path = await findTimeSkippingServer({ progress });
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
    await owner?.query('UPDATE moved_clock.ahead SET ms = $1', [Math.round(ahead)]);
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
