/** The people of a tenant, as a worker remembers them from one act to the next; the record checks that they are still the same. */
import { type Staff, staffOf } from '../workflows/kernel/staffing.ts';
import { GRANTS } from './actors.ts';
import { type Conflict, RELATIONS, relatedIn } from './conflicts.ts';
import { AGENTS, type AgentRow, agentsIn } from './subjects.ts';
import type { TenantRead } from './tenant-read.ts';

/** A staff as of a day of the tenant. `version` rises with each change of people, roles, units, relations or agents. */
export type KnownStaff = Staff & { readonly version: number; readonly day: string };

export type StaffMemory = {
  /** The staff as it was read last, if it was. */
  recall(tenant: string): KnownStaff | undefined;
  read(read: TenantRead, tenant: string): Promise<KnownStaff>;
  /** It has changed since. */
  forget(tenant: string): void;
};

export const staffMemory = (): StaffMemory => {
  const known = new Map<string, KnownStaff>();
  return {
    recall: (tenant) => known.get(tenant),
    read: async (read, tenant) => {
      const staff = await readStaff(read);
      known.set(tenant, staff);
      return staff;
    },
    forget: (tenant) => {
      known.delete(tenant);
    },
  };
};

type Row = {
  readonly version: number;
  readonly day: string;
  readonly people: Parameters<typeof staffOf>[0];
  readonly relations: readonly Conflict[];
  readonly agents: readonly AgentRow[];
};

/** The staff of a tenant as of today. */
export const readStaff = async (read: TenantRead): Promise<KnownStaff> => {
  const [row] = await read<Row>(STAFF);
  if (!row) throw new Error('A question without a table has always one answer.');
  return { ...staffOf(row.people, relatedIn(row.relations), agentsIn(row.agents)), version: row.version, day: row.day };
};

const STAFF = `SELECT coalesce((SELECT version FROM staff_versions), 0) AS version, day,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'left', coalesce(p.ended_on <= day, false), 'grants', ${GRANTS})) FROM people p), '[]') AS people, ${RELATIONS} AS relations,
    ${AGENTS} AS agents
  FROM tenant_today(current_setting('banjie.tenant', true)) AS day`;
