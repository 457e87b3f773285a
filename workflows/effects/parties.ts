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

/**
 * Changes how somebody whom the case concerns can be reached; what isn't given stays. `person` is null for whoever has no account. The number
 * and the address that they had hear of it by the notice `told`.
 */
export const changeParty = (
  { role, person, told }: { readonly role: string; readonly person: string | null; readonly told: string },
  to: { readonly name?: string | undefined; readonly phone?: string | undefined; readonly email?: string | undefined },
): Effect => ({ kind: parties.kind, items: [{ op: 'change', role, person, told, ...to }] });

/** Somebody whom the case concerns has another name, such as a firm. */
export const renameParty = ({ role, person }: { readonly role: string; readonly person: string }, name: string): Effect => ({
  kind: parties.kind,
  items: [{ op: 'change', role, person, name }],
});

/** Enters people whom the case concerns. */
export const addParties = (...added: readonly Party[]): Effect => ({ kind: parties.kind, items: added });

/**
 * Ends the part of people in a role: the case concerns them no more, and they read no more of it unless they have another part. `person` is
 * null for whoever has no account.
 */
export const endParties = (...ended: readonly { readonly role: string; readonly person: string | null }[]): Effect => ({
  kind: parties.kind,
  items: ended.map((one) => ({ op: 'end', ...one })),
});

export const parties = defineEffect({ kind: 'parties', order: 200, refusals: {} });
