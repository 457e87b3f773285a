/** Cases that a case opens. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/**
 * Opens a case as `case:<this case>`, once. Where its start rule links it to this case, both show the link. Where it is refused, this case
 * hears so by the action `refused`, `by: ['case']`, with the input `openingRefused`.
 */
export const openCase = (process: string, input: unknown, heard: { readonly refused?: string } = {}): Effect => ({
  kind: opening.kind,
  items: [{ process, input, ...heard }],
});

export const opening = defineEffect({ kind: 'opening', order: 320, refusals: {} });
