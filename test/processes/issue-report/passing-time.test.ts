import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, rubbish } from '../../graphql/office.ts';
import { timeSkipping } from '../../servers/shared.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Shanghai has no summer time. */
const SHANGHAI = 8 * 60 * MINUTE;
const FIVE_MINUTES = 5 * MINUTE;

let server: TestWorkflowEnvironment;
let office: Office;
/** Midnight of the Monday on which Spring Festival begins: seven days, with the Sunday before it worked in exchange. */
let festival: number;

const dateOf = (at: number): string => new Date(at + SHANGHAI).toISOString().slice(0, 10);
/** A time of day so many days after the festival has begun; before it, where negative. */
const on = (day: number, time: `${number}:${number}`): number => Date.parse(`${dateOf(festival + day * DAY)}T${time}:00+08:00`);
const goTo = async (at: number) => server.sleep(at - (await server.currentTimeMs()));
const events = async (id: string) =>
  (
    await office.sql<{ name: string; clock: string | null; percent: string | null; at: string }>(
      `SELECT name, input->>'clock' AS clock, input->>'percent' AS percent, at FROM events WHERE case_id = $1 ORDER BY revision`,
      [id],
    )
  ).map((event) => ({ ...event, at: Date.parse(event.at) }));
const named = async (id: string, name: string) => (await events(id)).filter((event) => event.name === name);
const stateOf = async (id: string) =>
  (await office.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state;

beforeAll(async () => {
  server = await timeSkipping();
  office = await openOffice({ temporalAddress: server.address as string });
  const now = await server.currentTimeMs();
  festival = Date.parse(`${dateOf(now + 5 * DAY)}T00:00:00+08:00`);
  while (new Date(festival + SHANGHAI).getUTCDay() !== 1) festival += DAY;
  const hours = [
    { from: 510, to: 720 },
    { from: 840, to: 1050 },
  ];
  const calendar = {
    zone: 'Asia/Shanghai',
    version: 2,
    week: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] },
    dated: [],
    days: {
      [dateOf(festival - DAY)]: 'workday',
      ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [dateOf(festival + day * DAY), 'holiday'])),
    },
  };
  await office.sql(`UPDATE calendars SET version = 2, calendar = $1 WHERE tenant = 'fushan'`, [JSON.stringify(calendar)]);
});
afterAll(async () => {
  await office?.close();
  await server?.teardown();
});

/** One after the other, as the days go by. */
describe('around Spring Festival', () => {
  let asked: string;
  let unclaimed: string;
  let closed: string;

  it('on the Friday before, one report asks its reporter, one is closed, and one is filed that nobody takes', async () => {
    await goTo(on(-3, '10:00'));
    asked = (await office.start('wang-xiuying', rubbish)).case.id;
    await office.act('fang-yong', 'accept', asked);
    await office.act('fang-yong', 'askReporter', asked, { question: 'On which side of the street?' });
    closed = (await office.start('deng-li', rubbish)).case.id;
    await office.act('fang-yong', 'accept', closed);
    await office.act('fang-yong', 'done', closed, { result: 'Taken away.' });
    await office.act('zhou-min', 'verify', closed, { passed: true, at: rubbish.place });
    await goTo(on(-3, '16:00'));
    unclaimed = (await office.start('zhu-guoqiang', rubbish)).case.id;
    for (const [id, state] of [
      [asked, 'awaitingReporter'],
      [closed, 'closed'],
      [unclaimed, 'dispatched'],
    ] as const)
      expect(await stateOf(id)).toBe(state);
  });

  it('the ladder rests over Saturday and goes on on the Sunday that is worked, rung by rung', async () => {
    await goTo(on(-2, '23:59'));
    expect(await named(unclaimed, 'Escalated')).toEqual([]);
    await goTo(on(-1, '17:20'));
    // Of 240 duty minutes 90 were on Friday: 192 are over at 10:12, 240 at 11:00, and 480 at 17:00 after the noon break.
    const expected = [
      { percent: '80', at: on(-1, '10:12') },
      { percent: '100', at: on(-1, '11:00') },
      { percent: '200', at: on(-1, '17:00') },
    ];
    const climbed = async () => (await named(unclaimed, 'Escalated')).filter(({ clock }) => clock === 'accept');
    await expect.poll(async () => (await climbed()).map(({ percent }) => percent)).toEqual(['80', '100', '200']);
    (await climbed()).forEach(({ at }, n) => {
      expect(at).toBeGreaterThanOrEqual(expected[n]?.at ?? 0);
      expect(at).toBeLessThan((expected[n]?.at ?? 0) + FIVE_MINUTES);
    });
    const told = await office.sql(
      `SELECT DISTINCT person FROM outbox WHERE case_id = $1 AND notice = 'escalated' AND channel = 'inbox' AND params->>'clock' = 'accept' AND params->>'percent' = '200' ORDER BY person`,
      [unclaimed],
    );
    // The department's leader and the desk.
    expect(told).toEqual([{ person: 'lou-tao' }, { person: 'lu-xia' }, { person: 'xu-jing' }]);
  });

  it('the question waits through the holidays, and after five working days the office goes on without an answer', async () => {
    await goTo(on(10, '17:00'));
    expect(await stateOf(asked)).toBe('awaitingReporter');
    await goTo(on(10, '17:40'));
    // Working days: the Sunday before, and Monday to Thursday after; the last ends with its duty.
    await expect.poll(() => stateOf(asked)).toBe('handling');
    const [went] = await named(asked, 'WentOnWithoutAnswer');
    expect(went?.at).toBeGreaterThanOrEqual(on(10, '17:30'));
    expect(went?.at).toBeLessThan(on(10, '17:30') + FIVE_MINUTES);
    expect(await office.act('fang-yong', 'done', asked, { result: 'On both sides.' })).toMatchObject({
      case: { state: 'verifying' },
    });
  });

  it('fifteen days after the closing the window to reopen ends, and with it the workflow', async () => {
    const handle = office.program.services.temporal.workflow.getHandle(closed);
    await goTo(on(12, '09:00'));
    expect((await handle.describe()).status.name).toBe('RUNNING');
    expect(await named(closed, 'Settled')).toEqual([]);
    await goTo(on(12, '10:30'));
    await expect.poll(async () => (await handle.describe()).status.name).toBe('COMPLETED');
    const [verified] = await named(closed, 'Verified');
    const [settled] = await named(closed, 'Settled');
    const window = (settled?.at ?? 0) - (verified?.at ?? 0);
    expect(window).toBeGreaterThanOrEqual(15 * DAY);
    expect(window).toBeLessThan(15 * DAY + FIVE_MINUTES);
    expect(await office.act('deng-li', 'reopen', closed, { reason: 'It is back.' })).toMatchObject({ __typename: 'Refused' });
  });
});
