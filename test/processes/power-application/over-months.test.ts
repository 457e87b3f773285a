import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dutySpans, mondayToFriday, type WorkingCalendar } from '../../../activities/calendar/working-calendar.ts';
import { lineRows } from '../../../prisma/seed/shangyu/lines.ts';
import { power } from '../../../prisma/seed/shangyu/power.ts';
import { powerApplicationPackage } from '../../../processes/power-application.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { caseOf, type House, openHouse } from '../../kernel/house.ts';
import { timeSkipping } from '../../servers/shared.ts';
import { clerk, designer, firm, inspector, installer, leader, meter, reviewer, surveyor } from './utility.ts';

const DAY = 86_400_000;
/** Milliseconds by which the wall clock of the village is ahead of UTC, all year. */
const AHEAD = 8 * 3_600_000;
const dayOf = (at: number): number => Math.floor((at + AHEAD) / DAY);
const nameOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** A house with the sample utility's tables. Its Spring Festival begins 30 days from now, so that it lies ahead whenever this is tried. */
const openUtility = async (temporalAddress?: string): Promise<{ house: House; festival: ReadonlySet<string> }> => {
  const house = await openHouse({ packages: [powerApplicationPackage], ...(temporalAddress ? { temporalAddress } : {}) });
  const festival = new Set(Array.from({ length: 9 }, (_, i) => nameOf(dayOf(Date.now()) + 30 + i)));
  const calendar: WorkingCalendar = {
    zone: 'Asia/Shanghai',
    version: 1,
    week: mondayToFriday(dutySpans('08:30-12:00', '14:00-17:30')),
    dated: [],
    days: Object.fromEntries([...festival].map((day) => [day, 'holiday'])),
  };
  await house.sql(`INSERT INTO calendars (tenant, version, calendar) VALUES ('village', 1, $1)`, [JSON.stringify(calendar)]);
  await house.sql(
    `INSERT INTO units (tenant, id, path, kind, en, zh) VALUES ('village', 'station', '/station/', 'station', 'Station', '供电所')`,
  );
  for (const { table, key, value } of [...power.tables, ...lineRows])
    await house.sql(
      `INSERT INTO table_rows (tenant, table_name, key, valid_from, value) VALUES ('village', $1, $2, '2020-01-01', $3)`,
      [table, key, JSON.stringify(value)],
    );
  return { house, festival };
};

const application = {
  customerClass: 'business',
  voltage: 'KV10',
  kilowatts: 400,
  address: 'Xinmin road 8',
  purpose: 'Cold store',
  materials: ['licence', 'premises', 'equipment'],
};
const scheme = { tariff: 'general', kilowatts: 400, line: 'E551', station: 'station', costCents: 5_000 };
const at = { lat: 30, lon: 120.8 };
const untilBuilding: readonly [Actor, string, object][] = [
  [clerk, 'accept', {}],
  [surveyor, 'survey', { finding: 'Free.', at }],
  [designer, 'drawScheme', scheme],
  [firm, 'sign', { version: 1 }],
  [firm, 'submitDesign', { designer: 'Institute' }],
  [reviewer, 'reviewDesign', { passed: true }],
];
const untilMeter: readonly [Actor, string, object][] = [
  [firm, 'requestMidInspection', { works: 'Earthing.' }],
  [inspector, 'inspectMidway', { passed: true }],
  [firm, 'requestFinalInspection', { works: 'All.' }],
  [inspector, 'inspect', { passed: true }],
];

type Clock = { name: string; state: string; due_at: Date | null; ledger: { at: number; kind: string }[] };

