import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtStaff } from '../../activities/acting/staff-days.ts';
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

const leaves = (person: string) => house.sql(`UPDATE people SET ended_on = '2020-01-01' WHERE id = $1`, [person]);
const comesBack = (person: string) => house.sql(`UPDATE people SET ended_on = NULL WHERE id = $1`, [person]);
const givingBack = { action: 'giveBack', person: 'anna', role: null };

describe('when somebody leaves', () => {
  it('a group goes on without them, and with them when they come back', async () => {
    const id = await granted('Group');
    const both = [
      givingBack,
      { action: 'sign', person: 'wang', role: 'warden' },
      { action: 'sign', person: 'wei', role: 'warden' },
    ];
    expect(await open(id)).toEqual(both);
    await leaves('wei');
    expect(await house.act(admin, 'handBack', id, { person: 'wei' })).toMatchObject({ kind: 'done', revision: 2 });
    expect(await open(id)).toEqual(both.slice(0, 2));
    await comesBack('wei');
    expect(await house.act(admin, 'handBack', id, { person: 'wei' })).toMatchObject({ kind: 'done', revision: 3 });
    expect(await open(id)).toEqual(both);
    await leaves('wei');
    await house.act(warden('wang'), 'sign', id);
    expect(await open(id)).toEqual([givingBack]);
    expect(await house.sql(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).toEqual([
      { name: 'AskedFor' },
      { name: 'Granted' },
      { name: 'HandedBack' },
      { name: 'HandedBack' },
      { name: 'Signed' },
    ]);
    await comesBack('wei');
  });

  it('what only they could do falls to the role that is named for it, which may do it then', async () => {
    const id = await granted('Abroad');
    expect(await house.act(warden('wei'), 'giveBack', id)).toMatchObject({ refusal: { code: 'kernel.wrongRole' } });
    await house.sql(
      `INSERT INTO people (tenant, id, name, subject) VALUES ('village', 'anna', 'Anna', 'anna') ON CONFLICT DO NOTHING`,
    );
    await leaves('anna');
    await house.act(admin, 'handBack', id, { person: 'anna' });
    expect(await open(id)).toContainEqual({ action: 'giveBack', person: null, role: 'warden' });
    expect(await house.act(warden('wei'), 'giveBack', id)).toMatchObject({ kind: 'done' });
    await comesBack('anna');
  });

  it('and nobody holds the role any more, the administrators have the work, until somebody does', async () => {
    const id = caseOf(await house.start(resident('anna'), { hall: 'Empty', purpose: 'Wedding' }));
    const ended = (day: string | null) => house.sql(`UPDATE person_roles SET ended_on = $1::date WHERE role = 'warden'`, [day]);
    await ended('2020-01-01');
    await house.act(admin, 'handBack', id, {});
    expect(await open(id)).toEqual([{ action: 'grant', person: null, role: 'admin' }]);
    // With the work comes all that the role may do.
    expect(await house.act(admin, 'remark', id, { text: 'Nobody is there.' })).toMatchObject({ kind: 'done' });
    await ended(null);
    await house.act(admin, 'handBack', id, {});
    expect(await open(id)).toEqual([{ action: 'grant', person: null, role: 'warden' }]);
  });

  it('only an administrator hands back, and only where something waits', async () => {
    const id = await granted('Rights');
    expect(await house.act(warden('wang'), 'handBack', id, { person: 'wei' })).toMatchObject({
      refusal: { code: 'kernel.wrongRole' },
    });
    expect(await house.act(admin, 'handBack', id, { person: 'bao' })).toMatchObject({
      refusal: { code: 'kernel.nothingToHandBack' },
    });
    const elsewhere: Actor = {
      ...warden('wang'),
      grants: [...warden('wang').grants, { role: 'admin', units: ['another-unit'] }],
    };
    for (const [action, input] of [
      ['handBack', { person: 'wei' }],
      ['adoptRules', {}],
    ] as const) {
      expect(await house.act(elsewhere, action, id, input)).toMatchObject({ refusal: { code: 'kernel.wrongRole' } });
    }
  });

  it('before a task is given to them, nobody waits for them', async () => {
    await leaves('wei');
    const id = await granted('Gone before');
    expect(await open(id)).toEqual([givingBack, { action: 'sign', person: 'wang', role: 'warden' }]);
    await house.act(warden('wang'), 'sign', id);
    expect(await open(id)).toEqual([givingBack]);
  });
});

describe('what begins or ends with a day', () => {
  const look = () => lookAtStaff({ services: house.world, log: pino({ level: 'silent' }) });
  const aDayLater = () => house.sql(`UPDATE staff_versions SET looked_on = looked_on - 1`);
  const handedBack = (id: string) =>
    house.sql(`SELECT actor_id, role FROM events WHERE case_id = $1 AND name = 'HandedBack'`, [id]);
  const ended = (day: string) => house.sql(`UPDATE person_roles SET ended_on = ${day} WHERE person_id = 'wei'`);
  const both = [
    { action: 'sign', person: 'wang', role: 'warden' },
    { action: 'sign', person: 'wei', role: 'warden' },
  ];
  beforeAll(async () => {
    await comesBack('wei');
    await look();
  });

  it('moves the work of open cases on that day, once, whoever looks', async () => {
    const id = await granted('Midnight');
    await ended(`tenant_today(tenant) + 1`);
    await aDayLater();
    await look();
    expect(await open(id)).toEqual([givingBack, ...both]);
    await ended(`tenant_today(tenant)`);
    await aDayLater();
    await Promise.all([look(), look()]);
    expect(await open(id)).toEqual([givingBack, ...both.slice(0, 1)]);
    await aDayLater();
    await look();
    expect(await handedBack(id)).toEqual([{ actor_id: 'clock:staff', role: 'admin' }]);
    await ended('NULL');
  });

  it('is caught up with after days on which nobody looked', async () => {
    const id = await granted('Downtime');
    await house.sql(`UPDATE people SET ended_on = tenant_today(tenant) - 3 WHERE id = 'wei'`);
    await house.sql(`UPDATE staff_versions SET looked_on = looked_on - 5`);
    await look();
    expect(await open(id)).toEqual([givingBack, ...both.slice(0, 1)]);
    await comesBack('wei');
  });

  it('ends with a unit what is bound to it', async () => {
    await house.sql(
      `INSERT INTO units (tenant, id, path, en, zh) VALUES ('village', 'top', '/top/', 'Top', '村'), ('village', 'hall', '/top/hall/', 'Hall', '礼堂')`,
    );
    await house.sql(`UPDATE units SET parent = 'top' WHERE id = 'hall'`);
    const id = await granted('Of a unit');
    await house.sql(`UPDATE cases SET unit = 'hall' WHERE id = $1`, [id]);
    await house.sql(`UPDATE person_roles SET unit = 'hall' WHERE person_id = 'wei'`);
    await house.sql(`UPDATE units SET ended_on = tenant_today(tenant) WHERE id = 'hall'`);
    await aDayLater();
    await look();
    expect(await open(id)).toEqual([givingBack, ...both.slice(0, 1)]);
    expect(await house.sql(`SELECT id FROM holders('village', 'warden', 'hall', NULL)`)).toEqual([{ id: 'wang' }]);
    await house.sql(`UPDATE person_roles SET unit = NULL WHERE person_id = 'wei'`);
  });

  it('goes by the zone of each tenant', async () => {
    await house.sql(
      `INSERT INTO tenants (id, code, en, zh, zone) VALUES ('east', 'EAST', 'East', '东', 'Pacific/Kiritimati'), ('west', 'WEST', 'West', '西', 'Pacific/Pago_Pago')`,
    );
    await house.sql(
      `INSERT INTO people (tenant, id, subject, name) SELECT t, 'yu', 'yu-' || t, 'Yu' FROM unnest('{east,west}'::text[]) t`,
    );
    await look();
    const [{ days }] = (await house.sql(
      `SELECT max(looked_on) - min(looked_on) AS days FROM staff_versions WHERE tenant IN ('east', 'west')`,
    )) as [{ days: number }];
    expect(days).toBeGreaterThanOrEqual(1);
  });
});
