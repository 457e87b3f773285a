/** Acts of this program on their way to one case: a few at once, and one alone while the case doesn't take them. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Temporal keeps ten Updates of a case, of all programs together, and turns the others away. */
const AT_ONCE = 8;

/** Milliseconds before a case that took no act is asked again: at first, and at most. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 1_000;

export type CaseLine = {
  /** Waits for the turn of an act, first of all where it was sent before; until a moment at most, and false where its turn doesn't come by then. */
  enter(until: number, again: boolean): Promise<boolean>;
  /** Lets the next one go; `took` says whether the case took the act and answered it. */
  leave(took: boolean): void;
};

type Waiting = { readonly go: (mine: boolean) => void };

/**
 * The lines of all cases. A case that goes on in a new run ends the one before in a moment without news. If all whom it turns away came again
 * at once, and again, there would be none: so one of them asks, after a pause, and the others wait for what becomes of it.
 */
export const caseLines = (): ((caseId: string) => CaseLine) => {
  const lines = new Map<string, CaseLine>();
  const newLine = (caseId: string): CaseLine => {
    const waiting: Waiting[] = [];
    let under = 0;
    let pause = 0;
    const admit = () => {
      while (waiting.length > 0 && under < (pause > 0 ? 1 : AT_ONCE)) {
        under++;
        waiting.shift()?.go(true);
      }
      if (under === 0) lines.delete(caseId);
    };
    return {
      enter: async (until, again) => {
        const mine = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => one.go(false), Math.max(0, until - Date.now()));
          const one: Waiting = {
            go: (turn) => {
              clearTimeout(timer);
              if (!turn) waiting.splice(waiting.indexOf(one), 1);
              resolve(turn);
            },
          };
          if (again) waiting.unshift(one);
          else waiting.push(one);
          admit();
        });
        if (mine && pause > 0) await sleep(pause);
        return mine;
      },
      leave: (took) => {
        under--;
        pause = took ? 0 : Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE, under === 0 ? pause * 2 : pause));
        admit();
      },
    };
  };
  return (caseId) => {
    const line = lines.get(caseId) ?? newLine(caseId);
    lines.set(caseId, line);
    return line;
  };
};
