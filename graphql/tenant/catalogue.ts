/** What a tenant works by: units, areas, categories, limits. Whatever changes with a date is a dated row. */
import { z } from 'zod';
import { withoutNulls } from '../../activities/acting/request.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { LIMIT_UNITS, type LimitRule } from '../../workflows/kernel/limits.ts';
import type { Budget, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { BudgetRefs } from '../schema/budget.ts';
import { type LimitRef, limitsWith, OFFERED, offered } from '../schema/limit.ts';
import { processesOf } from '../schema/process.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type ChangeAnswer, ChangeIssues, type ChangeRefs, change, issue } from './change.ts';
import { checkDay, today } from './days.ts';

/** Where a matter belongs instead, for matters of courts, discipline bodies and emergencies. */
type Channel = Title & { readonly phone?: string };

type CatalogueParts = { readonly title: TitleRef; readonly budgets: BudgetRefs; readonly limit: LimitRef };

export const addCatalogue = (builder: Builder, { result }: ChangeRefs, { title, budgets, limit }: CatalogueParts): void => {
  builder.queryField('units', (t) =>
    t.prismaField({
      type: ['Unit'],
      authScopes: { tenant: true },
      description: 'The units of the tenant, parents first. 单位目录',
      resolve: (query, _, __, { db }) => db.unit.findMany({ ...query, orderBy: { path: 'asc' } }),
    }),
  );
  builder.prismaObject('Area', {
    description: 'A grid area 网格.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      shape: t.expose('shape', { type: 'GeoJSON', description: 'Polygon or MultiPolygon in WGS 84.' }),
    }),
  });
  builder.queryField('areas', (t) =>
    t.prismaField({
      type: ['Area'],
      authScopes: { tenant: true },
      description: 'The grid areas. 网格',
      resolve: (query, _, __, { db }) => db.area.findMany({ ...query, orderBy: { id: 'asc' } }),
    }),
  );

  const channel = builder.objectRef<Channel>('Channel').implement({
    description: 'Where a matter belongs instead.',
    fields: (t) => ({
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      phone: t.string({ nullable: true, resolve: ({ phone }) => phone ?? null }),
    }),
  });
  builder.prismaObject('Category', {
    description: 'What a matter may be about.',
    fields: (t) => ({
      code: t.exposeString('code'),
      process: t.exposeString('process'),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      owner: t.exposeID('owner', { nullable: true, description: 'The unit whose matter it is by law.' }),
      handle: t.field({ type: budgets.budget, description: 'Time to handle it.', resolve: ({ handle }) => handle as Budget }),
      anonymous: t.exposeBoolean('anonymous', { description: 'Whether it may be reported without a name and a number.' }),
      emergency: t.exposeBoolean('emergency'),
      channel: t.field({
        type: channel,
        nullable: true,
        description: 'The emergency or legal channel.',
        resolve: (row) => row.channel as Channel | null,
      }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
    }),
  });
  builder.queryField('categories', (t) =>
    t.prismaField({
      type: ['Category'],
      authScopes: { tenant: true },
      description: 'The catalogue as of today. 类别目录',
      args: { process: t.arg.string({ required: false }) },
      resolve: async (query, _, { process }, context) => {
        const rows = await context.db.category.findMany({
          ...query,
          where: { validFrom: { lte: await today(context) }, ...(process ? { process } : {}) },
          orderBy: [{ code: 'asc' }, { validFrom: 'desc' }],
          distinct: ['code'],
        });
        return rows.filter(({ retired }) => !retired);
      },
    }),
  );

  const channelInput = builder.inputType('ChannelInput', {
    description: 'Where a matter belongs instead.',
    fields: (t) => ({ en: t.string(), zh: t.string(), phone: t.string({ required: false }) }),
  });
  const category = builder.inputType('CategoryInput', {
    fields: (t) => ({
      code: t.string(),
      process: t.string(),
      validFrom: t.field({ type: 'Date', description: 'The first day on which it holds.' }),
      en: t.string(),
      zh: t.string(),
      owner: t.id({ required: false }),
      handle: t.field({ type: budgets.input, description: 'Time to handle it.' }),
      anonymous: t.boolean({ required: false }),
      emergency: t.boolean({ required: false }),
      channel: t.field({ type: channelInput, required: false, description: 'The emergency or legal channel.' }),
      retired: t.boolean({ required: false }),
    }),
  });
  builder.mutationField('setCategory', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Says how a category is from a day on; open cases keep what they were opened with. 修改类别',
      args: { input: t.arg({ type: category }), requestId: t.arg.id() },
      resolve: (_, args, context) => setCategory(context, args.input, args.requestId),
    }),
  );

  builder.queryField('limits', (t) =>
    t.field({
      type: [limit],
      authScopes: { person: true },
      description: 'A process’s limits as of today: its own, and those the tenant has set. 时限与参数',
      args: { process: t.arg.string() },
      resolve: async (_, { process }, context) => {
        const [row] = await context.read<{ set: Record<string, unknown> }>(
          `SELECT limits_today($1->>'tenant', $1->>'process') AS set`,
          { tenant: context.caller.tenant, process },
        );
        return limitsWith(processesOf(context).get(process), row?.set ?? {});
      },
    }),
  );
  builder.mutationField('setLimit', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Sets a number, a clock’s budget (clock.<name>) or ladder (ladder.<name>) from a day on. 修改时限与参数',
      args: {
        process: t.arg.string(),
        name: t.arg.string(),
        value: t.arg({
          type: 'JSON',
          description:
            'A number, a budget such as {"workingDays": 3} or a ladder. JSON, because its name says which of them it is.',
        }),
        validFrom: t.arg({ type: 'Date' }),
        requestId: t.arg.id(),
      },
      resolve: (_, { requestId, ...limit }, context) => setLimit(context, limit, requestId),
    }),
  );
};

