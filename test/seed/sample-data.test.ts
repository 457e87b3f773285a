import fc from 'fast-check';
import { Pool } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { isInside } from '../../activities/issue-report/areas.ts';
import { type DispatchData, ruleIssues } from '../../activities/issue-report/dispatch-rules.ts';
import { readItem } from '../../activities/subsidy-application/eligibility.ts';
import { readList } from '../../activities/subsidy-batch/list.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import { fushan } from '../../prisma/seed/fushan.ts';
import { sampleTenants, seedSampleData } from '../../prisma/seed/seed.ts';
import type { SeedCategory, TenantData } from '../../prisma/seed/tenant-data.ts';
import { tongyu } from '../../prisma/seed/tongyu.ts';
import { issueReport } from '../../workflows/issue-report/rules.ts';
import type { PolicyItem } from '../../workflows/subsidy-application/eligibility/item.ts';
import { freshDatabase, type TestDatabase } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';

const streets = [
  { name: 'fushan', street: fushan, box: { west: 120.545, east: 120.595, south: 29.985, north: 30.015 } },
  { name: 'tongyu', street: tongyu, box: { west: 121.315, east: 121.345, south: 28.57, north: 28.59 } },
];

const dispatchDataOf = ({ tenant, units, categories, areas }: TenantData): DispatchData => ({
  zone: tenant.zone,
  units: units.map((unit) => ({
    ...unit,
    title: unit,
    path: unit.parent === undefined ? `/${unit.id}/` : `/${unit.parent}/${unit.id}/`,
  })),
  categories: categories.map((category) => ({ ...category, title: category })),
  areas: areas.map((area) => ({ ...area, title: area })),
});

/** The catalogue as of today. */
const catalogue = ({ categories }: TenantData): readonly SeedCategory[] => [
  ...new Map(categories.toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? '')).map((row) => [row.code, row])).values(),
];

const every = (texts: readonly { en: unknown; zh: unknown }[]) => texts.every(({ en, zh }) => Boolean(en) && Boolean(zh));

describe.each(streets)('the sample street $name', ({ street, box }) => {
  it('has every point of the street in exactly one grid area', () => {
    fc.assert(
      fc.property(
        fc.double({ min: box.south, max: box.north, maxExcluded: true, noNaN: true }),
        fc.double({ min: box.west, max: box.east, maxExcluded: true, noNaN: true }),
        (lat, lon) => street.areas.filter(({ shape }) => isInside({ lat, lon }, shape)).length === 1,
      ),
      { numRuns: 5000 },
    );
  });

  it('has somebody in every role', () => {
    const held = new Set(street.people.flatMap(({ roles }) => roles.map(({ role }) => role)));
    const wanted = [issueReport.start.by, ...Object.values(issueReport.actions).map(({ by }) => by)]
      .flat()
      .filter((role) => !['anonymous', 'follower', 'case'].includes(role) && !role.startsWith('clock:'));
    // Faults of live rooms are reported where there are such rooms.
    const rooms = street.tables?.some(({ table }) => table === 'rooms') ? [] : ['liveHost', 'roomKeeper'];
    expect([...new Set([...wanted, ...issueReport.staff])].filter((role) => !held.has(role) && !rooms.includes(role))).toEqual(
      [],
    );
  });

  it('has an owner among its units for every category that has one', () => {
    const units = new Set(street.units.map(({ id }) => id));
    expect(street.categories.filter(({ owner }) => owner !== null && !units.has(owner))).toEqual([]);
  });

  it('has dispatch rules that can be saved', () => {
    expect(ruleIssues(street.rules, dispatchDataOf(street))).toEqual([]);
  });

  it('binds its people’s roles to units and areas that are there', () => {
    const places = new Set([...street.units, ...street.areas].map(({ id }) => id));
    const named = street.people.flatMap(({ unit, roles }) => [unit, ...roles.flatMap((role) => [role.unit, role.area])]);
    expect(named.filter((place) => place !== undefined && !places.has(place))).toEqual([]);
  });

  it('speaks both languages', () => {
    const { tenant, units, areas, categories, rules } = street;
    expect(every([tenant, ...units, ...areas, ...categories])).toBe(true);
    expect(every(rules.map(({ title }) => title))).toBe(true);
  });

  it('has no telephone number that could be somebody’s', () => {
    expect(street.people.filter(({ phone }) => phone !== undefined && !/^1000000\d{4}$|^1000001\d{4}$/.test(phone))).toEqual([]);
  });
});

