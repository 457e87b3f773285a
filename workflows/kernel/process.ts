/** The vocabulary in which a process is written. Pure: no Temporal, no Node, no zod at run time. */
import type { z } from 'zod';
import type { Effect } from '../effects/index.ts';
import type { Audiences } from './audiences.ts';
import type { Personal } from './describe.ts';
import type { Apart } from './four-eyes.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { LimitRules, LimitValues } from './limits.ts';
import type { PublicView } from './public-view.ts';
import type { Recurrence } from './recurrence.ts';
import type { ActsFor, SubjectChange, Subjects } from './subjects.ts';

export type Title = { readonly en: string; readonly zh: string };

/** Why something may not be done, in both languages; `rule` is its lasting name. The sentence says how to go on. */
export type Refusal = { readonly code: string } & Title;

/** A role that a person holds, everywhere in the tenant or only for cases of these units or areas. */
export type Grant = {
  readonly role: string;
  readonly units?: readonly string[];
  readonly areas?: readonly string[];
  /** Of somebody for whom they stand in, or taken in an emergency: it counts for cases alone, and acts are done in another capacity by it. */
  readonly lent?: true;
};

/** Who acts: a person, `anonymous`, the follower of one case (`follower:<case>`), a clock (`clock:<name>`) or another case (`case:<id>`). */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly unit?: string;
  readonly grants: readonly Grant[];
  /** Who does it in their place, by which deputyship, with its first and last day. */
  readonly deputy?: Deputy;
  /** The emergency in which the role was taken, and until when. */
  readonly emergency?: { readonly id: string; readonly until: string };
  /** Those in whose place they act elsewhere: what these may not do themselves, they don't do either. */
  readonly standsFor?: readonly string[];
  /** Whom they are related to by the tenant's table `conflicts`: ids of firms, households, co-operatives and people, as cases name them. */
  readonly related?: readonly string[];
  /** The firms and households for which they act today. */
  readonly actsFor?: readonly ActsFor[];
  /** Others in whose place they may act, and what they may do in an emergency. */
  readonly as?: readonly Actor[];
};

export type Deputy = {
  readonly id: string;
  readonly name: string;
  readonly unit?: string;
  readonly deputyship: string;
  readonly from: string;
  readonly until: string;
};

/** Somebody who has acted on a case, in their own name or in the place of somebody else. */
export type Hand = { readonly by: string; readonly of: string };

/**
 * How long a clock runs. Days leave out the day of the start: working days end with the duty of the last one, or at its midnight; calendar
 * days at the midnight of the last one, and with `roll` a last day without duty moves on to the next that has some. `until` is one moment
 * (epoch milliseconds), which no pause moves; only a case has it, never a tenant's limit. `repeat` runs from turn to turn: the step at 100 per
 * cent takes a turn and sets the clock anew in the same transition; `after` is the day by the rule of the turn that was taken last.
 */
export type Budget =
  | { readonly workingDays: number; readonly end?: 'midnight' }
  | { readonly dutyMinutes: number }
  | { readonly clockMinutes: number }
  | { readonly calendarDays: number; readonly roll?: true }
  | { readonly until: number }
  | { readonly repeat: Recurrence; readonly after?: string };

export type ClockState = 'running' | 'paused' | 'stopped';

/** A case as rules see it: what is known, never how it is stored. Times are epoch milliseconds. */
export type Case<State extends string = string, Facts = unknown> = {
  readonly id: string;
  readonly tenant: string;
  readonly state: State;
  readonly revision: number;
  readonly rulesVersion: number;
  readonly facts: Facts;
  /** The unit that has the case now; grants bound to units count only for their own cases. */
  readonly unit?: string;
  /** Where the matter lies; grants bound to areas count only there. */
  readonly area?: string;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly clocks: Readonly<Record<string, ClockState>>;
  /** What is waited for, as the record found it: with the people who are there. */
  readonly tasks: readonly OpenTask[];
  /** People with a part in the case who have left, or have lost the role that their part needs. */
  readonly gone?: readonly Part[];
  /** Who has acted on it, and in whose name. */
  readonly hands?: readonly Hand[];
};

/** Somebody whom the case names for something that only they do, and the role that they need for it. */
export type Part<Role extends string = string> = { readonly person: string; readonly role?: Role };

/** What somebody has to be qualified for. */
export type NeededQualification = { readonly person: string; readonly kind: string };

