/** The lines of the ledger by which points and goods are set aside, given and given back. */
import { credit, type Effect, reverse } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { enumerated } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Limits } from './limits.ts';
import type { Purse, Spent, Wanted } from './vocabulary.ts';

export const shelf = (site: string, sku: string): string => `shelf:${site}:${sku}`;
const held = (caseId: string): string => `held:${caseId}`;
export const reservedOf = (caseId: string, sku: string): string => `reserved:${caseId}:${sku}`;
/** By it points return of which some have had their time. */
const RETURNED = 'scheme:returned';
const RESERVE = 'reserve';
const REDEEM = 'redeem';
const taken = (sku: string): string => `stock:${sku}`;
const moved = (sku: string, n: number): string => `moved:${sku}:${n}`;
const left = (sku: string, n: number): string => `left:${sku}:${n}`;
const given = (sku: string): string => `given:${sku}`;

export const notEnough = (points: number, { spendable }: Pick<Purse, 'spendable'>) =>
  refuse(
    'notEnough',
    `It costs ${points} points, and you have ${spendable} that may be spent. Choose less, or report more first.`,
    `所需${points}积分，可用${spendable}积分。请减少物品，或继续积累积分。`,
  );

export const soldOut = ({ title, shelf, elsewhere }: Wanted) => {
  const others = { en: enumerated(elsewhere.map(({ en }) => en)).en, zh: enumerated(elsewhere.map(({ zh }) => zh)).zh };
  return elsewhere.length > 0
    ? refuse(
        'soldOut',
        `Of ${title.en} there are ${shelf} left here. There is enough at ${others.en}; choose that site.`,
        `${title.zh}本点剩余${shelf}件。${others.zh}库存充足，请改选。`,
      )
    : refuse(
        'soldOut',
        `Of ${title.en} there are ${shelf} left here, and no site has enough. Take less of it, or come again when goods have come in.`,
        `${title.zh}本点剩余${shelf}件，其他兑换点也不足。请减少数量，或到货后再兑换。`,
      );
};

const monthCap = refuse(
  'monthCap',
  'In a month you exchange at most {most}; {used} are used, and {left} are left. Choose less, or wait for the next month.',
  '每月最多兑换{most}，已用{used}，剩余{left}。请减少物品或下月再兑换。',
);

/** Of one kind of goods. */
const skuCap = ({ title, perMonth }: Wanted) =>
  refuse(
    'monthCap',
    `Of ${title.en} you get at most ${perMonth} in a month. Choose less of it, or wait for the next month.`,
    `${title.zh}每月最多兑换${perMonth}件。请减少数量或下月再兑换。`,
  );

type Of = { readonly caseId: string; readonly person: string; readonly month: string };

/** Sets points and goods aside; both have to be there, and the month has to leave room. */
export const setsAside = (
  { caseId, person, month }: Of,
  site: string,
  wanted: readonly Wanted[],
  { points, purse, limits }: { readonly points: number; readonly purse: Purse; readonly limits: Limits },
): Effect =>
  credit(
    {
      asset: 'points',
      from: `person:${person}`,
      to: held(caseId),
      amount: points,
      rule: RESERVE,
      cap: { key: `redeemed:${person}:${month}`, most: limits.monthPoints, or: 'refuse', full: monthCap },
      short: notEnough(points, purse),
    },
    ...wanted.map((one) => ({
      asset: 'stock' as const,
      from: shelf(site, one.sku),
      to: reservedOf(caseId, one.sku),
      amount: one.n,
      rule: taken(one.sku),
      cap: { key: `redeemed:${person}:${one.sku}:${month}`, most: one.perMonth, or: 'refuse' as const, full: skuCap(one) },
      short: soldOut(one),
    })),
  );

/** Takes the goods from another site, and gives back those that were set aside. */
export const movesTo = (caseId: string, { items, site, moves }: Facts, to: string, wanted: readonly Wanted[]): Effect =>
  credit(
    ...items.map(({ sku, n }) => ({
      asset: 'stock' as const,
      from: reservedOf(caseId, sku),
      to: shelf(site.id, sku),
      amount: n,
      rule: left(sku, moves + 1),
    })),
    ...wanted.map((one) => ({
      asset: 'stock' as const,
      from: shelf(to, one.sku),
      to: reservedOf(caseId, one.sku),
      amount: one.n,
      rule: moved(one.sku, moves + 1),
      short: soldOut(one),
    })),
  );

/** Points and goods are given for each other. */
export const exchanges = (caseId: string, { items, points }: Facts): Effect =>
  credit(
    { asset: 'points', from: held(caseId), to: 'scheme:redeemed', amount: points, rule: REDEEM },
    ...items.map(({ sku, n, title }) => ({
      asset: 'stock' as const,
      from: reservedOf(caseId, sku),
      to: 'scheme:given',
      amount: n,
      rule: given(sku),
      short: refuse(
        'expired',
        `${title.en} is past its day and isn’t given out. Cancel the reservation with “past its day”, and have the goods written off.`,
        `${title.zh}已过期，不得发放。请以“过期”取消预订并核销库存。`,
      ),
    })),
  );

/** Points that had their time while they were set aside count for some days more; where there are none, all returns to where it came from. */
const pointsBack = (
  caseId: string,
  { holder }: Facts,
  { today, lots }: Spent,
  { graceAfterLapse }: Limits,
): readonly Effect[] => {
  if (lots.every(({ until }) => until === null || until >= today)) return [reverse(RESERVE)];
  const least = daysAfter(today, graceAfterLapse);
  return [
    credit(
      {
        asset: 'points',
        from: held(caseId),
        to: RETURNED,
        amount: lots.reduce((sum, { amount }) => sum + amount, 0),
        rule: 'back',
      },
      ...lots.map(({ until, amount }, n) => ({
        asset: 'points' as const,
        from: RETURNED,
        to: `person:${holder.id}`,
        amount,
        rule: `back:${n + 1}`,
        ...(until === null ? {} : { until: until < today ? least : until }),
      })),
    ),
  ];
};

/** What was set aside returns. */
export const returns = (caseId: string, facts: Facts, spent: Spent, limits: Limits): readonly Effect[] => [
  reverse(
    ...facts.items.flatMap(({ sku }) => [
      taken(sku),
      ...Array.from({ length: facts.moves }, (_, n) => [moved(sku, n + 1), left(sku, n + 1)]).flat(),
    ]),
  ),
  ...pointsBack(caseId, facts, spent, limits),
];

/** What was given for each other returns to where it was set aside, and from there. */
export const undoes = (caseId: string, facts: Facts, spent: Spent, limits: Limits): readonly Effect[] => [
  reverse(REDEEM, ...facts.items.map(({ sku }) => given(sku))),
  ...returns(caseId, facts, spent, limits),
];