describe('Fushan street', () => {
  it('has six departments, twelve grid areas and some thirty categories', () => {
    expect(fushan.units.filter(({ kind }) => kind === 'department')).toHaveLength(6);
    expect(fushan.areas).toHaveLength(12);
    expect(catalogue(fushan).filter(({ retired }) => !retired).length).toBeGreaterThanOrEqual(30);
  });

  it('gives each matter one to seven working days, and danger less than a day of the clock', () => {
    for (const { code, handle, emergency } of fushan.categories) {
      if (emergency) {
        expect('clockMinutes' in handle && handle.clockMinutes, code).toBeLessThan(24 * 60);
        continue;
      }
      const days = 'workingDays' in handle ? handle.workingDays : 0;
      expect(days, code).toBeGreaterThanOrEqual(1);
      expect(days, code).toBeLessThanOrEqual(7);
    }
  });

  it('has two handlers, a shift leader and a leader in each department', () => {
    for (const { id } of fushan.units.filter(({ kind }) => kind === 'department')) {
      const roles = fushan.people.flatMap((person) => person.roles.filter(({ unit }) => unit === id).map(({ role }) => role));
      const office = roles.filter((role) => role !== 'patroller');
      expect(office.toSorted(), id).toEqual(['handler', 'handler', 'leader', 'shiftLeader']);
    }
  });

  it('has a shift leader and a leader who hear of what waits at the dispatch desk', () => {
    const roles = fushan.people.flatMap(({ roles }) => roles.filter(({ unit }) => unit === 'desk').map(({ role }) => role));
    expect(roles).toEqual(expect.arrayContaining(['leader', 'shiftLeader']));
  });

  it('has an officer for every grid area', () => {
    const covered = fushan.people.flatMap(({ roles }) => roles.flatMap(({ role, area }) => (role === 'officer' ? [area] : [])));
    expect(covered.toSorted()).toEqual(fushan.areas.map(({ id }) => id).toSorted());
  });

  it('leaves some categories to the dispatch desk', () => {
    const ruled = new Set(fushan.rules.filter(({ when }) => when.owner).map(({ unit }) => unit));
    expect(
      catalogue(fushan)
        .filter(({ owner }) => owner === null || !ruled.has(owner))
        .map(({ code }) => code),
    ).toContain('streetLight');
  });
});

/** Everything in the database, table by table. */
const everything = async ({ ownerUrl }: TestDatabase) => {
  const tables = await sql<{ name: string }>(
    ownerUrl,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  return Object.fromEntries(
    await Promise.all(
      tables.map(async ({ name }) => [
        name,
        await sql(ownerUrl, `SELECT md5(string_agg(t::text, '' ORDER BY t::text)), count(*) FROM ${name} t`),
      ]),
    ),
  );
};

describe('seeding', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await seedSampleData(database.ownerUrl);
  });

  it('a second time changes nothing', async () => {
    const before = await everything(database);
    await seedSampleData(database.ownerUrl);
    expect(await everything(database)).toEqual(before);
  });

  it('leaves alone what people have changed', async () => {
    await sql(database.ownerUrl, `UPDATE people SET name = '陈大伟' WHERE id = 'chen-wei'`);
    await sql(database.ownerUrl, `DELETE FROM categories WHERE tenant = 'fushan' AND code = 'pests'`);
    const before = await everything(database);
    await seedSampleData(database.ownerUrl);
    expect(await everything(database)).toEqual(before);
  });

  it('leaves rows that trying a list of honours for a policy item doesn’t change', async () => {
    const pool = new Pool({ connectionString: database.appUrl, max: 1 });
    const before = await everything(database);
    const read = tenantRead(pool, 'xindai');
    const item = (await readItem(read, 'exportBrand')) as PolicyItem;
    const found = await readList(read, { item: 'exportBrand', year: 2026, register: 'exportBrand:2026', ranking: null }, item);
    expect(found).toMatchObject({ entries: expect.any(Array), wantedFen: 70_000_000 });
    expect(await everything(database)).toEqual(before);
    await pool.end();
  });

  it('by two starts at once writes it once', async () => {
    const { ownerUrl } = await freshDatabase();
    await Promise.all([seedSampleData(ownerUrl), seedSampleData(ownerUrl)]);
    const people = sampleTenants.flatMap((tenant) => tenant.people);
    expect(await sql(ownerUrl, 'SELECT count(*)::int AS n FROM people')).toEqual([{ n: people.length }]);
  });

  it('gives every unit its path from the root', async () => {
    expect(await sql(database.ownerUrl, `SELECT path FROM units WHERE tenant = 'fushan' AND id = 'urban'`)).toEqual([
      { path: '/fushan/urban/' },
    ]);
  });
});
