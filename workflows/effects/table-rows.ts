/** Rows of the tenant's tables that follow from a case, such as a packaging that was adopted. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** What a row says from a day (YYYY-MM-DD) on. What it says beside these fields stays. */
export type Row = {
  readonly table: string;
  readonly key: string;
  readonly from: string;
  readonly value: Readonly<Record<string, unknown>>;
};

/**
 * Sets rows from a day on, also in what was entered for later days. Each is journalled as a change of the tenant's data by this case. The package
 * names `tableRows` among its effects.
 */
export const setRow = (...rows: readonly Row[]): Effect => ({ kind: tableRows.kind, items: rows });

export const tableRows = defineEffect({ kind: 'table_rows', order: 600, refusals: {} });
