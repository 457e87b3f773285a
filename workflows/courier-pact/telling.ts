/** Whom a pact tells what. */
import { notifier } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Notices } from './notices.ts';

export const notify = notifier<Notices>();

export const COURIER = { party: 'courier' } as const satisfies Recipient;
export const KEEPER = { role: 'allianceSecretary' } as const satisfies Recipient;

/** Held by the one pact that a courier has. */
export const pactOf = (courier: string): string => `courierPact:${courier}`;
