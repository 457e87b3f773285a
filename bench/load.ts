import { processorMillis } from './processor-time.ts';
import type { Way } from './ways.ts';

export type ProcessPids = { readonly program: number; readonly temporal: number; readonly postgres: number };

/** What playing some cases took. Times in milliseconds; those of processors by case. */
export type Load = {
  readonly casesPerSecond: number;
  readonly starts: readonly number[];
  readonly acts: readonly number[];
  readonly processor: Readonly<Record<keyof ProcessPids | 'client', number>>;
};

/** Plays so many cases, so many at once. */
export const play = async (way: Way, cases: number, atOnce: number, pids: ProcessPids): Promise<Load> => {
  const starts: number[] = [];
  const acts: number[] = [];
  const took = (action: string, milliseconds: number) => (action === 'start' ? starts : acts).push(milliseconds);
  const used = () => ({
    program: processorMillis(pids.program),
    temporal: processorMillis(pids.temporal),
    postgres: processorMillis(pids.postgres),
    client: process.cpuUsage().user / 1_000 + process.cpuUsage().system / 1_000,
  });
  const before = used();
  const since = performance.now();
  let left = cases;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await way.play(took);
    }),
  );
  const seconds = (performance.now() - since) / 1_000;
  const after = used();
  const per = (who: keyof typeof before) => (after[who] - before[who]) / cases;
  return {
    casesPerSecond: cases / seconds,
    starts,
    acts,
    processor: { program: per('program'), temporal: per('temporal'), postgres: per('postgres'), client: per('client') },
  };
};
