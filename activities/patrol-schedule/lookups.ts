/** What the tenant's data says to the rules of a schedule of patrols. */
import { daysAfter } from '../../workflows/kernel/days.ts';
import { holdsRole, isRefusal } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/patrol-schedule/facts.ts';
import { everyOf, recurrenceOf, ruleOf } from '../../workflows/patrol-schedule/frequency.ts';
import type { Inputs } from '../../workflows/patrol-schedule/inputs.ts';
import type { Limits } from '../../workflows/patrol-schedule/limits.ts';
import type { Plan, Reference } from '../../workflows/patrol-schedule/vocabulary.ts';
import { readActor } from '../actors.ts';
import { type ClockEntry, turnOf } from '../calendar/clock.ts';
import { clocksCalendar } from '../calendar/stored-calendar.ts';
import type { Repeating } from '../calendar/turns.ts';
import { readMoments, readToday } from '../days.ts';
import { noPerson, noRow, noUnit } from '../found.ts';
import { type ActAsk, defineLookups, type LookupAnswer, type StartAsk } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readUnitsFor } from '../units.ts';
import { type KindRow, patrolTables, type RouteRow } from './tables.ts';

type Ask = StartAsk<Inputs['start'] | Inputs['change'], Limits>;

/** What is ordered of a route: its row, its unit and people, and the first day that comes of the rule. */
const planOf = async (
  { read, input, limits, now }: Ask,
  named: { readonly route: string; readonly kind: string; readonly from: string | undefined; readonly unit: string | undefined },
  more: { readonly skipped: Facts['skipped']; readonly turnDue: boolean },
): Promise<LookupAnswer<Plan>> => {
  const rota = input.rota ?? [];
  const [today, route, kind, people, calendar] = await Promise.all([
    readToday(read, now),
    readTableRow<RouteRow>(read, 'patrolRoutes', named.route),
    readTableRow<KindRow>(read, 'patrolKinds', named.kind),
    Promise.all(rota.map((person) => readActor(read, person))),
    clocksCalendar(read),
  ]);
  const unitId = named.unit ?? route?.unit;
  const unit = unitId === undefined ? undefined : (await readUnitsFor(read, [unitId], 'patroller')).get(unitId);
  const issues = [
    ...(route ? [] : [noRow(['route'], named.route, patrolTables.patrolRoutes)]),
    ...(kind ? [] : [noRow(['kind'], named.kind, patrolTables.patrolKinds)]),
    ...(input.unit !== undefined && !unit ? [noUnit(['unit'], input.unit)] : []),
    ...people.flatMap((person, n) => (person ? [] : [noPerson(['rota', n], rota[n] ?? '')])),
  ];
  if (!route || !kind || issues.length > 0) return { issues };
  const { frequency, holidays = 'keep', earliest = 0, to = null, points = [] } = input;
  const isClear = !isRefusal(everyOf(frequency));
  const rule = { rule: ruleOf(frequency), from: named.from ?? today, to, holidays, earliest, aheadDays: limits.aheadDays };
  const repeat = isClear ? recurrenceOf({ ...rule, skipped: more.skipped }) : undefined;
  return {
    reference: {
      today,
      route: { id: named.route, title: route.title },
      kind: { id: named.kind, title: kind.title, often: kind.often },
      unit: unit ? { ...unit.unit, held: unit.held } : null,
      strangers: people.flatMap((person) => (person && !holdsRole(person, ['patroller']) ? [person.name] : [])),
      unknown: points.filter((point) => !route.checkpoints.some(({ id }) => id === point)),
      first: (repeat && turnOf(calendar, { repeat }, [{ at: now, kind: 'start' }])?.day) ?? null,
      turnDue: more.turnDue,
    },
  };
};

type Clock = { readonly budget: Repeating; readonly ledger: readonly ClockEntry[]; readonly due: boolean };

/** The clock of the turns, as it is now. */
const turnClock = async ({ read, caseId, now }: ActAsk<unknown, Facts, unknown>): Promise<Clock | undefined> =>
  (
    await read<Clock>(
      `SELECT budget, ledger, state = 'running' AND next_step_at <= to_timestamp(($1->>'now')::float8 / 1000) IS TRUE AS due FROM clocks
       WHERE case_id = $1->>'caseId' AND name = 'turn' AND state <> 'stopped' ORDER BY run DESC LIMIT 1`,
      { caseId, now },
    )
  )[0];

/** A look forward ends behind so many turns. */
const MOST_TURNS = 1_000;

