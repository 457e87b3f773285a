/** What each home pays of a renovation: cost less subsidy, to the fen. Pure; money in fen, areas in 0.01 m², shares in per mille. */
import { byLargestRemainders } from '../kernel/largest-remainders.ts';
import { byNumber } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';

/** A home as the shares go by it; the ground floor is 1. */
export type Home = { readonly door: string; readonly area: number; readonly floor: number };

/** By what the residents share what is common: one key, or several in parts that sum to 1,000. */
export type ShareKey =
  | { readonly by: 'area' | 'household' | 'floor' }
  | { readonly by: 'mixed'; readonly area: number; readonly household: number; readonly floor: number };

/** Works in public space, on what is common, or inside one home. */
export type PricedWork = {
  readonly code: string;
  readonly where: 'public' | 'common' | 'private';
  readonly door?: string | undefined;
  readonly fen: number;
  /** The row of `subsidyRates` by which it is subsidised; of public works the government pays all. */
  readonly rate: string;
};

/** How much of a cost is subsidised, and the most for each m² and each home. */
export type SubsidyRate = {
  readonly perMille: number;
  readonly mostPerSquareMetre?: number | undefined;
  readonly mostPerPlace?: number | undefined;
};

export type HomeShare = {
  readonly door: string;
  /** The home's part of what is common, before subsidy and after it. */
  readonly commonCost: number;
  readonly common: number;
  /** Works inside the home, before subsidy and after it. */
  readonly privateCost: number;
  readonly private: number;
  /** What the home pays. */
  readonly fen: number;
};

export type CostPlan = {
  readonly cost: number;
  readonly publicCost: number;
  readonly commonCost: number;
  readonly privateCost: number;
  /** What the government pays, public works among it. */
  readonly subsidy: number;
  /** Σ of what the homes pay: cost − subsidy. */
  readonly residents: number;
  readonly homes: readonly HomeShare[];
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** What a quantity in hundredths of a unit costs, half a fen rounded up. */
export const priceOf = (hundredths: number, unitFen: number): number => Math.floor((hundredths * unitFen + 50) / 100);

/** What of a cost is subsidised, rounded down. Without a home it is common, and the m² are those of all homes. */
export const subsidyOf = (cost: number, { perMille, mostPerSquareMetre, mostPerPlace }: SubsidyRate, area: number): number =>
  Math.min(
    Math.floor((cost * perMille) / 1000),
    mostPerSquareMetre === undefined ? cost : Math.floor((mostPerSquareMetre * area) / 100),
    mostPerPlace ?? cost,
  );

/** The weights of the homes by a key. Those of several keys are brought over one denominator. */
const weightsOf = (homes: readonly Home[], key: ShareKey): readonly bigint[] => {
  const by = {
    area: homes.map(({ area }) => BigInt(area)),
    household: homes.map(() => 1n),
    floor: homes.map(({ floor }) => BigInt(floor)),
  };
  if (key.by !== 'mixed') return by[key.by];
  const used = (['area', 'household', 'floor'] as const).filter((one) => key[one] > 0);
  const totals = { area: total(by.area), household: total(by.household), floor: total(by.floor) };
  return homes.map((_, n) =>
    total(
      used.map((one) =>
        used.reduce(
          (product, other) => (other === one ? product : product * totals[other]),
          BigInt(key[one]) * (by[one][n] ?? 0n),
        ),
      ),
    ),
  );
};

const total = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n);

const problemOf = (
  homes: readonly Home[],
  works: readonly PricedWork[],
  rates: ReadonlyMap<string, SubsidyRate>,
  key: ShareKey,
): Refusal | undefined => {
  const without = homes.find(({ area }) => !Number.isSafeInteger(area) || area <= 0);
  if (without)
    return refuse(
      'noArea',
      `${without.door} has no area. Enter it by the deed, else by survey, else by contract.`,
      `${without.door}未登记面积，请依次按产权证、测绘或合同填写。`,
    );
  if (homes.length === 0)
    return refuse('noHomes', 'The unit has no homes yet. Survey them first.', '本单元尚无住户登记，请先调查登记。');
  const nowhere = works.find(({ where, door }) => (where === 'private') !== homes.some((home) => home.door === door));
  if (nowhere)
    return refuse(
      'unknownDoor',
      `Say for works inside a home which one, and for no others: ${nowhere.code}.`,
      `户内工程须注明所在住户，其他工程不填：${nowhere.code}。`,
    );
  const unrated = works.find(({ where, rate }) => where !== 'public' && !rates.has(rate));
  if (unrated)
    return refuse(
      'noRate',
      `No subsidy rate “${unrated.rate}” holds today. Choose one of ${[...rates.keys()].join(', ')}, or have it entered.`,
      `今日无补助标准“${unrated.rate}”。请从${[...rates.keys()].join('、')}中选择，或先行登记。`,
    );
  if (key.by === 'mixed' && key.area + key.household + key.floor !== 1000)
    return refuse('mixedKey', 'The parts of a mixed key sum to 1,000.', '混合分摊的各项比例之和须为1000‰。');
  if (key.by !== 'area' && key.by !== 'household' && homes.some(({ floor }) => !Number.isSafeInteger(floor) || floor < 1))
    return refuse('noFloor', 'Enter the floor of each home, the ground floor as 1.', '请登记各户楼层，底层为1。');
  return undefined;
};

