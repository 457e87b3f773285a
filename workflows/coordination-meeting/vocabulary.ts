/** The names in which the rules of a meeting are written, and what the tenant’s data says to them. */
import type { Actor, Case, Outcome, Process, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Called, Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits } from './limits.ts';

export const states = {
  called: { en: 'called', zh: '已召集' },
  inSession: { en: 'in session', zh: '会议中' },
  adjourned: { en: 'adjourned', zh: '已延期' },
  concluded: { en: 'minutes are out', zh: '纪要公示中' },
  following: { en: 'items are followed', zh: '督办中' },
  closed: { en: 'closed', zh: '已办结' },
  cancelled: { en: 'cancelled', zh: '已取消' },
};
export type State = keyof typeof states;
/** States in which what was resolved is done. */
export const FOLLOWED = ['concluded', 'following'] as const satisfies readonly State[];
export const OPEN = ['called', 'inSession', 'adjourned', ...FOLLOWED] as const satisfies readonly State[];

export type Clock = 'reply' | 'begin' | 'minutes' | 'object' | 'bind' | 'item' | 'reminder';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('handler', 'shiftLeader', 'leader', 'meetingSecretary', 'renovationLead', 'auditor');
export type Role = keyof typeof roles;

/** Whoever speaks for a unit, and, on a case of the lead unit, whoever leads the meeting. */
export const STAFF = ['handler', 'shiftLeader', 'leader'] as const satisfies readonly Role[];

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly subject: { readonly id: string; readonly title: Title } | null;
    readonly lead: Called;
    readonly units: readonly Called[];
    readonly quorum: number;
    readonly earliest: number;
    readonly replyBy: number;
    /** The case that it is about, and whether that has called it. */
    readonly about: { readonly id: string; readonly process: string; readonly calls: boolean } | null;
    /** Acts of that case which an unsettled item stops. */
    readonly blocks: readonly string[];
  };
  /** The unit that comes instead, and whoever is named to come. */
  readonly reply: { readonly delegate: Called | null; readonly person: Actor | null };
  readonly adjourn: { readonly earliest: number; readonly replyBy: number };
  /** When the due day ends, and whoever is named to do it. */
  readonly resolve: { readonly due: number; readonly person: Actor | null };
  /** When the new due day ends, when the case is due, and whether it is the actor who handles that one. */
  readonly extend: { readonly due: number; readonly caseDue: number | null; readonly handlesCase: boolean };
  readonly handOn: { readonly to: Called };
  /** The unit that has the work of the other one; null where nobody has. */
  readonly takeOver: { readonly to: Called | null };
};

export type CoordinationMeeting = Case<State, Facts>;
export type MeetingOutcome = Outcome<State, Facts, Clock>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
export type Opening = Process<Inputs, Facts, Reference, State, Clock, Role, typeof limits>['start'];
