/** The names in which the rules of an application are written, and what the tenant’s data says to them. */
import type { BudgetFound } from '../budget-year/parent.ts';
import type { Actor, Case, Outcome, Process, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Condition, Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';
import type { Why } from './waiting.ts';

/** The states in which nothing was handed to the bank yet, in their order. */
export const UNPAID = [
  'offered',
  'drafted',
  'submitted',
  'incomplete',
  'reviewing',
  'jointReview',
  'approved',
  'committed',
  'onNotice',
  'payable',
] as const;

/** All states, in their order. */
export const STATES = [
  ...UNPAID,
  ...(['instructed', 'paid', 'rejected', 'withdrawn', 'lapsed', 'recovering', 'recovered', 'writtenOff'] as const),
] as const;
export type State = (typeof STATES)[number];
export type Clock =
  | 'take'
  | 'draft'
  | 'check'
  | 'material'
  | 'assess'
  | 'joint'
  | 'commit'
  | 'publish'
  | 'pay'
  | 'wholeAutomatic'
  | 'wholeFast'
  | 'wholeNormal'
  | 'hearing'
  | 'decideRecovery'
  | 'repay';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'firmAgent',
  'windowClerk',
  'policyReviewer',
  'jointReviewer',
  'financeOfficer',
  'noticeOfficer',
  'cashier',
  'bank',
  'treasury',
  'clawbackOfficer',
  'leader',
);
export type Role = keyof typeof roles;

/** The firm as the register has it. */
export type FirmFound = {
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly successor: string | null;
  /** Codes of the firms in whose place it goes on. */
  readonly before: readonly string[];
  /** Until when its account counts as verified, by the register; null where it doesn’t. */
  readonly verifiedUntil: number | null;
  /** Its account, where that is verified; only acts of people are told. */
  readonly account: { readonly bank: string; readonly number: string } | null;
};

export type ItemFound = {
  readonly key: string;
  readonly title: Title;
  readonly track: Facts['track'];
  readonly wholeDays: number | null;
  readonly needsTap: boolean;
  /** The most that it pays once, by its kind. */
  readonly mostOnce: number;
  /** Whether it pays a share of invoices. */
  readonly byInvoices: boolean;
  /** The group of which a firm has one item alone, the higher. */
  readonly group: string | null;
  /** The most that a firm gets of it over all years; null where there is no such limit. */
  readonly most: number | null;
  /** When it may be applied for; null where always. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
};

/** What another application has that this one would take. */
export type Taken = {
  readonly resource: string;
  readonly caseId: string;
  readonly title: Title;
  readonly state: string;
  readonly fen: number | null;
};

export type Judged = {
  readonly conditions: readonly Condition[];
  readonly amount: { readonly fen: number; readonly how: Title } | null;
};

/** What was granted to a firm so far, as the ledger’s caps have it. */
export type Granted = { readonly year: number; readonly window: number; readonly item: number; readonly group: number };

/** All by which it is judged whether a firm may have something. */
export type Standing = {
  readonly firm: FirmFound;
  readonly item: ItemFound;
  readonly judged: Judged;
  readonly taken: readonly Taken[];
  /** An application of the firm, or of one before it, of which something is to be given back. */
  readonly owes: string | null;
  readonly affiliation: string | null;
  readonly granted: Granted;
  /** The house itself, to whose leaders it falls. */
  readonly unit: string | null;
  /** When the year of the application ends. */
  readonly yearEndsAt: number;
};

/** The money of the item for the year, and what stands before this application on the list of those who wait. */
export type Money = {
  readonly budget: BudgetFound | null;
  readonly ahead: {
    readonly cases: number;
    readonly fen: number;
    /** Those before it that can’t have it now, and weren’t told yet. */
    readonly passedOver?: readonly { readonly id: string; readonly why: Why }[];
  };
  readonly granted: Granted;
  readonly firm: FirmFound;
};

/** The budget of its year, where that is over: what comes back to it goes on to the finance office. */
export type Late = { readonly over?: string | null };

/** The application that is next on the list, where money becomes free. */
export type Next = Late & {
  readonly next: string | null;
  /** The notice on which it is now. */
  readonly onNotice?: string | null;
};

/** Its row as it was made public, and as its last notice showed it; null where it has been on none. */
export type Shown = {
  readonly shown: { readonly first: readonly string[]; readonly last: readonly string[] } | null;
  /** The firm as the register calls it now. */
  readonly name: string | null;
};

export type JointUnit = Facts['jointUnits'][number];

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: Standing;
  readonly take: Standing & Money;
  readonly revive: Standing;
  readonly fillIn: Standing;
  readonly submit: Standing & Late;
  readonly giveMaterial: Standing;
  readonly withdraw: Next;
  readonly reject: Next;
  readonly sendBack: Next;
  readonly giveWay: Next;
  readonly budgetOver: Next;
  readonly assess: Standing & Late & { readonly units: readonly JointUnit[] };
  readonly jointOver: { readonly leaders: readonly JointUnit[] };
  readonly commit: Money;
  readonly publish: { readonly firm: FirmFound; readonly agents: readonly string[] };
  readonly rowPassed: Shown;
  readonly noticeEnded: Shown;
  readonly noticePassed: Shown;
  readonly verifyAccount: {
    readonly firm: FirmFound;
    /** Whether the amount that was given is the one that was sent; null where none was given. */
    readonly right: boolean | null;
    /** The account as the register keeps it. */
    readonly sealed: string | null;
  };
  readonly setAccount: { readonly firm: FirmFound };
  readonly approvePayment: { readonly firm: FirmFound };
  readonly confirmPayment: Late;
  readonly bouncePayment: Late;
  readonly clearPayment: Late;
  readonly repay: Late;
  readonly offsetEnded: Late;
  readonly instruct: { readonly firm: FirmFound };
  /** When the register has it that the firm moved away; null where it doesn’t. */
  readonly openRecovery: { readonly movedAt: number | null };
  readonly decideRecovery: Late & { readonly today: string; readonly ends: Readonly<Record<string, number>> };
  readonly offset: { readonly payable: number; readonly firm: string | null };
  readonly passToSuccessor: { readonly successor: FirmFound | null };
};

export type Application = Case<State, Facts>;
export type Done = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Application; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
