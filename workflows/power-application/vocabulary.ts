/** The names in which the rules of an application are written, and what the tenant's data says to them. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Named } from '../lines/line.ts';
import type { Contact, Facts, Scheme } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';
import type { Material, Step, Track } from './track.ts';

export type { Named };

/** States in which the application goes on; an appeal is apart. */
export const openStates = {
  filed: { en: 'to be accepted', zh: '待受理' },
  awaitingMaterials: { en: 'waiting for material', zh: '待补材料' },
  surveying: { en: 'being surveyed', zh: '待勘查' },
  scheming: { en: 'scheme being drawn up', zh: '方案制定' },
  awaitingSignature: { en: 'waiting for the customer’s signature', zh: '待客户签认' },
  designing: { en: 'being designed by the customer', zh: '客户设计' },
  reviewingDesign: { en: 'design being reviewed', zh: '设计审查' },
  building: { en: 'being built by the customer', zh: '客户施工' },
  inspectingMidway: { en: 'being inspected midway', zh: '中间检查' },
  inspecting: { en: 'being inspected', zh: '竣工检验' },
  connecting: { en: 'to be connected', zh: '待装表接电' },
} as const satisfies Readonly<Record<string, Title>>;
export type OpenState = keyof typeof openStates;
export type State = OpenState | 'appealed' | 'connected' | 'withdrawn' | 'rejected';
export const OPEN = Object.keys(openStates) as readonly OpenState[];

/** `total` is ours as a whole, `customer` the customer's own time; each step has its own. */
export const clockTitles = {
  total: { en: 'Our time in all', zh: '我方总时限' },
  customer: { en: 'The customer’s own time', zh: '客户用时' },
  accept: { en: 'Time to accept', zh: '受理时限' },
  survey: { en: 'Time to survey', zh: '勘查时限' },
  scheme: { en: 'Time for the scheme', zh: '方案答复时限' },
  designReview: { en: 'Time to review the design', zh: '设计审查时限' },
  midInspection: { en: 'Time for the mid inspection', zh: '中间检查时限' },
  finalInspection: { en: 'Time for the final inspection', zh: '竣工检验时限' },
  connect: { en: 'Time to connect', zh: '装表接电时限' },
  appeal: { en: 'Time to appeal', zh: '申诉期限' },
  appealRuling: { en: 'Time to decide on the appeal', zh: '申诉裁定时限' },
} as const satisfies Readonly<Record<'total' | 'customer' | 'appeal' | 'appealRuling' | Step, Title>>;
export type Clock = keyof typeof clockTitles;
export type Action = Exclude<keyof Inputs, 'start'>;
export type Role =
  | 'customer'
  | 'windowClerk'
  | 'accountManager'
  | 'surveyor'
  | 'schemeDesigner'
  | 'schemeReviewer'
  | 'inspector'
  | 'installer'
  | 'leader'
  | 'auditor'
  | 'admin';

/** What the customer does in their own time. */
export type CustomerWork = keyof Facts['customerDays'];

export type Tariff = Scheme['tariff'] & { readonly classes: readonly string[] };

/** Working days as the calendar counts them, from the clocks' ledgers. */
export type Days = { readonly ours: number; readonly customer: number; readonly onTime: boolean };

/** What the tenant's data says to a scheme. What isn't there at all was refused before, as input. */
export type SchemeKnown = {
  readonly tariff: Tariff;
  readonly line: Named;
  readonly reserveLine: Named | null;
  readonly station: Named;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  readonly start: {
    /** The first track that fits, or why none does. */
    readonly track: { readonly chosen: Track } | { readonly none: Title };
    readonly customerClass: { readonly title: Title; readonly materials: readonly Material[] } | null;
    readonly line: Named | null;
    /** The service hall that has new applications. */
    readonly hall: string | null;
    /** The account manager with the fewest open applications. */
    readonly manager: Contact | null;
  };
  /** `phone` is that of whoever acts, who may become the customer's contact by that. */
  readonly accept: { readonly scheme: SchemeKnown | null; readonly phone: string | null };
  readonly giveNotice: { readonly phone: string | null };
  readonly giveSecondNotice: { readonly phone: string | null };
  readonly drawScheme: SchemeKnown;
  /** Of what changes; the rest stays as it is. */
  readonly changeScheme: { readonly [K in keyof SchemeKnown]: SchemeKnown[K] | null };
  /** The telephone of the applicant, masked; none where none was given. */
  readonly sendCode: { readonly telephone: string | null };
  /** Whether the code is the one that was sent last. */
  readonly sign: { readonly codeIsRight: boolean };
  readonly transferManager: { readonly person: Actor; readonly phone: string | null };
  readonly connect: { readonly days: Days };
  readonly withdraw: { readonly days: Days };
  readonly reject: { readonly days: Days };
  readonly decideAppeal: { readonly days: Days };
};

export type PowerApplication = Case<State, Facts>;
export type PowerOutcome = Outcome<State, Facts, Clock>;
/** What a guard judges by. */
export type GuardContext = { readonly current: PowerApplication; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
