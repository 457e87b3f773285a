/** The register of firms and households, as rules and look-ups see it. */
import type { Actor } from '../workflows/kernel/process.ts';
import { type Agent, subjectOf } from '../workflows/kernel/subjects.ts';
import type { TenantRead } from './tenant-read.ts';

const STANDS = 'a.valid_from <= day AND (a.ended_on IS NULL OR a.ended_on > day)';
const SCOPE = `'processes', CASE WHEN cardinality(a.scope) > 0 THEN to_jsonb(a.scope) END`;

/** For whom a person `p` acts as of `day`; null where for nobody. */
export const ACTS_FOR = `(SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('subject', a.kind || ':' || a.key, ${SCOPE})) ORDER BY a.kind, a.key)
    FROM agents a WHERE a.tenant = p.tenant AND a.person_id = p.id AND ${STANDS})`;

/** All who act for somebody as of `day`. */
export const AGENTS = `coalesce((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('subject', a.kind || ':' || a.key, 'person', a.person_id, ${SCOPE}))
      ORDER BY a.kind, a.key, a.person_id) FROM agents a JOIN people p ON p.tenant = a.tenant AND p.id = a.person_id
      WHERE ${STANDS} AND (p.ended_on IS NULL OR p.ended_on > day)), '[]')`;

export type AgentRow = Agent & { readonly subject: string };

/** Those who act for each of the subjects. */
export const agentsIn = (rows: readonly AgentRow[]): ReadonlyMap<string, readonly Agent[]> =>
  new Map(
    [...Map.groupBy(rows, ({ subject }) => subject)].map(([subject, of]) => [
      subject,
      of.map(({ subject: _, ...agent }) => agent),
    ]),
  );

/** A firm or a household as of today. */
export type KnownSubject = {
  readonly subject: string;
  readonly name: string;
  readonly state: string;
  readonly successor: string | null;
  readonly area: string | null;
  readonly address: string | null;
  readonly size: string | null;
  readonly industry: string | null;
  /** The people who act for it today. */
  readonly agents: readonly string[];
};

/** Firms and households by how cases name them; those that the register doesn't know are missing. */
export const readSubjects = async (read: TenantRead, subjects: readonly string[]): Promise<ReadonlyMap<string, KnownSubject>> => {
  const rows = await read<KnownSubject>(
    `SELECT s.kind || ':' || s.key AS subject, s.name, s.state, s.successor, s.area, s.address, s.size, s.industry,
       ARRAY(SELECT DISTINCT a.person_id FROM agents a WHERE a.tenant = s.tenant AND a.kind = s.kind AND a.key = s.key AND ${STANDS} ORDER BY 1) AS agents
     FROM subjects s CROSS JOIN tenant_today(s.tenant) AS day
     WHERE (s.kind, s.key) IN (SELECT w->>'kind', w->>'key' FROM jsonb_array_elements($1->'wanted') w)`,
    { wanted: subjects.map(subjectOf) },
  );
  return new Map(rows.map((row) => [row.subject, row]));
};

/** Whether somebody acts for one of these today, in whichever process. */
export const isAgentOf = ({ actsFor = [] }: Pick<Actor, 'actsFor'>, subject: string): boolean =>
  actsFor.some((one) => one.subject === subject);
