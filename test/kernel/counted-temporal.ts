import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTemporal } from '../../workers/embedded-temporal.ts';
import { quietProgress } from '../../workers/progress.ts';

/** A Temporal of a test file's own, so that nobody else's actions are counted. */
export const countedTemporal = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-price-'));
  const { address, metricsAddress, stop } = await startTemporal({ dataDir, progress: quietProgress });
  const counted = async (): Promise<number> => {
    const page = await (await fetch(`http://${metricsAddress}/metrics`)).text();
    return page
      .split('\n')
      .filter((line) => line.startsWith('action{') && line.includes('namespace="default"'))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  };
  return {
    address,
    /** Billable actions as the server itself counts them, once its page, renewed every second, stands still. */
    actions: async (): Promise<number> => {
      for (let last = await counted(); ; ) {
        await sleep(2_000);
        const now = await counted();
        if (now === last) return now;
        last = now;
      }
    },
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