/** The subsidy of works, those of one rate taken together. */
const subsidyOfAll = (works: readonly PricedWork[], rates: ReadonlyMap<string, SubsidyRate>, area: number): number => {
  const costs = Map.groupBy(works, ({ rate }) => rate);
  return sum(
    [...costs].map(([rate, of]) => {
      const cost = sum(of.map(({ fen }) => fen));
      return subsidyOf(cost, rates.get(rate) ?? { perMille: 0 }, area);
    }),
  );
};

/** Who pays what. What rounding leaves of the common part goes to the largest remainders, among equal ones by the number of the door. */
export const costPlan = (
  homes: readonly Home[],
  works: readonly PricedWork[],
  rates: ReadonlyMap<string, SubsidyRate>,
  key: ShareKey,
): CostPlan | Refusal => {
  const problem = problemOf(homes, works, rates, key);
  if (problem) return problem;
  const sorted = homes.toSorted((one, other) => byNumber(one.door, other.door));
  const costOf = (of: readonly PricedWork[]): number => sum(of.map(({ fen }) => fen));
  const common = works.filter(({ where }) => where === 'common');
  const commonCost = costOf(common);
  const commonNet = commonCost - subsidyOfAll(common, rates, sum(homes.map(({ area }) => area)));
  const weights = weightsOf(sorted, key);
  const [gross, net] = [commonCost, commonNet].map((fen) => byLargestRemainders(fen, weights));
  const shares = sorted.map(({ door, area }, n): HomeShare => {
    const inside = works.filter((work) => work.where === 'private' && work.door === door);
    const privateCost = costOf(inside);
    const own = { common: net?.[n] ?? 0, private: privateCost - subsidyOfAll(inside, rates, area) };
    return { door, commonCost: gross?.[n] ?? 0, ...own, privateCost, fen: own.common + own.private };
  });
  const cost = costOf(works);
  const residents = sum(shares.map(({ fen }) => fen));
  const publicCost = costOf(works.filter(({ where }) => where === 'public'));
  const privateCost = cost - publicCost - commonCost;
  return { cost, publicCost, commonCost, privateCost, subsidy: cost - residents, residents, homes: shares };
};

/** Works without those inside homes that haven't signed for them. */
export const signedWorks = <W extends Pick<PricedWork, 'where' | 'door'>>(
  works: readonly W[],
  signed: readonly string[],
): { readonly kept: readonly W[]; readonly leftOut: readonly W[] } => {
  const { kept = [], leftOut = [] } = Object.groupBy(works, ({ where, door }) =>
    where !== 'private' || signed.includes(door ?? '') ? 'kept' : 'leftOut',
  );
  return { kept, leftOut };
};

/** What a hardship grant of so many per mille of the cost takes over of a home's share. */
export const reliefOf = ({ commonCost, privateCost, fen }: HomeShare, perMille: number): number =>
  Math.min(fen, Math.floor(((commonCost + privateCost) * perMille) / 1000));

export type SettledShare = {
  readonly door: string;
  readonly agreed: number;
  /** What the home pays in the end. */
  readonly final: number;
  readonly refund: number;
  readonly extra: number;
  /** What is more than residents pay by what was agreed; the project bears it. */
  readonly borne: number;
};

/** The shares after the audit beside those agreed: a refund, or more up to `mostExtra` per mille of what was agreed. */
export const settledShares = (
  agreed: readonly Pick<HomeShare, 'door' | 'fen'>[],
  audited: readonly Pick<HomeShare, 'door' | 'fen'>[],
  mostExtra: number,
): readonly SettledShare[] =>
  agreed.map(({ door, fen }) => {
    const now = audited.find((one) => one.door === door)?.fen ?? 0;
    const extra = Math.min(Math.max(0, now - fen), Math.floor((fen * mostExtra) / 1000));
    const refund = Math.max(0, fen - now);
    return { door, agreed: fen, final: fen + extra - refund, refund, extra, borne: Math.max(0, now - fen) - extra };
  });
