import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalActions } from '../../bench/temporal-actions.ts';
import { startTemporal } from '../../workers/embedded/temporal.ts';
import { quietProgress } from '../../workers/progress.ts';

/** A Temporal of one test file, so that no other file's actions are counted. */
export const countedTemporal = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-price-'));
  const { address, metricsAddress, stop } = await startTemporal({ dataDir, progress: quietProgress });
  return {
    address,
    actions: () => temporalActions(metricsAddress),
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
