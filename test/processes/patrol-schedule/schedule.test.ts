import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { turnOf } from '../../../activities/calendar/clock.ts';
import { patrolTables } from '../../../activities/patrol-schedule/tables.ts';
import { fushan } from '../../../prisma/seed/fushan.ts';
import { clock } from '../../../testing/play.ts';
import { isRefusal } from '../../../workflows/kernel/process.ts';
import { staffOf } from '../../../workflows/kernel/staffing.ts';
import { everyOf, perWeek, recurrenceOf } from '../../../workflows/patrol-schedule/frequency.ts';
import type { Inputs } from '../../../workflows/patrol-schedule/inputs.ts';
import { inputs } from '../../../workflows/patrol-schedule/inputs.ts';
import { patrolSchedule } from '../../../workflows/patrol-schedule/rules.ts';
import { cancelled, gu, lei, opened, plan, schedule, tan, told, turn, turnClock, wish } from './house.ts';

const change = (more: Partial<Inputs['change']> = {}) => ({
  frequency: { by: 'weeks', on: ['mon'] },
  reason: 'Market on Fridays',
  ...more,
});
const numbers = (input: readonly { readonly input: Readonly<Record<string, unknown>> }[]) => input.map((one) => one.input.number);

describe('an order of patrols', () => {
  it.each([
    [{ by: 'weeks' }, 'name one weekday'],
    [{ by: 'nthWeekday', on: ['mon', 'tue'], nth: 2 }, 'name one weekday, and which one'],
    [{ by: 'nthWeekday', on: ['mon'] }, 'and which one'],
    [{ by: 'dayOfMonth' }, 'name the day of the month'],
    [{ by: 'workingDay' }, 'which working day'],
  ] as const)('needs to know on which days: %o', (frequency, missing) => {
    const why = everyOf(frequency as unknown as Inputs['start']['frequency']);
    expect(isRefusal(why) && [why.code, why.en]).toEqual(['frequencyUnclear', expect.stringContaining(missing)]);
  });

  it.each([
    [{ by: 'days', each: 10 }, { days: 10 }, 0.7],
    [{ by: 'weeks', each: 2, on: ['mon', 'thu', 'mon'] }, { weeks: 2, on: ['mon', 'thu'] }, 1],
    [{ by: 'nthWeekday', on: ['fri'], nth: 4 }, { months: 1, nth: 4, weekday: 'fri' }, 12 / 52],
    [{ by: 'dayOfMonth', each: 3, day: -1 }, { months: 3, day: -1 }, 4 / 52],
    [{ by: 'workingDay', nth: 1 }, { months: 1, workingDay: 1 }, 12 / 52],
  ] as const)('means these days: %o', (frequency, every, weekly) => {
    expect(everyOf(frequency as unknown as Inputs['start']['frequency'])).toEqual(every);
    expect(perWeek(every)).toBeCloseTo(weekly);
  });

  it.each([
    ['from', '2026-03-01', 'dayOver', {}],
    ['a checkpoint of another route', undefined, 'noSuchPoint', { unknown: ['o1'] }],
    ['a rule without days', undefined, 'noTurn', { first: null }],
    ['somebody who doesn’t patrol', undefined, 'notAPatroller', { strangers: ['Wang'] }],
    ['a unit where nobody patrols', undefined, 'noPatrollerThere', { unit: { ...plan.unit, held: false } }],
    ['a route whose unit is gone', undefined, 'noPatrollerThere', { unit: null }],
    ['the office on the road once a week', undefined, 'tooSeldom', { kind: { ...plan.kind, often: true } }],
  ] as const)('isn’t given for %s', (_, from, code, more) => {
    expect(() => schedule(from === undefined ? {} : { from }, { ...plan, ...more } as typeof plan)).toThrow();
    const why = () => schedule(from === undefined ? {} : { from }, { ...plan, ...more } as typeof plan);
    expect(why).toThrow(code === 'tooSeldom' ? 'at least 2 times a week' : undefined);
  });

  it('for the office on the road takes as many weekdays as the tenant wants', () => {
    const often = { ...plan, kind: { ...plan.kind, often: true } };
    const twice = { frequency: { by: 'weeks', on: ['tue', 'fri'] } } as const;
    expect(schedule(twice as never, often).current().state).toBe('running');
    const three = { ...often, limits: { minPerWeek: 3 } };
    expect(() => schedule(twice as never, three)).toThrow('at least 3 times');
  });

  it('is refused where what was sent makes no sense', () => {
    const bad = (input: object) => inputs.start.safeParse({ ...wish(), ...input }).success;
    expect(bad({})).toBe(true);
    for (const input of [
      { earliest: -1 },
      { latest: 15 },
      { from: '2026-02-30' },
      { title: '' },
      { frequency: { by: 'weeks', each: 0, on: ['mon'] } },
      { frequency: { by: 'dayOfMonth', day: 0 } },
      { frequency: { by: 'nthWeekday', nth: 6, on: ['mon'] } },
      { rota: Array.from({ length: 31 }, (_, n) => `p${n}`) },
    ])
      expect([input, bad(input)]).toEqual([input, false]);
  });
});

