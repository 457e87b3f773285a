/** What carriage costs on a day. */
import type { FarmTariff, Tariff } from '../../workflows/produce-pickup/tariff.ts';
import type { Prices } from '../../workflows/produce-pickup/vocabulary.ts';
import { readTable } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';

/** The list prices and farm tariffs that hold on a day (YYYY-MM-DD). */
export const readPrices = async (read: TenantRead, day: string): Promise<Prices> => {
  const [tariffs, farm] = await Promise.all([
    readTable<Tariff>(read, 'tariffs', day),
    readTable<FarmTariff>(read, 'farmTariffs', day),
  ]);
  const [year, month] = day.split('-').map(Number);
  return { year: year ?? 0, month: month ?? 0, tariffs: Object.fromEntries(tariffs), farm: Object.fromEntries(farm) };
};
