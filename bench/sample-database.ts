/** PostgreSQL with its tables and the sample data, set up as `npm start` sets up its own, in a folder that goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { seedSampleData } from '../prisma/seed/seed.ts';
import { connectRoles, type PlainUrls } from '../workers/app-role.ts';
import { type EmbeddedPostgres, startPostgres } from '../workers/embedded/postgres.ts';
import { migrate } from '../workers/migrations.ts';
import { type Progress, quietProgress } from '../workers/progress.ts';

export type SampleDatabase = {
  readonly dataDir: string;
  readonly postgres: EmbeddedPostgres;
  readonly plain: PlainUrls;
  /** Signed in as the owner. */
  signedIn(): Promise<Client>;
};

/** Opens what `open` makes on a separate database, with a `stop` that ends everything, the last one first; a failure ends it too. */
export const onSampleDatabase = async <Opened>(
  progress: Progress,
  open: (database: SampleDatabase, endsWith: (stop: () => Promise<unknown>) => void) => Promise<Opened>,
): Promise<Opened & { stop(): Promise<void> }> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-bench-'));
  const stops: (() => Promise<unknown>)[] = [async () => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of stops.toReversed()) await end();
  };
  try {
    const postgres = await startPostgres({ dataDir, progress });
    stops.push(postgres.stop);
    const { ownerUrl } = postgres;
    const plain = await connectRoles(ownerUrl, { dataDir });
    await migrate(ownerUrl, { progress: quietProgress });
    await seedSampleData(ownerUrl);
    const signedIn = async () => {
      const owner = new Client({ connectionString: ownerUrl });
      await owner.connect();
      return owner;
    };
    return { ...(await open({ dataDir, postgres, plain, signedIn }, (end) => stops.push(end))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
