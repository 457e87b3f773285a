/** A renewal that both agreed to binds when it is signed and its deposit is there, as of a first letting; a short one binds at once. Pure. */
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Facts, Offer, Part, Terms } from './facts.ts';
import { FIRM, holdsAnew, MANAGER, nextOfTerm, notify, rewound } from './holding.ts';
import { depositOf, endedParts, lastOf, partsOf } from './lease.ts';
import type { Limits } from './limits.ts';
import type { Days, ParkTenancy, TenancyOutcome } from './vocabulary.ts';

type Lease = NonNullable<Facts['lease']>;
type Renewing = NonNullable<Facts['renewing']>;

/** The offer that is to be signed, where both sides agreed to one in a tenancy that runs. */
export const renewalOf = ({ offers, renewing }: Pick<Facts, 'offers' | 'renewing'>): Offer | undefined =>
  renewing === null ? undefined : offers.find(({ version }) => version === renewing.version);

/** Until a renewal is signed or has lapsed nothing else is spoken of. */
export const toSignFirst = ({ renewing }: Pick<Facts, 'renewing'>): Refusal | undefined =>
  renewing === null
    ? undefined
    : refuse(
        'renewalToSign',
        `Both agreed to version ${renewing.version} of the renewal. Sign it and enter its deposit, or wait until its time to sign is over.`,
        `双方已同意第${renewing.version}版续租条件，请先签约并补足押金，或待签署期限届满。`,
      );

/** The last day on which a guarantee has to hold. */
export const guaranteedTo = ({ to }: Pick<Terms, 'to'>, { gapDays }: Pick<Limits, 'gapDays'>): string => daysAfter(to, gapDays);

/** What of the deposit is still to be entered: beside cash what is more; a guarantee is for all of it, and for the whole time. */
export const depositOpen = (deposit: Facts['deposit'], terms: Terms, limits: Limits): number => {
  const due = depositOf(terms);
  if (deposit === null) return due;
  if (deposit.kind === 'cash') return Math.max(0, due - deposit.fen);
  return deposit.fen >= due && (deposit.until ?? '') >= guaranteedTo(terms, limits) ? 0 : due;
};

/** The rooms as they would be let: the new terms follow on the old ones. */
export const renewedParts = ({ parts }: Pick<Lease, 'parts'>, offer: Offer): readonly Part[] => [
  ...endedParts(parts, daysAfter(offer.from, -1)),
  ...partsOf(offer),
];

/** Rooms of the lease and of the renewal that is to be signed. */
export const partsHeld = ({ lease, offers, renewing }: Facts): readonly Part[] => {
  const offer = renewalOf({ offers, renewing });
  return [...(lease?.parts ?? []), ...(offer ? partsOf(offer) : [])];
};

/** Both sides have agreed: the rooms are kept for it from now on, whether it binds at once or is signed first. */
export const agreedToRenew = (
  current: ParkTenancy,
  offer: Offer,
  days: Days,
  { limits, now }: { readonly limits: Limits; readonly now: number },
): TenancyOutcome => {
  const { facts } = current;
  const lease = facts.lease as Lease;
  const renewing: Renewing = {
    version: offer.version,
    at: now,
    endsAt: days.at[daysAfter(offer.to, 1)] as number,
    written: offer.months >= limits.writtenFromMonths,
    signatures: [],
    depositOpen: depositOpen(facts.deposit, offer, limits),
  };
  const effects = holdsAnew(renewedParts(lease, offer), lease.parts, offer.to, days, limits);
  return isComplete(renewing)
    ? { ...renewed(current, renewing, days, { limits, now }), effects }
    : {
        facts: { renewing },
        clocks: { start: { signature: 'default' } },
        effects,
        notify: [FIRM, MANAGER].map((to) =>
          notify(to, 'renewalAgreed', { version: offer.version, deposit: yuan(renewing.depositOpen) }),
        ),
      };
};

const isComplete = ({ written, signatures, depositOpen }: Renewing): boolean =>
  depositOpen === 0 && (!written || signatures.length === 2);

/** A renewal that has come further: it binds with the last that it needs. What comes after both have signed has the whole time. */
export const furtherOf = (
  current: ParkTenancy,
  renewing: Renewing,
  days: Days,
  at: { readonly limits: Limits; readonly now: number },
): TenancyOutcome =>
  isComplete(renewing)
    ? renewed(current, renewing, days, at)
    : {
        facts: { renewing },
        ...(renewing.signatures.length === 2 ? { clocks: { start: { signature: 'default' } } } : {}),
      };

/** The lease goes on by the new terms. */
const renewed = (
  current: ParkTenancy,
  renewing: Renewing,
  { today }: Days,
  { limits, now }: { readonly limits: Limits; readonly now: number },
): TenancyOutcome => {
  const { facts } = current;
  const lease = facts.lease as Lease;
  const offer = renewalOf({ ...facts, renewing }) as Offer;
  const { version, endsAt, written, signatures } = renewing;
  return rewound(current, {
    facts: {
      ...{ agreed: version, renewal: null, renewing: null, waived: false },
      ...(written ? { signatures } : {}),
      lease: { ...lease, to: offer.to, endsAt, indefinite: false, parts: renewedParts(lease, offer) },
      termAt: nextOfTerm(endsAt, now, limits),
      ...billedNow(facts, today, now),
    },
    notify: [FIRM, MANAGER].map((to) => notify(to, 'renewed', { until: moment(endsAt) })),
  });
};

/** Nobody signed in time: the lease is as it was, and the offer stands as it did before it was agreed to. */
export const renewalLapsed = (current: ParkTenancy, days: Days, now: number, limits: Limits): TenancyOutcome => {
  const { facts } = current;
  const lease = facts.lease as Lease;
  return rewound(current, {
    facts: { renewing: null, ...billedNow(facts, days.today, now) },
    effects: holdsAnew(lease.parts, partsHeld(facts), lease.indefinite ? null : lease.to, days, limits),
    notify: [FIRM, MANAGER].map((to) => notify(to, 'renewalLapsed', { version: facts.renewing?.version ?? 0 })),
  });
};

/** Rent that waited for the renewal is billed at once. */
const billedNow = ({ billing }: Facts, today: string, now: number): Pick<Partial<Facts>, 'billing'> =>
  billing === null || billing.billedTo >= lastOf(today) ? {} : { billing: { ...billing, nextAt: now } };
