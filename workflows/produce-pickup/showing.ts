/** What those see of a pickup who don't work on it: its sender all of it, its courier no recipient, a recipient their own parcel. */
import { type Actor, holdsRole } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import { followedParcel } from './mine.ts';

/** Facts, all or some; those that an event changed were null before the case was opened. */
type Some = { readonly [K in keyof Facts]?: Facts[K] | null };

/** Hundredths of a degree: about a kilometre. */
const roughly = (degrees: number): number => Math.round(degrees * 100) / 100;

const forRecipient = ({ product, parcels, hours, temperatures, day }: Some, n: number): Partial<Facts> =>
  ({
    ...(product ? { product } : {}),
    ...(day ? { day } : {}),
    ...(hours == null ? {} : { hours }),
    ...(temperatures ? { temperatures } : {}),
    ...(parcels
      ? {
          parcels: parcels
            .filter((parcel) => parcel.n === n)
            .map((parcel) => ({ ...parcel, charge: null, correction: null, paid: 0, declared: null })),
        }
      : {}),
  }) as Partial<Facts>;

const forCourier = (facts: Some, { id }: Actor): Partial<Facts> => {
  const { contact, pickPoint, parcels, plot: _, payer: __, misses, kind, over65, grower, ...rest } = facts;
  const theirs = facts.courier?.id === id;
  return {
    ...(rest as Partial<Facts>),
    ...(misses ? { misses } : {}),
    ...(contact && theirs ? { contact } : {}),
    ...(theirs && grower != null ? { grower } : {}),
    ...(theirs && kind != null ? { kind } : {}),
    ...(theirs && over65 != null ? { over65 } : {}),
    ...(pickPoint
      ? { pickPoint: theirs ? pickPoint : { lat: roughly(pickPoint.lat), lon: roughly(pickPoint.lon), address: null } }
      : {}),
    ...(parcels ? { parcels: parcels.map((parcel) => ({ ...parcel, declared: null })) } : {}),
  };
};

export const shows = (facts: Some, actor: Actor, isStaff: boolean, id: string): Partial<Facts> => {
  const followed = followedParcel(actor, id);
  if (followed !== undefined) return forRecipient(facts, followed);
  return !isStaff && holdsRole(actor, ['courier']) && facts.grower !== actor.id
    ? forCourier(facts, actor)
    : (facts as Partial<Facts>);
};

/** The courier reads the sender's name and number from accepting to collecting. */
export const together = ({ courier }: Facts): readonly string[] => (courier ? [courier.id] : []);
