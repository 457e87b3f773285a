/** Who stops the work of a permit, and who alone lifts a stop. Pure. */
import { fellTo, isGone } from '../kernel/parts.ts';
import { holdsRole } from '../kernel/process.ts';
import type { Facts, Named } from './facts.ts';
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
export const lifts = (context: GuardContext, stop: Stop): boolean => {
  const { current, actor } = context;
  if (fell(context, stop)) return true;
  switch (stop.part) {
    case 'leader':
    case 'guardian':
      return current.facts[stop.part].id === actor.id;
    case 'permitter':
      return aPermitter(context) === undefined;
    case 'issuer':
      return (
        holdsRole(actor, ['permitIssuer'], current) &&
        (actor.id === current.facts.issuer.id || isGone(current, current.facts.issuer.id))
      );
  }
};

/** Whoever lifts it where the part of somebody who has gone is given to nobody any more: those to whom that fell. */
const fell = (context: GuardContext, { part }: Stop): boolean =>
  isGone(context.current, context.current.facts[part].id) && fellTo('lift', context);

/** A stop that ends by itself when the guardian is back or another one is there. */
export const isAbsence = ({ cause }: Stop): boolean => cause === 'guardian';

/** The stops that somebody else than the leader has to lift before work goes on. */
export const othersStops = ({ stops }: Pick<Facts, 'stops'>): readonly Stop[] =>
  stops.filter((stop) => stop.part !== 'leader' && !isAbsence(stop));

/** The stops over which the line isn't taken back: those of others, and what the leader has stopped since the permit was handed back. */
export const stopsOverClosing = ({ stops, handedBack }: Pick<Facts, 'stops' | 'handedBack'>): readonly Stop[] =>
  stops.filter((stop) => !isAbsence(stop) && (stop.part !== 'leader' || stop.at > (handedBack?.at ?? 0)));

/** Those whose stops have to be lifted: who stopped the work, and who has their part now. */
export const stoppersOf = (facts: Facts): readonly Named[] => [
  ...new Map(othersStops(facts).flatMap((stop) => [stop, facts[stop.part]].map((one) => [one.id, one] as const))).values(),
];

/** Why work rests, in the words of those who stopped it. */
export const whyStopped = ({ facts }: Permit): string => facts.stops.map(({ reason }) => reason).join(' ');
