import type { Facts, Inputs } from '../../workflows/credit-expiry/inputs.ts';
import type { Reference, Turn } from '../../workflows/credit-expiry/rules.ts';
import { defineLookups, type LookupAsk } from '../lookups.ts';

/** The minutes are rounded up, so that the clock never rings in the old year. */
const TURN = `SELECT local::date::text AS today,
    ceil(extract(epoch FROM date_trunc('year', local) + interval '1 year' - local) / 60)::int AS "minutesToNewYear"
  FROM tenants, LATERAL (SELECT to_timestamp(($1->>'now')::float8 / 1000) AT TIME ZONE zone AS local) moment
  WHERE id = current_setting('banjie.tenant', true)`;

const turn = async ({ read, now }: Pick<LookupAsk, 'read' | 'now'>) => {
  const [reference] = await read<Turn>(TURN, { now });
  if (!reference) throw new Error('A tenant that asks is there.');
  return { reference };
};

export const creditExpiryLookups = defineLookups<Reference, Inputs, Facts>()({
  start: turn,
  foretell: turn,
  expire: turn,
});
