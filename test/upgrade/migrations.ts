/** Migrations that databases outside have: neither their names nor a letter of them change. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksumOf } from '../../workers/sql-files.ts';
import type { FrozenMigration } from './recordings.ts';

const folder = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

const fileOf = (name: string): string => join(folder, name, 'migration.sql');

/** Those of today. */
export const frozenMigrations = (): readonly FrozenMigration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, checksum: checksumOf(readFileSync(fileOf(name), 'utf8')) }));

/** What became of those of a version, in sentences; nothing where they are as they were. */
export const migrationsBroken = (version: string, then: readonly FrozenMigration[]): readonly string[] =>
  then.flatMap(({ name, checksum }) => {
    if (!existsSync(fileOf(name)))
      return [
        `The migration ${name} of ${version} is gone: databases that have it take the new ones for another program’s. Put it back.`,
      ];
    return checksumOf(readFileSync(fileOf(name), 'utf8')) === checksum
      ? []
      : [`The migration ${name} of ${version} was edited: put its text back, and write what changes into a new migration.`];
  });
