/** Who hears of what becomes of a pickup. */
import { notifier } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Parcel } from './facts.ts';
import type { Notices } from './notices.ts';

export const notify = notifier<Notices>();

export const SENDER: Recipient = { party: 'grower' };
export const COURIER: Recipient = { party: 'courier' };
export const DISPATCHER: Recipient = { role: 'pickupDispatcher' };

/** The recipient of one parcel, who has no account. */
export const recipientRole = ({ n }: Pick<Parcel, 'n'>): string => `recipient${n}`;
export const recipientOf = (parcel: Pick<Parcel, 'n'>): Recipient => ({ party: recipientRole(parcel) });
