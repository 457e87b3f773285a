/** What every part of a round of visits works with. */
import type { Any, Callers } from '../moved/caller.ts';
import type { Chances } from '../moved/chance.ts';
import type { House } from '../moved/house.ts';
import type { Lives } from '../moved/lives.ts';
import type { Tally } from '../moved/tally.ts';
import { turns } from '../moved/turns.ts';
import type { Plan } from './plan.ts';

export const TENANT = 'xindai';
export const ADMIN = 'guan-shu';
export const LEADER = 'zhan-rui';
/** Sees the whole record. */
export const AUDITOR = 'ke-zheng';

export type Round = {
  readonly house: House;
  readonly callers: Callers;
  readonly lives: Lives;
  readonly chance: Chances;
  readonly tally: Tally;
  readonly plan: Plan;
  /** The case of the round. */
  readonly id: string;
};

export type Visit = { readonly id: string; readonly state: string; readonly facts: Any };

const inTurn = turns(1);

/** The visits that the round has opened. */
export const visits = ({ house: { owner, tenant }, id }: Pick<Round, 'house' | 'id'>): Promise<readonly Visit[]> =>
  inTurn(async () => {
    const { rows } = await owner.query<Visit>(
      `SELECT id, state, facts FROM cases WHERE tenant = $1 AND process = 'enterpriseVisit' AND facts->>'round' = $2 ORDER BY id`,
      [tenant, id],
    );
    return rows;
  });
