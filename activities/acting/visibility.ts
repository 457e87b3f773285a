/** Who may see a case: staff those of their unit and area, auditors and administrators likewise of every process, everybody those they have to do with. */

import type { Event, Prisma } from '../../prisma/client/client.ts';
import { audiencesOf } from '../../workflows/kernel/audiences.ts';
import {
  type Actor,
  type AnyProcess,
  type AnyRule,
  type Grant,
  holdsEverywhere,
  holdsRole,
} from '../../workflows/kernel/process.ts';
import { newest, type ProcessPackage } from '../process-package.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { Mergers } from './mergers.ts';

/** Roles that see the cases of every process. */
export const OVERSEERS = ['auditor', 'admin'] as const;

/** Roles in which people work on cases of any process, or oversee them. */
export const staffRoles = (packages: ReadonlyMap<string, ProcessPackage>): readonly string[] => [
  ...OVERSEERS,
  ...[...packages.values()].flatMap((pkg) => newest(pkg).staff),
];

/** Roles in which people work on cases, and which others may act in for them: not those who oversee or administer. */
export const lentRoles = (packages: ReadonlyMap<string, ProcessPackage>): readonly string[] =>
  staffRoles(packages).filter((role) => !(OVERSEERS as readonly string[]).includes(role));

type Whereabouts = { readonly unit: string | null; readonly area: string | null };

export const placeOf = ({ unit, area }: Whereabouts) => ({
  ...(unit === null ? {} : { unit }),
  ...(area === null ? {} : { area }),
});

/** Whether a case may be seen; `mine` says that the person has to do with it themselves. Another case that acts on it may. */
export const maySee = (actor: Actor, process: AnyProcess, row: Whereabouts, mine: boolean): boolean =>
  mine || holdsRole(actor, ['case', ...(process.openTo ?? [])]) || isStaffOf(actor, process, row);

/** Whether somebody works on this case or oversees it. */
export const isStaffOf = (actor: Actor, { staff }: AnyProcess, row: Whereabouts): boolean =>
  holdsRole(actor, [...OVERSEERS, ...staff], placeOf(row));

/** Somebody and those in whose place they act. */
export const handsOf = (actor: Actor): readonly string[] => [
  ...new Set([actor.id, ...(actor.as ?? []).flatMap(({ id, deputy }) => (deputy ? [id] : []))]),
];

/** Whether somebody may see this one case, asked in one statement; false also where there is none. */
export const maySeeCase = async (
  read: TenantRead,
  actor: Actor,
  processes: ReadonlyMap<string, AnyProcess>,
  caseId: string,
): Promise<boolean> => {
  const [row] = await read<Whereabouts & { process: string; mine: boolean }>(
    `SELECT process, unit, area, is_mine(id, $1->>'person') OR EXISTS (SELECT 1 FROM tasks t WHERE t.case_id = c.id AND t.closed_revision IS NULL
        AND t.person IN (SELECT jsonb_array_elements_text($1->'hands'))) AS mine FROM cases c WHERE id = $1->>'caseId'`,
    { caseId, person: actor.id, hands: handsOf(actor) },
  );
  const process = row && processes.get(row.process);
  return row !== undefined && process !== undefined && maySee(actor, process, row, row.mine);
};

/** The same as a condition on lists. `mergers` are read where they matter: PostgreSQL takes longer to plan them in the list itself. */
export const visibleCases = async (
  actor: Actor,
  processes: ReadonlyMap<string, AnyProcess>,
  mergers: () => Promise<Mergers>,
): Promise<Prisma.CaseWhereInput> => {
  const each = [...processes.values()].map(({ name, staff, openTo = [] }) => ({
    name,
    open: holdsRole(actor, openTo),
    grants: actor.grants.filter(({ role }) => [...OVERSEERS, ...staff].includes(role)),
  }));
  const unbound = each.filter(({ open, grants }) => open || grants.some(({ units, areas }) => !units && !areas));
  // The usual case of a desk that sees everything stays a plain question to the database.
  if (unbound.length === processes.size) return {};
  return {
    OR: [
      ...(unbound.length > 0 ? [{ process: { in: unbound.map(({ name }) => name) } }] : []),
      ...boundTo(each.filter((process) => !unbound.includes(process))),
      ...mine(actor, await mergers()),
      ...(actor.as ? [{ tasks: { some: { person: { in: [...handsOf(actor)] }, closedRevision: null } } }] : []),
    ],
  };
};

/** One condition for all processes that are bound alike: PostgreSQL takes longer to plan them one by one than to answer. */
export const boundTo = (bound: readonly { name: string; grants: readonly Grant[] }[]): Prisma.CaseWhereInput[] => {
  const each = bound.flatMap(({ name, grants }) =>
    grants.map(({ units, areas }) => ({ name, bounds: within({ units, areas }) })),
  );
  return [...Map.groupBy(each, ({ bounds }) => JSON.stringify(bounds)).values()].map((alike) => ({
    process: { in: [...new Set(alike.map(({ name }) => name))] },
    ...alike[0]?.bounds,
  }));
};

type Staffed = Pick<AnyProcess, 'name' | 'staff'>;

/** Cases on which somebody works or which they oversee; nothing where those are all of these processes. */
const asStaff = (actor: Actor, processes: readonly Staffed[]) => {
  const bound = processes
    .map(({ name, staff }) => ({ name, grants: actor.grants.filter(({ role }) => [...OVERSEERS, ...staff].includes(role)) }))
    .filter(({ grants }) => !grants.some(({ units, areas }) => !units && !areas));
  if (bound.length === 0) return undefined;
  return { bound: bound.map(({ name }) => name), cases: boundTo(bound) };
};

/** Whose act an event is, and whether others than the staff of the case are to see it. */
export type ShownAct = Pick<Event, 'caseId' | 'action' | 'actorId' | 'confidential'>;

