import type { TenantRead } from '../../activities/tenant-read.ts';
import type { Facts } from '../../workflows/micro-renovation/facts.ts';

export type RenovationRow = { readonly id: string; readonly unit?: string; readonly area?: string; readonly facts: Facts };

/** A renovation as it is now. */
export const readRenovation = async (read: TenantRead, id: string): Promise<RenovationRow | undefined> =>
  (
    await read<{ found: RenovationRow }>(
      `SELECT jsonb_strip_nulls(jsonb_build_object('id', id, 'unit', unit, 'area', area)) || jsonb_build_object('facts', facts) AS found
         FROM cases WHERE id = $1->>'id' AND process = 'microRenovation'`,
      { id },
    )
  )[0]?.found;
