import { afterAll, beforeAll, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { caseOf, type House, openHouse, resident, warden } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

it('a clock that a new calendar moved between two acts is stopped as it was moved, though the worker remembers it otherwise', async () => {
  const id = caseOf(await house.start(resident('anna'), { hall: 'Moved', purpose: 'Wedding' }));
  const due = '2035-03-01T00:00:00.000Z';
  await house.sql(`INSERT INTO calendars (tenant, version, calendar) VALUES ('village', 1, $1)`, [
    JSON.stringify(chinaCalendar()),
  ]);
  await house.sql(`SELECT move_clocks('village', 1, 'chief', $1, '{}')`, [
    JSON.stringify([{ caseId: id, name: 'grant', run: 0, dueAt: due, nextStepAt: due }]),
  ]);
  expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done' });
  const [granted] = await house.sql<{ clocks: unknown }>(`SELECT clocks FROM events WHERE case_id = $1 AND revision = 1`, [id]);
  expect(granted?.clocks).toMatchObject({ grant: { dueAt: due } });
});

it('a new calendar moves what is remembered of every case, also where another case has met it first', async () => {
  const [first, second] = [
    caseOf(await house.start(resident('anna'), { hall: 'First', purpose: 'Wedding' })),
    caseOf(await house.start(resident('anna'), { hall: 'Second', purpose: 'Wedding' })),
  ] as const;
  const due = '2035-04-01T00:00:00.000Z';
  await house.sql(`UPDATE calendars SET version = version + 1 WHERE tenant = 'village'`);
  const moved = [first, second].map((caseId) => ({ caseId, name: 'grant', run: 0, dueAt: due, nextStepAt: due }));
  await house.sql(`SELECT move_clocks('village', 2, 'chief', $1, '{}')`, [JSON.stringify(moved)]);
  await house.act(warden('wang'), 'grant', first);
  await house.act(warden('wei'), 'grant', second);
  const ends = await house.sql(
    `SELECT e.clocks#>>'{grant,dueAt}' AS said, to_char(k.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS kept
     FROM events e JOIN clocks k ON k.case_id = e.case_id AND k.name = 'grant' WHERE e.case_id IN ($1, $2) AND e.revision = 1`,
    [first, second],
  );
  expect(ends).toEqual(Array.from({ length: 2 }, () => ({ said: due, kept: '2035-04-01' })));
});

it('an act is one statement to the record once the worker knows the tenant', async () => {
  const statements: string[] = [];
  const { query } = house.record;
  house.record.query = ((asked: { name?: string }, ...rest: unknown[]) => {
    statements.push(asked.name ?? String(asked));
    return (query as (...args: unknown[]) => unknown).call(house.record, asked, ...rest);
  }) as typeof query;
  try {
    caseOf(await house.start(resident('anna'), { hall: 'Known', purpose: 'Wedding' }));
  } finally {
    house.record.query = query;
  }
  expect(statements.filter((name) => name.startsWith('tenant_read'))).toEqual([]);
  expect(statements.filter((name) => name === 'record_transition')).toHaveLength(1);
});
