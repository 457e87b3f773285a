/** What an application knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Line } from '../lines/line.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Material, Step, Track, Voltage } from './track.ts';

export const OPEN = [
  'filed',
  'awaitingMaterials',
  'surveying',
  'scheming',
  'awaitingSignature',
  'designing',
  'reviewingDesign',
  'building',
  'inspectingMidway',
  'inspecting',
  'connecting',
] as const;
/** States in which the application goes on; an appeal is apart. */
export type OpenState = (typeof OPEN)[number];
export type State = OpenState | 'appealed' | 'connected' | 'withdrawn' | 'rejected';

/** `total` is ours as a whole, `customer` the customer's own time; each step has its own. */
export type Clock = 'total' | 'customer' | 'appeal' | 'appealRuling' | Step;
export type Action = Exclude<keyof Inputs, 'start'>;

/** What the customer does in their own time. */
export type CustomerWork = 'materials' | 'signing' | 'designing' | 'building';

/** Something with its name in both languages. */
export type Named = { readonly id: string; readonly title: Title };
export type Contact = { readonly id: string; readonly name: string };

export type Tariff = { readonly code: string; readonly title: Title; readonly classes: readonly string[] };

export type Scheme = {
  /** Counts the schemes put before the customer, from 1. */
  readonly version: number;
  readonly tariff: Pick<Tariff, 'code' | 'title'>;
  readonly kilowatts: number;
  readonly lines: readonly Pick<Line, 'id' | 'title'>[];
  readonly station: Named;
  /** What the customer pays us. */
  readonly costCents: number;
  readonly by: string;
  readonly at: number;
};

/** A demand for material; the first one names all that is missing. */
export type MaterialNotice = { readonly materials: readonly string[]; readonly by: string; readonly at: number };

/** Something we did wrong that cost the customer time. */
export type Fault = {
  readonly kind: 'missedInFirstNotice';
  readonly materials: readonly string[];
  readonly by: string;
  readonly at: number;
};

export type Judgement = { readonly passed: boolean; readonly defects: string | null; readonly by: string; readonly at: number };

/** World Bank style: what the connection took, in working days of the tenant's calendar, and cost, in cents. */
export type Report = {
  /** Steps that the customer had to do or attend. */
  readonly procedures: number;
  readonly ourDays: number;
  readonly customerDays: number;
  readonly costCents: number;
  readonly onTime: boolean;
  readonly faults: number;
};

export type Facts = {
  /** A person, or `follower:<case>` for who applied at the window without an account. */
  readonly customer: string;
  readonly customerClass: { readonly code: string; readonly title: Title };
  readonly voltage: Voltage;
  readonly sources: 1 | 2;
  readonly kilowatts: number;
  readonly address: string;
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly line: Pick<Line, 'id' | 'title'> | null;
  readonly purpose: string;
  /** As it was on the day of filing, whatever becomes of the tables. */
  readonly track: Track;
  readonly customerDays: Readonly<Record<CustomerWork, number>>;
  readonly checklist: readonly Material[];
  readonly supplied: readonly string[];
  readonly notices: readonly MaterialNotice[];
  /** Materials that were asked for and have not come in yet. */
  readonly missing: readonly string[];
  readonly faults: readonly Fault[];
  readonly manager: Contact | null;
  readonly managers: readonly { readonly to: Contact; readonly reason: string; readonly by: string; readonly at: number }[];
  readonly survey: { readonly finding: string; readonly by: string; readonly at: number } | null;
  /** The scheme that lies before the customer or is signed. */
  readonly scheme: Scheme | null;
  readonly signed: { readonly scheme: Scheme; readonly by: string; readonly at: number } | null;
  /** Where the application goes on once a changed scheme is signed. */
  readonly backTo: OpenState | null;
  readonly design: Judgement | null;
  readonly midInspection: Judgement | null;
  readonly finalInspection: Judgement | null;
  /** What design and building have cost the customer, by their own word. */
  readonly ownCostCents: number;
  /** What the customer did or attended, in order. */
  readonly procedures: readonly string[];
  readonly connection: { readonly meter: string; readonly reading: number; readonly by: string; readonly at: number } | null;
  readonly rejection: {
    readonly ground: string;
    readonly by: string;
    readonly at: number;
    readonly from: OpenState;
    /** Clocks that ran then, and go on when an appeal is upheld. */
    readonly rested: readonly Clock[];
    /** It can't be appealed any more. */
    readonly final: boolean;
  } | null;
  readonly appeals: readonly {
    readonly ground: string;
    readonly at: number;
    readonly ruling: { readonly upheld: boolean; readonly reason: string; readonly by: string; readonly at: number } | null;
  }[];
  readonly report: Report | null;
};

/** Working days as the calendar counts them, from the clocks' ledgers. */
export type Days = { readonly ours: number; readonly customer: number; readonly onTime: boolean };

/** What the tenant's data says to a scheme. What isn't there at all was refused before, as input. */
export type SchemeKnown = {
  readonly tariff: Tariff;
  readonly line: Pick<Line, 'id' | 'title'>;
  readonly reserveLine: Pick<Line, 'id' | 'title'> | null;
  readonly station: Named;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    readonly limits: Limits;
    /** The first track that fits, or why none does. */
    readonly track: { readonly chosen: Track } | { readonly none: Title };
    readonly customerClass: { readonly title: Title; readonly materials: readonly Material[] } | null;
    readonly line: Pick<Line, 'id' | 'title'> | null;
    /** The service hall that has new applications. */
    readonly hall: string | null;
    /** The account manager with the fewest open applications. */
    readonly manager: Contact | null;
  };
  readonly accept: { readonly scheme: SchemeKnown | null };
  readonly drawScheme: SchemeKnown;
  /** Of what changes; the rest stays as it is. */
  readonly changeScheme: { readonly [K in keyof SchemeKnown]: SchemeKnown[K] | null };
  readonly transferManager: { readonly person: Actor };
  readonly connect: { readonly days: Days };
  readonly withdraw: { readonly days: Days };
  readonly reject: { readonly days: Days };
  readonly decideAppeal: { readonly days: Days };
};

export type PowerApplication = Case<State, Facts>;
export type PowerOutcome = Outcome<State, Facts, Clock, Action>;
/** What `unless` is given. */
export type GuardContext = { readonly current: PowerApplication; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
