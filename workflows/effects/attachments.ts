/** Pictures and documents of a case. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** A stored picture or document, named by the hash of its content. */
export type Attachment = {
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: string;
  readonly takenAt?: string;
  readonly place?: { readonly lat: number; readonly lon: number };
};

/** Attaches stored pictures and documents to this case; one that it has already is left as it is. */
export const attach = (photos: readonly Attachment[]): Effect => ({ kind: attachments.kind, items: photos });

export const attachments = defineEffect({ kind: 'attachments', order: 210, refusals: {} });