/** People with a part in a case who may do no more in it, each as it was found just now. */
export type Gone = {
  /** They have left the house. */
  readonly left: readonly string[];
  /** They have lost the role that their part needs. */
  readonly withoutRole: readonly string[];
  /** They have lost a qualification that their part needs. */
  readonly unqualified: readonly NeededQualification[];
};

/**
 * A piece of work for one person, or for the holders of a role (in the case's unit or area where their grant is bound). Work for a person
 * who has gone falls to the role, and work for a role that nobody holds to `otherwise`, or else to the fallback of the process.
 */
export type TaskSpec<Action extends string = string, Role extends string = string> = {
  readonly action: Action;
  readonly person?: string;
  readonly role?: Role;
  /** The clock whose due time is the task's. */
  readonly clock?: string;
  /** Tasks of one group are all to be finished; people who leave are taken out of it. */
  readonly group?: string;
  /** People with a part in the case without whom it can't be done, and what is waited for instead where one of them has gone. */
  readonly needs?: readonly { readonly person: string; readonly otherwise: WayOut<Action, Role> }[];
  /** People who hold the role and may not do it, such as those whose own work it judges. */
  readonly except?: readonly string[];
  /** What is waited for, and from which role, where nobody is there for it. */
  readonly otherwise?: WayOut<Action, Role>;
};

/** What is waited for where nobody is there for a task: from this person while they are there, and from the role. */
export type WayOut<Action extends string = string, Role extends string = string> = {
  readonly action?: Action;
  readonly person?: string;
  readonly role: Role;
};

/**
 * A task as it is open; `fellFrom` is the person or role that it fell from, and lets the role that has it now act. `nobody` says that even of
 * those at the end of the line none may do it.
 */
export type OpenTask = Omit<TaskSpec, 'otherwise' | 'needs'> & { readonly fellFrom?: string; readonly nobody?: true };

/** Who is told: a person, everybody holding a role on this case (or for a unit that had it), or the case's parties in a role (those of merged cases too). */
export type Recipient =
  | { readonly person: string }
  | { readonly role: string; readonly unit?: string }
  | { readonly party: string }
  /** Whoever follows this very case with a code, in the part that they have in it. */
  | { readonly party: string; readonly follows: string };

