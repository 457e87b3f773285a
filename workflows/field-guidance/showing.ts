/** What those see of a guidance who don't work on it. */
import type { Actor } from '../kernel/process.ts';
import type { Facts } from './facts.ts';

type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

/**
 * Where exactly a plot lies is for its grower and for who comes to it; an expert who is only asked reads the village. Who was asked before is nobody’s
 * affair but the secretary’s.
 */
export const shows = (facts: Some, { id }: Actor, isStaff: boolean): Partial<Facts> => {
  if (isStaff) return facts as Partial<Facts>;
  const { place, tried, ...open } = facts;
  const near = [facts.grower, facts.asker?.id, facts.expert?.id].includes(id);
  return {
    ...(open as Partial<Facts>),
    ...(place === undefined ? {} : { place: near ? place : null }),
    ...(tried ? { tried: tried.filter(({ person }) => person === id) } : {}),
  };
};
