import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeSkipping } from '../servers/shared.ts';
import { type Office, openOffice } from './office.ts';
import { protectedLines } from './protected-lines.ts';

/** On a server whose clock can be moved: a season passes in a moment. */
let server: TestWorkflowEnvironment;
let office: Office;
let lines: ReturnType<typeof protectedLines>;
beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({ temporalAddress: server.address as string });
  lines = protectedLines(office);
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

const events = (id: string) =>
  office.sql<{ name: string; percent: string | null }>(
    `SELECT name, input->>'percent' AS percent FROM events WHERE case_id = $1 ORDER BY revision`,
    [id],
  );
const told = (id: string, notice: string) =>
  office.sql<{ person: string }>(
    `SELECT DISTINCT person FROM outbox WHERE case_id = $1 AND notice = $2 AND channel = 'inbox' ORDER BY person`,
    [id, notice],
  );

describe('a protection plan over its season', () => {
  it('has its rounds fall due, escalates what isn’t finished in time, and closes by itself with what is left open', async () => {
    const id = await lines.inForce();
    const [first, second, third] = (await lines.roundsOf(id)) as [string, string, string];
    await lines.round('yao-gang', 'begin', first);
    for (const item of ['E551', 'E552'])
      await lines.round('yao-gang', 'inspect', first, {
        kind: 'line',
        id: item,
        result: 'clear',
        place: { lat: 30, lon: 120.8 },
      });
    await lines.round('yao-gang', 'finish', first, { reason: 'The wells are locked.' });
    const hazard = (await lines.find('shi-yong', { line: 'E617', section: '1', plan: id })).case.id;
    await expect.poll(async () => (await lines.facts(id)).openHazards, { timeout: 20_000 }).toEqual([hazard]);

    // The second round should be finished on the eighth day.
    await server.sleep('10 days');
    await expect
      .poll(async () => (await events(second)).map(({ name }) => name), { timeout: 20_000 })
      .toEqual(['RoundPlanned', 'RoundReminded', 'RoundOverdue']);
    expect((await told(second, 'roundOverdue')).map(({ person }) => person)).toEqual(['shi-yong', 'wei-min', 'yuan-fei']);
    await expect.poll(async () => (await lines.facts(id)).rounds[1].overdue, { timeout: 20_000 }).toBe(true);
    await server.sleep('10 days');
    await expect
      .poll(async () => (await events(second)).at(-1), { timeout: 20_000 })
      .toEqual({ name: 'Escalated', percent: '200' });
    expect(await told(second, 'escalated')).toEqual([{ person: 'shao-kai' }]);
    expect((await events(first)).map(({ name }) => name)).not.toContain('RoundOverdue');

    expect(await lines.stateOf(third)).toBe('planned');
    await server.sleep('11 days');
    await expect.poll(() => lines.stateOf(third), { timeout: 20_000 }).toBe('due');
    expect((await told(third, 'roundDue')).map(({ person }) => person)).toEqual(['lv-ping', 'yao-gang']);
    await expect.poll(async () => (await lines.facts(id)).rounds[2].state, { timeout: 20_000 }).toBe('due');

    await server.sleep('8 days');
    await expect.poll(async () => (await lines.facts(id)).rounds[2].overdue, { timeout: 20_000 }).toBe(true);

    await server.sleep('23 days');
    await expect.poll(() => lines.stateOf(id), { timeout: 20_000 }).toBe('closed');
    expect((await lines.facts(id)).summary).toMatchObject({
      early: null,
      coverage: { lines: { planned: 3, inspected: 2 }, wells: { planned: 3, inspected: 0 } },
      rounds: { planned: 3, finished: 1, overdue: 2 },
      hazards: [{ key: 'serious', value: { found: 1, closed: 0, withdrawn: 0 } }],
      openHazards: [hazard],
    });
    await expect.poll(() => lines.stateOf(second), { timeout: 20_000 }).toBe('cancelled');
    await expect.poll(() => lines.stateOf(third), { timeout: 20_000 }).toBe('cancelled');

    // The hazard outlives its plan, which still hears how it ends.
    expect(await lines.stateOf(hazard)).toBe('found');
    await lines.hazard('shao-kai', 'withdraw', hazard, { reason: 'The tree stands ten metres away.' });
    await expect.poll(async () => (await lines.facts(id)).openHazards, { timeout: 20_000 }).toEqual([]);
    expect((await lines.facts(id)).summary.openHazards).toEqual([hazard]);
  }, 120_000);
});