describe('an application over months', () => {
  let server: TestWorkflowEnvironment;
  let house: House;
  let festival: ReadonlySet<string>;
  beforeAll(async () => {
    server = await timeSkipping();
    ({ house, festival } = await openUtility(server.address as string));
    await house.sql(`INSERT INTO people (tenant, id, subject, name) VALUES ('village', 'firm', 'firm', 'firm')`);
  });
  afterAll(async () => {
    await house?.close();
    await server?.teardown();
  });

  const does = async (id: string, acts: readonly [Actor, string, object][]) => {
    for (const [actor, action, input] of acts)
      expect(await house.act(actor, action, id, input), action).toMatchObject({ kind: 'done' });
  };
  const clock = async (id: string, name: string): Promise<Clock> => {
    const [found] = await house.sql<Clock>(
      `SELECT name, state, due_at, ledger FROM clocks WHERE case_id = $1 AND name = $2 ORDER BY run DESC LIMIT 1`,
      [id, name],
    );
    if (!found) throw new Error(`${id} has no clock ${name}.`);
    return found;
  };
  /** Ends of duty between two moments, counted day by day; those of the first day don't count. */
  const endsOfDuty = (from: number, to: number, filed: number): number => {
    let ends = 0;
    for (let day = dayOf(from); day <= dayOf(to); day++) {
      const weekday = new Date(day * DAY).getUTCDay();
      const end = day * DAY + 17.5 * 3_600_000 - AHEAD;
      if (weekday !== 0 && weekday !== 6 && !festival.has(nameOf(day)) && day !== dayOf(filed) && from < end && end <= to) ends++;
    }
    return ends;
  };

  /** Each time a clock ran, from when to when. */
  const stretches = (ledger: Clock['ledger']): [number, number][] =>
    ledger.flatMap(({ at: from, kind }, index) => {
      const next = ledger[index + 1];
      return (kind === 'start' || kind === 'resume') && next ? [[from, next.at]] : [];
    });

  it('in which the customer builds for 90 days over Spring Festival has our clock where it was, and theirs without the holidays', async () => {
    const id = caseOf(await house.start(firm, application));
    await server.sleep('4 days');
    await does(id, untilBuilding);
    await server.sleep('90 days');
    await does(id, untilMeter);

    const total = await clock(id, 'total');
    // Signing and designing, building up to the mid inspection, and building after it.
    const rested = Array.from({ length: 3 }, () => ['pause', 'resume']).flat();
    expect(total.ledger.map(({ kind }) => kind)).toEqual(['start', ...rested]);
    const filed = total.ledger[0]?.at as number;
    const resumed = total.ledger.at(-1)?.at as number;
    // What was used before and between the customer's turns, and what is left from now on.
    const used = stretches(total.ledger.slice(0, -1)).reduce((sum, [from, to]) => sum + endsOfDuty(from, to, filed), 0);
    const due = total.due_at?.getTime() as number;
    expect(used + endsOfDuty(resumed, due, filed)).toBe(38);
    expect(used + endsOfDuty(resumed, due - 1, filed)).toBe(37);

    expect(await house.act(installer, 'connect', id, meter)).toMatchObject({ kind: 'done' });
    const [current] = await house.sql<{ report: object }>(`SELECT facts->'report' AS report FROM cases WHERE id = $1`, [id]);
    const runs = await house.sql<Clock>(`SELECT ledger FROM clocks WHERE case_id = $1 AND name = 'customer' ORDER BY run`, [id]);
    const customers = runs.flatMap(({ ledger }) => stretches(ledger));
    expect(Math.max(...customers.map(([from, to]) => to - from))).toBeGreaterThan(89 * DAY);
    const theirs = customers.reduce((sum, [from, to]) => sum + endsOfDuty(from, to, filed), 0);
    expect(current?.report).toMatchObject({ ourDays: used, customerDays: theirs, onTime: true });
    expect(theirs).toBeLessThan(64);

    // The customer was reminded; nobody of ours was.
    const fired = await house.sql<{ name: string; percent: number }>(
      `SELECT DISTINCT name FROM clock_steps WHERE case_id = $1 AND revision > (SELECT revision FROM events WHERE case_id = $1 AND name = 'DesignReviewed')`,
      [id],
    );
    expect(fired.map(({ name }) => name).filter((name) => name !== 'customer')).toEqual([]);
  });

  it('whose rejection nobody appeals is over when the time for it is', async () => {
    const id = caseOf(await house.start(firm, application));
    expect(await house.act(leader, 'reject', id, { ground: 'No land.' })).toMatchObject({ kind: 'done' });
    await server.sleep('40 days');
    await expect
      .poll(async () =>
        (await house.sql<{ name: string }>(`SELECT name FROM events WHERE case_id = $1 ORDER BY revision`, [id])).at(-1),
      )
      .toEqual({ name: 'RejectionStood' });
    expect(await house.sql(`SELECT state, live FROM cases WHERE id = $1`, [id])).toEqual([{ state: 'rejected', live: false }]);
    expect(await house.act(firm, 'appeal', id, { ground: 'Late.' })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'appealOver' },
    });
  });
});

describe('the price of an act', () => {
  let house: House;
  beforeAll(async () => {
    ({ house } = await openUtility());
  });
  afterAll(() => house?.close());

  it('is six events of history, from acceptance to the final inspection', async () => {
    const id = caseOf(await house.start(firm, application));
    const length = async () => (await house.temporal.workflow.getHandle(id).describe()).historyLength;
    const prices: Record<string, number> = {};
    for (const [actor, action, input] of [...untilBuilding, ...untilMeter]) {
      const before = await length();
      expect(await house.act(actor, action, id, input)).toMatchObject({ kind: 'done' });
      prices[action] = (await length()) - before;
    }
    expect(new Set(Object.values(prices)), JSON.stringify(prices)).toEqual(new Set([6]));
  });
});
