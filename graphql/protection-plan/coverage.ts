/** What the API of the protection plan has beside its acts: how much of it has been inspected. */

import { noSuchCase } from '../../activities/acting/api-error.ts';
import { maySeeCase } from '../../activities/acting/visibility.ts';
import { coverageOf } from '../../workflows/protection-plan/coverage.ts';
import type { Count, Coverage, Covered, Facts, Round, RoundState } from '../../workflows/protection-plan/facts.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import { processesOf } from '../schema/process.ts';
import type { SchemaModule } from '../schema/schema.ts';

type PlanCoverage = Coverage & { readonly openHazards: readonly string[] };

export const coverageModule: SchemaModule = (builder) => {
  const count = builder.objectRef<Count>('InspectedCount').implement({
    fields: (t) => ({
      planned: t.exposeInt('planned'),
      inspected: t.exposeInt('inspected'),
      share: t.float({
        nullable: true,
        description: 'inspected ÷ planned; null where nothing is planned.',
        resolve: ({ planned, inspected }) => share(inspected, planned),
      }),
    }),
  });
  const covered = builder.interfaceRef<Covered>('Covered').implement({
    description: 'What has been inspected of what is planned; each line, well and customer counts once.',
    fields: (t) => ({
      lines: t.field({ type: count, resolve: ({ lines }) => lines }),
      wells: t.field({ type: count, resolve: ({ wells }) => wells }),
      customers: t.field({ type: count, resolve: ({ customers }) => customers }),
    }),
  });
  const round = builder.objectRef<Covered & { number: number; state: RoundState }>('RoundCoverage').implement({
    interfaces: [covered],
    fields: (t) => ({ number: t.exposeInt('number'), state: t.exposeString('state') }),
  });
  const plan = builder.objectRef<PlanCoverage>('PlanCoverage').implement({
    interfaces: [covered],
    description: 'Coverage of the season, however many rounds a line is in, and of each round.',
    fields: (t) => ({
      visits: t.field({
        type: count,
        description: 'Sum over the rounds that are not cancelled: a line planned in two rounds counts twice.',
        resolve: ({ visits }) => visits,
      }),
      rounds: t.field({ type: [round], resolve: ({ rounds }) => [...rounds] }),
      openHazards: t.exposeStringList('openHazards', { description: 'Hazards found under the plan that are not closed.' }),
    }),
  });
  builder.queryField('protectionPlanCoverage', (t) =>
    t.field({
      type: plan,
      authScopes: { staff: true },
      description: 'How much of a protection plan has been inspected, as its rounds stand now. 保电方案巡视覆盖率',
      args: { plan: t.arg.id({ description: 'The number of the plan.' }) },
      resolve: (_, { plan: id }, context) => readCoverage(context, id),
    }),
  );
};

/** Read from the rounds themselves, which the facts of the plan follow by a moment. */
const readCoverage = async (context: Context, id: string): Promise<PlanCoverage> => {
  const { read, caller } = context;
  const [found] = (await maySeeCase(read, caller.actor, processesOf(context), id))
    ? await read<{ facts: Facts; rounds: readonly Pick<Round, 'number' | 'state' | 'inspected'>[]; openHazards: string[] }>(
        `SELECT p.facts,
           coalesce((SELECT jsonb_agg(jsonb_build_object('number', r.facts->'number', 'state', r.state, 'inspected', r.facts->'inspections'))
             FROM links l JOIN cases r ON r.id = l.from_case WHERE l.to_case = p.id AND l.kind = 'roundOf'), '[]') AS rounds,
           coalesce((SELECT jsonb_agg(h.id ORDER BY h.opened_at, h.id)
             FROM links l JOIN cases h ON h.id = l.from_case
             WHERE l.to_case = p.id AND l.kind = 'foundIn' AND NOT h.closed), '[]') AS "openHazards"
         FROM cases p WHERE p.id = $1->>'id' AND p.process = 'protectionPlan'`,
        { id },
      )
    : [];
  if (!found) throw noSuchCase(id);
  const rounds = found.facts.rounds.map((planned) => {
    const now = found.rounds.find(({ number }) => number === planned.number);
    return now ? { ...planned, state: now.state, inspected: now.inspected } : planned;
  });
  return { ...coverageOf(found.facts, rounds), openHazards: found.openHazards };
};
