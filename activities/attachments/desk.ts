import pLimit from 'p-limit';
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
  look(
    bytes: Uint8Array,
    sender: string,
  ): Promise<{ attachment: Attachment; store(tenant: string): Promise<void> } | { problem: Title }>;
} => ({
  maxBytes,
  look: async (bytes, sender) => {
    const photo = await inTurn(sender, () => readPhoto(bytes, zone));
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

/** One picture is unpacked at a time: the memory and the time of several would be everybody's. */
const oneByOne = pLimit(1);
/** The last picture of each sender that waits or is at work. */
const last = new Map<string, Promise<unknown>>();

/** The pictures of one sender wait for one another before they wait for those of others: who sends many holds up nobody but themselves. */
const inTurn = async <Result>(sender: string, work: () => Promise<Result>): Promise<Result> => {
  const before = last.get(sender) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => oneByOne(work));
  last.set(sender, mine);
  try {
    return await mine;
  } finally {
    if (last.get(sender) === mine) last.delete(sender);
  }
};
