/** What is kept of each version that was released: one folder per version, written by `npm run upgrade -- record` and never changed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { Names } from './names.ts';

const root = import.meta.dirname;

/** What somebody of that version did next: a request as its clients send it. */
export type NextAct = {
  readonly process: string;
  readonly caseId: string;
  readonly tenant: string;
  /** Nothing where the case was closed. */
  readonly act?: {
    readonly person: string;
    readonly action: string;
    readonly document: string;
    readonly input?: object;
  };
};

/** Keys of the recording alone: they were made for it and protect nothing. */
export type TestKeys = { readonly secret: string; readonly house: JWK };

export type FrozenMigration = { readonly name: string; readonly checksum: string };

export type Recording = {
  readonly version: string;
  readonly folder: string;
  readonly migrations: readonly FrozenMigration[];
  readonly names: Names;
  readonly next: readonly NextAct[];
  readonly keys: TestKeys;
};

export const folderOf = (version: string): string => join(root, version);

export const isRecorded = (version: string): boolean => existsSync(join(folderOf(version), 'next.json'));

export const readRecording = (version: string): Recording => {
  const folder = folderOf(version);
  const read = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  return {
    version,
    folder,
    migrations: read('migrations'),
    names: read('names'),
    next: read('next'),
    keys: read('keys'),
  };
};

/** Every version that was ever recorded. */
export const recordings = (): readonly Recording[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isRecorded(entry.name))
    .map(({ name }) => readRecording(name));
