import type { Chance } from '../moved/chance.ts';
import type { CoursePlan } from './course-plan.ts';
import type { Year } from './year.ts';

/** A course under way, with what it must come to. */
export type Running = {
  readonly year: Year;
  readonly plan: CoursePlan;
  readonly id: string;
  readonly lecturer: string;
  readonly chance: Chance;
  /** Everybody who has a place or waits for one, first come first. */
  readonly inLine: string[];
  /** Minutes by session, of everybody who was there. */
  readonly attended: Map<string, Map<number, number>>;
};
