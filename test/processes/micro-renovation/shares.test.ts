import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../workflows/kernel/process.ts';
import {
  type CostPlan,
  costPlan,
  type Home,
  type PricedWork,
  priceOf,
  reliefOf,
  type ShareKey,
  type SubsidyRate,
  settledShares,
  signedWorks,
  subsidyOf,
} from '../../../workflows/micro-renovation/shares.ts';

const AREAS = [4_120, 5_230, 3_875, 6_010, 4_400, 4_400, 5_125, 3_990, 4_860, 4_725, 4_280, 5_050, 4_185, 4_000];
const HOMES: readonly Home[] = AREAS.map((area, n) => ({ door: `6-${n + 1}`, area, floor: 1 + Math.floor(n / 5) }));
const RATES = new Map<string, SubsidyRate>([
  ['common', { perMille: 700 }],
  ['none', { perMille: 0 }],
  ['fire', { perMille: 1_000 }],
  ['private', { perMille: 500, mostPerSquareMetre: 80_000, mostPerPlace: 30_000_000 }],
]);

const planned = (works: readonly PricedWork[], key: ShareKey = { by: 'area' }, homes = HOMES): CostPlan => {
  const plan = costPlan(homes, works, RATES, key);
  if (isRefusal(plan)) throw new Error(plan.code);
  return plan;
};
const refused = (works: readonly PricedWork[], key: ShareKey = { by: 'area' }, homes = HOMES): string | undefined => {
  const plan = costPlan(homes, works, RATES, key);
  return isRefusal(plan) ? plan.code : undefined;
};
const common = (fen: number, rate = 'common'): PricedWork => ({ code: 'roofTile', where: 'common', fen, rate });
const inside = (door: string, fen: number, rate = 'private'): PricedWork => ({
  code: 'window',
  where: 'private',
  door,
  fen,
  rate,
});
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe('what each home pays', () => {
  it('is its part of the cost by area, to the fen', () => {
    const { homes, residents } = planned([common(18_650_033, 'none')]);
    expect(homes.map(({ door }) => door)).toEqual(HOMES.map(({ door }) => door));
    expect(homes.map(({ fen }) => fen)).toEqual([
      1195924, 1518127, 1124807, 1744540, 1277201, 1277201, 1487649, 1158189, 1410726, 1371539, 1242368, 1465878, 1214792,
      1161092,
    ]);
    expect(residents).toBe(18_650_033);
  });

  it('leaves a fen that is over to the lower door where the remainders are equal', () => {
    const homes = ['6-10', '6-2', '6-9'].map((door) => ({ door, area: 100, floor: 1 }));
    expect(planned([common(100, 'none')], { by: 'household' }, homes).homes.map(({ door, fen }) => [door, fen])).toEqual([
      ['6-2', 34],
      ['6-9', 33],
      ['6-10', 33],
    ]);
  });

  it('goes by household, by floor or by a mixture where the vote says so', () => {
    const two = [
      { door: '1', area: 100, floor: 1 },
      { door: '2', area: 300, floor: 4 },
    ];
    const shares = (key: ShareKey) => planned([common(1_000, 'none')], key, two).homes.map(({ fen }) => fen);
    expect(shares({ by: 'area' })).toEqual([250, 750]);
    expect(shares({ by: 'household' })).toEqual([500, 500]);
    expect(shares({ by: 'floor' })).toEqual([200, 800]);
    // Half by area, half by household: 125 + 250.
    expect(shares({ by: 'mixed', area: 500, household: 500, floor: 0 })).toEqual([375, 625]);
    expect(shares({ by: 'mixed', area: 200, household: 300, floor: 500 })).toEqual([300, 700]);
  });

  it('is nothing for public works, the rest of common ones, and the rest of works inside the home alone', () => {
    const plan = planned([
      { code: 'laneSlab', where: 'public', fen: 5_000_000, rate: 'public' },
      common(1_000_000),
      common(70_000, 'fire'),
      inside('6-3', 100_001),
    ]);
    expect(plan).toMatchObject({ cost: 6_170_001, publicCost: 5_000_000, commonCost: 1_070_000, privateCost: 100_001 });
    expect(plan.residents).toBe(300_000 + 50_001);
    expect(plan.subsidy).toBe(plan.cost - plan.residents);
    expect(plan.homes.filter((one) => one.private > 0)).toMatchObject([{ door: '6-3', privateCost: 100_001, private: 50_001 }]);
  });

  it('is refused for works behind no door, of no rate, by a key that isn’t whole, or without area', () => {
    expect(refused([inside('6-99', 1)])).toBe('unknownDoor');
    expect(refused([{ ...inside('6-1', 1), door: undefined }])).toBe('unknownDoor');
    expect(refused([{ ...common(1), door: '6-1' }])).toBe('unknownDoor');
    expect(refused([common(1, 'other')])).toBe('noRate');
    expect(refused([common(1)], { by: 'mixed', area: 500, household: 400, floor: 0 })).toBe('mixedKey');
    expect(refused([common(1)], { by: 'area' }, [{ door: '1', area: 0, floor: 1 }])).toBe('noArea');
    expect(refused([common(1)], { by: 'floor' }, [{ door: '1', area: 1, floor: 0 }])).toBe('noFloor');
    expect(refused([common(1)], { by: 'area' }, [])).toBe('noHomes');
  });

  it('sums to cost less subsidy to the fen in 1,000 plans at random', () => {
    let seed = 7;
    const below = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    for (let round = 0; round < 1_000; round += 1) {
      const homes = Array.from({ length: 1 + below(20) }, (_, n) => ({
        door: `${n + 1}`,
        area: 1 + below(20_000),
        floor: 1 + below(7),
      }));
      const area = below(1_001);
      const household = below(1_001 - area);
      const key = (
        [
          { by: 'area' },
          { by: 'household' },
          { by: 'floor' },
          { by: 'mixed', area, household, floor: 1_000 - area - household },
        ] as const
      )[below(4)] as ShareKey;
      const rate = () => ['common', 'none', 'fire', 'private'][below(4)] ?? 'none';
      const works = Array.from({ length: below(8) }, (): PricedWork => {
        const fen = below(100_000_000);
        if (below(5) === 0) return { code: 'drain', where: 'public', fen, rate: 'public' };
        return below(2) ? common(fen, rate()) : inside(`${1 + below(homes.length)}`, fen, rate());
      });
      const plan = planned(works, key, homes);
      const of = (where: string) => works.filter((work) => work.where === where);
      const rated = (some: readonly PricedWork[], size: number) =>
        sum(
          [...RATES].map(([name, one]) =>
            subsidyOf(sum(some.filter((work) => work.rate === name).map(({ fen }) => fen)), one, size),
          ),
        );
      const subsidy =
        sum(of('public').map(({ fen }) => fen)) +
        rated(of('common'), sum(homes.map((home) => home.area))) +
        sum(
          homes.map((home) =>
            rated(
              of('private').filter(({ door }) => door === home.door),
              home.area,
            ),
          ),
        );
      expect(plan.subsidy).toBe(subsidy);
      expect(sum(plan.homes.map(({ fen }) => fen))).toBe(sum(works.map(({ fen }) => fen)) - subsidy);
      expect(plan.homes.every(({ fen }) => fen >= 0)).toBe(true);
      expect(sum(plan.homes.map(({ commonCost }) => commonCost))).toBe(plan.commonCost);
    }
  });
});

