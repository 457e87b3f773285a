/** Histories as Temporal kept them, one file per run of a workflow, in a folder per process and version of its rules. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';

const root = fileURLToPath(new URL('./histories/', import.meta.url));

/** Where the histories of the newest rules of a process are kept. */
export const folderOf = (pkg: ProcessPackage): string => join(root, `${newest(pkg).name}-${newest(pkg).version}`);

export const isKept = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false }) !== undefined;

export type Kept = { readonly name: string; readonly workflowId: string; readonly history: unknown };

/** All that are kept, of every process and version. */
export const readHistories = (): Kept[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((name) => {
      const { workflowId, ...history } = JSON.parse(readFileSync(join(root, name), 'utf8')) as { workflowId: string };
      return { name, workflowId, history };
    });

/** Fills a folder with what `fill` keeps in it, whole or not at all. */
export const replaceFolder = async (folder: string, fill: (unfinished: string) => Promise<void>): Promise<void> => {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await fill(unfinished);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
};

/** Keeps one run, an event per line, in plain words, without who recorded it on which machine. */
export const keep = async (
  folder: string,
  name: string,
  workflowId: string,
  history: Parameters<typeof historyToJSON>[0],
  codec: PayloadCodec,
): Promise<void> => {
  const { events } = JSON.parse(historyToJSON(await decrypted(history, codec)), nameless) as { events: unknown[] };
  const lines = events.map((event) => JSON.stringify(event)).join(',\n');
  writeFileSync(join(folder, `${name}.json`), `{"workflowId":${JSON.stringify(workflowId)},"events":[\n${lines}\n]}\n`);
};

/** The same with every payload in it as its workflow read it. */
const decrypted = async <T>(part: T, codec: PayloadCodec): Promise<T> => {
  if (typeof part !== 'object' || part === null || part instanceof Uint8Array) return part;
  if (Array.isArray(part)) return (await Promise.all(part.map((one) => decrypted(one, codec)))) as T;
  if ((part as Payload).metadata?.encoding instanceof Uint8Array) return (await codec.decode([part as Payload]))[0] as T;
  for (const [key, value] of Object.entries(part)) (part as Record<string, unknown>)[key] = await decrypted(value, codec);
  return part;
};

const nameless = (key: string, value: unknown): unknown => {
  if (key === 'identity') return 'recorder';
  if (key === 'workerVersion' || key === 'binaryChecksum') return undefined;
  if (key === 'taskQueue' && (value as { normalName?: string }).normalName) {
    return { ...(value as object), name: 'sticky' };
  }
  return value;
};
