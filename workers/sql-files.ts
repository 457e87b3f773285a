import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { StartError } from './start-error.ts';

/**
 * A script of ours or of a package, as it is applied. Tables are made once; functions again whenever their file has changed; rights after
 * anything has.
 */
export type SqlFile = {
  readonly kind: 'tables' | 'functions' | 'rights';
  /** Such as `banjie/record-transition.sql` or `hallBooking/guest-book.sql`. */
  readonly name: string;
  readonly script: string;
  readonly checksum: string;
};

/** The hash that tells whether a script has changed. */
export const checksumOf = (script: string): string => createHash('sha256').update(script).digest('hex');

const ours = 'banjie';

/** Whose script it is: `banjie`, or the name of a package's process. */
export const ownerOf = (name: string): string => name.slice(0, name.indexOf('/'));

const sqlFile = (kind: SqlFile['kind'], owner: string, path: string | URL): SqlFile => {
  const script = readFileSync(path, 'utf8');
  const file = basename(typeof path === 'string' ? path : path.pathname);
  return { kind, name: `${owner}/${file}`, script, checksum: checksumOf(script) };
};

/** All scripts beside the migrations, in the order in which they are applied. `folder` is that of Prisma. */
export const readSqlFiles = (folder: string, packages: readonly ProcessPackage[]): readonly SqlFile[] => {
  const functions = join(folder, 'functions');
  const rights = join(folder, 'rights.sql');
  const files = [
    ...(existsSync(functions) ? readdirSync(functions).toSorted() : [])
      .filter((file) => file.endsWith('.sql'))
      .map((file) => sqlFile('functions', ours, join(functions, file))),
    ...packages.flatMap((pkg) => (pkg.sql?.tables ?? []).map((url) => sqlFile('tables', newest(pkg).name, url))),
    ...packages.flatMap((pkg) => (pkg.sql?.functions ?? []).map((url) => sqlFile('functions', newest(pkg).name, url))),
    ...(existsSync(rights) ? [sqlFile('rights', ours, rights)] : []),
  ];
  const twice = files.find(({ name }, index) => files.findIndex((other) => other.name === name) < index);
  if (twice) throw new StartError(`Two SQL files have the name ${twice.name}. Rename one of them.`);
  return files;
};

/** Whose scripts are known here. Those of a package that isn't mounted are left as they are. */
export const ownersOf = (packages: readonly ProcessPackage[]): ReadonlySet<string> =>
  new Set([ours, ...packages.map((pkg) => newest(pkg).name)]);
