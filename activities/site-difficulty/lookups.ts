/** What each act on a difficulty of a site is judged by, or what in its input the tenant's data doesn't know. */

import type { Person } from '../../workflows/academy/people.ts';
import type { Unit } from '../../workflows/academy/units.ts';
import type { Facts } from '../../workflows/site-difficulty/facts.ts';
import type { Inputs } from '../../workflows/site-difficulty/inputs.ts';
import type { Reference } from '../../workflows/site-difficulty/vocabulary.ts';
import { readDepartment } from '../departments.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';

/** Names as they are now; the pairing was asked for these very people and units. */
const NAMES = `SELECT
    (SELECT jsonb_build_object('id', id, 'en', en, 'zh', zh) FROM units WHERE id = $1->>'site') AS site,
    (SELECT jsonb_build_object('id', id, 'name', name) FROM people WHERE id = $1->>'worker') AS worker,
    (SELECT jsonb_build_object('id', id, 'name', name) FROM people WHERE id = $1->>'raisedBy') AS "raisedBy"`;

const department = async ({ read, input }: ActAsk<Inputs['handOn'], Facts, unknown>) => {
  const found = await readDepartment(read, input.department);
  return 'issue' in found ? { issues: [found.issue] } : { reference: found };
};

export const siteDifficultyLookups = defineLookups<Reference, Inputs, Facts>()({
  start: async ({ read, input }) => {
    const { site, worker, raisedBy, department } = input;
    const [[names], found] = await Promise.all([
      read<{ site: Unit; worker: Person; raisedBy: Person }>(NAMES, { site, worker, raisedBy }),
      readDepartment(read, department),
    ]);
    if ('issue' in found) return { issues: [found.issue] };
    if (!names) throw new Error('A question without FROM has always one answer.');
    return { reference: { ...names, department: found.department } };
  },
  handOn: department,
  rule: department,
});
