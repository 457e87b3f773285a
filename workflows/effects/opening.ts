/** Cases that a case opens. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** Opens a case as `case:<this case>`, once. Where its start rule links it to this case, both show the link. */
export const openCase = (process: string, input: unknown): Effect => ({ kind: opening.kind, items: [{ process, input }] });

export const opening = defineEffect({ kind: 'opening', order: 320, refusals: {} });
