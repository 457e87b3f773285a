/** Dispatch rules: read, tried on past reports, and saved as a whole set. 派单规则 */
import { z } from 'zod';
import { ApiError } from '../../activities/acting/api-error.ts';
import {
  type DispatchData,
  type DispatchRule,
  type DryRun,
  dryRun,
  type PastMatter,
  ruleIssues,
  shadowed,
} from '../../activities/issue-report/dispatch-rules.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import { say, unitId, words } from '../../workflows/kernel/inputs.ts';
import type { Context } from '../context.ts';
import { between, moment } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { type ChangeAnswer, ChangeIssues, change, issue } from '../tenant/change.ts';

/** Past reports that a dry run looks at, at most. */
const MOST_CASES = 2_000;
/** Categories and areas that one rule may name; what has more of them is another rule. */
const MOST_NAMED = 100;

const wrongTime = say('Give a time of day such as 08:30.', '请填写时刻，例如08:30。');
const time = (en: string, zh: string) => titled(en, zh, z.string(wrongTime).regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, wrongTime));
const when = z.strictObject({
  categories: titled(
    'Categories',
    '类别',
    z
      .array(picked('category', z.string().max(60)))
      .min(1)
      .max(MOST_NAMED)
      .exactOptional(),
  ),
  areas: titled(
    'Areas',
    '网格',
    z
      .array(picked('area', z.string().max(80)))
      .min(1)
      .max(MOST_NAMED)
      .exactOptional(),
  ),
  hours: titled('Hours', '时段', z.strictObject({ from: time('From', '起'), to: time('To', '止') }).exactOptional(), [
    'The end doesn’t belong to it.',
    '不含结束时刻。',
  ]),
  owner: titled('By owner', '按责任清单', z.literal(true).exactOptional(), [
    'Only for matters that are the unit’s by the responsibility list.',
    '仅限按责任清单属该单位的事项。',
  ]),
});
const ruleSchema = z.strictObject({
  id: titled('Code', '代码', z.string().min(1).max(60)),
  en: words(200),
  zh: words(200),
  unit: titled('Unit', '承办单位', unitId()),
  when: titled('When', '适用条件', when),
});

type Shadow = ReturnType<typeof shadowed>[number];

