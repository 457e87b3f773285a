/** What a new process is called wherever it has a name. */
import { Script } from 'node:vm';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { pascal } from '../../graphql/schema/names.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../processes.ts';
import { StartError } from '../start-error.ts';
import { wordsOfTemplate } from './template.ts';

export type Names = {
  /** In the code, in Temporal and in the API, such as toolLoan. */
  readonly name: string;
  /** Of its type in the API. */
  readonly type: string;
  readonly folder: string;
  /** In case numbers. */
  readonly code: string;
  readonly en: string;
  readonly zh: string;
};

type Asked = { readonly en?: string | undefined; readonly zh?: string | undefined; readonly code?: string | undefined };

export const namesFor = (asked: string, { en, zh, code }: Asked, mounted: readonly ProcessPackage[]): Names => {
  const folder = asked.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(folder) || folder.length > 40)
    throw new StartError(
      `“${asked}” is no name for a process: use at most 40 letters and digits, in words with hyphens, such as tool-loan.`,
    );
  const words = folder.split('-');
  const name = words.map((word, index) => (index === 0 ? word : pascal(word))).join('');
  const type = pascal(name);
  const others = [...processes, ...mounted];
  refuseTaken(name, type, others);
  const title = pascal(words.join(' '));
  return { name, type, folder, code: codeFor(words, code, others), en: titled(en ?? title), zh: titled(zh ?? en ?? title) };
};

const refuseTaken = (name: string, type: string, others: readonly ProcessPackage[]): void => {
  const taken = (why: string) => new StartError(`The name “${name}” is taken: ${why}. Choose another one, such as ${name}-case.`);
  if (others.some((pkg) => newest(pkg).name === name)) throw taken('a process is called so already');
  if (!isVariable(name) || wordsOfTemplate().has(name)) throw taken('the code of a process has that word already');
  const start = `start${type}`;
  const schema = createSchema(
    others.filter((pkg, index) => others.findIndex((other) => newest(other).name === newest(pkg).name) === index),
  );
  const theirs = [type, `${type}Facts`, `${type}Start`, `${type}State`].find((one) => schema.getType(one));
  if (theirs) throw taken(`the API has a type ${theirs}`);
  if (schema.getMutationType()?.getFields()[start]) throw taken(`the API has a mutation ${start}`);
};

const isVariable = (name: string): boolean => {
  try {
    return Boolean(new Script(`'use strict'; const ${name} = 0`));
  } catch {
    return false;
  }
};

/** Its first letters, as long as no other process numbers its cases so. */
const codeFor = (words: readonly string[], asked: string | undefined, others: readonly ProcessPackage[]): string => {
  const taken = new Set(others.map((pkg) => newest(pkg).code));
  if (asked !== undefined) {
    if (!/^[A-Z][A-Z0-9]{1,3}$/.test(asked))
      throw new StartError(`“${asked}” is no code for case numbers: use two to four capital letters or digits, such as TL.`);
    if (taken.has(asked)) throw new StartError(`Another process numbers its cases by “${asked}”: give this one another code.`);
    return asked;
  }
  const letters = words.join('').toUpperCase();
  const first = words.map((word) => word.slice(0, 1).toUpperCase()).join('');
  const free = [first, ...[2, 3, 4].map((length) => letters.slice(0, length)), `${first}${letters.at(-1)}`].find(
    (one) => /^[A-Z][A-Z0-9]{1,3}$/.test(one) && !taken.has(one),
  );
  if (!free) throw new StartError('All codes that come to mind are taken. Name one for its case numbers: --code XY');
  return free;
};

/** A title stands in the code between quotes, and in a comment. */
const titled = (title: string): string => {
  const plain = title.trim().replaceAll("'", '’');
  if (plain === '' || plain.length > 60 || /[\\`*\p{Cc}]/u.test(plain))
    throw new StartError(`“${title}” is no title: use at most 60 letters, without \\, \` and *.`);
  return plain;
};
