import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { createStorage, type Driver, type Storage } from 'unstorage';
import fsDriver from 'unstorage/drivers/fs-lite';

/** Files by the SHA-256 of their content, apart for each tenant. */
export type AttachmentStore = {
  /** Keeps the bytes and gives their name, the hash in hex. */
  put(tenant: string, bytes: Uint8Array): Promise<string>;
  get(tenant: string, sha256: string): Promise<Uint8Array | undefined>;
  /** Whether it was there or not. */
  remove(tenant: string, sha256: string): Promise<void>;
  /** Fails, with words, where files can't be kept or read now. */
  check(): Promise<void>;
};

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A store on any driver of unstorage, such as a folder or an S3 bucket. */
export const attachmentStore = (driver: Driver): AttachmentStore => {
  const storage: Storage = createStorage({ driver });
  const keyOf = (tenant: string, sha256: string) => `${Buffer.from(tenant).toString('hex')}:${sha256.slice(0, 2)}:${sha256}`;
  const get = async (tenant: string, sha256: string): Promise<Uint8Array | undefined> => {
    const raw = await storage.getItemRaw<Uint8Array>(keyOf(tenant, sha256));
    if (!raw) return undefined;
    const bytes = new Uint8Array(raw);
    // A file that was cut off while it was written doesn't count; sending it again makes it whole.
    return sha256Of(bytes) === sha256 ? bytes : undefined;
  };
  return {
    get,
    check: async () => {
      await storage.hasItem('readiness');
    },
    remove: (tenant, sha256) => storage.removeItem(keyOf(tenant, sha256)),
    put: async (tenant, bytes) => {
      const sha256 = sha256Of(bytes);
      if (!(await get(tenant, sha256))) await storage.setItemRaw(keyOf(tenant, sha256), bytes);
      return sha256;
    },
  };
};

/** A store in a folder that no other user of the machine may enter. */
export const attachmentFolder = (folder: string): AttachmentStore => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return attachmentStore(fsDriver({ base: folder }));
};
