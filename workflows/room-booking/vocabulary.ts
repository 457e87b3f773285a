/** The names in which the rules of a booking are written, and what the tenant's data says to them. */
import type { During } from '../effects/index.ts';
import type { Actor, Case, Outcome, Rule, Title } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits } from './limits.ts';

export type State = 'waiting' | 'asked' | 'booked' | 'inUse' | 'finished' | 'noShow' | 'cancelled' | 'refused';
export type Clock = 'start' | 'reminder' | 'end';
export type Action = Exclude<keyof Inputs, 'start'>;

export const roles = rolesOf('liveHost', 'roomKeeper', 'leader');
export type Role = keyof typeof roles;

/** A room as the tenant's table has it on the day. */
export type Room = { readonly id: string; readonly title: Title; readonly approval: boolean; readonly unit: string | null };

/** A piece of equipment, and how many of it there are. */
export type Equipment = { readonly id: string; readonly title: Title; readonly count: number };

/** A week of the tenant in which some of the time lies, Monday to Sunday, with how much of it, and how much in the peak. */
export type Week = { readonly from: number; readonly until: number; readonly minutes: number; readonly peakMinutes: number };

/** What the tenant's data says to a time in a room. */
export type Time = {
  readonly from: number;
  readonly to: number;
  readonly room: Room;
  readonly equipment: readonly Equipment[];
  readonly weeks: readonly Week[];
  /** Why the house isn't open in all of it; nothing where it is. */
  readonly closed: Title | null;
  /** When another booking has the room in some of it, with its time to tidy up. */
  readonly taken: { readonly from: number; readonly until: number } | null;
  /** When as much is free next on that day. */
  readonly next: number | null;
  /** Whether it lies in weeks of the harvest, whose first day of booking is the growers'. */
  readonly harvest: boolean;
};

/** What the tenant's data says to a host. */
export type Hosting = {
  readonly host: Actor;
  /** Whether they are qualified today and on the day. */
  readonly trained: boolean;
  /** Where the qualification is had. */
  readonly courses: readonly Title[];
  readonly barredUntil: number | null;
};

/** What the tenant's data said when an act was sent, by action. */
export type Reference = {
  /** `series`: the weeks of the series that this booking is a later one of. */
  readonly start: Time & Hosting & { readonly series: number | null };
  readonly book: Time & Hosting;
  readonly move: Time;
  readonly extend: Time;
  /** No answer where nothing was sent that could be right. */
  readonly checkIn: { readonly trained: boolean; readonly courses: readonly Title[]; readonly there: boolean };
  /** Under which category and where the street hears of it; nothing where the keeper alone does. */
  readonly reportFault: {
    readonly report: { readonly category: string; readonly place: { readonly lat: number; readonly lon: number } } | null;
    /** What the street has of this booking's room already and hasn’t closed; empty where it is on its way there. */
    readonly open: string | null;
    /** How many faults were reported by then. */
    readonly faults: number;
  };
  /** Why the room isn’t open in the booked time, where hours were entered meanwhile. */
  readonly remind: { readonly closed: Title | null };
  readonly cancel: { readonly marks: readonly number[]; readonly closed: Title | null };
  readonly lapse: { readonly marks: readonly number[]; readonly closed: Title | null };
};

export type RoomBooking = Case<State, Facts>;
export type RoomBookingOutcome = Outcome<State, Facts, Clock>;
export type GuardContext = { readonly current: RoomBooking; readonly actor: Actor; readonly now: number };
export type Span = Required<During>;

/** The rules of these actions, for one of the files that `rules.ts` puts together. */
export type RulesOf<A extends Action> = {
  readonly [K in A]: Rule<State, Facts, Clock, Inputs[K], K extends keyof Reference ? Reference[K] : undefined, Role, Limits>;
};