describe('a round', () => {
  it('is opened for each turn of the clock, in the days around it, for whoever has the turn of the rota', () => {
    const rota = schedule({ rota: ['tan', 'lei'], earliest: 1, latest: 2 }).does(turnClock, 'openRound', {}, turn('2026-03-06'));
    expect(opened(rota)).toMatchObject([
      {
        process: 'inspectionRound',
        input: { number: 1, assignee: 'tan', patrol: { day: '2026-03-06', late: false, route: { id: 'cangqiao' } } },
      },
    ]);
    rota.does(turnClock, 'openRound', {}, turn('2026-03-13'));
    expect(opened(rota)[0]?.input).toMatchObject({ number: 2, assignee: 'lei' });
    rota.does(turnClock, 'openRound', {}, turn('2026-03-20'));
    expect(opened(rota)[0]?.input).toMatchObject({ number: 3, assignee: 'tan' });
  });

  it('that was missed is marked late beyond the limit, and its leader hears of it', () => {
    const late = schedule().does(turnClock, 'openRound', {}, turn('2026-03-06', { daysLate: 3 }));
    expect(late.current().facts.rounds).toMatchObject([{ day: '2026-03-06', late: true }]);
    expect(late.last().notify).toMatchObject([{ to: { person: 'gu' }, notice: 'openedLate', params: { days: 3 } }]);
    const within = schedule().does(
      turnClock,
      'openRound',
      {},
      { ...turn('2026-03-06', { daysLate: 3 }), limits: { lateMark: 3 } },
    );
    expect(within.current().facts.rounds).toMatchObject([{ late: false }]);
  });

  it('is opened by as many days ahead as the tenant says from then on', () => {
    const rule = (played: ReturnType<typeof schedule>) => recurrenceOf(played.current().facts).ahead;
    const ordered = schedule({ earliest: 3 });
    expect(rule(ordered)).toBe(15);
    ordered.does(turnClock, 'openRound', {}, { ...turn('2026-03-06'), limits: { aheadDays: 1 } });
    // Not later than the day before the first on which it may be walked.
    expect(rule(ordered)).toBe(4);
  });

  it('isn’t opened where its route is gone; where nobody patrols its unit it is, and both are told', () => {
    const gone = schedule().does(turnClock, 'openRound', {}, turn('2026-03-06', { items: [] }));
    expect(opened(gone)).toEqual([]);
    expect(gone.last().notify).toMatchObject([{ notice: 'notOpened', params: { day: '2026-03-06' } }]);
    const alone = schedule().does(turnClock, 'openRound', {}, turn('2026-03-06', { held: false, unit: null }));
    expect(opened(alone)).toHaveLength(1);
    expect(alone.last().notify).toMatchObject([{ notice: 'notOpened' }]);
  });

  it('passes over people of the rota who have left, and falls to the unit when nobody is left of it', () => {
    const rota = schedule({ rota: ['tan', 'lei'] }).does(turnClock, 'openRound', {}, turn('2026-03-06'));
    const staff = (left: readonly string[]) =>
      staffOf([
        { id: 'gu', left: false, grants: [{ role: 'patrolLeader' }] },
        ...['tan', 'lei'].map((id) => ({ id, left: left.includes(id), grants: [{ role: 'patroller' }] })),
        { id: 'boss', left: false, grants: [{ role: 'leader' }] },
      ]);
    rota.handedBack(staff(['lei']));
    const gone = { left: ['lei'], withoutRole: [], unqualified: [] };
    expect(patrolSchedule.whenGone?.(rota.current() as never, gone, 0)).toMatchObject({
      facts: { rota: ['tan'], turn: 0 },
      notify: [{ to: { person: 'gu' }, notice: 'rotaLeft', params: { left: 1 } }],
    });
    rota.does(turnClock, 'openRound', {}, turn('2026-03-13'));
    expect(opened(rota)[0]?.input).toMatchObject({ assignee: 'tan' });
    rota.handedBack(staff(['lei', 'tan']));
    rota.does(turnClock, 'openRound', {}, turn('2026-03-20'));
    expect(opened(rota)[0]?.input).not.toHaveProperty('assignee');
  });

  it('tells its schedule how it goes; what comes late changes nothing', () => {
    const one = schedule().does(turnClock, 'openRound', {}, turn('2026-03-06'));
    told(one, 1, 'underWay', { revision: 3, inspected: [{ kind: 'checkpoint', id: 'c1' }] });
    told(one, 1, 'due', { revision: 2 });
    expect(one.current().facts.rounds).toMatchObject([{ case: 'RD-1', state: 'underWay', inspected: 1 }]);
  });

  it('keeps those that are open, and sixty that are over', () => {
    const many = schedule();
    for (let n = 1; n <= 64; n++) {
      many.does(
        turnClock,
        'openRound',
        {},
        turn(`2026-${String(4 + Math.floor(n / 28)).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`),
      );
      if (n > 1) told(many, n, 'finished');
    }
    many.does(turnClock, 'openRound', {}, turn('2026-07-01'));
    const kept = many.current().facts.rounds.map(({ number }) => number);
    expect([kept.length, kept[0], kept[1]]).toEqual([62, 1, 5]);
  });
});

