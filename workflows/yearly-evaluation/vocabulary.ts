/** The names in which the rules of an evaluation are written, and what the tenant's data says to them. */
import { groupNotifier, notifier } from '../kernel/parts.ts';
import type { Outcome, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Frozen, Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';

export type State = 'opened' | 'confirmed' | 'deciding' | 'final' | 'voiding' | 'voided' | 'cancelled';
export type Clock = 'confirmation' | 'appeals' | 'voiding';
export type Action = Exclude<keyof Inputs, 'start'>;

/** People who may have a line in an evaluation. */
const EVALUATED = ['trainee', 'mentor', 'lecturer', 'deskOfficer', 'examiner', 'siteWorker', 'handler', 'leader'] as const;

export const roles = rolesOf('academyAdmin', 'personnel', ...EVALUATED);
export type Role = keyof typeof roles;

/** How many appeals wait for a decision, and the result with what was decided, where none does. */
type Settlement = { readonly open: number; readonly final: Frozen | null };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  /** Whether what has had its time is taken back by a case. */
  readonly start: { readonly today: string; readonly expiryRuns: boolean };
  readonly confirm: { readonly frozen: Frozen };
  /** The appeals that wait for a decision. */
  readonly void: { readonly appeals: readonly string[] };
  readonly settle: Settlement;
  readonly keep: Settlement;
};

export type EvaluationOutcome = Outcome<State, Facts, Clock>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role>;
};

export const notify = notifier<Notices>();

/** Tells those who were evaluated, by the roles for which the year asks something. */
export const notifyEvaluated = groupNotifier<Notices>()(({ frozen }: Pick<Facts, 'frozen'>) =>
  (frozen?.roles ?? []).map((role) => ({ role })),
);

/** A year is evaluated once: the place is free again when the evaluation was cancelled or is void. */
export const placeOf = (year: number): string => `evaluation:${year}`;
