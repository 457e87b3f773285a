/** What is on the shelves of the sites, and what people have of points. */
import type { Purse, Site } from '../../workflows/points-redemption/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { SiteRow } from './tables.ts';

/** What of each kind of goods a site has that isn't past its day, by `<site>:<sku>`. */
export const readShelves = async (read: TenantRead, today: string): Promise<ReadonlyMap<string, number>> => {
  const rows = await read<{ shelf: string; n: number }>(
    `SELECT substr(owner, 7) AS shelf, sum(rest)::int AS n FROM ledger_lots
     WHERE tenant = current_setting('banjie.tenant', true) AND asset = 'stock' AND owner LIKE 'shelf:%' AND rest > 0
       AND (until IS NULL OR until >= ($1->>'today')::date) GROUP BY 1`,
    { today },
  );
  return new Map(rows.map(({ shelf, n }) => [shelf, n]));
};

/** What somebody has of points, and what of that counts today. */
export const readPurse = async (read: TenantRead, person: string, today: string): Promise<Purse> => {
  const [found] = await read<Purse>(
    `SELECT coalesce((SELECT balance FROM accounts a WHERE a.tenant = t.id AND a.asset = 'points' AND a.owner = 'person:' || ($1->>'person')), 0)::int AS balance,
       coalesce((SELECT sum(rest) FROM ledger_lots x WHERE x.tenant = t.id AND x.asset = 'points' AND x.owner = 'person:' || ($1->>'person') AND x.rest > 0
         AND (x.until IS NULL OR x.until >= ($1->>'today')::date)), 0)::int AS spendable
     FROM tenants t WHERE t.id = current_setting('banjie.tenant', true)`,
    { person, today },
  );
  return found ?? { balance: 0, spendable: 0 };
};

export const siteOf = (id: string, { title, unit, closed = false }: SiteRow): Site => ({ id, title, unit, closed });
