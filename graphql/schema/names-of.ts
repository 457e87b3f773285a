/** Names and titles that stand beside ids: of people (masked by role), units, areas, roles. */
import { boundTo, OVERSEERS, placeOf } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { type AnyProcess, covers, type Grant, type Title } from '../../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../../workflows/kernel/roles.ts';
import { type Context, inLanguage } from '../context.ts';
import { maskedName } from '../described/masked.ts';
import { type CaseOf, isAccount, isStaffHere, readsNames } from './masking.ts';
import { officesOf, processesOf } from './process.ts';

const followed: Title = { en: 'Somebody without an account', zh: '无账号人员' };
const anonymous: Title = { en: 'Somebody anonymous', zh: '匿名人员' };
const byRule: Title = { en: 'by rule', zh: '按规则' };

/** The name of a person on a case: full for those in office, for the person and for roles that need it; else masked. Clocks and cases by what they are called. */
export const personName = async (context: Context, of: CaseOf, id: string | null | undefined): Promise<string | null> => {
  if (id == null) return null;
  if (id === 'anonymous') return inLanguage(context, anonymous);
  const [kind = '', name] = id.split(/:(.*)/s);
  if (name !== undefined) {
    const process = processesOf(context).get(of.process);
    if (kind === 'case') return name;
    if (kind === 'follower') return inLanguage(context, followed);
    if (kind === 'rule') return inLanguage(context, byRule);
    const title: Title | undefined = kind === 'clock' ? process?.clocks[name]?.title : undefined;
    return title ? inLanguage(context, title) : null;
  }
  if (of.sealed && id === of.openedBy && id !== context.caller.actor.id) return null;
  const found = await context.load.people.load(id);
  if (!found) return null;
  const inOffice = found.roles.some((role) => officesOf(context).has(role));
  if (id === context.caller.actor.id || (inOffice && !isUnnamed(context, of, id))) return found.name;
  if (readsNames(context, of)) {
    context.readings.shown(processesOf(context).get(of.process), of, 'name', [id]);
    return found.name;
  }
  // Not even how a name begins, where those concerned don't learn of each other.
  const apart = processesOf(context).get(of.process)?.apart !== undefined;
  return of.sealed || (apart && !isStaffHere(context, of)) ? null : maskedName(found.name);
};

/** Whether who somebody is on a case is for the roles of `personal` alone. */
const isUnnamed = (context: Context, { process, facts }: Pick<CaseOf, 'process' | 'facts'>, id: string): boolean =>
  processesOf(context)
    .get(process)
    ?.apart?.unnamed?.(facts as object)
    .includes(id) ?? false;

/** On which cases of a process the caller reads the id of somebody. */
type Naming = {
  /** On all of them. */
  readonly everywhere: boolean;
  /** Where one of these grants counts, unless the case is sealed. */
  readonly by: readonly Grant[];
  /** Where none of these grants counts; nowhere more where there are none said. */
  readonly outside?: readonly Grant[];
};

/**
 * The rule for one case and for lists: ids are for those who read the name too, for they are often made of names, and for those who do it
 * with them. People in office are known to everybody, but not as parties where those concerned don't learn of each other.
 */
const namingOf = async (
  context: Context,
  process: Pick<AnyProcess, 'staff' | 'personal' | 'apart'> | undefined,
  id: string,
  as: 'actor' | 'party' = 'actor',
): Promise<Naming> => {
  const { actor } = context.caller;
  if (id === actor.id) return { everywhere: true, by: [] };
  const overseers = process?.apart?.unnamed ? [] : OVERSEERS;
  const held = (roles: readonly string[] = []) => actor.grants.filter(({ role }) => [...overseers, ...roles].includes(role));
  const by = held(process?.personal);
  if (id.startsWith('follower:')) return { everywhere: false, by };
  if (as === 'actor' && (id === 'anonymous' || id.includes(':') || (await isInOffice(context, id))))
    return { everywhere: true, by };
  // Mentor and mentee, lecturer and site: those who do something together know whom they have before them.
  const outside = process?.apart ? {} : { outside: [...by, ...held(process?.staff)] };
  return { everywhere: false, by, ...outside };
};

/** The id of somebody on a case, where the caller reads it. */
export const personId = async (
  context: Context,
  of: CaseOf,
  id: string | null | undefined,
  as?: 'actor' | 'party',
): Promise<string | null> => {
  if (id == null) return null;
  const process = processesOf(context).get(of.process);
  const { everywhere, by, outside } = await namingOf(
    context,
    process,
    id,
    as ?? (isUnnamed(context, of, id) ? 'party' : 'actor'),
  );
  const counts = (grants: readonly Grant[]) => grants.some((grant) => covers(grant, placeOf(of)));
  if (everywhere || (outside !== undefined && !counts(outside))) return id;
  if (of.sealed || !counts(by)) return null;
  // Ids are often made of names.
  if (isAccount(id)) context.readings.shown(process, of, 'name', [id]);
  return id;
};

/** The cases on which the caller reads the id of somebody: a filter by a person tells no more than the rows do. */
export const casesNaming = async (
  context: Context,
  id: string,
  as: 'actor' | 'party' = 'actor',
): Promise<Prisma.CaseWhereInput> => {
  const rules = await Promise.all(
    [...processesOf(context).values()].map(async (process) => ({
      name: process.name,
      ...(await namingOf(context, process, id, as)),
    })),
  );
  if (rules.every(({ everywhere }) => everywhere)) return {};
  const by = boundTo(rules.map(({ name, by: grants }) => ({ name, grants })));
  const outside = rules.flatMap(({ name, outside: grants }) => (grants ? [{ name, grants }] : []));
  const partly = outside.filter(({ grants }) => grants.length > 0 && grants.every(({ units, areas }) => units || areas));
  return {
    OR: [
      ...by.map((where) => ({ ...where, sealed: false })),
      { process: { in: outside.filter(({ grants }) => grants.length === 0).map(({ name }) => name) } },
      ...partly.map((process) => ({ process: process.name, NOT: { OR: boundTo([process]) } })),
    ],
  };
};

const isInOffice = async (context: Context, id: string): Promise<boolean> => {
  const found = await context.load.people.load(id);
  return found?.roles.some((role) => officesOf(context).has(role)) ?? false;
};

export const unitTitle = ({ load }: Context, id: string | null | undefined): Promise<Title | null> =>
  id == null ? Promise.resolve(null) : load.unitTitles.load(id);

export const areaTitle = ({ load }: Context, id: string | null | undefined): Promise<Title | null> =>
  id == null ? Promise.resolve(null) : load.areaTitles.load(id);

const anotherCase: Title = { en: 'another case', zh: '其他案件' };

/** What a role is called on the cases of a process; a clock by its own title. Null where nobody has titled it. */
export const roleTitle = (process: AnyProcess | undefined, role: string | null | undefined): Title | null => {
  if (role == null) return null;
  if (role.startsWith('clock:')) return process?.clocks[role.slice('clock:'.length)]?.title ?? null;
  if (role === 'case') return anotherCase;
  return process?.roles?.[role] ?? KERNEL_ROLES[role] ?? null;
};
