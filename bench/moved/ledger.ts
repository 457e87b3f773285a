/** Whether the ledger of an asset is sound, asked of the tables themselves. */
import { expect } from './expectation.ts';
import type { House } from './house.ts';

type Row = { sum: string; astray: string[] | null; overdrawn: string[] | null; lines: number };

const STATE = `WITH of AS (SELECT owner, balance FROM accounts WHERE tenant = $1 AND asset = $2),
  entries AS (
    SELECT to_owner AS owner, amount FROM ledger_lines WHERE tenant = $1 AND asset = $2
    UNION ALL SELECT from_owner, -amount FROM ledger_lines WHERE tenant = $1 AND asset = $2),
  reckoned AS (SELECT owner, sum(amount) AS balance FROM entries GROUP BY owner)
  SELECT (SELECT coalesce(sum(balance), 0) FROM of)::text AS sum,
    (SELECT array_agg(coalesce(of.owner, r.owner)) FROM of FULL JOIN reckoned r ON r.owner = of.owner
      WHERE coalesce(of.balance, 0) <> coalesce(r.balance, 0)) AS astray,
    (SELECT array_agg(owner) FROM of WHERE owner LIKE $3 AND balance < 0) AS overdrawn,
    (SELECT count(*) FROM ledger_lines WHERE tenant = $1 AND asset = $2)::int AS lines`;

/** The sum of all accounts is zero, each balance is the sum of its lines, and none like `floor` is below zero; gives the number of lines. */
export const checkBalances = async ({ owner, tenant }: House, asset: string, floor: string): Promise<number> => {
  const { rows } = await owner.query<Row>(STATE, [tenant, asset, floor]);
  const { sum, astray, overdrawn, lines } = rows[0] as Row;
  expect(sum === '0', `The accounts of ${asset} sum up to ${sum}, and not to zero.`);
  expect(astray === null, `The balance isn’t the sum of its lines for ${astray?.slice(0, 5).join(', ')}.`);
  expect(overdrawn === null, `Below zero are ${overdrawn?.slice(0, 5).join(', ')}.`);
  return lines;
};
