/** What the API of the yearly evaluation has beside its acts: the result, frozen and as it stands now, and its export. */
import { createHash } from 'node:crypto';
import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { readText, sealed } from '../../activities/sealed.ts';
import { evaluationOfNow } from '../../activities/yearly-evaluation/appeals.ts';
import {
  countBy,
  countOf,
  type Evaluation,
  type EvaluationLine,
  hundredths,
  percent,
  readFrozen,
} from '../../activities/yearly-evaluation/evaluation.ts';
import { holdsRole, type Title } from '../../workflows/kernel/process.ts';
import type { Count, Frozen } from '../../workflows/yearly-evaluation/inputs.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

/** Roles that see everybody's result; a leader's own are those of the leader's units. */
const OVERSEERS = ['academyAdmin', 'personnel', 'leader', 'auditor', 'admin'] as const;
/** Roles that take the result out of the house. */
const EXPORTERS = ['academyAdmin', 'personnel', 'auditor'] as const;

const AS_CONFIRMED = {
  required: false,
  description: 'The result as it was confirmed, before what the appeals have changed.',
} as const;

type Shown = {
  readonly evaluation: Evaluation;
  /** None for a preview. */
  readonly sha256: string | null;
  /** The same year as it stands now. */
  readonly now: ReadonlyMap<string, EvaluationLine>;
};
type Rate = Count & { readonly key: string; readonly title: Title };

export const evaluationsModule: SchemaModule = (builder, { title }) => {
  const rate = builder.objectRef<Rate>('PassRate').implement({
    description: 'How many of those evaluated have passed.',
    fields: (t) => ({
      key: t.exposeID('key', { description: 'The unit or target group.' }),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      people: t.exposeInt('people'),
      passed: t.exposeInt('passed'),
      hundredths: t.int({
        nullable: true,
        description: 'passed ÷ people in hundredths of a per cent, rounded half up: 9237 is 92.37 %.',
        resolve: hundredths,
      }),
      percent: t.string({ nullable: true, description: 'The same for people to read, such as “92.37 %”.', resolve: percent }),
    }),
  });
  const line = builder.objectRef<{ line: EvaluationLine; now: EvaluationLine | undefined }>('EvaluationLine').implement({
    description: 'One person’s year.',
    fields: (t) => ({
      person: t.id({ resolve: (parent) => parent.line.person }),
      name: t.string({ resolve: (parent) => parent.line.name }),
      unit: t.id({ resolve: (parent) => parent.line.unit }),
      group: t.string({ resolve: (parent) => parent.line.group }),
      required: t.int({ resolve: (parent) => parent.line.required }),
      credits: t.int({ resolve: (parent) => parent.line.credits }),
      passed: t.boolean({ resolve: (parent) => parent.line.passed }),
      exempt: t.boolean({
        description: 'Nothing is asked of the person in this year, so that they count in no rate.',
        resolve: (parent) => parent.line.exempt,
      }),
      appeal: t.id({
        nullable: true,
        description: 'The upheld appeal by which the line was changed.',
        resolve: (parent) => parent.line.appeal,
      }),
      creditsNow: t.int({
        nullable: true,
        description: 'The credits of the same year as they stand now, after corrections and appeals. Null for who has left.',
        resolve: (parent) => parent.now?.credits ?? null,
      }),
      passedNow: t.boolean({ nullable: true, resolve: (parent) => parent.now?.passed ?? null }),
    }),
  });
  const evaluation = builder.objectRef<Shown>('Evaluation').implement({
    description: 'The result of a year. 年度考评结果',
    fields: (t) => ({
      year: t.int({ resolve: (parent) => parent.evaluation.year }),
      takenAt: t.field({ type: 'DateTime', resolve: (parent) => parent.evaluation.takenAt }),
      sha256: t.exposeString('sha256', { nullable: true, description: 'Of the canonical JSON (RFC 8785); null for a preview.' }),
      total: t.field({
        type: rate,
        resolve: ({ evaluation: { people } }, _, context) => ({ key: 'all', title: ALL, ...countOf(visible(people, context)) }),
      }),
      everybody: t.field({
        type: rate,
        description: 'Of all who were evaluated, also for those who see their own line alone.',
        resolve: ({ evaluation: { people } }) => ({ key: 'all', title: ALL, ...countOf(people) }),
      }),
      byGroup: t.field({
        type: [rate],
        description: 'By target group.',
        resolve: (parent, _, context) => groupRates(parent, context),
      }),
      byUnit: t.field({
        type: [rate],
        description: 'By unit, those of the units below it included.',
        resolve: (parent, _, context) => unitRates(parent, context),
      }),
      lines: t.field({
        type: [line],
        description: 'Your own line, or, for those who oversee people, theirs.',
        args: {
          person: t.arg.id({ required: false }),
          group: t.arg.string({ required: false }),
          changed: t.arg.boolean({ required: false, description: 'Only those whose credits differ now.' }),
          first: t.arg.int({ required: false, defaultValue: 100 }),
          skip: t.arg.int({ required: false, defaultValue: 0 }),
        },
        resolve: ({ evaluation: { people }, now }, { person, group, changed, first, skip }, context) => {
          const from = Math.max(0, skip ?? 0);
          return visible(people, context)
            .filter((one) => (person ?? one.person) === one.person && (group ?? one.group) === one.group)
            .map((one) => ({ line: one, now: now.get(one.person) }))
            .filter((one) => !changed || one.now?.credits !== one.line.credits)
            .slice(from, from + Math.min(1_000, Math.max(0, first ?? 100)));
        },
      }),
    }),
  });

  builder.queryField('yearlyEvaluation', (t) =>
    t.field({
      type: evaluation,
      authScopes: { person: true },
      description:
        'An evaluation as it was frozen: when it became final, with what its appeals have changed, or until then when it was confirmed. What has changed since is beside it. 已核定考评',
      args: { caseId: t.arg.id(), asConfirmed: t.arg.boolean(AS_CONFIRMED) },
      resolve: async (_, { caseId, asConfirmed }, context) => {
        const { frozen, sha256 } = await frozenOf(context, caseId, asConfirmed);
        const now = await evaluationOfNow(context.read, { tenant: context.caller.tenant, year: frozen.year, now: context.now });
        return { evaluation: frozen, sha256, now: new Map(now.people.map((one) => [one.person, one])) };
      },
    }),
  );
  builder.queryField('yearlyEvaluationPreview', (t) =>
    t.field({
      type: evaluation,
      authScopes: { roleSomewhere: ['academyAdmin', 'personnel'] },
      description: 'How the evaluation of a year would come out now; nothing is frozen. 考评预览',
      args: { year: t.arg.int() },
      resolve: async (_, { year }, context) => {
        if (year < 2020 || year > 2100)
          throw new ApiError('INVALID_INPUT', { en: 'Give a calendar year such as 2026.', zh: '请填写年度，例如2026。' });
        const now = await evaluationOfNow(context.read, { tenant: context.caller.tenant, year, now: context.now });
        return { evaluation: now, sha256: null, now: new Map(now.people.map((one) => [one.person, one])) };
      },
    }),
  );

  const format = builder.enumType('EvaluationFormat', { values: ['CSV', 'JSON'] as const });
  type File = { readonly name: string; readonly mime: string; readonly content: string };
  const file = builder.objectRef<File>('EvaluationFile').implement({
    description: 'A frozen evaluation to take along, as the reason for grade and promotion.',
    fields: (t) => ({
      name: t.exposeString('name'),
      mime: t.exposeString('mime'),
      content: t.exposeString('content', { description: 'The whole file; as UTF-8 its bytes have the hash beside it.' }),
      sha256: t.string({
        description: 'SHA-256 of the content, which stands in the evaluation’s record.',
        resolve: ({ content }) => createHash('sha256').update(content, 'utf8').digest('hex'),
      }),
    }),
  });
  builder.queryField('yearlyEvaluationExport', (t) =>
    t.field({
      type: file,
      authScopes: { role: EXPORTERS },
      description: 'A confirmed or final evaluation as a file; a void one isn’t exported. 导出考评结果',
      args: { caseId: t.arg.id(), format: t.arg({ type: format }), asConfirmed: t.arg.boolean(AS_CONFIRMED) },
      resolve: async (_, { caseId, format, asConfirmed }, context) => {
        const { frozen, csvSha256, state } = await frozenOf(context, caseId, asConfirmed);
        if (state === 'voided') {
          throw new ApiError('NOT_FOUND', {
            en: `${caseId} is void; export the new evaluation of ${frozen.year}.`,
            zh: `${caseId}已作废，请导出${frozen.year}年度新的考评。`,
          });
        }
        return format === 'JSON'
          ? { name: `${caseId}.json`, mime: 'application/json', content: sealed(frozen).content }
          : { name: `${caseId}.csv`, mime: 'text/csv; charset=utf-8', content: await readText(context.read, csvSha256) };
      },
    }),
  );
};

