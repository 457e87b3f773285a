/** What became of messages, noted in the outbox. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Attempted, Claimed } from './attempt.ts';

/** Milliseconds in which outcomes of one way gather, to be noted together. */
const GATHER = 20;
/** Milliseconds between tries to note them while the database is away. */
const REST = 1_000;

type Noted = { readonly result: object; readonly until: number; readonly done: () => void };

/** Notes each outcome, those of one way together. While the database is away it goes on trying, until the message isn't this relay's any more. */
export const outcomeNotes = ({ pool, log, lease }: { readonly pool: Pool; readonly log: Logger; readonly lease: number }) => {
  const gathered = new Map<string, Noted[]>();

  const write = async (tenant: string, way: string): Promise<void> => {
    const place = `${tenant}/${way}`;
    await sleep(GATHER);
    const notes = gathered.get(place) ?? [];
    gathered.delete(place);
    const until = Math.min(...notes.map((note) => note.until));
    const results = JSON.stringify(notes.map(({ result }) => result));
    for (;;) {
      try {
        const { rows } = await pool.query<{ now: 'paused' | 'resumed' | null }>('SELECT note_deliveries($1, $2, $3) AS now', [
          tenant,
          way,
          results,
        ]);
        if (rows[0]?.now === 'paused') log.warn({ tenant, channel: way }, 'A channel fails, and is paused');
        if (rows[0]?.now === 'resumed') log.info({ tenant, channel: way }, 'A channel works again');
        break;
      } catch (error) {
        if (performance.now() > until) {
          log.warn({ err: error, tenant, channel: way }, 'Outcomes can’t be noted; the messages are tried again');
          break;
        }
        await sleep(REST);
      }
    }
    for (const { done } of notes) done();
  };

  return ({ id, tenant, way, tries }: Claimed, attempted: Attempted): Promise<void> =>
    new Promise((done) => {
      const place = `${tenant}/${way}`;
      const note = { result: { id, tries, ...attempted }, until: performance.now() + lease, done };
      const others = gathered.get(place);
      if (others) return void others.push(note);
      gathered.set(place, [note]);
      void write(tenant, way);
    });
};
