/** The people a case concerns. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** Somebody the case concerns, with what is personal about them; stored apart and masked by role. */
export type Party = {
  readonly role: string;
  readonly person?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly locale?: 'en' | 'zh';
};

/** Enters people whom the case concerns. */
export const addParties = (...added: readonly Party[]): Effect => ({ kind: parties.kind, items: added });

export const parties = defineEffect({ kind: 'parties', order: 200, refusals: {} });
