import { describe, expect, it, vi } from 'vitest';
import { attempt } from '../../../activities/delivery/attempt.ts';
import { pauseAfter } from '../../../activities/delivery/patience.ts';
import { Undeliverable } from '../../../activities/delivery/services.ts';

const HOUR = 3_600_000;
const middle = () => 0.5;

describe('a message that fails', () => {
  it('is tried again after growing pauses, then each hour, and is given up three days after its first try', () => {
    const pauses: number[] = [];
    let triedFor = 0;
    for (let tries = 1; ; tries++) {
      const pause = pauseAfter('email', { tries, triedFor }, middle);
      if (pause === undefined) break;
      pauses.push(pause / 1_000);
      triedFor += pause;
    }
    expect(pauses.slice(0, 7)).toEqual([2, 15, 120, 600, 1_800, 3_600, 3_600]);
    expect(triedFor).toBeGreaterThanOrEqual(72 * HOUR);
    expect(triedFor).toBeLessThan(74 * HOUR);
  });

  it('comes again a tenth sooner or later, so that what failed together doesn’t come together', () => {
    const hour = { tries: 20, triedFor: HOUR };
    expect(pauseAfter('sms', hour, () => 0)).toBe(0.9 * HOUR);
    expect(pauseAfter('sms', hour, () => 1)).toBeCloseTo(1.1 * HOUR);
  });

  it('is an act on another case: it is tried each minute, and never given up', () => {
    expect(pauseAfter('act', { tries: 5_000, triedFor: 200 * HOUR }, middle)).toBe(60_000);
  });

  it('is given up at once where it can’t arrive as it is', async () => {
    const message = { id: 'm', tenant: 'village', way: 'email', tries: 1, tried_for: 0 };
    const lost = async () => {
      throw new Undeliverable('There is no address for email.');
    };
    expect(await attempt(message, lost, new AbortController().signal)).toEqual({
      outcome: 'undeliverable',
      failure: 'There is no address for email.',
    });
  });
});

describe('a try', () => {
  const message = { id: 'm', tenant: 'village', way: 'email', tries: 1, tried_for: 0 };
  const never = () => new Promise<never>(() => {});

  it('ends after half a minute, though nobody has answered', async () => {
    vi.useFakeTimers();
    try {
      const trying = attempt(message, never, new AbortController().signal);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await trying).toMatchObject({ outcome: 'again', failure: 'It took longer than half a minute.' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives its message back when the relay ends before it', async () => {
    const draining = new AbortController();
    const trying = attempt(message, never, draining.signal);
    draining.abort();
    expect(await trying).toEqual({ outcome: 'returned' });
  });
});
