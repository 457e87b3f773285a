/** Badges that were given by an evaluation. Pure. */
import { defineEffect, type Effect } from '../effects/index.ts';

/**
 * Revokes what was given by this evaluation, but for those who have passed in the result of this hash; whoever checks a badge sees it from
 * then on, and its holder is told.
 */
export const revokeBadges = (reason: string, unlessPassedIn?: string): Effect => ({
  kind: badges.kind,
  items: [{ reason, ...(unlessPassedIn === undefined ? {} : { unlessPassedIn }) }],
});

export const badges = defineEffect({ kind: 'badges', order: 350, refusals: {} });
