/** Accounts of firms that were verified in a case, as the register keeps them. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** The account of a firm (`firm` is its code) was verified now; its number is sealed as the register seals it. */
export type VerifiedAccount = { readonly firm: string; readonly bank: string; readonly sealed: string };

/** Keeps a verified account in the register, journalled as a change by this case. The package names `firmAccounts` among its `effects`. */
export const verifyFirmAccount = (...accounts: readonly VerifiedAccount[]): Effect => ({
  kind: firmAccounts.kind,
  items: accounts,
});

export const firmAccounts = defineEffect({ kind: 'firm_accounts', order: 610, refusals: {} });
