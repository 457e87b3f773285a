import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';

let house: House;
let stopWorker: () => Promise<void>;
beforeAll(async () => {
  house = await openHouse({ worker: false });
  stopWorker = await house.newWorker();
});
afterAll(async () => {
  await stopWorker?.();
  await house?.close();
});

const hall = (name: string) => ({ hall: name, purpose: 'Wedding' });
const countEvents = async (id: string) =>
  (await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM events WHERE case_id = $1`, [id]))[0]?.n;

/** Those who are told that the act is theirs, and no repeat. */
const firstTold = (answers: readonly Awaited<ReturnType<House['act']>>[]) =>
  answers.filter((answer) => answer.kind === 'done' && !answer.replayed);

describe('the same requestId', () => {
  it('opens one case, also when it is sent ten times at once', async () => {
    const requestId = nextRequest();
    const answers = await Promise.all(Array.from({ length: 10 }, () => house.start(resident('anna'), hall('Once'), requestId)));
    expect(new Set(answers.map(caseOf)).size).toBe(1);
    expect(firstTold(answers)).toHaveLength(1);
    expect(await house.start(resident('anna'), hall('Once'), requestId)).toMatchObject({
      kind: 'done',
      revision: 0,
      replayed: true,
    });
    expect(await house.sql(`SELECT count(*)::int AS n FROM cases WHERE title LIKE 'Once%'`)).toEqual([{ n: 1 }]);
  });

  it('does an act once, also when it is sent ten times at once', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Twice')));
    const requestId = nextRequest();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => house.act(warden('wang'), 'remark', id, { text: 'Once.' }, requestId)),
    );
    for (const answer of answers) expect(answer).toMatchObject({ kind: 'done', revision: 1 });
    expect(firstTold(answers)).toHaveLength(1);
    expect(await countEvents(id)).toBe(2);
  });

  it('gets the first answer after a restart of the worker, and after the case has closed', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Later')));
    const requestId = nextRequest();
    expect(await house.act(warden('wang'), 'grant', id, {}, requestId)).toMatchObject({ revision: 1, replayed: false });
    await stopWorker();
    stopWorker = await house.newWorker();
    expect(await house.act(warden('wang'), 'grant', id, {}, requestId)).toMatchObject({ revision: 1, replayed: true });
    await house.act(resident('anna'), 'giveBack', id);
    expect(await house.act(warden('wang'), 'grant', id, {}, requestId)).toMatchObject({ revision: 1, replayed: true });
    expect(await countEvents(id)).toBe(3);
  });

  it('for another act is refused in words, and nothing is done', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Other')));
    const requestId = nextRequest();
    await house.act(warden('wang'), 'remark', id, { text: 'One.' }, requestId);
    for (const again of [
      house.act(warden('wang'), 'remark', id, { text: 'Two.' }, requestId),
      house.act(warden('wang'), 'grant', id, {}, requestId),
      house.act(warden('wei'), 'remark', id, { text: 'One.' }, requestId),
      house.start(resident('anna'), hall('Another'), requestId),
    ]) {
      expect(await again).toMatchObject({ kind: 'invalid', issues: [{ path: ['requestId'] }] });
    }
    expect(await countEvents(id)).toBe(2);
  });

  it('for two different acts at once does one of them', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Both')));
    const requestId = nextRequest();
    const answers = await Promise.all([
      house.act(warden('wang'), 'remark', id, { text: 'One.' }, requestId),
      house.act(warden('wang'), 'remark', id, { text: 'Two.' }, requestId),
    ]);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['done', 'invalid']);
    expect(await countEvents(id)).toBe(2);
  });

  it('that only the kernel may make is refused', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Kernel')));
    expect(await house.act(warden('wang'), 'grant', id, {}, `clock:grant:${id}:0:100`)).toMatchObject({ kind: 'invalid' });
  });
});

describe('a closed case', () => {
  it('refuses what its state refuses', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Closed')));
    await house.act(warden('wang'), 'grant', id);
    await house.act(resident('anna'), 'giveBack', id);
    expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.wrongState' },
    });
  });

  it('whose workflow has ended is taken up again from the record for an act that it takes', async () => {
    const id = caseOf(await house.start(resident('anna'), hall('Ended')));
    await house.act(warden('wang'), 'grant', id);
    await house.act(resident('anna'), 'giveBack', id);
    await expect.poll(async () => (await house.temporal.workflow.getHandle(id).describe()).status.name).toBe('COMPLETED');
    expect(await house.act(warden('wei'), 'remark', id, { text: 'It was clean.' })).toMatchObject({ kind: 'done', revision: 3 });
    await expect.poll(async () => (await house.temporal.workflow.getHandle(id).describe()).status.name).toBe('COMPLETED');
    const chain = await house.sql<{ previous: string; hash: string }>(
      `SELECT previous, hash FROM events WHERE case_id = $1 ORDER BY revision`,
      [id],
    );
    expect(chain.slice(1).map(({ previous }) => previous)).toEqual(chain.slice(0, -1).map(({ hash }) => hash));
  });
});