export const dispatchRulesModule: SchemaModule = (builder, { title, changes }) => {
  type Hours = NonNullable<DispatchRule['when']['hours']>;
  const span = builder.objectRef<Hours>('DispatchHours').implement({
    description: 'Local time of day, such as 22:00 to 06:00.',
    fields: (t) => ({ from: t.exposeString('from'), to: t.exposeString('to') }),
  });
  const condition = builder.objectRef<DispatchRule['when']>('DispatchWhen').implement({
    description: 'What has to fit, all that is named of it; a rule without any takes every report.',
    fields: (t) => ({
      categories: t.stringList({ nullable: true, resolve: (when) => (when.categories ? [...when.categories] : null) }),
      areas: t.idList({ nullable: true, resolve: (when) => (when.areas ? [...when.areas] : null) }),
      hours: t.field({ type: span, nullable: true, resolve: (when) => when.hours ?? null }),
      owner: t.boolean({
        description: 'Only matters that are the unit’s by the responsibility list.',
        resolve: (when) => when.owner ?? false,
      }),
    }),
  });
  const rule = builder.objectRef<DispatchRule>('DispatchRule').implement({
    description: 'One of the ordered rules by which reports find their unit: the first that matches wins.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      when: t.field({ type: condition, resolve: (parent) => parent.when }),
      unit: t.exposeID('unit'),
    }),
  });
  const rules = builder.objectRef<{ version: number; rules: readonly DispatchRule[] }>('DispatchRules').implement({
    fields: (t) => ({ version: t.exposeInt('version'), rules: t.field({ type: [rule], resolve: (parent) => parent.rules }) }),
  });
  builder.queryField('issueReportDispatchRules', (t) =>
    t.field({
      type: rules,
      authScopes: { roleSomewhere: ['admin', 'auditor', 'dispatcher', 'leader'] },
      description: 'The rules that hold now. 现行派单规则',
      resolve: (_, __, context) => rulesNow(context),
    }),
  );

  const hours = builder.inputType('DispatchHoursInput', { fields: (t) => ({ from: t.string(), to: t.string() }) });
  const when = builder.inputType('DispatchWhenInput', {
    description: 'What has to fit; a rule without any takes every report.',
    fields: (t) => ({
      categories: t.stringList({ required: false }),
      areas: t.stringList({ required: false }),
      hours: t.field({ type: hours, required: false, description: 'Local time of day, such as 22:00 to 06:00.' }),
      owner: t.boolean({ required: false, description: 'Only matters that are the unit’s by the responsibility list.' }),
    }),
  });
  const input = builder.inputType('DispatchRuleInput', {
    fields: (t) => ({ id: t.id(), en: t.string(), zh: t.string(), when: t.field({ type: when }), unit: t.id() }),
  });

  const outcome = builder.objectRef<DryRun['cases'][number]>('DryRunCase').implement({
    fields: (t) => ({
      caseId: t.exposeID('id'),
      before: t.id({
        nullable: true,
        description: 'The unit it was first given to; none where it went to the desk.',
        resolve: ({ before }) => before,
      }),
      after: t.id({ nullable: true, resolve: ({ after }) => after }),
      rule: t.id({ nullable: true, resolve: (parent) => parent.rule }),
      changed: t.exposeBoolean('changed'),
    }),
  });
  const perUnit = builder.objectRef<DryRun['units'][number]>('DryRunUnit').implement({
    fields: (t) => ({ unit: t.exposeID('unit'), before: t.exposeInt('before'), after: t.exposeInt('after') }),
  });
  const hidden = builder.objectRef<Shadow>('ShadowedRule').implement({
    description: 'A rule that can never match.',
    fields: (t) => ({
      rule: t.exposeID('id'),
      by: t.exposeID('by', { description: 'The rule before it that takes all that it would.' }),
    }),
  });
  const trial = builder.objectRef<DryRun & { issues: readonly string[]; shadowed: readonly Shadow[] }>('DryRun').implement({
    description: 'What a set of rules would have done with past reports. Nothing is changed.',
    fields: (t) => ({
      total: t.exposeInt('total'),
      matched: t.exposeInt('matched'),
      unmatched: t.exposeInt('unmatched', { description: 'Would have gone to the dispatch desk.' }),
      changed: t.exposeInt('changed', { description: 'Would have gone elsewhere than they did.' }),
      units: t.field({ type: [perUnit], resolve: (parent) => parent.units }),
      cases: t.field({ type: [outcome], resolve: (parent) => parent.cases }),
      shadowed: t.field({
        type: [hidden],
        description: 'Rules that can never match; move them up, or take them out.',
        resolve: (parent) => [...parent.shadowed],
      }),
      issues: t.stringList({
        description: 'What would keep these rules from being saved.',
        resolve: ({ issues }) => [...issues],
      }),
    }),
  });
  builder.queryField('issueReportDryRun', (t) =>
    t.field({
      type: trial,
      authScopes: { role: ['admin', 'auditor', 'dispatcher', 'leader'] },
      description: `Tries rules on past reports, at most the last ${MOST_CASES}. 派单规则试运行`,
      args: {
        rules: t.arg({ type: [input] }),
        from: t.arg({ type: 'DateTime', required: false }),
        before: t.arg({ type: 'DateTime', required: false }),
      },
      resolve: async (_, args, context) => {
        await context.take('searches');
        between('at', args.from, args.before);
        const data = await dispatchDataOf(context);
        const sent = orSay(() => parsed(args.rules));
        const past = await pastReports(context, args.from, args.before);
        const issues = ruleIssues(sent, data).map(({ message }) => message[context.caller.locale]);
        return { ...dryRun(sent, past, data), issues, shadowed: shadowed(sent, data) };
      },
    }),
  );
  builder.mutationField('setIssueReportDispatchRules', (t) =>
    t.field({
      type: changes.result,
      authScopes: { role: ['admin'] },
      description:
        'Replaces the dispatch rules as a whole. A rule that pushes a department’s matter down to a township is refused. 修改派单规则',
      args: {
        rules: t.arg({ type: [input] }),
        expectedVersion: t.arg.int({ description: 'The version you have edited.' }),
        requestId: t.arg.id(),
      },
      resolve: (_, args, context) => setRules(context, args),
    }),
  );
};

const rulesNow = async ({ db }: Pick<Context, 'db'>): Promise<{ version: number; rules: DispatchRule[] }> => {
  const last = await db.dispatchRule.findFirst({ orderBy: { version: 'desc' } });
  const version = last?.version ?? 0;
  const rows = await db.dispatchRule.findMany({ where: { version }, orderBy: { position: 'asc' } });
  return {
    version,
    rules: rows.map(({ id, en, zh, when, unit }) => ({ id, title: { en, zh }, when: when as DispatchRule['when'], unit })),
  };
};

