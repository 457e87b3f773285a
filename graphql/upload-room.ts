/** How much of requests with files is held in memory at once, so that some who send much leave room for others. */
import { LARGEST_UPLOAD } from './front-door.ts';
import { RateLimited } from './rates/rates.ts';

const MIB = 1024 * 1024;
/** Bytes of one caller, of all without a token together, and of all. */
const MOST = { one: 200 * MIB, anonymous: 300 * MIB, all: 600 * MIB };
/** Seconds after which somebody else's request is likely through. */
const SOON = 5;

export type UploadRoom = {
  /** Takes as much room as the request says it needs, until the function it gives is called. Refuses whoever has no room. */
  enter(sender: { readonly name: string; readonly anonymous: boolean }, request: Request): () => void;
};

export const uploadRoom = (): UploadRoom => {
  const held = new Map<string, number>();
  const of = (key: string): number => held.get(key) ?? 0;
  const add = (key: string, bytes: number): void => {
    const now = of(key) + bytes;
    if (now > 0) held.set(key, now);
    else held.delete(key);
  };
  return {
    enter: ({ name, anonymous }, request) => {
      const bytes = Math.min(Number(request.headers.get('content-length') ?? LARGEST_UPLOAD), LARGEST_UPLOAD);
      const keys = [`one ${name}`, ...(anonymous ? ['anonymous'] : []), 'all'];
      if (keys.some((key) => of(key) + bytes > MOST[key.split(' ', 1)[0] as keyof typeof MOST])) throw noRoom();
      for (const key of keys) add(key, bytes);
      return () => {
        for (const key of keys) add(key, -bytes);
      };
    },
  };
};

const noRoom = (): RateLimited =>
  new RateLimited(SOON, {
    en: `Many files are arriving just now. Send yours again in ${SOON} seconds, with the same requestId.`,
    zh: `正在接收的文件较多，请${SOON}秒后使用相同的requestId重新提交。`,
  });
