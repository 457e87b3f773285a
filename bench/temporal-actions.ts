import { setTimeout as sleep } from 'node:timers/promises';

/** Billable actions as a Temporal server counts them itself, once its metrics page (host:port) stands still. */
export const temporalActions = async (metricsAddress: string): Promise<number> => {
  for (let last = await counted(metricsAddress); ; ) {
    // The page is renewed every second.
    await sleep(1_500);
    const now = await counted(metricsAddress);
    if (now === last) return now;
    last = now;
  }
};

const counted = async (address: string): Promise<number> => {
  const page = await (await fetch(`http://${address}/metrics`)).text();
  return page
    .split('\n')
    .filter((line) => line.startsWith('action{') && line.includes('namespace="default"'))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
};
