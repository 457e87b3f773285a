/** What people may do by training. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** What somebody is allowed to do by training, such as `liveLineWork`; days of the tenant (YYYY-MM-DD), `until` being the last one. */
export type Qualification = { readonly person: string; readonly kind: string; readonly from: string; readonly until?: string };

/** Gives people qualifications, with this case as the source. */
export const qualify = (...given: readonly Qualification[]): Effect => ({
  kind: qualifications.kind,
  items: given.map((one) => ({ op: 'qualify', ...one })),
});

export const qualifications = defineEffect({ kind: 'qualifications', order: 330, refusals: {} });
