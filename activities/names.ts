/** Names of people, units and areas by their ids, several in one question. */
import type { Title } from '../workflows/kernel/process.ts';
import type { TenantRead } from './tenant-read.ts';

/** Somebody's name, how they are reached, and the roles that they hold today. */
export type KnownPerson = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly roles: readonly string[];
};

export const readPeople = (read: TenantRead, ids: readonly string[]): Promise<readonly KnownPerson[]> =>
  read<KnownPerson>(
    `SELECT p.id, p.name, p.phone, p.email, coalesce((SELECT jsonb_agg(DISTINCT r.role) FROM person_roles r, tenant_today(p.tenant) AS day
       WHERE r.tenant = p.tenant AND r.person_id = p.id AND r.valid_from <= day AND (r.ended_on IS NULL OR r.ended_on > day)), '[]') AS roles
     FROM people p WHERE p.id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );

type Named = { readonly id: string; readonly title: Title };

export const readUnitTitles = (read: TenantRead, ids: readonly string[]): Promise<readonly Named[]> =>
  read<Named>(
    `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM units WHERE id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );

export const readAreaTitles = (read: TenantRead, ids: readonly string[]): Promise<readonly Named[]> =>
  read<Named>(
    `SELECT id, jsonb_build_object('en', en, 'zh', zh) AS title FROM areas WHERE id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );
