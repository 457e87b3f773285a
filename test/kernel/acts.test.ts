import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const hall = { hall: 'Old mill', purpose: 'Wedding' };

describe('a case', () => {
  it('opens with a number of its tenant, process and day', async () => {
    const answer = await house.start(resident('anna'), hall);
    expect(answer).toMatchObject({ kind: 'done', revision: 0, replayed: false });
    expect(caseOf(answer)).toMatch(/^V[0-9A-F]{6}-HB-\d{8}-0001$/);
    expect(await house.sql(`SELECT state, revision, live FROM cases`)).toEqual([{ state: 'asked', revision: 0, live: true }]);
  });

  it('takes an act, and its record says who did it, from where to where, in one chain of hashes', async () => {
    const id = caseOf(await house.start(resident('anna'), { ...hall, hall: 'School' }));
    expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done', revision: 1 });
    const events = await house.sql<{ previous: string; hash: string; name: string }>(
      `SELECT name, actor_id, role, from_state, to_state, previous, hash FROM events WHERE case_id = $1 ORDER BY revision`,
      [id],
    );
    expect(events).toMatchObject([
      { name: 'AskedFor', actor_id: 'anna', role: 'resident', from_state: null, to_state: 'asked', previous: '' },
      { name: 'Granted', actor_id: 'wang', role: 'warden', from_state: 'asked', to_state: 'granted' },
    ]);
    expect(events[1]?.previous).toBe(events[0]?.hash);
  });

  it('refuses what its rules refuse, without a word in its history', async () => {
    const id = caseOf(await house.start(resident('anna'), { ...hall, hall: 'Barn' }));
    const before = (await house.temporal.workflow.getHandle(id).describe()).historyLength;
    expect(await house.act(resident('anna'), 'grant', id)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.wrongRole' },
    });
    expect(await house.act(resident('anna'), 'giveBack', id)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'kernel.wrongState' },
    });
    expect(await house.act(resident('anna'), 'remark', id, { text: ' ' })).toMatchObject({ kind: 'invalid' });
    expect((await house.temporal.workflow.getHandle(id).describe()).historyLength).toBe(before);
    expect(await house.sql(`SELECT action, code FROM attempts WHERE case_id = $1 ORDER BY at`, [id])).toEqual([
      { action: 'grant', code: 'kernel.wrongRole' },
      { action: 'giveBack', code: 'kernel.wrongState' },
    ]);
  });

  it('opened and acted on at once is opened first, and takes the act', async () => {
    const requestId = nextRequest();
    const opened = house.start(resident('anna'), { ...hall, hall: 'Tower' }, requestId);
    // As early as the number is known, before the workflow has run at all.
    let found: { case_id: string }[] = [];
    while (found.length === 0) found = await house.sql(`SELECT case_id FROM start_requests WHERE request_id = $1`, [requestId]);
    const id = (found[0] as { case_id: string }).case_id;
    let acted = await house.act(warden('wang'), 'grant', id).catch(() => undefined);
    while (!acted) acted = await house.act(warden('wang'), 'grant', id).catch(() => undefined);
    expect(await opened).toMatchObject({ kind: 'done', revision: 0 });
    expect(acted).toMatchObject({ kind: 'done', revision: 1 });
    const { events } = await house.temporal.workflow.getHandle(id).fetchHistory();
    expect(events?.filter(({ eventType }) => eventType === 8 || eventType === 9)).toEqual([]);
  });

  it('has a number of its own, also after the ten-thousandth of its kind on a day', async () => {
    const { start, sql } = house;
    const first = caseOf(await start(resident('anna'), { hall: 'Hall 9998', purpose: 'Wedding' }));
    await sql('UPDATE case_numbers SET last = 9998');
    const numbers: string[] = [];
    for (const hall of ['Hall 9999', 'Hall 10000', 'Hall 10001']) {
      numbers.push(caseOf(await start(resident('anna'), { hall, purpose: 'Wedding' })));
    }
    expect(numbers).toEqual(['9999', '10000', '10001'].map((n) => first.replace(/[0-9]+$/, n)));
  });
});
