/** Acts of one case on another. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** Acts on another case as `case:<this case>`, after this act is recorded, at least once and without a double. */
export const actOn = (caseId: string, action: string, input: unknown): Effect => ({
  kind: acts.kind,
  items: [{ on: caseId, action, input }],
});

export const acts = defineEffect({ kind: 'acts', order: 310, refusals: {} });
