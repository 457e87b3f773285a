/** The pickup line of the sample street, in the village of these tests. */
import { tongyu } from '../../prisma/seed/tongyu.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { House } from '../kernel/house.ts';

export const COURIERS = ['tu-gang', 'ke-min', 'xie-lei', 'zang-yu', 'bao-jie'] as const;

export const holding = (id: string, role: string): Actor => ({ id, name: id, grants: [{ role }] });

/** Two days ahead, when it may be booked at every hour. */
export const booking = () => ({
  day: new Date(Date.now() + 8 * 3_600_000 + 2 * 86_400_000).toISOString().slice(0, 10),
  slot: 'dawn530',
  product: 'loquatSyrup',
  pickPoint: { lat: 28.58, lon: 121.32 },
  parcels: [{ planned: 2500, recipient: { name: '王小明', phone: '10000990001', address: '某路1号', region: 'shanghai' } }],
});

/** Its tables, areas and couriers. */
export const settlePickups = async ({ sql }: Pick<House, 'sql'>): Promise<void> => {
  await sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value)
     SELECT 'village', r->>'table', r->>'key', '2020-01-01', r->'value' FROM jsonb_array_elements($1::jsonb) r ON CONFLICT DO NOTHING`,
    [JSON.stringify(tongyu.tables)],
  );
  await sql(
    `INSERT INTO areas (tenant, id, en, zh, shape)
     SELECT 'village', a->>'id', a->>'en', a->>'zh', a->'shape' FROM jsonb_array_elements($1::jsonb) a ON CONFLICT DO NOTHING`,
    [JSON.stringify(tongyu.areas)],
  );
  for (const id of COURIERS) {
    await sql(`INSERT INTO people (tenant, id, subject, name) VALUES ('village', $1, $1, $1) ON CONFLICT DO NOTHING`, [id]);
    await sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('village', $1 || ':courier', $1, 'courier', '2020-01-01')`,
      [id],
    );
  }
};
