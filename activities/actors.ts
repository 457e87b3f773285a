/** People as rules see them: with what they hold as of today. */
import { unique } from '../workflows/kernel/parts.ts';
import type { Actor, Deputy, Grant } from '../workflows/kernel/process.ts';
import { RELATED } from './conflicts.ts';
import { ACTS_FOR } from './subjects.ts';
import type { TenantRead } from './tenant-read.ts';

/** Somebody by their id; undefined where the tenant has no such person, or no longer. */
export const readActor = (read: TenantRead, id: string): Promise<Actor | undefined> => actor(read, `p.id = $1->>'is'`, id);

/**
 * Somebody by the subject of their token, with those in whose place they may act today, and the emergencies in which they have taken a role.
 * `offices` are the roles in which cases are worked on: no others are lent.
 */
export const readActorOfToken = async (
  read: TenantRead,
  subject: string,
  offices: ReadonlySet<string>,
): Promise<Actor | undefined> => {
  const [found] = await read<Row & Lent>(
    `SELECT p.id, p.name, p.unit, ${GRANTS} AS grants, ${RELATED} AS related, ${ACTS_FOR} AS "actsFor", ${STANDS_IN} AS "standsIn", ${EMERGENCIES} AS emergencies ${STANDING} AND p.subject = $1->>'is'`,
    { is: subject },
  );
  if (!found) return undefined;
  // Whose matter it is for somebody, it is for whoever stands in for them, too.
  const related = unique([found, ...found.standsIn].flatMap((one) => one.related ?? []));
  const relations = related.length > 0 ? { related } : {};
  const own: Actor = { ...actorOf(found), ...relations };
  const { id, name, unit, grants } = own;
  const deputy = { id, name, ...(unit === undefined ? {} : { unit }) };
  const as: readonly Actor[] = [
    ...found.emergencies.map(({ role, ...emergency }) => ({ ...own, grants: [{ role }], emergency })),
    ...found.standsIn.map(({ deputyship, from, until, roles, ...person }) => ({
      ...actorOf(person),
      ...relations,
      grants: person.grants.filter(({ role }) => offices.has(role) && (roles.length === 0 || roles.includes(role))),
      deputy: { ...deputy, deputyship, from, until },
    })),
  ];
  if (as.length === 0) return own;
  const lent: readonly Grant[] = [
    ...found.emergencies.map(({ role }) => ({ role })),
    ...as.flatMap((one) => (one.deputy ? one.grants : [])),
  ];
  return { ...own, grants: [...grants, ...lent.map((grant) => ({ ...grant, lent: true as const }))], as };
};

type Row = {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly grants: readonly Grant[];
  readonly related: readonly string[] | null;
  readonly actsFor?: Actor['actsFor'] | null;
};

type Lent = {
  readonly standsIn: readonly (Row & Pick<Deputy, 'deputyship' | 'from' | 'until'> & { readonly roles: readonly string[] })[];
  readonly emergencies: readonly (NonNullable<Actor['emergency']> & { readonly role: string })[];
};

const actorOf = ({ id, name, unit, grants, related, actsFor }: Row): Actor => ({
  id,
  name,
  grants,
  ...(unit === null ? {} : { unit }),
  ...(related === null ? {} : { related }),
  ...(actsFor == null ? {} : { actsFor }),
});

const actor = async (read: TenantRead, which: string, is: string): Promise<Actor | undefined> => {
  const [found] = await read<Row>(
    `SELECT p.id, p.name, p.unit, ${GRANTS} AS grants, ${RELATED} AS related, ${ACTS_FOR} AS "actsFor" ${STANDING} AND ${which}`,
    { is },
  );
  return found && actorOf(found);
};

/**
 * What a person `p` holds as of `day`. A grant over a unit is one over all those below it, and over the one unit from which all others come
 * down it is one everywhere. With the unit ends what is bound to it.
 */
const grants = (more: string): string => `coalesce((
    SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'role', r.role,
      'units', CASE WHEN r.unit IS NOT NULL AND NOT (top.id IS NOT NULL AND top.parent IS NULL
          AND NOT EXISTS (SELECT 1 FROM units other WHERE other.tenant = r.tenant AND other.parent IS NULL AND other.id <> top.id))
        THEN coalesce((SELECT jsonb_agg(u.id ORDER BY u.path) FROM units u WHERE u.tenant = top.tenant AND starts_with(u.path, top.path)), '[]') END,
      'areas', CASE WHEN r.area IS NOT NULL THEN jsonb_build_array(r.area) END${more})) ORDER BY r.role, r.unit, r.area)
    FROM person_roles r LEFT JOIN units top ON top.tenant = r.tenant AND top.id = r.unit
    WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)
      AND (top.ended_on IS NULL OR top.ended_on > day)), '[]')`;

export const GRANTS = grants('');

/** A grant with its days, and the mapping of a claim that it comes from. `until` is the last day. */
export type HeldGrant = Grant & { readonly validFrom?: string; readonly until?: string; readonly claim?: string };

/** What somebody holds today in their own right, with its days. */
export const readHeld = async (read: TenantRead, id: string): Promise<readonly HeldGrant[]> => {
  const [found] = await read<{ grants: readonly HeldGrant[] }>(
    `SELECT ${grants(`, 'validFrom', r.valid_from, 'until', r.ended_on - 1, 'claim', r.claim`)} AS grants ${STANDING} AND p.id = $1->>'id'`,
    { id },
  );
  return found?.grants ?? [];
};

/** People who are there as of `day`. */
const STANDING = `FROM people p CROSS JOIN tenant_today(p.tenant) AS day WHERE (p.ended_on IS NULL OR p.ended_on > day)`;

/** Those in whose place `p` may act as of `day`, as long as they hold an office themselves. */
const STANDS_IN = `coalesce((
    SELECT jsonb_agg(jsonb_build_object('deputyship', d.id, 'from', d.valid_from, 'until', d.until, 'roles', d.roles,
      'id', p.id, 'name', p.name, 'unit', p.unit, 'grants', ${GRANTS}, 'related', ${RELATED}) ORDER BY d.id)
    FROM (SELECT * FROM deputyships d WHERE d.tenant = p.tenant AND d.deputy = p.id AND stands_in(d, day)) d
      JOIN people p ON p.tenant = d.tenant AND p.id = d.person AND (p.ended_on IS NULL OR p.ended_on > day)), '[]')`;

/** What `p` has taken in an emergency, as long as they hold the standing right to it. */
const EMERGENCIES = `coalesce((
    SELECT jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'until', m.until))
    FROM emergencies m WHERE m.tenant = p.tenant AND m.person = p.id AND m.until > now() AND m.ended_at IS NULL AND EXISTS (SELECT 1 FROM person_roles h
      WHERE h.tenant = p.tenant AND h.person_id = p.id AND h.role = 'breakGlass' AND h.valid_from <= day AND (h.ended_on IS NULL OR h.ended_on > day))), '[]')`;
