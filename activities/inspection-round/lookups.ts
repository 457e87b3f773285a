/** What the tenant's data says to the rules of a round of inspection. */

import type { Facts } from '../../workflows/inspection-round/facts.ts';
import type { Inputs } from '../../workflows/inspection-round/inputs.ts';
import type { FoundHazard, Reference } from '../../workflows/inspection-round/vocabulary.ts';
import { readActor } from '../actors.ts';
import { noPerson, noRow, noUnit } from '../found.ts';
import { type ActAsk, defineLookups } from '../lookups.ts';
import { type FindingRow, patrolTables } from '../patrol-schedule/tables.ts';
import { readTableRow } from '../tables.ts';
import { readUnitsFor } from '../units.ts';

/** Hazards that name this round, in the order in which they were found. */
const hazardsOf = ({ read, caseId }: ActAsk<unknown, Facts, unknown>): Promise<FoundHazard[]> =>
  read<FoundHazard>(
    `SELECT c.id, c.facts#>>'{line,id}' AS line FROM links l JOIN cases c ON c.id = l.from_case
     WHERE l.to_case = $1->>'caseId' AND l.kind = 'foundInRound' AND c.state <> 'withdrawn' ORDER BY c.opened_at, c.id`,
    { caseId },
  );

export const inspectionRoundLookups = defineLookups<Reference, Inputs, Facts>()({
  inspect: async (ask) => ({ reference: { hazards: await hazardsOf(ask) } }),
  finish: async (ask) => ({ reference: { hazards: await hazardsOf(ask) } }),
  find: async ({ read, input }) => {
    const row = await readTableRow<FindingRow>(read, 'findingKinds', input.kind);
    return row
      ? { reference: { kind: { id: input.kind, ...row } } }
      : { issues: [noRow(['kind'], input.kind, patrolTables.findingKinds)] };
  },
  assign: async ({ read, input }) => {
    const { person: personId, unit: unitId } = input;
    const person = personId === undefined ? null : await readActor(read, personId);
    const unit = unitId === undefined ? null : (await readUnitsFor(read, [unitId], 'patroller')).get(unitId);
    const issues = [
      ...(person === undefined ? [noPerson(['person'], personId ?? '')] : []),
      ...(unit === undefined ? [noUnit(['unit'], unitId ?? '')] : []),
    ];
    return person === undefined || unit === undefined ? { issues } : { reference: { person, unit } };
  },
});
