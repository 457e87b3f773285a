import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

type Stored = {
  readonly grade: string;
  /** Days and hours from finding to fixing; none while it is open. */
  readonly days?: number;
  readonly working?: number;
  /** Whether its limit had run over when it was fixed, or has now. */
  readonly over?: boolean;
  readonly rework?: number;
  readonly state?: string;
  readonly plan?: string;
  /** It ran over before, and got another grade or more time then. */
  readonly before?: 'regraded' | 'extended';
};

let n = 0;
/** A hazard as it stands in the record, found in March 2026. */
const stored = async ({ grade, days, working, over = false, rework = 0, state, plan, before }: Stored): Promise<void> => {
  const id = `SY-HI-${++n}`;
  const fixed = days !== undefined;
  const ended = fixed || state === 'withdrawn';
  const facts = {
    grade: { code: grade, title: { en: grade, zh: grade } },
    plan: plan ?? null,
    rework,
    foundToFixed: fixed ? { calendarDays: days, workingDays: working ?? days, minutes: days * 1440 } : null,
  };
  await office.sql(
    `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
     VALUES ($1, 'shangyu', 'hazardInspection', 1, 'A hazard', $2, $3, 0, $4, '[]', '{}', 'yao-gang', '2026-03-10T02:00:00Z', now(), false, '')`,
    [id, state ?? (fixed ? 'closed' : 'rectifying'), ended, facts],
  );
  await office.sql(
    `INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, started_at, stopped_at, calendar_version)
     VALUES ($1, 'rectify', 0, 'shangyu', 'hazardInspection', '{"workingDays": 5}', '[]', '[]', $2, $3, '2026-03-10T02:00:00Z', $4, 1)`,
    [
      id,
      ended ? 'stopped' : 'running',
      ended ? '2026-03-17T09:00:00Z' : over ? '2026-03-17T09:00:00Z' : '2199-01-01T00:00:00Z',
      ended ? (over ? '2026-03-18T00:00:00Z' : '2026-03-12T00:00:00Z') : null,
    ],
  );
  if (before === 'regraded') {
    await office.sql(`UPDATE clocks SET run = 1 WHERE case_id = $1`, [id]);
    await office.sql(
      `INSERT INTO clocks (case_id, name, run, tenant, process, budget, ledger, ladder, state, due_at, started_at, stopped_at, calendar_version)
       SELECT case_id, name, 0, tenant, process, budget, ledger, ladder, 'stopped', '2026-03-10T09:00:00Z', started_at, '2026-03-10T10:00:00Z', 1
       FROM clocks WHERE case_id = $1`,
      [id],
    );
  }
  if (before === 'extended')
    await office.sql(
      `INSERT INTO clock_steps (case_id, name, run, percent, tenant, revision) VALUES ($1, 'rectify', 0, 100, 'shangyu', 0)`,
      [id],
    );
};

const report = async (person = 'shao-kai', plan?: string, from = '2026-03-01T00:00:00+08:00') =>
  office.ask(
    person,
    `{ hazardInspectionReport(from: "${from}", before: "2026-04-01T00:00:00+08:00"${plan ? `, plan: "${plan}"` : ''}) { grade found fixed open openOverdue withinLimit
      medianCalendarDays p90CalendarDays medianWorkingDays p90WorkingDays medianHours reworkRate withdrawn withdrawnOverdue } }`,
  );

describe('found early, fixed early', () => {
  it('is told per grade, with open overdue hazards counted as late and withdrawn ones apart', async () => {
    for (const days of [1, 2, 4]) await stored({ grade: 'serious', days, working: Math.ceil(days / 2) });
    await stored({ grade: 'serious', days: 12, working: 8, over: true, rework: 2 });
    await stored({ grade: 'serious', over: true });
    await stored({ grade: 'serious' });
    await stored({ grade: 'serious', state: 'withdrawn' });
    await stored({ grade: 'serious', state: 'withdrawn', over: true });
    await stored({ grade: 'critical', days: 0, plan: 'SY-PP-1' });

    const { data } = await report();
    expect(data.hazardInspectionReport).toEqual([
      {
        grade: 'critical',
        found: 1,
        fixed: 1,
        open: 0,
        openOverdue: 0,
        withinLimit: 1,
        medianCalendarDays: 0,
        p90CalendarDays: 0,
        medianWorkingDays: 0,
        p90WorkingDays: 0,
        medianHours: 0,
        reworkRate: 0,
        withdrawn: 0,
        withdrawnOverdue: 0,
      },
      {
        grade: 'serious',
        found: 6,
        fixed: 4,
        open: 2,
        openOverdue: 1,
        // Three in time, one fixed late, one open and overdue.
        withinLimit: 0.6,
        // 1, 2, 4, 12: between 2 and 4 lies 3.
        medianCalendarDays: 3,
        p90CalendarDays: 12,
        // 1, 1, 2, 8
        medianWorkingDays: 1.5,
        p90WorkingDays: 8,
        medianHours: 72,
        reworkRate: 0.1667,
        // They are in no other figure.
        withdrawn: 2,
        withdrawnOverdue: 1,
      },
      expect.objectContaining({ grade: 'general', found: 0, withinLimit: null, medianCalendarDays: null }),
    ]);
  });

  it('stays late when it got more time or another grade after its limit had run over', async () => {
    for (const before of ['regraded', 'extended'] as const) await stored({ grade: 'general', days: 2, before });
    await stored({ grade: 'general', days: 2 });
    const { data } = await report();
    expect(data.hazardInspectionReport[2]).toMatchObject({ grade: 'general', fixed: 3, withinLimit: 0.3333 });
    const { data: figures } = await office.ask(
      'shao-kai',
      `{ statistics(process: "hazardInspection", from: "2026-03-01T00:00:00+08:00", before: "2026-04-01T00:00:00+08:00", clock: "rectify") { onTimeRate aside } }`,
    );
    // Of ten: five in time, one fixed late, two of the three just now, one open and overdue, one withdrawn when it was overdue.
    expect(figures.statistics).toEqual([{ onTimeRate: 0.5, aside: 2 }]);
  });

  it('is told for one plan, and for one span', async () => {
    const found = (rows: readonly { grade: string; found: number }[]) => rows.map((row) => [row.grade, row.found]);
    expect(found((await report('yuan-fei', 'SY-PP-1')).data.hazardInspectionReport)).toEqual([
      ['critical', 1],
      ['serious', 0],
      ['general', 0],
    ]);
    expect(
      found((await report('yuan-fei', undefined, '2026-03-20T00:00:00+08:00')).data.hazardInspectionReport).every(
        ([, n]) => n === 0,
      ),
    ).toBe(true);
  });

  it('is for those who answer for it, and of their own tenant alone', async () => {
    expect((await report('yao-gang')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const elsewhere = (await report('qiu-ming')).data.hazardInspectionReport as { found: number }[];
    expect(elsewhere.map(({ found }) => found)).toEqual([0, 0, 0]);
  });
});