const ALL: Title = { en: 'All together', zh: '合计' };

type Kept = { readonly frozen: Evaluation; readonly sha256: string; readonly csvSha256: string; readonly state: string };

/** The final result, or the confirmed one where there is none yet or it is asked for. */
const frozenOf = async ({ read }: Context, caseId: string, asConfirmed: boolean | null | undefined): Promise<Kept> => {
  const [row] = await read<{ state: string; frozen: Frozen | null; final: Frozen | null }>(
    `SELECT state, facts->'frozen' AS frozen, facts->'final' AS final FROM cases WHERE id = $1->>'caseId' AND process = 'yearlyEvaluation'`,
    { caseId },
  );
  if (!row) throw noSuchCase(caseId);
  const kept = asConfirmed ? row.frozen : (row.final ?? row.frozen);
  if (kept === null) {
    throw new ApiError('NOT_FOUND', {
      en: `${caseId} isn’t confirmed, so that nothing is frozen; look at \`yearlyEvaluationPreview\`.`,
      zh: `${caseId}尚未核定，请查看evaluationPreview。`,
    });
  }
  const { sha256, csvSha256 } = kept;
  return { frozen: await readFrozen(read, sha256), sha256, csvSha256, state: row.state };
};

const visible = (people: readonly EvaluationLine[], { caller: { actor } }: Context): readonly EvaluationLine[] =>
  people.filter(({ person, unit }) => person === actor.id || holdsRole(actor, OVERSEERS, { unit }));

const groupRates = ({ evaluation: { people, requirements } }: Shown, context: Context): Rate[] => {
  const counts = countBy(visible(people, context), ({ group }) => [group]);
  return [...counts].map(([key, count]) => ({ key, title: requirements[key]?.title ?? ALL, ...count }));
};

const unitRates = ({ evaluation: { people, units } }: Shown, context: Context): Rate[] => {
  const pathOf = new Map(units.map(({ id, path }) => [id, path]));
  const above = ({ unit }: EvaluationLine) => (pathOf.get(unit) ?? '').split('/').filter((id) => pathOf.has(id));
  const counts = countBy(visible(people, context), above);
  return units.flatMap(({ id, en, zh }) => {
    const count = counts.get(id);
    return count ? [{ key: id, title: { en, zh }, ...count }] : [];
  });
};
