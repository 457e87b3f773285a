/** Shows what is being fetched, started or migrated. */
export type Progress = {
  /** Runs `work` under a line such as `… PostgreSQL: starting`, and ends it with `✓ PostgreSQL ready in 3.1 s` or `✗ PostgreSQL …`. */
  during: <T>(subject: string, doing: string, work: (say: (doing: string) => void) => Promise<T>, done?: string) => Promise<T>;
  /** One line that stays, such as where data was placed. */
  note: (text: string) => void;
};

type Screen = { isTTY?: boolean; columns?: number; write: (text: string) => unknown };

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Plain screens (files, CI) get a changed line at most this often, in milliseconds. */
const plainPause = 5_000;

/** Progress on a screen, by default standard error: one living line on a terminal, plain lines elsewhere. */
export const showProgress = (screen: Screen = process.stderr): Progress => ({
  during: async (subject, doing, work, done = 'ready') => {
    const since = performance.now();
    let doingNow = doing;
    let shownAt = since;
    const living = screen.isTTY === true;
    const wipe = living ? '\r\u001b[K' : '';
    const line = () => `… ${subject}: ${doingNow}`;
    const redraw = () => screen.write(`${wipe}${`${line()} (${seconds(since)})`.slice(0, (screen.columns || 80) - 1)}`);
    const ticking = living ? setInterval(redraw, 200) : undefined;
    const say = (now: string) => {
      doingNow = now;
      if (living || performance.now() - shownAt < plainPause) return;
      shownAt = performance.now();
      screen.write(`${line()}\n`);
    };
    if (living) redraw();
    else screen.write(`${line()}\n`);
    try {
      const result = await work(say);
      screen.write(`${wipe}✓ ${subject} ${done} in ${seconds(since)}\n`);
      return result;
    } catch (error) {
      screen.write(`${wipe}✗ ${subject}: gave up after ${seconds(since)}\n`);
      throw error;
    } finally {
      clearInterval(ticking);
    }
  },
  note: (text) => void screen.write(`  ${text}\n`),
});

/** Says nothing; for tests and scripts whose output is read by programs. */
export const quietProgress: Progress = { during: (_subject, _doing, work) => work(() => undefined), note: () => undefined };
