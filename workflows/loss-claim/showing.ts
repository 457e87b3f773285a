/** What those see of a claim who follow it with a code: their own part, and of the others only that they claim, too. */
import type { Actor } from '../kernel/process.ts';
import { payeeOf } from './claimants.ts';
import type { Claimant, Facts } from './facts.ts';

/** Facts, all or some; those that an event changed were null before the case was opened. */
type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

const asOthers = ({ as, name }: Claimant): Claimant => ({ as, person: null, name });

export const shows = (facts: Some, actor: Actor): Partial<Facts> => {
  if (!actor.id.startsWith('follower:')) return facts as Partial<Facts>;
  const { account, accountBy: _, hands: __, members: ___, payers: ____, cleared: _____, claimants, ...rest } = facts;
  const isPaid = claimants != null && payeeOf({ claimants })?.person === null;
  return {
    ...rest,
    ...(isPaid && account != null ? { account } : {}),
    ...(claimants ? { claimants: claimants.map((one) => (one.person === null ? one : asOthers(one))) } : {}),
  } as Partial<Facts>;
};
