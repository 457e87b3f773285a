/** Each number of a process, changed from a day on: it counts from that day, not before, and clocks that run keep theirs. */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import { readTable } from '../../activities/tables.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { LimitRule } from '../../workflows/kernel/limits.ts';
import type { AnyProcess, Budget, ClockRule } from '../../workflows/kernel/process.ts';
import { changeOf } from '../graphql/administrator.ts';
import { NotDone, tenantOf } from '../replay/telling.ts';
import { administratorOf } from './administrators.ts';
import { type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { passes, remark } from './results.ts';

/** Rows of one table that are changed. */
const ROWS = 5;

class Enough extends Error {}

/** The same with its first leaf of a kind, however deep, as another one; undefined where there is none. */
const changedBy = (value: unknown, other: (leaf: unknown) => unknown): unknown => {
  if (typeof value !== 'object' || value === null) return other(value);
  for (const [name, part] of Object.entries(value)) {
    const next = changedBy(part, other);
    if (next === undefined) continue;
    return Array.isArray(value) ? value.map((one, n) => (String(n) === name ? next : one)) : { ...value, [name]: next };
  }
  return undefined;
};
const changed = (value: unknown, by: number): unknown =>
  changedBy(value, (leaf) => (typeof leaf === 'number' && Number.isInteger(leaf) ? leaf + by : undefined));

/** What a row is changed to, in the order in which it is tried: another number, the other answer, another title, a shorter list. */
const others = (value: unknown): readonly unknown[] =>
  [
    changed(value, 1),
    changed(value, -1),
    changedBy(value, (leaf) => (typeof leaf === 'boolean' ? !leaf : undefined)),
    changedBy(value, (leaf) => (typeof leaf === 'string' && /\p{Script=Han}|\s/u.test(leaf) ? `${leaf}*` : undefined)),
    shorter(value),
  ].filter((one) => one !== undefined);

const shorter = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return undefined;
  const list = Object.entries(value).find(([, part]) => Array.isArray(part) && part.length > 1);
  return list && { ...value, [list[0]]: (list[1] as readonly unknown[]).slice(1) };
};