type CategoryInput = {
  code: string;
  process: string;
  validFrom: string;
  en: string;
  zh: string;
  owner?: string | null | undefined;
  handle?: unknown;
  anonymous?: boolean | null | undefined;
  emergency?: boolean | null | undefined;
  channel?: unknown;
  retired?: boolean | null | undefined;
};

const noSuch = (path: readonly string[], name: string) =>
  issue(path, `There is no “${name}” here; see \`processes\`.`, `没有“${name}”，请查看processes。`);

const amount = z.int().min(1).max(100_000_000);
const budgetSchema = z.union([
  z.strictObject({ workingDays: z.int().min(1).max(3_650) }),
  z.strictObject({ dutyMinutes: amount }),
  z.strictObject({ clockMinutes: amount }),
]);
const recipient = z.union([
  z.strictObject({ role: z.string() }),
  z.strictObject({ person: z.string() }),
  z.strictObject({ party: z.string() }),
]);
const ladderSchema = z
  .array(
    z.strictObject({
      at: z.int().min(1).max(10_000),
      notify: z.array(recipient).exactOptional(),
      act: z.string().exactOptional(),
    }),
  )
  // A step is known by its share of the budget, and is climbed once.
  .refine((steps) => new Set(steps.map(({ at }) => at)).size === steps.length);

const badBudget = (path: readonly string[]) =>
  issue(
    path,
    'A budget is {"workingDays": n}, {"dutyMinutes": n} or {"clockMinutes": n} with a whole number from 1.',
    '时限须为{"workingDays": n}、{"dutyMinutes": n}或{"clockMinutes": n}，n为正整数。',
  );

