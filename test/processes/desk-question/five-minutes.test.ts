import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutySpans, mondayToFriday } from '../../../activities/calendar/working-calendar.ts';
import { readResponse } from '../../../activities/desk-question/response.ts';
import { tenantRead } from '../../../activities/tenant-read.ts';
import { deskQuestionPackage } from '../../../processes/desk-question.ts';
import { person } from '../../../testing/play.ts';
import { caseOf, type House, openHouse } from '../../kernel/house.ts';
import { timeSkipping } from '../../servers/shared.ts';

/** On a server whose clock can be moved, with office hours from Monday to Friday and a break at noon. */
let server: TestWorkflowEnvironment;
let house: House;
const asker = { ...person('lan', 'siteWorker'), unit: 'site-001' };
const first = person('first', 'deskOfficer');

beforeAll(async () => {
  server = await timeSkipping();
  house = await openHouse({ packages: [deskQuestionPackage], temporalAddress: server.address as string });
  await house.sql(`UPDATE tenants SET zone = 'Asia/Shanghai'`);
  await house.sql(`INSERT INTO units (tenant, id, parent, path, kind, en, zh) VALUES
    ('village', 'bureau', NULL, '/bureau/', 'bureau', 'Bureau', '局'), ('village', 'site-001', 'bureau', '/bureau/site-001/', 'villageSite', 'Site', '村社'),
    ('village', 'desk', 'bureau', '/bureau/desk/', 'desk', 'Desk', '答疑台')`);
  for (const [id, role, unit] of [
    ['first', 'deskOfficer', null],
    ['second', 'deskOfficer', null],
    ['boss', 'leader', 'bureau'],
  ]) {
    await house.sql(`INSERT INTO people (tenant, id, subject, name) VALUES ('village', $1, $1, $1)`, [id]);
    await house.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, unit, valid_from) VALUES ('village', $1, $1, $2, $3, '2020-01-01')`,
      [id, role, unit],
    );
  }
  const week = mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30'));
  await house.sql(`INSERT INTO calendars (tenant, version, calendar) VALUES ('village', 1, $1)`, [
    { zone: 'Asia/Shanghai', version: 1, week, dated: [], days: {} },
  ]);
  const roster = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', people: ['first', 'second'] };
  await house.sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value) VALUES ('village', 'deskRoster', 'all', '2020-01-01', $1)`,
    [roster],
  );
});
afterAll(async () => {
  await house?.close();
  await server?.teardown();
});

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;

/** Lets time go by until the wall clock next shows this on that day of the week (1 is Monday). */
const waitUntil = async (weekday: number, time: string) => {
  const local = (await server.currentTimeMs()) + SHANGHAI;
  const midnight = Math.floor(local / DAY) * DAY;
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const today = ((new Date(midnight).getUTCDay() + 6) % 7) + 1;
  let target = midnight + ((weekday - today + 7) % 7) * DAY + (hours * 3600 + minutes * 60 + seconds) * 1000;
  if (target < local) target += 7 * DAY;
  await server.sleep(target - local);
};
const ask = async (text: string) => caseOf(await house.start(asker, { text }));
const events = async (id: string) =>
  (await house.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).map(
    ({ name }) => name,
  );
const steps = (id: string) => house.sql(`SELECT name, run, percent FROM clock_steps WHERE case_id = $1 ORDER BY name, run`, [id]);

describe('five minutes of duty', () => {
  it('rest over the weekend: handed on after three minutes, breached after five, once', async () => {
    await waitUntil(5, '17:28');
    const id = await ask('周末前的问题');
    await waitUntil(6, '12:00');
    expect(await events(id)).toEqual(['Asked']);
    await waitUntil(1, '08:30:10');
    expect(await events(id)).toEqual(['Asked']);
    await waitUntil(1, '08:31:30');
    await expect.poll(() => events(id)).toEqual(['Asked', 'HandedOn']);
    await waitUntil(1, '08:34:50');
    await expect.poll(() => events(id)).toEqual(['Asked', 'HandedOn', 'Breached', 'HandedOn']);
    await waitUntil(1, '11:00');
    expect(await events(id)).toHaveLength(4);
    expect(await steps(id)).toEqual([
      { name: 'answer', run: 0, percent: 100 },
      { name: 'claim', run: 0, percent: 100 },
      { name: 'claim', run: 1, percent: 100 },
    ]);
    const told = await house.sql(
      `SELECT person, notice FROM outbox WHERE case_id = $1 AND channel = 'inbox' ORDER BY at, notice, person`,
      [id],
    );
    expect(told).toEqual([
      { person: 'first', notice: 'offered' },
      { person: 'second', notice: 'offered' },
      { person: 'boss', notice: 'breached' },
      { person: 'boss', notice: 'nobodyTakesIt' },
      { person: 'first', notice: 'offeredToAll' },
      { person: 'second', notice: 'offeredToAll' },
    ]);
  }, 120_000);

  it('rest over the break at noon, and an answer in the third minute after it leaves no breach', async () => {
    await waitUntil(2, '11:58');
    const id = await ask('午休前的问题');
    await waitUntil(2, '13:59');
    expect(await events(id)).toEqual(['Asked']);
    await waitUntil(2, '14:00:20');
    expect(await house.act(first, 'claim', id)).toMatchObject({ kind: 'done' });
    await waitUntil(2, '14:01:30');
    expect(await house.act(first, 'answer', id, { text: '可以。' })).toMatchObject({ kind: 'done' });
    await waitUntil(2, '15:00');
    expect(await events(id)).toEqual(['Asked', 'Claimed', 'Answered']);
  }, 120_000);

  it('rest while the asker is asked back, and the response time counts the rest out', async () => {
    await waitUntil(3, '09:00');
    const id = await ask('要补充的问题');
    expect(await house.act(first, 'claim', id)).toMatchObject({ kind: 'done' });
    await waitUntil(3, '09:01');
    expect(await house.act(first, 'askBack', id, { question: '哪一年？' })).toMatchObject({ kind: 'done' });
    await waitUntil(3, '11:00');
    expect(await events(id)).toEqual(['Asked', 'Claimed', 'AskedBack']);
    const [{ from }] = (await house.sql(`SELECT opened_at AS from FROM cases WHERE id = $1`, [id])) as unknown as [
      { from: Date },
    ];
    expect(await house.act(asker, 'reply', id, { text: '去年' })).toMatchObject({ kind: 'done' });
    await waitUntil(3, '11:01');
    expect(await house.act(first, 'answer', id, { text: '可以。' })).toMatchObject({ kind: 'done' });
    const [response] = await readResponse(tenantRead(house.pool, 'village'), {
      from,
      before: new Date('2100-01-01T00:00:00Z'),
      by: 'OFFICER',
      now: await server.currentTimeMs(),
    });
    expect(response).toMatchObject({ key: 'first', count: 1, waiting: 0, breaches: 0 });
    // The clock shows a minute before and a minute after; the two hours between are out of it.
    expect(response?.average).toBeGreaterThan(100);
    expect(response?.average).toBeLessThan(300);
  }, 120_000);
});
