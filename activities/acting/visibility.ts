/** Who may see a case: staff those of their unit and area, auditors and administrators likewise of every process, everybody those they have to do with. */

import type { Prisma } from '../../prisma/client/client.ts';
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

/** Roles that see the cases of every process. */
export const OVERSEERS = ['auditor', 'admin'] as const;

/** Roles in which people work on cases of any process, or oversee them. */
export const staffRoles = (packages: ReadonlyMap<string, ProcessPackage>): readonly string[] => [
  ...OVERSEERS,
  ...[...packages.values()].flatMap((pkg) => newest(pkg).staff),
];

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

/** Whether somebody may see this one case, asked in one statement; false also where there is none. */
export const maySeeCase = async (
  read: TenantRead,
  actor: Actor,
  processes: ReadonlyMap<string, AnyProcess>,
  caseId: string,
): Promise<boolean> => {
  const [row] = await read<Whereabouts & { process: string; mine: boolean }>(
    `SELECT process, unit, area, is_mine(id, $1->>'person') AS mine FROM cases WHERE id = $1->>'caseId'`,
    { caseId, person: actor.id },
  );
  const process = row && processes.get(row.process);
  return row !== undefined && process !== undefined && maySee(actor, process, row, row.mine);
};

/** The same as a condition on lists. `mergers` are read where they matter: PostgreSQL takes longer to plan them in the list itself. */
export const visibleCases = async (
  actor: Actor,
  processes: ReadonlyMap<string, AnyProcess>,
  mergers: () => Promise<readonly string[]>,
): Promise<Prisma.CaseWhereInput> => {
  const asStaff = [...processes.values()].map(({ name, staff, openTo = [] }) => ({
    name,
    open: holdsRole(actor, openTo),
    grants: actor.grants.filter(({ role }) => [...OVERSEERS, ...staff].includes(role)),
  }));
  const unbound = asStaff.filter(({ open, grants }) => open || grants.some(({ units, areas }) => !units && !areas));
  // The usual case of a desk that sees everything stays a plain question to the database.
  if (unbound.length === processes.size) return {};
  return {
    OR: [
      ...(unbound.length > 0 ? [{ process: { in: unbound.map(({ name }) => name) } }] : []),
      ...boundTo(asStaff.filter((process) => !unbound.includes(process))),
      ...mine(actor.id, await mergers()),
    ],
  };
};

/** One condition for all processes that are bound alike: PostgreSQL takes longer to plan them one by one than to answer. */
const boundTo = (bound: readonly { name: string; grants: readonly Grant[] }[]): Prisma.CaseWhereInput[] => {
  const each = bound.flatMap(({ name, grants }) =>
    grants.map(({ units, areas }) => ({ name, bounds: within({ units, areas }) })),
  );
  return [...Map.groupBy(each, ({ bounds }) => JSON.stringify(bounds)).values()].map((alike) => ({
    process: { in: [...new Set(alike.map(({ name }) => name))] },
    ...alike[0]?.bounds,
  }));
};

/**
 * Of cases whose facts are shown in part, those who aren't their staff see what they did themselves, and nobody else's acts. What was done
 * in secret is shown to who did it, and to those who oversee everything.
 */
export const shownEvents = (actor: Actor, processes: ReadonlyMap<string, AnyProcess>): Prisma.EventWhereInput => {
  const partly = [...processes.values()]
    .filter(({ shows }) => shows)
    .map(({ name, staff }) => ({ name, grants: actor.grants.filter(({ role }) => [...OVERSEERS, ...staff].includes(role)) }))
    .filter(({ grants }) => !grants.some(({ units, areas }) => !units && !areas));
  const secret = holdsEverywhere(actor, OVERSEERS) ? [] : [...processes.values()].flatMap(secretEvents);
  const open = secret.length === 0 ? {} : { OR: [{ NOT: { OR: secret } }, { actorId: actor.id }] };
  if (partly.length === 0) return open;
  return {
    AND: [
      open,
      {
        OR: [
          { process: { notIn: partly.map(({ name }) => name) } },
          { actorId: actor.id },
          ...partly.flatMap(({ name, grants }) =>
            grants.map(({ units, areas }) => ({ process: name, case: within({ units, areas }) })),
          ),
        ],
      },
    ],
  };
};

const secretEvents = ({ name, actions }: AnyProcess): readonly Prisma.EventWhereInput[] => {
  const names = Object.values<AnyRule>(actions).flatMap(({ secret, event }) => (secret ? [event] : []));
  return names.length === 0 ? [] : [{ process: name, name: { in: names } }];
};

/** A grant's bounds as a condition. */
export const within = ({ units, areas }: { units?: readonly string[] | undefined; areas?: readonly string[] | undefined }) => ({
  ...(units ? { unit: { in: [...units] } } : {}),
  ...(areas ? { area: { in: [...areas] } } : {}),
});

const mine = (person: string, mergers: readonly string[]): Prisma.CaseWhereInput[] => {
  if (person === 'anonymous') return [{ id: { in: [] } }];
  const merged = mergers.length > 0 ? [{ id: { in: [...mergers] } }] : [];
  if (person.startsWith('follower:')) return [{ id: person.slice('follower:'.length) }, ...merged];
  const of = [
    { openedBy: person },
    { tasks: { some: { person, closedRevision: null } } },
    { events: { some: { actorId: person } } },
    { parties: { some: { person } } },
    ...merged,
  ];
  // Who had a part in it that has ended has to do with it no more; `is_mine` says the same of one case.
  const ended = { parties: { some: { person, endedRevision: { not: null } }, none: { person, endedRevision: null } } };
  return [{ OR: of, NOT: ended }];
};
