/**
 * What happens in an office between two acts of a case: people leave and come back, units end, calendars and limits change, clocks run out,
 * closed cases are reopened, reports are merged, and another case of the same process comes in.
 */
import fc from 'fast-check';
import { newest } from '../../activities/process-package.ts';
import { caseOf } from '../../activities/stored.ts';
import { whyNot } from '../../workflows/kernel/decide.ts';
import { defaultsOf, type LimitRule } from '../../workflows/kernel/limits.ts';
import type { AnyRule } from '../../workflows/kernel/process.ts';
import { changeOf } from '../graphql/administrator.ts';
import type { Office } from '../graphql/office.ts';
import type { Telling, Told } from '../replay/stories.ts';
import { NotDone } from '../replay/telling.ts';
import { peopleOf, storedCases } from './checks.ts';

/** Where the disturbances happen, and in whose name. */
export type Scene = {
  readonly office: Office;
  readonly told: Told;
  readonly tenant: string;
  readonly admin: string;
  /** The people of the story so far, and the cases that it has acted on. */
  readonly people: ReadonlySet<string>;
  readonly cases: readonly string[];
  readonly telling: Telling;
  /** Opens another case as the story has opened its first; some acts of the story are done on it too. */
  readonly twin: () => Promise<string | undefined>;
};

/** Does something, says what, and gives the way back; nothing where it doesn't fit. */
type Disturbance = (scene: Scene, pick: (most: number) => number) => Promise<Done | undefined>;
export type Done = { readonly what: string; readonly undo?: () => Promise<void> };

const change = async ({ office, admin }: Scene, name: string, args: Record<string, unknown>): Promise<boolean> =>
  (await changeOf(office, name, args, { person: admin })).__typename === 'ChangeDone';

const oneOf = <T>(all: readonly T[], pick: (most: number) => number): T | undefined =>
  all.length === 0 ? undefined : all[pick(all.length - 1)];

const someoneLeaves: Disturbance = async (scene, pick) => {
  const { office, people, admin, tenant } = scene;
  const id = oneOf(
    [...people].filter((one) => one !== admin),
    pick,
  );
  if (id === undefined) return undefined;
  const [person] = await office.sql<{ subject: string; name: string; unit: string | null }>(
    `SELECT subject, name, unit FROM people WHERE tenant = $1 AND id = $2 AND ended_on IS NULL`,
    [tenant, id],
  );
  const roles = await office.sql<{ role: string; unit: string | null; area: string | null }>(
    `SELECT role, unit, area FROM person_roles WHERE tenant = $1 AND person_id = $2 AND ended_on IS NULL`,
    [tenant, id],
  );
  if (!person || !(await change(scene, 'endPerson', { id }))) return undefined;
  return {
    what: `${id} leaves`,
    undo: async () => {
      await change(scene, 'setPerson', {
        input: { id, subject: person.subject, name: person.name, ...(person.unit ? { unit: person.unit } : {}) },
      });
      for (const { role, unit, area } of roles)
        await change(scene, 'giveRole', { input: { person: id, role, ...(unit ? { unit } : {}), ...(area ? { area } : {}) } });
    },
  };
};

type GrantRow = { id: string; person: string; role: string; unit: string | null; area: string | null };
const heldRoles = ({ office, tenant, admin }: Scene): Promise<GrantRow[]> =>
  office.sql(
    `SELECT id, person_id AS person, role, unit, area FROM person_roles WHERE tenant = $1 AND ended_on IS NULL AND person_id <> $2 ORDER BY person_id, role`,
    [tenant, admin],
  );

const endAll = async (scene: Scene, grants: readonly GrantRow[]): Promise<() => Promise<void>> => {
  for (const { id } of grants) await change(scene, 'endRole', { id });
  return async () => {
    for (const { person, role, unit, area } of grants)
      await change(scene, 'giveRole', { input: { person, role, ...(unit ? { unit } : {}), ...(area ? { area } : {}) } });
  };
};

const aRoleEnds: Disturbance = async (scene, pick) => {
  const grant = oneOf(
    (await heldRoles(scene)).filter(({ person }) => scene.people.has(person)),
    pick,
  );
  return grant && { what: `${grant.person} is no ${grant.role} any more`, undo: await endAll(scene, [grant]) };
};

