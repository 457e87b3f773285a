/** Whose a visit is: the officer's of the firm, or whose of its grid has fewest. Pure. */
import type { Officer } from '../../workflows/enterprise-visit/vocabulary.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { FirmOfficerRow, GridRow } from './tables.ts';

/** An officer with the units of grids in which they count, whom they are related to, and how many visits they have. */
export type Candidate = Officer & {
  readonly units: readonly string[];
  readonly related: readonly string[];
  readonly load: number;
};

export type Service = {
  readonly firms: ReadonlyMap<string, FirmOfficerRow>;
  readonly grids: ReadonlyMap<string, GridRow>;
  readonly officers: readonly Candidate[];
};

/** The unit of a firm's grid: of its own row, or of where the register has it. */
export const unitOf = (
  { firms, grids }: Service,
  firm: { readonly code: string; readonly area: string | null },
): string | null => {
  const { area } = firm;
  const grid = firms.get(firm.code)?.grid;
  const found =
    grid === undefined ? [...grids.values()].find(({ areas = [] }) => area !== null && areas.includes(area)) : grids.get(grid);
  return found?.unit ?? null;
};

/**
 * Who visits a firm, and the unit that has the visit. Nobody visits a firm that they are related to, nor more than so many with those that
 * `given` says they have; the visit is then the grid's, until somebody takes it.
 */
export const assign = (
  service: Service,
  firm: { readonly code: string; readonly area: string | null },
  given: ReadonlyMap<string, number> = new Map(),
  most = Number.POSITIVE_INFINITY,
): { readonly officer: Officer | null; readonly unit: string | null } => {
  const unit = unitOf(service, firm);
  const own = service.firms.get(firm.code)?.officer;
  const has = (id: string) => given.get(id) ?? 0;
  const may = service.officers.filter(
    ({ id, related }) => has(id) < most && !related.includes(subjectId('firm', firm.code)) && !related.includes(firm.code),
  );
  const named = may.find(({ id }) => id === own);
  const there = may.filter(({ units }) => unit === null || units.includes(unit));
  const fewest = [...there].sort(
    (one, other) => has(one.id) + one.load - has(other.id) - other.load || (one.id < other.id ? -1 : 1),
  )[0];
  const found = named ?? fewest;
  if (!found) return { officer: null, unit };
  const { id, name, units } = found;
  return { officer: { id, name, unit: found.unit }, unit: unit !== null && units.includes(unit) ? unit : found.unit };
};
