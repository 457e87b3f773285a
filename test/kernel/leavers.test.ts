import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../workflows/kernel/process.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const admin: Actor = { id: 'admin', name: 'Admin', grants: [{ role: 'admin' }] };
const granted = async (hall: string) => {
  const id = caseOf(await house.start(resident('anna'), { hall, purpose: 'Wedding' }));
  await house.act(warden('wang'), 'grant', id);
  return id;
};
const open = (id: string) =>
  house.sql<{ action: string; person: string | null; role: string | null }>(
    `SELECT action, person, role FROM tasks WHERE case_id = $1 AND closed_revision IS NULL ORDER BY action, person`,
    [id],
  );

describe('when somebody leaves', () => {
  it('a group goes on without them', async () => {
    const id = await granted('Group');
    expect(await open(id)).toEqual([
      { action: 'giveBack', person: 'anna', role: null },
      { action: 'sign', person: 'wang', role: 'warden' },
      { action: 'sign', person: 'wei', role: 'warden' },
    ]);
    expect(await house.act(admin, 'handBack', id, { person: 'wei' })).toMatchObject({ kind: 'done', revision: 2 });
    await house.act(warden('wang'), 'sign', id);
    expect(await open(id)).toEqual([{ action: 'giveBack', person: 'anna', role: null }]);
  });

  it('what only they had to do goes to their role, and is done when one of it has done it', async () => {
    const id = await granted('Last');
    await house.act(warden('wang'), 'sign', id);
    await house.act(admin, 'handBack', id, { person: 'wei' });
    expect(await open(id)).toContainEqual({ action: 'sign', person: null, role: 'warden' });
    await house.act(warden('new'), 'sign', id);
    expect(await open(id)).toEqual([{ action: 'giveBack', person: 'anna', role: null }]);
    expect(await house.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).toEqual([
      { name: 'AskedFor' },
      { name: 'Granted' },
      { name: 'Signed' },
      { name: 'HandedBack' },
      { name: 'Signed' },
    ]);
  });

  it('only an administrator hands back, and only where something waits', async () => {
    const id = await granted('Rights');
    expect(await house.act(warden('wang'), 'handBack', id, { person: 'wei' })).toMatchObject({ refusal: { code: 'wrongRole' } });
    expect(await house.act(admin, 'handBack', id, { person: 'bao' })).toMatchObject({ refusal: { code: 'nothingToHandBack' } });
    const elsewhere: Actor = {
      ...warden('wang'),
      grants: [...warden('wang').grants, { role: 'admin', units: ['another-unit'] }],
    };
    for (const [action, input] of [
      ['handBack', { person: 'wei' }],
      ['adoptRules', {}],
    ] as const) {
      expect(await house.act(elsewhere, action, id, input)).toMatchObject({ refusal: { code: 'wrongRole' } });
    }
  });

  it('before a task is given to them, it goes to the role at once', async () => {
    await house.sql(`UPDATE people SET ended_on = '2020-01-01' WHERE id = 'wei'`);
    const id = await granted('Gone before');
    expect(await open(id)).toEqual([
      { action: 'giveBack', person: 'anna', role: null },
      { action: 'sign', person: 'wang', role: 'warden' },
      { action: 'sign', person: null, role: 'warden' },
    ]);
    await house.act(warden('wang'), 'sign', id);
    await house.act(warden('new'), 'sign', id);
    expect(await open(id)).toEqual([{ action: 'giveBack', person: 'anna', role: null }]);
  });
});
