import { ApiError } from '../../activities/acting/api-error.ts';
import { OVERSEERS } from '../../activities/acting/visibility.ts';
import { OWN_ACTS } from '../../workflows/kernel/own-acts.ts';
import { type AnyProcess, type AnyRule, holdsEverywhere } from '../../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../../workflows/kernel/roles.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';

/** Refuses a name that a question asks by and nothing here has: an empty answer would read as “none”. */
export const among = (what: string, name: string, those: Iterable<string>): void => {
  const all = [...new Set(those)];
  if (all.includes(name)) return;
  const [shown, more] = [all.slice(0, 40).join(', '), all.length > 40 ? ' …' : ''];
  throw new ApiError('INVALID_INPUT', {
    en: `There is no ${what} “${name}” here; choose from: ${shown}${more}.`,
    zh: `没有“${name}”（${what}），可选：${shown}${more}。`,
  });
};

/** The rules of a process that a question names. */
export const processOf = (context: Pick<Context, 'services'>, name: string): AnyProcess => {
  const all = processesOf(context);
  among('process', name, all.keys());
  return all.get(name) as AnyProcess;
};

type Names = readonly string[] | null | undefined;

/** Processes, states and actions that a filter names; states and actions of these processes, or of any. */
export const checkNames = (
  context: Pick<Context, 'services'>,
  {
    process,
    state,
    action,
    event,
  }: { readonly process?: Names; readonly state?: Names; readonly action?: Names; readonly event?: Names },
): void => {
  const all = processesOf(context);
  for (const name of process ?? []) among('process', name, all.keys());
  // Cases of an older version have its states and events.
  const versions = [...context.services.packages.values()].flatMap((pkg) => [...pkg.versions]);
  const asked = versions.filter(({ name }) => !process || process.includes(name));
  for (const name of state ?? [])
    among(
      'state',
      name,
      asked.flatMap(({ states }) => Object.keys(states)),
    );
  for (const name of event ?? []) among('event', name, eventsOf(asked));
  for (const name of action ?? [])
    among('action', name, ['start', ...OWN, ...asked.flatMap(({ actions }) => Object.keys(actions))]);
};

/** Roles in which acts are done here: those of people, of who has no account, of other cases and of clocks. */
export const checkRoles = (context: Pick<Context, 'services'>, roles: Names): void => {
  if (!roles || roles.length === 0) return;
  const clocks = [...processesOf(context).values()].flatMap(({ clocks }) => Object.keys(clocks).map((name) => `clock:${name}`));
  const processes = [...processesOf(context).values()].flatMap(({ roles: own }) => Object.keys(own ?? {}));
  for (const role of roles) among('role', role, [...Object.keys(KERNEL_ROLES), ...processes, 'case', ...clocks]);
};

/** Units that a filter names, also such as have ended. */
export const checkUnits = async ({ db }: Pick<Context, 'db'>, units: Names): Promise<void> => {
  if (!units || units.length === 0) return;
  const known = await db.unit.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  for (const unit of units)
    among(
      'unit',
      unit,
      known.map(({ id }) => id),
    );
};

/** Somebody whom a filter names. Only those who oversee everything are told that there is nobody of that name. */
export const checkActor = async (
  { db, caller }: Pick<Context, 'db' | 'caller'>,
  actor: string | null | undefined,
): Promise<void> => {
  if (!actor || actor === 'anonymous' || actor.includes(':') || !holdsEverywhere(caller.actor, OVERSEERS)) return;
  if (await db.person.findFirst({ where: { id: actor }, select: { id: true } })) return;
  throw new ApiError('INVALID_INPUT', {
    en: `There is nobody “${actor}” here; send an id as \`people\` has it, or one such as clock:handle.`,
    zh: `没有“${actor}”此人，请使用people中的id，或clock:handle这样的名称。`,
  });
};

/** Names of all events that cases of these processes may have. */
export const eventsOf = (processes: Iterable<AnyProcess>): readonly string[] => {
  const own = [...processes].flatMap(({ start, actions }) => [
    start.event,
    ...Object.values<AnyRule>(actions).map(({ event }) => event),
  ]);
  return [...new Set([...own, ...Object.values(OWN_ACTS), 'Escalated'])].toSorted();
};

/** Acts that every case takes. */
const OWN = ['escalate', ...Object.keys(OWN_ACTS)];
