import { describe, expect, it } from 'vitest';
import { renovationTables } from '../../../activities/micro-renovation/tables.ts';
import { renovationRows, renovationSubjects } from '../../../prisma/seed/fushan/micro-renovation.ts';
import { registerOf } from '../../../workflows/kernel/ballot-register.ts';
import { isRefusal } from '../../../workflows/kernel/process.ts';

type Table = keyof typeof renovationTables;
const rowsOf = (table: Table) =>
  new Map(renovationRows.filter((row) => row.table === table).map(({ key, value }) => [key, value] as const));
const fault = (table: Table, value: unknown): string | undefined =>
  renovationTables[table].row.safeParse(value).error?.issues[0]?.message;
const changed = (table: Table, key: string, change: object): unknown => ({ ...(rowsOf(table).get(key) as object), ...change });
const both = (of: number, parts: number, more?: true) => {
  const one = { of, in: parts, ...(more ? { more } : {}) };
  return { persons: one, weight: one };
};

describe('the tables of renovations', () => {
  it.each(Object.keys(renovationTables) as Table[])('have sample rows that could be entered: %s', (table) => {
    const rows = rowsOf(table);
    expect(rows.size).toBeGreaterThan(0);
    for (const [key, value] of rows) expect(fault(table, value), key).toBeUndefined();
    expect(renovationTables[table].check?.(rows)).toBeUndefined();
  });

  it('have the sample unit with fourteen homes of nine persons, whose households are registered', () => {
    const homes = [...rowsOf('households').values()] as {
      door: string;
      area: number;
      owners: string[];
      user?: string;
      disputed?: boolean;
    }[];
    const register = registerOf(
      homes.map(({ door, area, owners, disputed }) => ({
        ...{ part: door, weight: area, disputed },
        owners: owners.map((owner) => ({ owner, speakers: [`household:${owner}`] })),
      })),
    );
    if (isRefusal(register)) throw new Error(register.code);
    expect(register).toHaveLength(9);
    expect(register.reduce((sum, { weight }) => sum + weight, 0)).toBe(64_250);
    const known = renovationSubjects.map(({ key }) => key);
    expect(
      homes.flatMap(({ owners, user }) => [...owners, user ?? owners[0]]).filter((one) => !known.includes(one ?? '')),
    ).toEqual([]);
  });

  it('keep the shares of votes at least as high as the Civil Code has them', () => {
    expect(fault('voteRules', changed('voteRules', 'plan', { gate: both(1, 2, true) }))).toContain('§278');
    expect(fault('voteRules', changed('voteRules', 'plan', { yes: both(1, 2) }))).toContain('§278');
    expect(fault('voteRules', changed('voteRules', 'raiseFund', { yes: both(2, 3) }))).toContain('§278');
    expect(fault('voteRules', changed('voteRules', 'raiseFund', { yes: both(4, 5) }))).toBeUndefined();
    expect(fault('voteRules', changed('voteRules', 'plan', { yes: both(1, 1, true) }))).toContain('more than the whole');
    expect(fault('voteRules', changed('voteRules', 'plan', { silenceIsYes: true }))).toContain('document');
    expect(fault('voteRules', changed('voteRules', 'plan', { silenceIsYes: true, document: '居民公约第9条' }))).toBeUndefined();
  });

  it('refuse homes without an owner, without one who votes for co-owners, without area, and a tenant of a private home', () => {
    const home = (change: object) => fault('households', changed('households', 'xueshifang/6-1', change));
    expect(home({ owners: [] })).toContain('owner');
    expect(home({ owners: ['xs-a', 'xs-b'] })).toContain('Several owners');
    expect(home({ owners: ['xs-a', 'xs-b'], representative: 'xs-b' })).toBeUndefined();
    expect(home({ area: 0 })).toContain('whole number');
    expect(home({ user: 'xs-t9' })).toContain('public housing');
    const rows = rowsOf('households');
    expect(renovationTables.households.check?.(new Map([...rows, ['other', rows.get('xueshifang/6-1')]]))?.en).toContain('twice');
  });

  it('refuse an order of works in a circle, and lots that nobody knows', () => {
    const rows = rowsOf('workOrder');
    const ordered = (lot: string, lots: readonly string[]) =>
      new Map([...rows, [lot, { title: { en: 'x', zh: 'x' }, after: lots }]]);
    expect(renovationTables.workOrder.check?.(ordered('drains', ['lane']))?.en).toContain('after itself');
    expect(renovationTables.workOrder.check?.(ordered('roof', ['roof']))?.en).toContain('after itself');
    expect(renovationTables.workOrder.check?.(ordered('garden', []))?.en).toContain('no lot');
  });
});
