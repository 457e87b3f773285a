/** What of a guidance isn’t for everybody who sees it. */

import type { Audiences } from '../kernel/audiences.ts';
import type { Actor } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Role } from './vocabulary.ts';

export const STAFF = ['guidanceSecretary', 'stationClerk', 'handler', 'leader'] as const;

const readBy = [...STAFF, 'auditor', 'admin'] as const;

const isNear = ({ grower, asker, expert }: Facts, { id }: Actor): boolean => [grower, asker.id, expert?.id].includes(id);

/**
 * Where exactly a plot lies is for its grower and for who comes to it; an expert who is only asked reads the village. Who was asked before is nobody’s
 * affair but the secretary’s.
 */
export const audiences: Audiences<Facts, Inputs, Role> = {
  place: {
    readBy,
    own: (place, actor, { facts }) => (isNear(facts, actor) ? place : null),
    sentWith: { start: ['place'] },
  },
  tried: { readBy, own: (tried, { id }) => tried.filter(({ person }) => person === id) },
};
