/** Relations that make a matter somebody's own: to a firm, a household, a co-operative or a person, each with the days on which it holds. */
import { z } from 'zod';
import { choice, titled } from '../workflows/kernel/describe.ts';
import { personId, say } from '../workflows/kernel/inputs.ts';
import { unique } from '../workflows/kernel/parts.ts';
import { key } from './table-parts.ts';
import type { TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

/** The table that every tenant has, whichever processes are mounted. */
export const CONFLICTS = 'conflicts';

/** A row of it. Between two people it holds both ways. */
export type Conflict = {
  readonly person: string;
  readonly kind: 'firm' | 'household' | 'coop' | 'person';
  readonly other: string;
};

export const conflicts: TableRule = {
  title: { en: 'Relations that keep people from a matter', zh: '利害关系登记' },
  key: { en: 'Any name for the relation, such as li-ming/firm', zh: '条目名称，如li-ming/firm' },
  // Who is married to whom is nobody's affair but theirs who enter it.
  keepers: ['admin'],
  row: z
    .strictObject({
      person: titled('Person', '人员', personId()),
      kind: titled(
        'Related to',
        '关系对象类型',
        choice({
          firm: ['a firm', '企业'],
          household: ['a household', '住户'],
          coop: ['a co-operative', '合作社'],
          person: ['a person', '个人'],
        }),
      ),
      other: titled('Whom', '关系对象', key(80), [
        'The id by which cases name them, such as the code of a firm or the id of a person.',
        '案件中所用的编号，如企业代码或人员编号。',
      ]),
    })
    .refine(
      ({ person, other }) => person !== other,
      say('Nobody is related to themselves; name somebody else.', '请填写本人以外的关系对象。'),
    ),
};

/** All relations of a tenant as of `day`. */
export const RELATIONS = `coalesce((SELECT jsonb_agg(value ORDER BY key) FROM table_on('${CONFLICTS}', day)), '[]')`;

/** To whom a person `p` is related as of `day`; null where to nobody. */
export const RELATED = `(SELECT jsonb_agg(other ORDER BY other) FROM (
    SELECT DISTINCT CASE WHEN value->>'person' = p.id THEN value->>'other' ELSE value->>'person' END AS other FROM table_on('${CONFLICTS}', day)
    WHERE value->>'person' = p.id OR (value->>'kind' = 'person' AND value->>'other' = p.id)) related)`;

/** To whom each of these people is related. */
export const relatedIn = (relations: readonly Conflict[]): ReadonlyMap<string, readonly string[]> => {
  const both = relations.flatMap(({ person, kind, other }) => [
    { of: person, to: other },
    ...(kind === 'person' ? [{ of: other, to: person }] : []),
  ]);
  return new Map([...Map.groupBy(both, ({ of }) => of)].map(([of, found]) => [of, found.map(({ to }) => to)]));
};

/** The people of a relation, as it was and is, with the roles that they hold: whose work is to be looked at again when it changes. */
export const readPeopleOf = async (
  read: TenantRead,
  relation: string,
): Promise<{ readonly people: readonly string[]; readonly roles: readonly string[] }> => {
  const held = await read<{ person: string; role: string | null }>(
    `SELECT DISTINCT p.id AS person, r.role FROM table_rows c
       JOIN people p ON p.tenant = c.tenant AND p.id IN (c.value->>'person', c.value->>'other')
       LEFT JOIN person_roles r ON r.tenant = p.tenant AND r.person_id = p.id
     WHERE c.table_name = '${CONFLICTS}' AND c.key = $1->>'relation'`,
    { relation },
  );
  return { people: unique(held.map(({ person }) => person)), roles: unique(held.flatMap(({ role }) => role ?? [])) };
};
