/** What the carriage of a parcel costs: the list price, and the farm charge that is never below its floor. Whole fen throughout. Pure. */

/** A row of `tariffs`: list prices of a zone, in fen. */
export type Tariff = { readonly firstKg: number; readonly perKg: number };

/** What a sender is, as farm tariffs ask: a grower of some kind, or somebody who sells in the live room. */
export type SenderKind = 'smallholder' | 'coop' | 'firm' | 'liveShop';

/** A row of `farmTariffs`: for whom, for what and when a share is taken off the list price, and below which charge it never goes. */
export type FarmTariff = {
  readonly order: number;
  readonly who: SenderKind | 'over65' | 'any';
  /** All products where none is named. */
  readonly products?: readonly string[] | undefined;
  /** First and last month; a last one before the first lies in the next year. */
  readonly months: { readonly from: number; readonly to: number };
  /** All regions where none is named. */
  readonly regions?: readonly string[] | undefined;
  readonly off: number;
  readonly floor: number;
};

export type Shipment = {
  readonly who: SenderKind;
  readonly over65: boolean;
  readonly product: string;
  readonly month: number;
  readonly region: string;
};

/** Which condition of the farm tariffs a shipment fails, where it fails one. */
export type Condition = 'who' | 'product' | 'months' | 'region';
const CONDITIONS = ['who', 'product', 'months', 'region'] as const satisfies readonly Condition[];

export type Charge = {
  readonly list: number;
  readonly fen: number;
  readonly saving: number;
  /** The key of the farm tariff by which it was charged. */
  readonly farmTariff: string | null;
  /** What kept it at the list price. */
  readonly failed: Condition | null;
};

/** The list price: the first kilogram, and each further one that was begun. */
export const listPrice = ({ firstKg, perKg }: Tariff, grams: number): number =>
  firstKg + perKg * Math.ceil(Math.max(0, grams - 1000) / 1000);

/** The list price less a share of it in per mille, half a fen rounded up, and never below the floor. */
export const farmCharge = (list: number, { off, floor }: Pick<FarmTariff, 'off' | 'floor'>): number =>
  Math.max(floor, Math.floor((list * (1000 - off) + 500) / 1000));

const meets: { readonly [C in Condition]: (row: FarmTariff, shipment: Shipment) => boolean } = {
  who: ({ who }, shipment) => who === 'any' || who === shipment.who || (who === 'over65' && shipment.over65),
  product: ({ products }, { product }) => products === undefined || products.includes(product),
  months: ({ months: { from, to } }, { month }) => (from <= to ? from <= month && month <= to : month >= from || month <= to),
  region: ({ regions }, { region }) => regions === undefined || regions.includes(region),
};

/** The first condition of a row that a shipment doesn't meet. */
const failing = (row: FarmTariff, shipment: Shipment): Condition | undefined =>
  CONDITIONS.find((one) => !meets[one](row, shipment));

/** What a parcel costs: by the first farm tariff that fits, or else the list price with the condition that the nearest row failed. */
export const chargeOf = (
  tariff: Tariff,
  farm: ReadonlyMap<string, FarmTariff>,
  { grams, ...shipment }: Shipment & { readonly grams: number },
): Charge => {
  const list = listPrice(tariff, grams);
  const rows = [...farm].toSorted(([, one], [, other]) => one.order - other.order);
  const fitting = rows.find(([, row]) => failing(row, shipment) === undefined);
  if (fitting) {
    const [farmTariff, row] = fitting;
    // A floor above the list price asks for no more than that.
    const fen = Math.min(list, farmCharge(list, row));
    return { list, fen, saving: list - fen, farmTariff, failed: null };
  }
  const failed = rows.map(([, row]) => failing(row, shipment) as Condition);
  const nearest = CONDITIONS.findLast((one) => failed.includes(one)) ?? null;
  return { list, fen: list, saving: 0, farmTariff: null, failed: nearest };
};

/** A farm tariff that would carry below cost. Cost prices are by product, or for all of them under `any`. */
export const belowCost = (
  farm: ReadonlyMap<string, Pick<FarmTariff, 'floor' | 'products'>>,
  cost: ReadonlyMap<string, { readonly fen: number }>,
): string | undefined =>
  [...farm].find(([, { floor, products }]) =>
    [...cost].some(([of, { fen }]) => floor < fen && (of === 'any' || products === undefined || products.includes(of))),
  )?.[0];
