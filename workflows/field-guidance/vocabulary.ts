/** The names in which the rules of a guidance are written, and what the tenant's data says to them. */
import type { Person } from '../academy/people.ts';
import type { Unit } from '../academy/units.ts';
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Symptom } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'asked'
  | 'offered'
  | 'planned'
  | 'visited'
  | 'advised'
  | 'following'
  | 'handedOver'
  | 'closed'
  | 'answeredRemotely'
  | 'withdrawn';

export type Clock = 'triage' | 'offer' | 'urgentOffer' | 'visit' | 'urgentVisit' | 'advice' | 'followUp' | 'close' | 'handOver';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('grower', 'stationClerk', 'guidanceSecretary', 'expert', 'handler', 'pickupDispatcher', 'leader');
export type Role = keyof typeof roles;

/** An expert who may be asked, in the order in which they are. */
export type Candidate = Person & { readonly open: number };

/** A product as it is registered today; null where it isn't, or not for this crop. */
export type Registered = {
  readonly product: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly dose: string;
  readonly safetyDays: number;
  /** Who makes or sells it. */
  readonly supplier: string | null;
};

type Candidates = { readonly candidates: readonly Candidate[] };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly grower: Actor;
    readonly coop: Unit | null;
    readonly crop: { readonly id: string; readonly title: { readonly en: string; readonly zh: string } };
    readonly symptom: Symptom;
    readonly urgent: boolean;
    readonly plot: string | null;
    readonly village: Unit | null;
    readonly place: { readonly lat: number; readonly lon: number } | null;
    readonly mu: number | null;
    /** The oldest case of the same symptom nearby, where there is one. */
    readonly like: string | null;
  };
  /** The department, where one is named or the symptom's is there. */
  readonly triage: Candidates & { readonly department: Unit | null };
  /** What the expert has open, and how many they take at most. */
  readonly accept: { readonly open: number; readonly load: number };
  readonly decline: Candidates;
  readonly offerNext: Candidates;
  readonly passOn: Candidates;
  readonly appoint: { readonly expert: Actor };
  readonly visit: { readonly month: string };
  readonly advise: {
    readonly today: string;
    readonly inputs: readonly (Registered | null)[];
    /** Products and suppliers in which the expert has a stake. */
    readonly stakes: readonly string[];
    /** When the days end, in epoch milliseconds. */
    readonly ends: Readonly<Record<string, number>>;
  };
  readonly remind: { readonly ends: Readonly<Record<string, number>> };
  /** `asked`: the day on which it was asked. */
  readonly followUp: { readonly today: string; readonly asked: string; readonly ends: Readonly<Record<string, number>> };
  readonly reviewAdvice: { readonly alike: readonly { readonly id: string; readonly question: string }[] };
  /** On how many plots there was the same symptom nearby in these days, this one among them, which case is the oldest, and whether it was told already. */
  readonly noteLike: { readonly count: number; readonly oldest: string | null; readonly told: boolean };
};

export type Guidance = Case<State, Facts>;
export type GuidanceOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Guidance; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
