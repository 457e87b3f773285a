/** A whole Banjie on the run's PostgreSQL, with a Temporal of its own whose clock the test moves. */
import type { TestOptions } from '../../testing/test-banjie.ts';
import { startWholeBanjie, type WholeBanjie } from '../../testing/whole-banjie.ts';
import { sharedBundle } from './bundles.ts';
import { freshDatabase } from './shared.ts';

/** As `startBanjieForTests` does for others, without making a cluster, tables and a bundle again. */
export const startOnSharedPostgres = (options: TestOptions): Promise<WholeBanjie> =>
  startWholeBanjie(options, async () => {
    const [database, bundle] = await Promise.all([freshDatabase(), sharedBundle(options.packages)]);
    return { ...database, bundle };
  });
