/** What the village needs to exchange points for goods: a shelf with some pieces, and couriers with points for one. */
import { pointsTables } from '../../prisma/seed/fushan/points.ts';
import { caseOf, type House, resident } from '../kernel/house.ts';

export const SITE = 'cangqiaoStop';

/** So many pieces on the shelf, and couriers with enough points. */
export const settleGoods = async (house: House, couriers: readonly string[], pieces: number): Promise<void> => {
  await house.sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value)
     SELECT 'village', r->>'table', r->>'key', '2020-01-01', r->'value' FROM jsonb_array_elements($1::jsonb) r ON CONFLICT DO NOTHING`,
    [JSON.stringify(pointsTables)],
  );
  await house.sql(
    `INSERT INTO people (tenant, id, subject, name) SELECT 'village', id, id, id FROM unnest($1::text[]) id ON CONFLICT DO NOTHING`,
    [couriers],
  );
  await house.sql(
    `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) SELECT 'village', id || ':courier', id, 'courier', '2020-01-01' FROM unnest($1::text[]) id`,
    [couriers],
  );
  const giver = caseOf(await house.start(resident('anna'), { hall: 'Points', purpose: 'Fair' }));
  const line = (asset: string, to: string, amount: number) => ({
    op: 'credit',
    asset,
    from: 'scheme:given out',
    to,
    amount,
    rule: to,
  });
  await house.sql('SELECT effect_ledger($1, $2::jsonb)', [
    { tenant: 'village', caseId: giver, process: 'hallBooking', revision: 1_000, at: new Date().toISOString() },
    JSON.stringify([line('stock', `shelf:${SITE}:gloves`, pieces), ...couriers.map((id) => line('points', `person:${id}`, 40))]),
  ]);
};
