/** Ties of a case to others, such as `mergedInto`. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** Ties this case to another one. */
export const link = (to: string, as: string): Effect => ({ kind: links.kind, items: [{ op: 'link', to, as }] });

/** Ends a tie of this case to another one. */
export const unlink = (to: string, as: string): Effect => ({ kind: links.kind, items: [{ op: 'unlink', to, as }] });

export const links = defineEffect({ kind: 'links', order: 220, refusals: {} });
