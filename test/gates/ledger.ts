/** The ledger counted again from its lines alone. */
import type { Office } from '../graphql/office.ts';

type AccountRow = {
  tenant: string;
  owner: string;
  asset: string;
  balance: bigint | string;
  floor: string | null;
  ceiling: string | null;
};
type LineRow = {
  id: string;
  tenant: string;
  asset: string;
  from_owner: string;
  to_owner: string;
  amount: string;
  reverses: string | null;
};

export const faultsOfLedger = async ({ sql }: Office): Promise<{ looked: number; wrong: string[] }> => {
  const lines = await sql<LineRow>('SELECT id, tenant, asset, from_owner, to_owner, amount, reverses FROM ledger_lines');
  const accounts = await sql<AccountRow>('SELECT * FROM accounts');
  const sums = new Map<string, bigint>();
  const add = (key: string, amount: bigint) => sums.set(key, (sums.get(key) ?? 0n) + amount);
  for (const { tenant, asset, from_owner, to_owner, amount } of lines) {
    add(`${tenant} ${asset} ${from_owner}`, -BigInt(amount));
    add(`${tenant} ${asset} ${to_owner}`, BigInt(amount));
  }
  const byId = new Map(lines.map((line) => [line.id, line]));
  const wrong = [
    ...lines.flatMap(({ id, amount, from_owner, to_owner, reverses }) => {
      const undone = reverses === null ? undefined : byId.get(reverses);
      if (BigInt(amount) < 0n) return [`Line ${id} has an amount below nothing.`];
      if (from_owner === to_owner) return [`Line ${id} goes from ${from_owner} to itself.`];
      return undone && (undone.from_owner !== to_owner || undone.to_owner !== from_owner)
        ? [`Line ${id} doesn’t go back where ${reverses} came from.`]
        : [];
    }),
    ...accounts.flatMap(({ tenant, owner, asset, balance, floor, ceiling }) => {
      const key = `${tenant} ${asset} ${owner}`;
      const sum = sums.get(key) ?? 0n;
      sums.delete(key);
      return [
        ...(BigInt(balance) === sum ? [] : [`${key} has ${balance}, and its lines make ${sum}.`]),
        ...(floor !== null && sum < BigInt(floor) ? [`${key} has ${sum}, below its floor ${floor}.`] : []),
        ...(ceiling !== null && sum > BigInt(ceiling) ? [`${key} has ${sum}, above its ceiling ${ceiling}.`] : []),
      ];
    }),
    ...[...sums].flatMap(([key, sum]) => (sum === 0n ? [] : [`${key} has lines of ${sum} and no account.`])),
  ];
  return { looked: lines.length + accounts.length, wrong };
};
