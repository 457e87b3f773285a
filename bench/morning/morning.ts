/** What every part of the morning works with. */
import type { Callers } from '../moved/caller.ts';
import type { Chances } from '../moved/chance.ts';
import type { House } from '../moved/house.ts';
import type { Lives } from '../moved/lives.ts';
import type { Tally } from '../moved/tally.ts';
import { turns } from '../moved/turns.ts';
import type { Plan } from './plan.ts';

export const TENANT = 'tongyu';
/** Sees the whole record. */
export const AUDITOR = 'jiang-tao';

export type Morning = {
  readonly house: House;
  readonly callers: Callers;
  readonly lives: Lives;
  readonly chance: Chances;
  readonly tally: Tally;
  readonly plan: Plan;
  /** What became of each booking, by its place in the plan: the number of its case, or that it was refused. */
  readonly booked: Map<number, string | 'refused'>;
};

const inTurn = turns(1);

/** Open pickups in a state, as far as somebody has to know them. */
export const pickupsIn = <Row>({ house: { owner, tenant } }: Pick<Morning, 'house'>, state: string, fields: string) =>
  inTurn(async () => {
    const { rows } = await owner.query<Row & { id: string }>(
      `SELECT id, ${fields} FROM cases WHERE tenant = $1 AND process = 'producePickup' AND state = $2 ORDER BY id`,
      [tenant, state],
    );
    return rows as readonly (Row & { readonly id: string })[];
  });

/** Begins something that is looked after again and again, from one moment to another, every so many milliseconds. */
export const beginRounds = (
  { lives }: Morning,
  { from, until, every }: { from: number; until: number; every: number },
  round: (at: number) => Promise<void>,
): void =>
  lives.begin(async () => {
    for (let at = from; at <= until; at += every) {
      await lives.until(at);
      await round(at);
    }
  });
