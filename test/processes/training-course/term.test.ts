import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xiaoshan } from '../../../prisma/seed/xiaoshan.ts';
import { trainingCoursePackage } from '../../../processes/training-course.ts';
import { caseOf } from '../../kernel/house.ts';
import { openSkippingAcademy, person, type SkippingAcademy } from '../academy-house.ts';

let academy: SkippingAcademy;
beforeAll(async () => {
  academy = await openSkippingAcademy([trainingCoursePackage]);
});
afterAll(() => academy?.close());

const DAY = 86_400_000;
const act = async (who: string, action: string, id: string, input: object = {}) => {
  const answer = await academy.house.act(person(who), action, id, input);
  expect(answer, `${action} by ${who}`).toMatchObject({ kind: 'done' });
};
const plan = async (inDays: number, places = 200) =>
  caseOf(
    await academy.house.start(person('sheng-lan'), {
      title: 'Shelves',
      topic: 'archives',
      format: 'communityClass',
      groups: ['agencies', 'villages'],
      places,
      sessions: [{ starts: new Date(academy.now() + inDays * DAY).toISOString(), minutes: 60 }],
      lecturer: 'lecturer-01',
    }),
  );
const fact = async (id: string, name: string) =>
  (await academy.house.sql<{ value: unknown }>(`SELECT facts->$2 AS value FROM cases WHERE id = $1`, [id, name]))[0]?.value;
const stateOf = async (id: string) =>
  (await academy.house.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state;

describe('a course on a clock that is moved', () => {
  it('passes to the next lecturer when the time to answer is over', async () => {
    const id = await plan(90);
    await academy.days(20);
    await expect.poll(() => fact(id, 'declined')).toContain('lecturer-01');
    expect(await stateOf(id)).toBe('offered');
  });

  it('goes on in new runs while many enrol, finishes with credits for all who were there, and is closed two weeks later', async () => {
    const id = await plan(1, 60);
    await act('lecturer-01', 'takeCourse', id);
    await act('lecturer-01', 'publish', id);
    const people = xiaoshan.people.filter(
      ({ roles, unit }) => roles.some(({ role }) => role === 'trainee') && /^(agency|township|site)/.test(unit ?? ''),
    );
    expect(people.length).toBeGreaterThan(60);
    for (const { id: who } of people) await act(who, 'enrol', id);
    await academy.days(1.1);
    const placed = people.slice(0, 60).map(({ id: who }) => who);
    await act('lecturer-01', 'takeRoll', id, { session: 1, present: placed });
    await act('lecturer-01', 'finish', id);
    expect(await fact(id, 'result')).toEqual({ enrolled: 60, attended: 60, enough: 60 });
    const [sums] = await academy.house.sql<{ people: number; credits: number; all: number }>(
      `SELECT count(DISTINCT to_owner) FILTER (WHERE kind = 'course')::int AS people, sum(amount)::int AS credits,
         (SELECT sum(balance)::int FROM accounts WHERE asset = 'credits') AS all FROM ledger_lines WHERE case_id = $1`,
      [id],
    );
    // A course and its diligence to each, and the lecturer's own.
    expect(sums).toEqual({ people: 60, credits: 60 * 5 + 6, all: 0 });

    const lengths: number[] = [];
    let runId: string | undefined;
    do {
      const { events } = await academy.house.temporal.workflow.getHandle(id, runId).fetchHistory();
      lengths.push(events?.length ?? 0);
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(250);

    await academy.days(15);
    await expect.poll(() => stateOf(id)).toBe('closed');
  });
});
