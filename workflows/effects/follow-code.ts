/** The secret code by which somebody without an account follows the case. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** Makes a new code; the old one holds no more. For the kernel. */
export const newFollowCode = (): Effect => ({ kind: followCodes.kind, items: [{}] });

export const followCodes = defineEffect({ kind: 'follow_codes', order: 230, refusals: {} });
