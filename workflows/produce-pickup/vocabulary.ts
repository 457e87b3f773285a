/** The names in which the rules of a pickup are written, and what the tenant's data says to them. */
import type { Actor, Case, Rule, Title } from '../kernel/process.ts';
import type { ClaimLimits } from '../loss-claim/filing.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Candidate } from './order-of-offers.ts';
import type { FarmTariff, SenderKind, Tariff } from './tariff.ts';

export type State =
  | 'booked'
  | 'offered'
  | 'accepted'
  | 'collected'
  | 'stored'
  | 'onTrunk'
  | 'delivered'
  | 'undeliverable'
  | 'closed'
  | 'cancelled'
  | 'unserved';
export type Clock =
  | 'offerFrom'
  | 'offer'
  | 'unserved'
  | 'pickup'
  | 'reoffer'
  | 'pickToTrunk'
  | 'coldHold'
  | 'delivery'
  | 'instruct'
  | 'weight'
  | 'claimWindow';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'grower',
  'liveHost',
  'stationClerk',
  'courier',
  'pickupDispatcher',
  'trunkClerk',
  'coldStoreKeeper',
  'carrier',
  'cashier',
  'leader',
);
export type Role = keyof typeof roles;

export const BEFORE_COLLECTION = ['booked', 'offered', 'accepted'] as const satisfies readonly State[];
export const OPEN = [
  ...BEFORE_COLLECTION,
  'collected',
  'stored',
  'onTrunk',
  'delivered',
  'undeliverable',
] as const satisfies readonly State[];

export type Named = { readonly id: string; readonly title: Title };

/** A slot of a day, as it stands on the tenant's clock, with what is left of it. Moments in epoch milliseconds. */
export type Slot = Named & {
  readonly day: string;
  readonly from: number;
  readonly until: number;
  /** Whether it begins at night, before six or after ten in the evening. */
  readonly night: boolean;
  /** Whether it may still be booked on its own day. */
  readonly sameDay: boolean;
  /** Whether parcels are brought to the station in it, and no courier comes. */
  readonly dropOff: boolean;
  readonly parcels: number;
  readonly grams: number;
  readonly parcelsLeft: number;
  readonly gramsLeft: number;
};

export type Product = Named & {
  readonly unit: string;
  /** The storage range in tenths of a degree. */
  readonly coldest: number | null;
  readonly warmest: number | null;
  /** MM-DD, both within the season; none for all the year. */
  readonly season: { readonly from: string; readonly to: string } | null;
  readonly perishable: boolean;
  readonly scheme: string | null;
};

export type Route = {
  readonly title?: Title;
  readonly zone: string;
  readonly hours: number;
  readonly suspended: boolean;
};

/** Who the parcels are from. */
export type Sender = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly unit: string | null;
  readonly kind: SenderKind;
  readonly over65: boolean;
  readonly plot: string | null;
  readonly noShows: number;
  /** When the oldest no-show that bars them counts no more. */
  readonly barredUntil: number | null;
};

/** By what a parcel is charged on the day of its collection. */
export type Prices = {
  readonly month: number;
  readonly year: number;
  readonly tariffs: Readonly<Record<string, Tariff>>;
  readonly farm: Readonly<Record<string, FarmTariff>>;
};

export type Offering = { readonly candidates: readonly Candidate[] };

/** A packaging scheme as of a day. */
export type Scheme = Named & { readonly products: readonly string[]; readonly adopted: boolean };

type Collecting = { readonly prices: Prices; readonly schemes: readonly Scheme[] };

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly product: Product;
    /** The slot, with its own day; the next free ones stand behind it. */
    readonly slot: Slot;
    readonly nextFree: Slot | null;
    /** Whether the slot is held on that weekday and in that month. */
    readonly held: boolean;
    readonly eve: { readonly cutOff: number; readonly offerFrom: number };
    readonly area: Named;
    readonly sender: Sender;
    readonly routes: Readonly<Record<string, Route>>;
    readonly schemes: readonly Scheme[];
    readonly trial: string | null;
    readonly soldIn: string | null;
    /** A day before which this plot isn't to be harvested, by advice. */
    readonly withheld: { readonly caseId: string; readonly until: string } | null;
    readonly prices: Prices;
  };
  /** What a claim asks for. */
  readonly claim: ClaimLimits;
  readonly offerNext: Offering;
  readonly decline: Offering;
  readonly giveBack: Offering;
  readonly reoffer: Offering;
  readonly notReady: Offering & { readonly nextFree: Slot | null };
  readonly broadcast: Offering;
  readonly accept: { readonly capacity: Capacity };
  readonly assign: { readonly courier: Actor; readonly capacity: Capacity };
  readonly collect: Collecting;
  readonly dropOff: Collecting;
  readonly fail: { readonly nextFree: Slot | null };
  readonly store: { readonly cell: Cell; readonly range: { readonly coldest: number | null; readonly warmest: number | null } };
  readonly read: { readonly range: { readonly coldest: number | null; readonly warmest: number | null } };
  readonly handToTrunk: { readonly run: Run; readonly routes: Readonly<Record<string, Route>> };
  readonly correctWeight: { readonly prices: Prices };
  readonly agreeWeight: { readonly prices: Prices };
  readonly reportUndeliverable: {
    readonly patience: { readonly messages: number; readonly gapHours: number; readonly unansweredHours: number };
  };
};

/** What a courier carries in a slot, at most. */
export type Capacity = { readonly parcels: number; readonly grams: number; readonly nights: number };

export type Cell = {
  readonly id: string;
  readonly store: string;
  readonly title: Title;
  readonly grams: number;
  readonly temperature: number | null;
};

export type Run = Named & { readonly day: string; readonly cutOff: number; readonly leaves: number; readonly grams: number };

export type Pickup = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Pickup; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
