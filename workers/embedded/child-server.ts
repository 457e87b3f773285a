import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** A server process that runs beside the product. */
export type ChildServer = {
  pid: number;
  /** Settles when the process has ended, with the code or signal it ended by. */
  ended: Promise<string>;
  isRunning: () => boolean;
  /** Asks the process to end, by force after `patience` milliseconds, and waits until it has. */
  stop: (signal?: NodeJS.Signals, patience?: number) => Promise<void>;
};

const running = new Set<ChildProcess>();
const endAll = (): void => {
  for (const child of running) child.kill('SIGINT');
};

/** Without these, an unhandled signal would end us and leave the servers behind. A program that drains handles it itself. */
const endTogether = (() => {
  let watching = false;
  return () => {
    if (watching) return;
    watching = true;
    process.on('exit', endAll);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const onSignal = () => {
        if (process.listenerCount(signal) > 1) return;
        endAll();
        process.removeListener(signal, onSignal);
        process.kill(process.pid, signal);
      };
      process.on(signal, onSignal);
    }
  };
})();

/** Words to put before a command. On Linux the kernel itself ends a server when its parent is killed: `setpriv` sets that and then becomes the server. */
export const tether = (() => {
  let words: string[] | undefined;
  return (): string[] => {
    if (!words) {
      const prefix = ['setpriv', '--pdeathsig', 'INT', '--'];
      const works = process.platform === 'linux' && spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0;
      words = works ? prefix : [];
    }
    return words;
  };
})();

/** Who a server runs as, and where its words go. */
export type ChildOptions = { logFile: string; uid?: number; gid?: number; env?: NodeJS.ProcessEnv };

/** Starts a server; its output goes to `logFile`, that of the start before stays beside it as `.previous`. */
export const startChild = (program: string, args: readonly string[], options: ChildOptions): ChildServer => {
  const { logFile, env = process.env, ...account } = options;
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.previous`);
  const log = openSync(logFile, 'w', 0o600);
  const [command = program, ...rest] = [...tether(), program, ...args];
  endTogether();
  // A separate process group, so that Ctrl-C reaches only us and the worker can drain while the servers are still there.
  // What it writes is for no other user of the machine.
  const before = process.umask(0o077);
  const child = spawn(command, rest, { cwd: '/', env, stdio: ['ignore', log, log], detached: true, ...account });
  process.umask(before);
  closeSync(log);
  running.add(child);
  const ended = new Promise<string>((done) => {
    const finish = (how: string) => {
      running.delete(child);
      done(how);
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(signal ? `signal ${signal}` : `code ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    isRunning: () => running.has(child),
    stop: async (signal = 'SIGINT', patience = 15_000) => {
      if (!running.has(child)) return;
      child.kill(signal);
      const force = setTimeout(() => child.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(force);
    },
  };
};

/** The last lines a server wrote, for the message that says why it didn't start; on a full disk it can't even write why. */
export const lastWords = (logFile: string, lines = 12): string => {
  const words = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
  const { bavail, bsize } = statfsSync(dirname(logFile));
  return [words, roomWords(dirname(logFile), bavail * bsize)].filter((line) => line).join('\n');
};

/** Megabytes that a server needs to begin. */
const ROOM = 64;

/** What is to be said of a disk that has only so many bytes left, if anything. */
export const roomWords = (folder: string, bytes: number): string | undefined => {
  const left = Math.floor(bytes / 1_048_576);
  return left < ROOM ? `The disk of ${folder} has ${left} MB left. Make room, and start again.` : undefined;
};
