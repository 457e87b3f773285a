import { readdirSync, readFileSync } from 'node:fs';
import { commandOf } from '../workers/running-process.ts';

/** Milliseconds of processor time that a process and its children have used, also those that have ended; 0 where there is no /proc. */
export const processorMillis = (pid: number): number => {
  const own = statOf(pid);
  if (!own) return 0;
  const living = processes().flatMap((other) => (other !== pid ? (statOf(other) ?? []) : []));
  const children = living.filter(({ parent }) => parent === pid).reduce((sum, { used }) => sum + used, 0);
  return (own.used + own.ended + children) * TICK;
};

/** A child of this program by a word of its command; 0 where there is none. */
export const childNamed = (name: string): number =>
  processes().find((pid) => commandOf(pid)?.includes(name) === true && statOf(pid)?.parent === process.pid) ?? 0;

/** A tick of the kernel's user-space clock is a hundredth of a second on every Linux that is in use. */
const TICK = 10;

const processes = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

const statOf = (pid: number): { parent: number; used: number; ended: number } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; what follows it is the third field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]));
    return {
      parent: parent as number,
      used: (user as number) + (system as number),
      ended: (endedUser as number) + (endedSystem as number),
    };
  } catch {
    return undefined;
  }
};
