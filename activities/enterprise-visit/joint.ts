/** Units that come along to a firm, with those of their officers who do. */
import type { Joint } from '../../workflows/enterprise-visit/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';

/** Units by their ids; those that don't exist, or no longer, are left out. */
export const readJoint = async (read: TenantRead, ids: readonly string[]): Promise<ReadonlyMap<string, Joint>> => {
  if (ids.length === 0) return new Map();
  const rows = await read<Joint>(
    `SELECT u.id, jsonb_build_object('en', u.en, 'zh', u.zh) AS title,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) ORDER BY p.id) FROM holders(u.tenant, 'officer', u.id, NULL) h
         JOIN people p ON p.tenant = u.tenant AND p.id = h.id), '[]') AS people
     FROM units u
     WHERE u.id IN (SELECT jsonb_array_elements_text($1->'ids')) AND (u.ended_on IS NULL OR u.ended_on > tenant_today(u.tenant))`,
    { ids },
  );
  return new Map(rows.map((row) => [row.id, row]));
};