/** A role that somebody of the story has, or that a case waits for, is held by nobody any more. */
const nobodyHoldsARole: Disturbance = async (scene, pick) => {
  const held = await heldRoles(scene);
  const waited = await scene.office.sql<{ role: string }>(
    `SELECT DISTINCT role FROM tasks WHERE case_id = ANY ($1) AND closed_revision IS NULL AND role IS NOT NULL AND role <> 'admin' ORDER BY role`,
    [scene.cases],
  );
  const roles = new Set([
    ...waited.map(({ role }) => role),
    ...held.filter(({ person }) => scene.people.has(person)).map(({ role }) => role),
  ]);
  const role = oneOf([...roles], pick);
  if (role === undefined) return undefined;
  const grants = held.filter((grant) => grant.role === role);
  return { what: `nobody is ${role} any more`, undo: await endAll(scene, grants) };
};

/** A unit that has a case in hand ends, where the administrator is let. */
const aUnitEnds: Disturbance = async (scene, pick) => {
  const units = await scene.office.sql<{ id: string; name: string; name_zh: string; parent: string; kind: string }>(
    `SELECT u.* FROM units u WHERE u.tenant = $1 AND u.ended_on IS NULL AND u.id IN (SELECT unit FROM cases WHERE id = ANY ($2))`,
    [scene.tenant, scene.cases],
  );
  const unit = oneOf(units, pick);
  if (!unit || !(await change(scene, 'endUnit', { id: unit.id }))) return undefined;
  return { what: `${unit.id} ends` };
};

/** Working days become holidays, as an arrangement that comes late does. */
const holidays: Disturbance = async (scene) => {
  const { office, admin } = scene;
  const read = async () => (await office.ask(admin, '{ calendar }')).data.calendar;
  const put = (calendar: object, version: number) =>
    office.ask(
      admin,
      'mutation ($calendar: JSON!, $version: Int!, $requestId: ID!) { setCalendar(calendar: $calendar, expectedVersion: $version, requestId: $requestId) { __typename } }',
      { calendar, version, requestId: `calendar-${version}-${office.database.name}` },
    );
  const before = await read();
  const day = new Date((await scene.telling.now()) + 86_400_000).toISOString().slice(0, 10);
  if (before.days?.[day]) return undefined;
  const { errors } = await put({ ...before, days: { ...before.days, [day]: 'holiday' } }, before.version);
  if (errors) return undefined;
  return {
    what: `${day} becomes a holiday`,
    undo: async () => {
      const now = await read();
      const { [day]: _, ...days } = now.days;
      await put({ ...now, days }, now.version);
    },
  };
};

const todayThere = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** A limit of the process takes the least or the most that it may have. */
const aLimitChanges: Disturbance = async (scene, pick) => {
  const { name: process, limits } = newest(scene.told.package);
  const rules = Object.entries<LimitRule | number>(limits).flatMap(([name, rule]) =>
    typeof rule === 'number' ? [] : [{ name, rule }],
  );
  const chosen = oneOf(rules, pick);
  if (!chosen) return undefined;
  const { name, rule } = chosen;
  const value = pick(1) === 0 ? (rule.least ?? 1) : Math.min(rule.most ?? 100, 100);
  const set = (to: unknown) => change(scene, 'setLimit', { input: { process, name, value: to, validFrom: todayThere() } });
  if (!(await set(value))) return undefined;
  return { what: `${process}.${name} becomes ${value}`, undo: async () => void (await set(defaultsOf(limits)[name])) };
};

const timePasses: Disturbance = async ({ telling }, pick) => {
  const days = 1 + pick(20);
  await telling.pass(`${days} days`);
  return { what: `${days} days pass` };
};

/** Another report of the same matter comes in and is merged, in either direction, until somebody thinks better of it. */
const aMerger: Disturbance = async ({ told, telling, cases }, pick) => {
  const first = cases[0];
  if (newest(told.package).name !== 'issueReport' || first === undefined) return undefined;
  const place = { lat: 30.003, lon: 120.573 };
  const other = await telling.start('deng-li', { category: 'rubbish', text: 'The same rubbish again', place });
  const [from, into] = pick(1) === 0 ? [other, first] : [first, other];
  await telling.act('lou-tao', 'merge', from, { into });
  return {
    what: `${from} is merged into ${into}`,
    undo: () => telling.act('lou-tao', 'unmerge', from, { reason: 'Another matter after all.' }),
  };
};

