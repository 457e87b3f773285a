import { setTimeout as sleep } from 'node:timers/promises';
import { Unexpected } from './expectation.ts';

/** Milliseconds of real time in which what follows by itself has followed. */
const PATIENCE = 20_000;

/** Reads again and again until something is there; for what a clock or a case does in its own time. */
export const eventually = async <T>(read: () => Promise<T | undefined>, otherwise: string, patience = PATIENCE): Promise<T> => {
  for (const end = performance.now() + patience; ; await sleep(50)) {
    const found = await read();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Unexpected(otherwise);
  }
};
