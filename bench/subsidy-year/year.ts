/** What every part of a year of subsidies works with. */
import type { TestBank } from '../../testing/test-bank.ts';
import type { Any, Callers } from '../moved/caller.ts';
import type { Chances } from '../moved/chance.ts';
import { at } from '../moved/days.ts';
import type { House } from '../moved/house.ts';
import type { Lives } from '../moved/lives.ts';
import { untilSettled } from '../moved/settled.ts';
import type { Tally } from '../moved/tally.ts';
import { turns } from '../moved/turns.ts';
import type { Plan } from './plan.ts';

export const TENANT = 'xindai';
/** Sees all figures and the whole record. */
export const AUDITOR = 'ke-zheng';
/** The item of which this is a year. */
export const ITEM = 'yearGrant';
/** What each firm is paid, in cents. */
export const GRANT = 1_000_000;

/** A bank that knows of which payments its answer was lost. */
export type YearBank = TestBank & { readonly lost: ReadonlySet<string> };

export type Year = {
  readonly house: House;
  readonly callers: Callers;
  readonly lives: Lives;
  readonly chance: Chances;
  readonly tally: Tally;
  readonly plan: Plan;
  readonly bank: YearBank;
  /** The case of each application, by its place in the plan. */
  readonly cases: Map<number, string>;
  /** The case of the budget. */
  readonly budget: string;
};

export type Application = {
  readonly id: string;
  readonly state: string;
  readonly closed: boolean;
  readonly tasks: number;
  readonly facts: Any;
};

const inTurn = turns(1);

/** All applications of the year in the order of submission; those that weren’t submitted come last. */
export const applications = ({ house: { owner, tenant } }: Pick<Year, 'house'>): Promise<readonly Application[]> =>
  inTurn(async () => {
    const { rows } = await owner.query<Application>(
      `SELECT id, state, closed, jsonb_array_length(tasks_open) AS tasks, facts FROM cases
       WHERE tenant = $1 AND process = 'subsidyApplication' AND facts->>'item' = $2 ORDER BY (facts->>'submittedAt')::numeric, id`,
      [tenant, ITEM],
    );
    return rows;
  });

export const applicationsIn = async (year: Pick<Year, 'house'>, ...states: readonly string[]): Promise<readonly Application[]> =>
  (await applications(year)).filter(({ state }) => states.includes(state));

/** Lets time pass up to a moment of the year, and everything be done that was due by then. */
export const passTo = async ({ house, plan }: Pick<Year, 'house' | 'plan'>, day: string, time = '09:00'): Promise<void> => {
  await untilSettled(house);
  await house.clock.moveTo(at(`${plan.year}-${day}`, time));
  await untilSettled(house);
};