describe('a change of the order', () => {
  const running = () => {
    const played = schedule();
    for (const day of ['2026-03-06', '2026-03-13', '2026-03-20']) played.does(turnClock, 'openRound', {}, turn(day));
    told(played, 1, 'underWay');
    told(played, 2, 'planned');
    return played;
  };
  const changed = { ...plan, today: '2026-03-06', first: '2026-03-09' };

  it('calls off the rounds that aren’t due, leaves the others, and starts the clock by the new rule', () => {
    const played = running().does(gu, 'change', change(), changed);
    expect(played.current().facts.rounds.map(({ state }) => state)).toEqual(['underWay', 'cancelled', 'cancelled']);
    expect(cancelled(played)).toMatchObject([{ on: 'RD-2', action: 'cancel' }]);
    expect(played.last().clocks?.start?.turn).toMatchObject({ repeat: { every: { weeks: 1, on: ['mon'] }, from: '2026-03-07' } });
    // The one that was only ordered is called off as soon as it is there.
    told(played, 3, 'planned');
    expect(cancelled(played)).toMatchObject([{ on: 'RD-3', action: 'cancel' }]);
  });

  it('opens no second round on a day that has one', () => {
    const played = running().does(gu, 'change', change({ from: '2026-03-06' }), changed);
    played.does(turnClock, 'openRound', {}, turn('2026-03-06'));
    expect(opened(played)).toEqual([]);
    played.does(turnClock, 'openRound', {}, turn('2026-03-13'));
    expect(numbers(opened(played))).toEqual([4]);
  });

  it('waits until a turn that is due is taken, and holds from a day to which rounds are opened', () => {
    expect(running().tries(gu, 'change', change(), { ...changed, turnDue: true })).toMatchObject({ code: 'turnDue' });
    expect(running().tries(gu, 'change', change({ from: '2026-03-22' }), changed)).toMatchObject({ code: 'tooFarAhead' });
    expect(running().tries(gu, 'change', change({ from: '2026-03-21' }), changed)).toBeUndefined();
    expect(running().tries(gu, 'change', change({ from: '2026-03-05' }), changed)).toMatchObject({ code: 'dayOver' });
  });
});

