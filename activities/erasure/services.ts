import type { ActServices } from '../acting/services.ts';
import type { AttachmentStore } from '../attachments/store.ts';
import type { SignErasure } from './erased-event.ts';

/** What erasing needs. */
export type ErasureServices = Pick<ActServices, 'pool' | 'temporal' | 'packages'> & {
  readonly attachments: AttachmentStore;
  readonly sign: SignErasure;
};

/** How much something was taken from. */
export type ErasureCounts = { readonly cases: number; readonly events: number; readonly rows: number; readonly photos: number };

export const NOTHING_ERASED: ErasureCounts = { cases: 0, events: 0, rows: 0, photos: 0 };

export const added = (one: ErasureCounts, other: ErasureCounts): ErasureCounts => ({
  cases: one.cases + other.cases,
  events: one.events + other.events,
  rows: one.rows + other.rows,
  photos: one.photos + other.photos,
});