/** A message from the process's or the tenant's templates; `params` fills it. */
export type Notice = {
  readonly to: Recipient;
  readonly notice: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** What follows from an act. Everything in it is recorded in one transaction, or nothing is. */
export type Outcome<State extends string = string, Facts = unknown, Clock extends string = string> = {
  /** The state that the case goes over into; its clocks and tasks follow from the lifecycle. */
  readonly state?: State;
  readonly facts?: Partial<Facts>;
  readonly title?: string;
  readonly unit?: string;
  readonly area?: string;
  /** The reason the actor gave, where one is demanded. */
  readonly reason?: string;
  /** Whether only the actor and those who work on the case see this act. */
  readonly confidential?: boolean;
  readonly clocks?: {
    /** `default`: the tenant's limit for this clock, or else the process's own. Starting again makes a fresh, linked run. */
    readonly start?: { readonly [C in Clock]?: Budget | 'default' };
    readonly pause?: readonly Clock[];
    readonly resume?: readonly Clock[];
    readonly stop?: readonly Clock[];
    readonly extend?: { readonly [C in Clock]?: Budget };
    /** Another budget for the run that there is: the time used counts, and so does what it was extended by. */
    readonly limit?: { readonly [C in Clock]?: Budget };
  };
  readonly notify?: readonly Notice[];
  /** What the act does beyond its own case, by constructors such as `hold` and `credit`. */
  readonly effects?: readonly Effect[];
};

/**
 * What a rule is given to judge by. `reference` is what the tenant's data said when the act was sent, and `limits` the numbers that held
 * then; both are kept with the event as its authority.
 */
export type ActContext<State extends string, Facts, Input, Reference, Limits = Readonly<Record<string, number>>> = {
  readonly current: Case<State, Facts>;
  readonly actor: Actor;
  readonly now: number;
  readonly input: Input;
  readonly reference: Reference;
  readonly limits: Limits;
};

export type Rule<
  State extends string,
  Facts,
  Clock extends string,
  Input,
  Reference,
  Role extends string = string,
  Limits = Readonly<Record<string, number>>,
> = {
  readonly title: Title;
  readonly description?: Title;
  /** What history calls it, in the past tense. A name is law once released. */
  readonly event: string;
  /** Roles; `clock:<name>` for what a clock does by itself, `case` for what another case asks for. */
  readonly by: readonly By<Role>[];
  /** A grant bound to units or areas counts wherever the case lies; the rule looks at whom the act is for. */
  readonly anywhere?: boolean;
  /** Whether an office does it also where the case is its holder's own matter. */
  readonly evenOwn?: boolean;
  /** Acts that somebody else has to have done, who isn't related either: four eyes. */
  readonly apart?: readonly Apart<Facts>[];
  /** Whether only who did it, and those who oversee everything, are shown that they did and what they sent. */
  readonly secret?: boolean;
  readonly from: readonly State[];
  /** States it may lead to; none means that it stays. */
  readonly to?: readonly State[];
  /** Why this person may not do this now. Shown to callers before they try. */
  readonly guard?: (
    act: Omit<ActContext<State, Facts, Input, Reference>, 'input' | 'reference' | 'limits'>,
  ) => Refusal | undefined;
  /** Resources that no other case may hold, not even shared. Callers see before they try which case they wait for. */
  readonly needsFree?: (current: Case<State, Facts>) => readonly string[];
  readonly decide: (act: ActContext<State, Facts, Input, Reference, Limits>) => Outcome<State, Facts, Clock> | Refusal;
};

/** Who may do something: holders of a role, a clock by itself, another case, the follower of a case, or callers without a token. */
export type By<Role extends string = string> = Role | `clock:${string}` | 'case' | 'follower' | 'anonymous';

/** One step of a ladder: at this share of the budget these are told, or this action is done by `clock:<name>`. */
export type LadderStep<Action extends string = string> = {
  /** Per cent of the budget. */
  readonly at: number;
  readonly notify?: readonly Recipient[];
  readonly act?: Action;
};

export type ClockRule<Action extends string = string> = {
  readonly title: Title;
  /** The default; a tenant's dated limit `clock.<name>` goes before it. */
  readonly budget: Budget;
  /** The budget that a case has of its own, where it has one; it goes before both. */
  // biome-ignore lint/suspicious/noExplicitAny: the facts of the process
  readonly own?: (facts: any) => Budget | undefined;
  /** By what its time is set where each case gives its own, such as a limit: a budget that a tenant set for it would do nothing, and is refused. */
  readonly setBy?: Title;
  /** The most that a tenant may set, where the law gives no more; less is theirs to set. */
  readonly longest?: Budget;
  readonly ladder: readonly LadderStep<Action>[];
  /** Whether it is the house's own affair: its due time is never that of the case, which is promised to those whom the case concerns. */
  readonly inner?: boolean;
};

type ReferenceOf<Reference, A> = A extends keyof Reference ? Reference[A] : undefined;

export type Process<
  Inputs extends { start: unknown },
  Facts,
  Reference,
  State extends string,
  Clock extends string,
  Role extends string = string,
  Limits extends LimitRules = LimitRules,
> = {
  /** Also the workflow type and the GraphQL prefix. A name is law once released. */
  readonly name: string;
  /** In case numbers, such as `IR`. */
  readonly code: string;
  /** Raised when a changed rule would judge open cases otherwise; released versions stay until no open case uses them. */
  readonly version: number;
  readonly title: Title;
  readonly states: { readonly [S in State]: Title };
  /** The case counts as closed; its workflow ends once no clock runs, and is taken up again from the record when an act is allowed. */
  readonly closed: readonly NoInfer<State>[];
  /** Closed states of what was no matter of its own here after all, such as a duplicate; figures count them apart. */
  readonly aside?: readonly NoInfer<State>[];
  readonly clocks: { readonly [C in Clock]: ClockRule<Exclude<Extract<keyof Inputs, string>, 'start'>> };
  /** The clocks whose due times those whom the case concerns were promised; they hear when the calendar moves them. */
  readonly promised?: readonly NoInfer<Clock>[];
  /** What runs, rests and is waited for in each state. */
  readonly lifecycle: Lifecycle<
    NoInfer<State>,
    Facts,
    NoInfer<Clock>,
    Exclude<Extract<keyof Inputs, string>, 'start'>,
    NoInfer<Role>
  >;
  /** The roles that have to do with its cases, with their titles. */
  readonly roles: { readonly [R in Role]: Title };
  /** The role that work falls to where nobody else is there for it; the tenant's administrators where nothing is said. */
  readonly fallback?: NoInfer<Role>;
  /** The people whom a case names for something that only they do. */
  readonly parts?: (facts: Facts) => readonly (Part<NoInfer<Role>> | null)[];
  /** Those whose own matter a case is (people, or firms and the like to which people are related), and the offices in which they do nothing on it: somebody else does, or those to whom the work falls. */
  readonly own?: { readonly people: (facts: Facts) => readonly string[]; readonly offices: readonly NoInfer<Role>[] };
  /** The firms and households that a case concerns, as `subjectId` names them, and the roles of those who act for them. */
  readonly subjects?: Subjects<Facts, NoInfer<Role>>;
  /** What follows when one of its firms or households ends or is renamed; where nothing is said, it is noted and those who work on it are told. */
  readonly whenSubject?: (
    current: Case<NoInfer<State>, Facts>,
    change: SubjectChange,
    now: number,
  ) => Outcome<NoInfer<State>, Facts, NoInfer<Clock>>;
  /** Those who have a private part in a case, such as its reporters: no deputy does anything on it in their place. */
  readonly inPerson?: (facts: Facts) => readonly string[];
  /** Numbers a tenant may change with a date, and what holds until then. */
  readonly limits: Limits;
  /** Roles that see the cases of their unit and area; everybody else sees only those they have to do with. */
  readonly staff: readonly NoInfer<Role>[];
  /** Roles that see every case without working on it, wherever their grants are bound to. */
  readonly openTo?: readonly NoInfer<Role>[];
  /** Facts that aren't for everybody who sees the case: the roles that read them, what of them is somebody's own, and the acts by which they come. */
  readonly audiences?: Audiences<Facts, Inputs, NoInfer<Role>>;
  /** Where somebody has another view of the case as a whole, such as the recipient of one parcel: what of the facts they see. `id` is the number of the case. */
  readonly shows?: (facts: Partial<Facts>, actor: Actor, isStaff: boolean, id: string) => Partial<Facts>;
  /** The qualifications without which those who have a part in the case do nothing more in it. */
  readonly qualifications?: (facts: Facts) => readonly NeededQualification[];
  /** What follows when people who have a part in the case may do no more in it. */
  readonly whenGone?: (
    current: Case<NoInfer<State>, Facts>,
    gone: Gone,
    now: number,
  ) => Outcome<NoInfer<State>, Facts, NoInfer<Clock>>;
  /** What anybody may read of a case, signed in or not. */
  readonly publicView?: PublicView<NoInfer<State>, Facts, NoInfer<Clock>>;
  /** What those read as its title who aren't staff of the case; the title itself where nothing is said. */
  readonly titled?: (facts: Partial<Facts>, actor: Actor, id: string) => string;
  /** Whether a case may be about those who would read it: what was sent to it is then read by its senders alone, and isn't found. */
  readonly sealed?: (facts: Facts) => boolean;
  /** Whether those who aren't staff of the case see only what they did themselves. */
  readonly ownActsOnly?: boolean;
  /** Roles of parties that are offices, whose name and number everybody reads. */
  readonly publicParties?: readonly string[];
  /** Those who do something together, or are asked to: each sees whom they have before them. */
  readonly together?: (facts: Facts) => readonly string[];
  /**
   * Parties in this role don't learn of each other, nor of tasks in this group that are for others. Those who are `unnamed`, and whoever
   * acts in no office of the process, are known to the roles of `personal` alone: also not to those who oversee, and not by another office of theirs.
   */
  readonly apart?: {
    readonly party: string;
    readonly group: string;
    readonly unnamed?: (facts: Partial<Facts>) => readonly string[];
  };
  /** Where a closed case goes on as another, the number of that one. */
  readonly goesOnAs?: (facts: Facts) => string | undefined;
  /** What whoever acts is to know at once, beside the messages that are sent. */
  readonly advice?: (facts: Facts) => Title | undefined;
  /** Roles that read names, numbers and addresses of the parties in full; others see them masked. */
  readonly personal: readonly NoInfer<Role>[];
  /** The only roles that read one kind of it, such as bank accounts, in full. */
  readonly reads?: { readonly [K in Personal]?: readonly NoInfer<Role>[] };
  /** Parties outside, such as the recipients of parcels, and the only roles that read what is personal of them. */
  readonly outsiders?: { readonly party: (role: string) => boolean; readonly readBy: readonly NoInfer<Role>[] };
  readonly start: {
    readonly title: Title;
    readonly description?: Title;
    readonly event: string;
    /** Whether one request may open several of them, each with a result of its own. */
    readonly each?: boolean;
    /**
     * Roles in which those are spoken for who have no account, and as what they are parties: they are given a secret code to follow the case,
     * and told of what is done with it.
     */
    readonly accountless?: { readonly by: readonly string[]; readonly party: string };
    /**
     * What of an input is kept, where that isn't all, and whether its sender stays unnamed: they are then as somebody without a token. The
     * rest gets neither into the record nor into Temporal.
     */
    readonly discretion?: (
      input: Inputs['start'],
      reference: ReferenceOf<Reference, 'start'>,
      actor: Actor,
    ) => { readonly unnamed: boolean; readonly input: Inputs['start'] } | undefined;
    /** In which of these roles somebody opens it, where that isn't simply the first that they hold. */
    readonly as?: (actor: Actor, input: Inputs['start']) => By<NoInfer<Role>> | undefined;
    /** `anonymous` lets callers without a token open a case. */
    readonly by: readonly By<NoInfer<Role>>[];
    /** States in which a case may open. */
    readonly to: readonly NoInfer<State>[];
    readonly decide: (opening: {
      readonly id: string;
      readonly actor: Actor;
      readonly now: number;
      readonly input: Inputs['start'];
      readonly reference: ReferenceOf<Reference, 'start'>;
      readonly limits: LimitValues<NoInfer<Limits>>;
    }) =>
      | (Outcome<NoInfer<State>, Facts, NoInfer<Clock>> & {
          readonly state: NoInfer<State>;
          readonly facts: Facts;
          readonly title: string;
        })
      | Refusal;
  };
  readonly actions: {
    readonly [A in Exclude<keyof Inputs, 'start'>]: Rule<
      NoInfer<State>,
      Facts,
      NoInfer<Clock>,
      Inputs[A],
      ReferenceOf<Reference, A>,
      NoInfer<Role>,
      LimitValues<NoInfer<Limits>>
    >;
  };
  /** Takes an open case of the version before over into this one, or says why that can't be. */
  readonly adopt?: (current: Case) => { readonly state: NoInfer<State>; readonly facts: Facts } | Refusal;
};

/** What callers may send, as the rules see it after parsing. */
export type InputTypes<S extends Record<string, z.ZodType>> = { [K in keyof S]: z.output<S[K]> };

/** Defines a process; a misspelt state, clock or action, or a missing rule, is a compile error. */
export const defineProcess =
  <Inputs extends { start: unknown }, Facts, Reference = unknown>() =>
  <
    const State extends string,
    const Clock extends string,
    const Role extends string = string,
    Limits extends LimitRules = LimitRules,
  >(
    process: Process<Inputs, Facts, Reference, State, Clock, Role, Limits>,
  ): Process<Inputs, Facts, Reference, State, Clock, Role, Limits> =>
    process;

/** Any process, where its own types don't matter. */
// biome-ignore lint/suspicious/noExplicitAny: the kernel moves facts and inputs about without looking into them
export type AnyProcess = Process<any, any, any, any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyRule = Rule<any, any, any, any, any, any, any>;

/** A refusal of a process. Codes with a dot are the kernel's. */
export const refuse = <Code extends string>(
  code: Code extends `${string}.${string}` ? never : Code,
  en: string,
  zh: string,
): Refusal => ({ code, en, zh });
export const isRefusal = (value: object): value is Refusal => 'code' in value && 'en' in value;

/** Whether somebody holds one of these roles on this case; a grant bound to units or areas counts only for cases there. */
export const holdsRole = (
  actor: Pick<Actor, 'grants'>,
  roles: readonly string[],
  current?: Pick<Case, 'unit' | 'area'>,
): boolean => roleOn(actor, roles, current) !== undefined;

/** Whether somebody holds one of these roles in the whole tenant, bound to no unit and no area. */
export const holdsEverywhere = (actor: Pick<Actor, 'grants'>, roles: readonly string[]): boolean =>
  actor.grants.some(({ role, units, areas }) => roles.includes(role) && !units && !areas);

/** The role in which somebody acts on this case. */
export const roleOn = (
  actor: Pick<Actor, 'grants'>,
  roles: readonly string[],
  current?: Pick<Case, 'unit' | 'area'>,
): string | undefined => actor.grants.find((grant) => roles.includes(grant.role) && (!current || covers(grant, current)))?.role;

/** Whether a grant counts on this case. */
export const covers = ({ units, areas }: Grant, { unit, area }: Pick<Case, 'unit' | 'area'>): boolean =>
  (!units || (unit !== undefined && units.includes(unit))) && (!areas || (area !== undefined && areas.includes(area)));