describe('a day that is left out', () => {
  const reference = { today: '2026-03-02', planned: null, near: '2026-03-20', left: '2026-03-27', endsAt: 1 };
  const skip = { day: '2026-03-06', reason: 'Marathon' };

  it('calls off its round, or keeps the clock from opening one; other days come as they did', () => {
    const played = schedule().does(turnClock, 'openRound', {}, turn('2026-03-06'));
    told(played, 1, 'planned').does(gu, 'skip', skip, reference);
    expect(cancelled(played)).toMatchObject([{ on: 'RD-1' }]);
    expect(played.last().clocks?.limit?.turn).toMatchObject({ repeat: { without: ['2026-03-06'] } });
    played.does(gu, 'skip', { ...skip, day: '2026-03-13' }, { ...reference, planned: '2026-03-12' });
    expect(recurrenceOf(played.current().facts).without).toEqual(['2026-03-06', '2026-03-12']);
  });

  it('has to be a day of a round that isn’t due yet', () => {
    expect(schedule().tries(gu, 'skip', skip, reference)).toMatchObject({
      code: 'noTurnThen',
      en: expect.stringContaining('2026-03-20'),
    });
    expect(schedule().tries(gu, 'skip', { ...skip, day: '2026-03-01' }, reference)).toMatchObject({ code: 'dayOver' });
    const due = told(schedule().does(turnClock, 'openRound', {}, turn('2026-03-06')), 1, 'due');
    expect(due.tries(gu, 'skip', skip, reference)).toMatchObject({ code: 'roundBegun' });
  });

  it('that was the last one lets the order end with the rounds that there are', () => {
    const played = schedule().does(gu, 'skip', skip, { ...reference, planned: '2026-03-06', left: null, endsAt: 5_000 });
    expect(played.current().clocks.last).toBe('running');
    expect(played.does(clock('last'), 'finish').current().state).toBe('ended');
  });
});

describe('a pause', () => {
  const untilAt = Date.parse('2026-03-16T00:00:00+08:00');
  const paused = () => {
    const played = schedule();
    for (const day of ['2026-03-06', '2026-03-13', '2026-03-20']) played.does(turnClock, 'openRound', {}, turn(day));
    for (const n of [1, 2, 3]) told(played, n, n === 1 ? 'due' : 'planned');
    return played.does(gu, 'pause', { until: '2026-03-16', reason: 'Road works' }, { today: '2026-03-06', untilAt });
  };

  it('calls off the rounds of its days that aren’t due, and goes on by itself', () => {
    expect(
      paused()
        .current()
        .facts.rounds.map(({ state }) => state),
    ).toEqual(['due', 'cancelled', 'planned']);
    expect(paused().current().clocks).toMatchObject({ turn: 'paused', pause: 'running' });
    const on = paused().does(clock('pause'), 'resumeByItself', {}, { next: '2026-03-27' });
    expect(on.current()).toMatchObject({ state: 'running', clocks: { turn: 'running', pause: 'stopped' } });
    const over = paused().does(clock('pause'), 'resumeByItself', {}, { next: null });
    expect(over.current()).toMatchObject({ state: 'ended', clocks: { turn: 'stopped' } });
  });

  it('that somebody ends early brings back the days that were called off', () => {
    const early = paused().does(gu, 'resume', {}, { next: '2026-03-13' });
    expect(early.last().clocks?.start).toHaveProperty('turn');
    early.does(turnClock, 'openRound', {}, turn('2026-03-13'));
    expect(numbers(opened(early))).toEqual([4]);
    early.does(turnClock, 'openRound', {}, turn('2026-03-20'));
    expect(opened(early)).toEqual([]);
    expect(paused().tries(gu, 'resume', {}, { next: null })).toMatchObject({ code: 'noTurn' });
  });

  it('without a day waits for somebody; a day that isn’t to come is refused', () => {
    const open = schedule().does(gu, 'pause', { reason: 'Works' }, { today: '2026-03-02', untilAt: null });
    expect(open.current().tasks).toMatchObject([{ action: 'resume', role: 'patrolLeader' }]);
    const until = { until: '2026-03-02', reason: 'Works' };
    expect(schedule().tries(gu, 'pause', until, { today: '2026-03-02', untilAt })).toMatchObject({
      code: 'dayOver',
    });
  });
});

