/** What the tenant's data says to the rules of a round of inspection. */

import type { Inputs } from '../../workflows/inspection-round/inputs.ts';
import type { FoundHazard, Reference } from '../../workflows/inspection-round/vocabulary.ts';
import { readActor } from '../actors.ts';
import type { InputIssue, LookupAsk, Lookups } from '../lookups.ts';
import { noPerson, noUnit, readUnitsFor } from '../units.ts';

type Answer<A extends keyof Reference> = { readonly reference: Reference[A] } | { readonly issues: readonly InputIssue[] };

/** Hazards that name this round, in the order in which they were found. */
const hazardsOf = ({ read, caseId }: LookupAsk): Promise<FoundHazard[]> =>
  read<FoundHazard>(
    `SELECT c.id, c.facts#>>'{line,id}' AS line FROM links l JOIN cases c ON c.id = l.from_case
     WHERE l.to_case = $1->>'caseId' AND l.kind = 'foundInRound' AND c.state <> 'withdrawn' ORDER BY c.opened_at, c.id`,
    { caseId },
  );

const assign = async ({ read, input }: LookupAsk): Promise<Answer<'assign'>> => {
  const { person: personId, unit: unitId } = input as Inputs['assign'];
  const person = personId === undefined ? null : await readActor(read, personId);
  const unit = unitId === undefined ? null : (await readUnitsFor(read, [unitId], 'patroller')).get(unitId);
  const issues = [
    ...(person === undefined ? [noPerson(['person'], personId ?? '')] : []),
    ...(unit === undefined ? [noUnit(['unit'], unitId ?? '')] : []),
  ];
  return person === undefined || unit === undefined ? { issues } : { reference: { person, unit } };
};

export const inspectionRoundLookups = {
  inspect: async (ask: LookupAsk) => ({
    reference: { limits: ask.limits as Reference['inspect']['limits'], hazards: await hazardsOf(ask) },
  }),
  finish: async (ask: LookupAsk) => ({ reference: { hazards: await hazardsOf(ask) } }),
  assign,
} as const satisfies { [A in keyof Reference]: (ask: LookupAsk) => Promise<Answer<A>> } & Lookups;
