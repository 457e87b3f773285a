import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chanceOf } from '../../bench/moved/chance.ts';
import { caseOf, nextRequest, resident, warden } from '../kernel/house.ts';
import { faultsOfRecord } from '../kernel/record-check.ts';
import { openVillage, untilAnswered, type Village, type WorkerProcess } from './village.ts';

let village: Village;
beforeAll(async () => {
  village = await openVillage();
});
afterAll(() => village?.close());

const CASES = 12;
const ROUNDS = 20;
/** Milliseconds between two kills, at most. */
const PAUSE = 4_000;

describe('through many kills at random moments', () => {
  it('every accepted act is recorded exactly once, and every chain of hashes is whole', async () => {
    const seed = Number(process.env.BANJIE_TEST_SEED ?? Date.now() % 2 ** 31);
    // A seed decides, so that a failed run can be played again.
    const random = chanceOf(seed).next;
    const { house, servers } = village;
    const workers: WorkerProcess[] = [await village.startWorker(), await village.startWorker()];
    const answers = new Map<string, { caseId: string; revision: number }>();
    let going = true;

    /** One caller with a case: asks for the hall, remarks as long as there is trouble, is granted it and gives it back. */
    const caller = async (n: number): Promise<void> => {
      const noted = async (requestId: string, send: () => ReturnType<typeof house.act>) => {
        const answer = await untilAnswered(send);
        expect(answer, `seed ${seed}, ${requestId}`).toMatchObject({ kind: 'done' });
        if (answer.kind === 'done') answers.set(requestId, answer);
        return answer;
      };
      const opening = nextRequest();
      const id = caseOf(
        await noted(opening, () => house.start(resident('anna'), { hall: `No. ${n}`, purpose: 'Feast' }, opening)),
      );
      const does = (who: ReturnType<typeof warden>, action: string, input: unknown = {}) => {
        const requestId = nextRequest();
        return noted(requestId, () => house.act(who, action, id, input, requestId));
      };
      while (going) {
        // Two at once, and one after them.
        await Promise.all([does(warden('wang'), 'remark', { text: 'One.' }), does(warden('wei'), 'remark', { text: 'Two.' })]);
        await does(resident('anna'), 'remark', { text: 'Three.' });
      }
      await does(warden('wang'), 'grant');
      await does(resident('anna'), 'giveBack');
    };
    const calling = Promise.all(Array.from({ length: CASES }, (_, n) => caller(n)));
    // Rounds go on to their end when a caller fails; the failure is reported after them.
    calling.catch(() => undefined);
    for (let round = 1; round <= ROUNDS; round++) {
      await sleep(random() * PAUSE);
      if (round % 7 === 0) {
        await servers.postgres.pause(random() < 0.5 ? 'crash' : 'orderly');
        await sleep(random() * 1_000);
        await servers.postgres.resume();
      } else if (round % 10 === 0) {
        await servers.killTemporal();
        await servers.reviveTemporal();
      } else {
        const [victim] = workers.splice(Math.floor(random() * workers.length), 1);
        await victim?.kill();
        workers.push(await village.startWorker());
      }
    }
    going = false;
    await calling;

    const events = await house.sql<{ request_id: string; case_id: string; revision: number }>(
      `SELECT request_id, case_id, revision FROM events`,
    );
    expect(events.length, `seed ${seed}`).toBeGreaterThan(CASES * 6);
    const recorded = new Map(events.map(({ request_id, case_id, revision }) => [request_id, `${case_id} ${revision}`]));
    expect(recorded.size, `seed ${seed}: a requestId twice`).toBe(events.length);
    const answered = new Map([...answers].map(([requestId, { caseId, revision }]) => [requestId, `${caseId} ${revision}`]));
    expect(recorded, `seed ${seed}`).toEqual(answered);
    expect(await faultsOfRecord(house), `seed ${seed}`).toEqual([]);
    expect(await house.sql(`SELECT DISTINCT state, live FROM cases`)).toEqual([{ state: 'over', live: false }]);
    expect(await house.sql(`SELECT 1 FROM holds`)).toEqual([]);
    console.log(`${ROUNDS} kills, ${events.length} events of ${CASES} cases, seed ${seed}`);
  }, 200_000);
});