/** Time passes until the last step of a running clock’s ladder is reached. */
const aClockRunsOut: Disturbance = async ({ office, telling, cases }, pick) => {
  const clocks = await office.sql<{ id: string; name: string; started: Date; due: Date; last: number }>(
    `SELECT case_id AS id, name, started_at AS started, due_at AS due, (SELECT max((step->>'at')::int) FROM jsonb_array_elements(ladder) step) AS last
     FROM clocks WHERE case_id = ANY ($1) AND state = 'running' AND due_at IS NOT NULL AND jsonb_array_length(ladder) > 0 ORDER BY case_id, name`,
    [cases],
  );
  const clock = oneOf(clocks, pick);
  if (!clock) return undefined;
  const { id, name, started, due, last } = clock;
  const end = due.getTime() + ((last - 100) / 100) * (due.getTime() - started.getTime());
  const days = Math.ceil((end - (await telling.now())) / 86_400_000);
  // A year of the academy would carry the others beyond the arranged holidays.
  if (days > 60) return undefined;
  await telling.pass(`${Math.max(1, days + 1)} days`);
  return { what: `${name} of ${id} runs out` };
};

/** The clocks of one kind that start from now on are over in a minute. */
const timeIsShort: Disturbance = async (scene, pick) => {
  const { name: process, clocks } = newest(scene.told.package);
  const clock = oneOf(Object.keys(clocks), pick);
  if (clock === undefined) return undefined;
  const set = (value: unknown) =>
    change(scene, 'setLimit', { input: { process, name: `clock.${clock}`, value, validFrom: todayThere() } });
  if (!(await set({ clockMinutes: 1 }))) return undefined;
  return { what: `${process}.${clock} is one minute`, undo: async () => void (await set(clocks[clock]?.budget)) };
};

/** A closed case is opened again, where its process has an act for that and somebody may do it. */
const aReopening: Disturbance = async ({ office, told, telling, tenant, cases }, pick) => {
  const process = newest(told.package);
  const closed = oneOf(
    (await storedCases(office, cases)).filter((row) => row.closed && row.process === process.name),
    pick,
  );
  if (!closed) return undefined;
  const now = await telling.now();
  const people = await peopleOf(office, tenant);
  for (const [action, { from, to }] of Object.entries<AnyRule>(process.actions)) {
    if (!from.includes(closed.state) || !to?.some((state) => !process.closed.includes(state))) continue;
    const who = people.find((one) => !whyNot(process, caseOf(closed), action, one, now));
    if (!who) continue;
    const words = Object.keys(told.package.inputs[action]?.shape ?? {}).find((name) =>
      ['reason', 'ground', 'text'].includes(name),
    );
    await telling.act(who.id, action, closed.id, words === undefined ? {} : { [words]: 'It came back.' });
    return { what: `${who.id} ${action} ${closed.id} after it was closed` };
  }
  return undefined;
};

const aTwin: Disturbance = async ({ twin }) => {
  const id = await twin();
  return id === undefined ? undefined : { what: `${id} comes in as well` };
};

const all = {
  someoneLeaves,
  aRoleEnds,
  nobodyHoldsARole,
  aUnitEnds,
  holidays,
  aLimitChanges,
  timePasses,
  aMerger,
  aClockRunsOut,
  timeIsShort,
  aReopening,
  aTwin,
} satisfies Record<string, Disturbance>;

/** What is drawn for one place between two acts: a disturbance, a choice within it, and whether an earlier one is undone first. */
export type Drawn = { readonly kind: keyof typeof all; readonly choice: number; readonly undo: boolean };
export const drawn: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constantFrom(...(Object.keys(all) as (keyof typeof all)[])),
  choice: fc.nat(),
  undo: fc.boolean(),
});

/** Disturbs the scene; what an office refuses is no disturbance. */
export const disturb = async (scene: Scene, { kind, choice }: Drawn): Promise<Done | undefined> => {
  let left = choice;
  const pick = (most: number) => {
    const picked = left % (most + 1);
    left = Math.floor(left / (most + 1));
    return picked;
  };
  try {
    return await all[kind](scene, pick);
  } catch (error) {
    if (error instanceof NotDone) return undefined;
    throw error;
  }
};
