/** Who may see a case: staff those of their unit and area, everybody those they have to do with, auditors and administrators all. */
import { type Actor, type AnyProcess, holdsRole } from '../../workflows/kernel/process.ts';

/** Roles that see every case of their tenant, whatever the process. */
export const SEE_ALL = ['auditor', 'admin'] as const;

/** Whether a case may be seen; `mine` says that the person has to do with it themselves. */
export const maySee = (
  actor: Actor,
  { staff }: AnyProcess,
  row: { readonly unit: string | null; readonly area: string | null },
  mine: boolean,
): boolean =>
  mine ||
  holdsRole(actor, SEE_ALL) ||
  holdsRole(actor, ['case']) ||
  holdsRole(actor, staff, {
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.area === null ? {} : { area: row.area }),
  });
