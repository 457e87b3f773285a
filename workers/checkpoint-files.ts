/** Checkpoints in files: the last one in the data directory, and for others in a folder that they keep. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointKeeper } from '../activities/merkle-log/tenant-logs.ts';

/** `published` has a folder for each tenant with `latest.note`, and one note for each hour that is never written over. */
export const checkpointFiles = (dataDir: string, published: string | undefined): CheckpointKeeper => ({
  last: (tenant) => readFile(join(dataDir, 'checkpoints', `${tenant}.note`), 'utf8').catch(nothing),
  keep: async (tenant, { note }) => {
    await replace(join(dataDir, 'checkpoints'), `${tenant}.note`, note);
    if (published === undefined) return;
    const hour = `${new Date().toISOString().slice(0, 13).replace('T', '-')}.note`;
    await replace(join(published, tenant), 'latest.note', note);
    await writeFile(join(published, tenant, hour), note, { flag: 'wx' }).catch(already);
  },
});

const replace = async (folder: string, name: string, text: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  // Whoever reads meanwhile has the old one or the new one, whole.
  const unfinished = join(folder, `.${name}.${randomUUID()}`);
  await writeFile(unfinished, text);
  await rename(unfinished, join(folder, name));
};

const unless = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return undefined;
};
const nothing = unless('ENOENT');
const already = unless('EEXIST');
