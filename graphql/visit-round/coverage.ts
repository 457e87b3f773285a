/** How far a round of visits has come, and what it brought. */
import { visitLimit } from '../../activities/enterprise-visit/limits.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { LEFT_OUT, type LeftOut } from '../../workflows/visit-round/facts.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { areSettled, type FiguresRow, type FirmFigures, pooled } from './figures.ts';

/** Who reads it beside those who oversee everything. */
const READERS = ['serviceLeader', 'leader', 'auditor', 'admin'];
const PAGE = 50;
const MOST = 200;

type Officer = { readonly officer: string; readonly name: string; readonly visits: number; readonly made: number };
type Totals = {
  readonly state: string;
  readonly opened: number;
  readonly leftOut: number;
  readonly notOpened: number;
  readonly why: readonly { readonly why: LeftOut; readonly firms: number }[];
  readonly perOfficer: number;
  readonly covered: number;
  readonly confirmed: number;
  readonly byWord: number;
  readonly bySilence: number;
  readonly declined: number;
  readonly missed: number;
  readonly open: number;
  readonly minutes: number;
  readonly demands: number;
  readonly officers: readonly Officer[] | null;
};
type Coverage = Totals & { readonly round: string };
type LeftOutFirm = { readonly code: string; readonly name: string; readonly why: LeftOut };

const whyTitle = (why: LeftOut): Title => ({ en: LEFT_OUT[why][0], zh: LEFT_OUT[why][1] });

export const visitCoverageModule: SchemaModule = (builder, { title }) => {
  const leftOut = builder.objectRef<Totals['why'][number]>('VisitCoverageLeftOut').implement({
    description: 'Firms that a round leaves out for one reason.',
    fields: (t) => ({
      why: t.exposeString('why'),
      title: t.field({ type: title, resolve: ({ why }) => whyTitle(why) }),
      firms: t.exposeInt('firms'),
    }),
  });
  const leftOutFirm = builder.objectRef<LeftOutFirm>('VisitCoverageLeftOutFirm').implement({
    description: 'A firm that a round leaves out.',
    fields: (t) => ({
      code: t.exposeString('code'),
      name: t.exposeString('name'),
      why: t.exposeString('why'),
      title: t.field({ type: title, resolve: ({ why }) => whyTitle(why) }),
    }),
  });
  const officer = builder.objectRef<Officer & Pick<Totals, 'perOfficer'>>('VisitCoverageOfficer').implement({
    description: 'The visits of an officer in a round.',
    fields: (t) => ({
      officer: t.exposeID('officer'),
      name: t.exposeString('name'),
      visits: t.exposeInt('visits', { description: 'Visits that they have.' }),
      made: t.exposeInt('made', { description: 'Of these confirmed, or not needed.' }),
      quota: t.float({ description: 'visits ÷ visits of an officer at most.', resolve: (of) => of.visits / of.perOfficer }),
    }),
  });
  const figures = builder.objectRef<FiguresRow>('VisitCoverageFigures').implement({
    description: 'Figures of firms of one industry. Of too few firms nothing is said.',
    fields: (t) => ({
      industry: t.exposeString('industry', { nullable: true, description: 'Null for those that are put together.' }),
      firms: t.exposeInt('firms'),
      staff: t.exposeInt('staff', { nullable: true, description: 'Σ of those who gave it.' }),
      ordersPerMille: t.exposeInt('ordersPerMille', { nullable: true, description: 'Mean of those who gave it.' }),
      exportPerMille: t.exposeInt('exportPerMille', { nullable: true, description: 'Mean of those who gave it.' }),
    }),
  });
  const coverage = builder.objectRef<Coverage>('VisitCoverage').implement({
    description: 'How far a round of visits has come, and what it brought. 走访覆盖情况',
    fields: (t) => ({
      inScope: t.int({ description: 'opened + leftOut.', resolve: ({ opened, leftOut: out }) => opened + out }),
      opened: t.exposeInt('opened', { description: 'Firms for which a visit was opened.' }),
      notOpened: t.exposeInt('notOpened', {
        description: 'Of these, where it was refused, as where the firm had ended meanwhile.',
      }),
      leftOut: t.field({ type: [leftOut], resolve: ({ why }) => [...why] }),
      leftOutFirms: t.field({
        type: [leftOutFirm],
        description: 'Firms that are left out, by their code, from behind one on.',
        args: {
          first: t.arg.int({ defaultValue: PAGE, description: `At most ${MOST}.` }),
          after: t.arg.string({ required: false }),
        },
        resolve: ({ round }, { first, after }, { read }) => leftOutFirms(read, round, first, after ?? null),
      }),
      covered: t.exposeInt('covered', {
        description: 'Firms with a visit that is confirmed or declined, or that joined another which is.',
      }),
      coverage: t.float({
        nullable: true,
        description: 'covered ÷ inScope. Null where no firm is meant. 覆盖率',
        resolve: ({ covered, opened, leftOut: out }) => share(covered, opened + out),
      }),
      confirmed: t.exposeInt('confirmed'),
      declined: t.exposeInt('declined'),
      missed: t.exposeInt('missed'),
      open: t.exposeInt('open', { description: 'Neither made nor ended yet.' }),
      byWord: t.float({
        nullable: true,
        description: 'Confirmed by the firm or by a call ÷ confirmed. The others were confirmed by silence.',
        resolve: ({ byWord, confirmed }) => share(byWord, confirmed),
      }),
      bySilence: t.exposeInt('bySilence'),
      minutes: t.exposeInt('minutes', { description: 'Σ of the visits.' }),
      demands: t.exposeInt('demands'),
      demandsPer100: t.float({
        nullable: true,
        description: '100 × demands ÷ confirmed.',
        resolve: ({ demands, confirmed }) => (confirmed === 0 ? null : Math.round((demands / confirmed) * 10_000) / 100),
      }),
      officers: t.field({
        type: [officer],
        resolve: ({ officers, perOfficer }) => (officers ?? []).map((of) => ({ ...of, perOfficer })),
      }),
      figures: t.field({
        type: [figures],
        description:
          'By industry, of at least so many firms as the limit says. Industries with fewer are put together. Nothing before the round and all of its visits are over.',
        resolve: async ({ round, ...so }, _, { read }) =>
          areSettled(so)
            ? [...pooled(await read<FirmFigures>(FIGURES, { round }), await visitLimit(read, 'firmsInAFigure'))]
            : [],
      }),
    }),
  });
  builder.queryField('visitCoverage', (t) =>
    t.field({
      type: coverage,
      nullable: true,
      authScopes: { roleSomewhere: READERS },
      description: 'A round of visits in figures; null where there is no such round. 走访覆盖情况',
      args: { round: t.arg.id() },
      resolve: async (_, { round }, { read }) => {
        const id = round.trim().toUpperCase();
        const [found] = await read<Totals>(TOTALS, { round: id });
        return found ? { ...found, round: id } : null;
      },
    }),
  );
};

