/** What is measured over time, such as a temperature on the way. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** One value at one moment, in epoch milliseconds. */
export type Measured = { readonly at: number; readonly value: number };

/**
 * Keeps values of one series of this case beside its facts, where only a summary belongs. What was kept stays; the same value of the same
 * moment is kept once, however often a device sends it. Whoever sees the act sees its values: what is personal doesn't belong there.
 */
export const measure = (series: string, measured: readonly Measured[]): Effect => ({
  kind: measurements.kind,
  items: measured.length === 0 ? [] : [{ series, points: measured.map(({ at, value }) => [at, value]) }],
});

export const measurements = defineEffect({ kind: 'measurements', order: 350, refusals: {} });
