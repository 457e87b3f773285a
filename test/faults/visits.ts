/** A town of 360 firms whose officers visit them, in the village of these tests. */
import { firmCode } from '../graphql/firm-codes.ts';
import type { House } from '../kernel/house.ts';

export const FIRMS = Array.from({ length: 360 }, (_, n) => firmCode(n + 1));
const OFFICERS = Array.from({ length: 68 }, (_, n) => `officer-${n + 1}`);

/** Its firms, one grid, and its officers. */
export const settleFirms = async ({ sql }: Pick<House, 'sql'>): Promise<void> => {
  await sql(
    `INSERT INTO subjects (tenant, kind, key, name, names, states, state)
     SELECT 'village', 'firm', f, f, '[]', '[]', 'active' FROM jsonb_array_elements_text($1::jsonb) f`,
    [JSON.stringify(FIRMS)],
  );
  await sql(
    `INSERT INTO units (tenant, id, en, zh, kind, path) VALUES ('village', 'service', 'Service', '服务组', 'team', 'service')`,
  );
  await sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value)
     VALUES ('village', 'grids', 'one', '2020-01-01', '{"title": {"en": "One", "zh": "一"}, "unit": "service"}')`,
  );
  await sql(
    `INSERT INTO people (tenant, id, subject, name, unit) SELECT 'village', o, o, o, 'service' FROM jsonb_array_elements_text($1::jsonb) o`,
    [JSON.stringify(OFFICERS)],
  );
  await sql(
    `INSERT INTO person_roles (tenant, id, person_id, role, valid_from)
     SELECT 'village', o || ':officer', o, 'officer', '2020-01-01' FROM jsonb_array_elements_text($1::jsonb) o`,
    [JSON.stringify(OFFICERS)],
  );
};