/** The visits of a round, each with what became of the one that it joined. */
const VISITS = `SELECT c.state, c.facts, j.state AS joined FROM links l JOIN cases c ON c.id = l.from_case
  LEFT JOIN cases j ON j.id = c.facts->>'joined' WHERE l.to_case = $1->>'round' AND l.kind = 'inRound' AND l.ended_revision IS NULL`;
const MADE = `v.state IN ('confirmed', 'declined') OR v.joined IN ('confirmed', 'declined')`;

const TOTALS = `WITH v AS (${VISITS})
  SELECT (r.facts#>>'{opening,opened}')::int AS opened, r.state, (r.facts#>>'{opening,leftOut}')::int AS "leftOut", (r.facts->>'notOpened')::int AS "notOpened",
    r.facts->'leftOut' AS why, (r.facts->>'perOfficer')::int AS "perOfficer", t.*,
    (SELECT jsonb_agg(o ORDER BY o->>'officer') FROM (SELECT jsonb_build_object('officer', v.facts#>>'{officer,id}', 'name', max(v.facts#>>'{officer,name}'),
        'visits', count(*), 'made', count(*) FILTER (WHERE ${MADE})) AS o FROM v WHERE v.facts->'officer' <> 'null' GROUP BY v.facts#>>'{officer,id}') q) AS officers
  FROM cases r, LATERAL (SELECT count(*) FILTER (WHERE ${MADE})::int AS covered, count(*) FILTER (WHERE v.state = 'confirmed')::int AS confirmed,
      count(*) FILTER (WHERE v.facts#>>'{confirmed,how}' IN ('word', 'callBack'))::int AS "byWord", count(*) FILTER (WHERE v.facts#>>'{confirmed,how}' = 'silence')::int AS "bySilence",
      count(*) FILTER (WHERE v.state = 'declined')::int AS declined, count(*) FILTER (WHERE v.state = 'missed')::int AS missed,
      count(*) FILTER (WHERE v.state IN ('planned', 'arranged', 'underWay', 'recorded'))::int AS open,
      coalesce(sum((v.facts->>'minutes')::int), 0)::int AS minutes, coalesce(sum(jsonb_array_length(v.facts->'demands')), 0)::int AS demands FROM v) t
  WHERE r.id = $1->>'round' AND r.process = 'visitRound'`;

const FIGURES = `WITH v AS (${VISITS})
  SELECT coalesce(s.industry, '') AS industry, (v.facts#>>'{figures,staff}')::int AS staff, (v.facts#>>'{figures,ordersPerMille}')::int AS "ordersPerMille",
    (v.facts#>>'{figures,exportPerMille}')::int AS "exportPerMille"
  FROM v JOIN subjects s ON s.kind = 'firm' AND s.key = v.facts#>>'{firm,code}' WHERE v.state = 'confirmed' AND v.facts->'figures' <> 'null'`;

/** Each page that was opened keeps with its event which firms it left out. */
const leftOutFirms = async (
  read: Context['read'],
  round: string,
  first: number,
  after: string | null,
): Promise<LeftOutFirm[]> => [
  ...(await read<LeftOutFirm>(
    `SELECT f->>'code' AS code, coalesce(s.name, f->>'code') AS name, f->>'leftOut' AS why FROM events e, jsonb_array_elements(e.reference->'firms') f
       LEFT JOIN subjects s ON s.kind = 'firm' AND s.key = f->>'code'
     WHERE e.case_id = $1->>'round' AND e.action IN ('begin', 'openNext') AND f ? 'leftOut' AND ($1->>'after' IS NULL OR f->>'code' > ($1->>'after') COLLATE "C")
     ORDER BY (f->>'code') COLLATE "C" LIMIT ($1->>'first')::int`,
    { round, after, first: Math.max(0, Math.min(MOST, first)) },
  )),
];
