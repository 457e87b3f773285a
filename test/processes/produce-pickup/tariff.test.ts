import { describe, expect, it } from 'vitest';
import { farmTariffs } from '../../../activities/produce-pickup/tables.ts';
import { producePickupTables } from '../../../prisma/seed/tongyu/produce-pickup.ts';
import { belowCost, chargeOf, type FarmTariff, farmCharge, listPrice } from '../../../workflows/produce-pickup/tariff.ts';

const rowsOf = <Row>(table: string): ReadonlyMap<string, Row> =>
  new Map(producePickupTables.flatMap((row) => (row.table === table ? [[row.key, row.value as Row]] : [])));
const farm = rowsOf<FarmTariff>('farmTariffs');
const eastChina = { firstKg: 1000, perKg: 250 };
const local = { firstKg: 600, perKg: 100 };
const loquats = { who: 'smallholder', over65: false, product: 'loquatRed', month: 5, region: 'shanghai' } as const;

describe('the charge of a parcel', () => {
  it.each([
    [200, 667],
    [999, 667],
    [1000, 667],
    [1001, 834],
    [2500, 1001],
    [30_000, 5503],
  ])('is two thirds of the list price: %i g cost %i fen', (grams, fen) => {
    expect(farmCharge(listPrice(eastChina, grams), { off: 333, floor: 500 })).toBe(fen);
  });

  it.each([
    [200, 520],
    [1001, 520],
    [2500, 534],
    [30_000, 2335],
  ])('never goes below the floor: %i g cost %i fen', (grams, fen) => {
    expect(farmCharge(listPrice(local, grams), { off: 333, floor: 520 })).toBe(fen);
  });

  it('follows the first farm tariff that fits, and says what was saved', () => {
    expect(chargeOf(eastChina, farm, { ...loquats, grams: 1001 })).toEqual({
      list: 1250,
      fen: 834,
      saving: 416,
      farmTariff: 'smallholderLoquats',
      failed: null,
    });
    expect(chargeOf(local, farm, { ...loquats, who: 'coop', grams: 1000 })).toMatchObject({
      fen: 500,
      farmTariff: 'coopLoquats',
    });
  });

  it('is never more than the list price, whatever the floor is', () => {
    const dear = new Map([['dear', { order: 1, who: 'any', months: { from: 1, to: 12 }, off: 0, floor: 900 } as FarmTariff]]);
    expect(chargeOf(local, dear, { ...loquats, grams: 1000 })).toMatchObject({ list: 600, fen: 600, saving: 0 });
  });

  it.each([
    ['who', { who: 'firm' }, ['smallholderLoquats']],
    ['product', { product: 'grape' }, ['smallholderLoquats']],
    ['months', { month: 12 }, ['smallholderLoquats']],
  ] as const)('stays at the list price where the condition “%s” fails, and names it', (failed, more, keys) => {
    const rows = new Map([...farm].filter(([key]) => (keys as readonly string[]).includes(key)));
    expect(chargeOf(eastChina, rows, { ...loquats, ...more, grams: 1000 })).toMatchObject({ fen: 1000, saving: 0, failed });
  });

  it('reckons months over the turn of the year', () => {
    const mandarins = { ...loquats, product: 'mandarin', grams: 1000 };
    expect(chargeOf(eastChina, farm, { ...mandarins, month: 1 })).toMatchObject({ farmTariff: 'mandarin' });
    expect(chargeOf(eastChina, farm, { ...mandarins, month: 9 })).toMatchObject({ farmTariff: null, failed: 'months' });
  });
});

describe('a farm tariff', () => {
  it('is never below the cost of carriage of its products', () => {
    const cost = new Map([
      ['any', { fen: 450 }],
      ['bayberry', { fen: 580 }],
    ]);
    expect(belowCost(farm, cost)).toBeUndefined();
    expect(belowCost(new Map([['cheap', { floor: 449 }]]), cost)).toBe('cheap');
    expect(belowCost(new Map([['berries', { floor: 500, products: ['bayberry'] }]]), cost)).toBe('berries');
    expect(belowCost(new Map([['grapes', { floor: 500, products: ['grape'] }]]), cost)).toBeUndefined();
    expect(farmTariffs.check?.(new Map([['cheap', { floor: 1 }]]), { costPrice: cost })?.en).toMatch('cheap');
  });
});
