/** One try to deliver a message, and what became of it. */
import { pauseAfter } from './patience.ts';
import { type Courier, Undeliverable } from './services.ts';

/** A message that is a relay's for a while. */
export type Claimed = {
  readonly id: string;
  readonly tenant: string;
  /** The way out: email, sms, webhook:<id>, or act for acts on other cases and their opening. */
  readonly way: string;
  /** With the one that begins now. */
  readonly tries: number;
  /** Milliseconds since the first try. */
  readonly tried_for: number;
};

export type Attempted = {
  readonly outcome: 'delivered' | 'kept' | 'again' | 'givenUp' | 'undeliverable' | 'returned';
  readonly failure?: string;
  /** Milliseconds until it is tried again. */
  readonly pause?: number;
};

/** Milliseconds that one try may take. */
const PATIENCE = 30_000;

/** Characters of a transport's own words that are kept. */
const LONGEST = 500;

/** Tries once, for half a minute at most. Where `draining` comes first, the message is given back: it may arrive all the same, and comes again. */
export const attempt = async (
  { way, tries, tried_for: triedFor }: Claimed,
  courier: Courier | undefined,
  draining: AbortSignal,
): Promise<Attempted> => {
  let timer: NodeJS.Timeout | undefined;
  let drained: (() => void) | undefined;
  try {
    if (!courier) throw new Undeliverable('This message is gone.');
    return await Promise.race([
      courier().then((outcome) => ({ outcome })),
      new Promise<never>((_, fail) => {
        timer = setTimeout(() => fail(new Error('It took longer than half a minute.')), PATIENCE);
      }),
      new Promise<Attempted>((back) => {
        drained = () => back({ outcome: 'returned' });
        draining.addEventListener('abort', drained);
      }),
    ]);
  } catch (error) {
    const failure = (error instanceof Error ? error.message : String(error)).slice(0, LONGEST);
    if (error instanceof Undeliverable) return { outcome: 'undeliverable', failure };
    const pause = pauseAfter(way, { tries, triedFor });
    return pause === undefined ? { outcome: 'givenUp', failure } : { outcome: 'again', failure, pause };
  } finally {
    clearTimeout(timer);
    if (drained) draining.removeEventListener('abort', drained);
  }
};
