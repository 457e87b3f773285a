/** The track on which an application goes: a row of the tenant's table `powerTracks`, kept with the case as it was on the day of filing. */
import type { Facts } from './facts.ts';

/** Our steps in their order; a track leaves out those that it has no days for. */
export type Step = 'accept' | 'survey' | 'scheme' | 'designReview' | 'midInspection' | 'finalInspection' | 'connect';

export type Voltage = Facts['voltage'];

/** The track that was chosen, and why. */
export type Track = Facts['track'];
/** Of all rows that fit, the one with the lowest position is taken. */
export type TrackRow = Omit<Track, 'code' | 'why'>;

/** A part of the year, each year: MM-DD, both days in it; it may go over the new year. */
export type Season = NonNullable<TrackRow['when']['season']>;

/** A document that customers of a class have to bring. */
export type Material = Facts['checklist'][number];
