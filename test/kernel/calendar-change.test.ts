import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextRequest, type Office, openOffice, rubbish } from '../graphql/office.ts';
import { timeSkipping } from '../servers/shared.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Shanghai has no summer time. */
const SHANGHAI = 8 * HOUR;

let server: TestWorkflowEnvironment;
let office: Office;
beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({ temporalAddress: server.address as string });
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

const dateOf = (at: number): string => new Date(at + SHANGHAI).toISOString().slice(0, 10);
const midnightOf = (at: number): number => Date.parse(`${dateOf(at)}T00:00:00+08:00`);
const allDay = [{ from: 0, to: 1440 }];
/** On duty day and night, but for holidays. */
const calendar = (holidays: readonly string[]) => ({
  zone: 'Asia/Shanghai',
  week: { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay, 7: allDay },
  dated: [],
  days: Object.fromEntries(holidays.map((date) => [date, 'holiday'])),
});
let version = 1;
const setCalendar = async (holidays: readonly string[]) => {
  const { data, errors } = await office.ask(
    'shi-lei',
    `mutation ($calendar: JSON!, $version: Int!, $requestId: ID!) { setCalendar(calendar: $calendar, expectedVersion: $version, requestId: $requestId) {
      __typename ... on InvalidInput { message } } }`,
    { calendar: calendar(holidays), version: version++, requestId: nextRequest() },
  );
  expect(errors).toBeUndefined();
  expect(data.setCalendar).toEqual({ __typename: 'ChangeDone' });
};
const accept = async (id: string) => {
  const [clock] = await office.sql<{ started: string; due: string; version: number }>(
    `SELECT started_at AS started, due_at AS due, calendar_version AS version FROM clocks WHERE case_id = $1 AND name = 'accept'`,
    [id],
  );
  if (!clock) throw new Error('No clock runs.');
  return { started: Date.parse(clock.started), due: Date.parse(clock.due), version: clock.version };
};
const steps = async (id: string) =>
  (
    await office.sql<{ percent: number; at: string }>(
      `SELECT (input->>'percent')::int AS percent, at FROM events WHERE case_id = $1 AND name = 'Escalated' AND input->>'clock' = 'accept' ORDER BY revision`,
      [id],
    )
  ).map(({ percent, at }) => ({ percent, at: Date.parse(at) }));
const moves = (id: string) => office.sql(`SELECT version, actor_id FROM clock_moves WHERE case_id = $1 ORDER BY version`, [id]);

describe('when the calendar changes while clocks run', () => {
  it('due times move, each case has one entry of it, and each rung is climbed once, at its new time', async () => {
    await setCalendar([]);
    const one = (await office.start('deng-li', rubbish)).case.id;
    const two = (await office.start('wang-xiuying', rubbish)).case.id;
    const done = (await office.start('wang-xiuying', rubbish)).case.id;
    await office.act('fang-yong', 'accept', done);
    const before = await accept(one);
    expect(before.due).toBe(before.started + 4 * HOUR);

    // Today and the two days after it become holidays: nothing has run by then.
    const today = midnightOf(before.started);
    await setCalendar([0, 1, 2].map((n) => dateOf(today + n * DAY)));
    const work = today + 3 * DAY;
    for (const id of [one, two]) {
      expect(await accept(id)).toMatchObject({ due: work + 4 * HOUR, version });
      expect(await moves(id)).toEqual([{ version, actor_id: 'shi-lei' }]);
      const due = await office.sql<{ due: string }>(
        `SELECT due_at AS due FROM tasks WHERE case_id = $1 AND closed_revision IS NULL AND clock = 'accept'`,
        [id],
      );
      expect(due.map((task) => Date.parse(task.due))).toEqual([work + 4 * HOUR]);
    }
    // Its clock of four hours had stopped: only the one for the work moves.
    expect(
      await office.sql(`SELECT jsonb_path_query_array(clocks, '$[*].name') AS names FROM clock_moves WHERE case_id = $1`, [done]),
    ).toEqual([{ names: ['handle'] }]);

    await server.sleep(work - (await server.currentTimeMs()) + 3 * HOUR);
    expect(await steps(one)).toEqual([]);
    await server.sleep(HOUR + MINUTE);
    await expect.poll(async () => (await steps(one)).map(({ percent }) => percent)).toEqual([80, 100]);
    const [eighty, hundred] = await steps(one);
    expect(eighty?.at).toBeGreaterThanOrEqual(work + 192 * MINUTE);
    expect(hundred?.at).toBeGreaterThanOrEqual(work + 4 * HOUR);
    expect(hundred?.at).toBeLessThan(work + 4 * HOUR + MINUTE);
    await expect.poll(async () => (await steps(two)).map(({ percent }) => percent)).toEqual([80, 100]);
  });

  it('and a time comes to be past by that, what is due is done at once, and once', async () => {
    const start = await server.currentTimeMs();
    const today = midnightOf(start);
    await setCalendar([1, 2, 3, 4].map((n) => dateOf(today + n * DAY)));
    // Far enough into the holidays, whatever the time of the day was.
    await server.sleep(today + DAY - start);
    const late = (await office.start('deng-li', rubbish)).case.id;
    const clock = await accept(late);
    expect(clock.due).toBe(today + 5 * DAY + 4 * HOUR);
    await server.sleep('20h');
    expect(await steps(late)).toEqual([]);
    await setCalendar([]);
    expect(await accept(late)).toMatchObject({ due: clock.started + 4 * HOUR, version });
    await expect.poll(async () => (await steps(late)).map(({ percent }) => percent)).toEqual([80, 100, 200]);
    await server.sleep('3 days');
    expect((await steps(late)).map(({ percent }) => percent)).toEqual([80, 100, 200]);
    expect(
      await office.sql(`SELECT percent FROM clock_steps WHERE case_id = $1 AND name = 'accept' ORDER BY percent`, [late]),
    ).toEqual([{ percent: 80 }, { percent: 100 }, { percent: 200 }]);
  });
});
