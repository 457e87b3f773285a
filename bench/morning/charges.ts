/** Whether what is owed is what the tariff asks, reckoned here once more from the tenant’s rows and the weights of parcels. */
import { expect } from '../moved/expectation.ts';
import { checkBalances } from '../moved/ledger.ts';
import type { Morning } from './morning.ts';

type Tariff = { readonly firstKg: number; readonly perKg: number };
type FarmTariff = {
  readonly order: number;
  readonly who: string;
  readonly products?: readonly string[];
  readonly months: { readonly from: number; readonly to: number };
  readonly regions?: readonly string[];
  readonly off: number;
  readonly floor: number;
};
type Row = {
  readonly id: string;
  readonly payer: string;
  readonly who: string;
  readonly product: string;
  readonly n: number;
  readonly grams: number;
  readonly zone: string;
  readonly region: string;
  readonly fen: number;
};

const rowsOf = async <Value>(
  { house: { owner, tenant }, plan: { day } }: Morning,
  table: string,
): Promise<ReadonlyMap<string, Value>> => {
  const { rows } = await owner.query<{ key: string; value: Value; retired: boolean }>(
    `SELECT DISTINCT ON (key) key, value, retired FROM table_rows WHERE tenant = $1 AND table_name = $2 AND valid_from <= $3
     ORDER BY key, valid_from DESC`,
    [tenant, table, day],
  );
  return new Map(rows.flatMap(({ key, value, retired }) => (retired ? [] : [[key, value]])));
};

export type Owed = { readonly lines: number; readonly fen: number; readonly saved: number; readonly parcels: number };

export const checkCharges = async (morning: Morning): Promise<Owed> => {
  const { house, plan } = morning;
  const { owner, tenant } = house;
  const lines = await checkBalances(house, 'money', 'owed:%');
  const tariffs = await rowsOf<Tariff>(morning, 'tariffs');
  const farm = [...(await rowsOf<FarmTariff>(morning, 'farmTariffs')).values()].sort((one, other) => one.order - other.order);
  const month = Number(plan.day.slice(5, 7));
  const { rows } = await owner.query<Row>(
    `SELECT c.id, facts->>'payer' AS payer, facts->>'kind' AS who, facts#>>'{product,id}' AS product, (p->>'n')::int AS n,
       (p->>'grams')::int AS grams, p->>'zone' AS zone, p->>'region' AS region, (p#>>'{charge,fen}')::int AS fen
     FROM cases c, jsonb_array_elements(facts->'parcels') p
     WHERE tenant = $1 AND process = 'producePickup' AND p->'charge' <> 'null'`,
    [tenant],
  );
  const owed = new Map<string, number>();
  let saved = 0;
  for (const { id, payer, who, product, n, grams, zone, region, fen } of rows) {
    const { firstKg, perKg } = tariffs.get(zone) as Tariff;
    const list = firstKg + perKg * Math.ceil(Math.max(0, grams - 1000) / 1000);
    const fits = farm.find(
      (row) =>
        [who, 'any'].includes(row.who) &&
        (row.products?.includes(product) ?? true) &&
        row.months.from <= month &&
        month <= row.months.to &&
        (row.regions?.includes(region) ?? true),
    );
    // Half a fen counts as one, and nobody pays more than the list says.
    const wanted = fits ? Math.min(list, Math.max(fits.floor, Math.round((list * (1000 - fits.off)) / 1000))) : list;
    expect(fen === wanted, `Parcel ${n} of ${id} costs ${fen} fen, and by the tariff ${wanted}.`);
    owed.set(`owed:${payer}`, (owed.get(`owed:${payer}`) ?? 0) + wanted);
    saved += list - wanted;
  }
  const booked = await owner.query<{ owner: string; fen: string }>(
    `SELECT to_owner AS owner, sum(amount) AS fen FROM ledger_lines
     WHERE tenant = $1 AND asset = 'money' AND from_owner = 'scheme:freight' GROUP BY 1`,
    [tenant],
  );
  for (const { owner: account, fen } of booked.rows) {
    expect(
      Number(fen) === owed.get(account),
      `${account} has ${fen} fen in the ledger, and its parcels cost ${owed.get(account)}.`,
    );
    owed.delete(account);
  }
  expect(owed.size === 0, `Nothing is in the ledger for ${[...owed.keys()].slice(0, 5).join(', ')}.`);
  const { rows: savings } = await owner.query<{ fen: string }>(
    `SELECT coalesce(sum(amount), 0) AS fen FROM ledger_lines WHERE tenant = $1 AND asset = 'money' AND from_owner = 'scheme:saving'`,
    [tenant],
  );
  expect(Number(savings[0]?.fen) === saved, `${savings[0]?.fen} fen are noted as saved, and by the tariff it is ${saved}.`);
  return { lines, fen: booked.rows.reduce((sum, { fen }) => sum + Number(fen), 0), saved, parcels: rows.length };
};
