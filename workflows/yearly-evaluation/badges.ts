/** Badges that were given by an evaluation. Pure. */
import { defineEffect, type Effect } from '../effects/index.ts';

/** Revokes all that were given by this evaluation; whoever checks them sees it from then on, and their holders are told. */
export const revokeBadges = (reason: string): Effect => ({ kind: badges.kind, items: [{ reason }] });

export const badges = defineEffect({ kind: 'badges', order: 350, refusals: {} });
