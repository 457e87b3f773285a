/** The tariffs of Tongyu as look-ups find them in spring. */
import { producePickupTables } from '../../../prisma/seed/tongyu/produce-pickup.ts';

const rowsOf = (table: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(producePickupTables.flatMap((row) => (row.table === table ? [[row.key, row.value]] : [])));

export const tongyuPrices = { month: 3, year: 2026, tariffs: rowsOf('tariffs'), farm: rowsOf('farmTariffs') };
