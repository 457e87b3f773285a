/** Who plays the harvest, and the words that its chapters share. */
import type { Stage } from '../stage.ts';
import { inTenant, localIn, type TenantStage } from '../tenant-stage.ts';

export const CLERK = 'du-fang';
export const GROWER = 'mou-xiulan';
/** Another grower, whose plot is sprayed. */
export const NEIGHBOUR = 'ruan-fugen';
export const COURIERS = ['tu-gang', 'ke-min', 'xie-lei', 'zang-yu', 'bao-jie'] as const;
export const KEEPER = 'jing-tao';
export const HUB = 'hua-lei';
export const CARRIER = 'carrier';
export const CASHIER = 'xu-min';
export const ADMIN = 'mei-xue';
export const AUDITOR = 'jiang-tao';

export const PRODUCT = 'loquatSyrup';
export const HOME = { lat: 28.58, lon: 121.32, address: '小桐村12号' };

/** What every chapter is told with. */
export type Harvest = TenantStage & {
  /** A time by the clock of the street. */
  clock(at: number): string;
};

export const openHarvest = async (stage: Stage): Promise<Harvest> => {
  const street = await inTenant(stage, AUDITOR);
  return { ...street, clock: (at) => localIn(street.zone, at).slice(11, 16) };
};

/** Invented, as everybody here. */
export const RECIPIENT = { name: '王小明', phone: '10000990001', address: '徐汇区某路1号' };

/** Six bottles of syrup to a region. */
export const bottles = (region: string, more: object = {}) => ({
  planned: 2500,
  units: 6,
  recipient: { ...RECIPIENT, region },
  ...more,
});

export const yuan = (fen: number): string => (fen / 100).toFixed(2);
