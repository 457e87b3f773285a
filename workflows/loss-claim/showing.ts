/** What those see of a claim who follow it with a code: the account only where they are the ones who are paid. */
import type { Actor } from '../kernel/process.ts';
import { payeeOf } from './claimants.ts';
import type { Facts } from './facts.ts';

/** Facts, all or some; those that an event changed were null before the case was opened. */
type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

export const shows = (facts: Some, actor: Actor): Partial<Facts> => {
  const { account, claimants, ...rest } = facts;
  const isPaid = claimants != null && payeeOf({ claimants })?.person === null;
  return (
    actor.id.startsWith('follower:') && !isPaid ? { ...rest, ...(claimants ? { claimants } : {}) } : facts
  ) as Partial<Facts>;
};
