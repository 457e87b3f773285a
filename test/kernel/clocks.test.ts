import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCase } from '../../activities/acting/act.ts';
import { sendAct } from '../../activities/acting/send.ts';
import { timeSkipping } from '../servers/shared.ts';
import { historyLengths } from './history-lengths.ts';
import { caseOf, type House, nextRequest, openHouse, resident, warden } from './house.ts';

/** On a server whose clock can be moved: an hour passes in a moment. */
let server: TestWorkflowEnvironment;
let house: House;
beforeAll(async () => {
  server = await timeSkipping();
  house = await openHouse({ temporalAddress: server.address as string });
});
afterAll(async () => {
  await house?.close();
  await server?.teardown();
});

const ask = async (hall: string) => caseOf(await house.start(resident('anna'), { hall, purpose: 'Wedding' }));
const history = (id: string) =>
  house.sql<{ name: string }>(
    `SELECT name, input->>'percent' AS percent, actor_id FROM events WHERE case_id = $1 ORDER BY revision`,
    [id],
  );

describe('a ladder', () => {
  it('is climbed rung by rung, each exactly once, though nobody is assigned and one role has no holder; at its end the clock acts', async () => {
    const id = await ask('Nobody');
    await server.sleep('3h');
    await expect
      .poll(() => history(id))
      .toEqual([
        { name: 'AskedFor', percent: null, actor_id: 'anna' },
        { name: 'Escalated', percent: '50', actor_id: 'clock:grant' },
        { name: 'Escalated', percent: '100', actor_id: 'clock:grant' },
        { name: 'Lapsed', percent: null, actor_id: 'clock:grant' },
      ]);
    expect(await house.sql(`SELECT percent FROM clock_steps WHERE case_id = $1 ORDER BY percent`, [id])).toEqual([
      { percent: 50 },
      { percent: 100 },
      { percent: 200 },
    ]);
    const told = await house.sql(
      `SELECT person, notice, params->>'percent' AS percent FROM outbox WHERE case_id = $1 AND notice = 'escalated' ORDER BY person, percent`,
      [id],
    );
    expect(told).toEqual([
      { person: 'wang', notice: 'escalated', percent: '100' },
      { person: 'wang', notice: 'escalated', percent: '50' },
      { person: 'wei', notice: 'escalated', percent: '100' },
      { person: 'wei', notice: 'escalated', percent: '50' },
    ]);
    expect(await house.sql(`SELECT state, closed, live FROM cases WHERE id = $1`, [id])).toEqual([
      { state: 'lapsed', closed: true, live: false },
    ]);
  });

  it('is left when its clock stops', async () => {
    const id = await ask('Granted in time');
    await server.sleep('20m');
    expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done' });
    await server.sleep('5h');
    expect((await history(id)).map(({ name }) => name)).toEqual(['AskedFor', 'Granted']);
  });

  it('follows what the tenant has set, from the day it holds', async () => {
    await house.sql(`INSERT INTO limits (tenant, process, name, valid_from, value) VALUES
      ('village', 'hallBooking', 'clock.grant', '2020-01-01', '{"clockMinutes": 600}'),
      ('village', 'hallBooking', 'clock.grant', '2199-01-01', '{"clockMinutes": 1}'),
      ('village', 'hallBooking', 'ladder.grant', '2020-01-01', '[{"at": 10, "notify": [{"person": "wei"}]}]')`);
    const id = await ask('Other limits');
    await server.sleep('30m');
    expect(await history(id)).toHaveLength(1);
    await server.sleep('31m');
    await expect.poll(async () => (await history(id)).at(-1)).toMatchObject({ name: 'Escalated', percent: '10' });
    const clock = await house.sql<{ budget: unknown }>(`SELECT budget FROM clocks WHERE case_id = $1`, [id]);
    expect(clock).toEqual([{ budget: { clockMinutes: 600 } }]);
    await house.sql(`DELETE FROM limits`);
  });
});

describe('a case whose history has grown long by acts that were turned away', () => {
  it('takes the next act all the same, and goes on in a new run', async () => {
    // This server keeps what is left of an Update that was turned away; others do where a worker stumbles.
    const HISTORY_LIMIT = 30;
    const world = { ...house.world, historyLimit: HISTORY_LIMIT };
    const by = { tenant: 'village', actor: resident('anna') };
    const input = { hall: 'Turned away', purpose: 'Wedding' };
    const id = caseOf(await startCase(world, by, { process: 'hallBooking', input, requestId: nextRequest() }));
    const at = { process: 'hallBooking', tenant: 'village', caseId: id, live: true };
    const tooEarly = { action: 'giveBack', actor: resident('anna'), input: {}, reference: undefined, requestHash: '', seen: 0 };
    while ((await historyLengths(house.temporal, id)).every((length) => length < HISTORY_LIMIT))
      expect(await sendAct(world, at, { ...tooEarly, requestId: nextRequest() })).toMatchObject({ kind: 'refused' });
    for (const text of ['One', 'Two', 'Three'])
      expect(await house.act(warden('wang'), 'remark', id, { text })).toMatchObject({ kind: 'done' });
    expect(await historyLengths(house.temporal, id)).toHaveLength(2);
  });
});