const longer = (budget: Budget): Budget | undefined =>
  'until' in budget || 'repeat' in budget ? undefined : (changed(budget, 1) as Budget);

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  const wrong: string[] = [];
  let looked = 0;
  const rules = newest(told.package) as AnyProcess;
  const tenant = tenantOf(told);

  /** Opens a case as the first of its stories does; undefined where there can’t be another one. */
  const open = async (): Promise<string | undefined> => {
    let found: string | undefined;
    const [story] = Object.keys(told.stories);
    const told_ = house.tell(told, story as string, {
      after: async (id) => {
        const [row] = await house.office.sql<{ process: string }>(`SELECT process FROM cases WHERE id = $1`, [id]);
        if (row?.process !== process) return;
        found = id;
        throw new Enough();
      },
    });
    await told_.catch((error: unknown) => {
      if (error instanceof NotDone) remark('dated', process, `no other case: ${error.message.slice(0, 160)}`);
      else if (!(error instanceof Enough)) throw error;
    });
    return found;
  };
  const clocksOf = async (id: string) =>
    house.office.sql<{ name: string; run: number; budget: Budget; due: string }>(
      `SELECT name, run, budget, due_at::text AS due FROM clocks WHERE case_id = $1 AND state = 'running' ORDER BY name`,
      [id],
    );
  const limitsKnown = async (id: string): Promise<Record<string, number>> =>
    (
      await house.office.sql<{ limits: Record<string, number> }>(
        `SELECT coalesce(reference->'limits', '{}') AS limits FROM events WHERE case_id = $1 AND revision = 0`,
        [id],
      )
    )[0]?.limits ?? {};
  const set = async (name: string, args: Record<string, unknown>): Promise<boolean> =>
    (await changeOf(house.office, name, args, { person: administratorOf(tenant) }).catch(() => undefined))?.__typename ===
    'ChangeDone';
  const shown = async (on: string) => {
    const { data } = await house.office.ask(
      administratorOf(tenant),
      `query ($on: Date) { limits(process: "${process}", on: $on) { name number budget { workingDays dutyMinutes clockMinutes calendarDays } } }`,
      { on },
    );
    return new Map<string, { number: number | null; budget: Record<string, number | null> | null }>(
      data.limits.map((one: { name: string }) => [one.name, one]),
    );
  };

  beforeAll(async () => {
    house = await openGateHouse();
    const { office } = house;
    const [days] = await office.sql<{ today: string; tomorrow: string }>(
      `SELECT tenant_today($1)::text AS today, (tenant_today($1) + 1)::text AS tomorrow`,
      [tenant],
    );
    const { today, tomorrow } = days as { today: string; tomorrow: string };
    const first = await open();
    const clocks = first === undefined ? [] : await clocksOf(first);
    const before = await shown(today);
    const numbers = new Map<string, number>();
    const budgets = new Map<string, Budget>();
    for (const [name, rule] of Object.entries<LimitRule | number>(rules.limits)) {
      const standing = before.get(name)?.number ?? (typeof rule === 'number' ? rule : rule.default);
      for (const value of [standing + 1, standing - 1])
        if (!numbers.has(name) && (await set('setLimit', { input: { process, name, value, validFrom: tomorrow } })))
          numbers.set(name, value);
      if (!numbers.has(name)) remark('dated', process, `${name} (${standing}) can be neither one more nor one less`);
    }
    for (const [clock, { budget }] of Object.entries<ClockRule>(rules.clocks)) {
      const value = longer(budget);
      if (value && (await set('setLimit', { input: { process, name: `clock.${clock}`, value, validFrom: tomorrow } })))
        budgets.set(clock, value);
    }
    const [now, then] = [await shown(today), await shown(tomorrow)];
    for (const [name, value] of numbers) {
      looked++;
      if (now.get(name)?.number !== before.get(name)?.number) wrong.push(`${name} has changed before its day.`);
      if (then.get(name)?.number !== value) wrong.push(`${name} is ${then.get(name)?.number} on its day, and not ${value}.`);
    }
    for (const [clock, value] of budgets) {
      looked++;
      const name = `clock.${clock}`;
      if (!isDeepStrictEqual(now.get(name), before.get(name))) wrong.push(`${name} has changed before its day.`);
      const [unit, amount] = Object.entries(value)[0] as [string, number];
      if (then.get(name)?.budget?.[unit] !== amount) wrong.push(`${name} is ${JSON.stringify(then.get(name))} on its day.`);
    }
    const second = await open();
    if (second !== undefined) {
      looked++;
      const early = Object.entries(await limitsKnown(second)).filter(([name, value]) => numbers.get(name) === value);
      if (early.length > 0) wrong.push(`A case of the day before knows ${JSON.stringify(early)}.`);
      for (const { name, budget } of await clocksOf(second))
        if (isDeepStrictEqual(budget, budgets.get(name))) wrong.push(`The clock ${name} of the day before has the new budget.`);
    }
    // The day comes.
    await office.sql(`UPDATE limits SET valid_from = $1::date WHERE valid_from = $2::date`, [today, tomorrow]);
    // Those that still run since then.
    for (const clock of first === undefined ? [] : await clocksOf(first)) {
      const known = clocks.find(({ name, run }) => name === clock.name && run === clock.run);
      looked++;
      if (known && !isDeepStrictEqual(known, clock))
        wrong.push(`${clock.name} runs, and has changed from ${JSON.stringify(known)} to ${JSON.stringify(clock)}.`);
    }

    let third = await open();
    // What there is once alone is opened in a house where these numbers have stood since today.
    if (third === undefined) {
      await house.close();
      house = await openGateHouse();
      for (const [name, value] of numbers) await set('setLimit', { input: { process, name, value, validFrom: today } });
      for (const [clock, value] of budgets)
        await set('setLimit', { input: { process, name: `clock.${clock}`, value, validFrom: today } });
      third = await open();
    }
    if (third !== undefined) {
      const known = await limitsKnown(third);
      for (const [name, value] of numbers) {
        looked++;
        if (known[name] !== value) wrong.push(`On its day an act is judged with ${name} = ${known[name]}, and not ${value}.`);
      }
      for (const { name, budget } of await clocksOf(third)) {
        const value = budgets.get(name);
        looked++;
        if (value && !('until' in budget) && !('repeat' in budget) && !isDeepStrictEqual(budget, value))
          wrong.push(`The clock ${name} has ${JSON.stringify(budget)} on its day, and not ${JSON.stringify(value)}.`);
      }
    }

    const read = tenantRead(house.office.program.services.pool, tenant);
    for (const table of Object.keys(told.package.tables ?? {})) {
      const rows = await readTable<unknown>(read, table, today);
      let done = 0;
      for (const [key, value] of [...rows].slice(0, ROWS)) {
        for (const other of others(value)) {
          if (!(await set('setTableRow', { input: { table, key, value: other, validFrom: tomorrow } }))) continue;
          done++;
          looked++;
          const [kept, next] = [
            (await readTable(read, table, today)).get(key),
            (await readTable(read, table, tomorrow)).get(key),
          ];
          if (!isDeepStrictEqual(kept, value)) wrong.push(`${table}/${key} has changed before its day.`);
          if (!isDeepStrictEqual(next, other)) wrong.push(`${table}/${key} is ${JSON.stringify(next)} on its day.`);
          break;
        }
      }
      if (done === 0 && rows.size > 0) remark('dated', process, `nothing in ${table} could be changed`);
    }
  }, 900_000);
  afterAll(() => house?.close());

  it('counts a changed number from its day on, and leaves clocks that run as they are', () =>
    passes('dated', process, looked, wrong));
});
