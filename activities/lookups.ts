/** What the tenant's data says to the rules of an act, asked when the act is sent and kept with its event as its authority. */
import type { Actor, Grant, Kase, Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

export type LookupAsk = {
  readonly read: TenantRead;
  readonly tenant: string;
  readonly caseId: string;
  /** The case as it stands; none at a start. */
  // biome-ignore lint/suspicious/noExplicitAny: each process knows its own facts
  readonly kase?: Kase<any, any>;
  readonly actor: Actor;
  // biome-ignore lint/suspicious/noExplicitAny: parsed by the action's own schema
  readonly input: any;
  readonly limits: Readonly<Record<string, number>>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Key of what is derived, such as a code of the hour; only acts of people are judged with it. */
  readonly secret?: string;
};

/** Something in the input that the tenant's data doesn't know, in a sentence that says how to go on. */
export type InputIssue = { readonly path: readonly (string | number)[]; readonly message: Title };

export type LookupAnswer = { readonly known: unknown } | { readonly issues: readonly InputIssue[] };

/** By action, `start` included; an action that isn't here is told nothing. */
export type Lookups = { readonly [action: string]: (ask: LookupAsk) => Promise<LookupAnswer> };

/** Somebody as rules see them, with what they hold as of today; undefined where the tenant has no such person, or no longer. */
export const readActor = async (read: TenantRead, personId: string): Promise<Actor | undefined> => {
  const [found] = await read<{ id: string; name: string; unit: string | null; grants: readonly Grant[] }>(ACTOR, { personId });
  return found && { id: found.id, name: found.name, grants: found.grants, ...(found.unit === null ? {} : { unit: found.unit }) };
};

/** A grant over a unit is one over all those below it. */
const ACTOR = `SELECT p.id, p.name, p.unit, coalesce((
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'role', r.role,
      'units', CASE WHEN r.unit IS NOT NULL THEN coalesce((
        SELECT jsonb_agg(u.id ORDER BY u.path) FROM units top
        JOIN units u ON u.tenant = top.tenant AND starts_with(u.path, top.path)
        WHERE top.tenant = r.tenant AND top.id = r.unit), '[]') END,
      'areas', CASE WHEN r.area IS NOT NULL THEN jsonb_build_array(r.area) END)) ORDER BY r.role, r.unit, r.area)
    FROM person_roles r
    WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.holds_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)), '[]') AS grants
  FROM people p CROSS JOIN tenant_today(p.tenant) AS day
  WHERE p.id = $1->>'personId' AND (p.ended_on IS NULL OR p.ended_on > day)`;
