import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';
import { faultsOfRecord } from './record-check.ts';

/** Ten acts fill a history here. */
const HISTORY_LIMIT = 60;

let house: House;
beforeAll(async () => {
  house = await openHouse({ historyLimit: HISTORY_LIMIT });
  // A step every second or so.
  const steps = [2, 4, 6, 8, 10].map((at) => ({ at, notify: [{ role: 'warden' }] }));
  await house.sql(
    `INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
      ('village', 'hallBooking', 'clock.grant', '2020-01-01', '{"clockMinutes": 1}'), ('village', 'hallBooking', 'ladder.grant', '2020-01-01', $1)`,
    [JSON.stringify(steps)],
  );
});
afterAll(() => house?.close());

describe('a case whose history has grown long', () => {
  it('continues as new in the middle of acts and clocks: no act is lost, none is doubled, and each rung is climbed once', async () => {
    const id = caseOf(await house.start(resident('anna'), { hall: 'Long story', purpose: 'Wedding' }));
    const runs = new Set<string>();
    const look = async () => runs.add((await house.temporal.workflow.getHandle(id).describe()).runId);
    const acts: { requestId: string; text: string; revision: number }[] = [];
    let told = false;
    const caller = async (n: number) => {
      for (let i = 0; !told || runs.size <= 3; i++) {
        const requestId = nextRequest();
        const text = `${n}.${i}`;
        // Each is sent twice at once, so that one of the two may come to another run than the other.
        const send = () => house.act(warden('wang'), 'remark', id, { text }, requestId);
        const [one, other] = await Promise.all([send(), send()]);
        expect(one).toMatchObject({ kind: 'done' });
        expect(other).toMatchObject({ kind: 'done' });
        if (one.kind !== 'done' || other.kind !== 'done') return;
        expect(other.revision).toBe(one.revision);
        acts.push({ requestId, text, revision: one.revision });
        await look();
      }
    };
    const calling = Promise.all([1, 2, 3].map(caller));
    const escalations = () =>
      house.sql<{ percent: string }>(
        `SELECT input->>'percent' AS percent FROM events WHERE case_id = $1 AND name = 'Escalated' ORDER BY revision`,
        [id],
      );
    const everyStep = ['2', '4', '6', '8', '10'].map((percent) => ({ percent }));
    await expect
      .poll(escalations, { timeout: 40_000, interval: 500 })
      .toEqual(everyStep)
      .finally(() => {
        told = true;
      });
    await calling;

    expect(runs.size).toBeGreaterThan(3);
    const events = await house.sql<{ requestId: string; text: string; revision: number }>(
      `SELECT request_id AS "requestId", input->>'text' AS text, revision FROM events WHERE case_id = $1 AND name = 'Remarked' ORDER BY revision`,
      [id],
    );
    expect(events).toEqual(acts.toSorted((a, b) => a.revision - b.revision));
    expect(await escalations()).toEqual(everyStep);
    expect(await faultsOfRecord(house)).toEqual([]);

    const [first] = acts as [(typeof acts)[number]];
    expect(await house.act(warden('wang'), 'remark', id, { text: first.text }, first.requestId)).toMatchObject({
      revision: first.revision,
      replayed: true,
    });
    expect(await house.act(warden('wei'), 'grant', id)).toMatchObject({ kind: 'done' });
    expect(await house.act(resident('anna'), 'giveBack', id)).toMatchObject({ kind: 'done' });
    await expect.poll(async () => (await house.temporal.workflow.getHandle(id).describe()).status.name).toBe('COMPLETED');
    for (const runId of runs) {
      const { historyLength } = await house.temporal.workflow.getHandle(id, runId).describe();
      expect(historyLength).toBeLessThan(HISTORY_LIMIT * 2);
    }
  }, 60_000);

  it('keeps each run short and answers everybody, however many act at once', async () => {
    const id = caseOf(await house.start(resident('bao'), { hall: 'Busy hall', purpose: 'Wedding' }));
    const texts = Array.from({ length: 100 }, (_, n) => `Remark ${n}`);
    const answers = await Promise.all(texts.map((text) => house.act(warden('wang'), 'remark', id, { text })));
    expect(answers.filter(({ kind }) => kind !== 'done')).toEqual([]);
    const remarked = await house.sql<{ text: string }>(
      `SELECT input->>'text' AS text FROM events WHERE case_id = $1 AND name = 'Remarked'`,
      [id],
    );
    expect(remarked.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    expect(await faultsOfRecord(house)).toEqual([]);
    // A worker that stumbles under so many at once resumes the case from the record, so that not every run knows the one before.
    const lengths: number[] = [];
    for await (const run of house.temporal.workflow.list({ query: `WorkflowId = '${id}'` })) lengths.push(run.historyLength);
    expect(lengths.length).toBeGreaterThan(5);
    // The last act that fits in, and the step into the next run.
    expect(Math.max(...lengths)).toBeLessThanOrEqual(HISTORY_LIMIT + 12);
  }, 60_000);
});
