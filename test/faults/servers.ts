/** Servers of one test file, to be stopped and killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRoles } from '../../workers/app-role.ts';
import { type EmbeddedPostgres, startPostgres } from '../../workers/embedded/postgres.ts';
import { type EmbeddedTemporal, startTemporal } from '../../workers/embedded/temporal.ts';
import { migrate } from '../../workers/migrations.ts';
import { quietProgress } from '../../workers/progress.ts';
import type { TestDatabase } from '../servers/shared.ts';
import { type Line, openLine } from './line.ts';

export type OwnServers = {
  postgres: EmbeddedPostgres;
  database: TestDatabase;
  /** The way to Temporal, under one address whatever becomes of the server. */
  line: Line;
  /** Where the line leads. */
  temporalAddress: () => string;
  /** Ends Temporal by force and starts it again on the same database file. */
  killTemporal: () => Promise<void>;
  reviveTemporal: () => Promise<void>;
  close: () => Promise<void>;
};

export const openServers = async (): Promise<OwnServers> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-faults-'));
  const startCases = () => startTemporal({ dataDir, progress: quietProgress, persistent: true });
  const [postgres, line] = await Promise.all([startPostgres({ dataDir, progress: quietProgress, fast: true }), openLine()]);
  let temporal: EmbeddedTemporal = await startCases();
  line.connect(temporal.address);
  const { ownerUrl } = postgres;
  const plain = await connectRoles(ownerUrl, { dataDir });
  await migrate(ownerUrl, { progress: quietProgress });
  return {
    postgres,
    database: { ownerUrl, ...plain, name: 'banjie' },
    line,
    temporalAddress: () => temporal.address,
    killTemporal: async () => {
      process.kill(temporal.pid, 'SIGKILL');
      // Waits until it has gone, and gives its claim on the data back.
      await temporal.stop();
    },
    reviveTemporal: async () => {
      temporal = await startCases();
      line.connect(temporal.address);
    },
    close: async () => {
      line.close();
      await temporal.stop();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
