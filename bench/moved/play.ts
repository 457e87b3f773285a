/** What every run on a moved clock begins with and ends with. */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { Unexpected } from './expectation.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';

export type Size = {
  /** 1 is the whole run. */
  readonly scale: number;
  readonly seed: number;
  /** Callers at a time. */
  readonly atOnce: number;
};

/** As the command line says: `--scale 0.05 --seed N --at-once N`. */
export const readSize = (seed: number): Size => {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(seed) },
      'at-once': { type: 'string', default: '12' },
    },
  });
  return { scale: Number(values.scale), seed: Number(values.seed), atOnce: Number(values['at-once']) };
};

/** An error of the script itself is shown with its stack. */
const wordsOf = (error: unknown): string =>
  error instanceof Unexpected ? error.message : String((error as Error).stack ?? error);

/** Plays in a house of its own; after an unexpected result it ends with a sentence and the code 1. */
export const playIn = async (
  tenant: string,
  what: string,
  play: (house: House) => Promise<void>,
  options: HouseOptions = {},
): Promise<void> => {
  console.log(
    `${cpus().length} processors (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}`,
  );
  const house = await openHouse(tenant, options);
  try {
    await play(house);
  } catch (error) {
    console.error(`\n${what} did not come out as it had to. ${wordsOf(error)}`);
    process.exitCode = 1;
  } finally {
    await house.stop();
  }
};
