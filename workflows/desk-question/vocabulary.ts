/** The names in which the rules of a question are written, and what the tenant’s data says to them. */
import type { Person } from '../academy/people.ts';
import type { Unit } from '../academy/units.ts';
import type { Accrual } from '../credits/accrual.ts';
import type { Actor, Case, Rule } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Suggestion } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State =
  | 'open'
  | 'claimed'
  | 'forwarded'
  | 'awaitingAsker'
  | 'answered'
  | 'correcting'
  | 'closed'
  | 'withdrawn'
  | 'lapsed';

export type Clock = 'answer' | 'claim' | 'department' | 'reply' | 'review';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'siteWorker',
  'trainee',
  'grower',
  'stationClerk',
  'deskOfficer',
  'handler',
  'leader',
  'academyAdmin',
);
export type Role = keyof typeof roles;

/** A question comes back to its officer, or to those on duty where the officer has left the desk. */
type Back = { readonly onDuty: readonly Person[]; readonly officerStays: boolean };

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    /** Where the asker works, if that is a site of a kind that may ask. */
    readonly site: Unit | null;
    readonly desk: string | null;
    readonly onDuty: readonly Person[];
    readonly suggested: readonly Suggestion[];
    /** For whom another case asks. */
    readonly asker?: Actor;
  };
  readonly reply: Back;
  readonly returnToDesk: Back;
  readonly handOn: { readonly onDuty: readonly Person[] };
  readonly giveBack: { readonly onDuty: readonly Person[] };
  readonly forward: { readonly department: Unit };
  readonly followUp: { readonly onDuty: readonly Person[] };
  /** `alike`: entries that say the same already as what is to be kept. */
  readonly acceptAnswer: { readonly credits: Accrual; readonly alike: readonly Suggestion[] };
};

export type Question = Case<State, Facts>;
/** What a guard judges by. */
export type GuardContext = { readonly current: Question; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
