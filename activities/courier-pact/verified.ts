/** Reports of couriers that were verified, and the level that they reach. */
import type { PactLevel } from './tables.ts';

/** Their reports that were closed as done since they signed first; `p` is the case of a pact. */
export const VERIFIED = `(SELECT count(*)::int FROM cases r WHERE r.tenant = p.tenant AND r.process = 'issueReport' AND r.state = 'closed'
  AND r.named @> ARRAY[p.facts#>>'{courier,id}'] AND r.facts->'reporters' @> jsonb_build_array(jsonb_build_object('id', p.facts#>'{courier,id}'))
  AND ms(r.closed_at) >= coalesce((p.facts#>>'{signatures,0,at}')::float8, ms(p.opened_at)))`;

/** The highest level that so many reports reach. */
export const levelOf = (levels: ReadonlyMap<string, PactLevel>, verified: number) => {
  const [found] = [...levels].filter(([, { from }]) => from <= verified).toSorted((one, other) => other[1].from - one[1].from);
  return found === undefined ? null : { id: found[0], title: found[1].title };
};
