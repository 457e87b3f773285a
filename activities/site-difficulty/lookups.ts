/** What each act on a difficulty of a site is judged by, or what in its input the tenant's data doesn't know. */

import type { Person } from '../../workflows/academy/people.ts';
import type { Unit } from '../../workflows/academy/units.ts';
import type { Inputs } from '../../workflows/site-difficulty/inputs.ts';
import type { Reference } from '../../workflows/site-difficulty/vocabulary.ts';
import { readDepartment } from '../departments.ts';
import type { LookupAnswer, LookupAsk, Lookups } from '../lookups.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | Extract<LookupAnswer, { issues: unknown }>;

/** Names as they are now; the pairing was asked for these very people and units. */
const NAMES = `SELECT
    (SELECT jsonb_build_object('id', id, 'en', en, 'zh', zh) FROM units WHERE id = $1->>'site') AS site,
    (SELECT jsonb_build_object('id', id, 'name', name) FROM people WHERE id = $1->>'worker') AS worker,
    (SELECT jsonb_build_object('id', id, 'name', name) FROM people WHERE id = $1->>'raisedBy') AS "raisedBy"`;

const start = async ({ read, input }: LookupAsk): Promise<Answer<'start'>> => {
  const { site, worker, raisedBy, department } = input as Inputs['start'];
  const [[names], found] = await Promise.all([
    read<{ site: Unit; worker: Person; raisedBy: Person }>(NAMES, { site, worker, raisedBy }),
    readDepartment(read, department),
  ]);
  if ('issue' in found) return { issues: [found.issue] };
  if (!names) throw new Error('A question without FROM has always one answer.');
  return { reference: { ...names, department: found.department } };
};

const department = async ({ read, input }: LookupAsk): Promise<Answer<'handOn'>> => {
  const found = await readDepartment(read, (input as Inputs['handOn']).department);
  return 'issue' in found ? { issues: [found.issue] } : { reference: found };
};

export const siteDifficultyLookups = {
  start,
  handOn: department,
  rule: department,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
