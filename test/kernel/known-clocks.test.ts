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
  await house.sql(`SELECT * FROM move_clocks('village', 1, 'chief', $1)`, [
    JSON.stringify([{ caseId: id, name: 'grant', run: 0, dueAt: due, nextStepAt: due }]),
  ]);
  expect(await house.act(warden('wang'), 'grant', id)).toMatchObject({ kind: 'done' });
  const [granted] = await house.sql<{ clocks: unknown }>(`SELECT clocks FROM events WHERE case_id = $1 AND revision = 1`, [id]);
  expect(granted?.clocks).toMatchObject({ grant: { dueAt: due } });
});

it('an act is one statement to the record once the worker knows the tenant', async () => {
  const statements: string[] = [];
  const { query } = house.pool;
  house.pool.query = ((asked: { name?: string }, ...rest: unknown[]) => {
    statements.push(asked.name ?? String(asked));
    return (query as (...args: unknown[]) => unknown).call(house.pool, asked, ...rest);
  }) as typeof query;
  try {
    caseOf(await house.start(resident('anna'), { hall: 'Known', purpose: 'Wedding' }));
  } finally {
    house.pool.query = query;
  }
  expect(statements.filter((name) => name === 'tenant_read')).toEqual([]);
  expect(statements.filter((name) => name === 'record_transition')).toHaveLength(1);
});