/** Whether somebody who isn't staff of the case sees an act: no confidential one but their own, and how their report began. */
export const seesAct = (actor: Actor, { caseId, action, actorId, confidential }: ShownAct): boolean =>
  (!confidential && !followsPart(actor.id)) ||
  (actorId === actor.id && actorId !== 'anonymous') ||
  (action === 'start' && actor.id === `follower:${caseId}`);

/**
 * The same as a condition on lists; where a process says so, others than its staff see their own acts alone. What was done in secret is shown
 * to who did it, and to those who oversee everything.
 */
export const shownEvents = (actor: Actor, processes: ReadonlyMap<string, AnyProcess>): Prisma.EventWhereInput => {
  const secret = holdsEverywhere(actor, OVERSEERS) ? [] : [...processes.values()].flatMap(secretEvents);
  const open = openEvents(actor, [...processes.values()]);
  return secret.length === 0 ? open : { AND: [open, { OR: [{ NOT: { OR: secret } }, { actorId: actor.id }] }] };
};

const openEvents = (actor: Actor, all: readonly AnyProcess[]): Prisma.EventWhereInput => {
  if (followsPart(actor.id)) return { actorId: actor.id };
  const work = asStaff(actor, all);
  if (!work) return {};
  const apart = all.filter(({ ownActsOnly }) => ownActsOnly).map(({ name }) => name);
  return {
    OR: [
      { confidential: false, ...(apart.length > 0 ? { process: { notIn: apart } } : {}) },
      ...(actor.id === 'anonymous' ? [] : [{ actorId: actor.id }]),
      ...(actor.id.startsWith('follower:') ? [{ action: 'start', caseId: actor.id.slice('follower:'.length) }] : []),
      { process: { notIn: work.bound } },
      ...work.cases.map((where) => ({ case: where })),
    ],
  };
};

/** Tasks that the caller sees of a case: not those of other parties where these don't learn of each other. */
export const shownTasks = (actor: Actor, processes: ReadonlyMap<string, AnyProcess>): Prisma.TaskWhereInput => {
  const apart = [...processes.values()].filter((process) => process.apart);
  const work = asStaff(actor, apart);
  if (!work) return {};
  return {
    OR: [
      { NOT: { OR: apart.map(({ name, apart: of }) => ({ process: name, group: of?.group ?? '' })) } },
      { group: null },
      { person: null },
      { person: actor.id },
      { process: { in: apart.map(({ name }) => name).filter((name) => !work.bound.includes(name)) } },
      ...work.cases.map((where) => ({ case: where })),
    ],
  };
};

/** Acts with which something was sent that somebody doesn't read: neither by a role nor as their own. */
export const keptActs = (actor: Actor, processes: ReadonlyMap<string, AnyProcess>): Prisma.EventWhereInput[] =>
  [...processes.values()].flatMap((process) =>
    audiencesOf(process).flatMap(([, { readBy, sentWith = {} }]) => {
      // Who reads it by what a case knows is asked case by case; here it counts for nobody.
      const grants = typeof readBy === 'function' ? [] : actor.grants.filter(({ role }) => readBy.includes(role));
      const actions = Object.keys(sentWith);
      if (actions.length === 0 || grants.some(({ units, areas }) => !units && !areas)) return [];
      const read = boundTo([{ name: process.name, grants }]).map((where) => ({ case: where }));
      const own = actor.id === 'anonymous' ? [] : [{ actorId: actor.id }];
      return [{ process: process.name, action: { in: actions }, NOT: { OR: [...own, ...read] } }];
    }),
  );

const secretEvents = ({ name, actions }: AnyProcess): readonly Prisma.EventWhereInput[] => {
  const names = Object.values<AnyRule>(actions).flatMap(({ secret, event }) => (secret ? [event] : []));
  return names.length === 0 ? [] : [{ process: name, name: { in: names } }];
};

/** A grant's bounds as a condition. */
export const within = ({ units, areas }: { units?: readonly string[] | undefined; areas?: readonly string[] | undefined }) => ({
  ...(units ? { unit: { in: [...units] } } : {}),
  ...(areas ? { area: { in: [...areas] } } : {}),
});

/** Whether somebody follows a part of a case, such as one parcel: what others do with the rest is none of theirs. */
const followsPart = (person: string): boolean => person.startsWith('follower:') && person.includes('/');

/** The case that somebody follows, or of which they follow a part: `follower:EX-1/2`. */
const followedBy = (person: string): string => person.slice('follower:'.length).split('/', 1)[0] ?? '';

const mine = ({ id: person, actsFor = [] }: Actor, { into, left, gone }: Mergers): Prisma.CaseWhereInput[] => {
  if (person === 'anonymous') return [{ id: { in: [] } }];
  const merged = into.length > 0 ? [{ id: { in: [...into] } }] : [];
  if (person.startsWith('follower:')) return [{ id: followedBy(person) }, ...merged];
  const of = [
    { openedBy: person },
    { tasks: { some: { person, closedRevision: null } } },
    { events: { some: { actorId: person } }, ...(left.length > 0 ? { id: { notIn: [...left] } } : {}) },
    { parties: { some: { person } } },
    ...actsFor.map(({ subject, processes }) => ({
      parties: { some: { person: subject, endedRevision: null } },
      ...(processes ? { process: { in: [...processes] } } : {}),
    })),
    ...merged,
  ];
  // Who had a part in it that has ended has to do with it no more; `is_mine` says the same of one case.
  const ended = { parties: { some: { person, endedRevision: { not: null } }, none: { person, endedRevision: null } } };
  return [{ OR: of, NOT: gone.length > 0 ? { OR: [ended, { id: { in: [...gone] } }] } : ended }];
};
