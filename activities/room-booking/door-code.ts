/** The code at the door of a room: derived from the installation's key, another one each quarter of an hour. */
import { isSpokenCode, spokenCode } from '../spoken-code.ts';

const LENGTH = 6;
const WINDOW = 15 * 60_000;

type Door = { readonly tenant: string; readonly room: string };

/** The code that a door shows at a moment, and until when. */
export const doorCode = (
  secret: string,
  { tenant, room }: Door,
  now: number,
): { readonly code: string; readonly until: number } => {
  const window = Math.floor(now / WINDOW);
  return { code: spokenCode(secret, `door\0${tenant}\0${room}\0${window}`, LENGTH), until: (window + 1) * WINDOW };
};

/** Whether a code is that of now, or the one before, which somebody may have been typing. */
export const isDoorCode = (secret: string, code: string, door: Door, now: number): boolean =>
  [now, now - WINDOW].some((at) => isSpokenCode(code, doorCode(secret, door, at).code));