describe('an end', () => {
  it('comes with the last day of the last round', () => {
    const last = schedule({ to: '2026-03-06' }).does(turnClock, 'openRound', {}, turn('2026-03-06', { next: null }));
    expect(last.current().clocks.last).toBe('running');
    expect(last.last().clocks?.start?.last).toEqual({ until: Date.parse('2026-03-06T24:00:00+08:00') });
    told(last, 1, 'due').does(clock('last'), 'finish');
    expect(told(last, 1, 'finished', { revision: 2 }).current().facts.rounds).toMatchObject([{ state: 'finished' }]);
  });

  it('by somebody calls off what isn’t due; another one may be made responsible before', () => {
    const played = told(schedule().does(turnClock, 'openRound', {}, turn('2026-03-06')), 1, 'planned');
    expect(played.tries(gu, 'hand', { person: 'tan' }, { person: tan })).toMatchObject({ code: 'leadsNoPatrols' });
    expect(played.tries(gu, 'hand', { person: 'gu' }, { person: gu })).toMatchObject({ code: 'responsibleAlready' });
    played.does(gu, 'hand', { person: 'miao' }, { person: { ...gu, id: 'miao' } });
    played.does(gu, 'end', { reason: 'Taken over by others' });
    expect(played.current()).toMatchObject({
      state: 'ended',
      clocks: { turn: 'stopped' },
      facts: { leader: 'miao', next: null },
    });
    expect(cancelled(played)).toMatchObject([{ on: 'RD-1', action: 'cancel' }]);
    expect(played.tries(lei, 'end', { reason: 'x' })).toMatchObject({ code: 'kernel.wrongState' });
  });
});

describe('the days of a schedule', () => {
  it('on the fourth Friday are moved before a holiday, and its round comes fourteen days ahead', () => {
    const facts = schedule({ frequency: { by: 'nthWeekday', on: ['fri'], nth: 4 }, holidays: 'before' } as never).current().facts;
    const next = turnOf(chinaCalendar({ from: 2026, to: 2026 }), { repeat: recurrenceOf(facts) }, [
      { at: Date.parse('2026-09-02T09:00:00+08:00'), kind: 'start' },
    ]);
    // 25 September is the Mid-Autumn festival.
    expect(next).toEqual({ day: '2026-09-24', planned: '2026-09-25', at: Date.parse('2026-09-10T00:00:00+08:00') });
  });
});

describe('the sample rows', () => {
  it('are such as administrators may enter, and speak of categories and units that there are', () => {
    for (const [table, rule] of Object.entries(patrolTables)) {
      const rows = (fushan.tables ?? []).filter((row) => row.table === table);
      expect(rows.length).toBeGreaterThanOrEqual(6);
      for (const { key, value } of rows) expect([key, rule.row.safeParse(value).error?.issues]).toEqual([key, undefined]);
    }
    const values = (table: string) =>
      (fushan.tables ?? []).filter((row) => row.table === table).map(({ value }) => value as Record<string, string>);
    for (const { category } of values('findingKinds')) expect(fushan.categories.some(({ code }) => code === category)).toBe(true);
    for (const { unit } of values('patrolRoutes'))
      expect(fushan.people.some(({ roles }) => roles.some((one) => one.role === 'patroller' && one.unit === unit))).toBe(true);
  });
});
