/** Whoever a case is about does no act of office on it: others of the office do, or those to whom its work falls. Pure. */
import type { Actor, AnyProcess, AnyRule, Case, Grant } from './process.ts';
import { stoodIn } from './standing-in.ts';

type Matter = Pick<Case, 'facts' | 'hands'>;

/** Those whose own matter a case is. */
const concerned = (process: AnyProcess, { facts }: Matter): readonly string[] => process.own?.people(facts) ?? [];

/** Whether a role is an office on the cases of this process; whoever stands in at the end of the line holds one too. */
const isOffice = ({ own, fallback }: AnyProcess, role: string | undefined): boolean =>
  own !== undefined && role !== undefined && [...own.offices, fallback ?? 'admin', 'admin'].includes(role);

/** People who don't do the work of this role on this case: it is their own matter, or they have stood in for somebody else on it. */
export const biased = (process: AnyProcess, current: Matter, role: string | undefined): readonly string[] => {
  return [...(isOffice(process, role) ? concerned(process, current) : []), ...stoodIn(current)];
};

/** Somebody with what they hold on this case: without their offices, where it is their own matter. */
export const unbiased = (process: AnyProcess, current: Matter, actor: Actor, { evenOwn }: Pick<AnyRule, 'evenOwn'>): Actor =>
  !evenOwn && concerned(process, current).includes(actor.id)
    ? { ...actor, grants: actor.grants.filter(({ role }: Grant) => !isOffice(process, role)) }
    : actor;
