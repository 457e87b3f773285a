import type { Attachment } from '../../workflows/effects/index.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { readPhoto } from './photo.ts';
import { type AttachmentStore, sha256Of } from './store.ts';

/** Looks at photos that come with an act, and keeps those of acts that are sent. */
export const photoService = (
  store: AttachmentStore,
  { zone = 'Asia/Shanghai', maxBytes = 10 * 1024 * 1024 }: { zone?: string; maxBytes?: number } = {},
): {
  maxBytes: number;
  look(bytes: Uint8Array): Promise<{ attachment: Attachment; store(tenant: string): Promise<void> } | { problem: Title }>;
} => ({
  maxBytes,
  look: async (bytes) => {
    const photo = await readPhoto(bytes, zone);
    if ('problem' in photo) return photo;
    const { bytes: kept, thumbnail, mime, width, height, takenAt, place } = photo;
    return {
      attachment: {
        sha256: sha256Of(kept),
        mime,
        bytes: kept.byteLength,
        width,
        height,
        thumbnail: sha256Of(thumbnail),
        ...(takenAt ? { takenAt } : {}),
        ...(place ? { place } : {}),
      },
      store: async (tenant) => {
        await store.put(tenant, kept);
        await store.put(tenant, thumbnail);
      },
    };
  },
});