const setCategory = (context: Context, input: CategoryInput, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'setCategory', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const { code, process, en, zh, owner = null } = input;
    if (!processesOf(context).has(process)) throw noSuch(['input', 'process'], process);
    const handle = withoutNulls(input.handle);
    if (!budgetSchema.safeParse(handle).success) throw badBudget(['input', 'handle']);
    if (owner && !(await tx.unit.findFirst({ where: { id: owner } }))) {
      throw issue(
        ['input', 'owner'],
        `There is no unit “${owner}”; choose one from \`units\`.`,
        `没有单位“${owner}”，请从units中选择。`,
      );
    }
    if (!input.retired) {
      const wrong = (await context.services.packages.get(process)?.checkCategory?.(context.read, { code, en, zh, owner })) ?? [];
      if (wrong.length > 0) throw new ChangeIssues(wrong.map(({ path, message }) => ({ path: ['input', ...path], message })));
    }
    const validFrom = await checkDay(context, ['input', 'validFrom'], input.validFrom);
    const data = {
      process,
      en,
      zh,
      owner,
      handle: handle as Prisma.InputJsonValue,
      anonymous: input.anonymous ?? false,
      emergency: input.emergency ?? false,
      retired: input.retired ?? false,
      ...(input.channel == null ? {} : { channel: withoutNulls(input.channel) as Prisma.InputJsonValue }),
    };
    const before = await tx.category.findFirst({
      where: { code, validFrom: { lte: validFrom } },
      orderBy: { validFrom: 'desc' },
    });
    const after = await tx.category.upsert({
      where: { tenant_code_validFrom: { tenant, code, validFrom } },
      create: { tenant, code, validFrom, ...data },
      update: data,
    });
    return { before, after };
  });

const setLimit = (
  context: Context,
  limit: { process: string; name: string; value?: unknown; validFrom: string },
  requestId: string,
): Promise<ChangeAnswer> =>
  change(context, { name: 'setLimit', requestId, input: limit }, async (tx) => {
    const { tenant } = context.caller;
    const { process, name, value } = limit;
    const rules = processesOf(context).get(process);
    if (!rules) throw noSuch(['process'], process);
    const [kind, clock = ''] = name.split('.');
    if (kind === 'clock' && rules.clocks[clock]) {
      if (!budgetSchema.safeParse(value).success) throw badBudget(['value']);
    } else if (kind === 'ladder' && rules.clocks[clock]) {
      const ladder = ladderSchema.safeParse(value);
      if (!ladder.success || ladder.data.some(({ act }) => act !== undefined && !rules.actions[act])) {
        throw issue(
          ['value'],
          'A ladder is a list such as [{"at": 80, "notify": [{"role": "handler"}]}], with one step for each share and actions of this process alone.',
          '升级阶梯须为列表，例如[{"at": 80, "notify": [{"role": "handler"}]}]，每一比例仅一级，且仅可使用本流程的操作。',
        );
      }
    } else if (Object.hasOwn(rules.limits, name)) {
      checkLimit(rules.limits[name] as LimitRule | number, value);
    } else if (name === OFFERED) {
      checkLimit(offered, value);
    } else throw noSuch(['name'], `${process}: ${name}`);
    const validFrom = await checkDay(context, ['validFrom'], limit.validFrom);
    const key = { tenant, process, name, validFrom };
    const before = await tx.limit.findFirst({
      where: { process, name, validFrom: { lte: validFrom } },
      orderBy: { validFrom: 'desc' },
    });
    const after = await tx.limit.upsert({
      where: { tenant_process_name_validFrom: key },
      create: { ...key, value: value as Prisma.InputJsonValue },
      update: { value: value as Prisma.InputJsonValue },
    });
    return { before, after };
  });

const checkLimit = (rule: LimitRule | number, value: unknown): void => {
  const { least = 0, most = 1_000_000_000, unit = undefined } = typeof rule === 'number' ? {} : rule;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return;
  const { en, zh } = unit ? LIMIT_UNITS[unit] : { en: '', zh: '' };
  throw issue(
    ['value'],
    `Give a whole number from ${least} to ${most}${en && ` ${en}`}.`,
    `请填写${least}至${most}之间的整数${zh && `（${zh}）`}。`,
  );
};
