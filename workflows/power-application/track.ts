/** The track on which an application goes: a row of the tenant's table `powerTracks`, kept with the case as it was on the day of filing. */
import type { Title } from '../kernel/process.ts';

/** Our steps in their order; a track leaves out those that it has no days for. */
export const STEPS = ['accept', 'survey', 'scheme', 'designReview', 'midInspection', 'finalInspection', 'connect'] as const;
export type Step = (typeof STEPS)[number];

export const VOLTAGES = ['V220', 'V380', 'KV10', 'KV35'] as const;
export type Voltage = (typeof VOLTAGES)[number];

/** A part of the year, each year: MM-DD, both days in it; it may go over the new year. */
export type Season = { readonly from: string; readonly to: string };

export type TrackRow = {
  readonly title: Title;
  /** Where it stands when a track is looked for: the lowest that fits is taken. */
  readonly position: number;
  readonly when: {
    readonly classes: readonly string[];
    readonly voltages: readonly Voltage[];
    /** Lines that feed the customer. */
    readonly sources: 1 | 2;
    readonly kilowatts: { readonly from: number; readonly to: number };
    readonly season?: Season | undefined;
  };
  /** Green channel 绿色通道: one account manager by name is the customer's only contact. */
  readonly green: boolean;
  readonly acceptedBy: 'windowClerk' | 'accountManager';
  readonly survey: 'onSite' | 'remote' | 'skipped';
  /** Working days of each step that it has. */
  readonly days: { readonly accept: number; readonly connect: number } & { readonly [S in Step]?: number | undefined };
  /** Working days of ours in all. */
  readonly total: number;
};

/** The track that was chosen, and why. */
export type Track = TrackRow & { readonly code: string; readonly why: Title };

/** The step in which the scheme is drawn up: its own, or acceptance where there is none ("accept and sign"). */
export const schemeStep = ({ days }: Pick<TrackRow, 'days'>): 'scheme' | 'accept' =>
  days.scheme === undefined ? 'accept' : 'scheme';

/** A document that customers of a class have to bring. */
export type Material = { readonly code: string; readonly title: Title };
