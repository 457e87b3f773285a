/**
 * The stories whose histories are kept. A new process gets a file of its own in stories/, named like its folder, that exports `told`: its
 * package, and by name the acts of sample people on the sample street (or of anybody: give an actor instead of a name). Then
 * `npm run histories` records what Temporal has kept of them; from then on the tests replay it.
 */
import { readdirSync } from 'node:fs';
import type { ProcessPackage } from '../../activities/process-package.ts';
import type { Actor } from '../../workflows/kernel/process.ts';

/** What happens in a story; an act that isn't done ends the recording. */
export type Telling = {
  /** Opens a case and gives its number. `historyLimit`: it continues as new after so many history events. `process`: another than the one told of. */
  start: (who: string | Actor, input: object, more?: { historyLimit?: number; process?: string }) => Promise<string>;
  act: (who: string | Actor, action: string, caseId: string, input?: object, process?: string) => Promise<void>;
  /** The first or nth case that links itself to this one in this way, as soon as there is one. */
  linked: (caseId: string, kind: string, nth?: number) => Promise<string>;
  /** The secret code of a case for a purpose, as its holder reads it. */
  code: (caseId: string, purpose: string) => Promise<string>;
  /** Lets time go by, such as `3 days`. */
  pass: (time: `${number} ${'minutes' | 'hours' | 'days'}`) => Promise<void>;
  /** Waits until something has followed by itself, once or several times. */
  until: (caseId: string, event: string, times?: number) => Promise<void>;
  /** What the server's clock shows, in epoch milliseconds. */
  now: () => Promise<number>;
};

export type Told = {
  readonly package: ProcessPackage;
  /** The sample tenant whose people act; the sample street when left out. */
  readonly tenant?: string;
  readonly stories: Readonly<Record<string, (telling: Telling) => Promise<void>>>;
};

/** The stories of every process that has some. */
export const readStories = async (): Promise<Told[]> => {
  const folder = new URL('./stories/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return Promise.all(files.toSorted().map(async (file) => (await import(new URL(file, folder).href)).told as Told));
};
