import { afterAll, beforeAll, expect, it } from 'vitest';
import { fushan } from '../../prisma/seed/fushan.ts';
import { patrolSchedulePackage } from '../../processes/patrol-schedule.ts';
import { CLOCKS_MOVED } from '../../workflows/kernel/contract.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { caseOf, type House, openHouse } from './house.ts';

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

let house: House;
beforeAll(async () => {
  house = await openHouse({
    packages: [patrolSchedulePackage],
    data: { ...fushan, limits: [{ process: 'patrolSchedule', name: 'aheadDays', value: 0 }] },
    worker: false,
  });
});
afterAll(() => house?.close());

it('turns that a clock missed while no worker ran are taken once each, in their order, and marked late', async () => {
  const leader: Actor = { id: 'gu-qing', name: '顾青', grants: [{ role: 'patrolLeader' }] };
  const stop = await house.newWorker();
  const input = { title: 'Daily', route: 'cangqiao', kind: 'sewage', frequency: { by: 'days' } };
  const id = caseOf(await house.start(leader, input));
  const turns = () =>
    house.sql<{ day: string; late: number; next: string }>(
      `SELECT reference#>>'{turn,day}' AS day, (reference#>>'{turn,daysLate}')::int AS late, reference#>>'{turn,next}' AS next
       FROM events WHERE case_id = $1 AND name = 'RoundOrdered' ORDER BY revision`,
      [id],
    );
  await expect.poll(turns).toHaveLength(1);
  await stop();
  const today = Math.floor((Date.now() + ZONE) / DAY);
  const day = (days: number) => new Date((today + days) * DAY).toISOString().slice(0, 10);
  // As if the last turn had been that of three days ago.
  const began = (today - 3) * DAY - ZONE;
  await house.sql(
    `UPDATE clocks SET budget = budget || jsonb_build_object('after', $2::text), ledger = jsonb_build_array(jsonb_build_object('at', $3::bigint, 'kind', 'start')),
       started_at = to_timestamp($3::bigint / 1000), next_step_at = to_timestamp($3::bigint / 1000) + interval '1 day' WHERE case_id = $1 AND state = 'running'`,
    [id, day(-3), began],
  );
  await house.sql(`UPDATE clocks SET budget = jsonb_set(budget, '{repeat,from}', to_jsonb($2::text)) WHERE case_id = $1`, [
    id,
    day(-9),
  ]);
  await house.sql(
    `UPDATE cases SET facts = facts || jsonb_build_object('from', $2::text, 'rounds', '[]'::jsonb), next_step_at = now() - interval '2 days' WHERE id = $1`,
    [id, day(-9)],
  );
  // What the worker remembers of its clocks is forgotten with another calendar.
  await house.sql(`UPDATE calendars SET version = version + 1`);
  await house.temporal.workflow.getHandle(id).terminate('lost with its worker');
  const stopAgain = await house.newWorker();
  // Whoever acts next takes it up again from the record.
  await house.act(leader, 'comment', id, { text: 'Are the rounds there?' });
  await house.temporal.workflow.getHandle(id).signal(CLOCKS_MOVED);
  await expect.poll(turns, { timeout: 20_000 }).toHaveLength(4);
  expect((await turns()).slice(1)).toEqual([
    { day: day(-2), late: 2, next: day(-1) },
    { day: day(-1), late: 1, next: day(0) },
    { day: day(0), late: 0, next: day(1) },
  ]);
  const [{ rounds } = { rounds: [] }] = await house.sql<{ rounds: { day: string; late: boolean }[] }>(
    `SELECT facts->'rounds' AS rounds FROM cases WHERE id = $1`,
    [id],
  );
  expect(rounds.map(({ late }) => late)).toEqual([true, true, false]);
  // Each turn is a run of the clock, and the next one begins where it was.
  const runs = await house.sql<{ run: number; joined: boolean | null }>(
    `SELECT run, state, started_at = lag(stopped_at) OVER (ORDER BY run) AS joined FROM clocks WHERE case_id = $1 ORDER BY run`,
    [id],
  );
  expect(runs.slice(2)).toEqual([
    { run: 2, state: 'stopped', joined: true },
    { run: 3, state: 'stopped', joined: true },
    { run: 4, state: 'running', joined: true },
  ]);
  expect(await house.sql(`SELECT count(*)::int AS steps FROM clock_steps WHERE case_id = $1`, [id])).toEqual([{ steps: 4 }]);
  await stopAgain();
});
