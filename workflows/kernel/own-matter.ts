/** Whoever a case is about does no act of office on it: others of the office do, or those to whom its work falls. Pure. */
import { doersApart, isOrRelated } from './four-eyes.ts';
import type { Actor, AnyProcess, AnyRule, Case, Grant } from './process.ts';
import type { Staff } from './staffing.ts';
import { stoodIn } from './standing-in.ts';

type Matter = Pick<Case, 'facts' | 'hands'>;

/** Those whose own matter a case is. */
const concerned = (process: AnyProcess, { facts }: Matter): readonly string[] => process.own?.people(facts) ?? [];

/** Whether a role is an office on the cases of this process; whoever stands in at the end of the line holds one too. */
const isOffice = ({ own, fallback }: AnyProcess, role: string | undefined): boolean =>
  own !== undefined && role !== undefined && [...own.offices, fallback ?? 'admin', 'admin'].includes(role);

/** Whether nobody does this but in an office, whoever is waited for. */
const onlyByOffice = (process: AnyProcess, rule: AnyRule | undefined): boolean => {
  const people = rule?.by.filter((role: string) => role !== 'case' && !role.startsWith('clock:')) ?? [];
  return !rule?.evenOwn && people.length > 0 && people.every((role: string) => isOffice(process, role));
};

/** These, and all who are related to one of them. */
const withRelated = ({ related }: Pick<Staff, 'related'>, people: readonly string[]): readonly string[] =>
  people.length === 0
    ? people
    : [...people, ...[...related].flatMap(([id, others]) => (others.some((other) => people.includes(other)) ? [id] : []))];

/**
 * People who don't do this work in this role on this case: it is their own matter, they or somebody related to them did what it is kept apart
 * from, or they have stood in for somebody else on it.
 */
export const biased = (
  process: AnyProcess,
  current: Matter,
  { action, role }: { readonly action: string; readonly role: string | undefined },
  staff: Pick<Staff, 'related'>,
): readonly string[] => {
  const rule = (process.actions as Record<string, AnyRule | undefined>)[action];
  const office = role === undefined ? onlyByOffice(process, rule) : isOffice(process, role);
  const own = office ? concerned(process, current) : [];
  return [...withRelated(staff, [...own, ...doersApart(rule, current)]), ...stoodIn(current)];
};

/** Somebody with what they hold on this case: without their offices, where it is their own matter or that of somebody to whom they are related. */
export const unbiased = (process: AnyProcess, current: Matter, actor: Actor, { evenOwn }: Pick<AnyRule, 'evenOwn'>): Actor =>
  !evenOwn && isOrRelated(actor, [actor.id], concerned(process, current))
    ? { ...actor, grants: actor.grants.filter(({ role }: Grant) => !isOffice(process, role)) }
    : actor;
