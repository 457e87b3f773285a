/** The names in which the rules of a demand are written, and what the tenant’s data says to them. */
import type { Calling } from '../coordination-meeting/parent.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Assist, Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export const states = {
  filed: { en: 'filed', zh: '待派单' },
  routed: { en: 'with a department', zh: '待受理' },
  handling: { en: 'being handled', zh: '办理中' },
  awaitingFirm: { en: 'waiting for the firm', zh: '待企业回复' },
  longTerm: { en: 'long-term', zh: '长期推进' },
  answered: { en: 'answered', zh: '待企业确认' },
  closed: { en: 'closed', zh: '已办结' },
  converted: { en: 'an application now', zh: '已转补贴申请' },
  withdrawn: { en: 'taken back', zh: '已撤回' },
};
export type State = keyof typeof states;
export const OPEN = ['filed', 'routed', 'handling', 'awaitingFirm', 'longTerm', 'answered'] as const satisfies readonly State[];

export type Clock =
  | 'route'
  | 'accept'
  | 'ruling'
  | 'answer'
  | 'answerJoint'
  | 'assist'
  | 'reply'
  | 'coSign'
  | 'confirm'
  | 'review'
  | 'longTerm';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf(
  'firmAgent',
  'hotlineAgent',
  'dispatcher',
  'handler',
  'shiftLeader',
  'leader',
  'serviceLeader',
  'auditor',
);
export type Role = keyof typeof roles;

export type Named = { readonly id: string; readonly title: Title };
/** A unit that was named, with its people who speak for it. */
export type Called = Assist['units'][number];

/** A firm as the register has it today. */
export type Firm = { readonly code: string; readonly name: string; readonly state: string };

/** A demand that is to be answered with another one, as it stood. */
export type LikeDemand = {
  readonly id: string;
  readonly state: State;
  readonly firm: string;
  readonly category: string;
  readonly grouped: boolean;
};

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly firm: Firm;
    readonly category: Facts['category'];
    /** Its department by the rule of the category; none sends it to the desk. */
    readonly department: Named | null;
    readonly desk: Named;
    readonly wish: Named | null;
  };
  readonly route: { readonly department: Named };
  /** When the time to accept is over, and by when the desk rules. */
  readonly objectRouting: { readonly acceptDue: number | null; readonly rulingDue: number };
  readonly rule: { readonly department: Named };
  readonly assist: { readonly units: readonly Called[] };
  /** When the time to answer is over, and whether that is at least as far ahead as more time has to be asked for. */
  readonly askExtension: { readonly due: number | null; readonly ahead: boolean };
  /** When the time to answer is over, and when the last day of a long-term answer ends. */
  readonly answer: { readonly due: number | null; readonly untilEnds: number | null };
  readonly coSign: { readonly due: number | null };
  readonly review: { readonly untilEnds: number | null };
  readonly direct: { readonly department: Named | null };
  readonly callMeeting: { readonly units: readonly Called[]; readonly calling: Calling };
  /** The year of the tenant's day. */
  readonly convert: { readonly year: number };
  readonly group: { readonly demands: readonly LikeDemand[] };
};

export type EnterpriseDemand = Case<State, Facts>;
export type DemandOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: EnterpriseDemand; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
