/** The tables by which subsidies are judged: what may stand in them. */
import { expect, it } from 'vitest';
import { subsidyTables } from '../../../activities/subsidy-application/tables.ts';
import { subsidies } from '../../../prisma/seed/xindai/subsidies.ts';

const rowsOf = (name: string): ReadonlyMap<string, unknown> =>
  new Map(subsidies.filter(({ table }) => table === name).map(({ key, value }) => [key, value]));
const checked = (name: string, rows = rowsOf(name)) =>
  subsidyTables[name]?.check?.(rows, Object.fromEntries(Object.keys(subsidyTables).map((other) => [other, rowsOf(other)])));
const problems = (name: string, value: unknown): readonly string[] =>
  subsidyTables[name]?.row.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
const item = (key: string, more: object) => ({ ...(rowsOf('policyItems').get(key) as object), ...more });

it.each(Object.keys(subsidyTables))('the sample rows of %s can be entered as they stand', (name) => {
  expect(rowsOf(name).size).toBeGreaterThan(0);
  for (const [key, value] of rowsOf(name)) expect([key, ...problems(name, value)]).toEqual([key]);
  expect(checked(name)).toBeUndefined();
});

it('the sample has the ten items of the policy', () => {
  expect(rowsOf('policyItems').size).toBe(10);
});

it.each([
  ['designStudio', { track: 'automatic' }, /certain without asking/],
  ['exportBrand', { conditions: [{ condition: 'honour', list: 'exportBrand' }, { condition: 'taxFiled' }] }, /certain without/],
  ['designAward', { track: 'fast', needsTap: undefined, conditions: [] }, /names its list/],
  ['ownBrand', { needsTap: true }, /Only an automatic item/],
  ['fairHome', { wholeDays: 3 }, /Only a normal item/],
  ['ownBrand', { years: { from: 2027, to: 2024 } }, /isn’t before the first/],
  ['ownBrand', { conditions: [{ condition: 'taxFiled' }, { condition: 'taxFiled' }] }, /stands twice/],
  ['ownBrand', { amount: { kind: 'fixed', fen: -1 } }, /whole number/],
  ['ownBrand', { amount: { kind: 'formula', of: 'x' } }, /./],
  ['rdShare', { window: { from: '06-30', to: '03-01' } }, /after it begins/],
] as const)('an item that makes no sense isn’t entered: %s with %j', (key, more, wanted) => {
  expect(problems('policyItems', item(key, more)).join(' ')).toMatch(wanted);
});

it('rows that contradict each other aren’t entered', () => {
  const also = (name: string, key: string, value: unknown) => checked(name, new Map([...rowsOf(name), [key, value]]))?.en;
  expect(also('policyItems', 'a-b', {})).toMatch(/letters and digits/);
  expect(also('exclusiveGroups', 'other', { items: ['exportBrand', 'x'] })).toMatch(/“exportBrand” stands twice/);
  expect(also('affiliates', 'other', { firms: ['91339901MA9X00011A'] })).toMatch(/in one group/);
  expect(also('jointUnits', 'nothing', { units: ['safety-office'] })).toMatch(/no item “nothing”/);
  expect(also('honourLists', 'x', { list: 'exportBrand', year: 2026 })).toMatch(/exportBrand:2026/);
  expect(also('firmVetoes', 'x', { kind: 'nothing' })).toMatch(/no kind “nothing”/);
});
