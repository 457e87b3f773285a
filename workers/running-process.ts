import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Is there a process with this number, ours or anybody's? */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The command line of a process, to tell our server from a process that got its number later; nothing where unknown. */
export const commandOf = (pid: number): string | undefined => {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return undefined;
    }
  }
  const listed = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return listed.status === 0 ? listed.stdout : undefined;
};
