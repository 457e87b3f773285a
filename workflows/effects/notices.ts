/** Messages to people. Pure. A rule says them in its `notify`; the recorder makes the effect. */
import type { Notice } from '../kernel/process.ts';
import { defineEffect, type Effect } from './effect.ts';

/** Notifies people through the outbox. For the kernel. */
export const notifyAll = (told: readonly Notice[]): Effect => ({ kind: notices.kind, items: told });

/** After parties and links: a notice reaches the parties that the same act enters or links. */
export const notices = defineEffect({ kind: 'notices', order: 300, refusals: {} });
