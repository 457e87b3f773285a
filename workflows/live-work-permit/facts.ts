/** What a live-line work permit knows about itself, what the tenant's data says to its rules, and the names they are written in. */
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import type { Line, Section } from '../lines/line.ts';
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

export type Step = { readonly id: string; readonly title: Title };
/** Bypass gear that goes up to the line, and how many of it must come back. */
export type Gear = { readonly id: string; readonly title: Title; readonly count: number };

/** A row of the table `permitJobTypes`. */
export type JobType = {
  readonly title: Title;
  /** Kinds of qualification that leader, guardian and members must each have. */
  readonly qualifications: readonly string[];
  readonly minMembers: number;
  readonly steps: readonly Step[];
  readonly gear: readonly Gear[];
  /** Most wind in metres per second, and most humidity in per cent. */
  readonly weather: { readonly wind: number; readonly humidity: number };
  /** Least insulation resistance of the tools, in megohms. */
  readonly insulation: number;
};

/** Somebody on the permit, by the name they had when they were put on it. */
export type Named = { readonly id: string; readonly name: string };
/** Who did something, and when. */
export type Mark = Named & { readonly at: number };

/** What somebody is qualified for; days of the tenant, `until` being the last one. */
export type Held = { readonly kind: string; readonly from: string; readonly until: string | null };
/** Somebody who is to stand on a permit, with the roles and qualifications that the register shows. */
export type Candidate = Actor & { readonly qualifications: readonly Held[] };

export type Confirmation = { readonly step: string; readonly doer: Mark; readonly guardian: Mark | null };

export type Facts = {
  /** As it was at opening: a changed table doesn't change a permit that is out. */
  readonly job: { readonly code: string } & Omit<JobType, 'steps' | 'gear'>;
  readonly steps: readonly Step[];
  readonly gear: readonly Gear[];
  readonly line: Pick<Line, 'id' | 'title'>;
  readonly sections: readonly Section[];
  readonly task: string;
  readonly hazard: string | null;
  readonly from: number;
  readonly until: number;
  readonly issuer: Named;
  readonly leader: Named;
  readonly permitter: Named;
  readonly guardian: Named;
  readonly members: readonly Named[];
  readonly survey: (Mark & { readonly findings: string }) | null;
  readonly weather: (Mark & Inputs['checkWeather']) | null;
  readonly insulation: (Mark & { readonly megohms: number; readonly tools: string }) | null;
  readonly fencing: (Mark & { readonly measures: string }) | null;
  readonly briefing: (Mark & Inputs['holdBriefing']) | null;
  readonly signatures: readonly Mark[];
  readonly permitted: (Mark & { readonly conditions: string | null }) | null;
  /** In the order of the steps; the last one may still wait for the guardian. */
  readonly progress: readonly Confirmation[];
  readonly abandoned: (Mark & { readonly reason: string; readonly safeState: string; readonly undone: readonly string[] }) | null;
  readonly suspension:
    | (Mark & { readonly cause: Inputs['suspend']['cause'] | 'guardian'; readonly reason: string; readonly byPermitter: boolean })
    | null;
  readonly guardianAway: boolean;
  readonly handovers: readonly (Mark & { readonly from: Named; readonly to: Named; readonly handover: string })[];
  readonly extension: (Mark & { readonly from: number; readonly until: number; readonly reason: string }) | null;
  readonly expiredAt: number | null;
  readonly handedBack: (Mark & { readonly gear: Inputs['endWork']['gear']; readonly report: string }) | null;
  readonly closed: Mark | null;
};

/** What the tenant's data said when an act was sent, by action. What isn't there at all was refused before, as input. */
export type Reference = {
  readonly start: {
    readonly limits: Limits;
    readonly job: JobType;
    readonly line: Pick<Line, 'id' | 'title'>;
    readonly sections: readonly Section[];
    readonly leader: Candidate;
    readonly permitter: Candidate;
    readonly guardian: Candidate;
    readonly members: readonly Candidate[];
    /** The days of work. */
    readonly days: readonly string[];
  };
  /** Everybody on the permit who is still there. */
  readonly permit: { readonly limits: Limits; readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  readonly extend: { readonly limits: Limits; readonly crew: readonly Candidate[]; readonly days: readonly string[] };
  readonly changeMembers: { readonly added: readonly Candidate[]; readonly days: readonly string[] };
  readonly changeGuardian: { readonly guardian: Candidate; readonly days: readonly string[] };
  readonly changeLeader: { readonly leader: Candidate; readonly days: readonly string[] };
};

export type Permit = Case<State, Facts>;
export type PermitOutcome = Outcome<State, Facts, Clock, Action>;
/** What `unless` is given. */
export type GuardContext = { readonly current: Permit; readonly actor: Actor; readonly now: number };

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Action, Inputs[K], K extends keyof Reference ? Reference[K] : undefined>;
};
