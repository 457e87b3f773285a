/** The administration of the academy, which leads the cases of people who have left to an end. Pure. */
import { type Actor, type Case, holdsRole } from '../kernel/process.ts';

/** Whether somebody acts for the academy on this case; the tenant's administrators do where the academy has nobody. */
export const isAcademy = ({
  current,
  actor,
}: {
  readonly current: Pick<Case, 'unit' | 'area'>;
  readonly actor: Actor;
}): boolean => holdsRole(actor, ['academyAdmin', 'admin'], current);
