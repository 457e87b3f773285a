/** Takes what waits in the outbox to where it belongs, in batches, beside as many other relays as there are. */
import type { Logger } from 'pino';
import { type Attempted, attempt, type Claimed } from '../activities/delivery/attempt.ts';
import { couriersOf } from '../activities/delivery/deliver.ts';
import { outcomeNotes } from '../activities/delivery/outcomes.ts';
import type { Courier, DeliveryServices } from '../activities/delivery/services.ts';
import { keepLooking } from './looking.ts';

/** Milliseconds between looks at an empty outbox. */
const REST = 500;
/** Messages under way at once, in all and on one way out: one receiver that hangs holds up no other. */
const MOST = 200;
const EACH = 10;
/** Milliseconds for which a message is this relay's: then another takes it, for this one may have died. */
const LEASE = 60_000;
/** Milliseconds that tries under way have to end when the relay is asked to stop. */
const DRAIN = 10_000;

export type RelayOptions = {
  readonly services: DeliveryServices;
  readonly log: Logger;
  /** Called for each try that has ended; the channel is email, sms, webhook or act. */
  readonly onTried?: ((channel: string, outcome: Attempted['outcome']) => void) | undefined;
};

/** Runs until the function it gives is called; what is under way then is finished, or given back to other relays. */
export const startRelay = ({ services, log, onTried }: RelayOptions): (() => Promise<void>) => {
  const { pool } = services;
  const underWay = new Map<string, number>();
  const tasks = new Set<Promise<void>>();
  const draining = new AbortController();
  const note = outcomeNotes({ pool, log, lease: LEASE });

  const carry = async (batch: readonly Claimed[], again: () => void): Promise<void> => {
    const [first] = batch;
    if (!first) return;
    const { tenant, way } = first;
    const place = placeOf(first);
    const take = (n: number) => {
      const now = (underWay.get(place) ?? 0) + n;
      if (now > 0) underWay.set(place, now);
      else underWay.delete(place);
    };
    take(batch.length);
    let couriers: ReadonlyMap<string, Courier>;
    try {
      couriers = await couriersOf(services, { tenant, way, ids: batch.map(({ id }) => id) });
    } catch (error) {
      take(-batch.length);
      // They come due again when the lease is over.
      log.warn({ err: error, tenant, channel: way }, 'Messages can’t be delivered just now; they are tried again');
      return;
    }
    await Promise.all(
      batch.map(async (message) => {
        const attempted = await attempt(message, couriers.get(message.id), draining.signal);
        take(-1);
        again();
        onTried?.(way.split(':', 1)[0] ?? '', attempted.outcome);
        await note(message, attempted);
        // What waited for this one may go now.
        again();
      }),
    );
  };
  const stop = keepLooking({
    rest: REST,
    log,
    failed: 'The outbox can’t be emptied just now; it is tried again',
    look: async (_, again) => {
      const room = MOST - [...underWay.values()].reduce((sum, n) => sum + n, 0);
      if (room <= 0) return;
      const { rows } = await pool.query<Claimed>("SELECT * FROM claim_outbox($1, $2, $3, $4::int * interval '1 millisecond')", [
        room,
        EACH,
        JSON.stringify(Object.fromEntries(underWay)),
        LEASE,
      ]);
      for (const batch of Map.groupBy(rows, placeOf).values()) {
        const task: Promise<void> = carry(batch, again).finally(() => tasks.delete(task));
        tasks.add(task);
      }
    },
  });
  return async () => {
    await stop();
    const giveBack = setTimeout(() => draining.abort(), DRAIN);
    await Promise.all(tasks);
    clearTimeout(giveBack);
  };
};

const placeOf = ({ tenant, way }: Claimed): string => `${tenant}/${way}`;