describe('what is subsidised', () => {
  it('is a share of the cost, rounded down, at most so much for each m² and each home', () => {
    expect(subsidyOf(100_001, { perMille: 500 }, 4_000)).toBe(50_000);
    // 40 m² at 800 yuan are 32,000 yuan.
    expect(subsidyOf(10_000_000, { perMille: 500, mostPerSquareMetre: 80_000 }, 4_000)).toBe(3_200_000);
    expect(subsidyOf(100_000_000, { perMille: 500, mostPerSquareMetre: 80_000, mostPerPlace: 30_000_000 }, 100_000)).toBe(
      30_000_000,
    );
  });

  it('counts all works of one rate inside a home together against its most', () => {
    const home = [{ door: '1', area: 1_000, floor: 1 }];
    // 10 m² at 800 yuan: 8,000 yuan for both together, of 15,000.
    expect(planned([inside('1', 1_000_000), inside('1', 2_000_000)], { by: 'area' }, home).residents).toBe(3_000_000 - 800_000);
  });

  it('takes over of a hardship no more than the home pays', () => {
    const [home] = planned([common(1_000_000), inside('6-1', 100_000)]).homes;
    if (!home) throw new Error('no home');
    expect(reliefOf(home, 100)).toBe(Math.floor((home.commonCost + 100_000) / 10));
    expect(reliefOf(home, 1_000)).toBe(home.fen);
  });
});

describe('works inside a home', () => {
  it('are left out where the home hasn’t signed for them', () => {
    const works = [common(1), inside('6-1', 2), inside('6-2', 3)];
    expect(signedWorks(works, ['6-2'])).toEqual({ kept: [works[0], works[2]], leftOut: [works[1]] });
  });
});

describe('shares after the audit', () => {
  it('are refunded, or grow by what was agreed at most', () => {
    const agreed = [
      { door: '1', fen: 1_000 },
      { door: '2', fen: 1_000 },
      { door: '3', fen: 999 },
      { door: '4', fen: 100 },
    ];
    const audited = [
      { door: '1', fen: 969 },
      { door: '2', fen: 1_050 },
      { door: '3', fen: 1_100 },
    ];
    expect(settledShares(agreed, audited, 50)).toEqual([
      { door: '1', agreed: 1_000, final: 969, refund: 31, extra: 0, borne: 0 },
      { door: '2', agreed: 1_000, final: 1_050, refund: 0, extra: 50, borne: 0 },
      { door: '3', agreed: 999, final: 1_048, refund: 0, extra: 49, borne: 52 },
      { door: '4', agreed: 100, final: 0, refund: 100, extra: 0, borne: 0 },
    ]);
  });

  it('are priced by quantities in hundredths, half a fen up', () => {
    expect([priceOf(1_250, 38_000), priceOf(1, 50), priceOf(1, 49)]).toEqual([475_000, 1, 0]);
  });
});
