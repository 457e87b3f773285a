/** Whom a pickup is offered to, in which order, and who is left out and why. The same candidates give the same order. Pure. */

import type { Tried } from '../kernel/offers.ts';

/** Why somebody isn't asked. Acceptance rate, age, sex and past illness are never among it. */
export const LEFT_OUT = {
  left: ['has left', '已离岗'],
  onLeave: ['on leave', '休假'],
  declined: ['has declined this pickup', '已婉拒本单'],
  timedOut: ['did not answer in time', '未在时限内答复'],
  gaveBack: ['has given this pickup back', '已退回本单'],
  full: ['no room left in this slot', '本时段运力已满'],
  nightCap: ['enough nights this week', '本周夜间出单已满'],
  own: ['sends it themselves', '本人寄件'],
  openOffers: ['has as many offers open as may be', '待接单已满'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;
export type LeftOut = keyof typeof LEFT_OUT;

/** A courier on the roster of the slot, with what counts. Moments in epoch milliseconds. */
export type Candidate = {
  readonly id: string;
  readonly name: string;
  /** Place on the roster, from 1. */
  readonly place: number;
  readonly onLeave: boolean;
  /** What they can still carry in this slot. */
  readonly parcelsLeft: number;
  readonly gramsLeft: number;
  /** Other nights on which they were asked or have accepted, of those seven days in a row with this one that have the most. */
  readonly nights: number;
  readonly openOffers: number;
  /** Pickups that they have accepted within seven days. */
  readonly accepted: number;
  readonly lastOffer: number | null;
};

export type Wanted = {
  readonly parcels: number;
  readonly grams: number;
  readonly night: boolean;
  /** Who sends it: they don't take their own parcels in. */
  readonly sender?: string;
  /** Who was asked for this pickup already, and how that ended. */
  readonly tried: readonly { readonly person: string; readonly how: Tried['how'] }[];
};

export type Ranking = {
  readonly order: readonly Candidate[];
  readonly leftOut: readonly { readonly courier: string; readonly why: LeftOut }[];
};

type Caps = { readonly nightOffersPerWeek: number; readonly openOffers: number };

const whyLeftOut = (one: Candidate, { parcels, grams, night, tried, sender }: Wanted, caps: Caps): LeftOut | undefined => {
  const before = tried.findLast(({ person }) => person === one.id)?.how;
  if (one.id === sender) return 'own';
  if (one.onLeave) return 'onLeave';
  if (before !== undefined) return before;
  if (one.parcelsLeft < parcels || one.gramsLeft < grams) return 'full';
  if (night && one.nights >= caps.nightOffersPerWeek) return 'nightCap';
  return one.openOffers >= caps.openOffers ? 'openOffers' : undefined;
};

/** Fewest accepted pickups first, then who was asked longest ago, then the order of the roster. */
export const ranked = (candidates: readonly Candidate[], wanted: Wanted, caps: Caps): Ranking => {
  const judged = candidates.map((one) => ({ one, why: whyLeftOut(one, wanted, caps) }));
  return {
    order: judged
      .flatMap(({ one, why }) => (why === undefined ? [one] : []))
      .toSorted(
        (one, other) => one.accepted - other.accepted || (one.lastOffer ?? 0) - (other.lastOffer ?? 0) || one.place - other.place,
      ),
    leftOut: judged.flatMap(({ one: { id }, why }) => (why === undefined ? [] : [{ courier: id, why }])),
  };
};
