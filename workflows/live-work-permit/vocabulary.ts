/** The names in which the rules of a permit are written, and what the tenant's data says to them. */
import type { Actor, Case, Outcome, Rule } from '../kernel/process.ts';
import type { Section } from '../lines/line.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'issued'
  | 'briefing'
  | 'working'
  | 'suspended'
  | 'expired'
  | 'handedBack'
  | 'closed'
  | 'cancelled'
  | 'lapsed';

export type Clock = 'begin' | 'validity';

export type Action = Exclude<keyof Inputs, 'start'>;

export type Role = 'permitIssuer' | 'workLeader' | 'permitter' | 'guardian' | 'lineWorker' | 'leader' | 'admin';

/** A job of the table `permitJobTypes`, with its qualifications by name. */
export type JobType = Omit<Facts['job'], 'code'> & Pick<Facts, 'steps' | 'gear'>;

/** What somebody is qualified for; days of the tenant, `until` being the last one. */
export type Held = { readonly kind: string; readonly from: string; readonly until: string | null };
/** A person proposed for a permit, with the roles and qualifications that the register shows. */
export type Candidate = Actor & { readonly qualifications: readonly Held[] };

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly job: JobType;
    readonly line: Facts['line'];
    readonly sections: readonly Section[];
    readonly leader: Candidate;
    readonly permitter: Candidate;
    readonly guardian: Candidate;
    readonly members: readonly Candidate[];
    /** The days of work. */
    readonly days: readonly string[];
  };
  /** The people on the permit who are still there. */
  readonly permit: { readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  /** Who confirms, who leads and who watches, as of today. */
  readonly confirmStep: { readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  readonly resume: { readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  readonly extend: { readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  readonly changeMembers: { readonly added: readonly Candidate[]; readonly days: readonly string[] };
  readonly changeGuardian: { readonly guardian: Candidate; readonly days: readonly string[] };
  readonly changeLeader: { readonly leader: Candidate; readonly days: readonly string[] };
};

export type Permit = Case<State, Facts>;
export type PermitOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Permit; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