const parsed = (sent: unknown): readonly DispatchRule[] => {
  // What isn't asked for reads null or false, and may be sent back so.
  const plain: unknown = JSON.parse(
    JSON.stringify(sent, (key, part) => (key === 'owner' && part === false ? undefined : (part ?? undefined))),
  );
  const idOf = (at: PropertyKey | undefined) => (plain as { id?: string }[])[Number(at)]?.id;
  const read = z.array(ruleSchema).max(500).safeParse(plain);
  if (!read.success) {
    throw new ChangeIssues(
      read.error.issues.map(({ path, message }) => ({
        path: ['rules', ...path.map((step) => (typeof step === 'symbol' ? String(step) : step))],
        message: misfit(idOf(path[0]), message),
      })),
    );
  }
  return read.data.map(({ en, zh, ...rule }) => ({ ...rule, title: { en, zh } }));
};

const misfit = (id: string | undefined, message: string) =>
  id
    ? { en: `The rule “${id}” doesn’t fit: ${message}`, zh: `规则“${id}”有误：${message}` }
    : { en: `These rules don’t fit: ${message}`, zh: `规则有误：${message}` };

/** A question has no place for issues beside its answer. */
const orSay = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ChangeIssues)) throw error;
    const [first] = error.issues;
    throw first ? new ApiError('INVALID_INPUT', first.message) : error;
  }
};

const dispatchDataOf = async ({ read, caller }: Context): Promise<DispatchData> => {
  const [data] = await read<DispatchData>(
    `SELECT (SELECT zone FROM tenants WHERE id = $1->>'tenant') AS zone,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'title', jsonb_build_object('en', en, 'zh', zh), 'kind', kind, 'path', path))
         FROM units WHERE ended_on IS NULL OR ended_on > tenant_today(tenant)), '[]') AS units,
       coalesce((SELECT jsonb_agg(jsonb_build_object('code', code, 'title', jsonb_build_object('en', en, 'zh', zh), 'owner', owner)) FROM (
         SELECT DISTINCT ON (code) * FROM categories WHERE process = 'issueReport' AND valid_from <= tenant_today(tenant) ORDER BY code, valid_from DESC) c
         WHERE NOT retired), '[]') AS categories,
       coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'title', jsonb_build_object('en', en, 'zh', zh))) FROM areas
         WHERE ended_on IS NULL OR ended_on > tenant_today(tenant)), '[]') AS areas`,
    { tenant: caller.tenant },
  );
  if (!data) throw new Error('A question without FROM has always one answer.');
  return data;
};

const pastReports = (
  { read }: Context,
  from: string | null | undefined,
  before: string | null | undefined,
): Promise<PastMatter[]> =>
  read<PastMatter>(
    `SELECT c.id, c.facts#>>'{category,code}' AS category, c.area, ms(c.opened_at) AS at,
       (SELECT e.changes#>>'{after,dispatch,unit,id}' FROM events e WHERE e.case_id = c.id AND e.changes#>'{after,dispatch,unit}' IS NOT NULL ORDER BY e.revision LIMIT 1) AS unit
     FROM cases c WHERE c.process = 'issueReport' AND c.area IS NOT NULL
       AND ($1->>'from' IS NULL OR c.opened_at >= ($1->>'from')::timestamptz) AND ($1->>'before' IS NULL OR c.opened_at < ($1->>'before')::timestamptz)
     ORDER BY c.opened_at DESC LIMIT ($1->>'most')::int`,
    { from: from ? moment(from) : null, before: before ? moment(before) : null, most: MOST_CASES },
  );

const setRules = (
  context: Context,
  { rules, expectedVersion, requestId }: { rules: unknown; expectedVersion: number; requestId: string },
): Promise<ChangeAnswer> =>
  change(context, { name: 'setIssueReportDispatchRules', requestId, input: { rules, expectedVersion } }, async (tx) => {
    const sent = parsed(rules);
    if (sent.length === 0) {
      throw issue(
        ['rules'],
        'Keep at least one rule; whatever none of them takes goes to the dispatch desk.',
        '请至少保留一条规则；未匹配的上报件由派单台处理。',
      );
    }
    const issues = ruleIssues(sent, await dispatchDataOf(context));
    if (issues.length > 0) throw new ChangeIssues(issues);
    const { tenant } = context.caller;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dispatch rules ' || ${tenant}, 0))`;
    const before = await rulesNow({ db: tx as unknown as Context['db'] });
    if (before.version !== expectedVersion) {
      throw issue(
        ['expectedVersion'],
        `The rules are at version ${before.version} by now; read them again and make your change there.`,
        `规则现为第${before.version}版，请重新读取后再修改。`,
      );
    }
    const version = before.version + 1;
    await tx.dispatchRule.createMany({
      data: sent.map(({ id, title, when, unit }, position) => ({
        tenant,
        version,
        position,
        id,
        ...title,
        unit,
        when: when as Prisma.InputJsonValue,
      })),
    });
    return { before, after: { version, rules: sent } };
  });
