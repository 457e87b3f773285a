/** Badges that were given by an evaluation, and what takes them away. Pure. */
import { defineEffect, type Effect } from '../effects/index.ts';

/**
 * Revokes what was given by this evaluation, but for those who have passed in the result of this hash; whoever checks a badge sees it from
 * then on, and its holder is told.
 */
export const revokeBadges = (reason: string, unlessPassedIn?: string): Effect => ({
  kind: badges.kind,
  items: [{ reason, ...(unlessPassedIn === undefined ? {} : { unlessPassedIn }) }],
});

/** Revokes somebody's badge of a year, where what is taken back leaves them with less than it says. */
export const revokeBadgeWithout = (person: string, year: number, less: number, reason: string): Effect => ({
  kind: badges.kind,
  items: [{ person, year, less, reason }],
});

export const badges = defineEffect({ kind: 'badges', order: 350, refusals: {} });
