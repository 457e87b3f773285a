/** Officers who visit firms. */
import type { Officer } from '../../workflows/enterprise-visit/vocabulary.ts';
import { readActor } from '../actors.ts';
import type { TenantRead } from '../tenant-read.ts';

/** Somebody who visits firms, with the unit for which they do: the one named, where it is among theirs. */
export const readOfficer = async (read: TenantRead, id: string, wanted?: string): Promise<Officer | undefined> => {
  const found = await readActor(read, id);
  const grants = found?.grants.filter(({ role }) => role === 'officer') ?? [];
  if (!found || grants.length === 0) return undefined;
  const units = grants.every(({ units: bound }) => bound !== undefined)
    ? grants.flatMap(({ units: bound = [] }) => bound)
    : undefined;
  const [unit = null] = [wanted, found.unit, ...(units ?? [])].filter(
    (one) => one !== undefined && (units?.includes(one) ?? true),
  );
  return { id, name: found.name, unit: unit ?? null };
};
