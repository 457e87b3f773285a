/** Who stops the work of a permit, and who alone lifts a stop. Pure. */
import { isGone } from '../kernel/parts.ts';
import { holdsRole } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { aPermitter } from './guards.ts';
import type { GuardContext, Permit } from './vocabulary.ts';

export type Stop = Facts['stops'][number];
export type Stopper = Stop['part'];

/** In which part of the permit somebody stops the work; a colleague in the place of somebody who has gone stops it in theirs. */
export const stopperOf = (context: GuardContext): Stopper | undefined => {
  const { current, actor } = context;
  const { facts } = current;
  const parts = ['leader', 'guardian', 'permitter', 'issuer'] as const;
  const own = parts.find((part) => facts[part].id === actor.id);
  if (own) return own;
  return (['permitter', 'issuer'] as const).find(
    (part) => isGone(current, facts[part].id) && holdsRole(actor, [part === 'permitter' ? 'permitter' : 'permitIssuer'], current),
  );
};

/** Whoever has the part of those who stopped the work lifts the stop, and nobody else; of permitters, any who is on duty. */
export const lifts = (context: GuardContext, { part }: Stop): boolean => {
  const { current, actor } = context;
  switch (part) {
    case 'leader':
    case 'guardian':
      return current.facts[part].id === actor.id;
    case 'permitter':
      return aPermitter(context) === undefined;
    case 'issuer':
      return (
        holdsRole(actor, ['permitIssuer'], current) &&
        (actor.id === current.facts.issuer.id || isGone(current, current.facts.issuer.id))
      );
  }
};

/** A stop that ends by itself when the guardian is back or another one is there. */
export const isAbsence = ({ cause }: Stop): boolean => cause === 'guardian';

/** The stops that somebody else than the leader has to lift before work goes on. */
export const othersStops = ({ stops }: Pick<Facts, 'stops'>): readonly Stop[] =>
  stops.filter((stop) => stop.part !== 'leader' && !isAbsence(stop));

/** Why work rests, in the words of those who stopped it. */
export const whyStopped = ({ facts }: Permit): string => facts.stops.map(({ reason }) => reason).join(' ');