/** The turns that come, one after the other; a clock that rests is taken to go on now. */
const turnsOf = async function* (read: TenantRead, { budget, ledger }: Clock, now: number) {
  const calendar = await clocksCalendar(read);
  const entries: readonly ClockEntry[] = ledger.at(-1)?.kind === 'pause' ? [...ledger, { at: now, kind: 'resume' }] : ledger;
  let after = budget.after;
  for (let n = 0; n < MOST_TURNS; n++) {
    const turn = turnOf(calendar, after === undefined ? { repeat: budget.repeat } : { repeat: budget.repeat, after }, entries);
    if (!turn) return;
    yield turn;
    after = turn.planned;
  }
};

/** The next turn by the rule as it would be now, begun anew. */
const nextOf = async (read: TenantRead, facts: Facts, now: number): Promise<string | null> =>
  turnOf(await clocksCalendar(read), { repeat: recurrenceOf(facts) }, [{ at: now, kind: 'start' }])?.day ?? null;

const later = (...days: readonly string[]): string => days.toSorted().at(-1) ?? '';

const endOf = async (read: TenantRead, day: string): Promise<number> => (await readMoments(read, [day]))[day]?.endsAt ?? 0;

export const patrolScheduleLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: (ask) => {
    const { route, kind, from, unit } = ask.input;
    return planOf(ask, { route, kind, from, unit }, { skipped: [], turnDue: false });
  },
  change: async (ask) => {
    const { facts, unit: current } = ask.current;
    const from = ask.input.from ?? daysAfter(await readToday(ask.read, ask.now), 1);
    const skipped = facts.skipped.filter(({ planned }) => planned >= from);
    const turnDue = (await turnClock(ask))?.due ?? false;
    const unit = ask.input.unit ?? current;
    return planOf(ask, { route: facts.route.id, kind: facts.kind.id, from, unit }, { skipped, turnDue });
  },
  openRound: async ({ read, now, turn, current: { facts, unit: unitId } }) => {
    const day = turn?.day ?? '';
    const [today, route, units] = await Promise.all([
      readToday(read, now),
      readTableRow<RouteRow>(read, 'patrolRoutes', facts.route.id),
      readUnitsFor(read, unitId === undefined ? [] : [unitId], 'patroller'),
    ]);
    const from = daysAfter(day, -facts.earliest);
    // A round that is opened when its days are over is walked today.
    const to = later(daysAfter(day, facts.latest), today);
    const moments = await readMoments(read, [from, to]);
    const unit = units.get(unitId ?? '');
    return {
      reference: {
        from,
        to,
        startsAt: moments[from]?.startsAt ?? now,
        endsAt: moments[to]?.endsAt ?? now,
        items: (route?.checkpoints ?? [])
          .filter(({ id }) => facts.points.length === 0 || facts.points.includes(id))
          .map(({ id, title, sort, lat, lon }) => ({ kind: 'checkpoint', id, title, line: facts.route.id, sort, lat, lon })),
        unit: unit?.unit ?? null,
        held: unit?.held ?? false,
      },
    };
  },
  skip: async (ask) => {
    const { read, now, input, current } = ask;
    const { facts } = current;
    const [today, clock] = await Promise.all([readToday(read, now), turnClock(ask)]);
    const there = facts.rounds.find(({ day, state }) => day === input.day && state !== 'cancelled');
    let [planned, near, left]: [string | null, string | null, string | null] = [null, null, null];
    if (clock)
      for await (const turn of turnsOf(read, clock, now)) {
        if (turn.day === input.day && planned === null) planned = turn.planned;
        else if (turn.day >= today) left ??= turn.day;
        near ??= turn.day < today ? null : turn.day;
        if (turn.day > input.day) break;
      }
    const open = facts.rounds.filter(({ state, day }) => state !== 'finished' && state !== 'cancelled' && day !== input.day);
    const last = later(today, ...open.map(({ to }) => to));
    return { reference: { today, planned: there ? there.planned : planned, near, left, endsAt: await endOf(read, last) } };
  },
  pause: async ({ read, now, input: { until } }) => {
    const [today, moments] = await Promise.all([readToday(read, now), readMoments(read, until === undefined ? [] : [until])]);
    return { reference: { today, untilAt: until === undefined ? null : (moments[until]?.startsAt ?? null) } };
  },
  resume: async ({ read, now, current: { facts } }) => ({ reference: { next: await nextOf(read, facts, now) } }),
  resumeByItself: async (ask) => {
    const clock = await turnClock(ask);
    if (clock) for await (const { day } of turnsOf(ask.read, clock, ask.now)) return { reference: { next: day } };
    return { reference: { next: null } };
  },
  hand: async ({ read, input }) => {
    const person = await readActor(read, input.person);
    return person ? { reference: { person } } : { issues: [noPerson(['person'], input.person)] };
  },
});
