import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantRead } from '../../activities/tenant-read.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { freshDatabase } from '../servers/shared.ts';

let pool: Pool;
const streets = ['fushan', 'tongyu'];

beforeAll(async () => {
  const database = await freshDatabase();
  await seedSampleData(database.ownerUrl);
  // One connection, so that everybody meets the plans of those before.
  pool = new Pool({ connectionString: database.appUrl, max: 1 });
});
afterAll(() => pool.end());

/** More often than PostgreSQL plans a statement anew. */
const TIMES = 12;

describe('a question of one street', () => {
  it('sees its own rows alone, on a connection where another street asks the same', async () => {
    const PEOPLE = 'SELECT DISTINCT tenant FROM people';
    for (let n = 0; n < TIMES; n++) {
      for (const tenant of streets) expect(await tenantRead(pool, tenant)(PEOPLE)).toEqual([{ tenant }]);
    }
    expect(await tenantRead(pool, 'nowhere')(PEOPLE)).toEqual([]);
    expect(await tenantRead(pool, '')(PEOPLE)).toEqual([]);
  });

  it('sees them alone where tables are joined, counted or looked up by another’s key', async () => {
    const OTHERS = `SELECT (SELECT count(*) FROM units)::int AS units, (SELECT name FROM people WHERE id = $1->>'person') AS name,
      (SELECT count(*) FROM person_roles r JOIN people p ON p.id = r.person_id WHERE p.tenant <> $1->>'own')::int AS strangers`;
    const { rows: own } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM units');
    expect(own).toEqual([{ n: 0 }]);
    for (let n = 0; n < TIMES; n++) {
      const [fushan] = await tenantRead(pool, 'fushan')<{ units: number; name: string }>(OTHERS, {
        own: 'fushan',
        person: 'fang-yong',
      });
      const [tongyu] = await tenantRead(pool, 'tongyu')<{ units: number; name: string }>(OTHERS, {
        own: 'tongyu',
        person: 'fang-yong',
      });
      expect(fushan).toMatchObject({ name: '方勇', strangers: 0 });
      expect(tongyu).toMatchObject({ name: null, strangers: 0 });
      expect(fushan?.units).not.toBe(tongyu?.units);
    }
  });

  it('leaves the connection with no street’s rights', async () => {
    await tenantRead(pool, 'fushan')('SELECT id FROM people');
    const { rows } = await pool.query('SELECT id FROM people');
    expect(rows).toEqual([]);
    await expect(tenantRead(pool, 'fushan')(`SELECT 1 / ($1->>'zero')::int`, { zero: 0 })).rejects.toThrow('division by zero');
    expect((await pool.query('SELECT id FROM people')).rows).toEqual([]);
  });

  it('is answered in the order that it asks for, and with nothing where there is nothing', async () => {
    const read = tenantRead(pool, 'fushan');
    const rows = await read<{ id: string }>('SELECT id FROM people ORDER BY id DESC');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ id }) => id)).toEqual(
      rows
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    expect(await read(`SELECT id FROM people WHERE id = $1->>'id'`, { id: 'nobody' })).toEqual([]);
  });
});
