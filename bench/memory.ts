/** How much memory open cases take in the worker that holds them. */
import { openBench } from './cases.ts';
import { showTable } from './figures.ts';
import type { Servers } from './servers.ts';

/** Opens so many cases in a fresh program, once as bare workflows and once as Banjie's, and prints its memory before and after. */
export const benchMemory = async (servers: Servers, open: number): Promise<void> => {
  const rows: (string | number)[][] = [];
  for (const name of ['bare', 'kernel'] as const) {
    const bench = await openBench(servers, `memory-${name}`);
    try {
      const way = bench.ways[name];
      const start = async () => void (await way.play(() => undefined, 1));
      // What any first cases bring with them isn't the cases' own.
      for (let n = 0; n < 50; n++) await start();
      const before = await bench.office.ask('memory');
      let left = open;
      await Promise.all(
        Array.from({ length: 16 }, async () => {
          while (left-- > 0) await start();
        }),
      );
      const after = await bench.office.ask('memory');
      rows.push([way.name, before / 2 ** 20, after / 2 ** 20, (after - before) / open / 2 ** 10]);
    } finally {
      await bench.close();
    }
  }
  console.log(`\nMemory of worker and API, at ${open} open cases`);
  showTable(['', 'MiB before', 'MiB with them open', 'KiB per case'], rows);
};
