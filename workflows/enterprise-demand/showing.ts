/** What those see of a demand who don’t work on it: the firm its own matter, an assisting unit what it is asked. */
import type { Actor } from '../kernel/process.ts';
import type { Facts } from './facts.ts';

/** Facts, all or some; those that an event changed were null before the case was opened. */
type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

/** What the office says among itself, and what is other firms’ affair, isn’t for the firm. */
export const shows = (facts: Some, actor: Actor, isStaff: boolean): Partial<Facts> => {
  if (isStaff) return facts as Partial<Facts>;
  const {
    assists,
    objection: _,
    extensionAsked: __,
    toSign: ___,
    meetings: ____,
    members: _____,
    atLeader: ______,
    ...open
  } = facts;
  const own = assists?.filter(({ units }) => units.some(({ people }) => people.includes(actor.id))) ?? [];
  return { ...(open as Partial<Facts>), ...(own.length > 0 ? { assists: own } : {}) };
};
