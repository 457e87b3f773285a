/** Who is active under the couriers’ pact, and how many are in each state and level. */
import type { PactLevel } from '../../activities/courier-pact/tables.ts';
import { levelOf, VERIFIED } from '../../activities/courier-pact/verified.ts';
import { readTable } from '../../activities/tables.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Row = {
  readonly caseId: string;
  readonly state: string;
  readonly company: string;
  readonly area: Title;
  readonly verified: number;
  readonly level: Title | null;
  readonly until: number | null;
};
type Count = { readonly state: string; readonly pacts: number };
type Report = { readonly active: readonly Row[]; readonly states: readonly Count[] };

/** As many as one answer lists. */
const MOST = 1000;

export const courierPactReportModule: SchemaModule = (builder, { title }) => {
  const row = builder.objectRef<Row>('ActivePact').implement({
    description: 'The pact of a courier that runs; who it is stands in the case.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      state: t.exposeString('state'),
      company: t.exposeString('company'),
      area: t.field({ type: title, resolve: ({ area }) => area }),
      verified: t.exposeInt('verified', { description: 'Reports closed as done since the first signature.' }),
      level: t.field({
        type: title,
        nullable: true,
        resolve: ({ level }) => level,
        description: 'The level that these reach today.',
      }),
      until: t.field({ type: 'DateTime', nullable: true, resolve: ({ until }) => (until === null ? null : new Date(until)) }),
    }),
  });
  const count = builder.objectRef<Count>('PactsInState').implement({
    description: 'How many pacts are in a state.',
    fields: (t) => ({ state: t.exposeString('state'), pacts: t.exposeInt('pacts') }),
  });
  const report = builder.objectRef<Report>('CourierPactReport').implement({
    description: 'The couriers’ pact today. 契约小哥',
    fields: (t) => ({
      active: t.field({
        type: [row],
        resolve: ({ active }) => active,
        description: `Signed and not ended: active, to be renewed, or asked about; at most ${MOST}, most reports first.`,
      }),
      states: t.field({ type: [count], resolve: ({ states }) => states }),
    }),
  });
  builder.queryField('courierPactReport', (t) =>
    t.field({
      type: report,
      authScopes: { role: ['allianceSecretary', 'leader', 'auditor', 'admin'] },
      description: 'Who is active under the couriers’ pact. 契约小哥在册情况',
      resolve: (_, __, context) => read(context),
    }),
  );
};

const read = async ({ read }: Context): Promise<Report> => {
  const [active, states, levels] = await Promise.all([
    read<Omit<Row, 'level'>>(
      `SELECT p.id AS "caseId", p.state, p.facts->>'company' AS company, p.facts#>'{area,title}' AS area, (p.facts->>'until')::float8 AS until, ${VERIFIED} AS verified
       FROM cases p WHERE p.process = 'courierPact' AND NOT p.closed AND p.facts->>'until' IS NOT NULL ORDER BY verified DESC, p.id LIMIT ${MOST}`,
      {},
    ),
    read<Count>(
      `SELECT state, count(*)::int AS pacts FROM cases WHERE process = 'courierPact' GROUP BY state ORDER BY state`,
      {},
    ),
    readTable<PactLevel>(read, 'pactLevels'),
  ]);
  return { states, active: active.map((one) => ({ ...one, level: levelOf(levels, one.verified)?.title ?? null })) };
};
