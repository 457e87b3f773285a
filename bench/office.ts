/** Banjie's worker and API in a separate process, as the measuring program sees it. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type ProgramPlace = {
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly taskQueue: string;
  readonly dataDir: string;
  /** Whether a worker as the SDK makes it, and one that trusts everybody, run beside Banjie's. */
  readonly others?: boolean;
};

/** Bytes over its sockets to PostgreSQL so far; bytes of memory it holds after collecting garbage; its end. */
export type Question = 'databaseBytes' | 'memory' | 'stop';
export type Answer = number;

export type Office = {
  readonly url: string;
  readonly pid: number;
  readonly taskQueue: string;
  ask(question: Exclude<Question, 'stop'>): Promise<number>;
  stop(): Promise<void>;
};

/** Starts it, and waits until it takes cases. `profileDir` is where Node leaves a CPU profile at its end. */
export const openOffice = async (place: ProgramPlace, profileDir?: string): Promise<Office> => {
  const profiling = profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [];
  const child = fork(join(import.meta.dirname, 'program.ts'), [JSON.stringify(place)], {
    // As `npm start` does it: with more room for young objects the collector stops all work for longer, and the slowest answers with it.
    execArgv: ['--max-semi-space-size=8', '--expose-gc', ...profiling],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { url } = await firstWord(child);
  let last = 0;
  const ask = (question: Question) =>
    new Promise<number>((done, fail) => {
      const id = ++last;
      const hear = (message: { id?: number; value: number }) => {
        if (message.id !== id) return;
        child.off('message', hear);
        child.off('exit', gone);
        done(message.value);
      };
      const gone = () => fail(new Error('The program under measurement has ended.'));
      child.on('message', hear);
      child.once('exit', gone);
      child.send({ id, question });
    });
  return {
    url,
    pid: child.pid as number,
    taskQueue: place.taskQueue,
    ask,
    stop: async () => {
      const ended = new Promise<void>((done) => child.once('exit', () => done()));
      await ask('stop');
      await ended;
    },
  };
};

const firstWord = (child: ChildProcess): Promise<{ url: string }> =>
  new Promise((done, fail) => {
    const gone = (code: number | null) => fail(new Error(`The program under measurement didn't start (code ${code}).`));
    child.once('exit', gone);
    child.once('message', (message) => {
      child.off('exit', gone);
      done(message as { url: string });
    });
  });
