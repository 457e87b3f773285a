import { facts, inputs } from '../../workflows/credit-expiry/inputs.ts';
import { creditExpiry, type Turn } from '../../workflows/credit-expiry/rules.ts';
import type { LookupAsk } from '../lookups.ts';
import type { ProcessPackage } from '../process-package.ts';

/** The minutes are rounded up, so that the clock never rings in the old year. */
const TURN = `SELECT local::date::text AS today,
    ceil(extract(epoch FROM date_trunc('year', local) + interval '1 year' - local) / 60)::int AS "minutesToNewYear"
  FROM tenants, LATERAL (SELECT to_timestamp(($1->>'now')::float8 / 1000) AT TIME ZONE zone AS local) moment
  WHERE id = current_setting('banjie.tenant', true)`;

const turn = async ({ read, now }: LookupAsk): Promise<{ reference: Turn }> => {
  const [reference] = await read<Turn>(TURN, { now });
  if (!reference) throw new Error('A tenant that asks is there.');
  return { reference };
};

/** The expiry of credits 学分到期, as workers and the API mount it. */
export const creditExpiryPackage: ProcessPackage = {
  versions: [creditExpiry],
  inputs,
  facts,
  lookups: { start: turn, expire: turn },
  workflows: new URL('../../workflows/credit-expiry/workflow.ts', import.meta.url),
};
