/** The names in which the rules of an issue report are written, and what the tenant’s data says to them. */
import type { Calling } from '../coordination-meeting/parent.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Category, Facts, Named } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export const states = {
  reported: { en: 'reported', zh: '待派单' },
  dispatched: { en: 'dispatched', zh: '待签收' },
  handling: { en: 'being handled', zh: '办理中' },
  awaitingReporter: { en: 'waiting for the reporter', zh: '待上报人答复' },
  awaitingObjectionRuling: { en: 'waiting for a ruling', zh: '退单待裁定' },
  suspended: { en: 'suspended', zh: '已中止' },
  verifying: { en: 'being checked', zh: '待核实' },
  closed: { en: 'closed', zh: '已办结' },
  merged: { en: 'merged', zh: '已并案' },
  rejected: { en: 'rejected', zh: '不予受理' },
};
export type State = keyof typeof states;

export type Clock =
  | 'dispatch'
  | 'accept'
  | 'acceptUrgent'
  | 'handOver'
  | 'objection'
  | 'handle'
  | 'answer'
  | 'ruling'
  | 'finalRuling'
  | 'suspension'
  | 'verify'
  | 'reopenWindow';

export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'resident',
  'courier',
  'officer',
  'hotlineAgent',
  'dispatcher',
  'handler',
  'shiftLeader',
  'ruler',
  'leader',
  'auditor',
  'admin',
  'liveHost',
  'roomKeeper',
);
export type Role = keyof typeof roles;

export const OPEN = [
  'reported',
  'dispatched',
  'handling',
  'awaitingReporter',
  'awaitingObjectionRuling',
  'suspended',
  'verifying',
] as const satisfies readonly State[];
export type OpenState = (typeof OPEN)[number];
export const isOpen = (state: State): state is OpenState => (OPEN as readonly State[]).includes(state);

/** A unit that a caseworker named, the owner whose matter would be pushed down by giving it there, and whether it has a handler. */
export type ChosenUnit = { readonly unit: Named; readonly pushedDownFrom: Named | null; readonly manned: boolean };

/** A category as the catalogue has it today. */
export type ReportedCategory = Category & {
  /** Where danger is reported to at once. */
  readonly emergency: { readonly title: Title; readonly phone: string | null } | null;
  /** The court, discipline body or other authority whose matter it is. */
  readonly legal: Title | null;
  /** Whether nothing of what is reported may be kept here, because it may be about those who would read it. */
  readonly sealed: boolean;
};

/** A unit by a dispatch rule. */
export type ByRule = { readonly rule: string; readonly why: Title; readonly unit: Named };

/** A report into which another is to go, as it stood; `mergedInto` where it has itself been merged. It is `own` where the actor reported it. */
export type Target = {
  readonly id: string;
  readonly process: string;
  readonly open: boolean;
  readonly mergedInto: string | null;
  readonly category: string | null;
  readonly place: { readonly lat: number; readonly lon: number } | null;
  readonly own: boolean;
};

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly category: ReportedCategory;
    readonly area: Named;
    readonly desk: Named;
    /** The first dispatch rule that matched; none sends the report to the dispatch desk. */
    readonly dispatch: ByRule | null;
    /** The report that this one is the same as, where its reporter says so. */
    readonly same: Target | null;
    /** Where another case reports: whoever opened that one, while they are there. */
    readonly opener?: Actor;
  };
  readonly dispatch: ChosenUnit;
  readonly transfer: ChosenUnit;
  readonly rule: { readonly chosen: ChosenUnit | null };
  readonly ruleFinally: ChosenUnit;
  readonly assign: { readonly person: Actor };
  /** The departments called, with the people who speak for them. */
  readonly callMeeting: {
    readonly departments: readonly { readonly unit: Named; readonly people: readonly string[] }[];
    /** When they can be there; reports of the first rules don’t ask. */
    readonly calling?: Calling;
  };
  readonly merge: { readonly target: Target };
  /** Whether the actor reported the one that it goes on as. */
  readonly unmerge: { readonly own: boolean };
  /** Where the report belongs by the rules of today; without a category where that stays as it is. */
  readonly correct: {
    readonly category: ReportedCategory | null;
    readonly area: Named;
    readonly dispatch: ByRule | null;
  };
  /** Which of the photos sent with a check the report has already, and which another case; and when its work was reported done last. */
  readonly verify: {
    readonly shown: readonly string[];
    readonly elsewhere: readonly { readonly sha256: string; readonly case: string }[];
    readonly since: number | null;
  };
};

export type IssueReport = Case<State, Facts>;
export type IssueOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: IssueReport; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
