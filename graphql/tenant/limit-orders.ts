/** Limits that bound each other, such as the fewest and the most photos: on no day is the lower one above the other. */
import type { Prisma } from '../../prisma/client/client.ts';
import { defaultsOf, type LimitRules } from '../../workflows/kernel/limits.ts';
import { issue } from './change.ts';

/** Two limits of a process: the value of `low` is never above that of `high`. */
type Order = { readonly low: string; readonly high: string };

const ordersOf = (rules: LimitRules): readonly Order[] =>
  Object.entries(rules).flatMap(([low, rule]) =>
    typeof rule === 'object' && rule.atMost !== undefined ? [{ low, high: rule.atMost }] : [],
  );

type Changed = {
  readonly tenant: string;
  readonly process: string;
  readonly name: string;
  readonly validFrom: Date;
  readonly rules: LimitRules;
};

/** Refuses what was just written, where from its day on, or on a later one, it contradicts another limit. */
export const checkOrders = async (
  tx: Prisma.TransactionClient,
  { tenant, process, name, validFrom, rules }: Changed,
): Promise<void> => {
  const orders = ordersOf(rules).filter(({ low, high }) => low === name || high === name);
  if (orders.length === 0) return;
  // Of two administrators who set one of the two each, the second sees what the first has set.
  await tx.$executeRaw`SELECT lock_resource(${tenant}, ${`limits:${process}`})`;
  const names = orders.flatMap(({ low, high }) => [low, high]);
  const rows = await tx.limit.findMany({ where: { process, name: { in: names } }, orderBy: { validFrom: 'asc' } });
  const standard = defaultsOf(rules);
  const on = (limit: string, day: Date): number =>
    (rows.findLast((row) => row.name === limit && row.validFrom <= day)?.value as number | undefined) ?? standard[limit] ?? 0;
  const days = rows.map((row) => row.validFrom).filter((day) => day >= validFrom);
  for (const { low, high } of orders) {
    const day = days.find((one) => on(low, one) > on(high, one));
    if (!day) continue;
    const from = day.toISOString().slice(0, 10);
    throw issue(
      ['input', 'value'],
      `From ${from} on, ${low} would be ${on(low, day)} and ${high} ${on(high, day)}: ${low} is never above ${high}. Set ${name === low ? high : low} first, or another number.`,
      `自${from}起，${low}为${on(low, day)}，${high}为${on(high, day)}：${low}不得大于${high}。请先修改${name === low ? high : low}，或填写其他数值。`,
    );
  }
};
