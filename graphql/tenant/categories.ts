/** Categories: what a matter may be about, each with the day from which it holds. */
import { withoutNulls } from '../../activities/acting/request.ts';
import { Prisma } from '../../prisma/client/client.ts';
import type { Budget, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';
import type { BudgetRefs } from '../schema/budget.ts';
import { among } from '../schema/known.ts';
import { processesOf } from '../schema/process.ts';
import type { TitleRef } from '../schema/titles.ts';
import { badBudget, budgetSchema } from './budgets.ts';
import { type ChangeAnswer, ChangeIssues, type ChangeRefs, change, cleanText, EXPECTED, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { notAmong } from './known-names.ts';
import { standingUnit } from './standing.ts';

/** Where a matter belongs instead, for matters of courts, discipline bodies and emergencies. */
type Channel = Title & { readonly phone?: string; readonly sealed?: boolean };

export const addCategories = (
  builder: Builder,
  { result }: ChangeRefs,
  { title, budgets }: { readonly title: TitleRef; readonly budgets: BudgetRefs },
): void => {
  const channel = builder.objectRef<Channel>('Channel').implement({
    description: 'Where a matter belongs instead.',
    fields: (t) => ({
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      phone: t.string({ nullable: true, resolve: ({ phone }) => phone ?? null }),
      sealed: t.boolean({
        description: 'Whether nothing of such a report may be kept here, because it may be about those who would read it.',
        resolve: ({ sealed }) => sealed ?? false,
      }),
    }),
  });
  const row = builder.prismaObject('Category', {
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
        resolve: (category) => category.channel as Channel | null,
      }),
      warning: t.string({
        nullable: true,
        description: 'What somebody is to read before they report such a matter.',
        resolve: (category, _, context) => {
          const warning = warningOf(category.emergency, category.channel as Channel | null);
          return warning && inLanguage(context, warning);
        },
      }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      retired: t.exposeBoolean('retired', { description: 'Whether it is out of use from that day on.' }),
    }),
  });
  builder.prismaObjectFields('Category', (t) => ({
    upcoming: t.field({
      type: [row],
      description: 'How it will be from days to come, in their order.',
      resolve: ({ code }, _, { load }) => load.categoriesToCome.load(code),
    }),
    version: t.int({
      description: 'How often it was changed; send it as expectedVersion.',
      resolve: ({ code }, _, { load }) => load.versions.load(`category:${code}`),
    }),
  }));
  builder.queryField('categories', (t) =>
    t.prismaField({
      type: ['Category'],
      authScopes: { tenant: true },
      description: 'The catalogue as of today, or of another day. 类别目录',
      args: { process: t.arg.string({ required: false }), on: t.arg({ type: 'Date', required: false }) },
      resolve: async (query, _, { process, on }, context) => {
        if (process != null) among('process', process, processesOf(context).keys());
        const rows = await context.db.category.findMany({
          ...query,
          where: { validFrom: { lte: on ? new Date(on) : await today(context) }, ...(process ? { process } : {}) },
          orderBy: [{ code: 'asc' }, { validFrom: 'desc' }],
          distinct: ['code'],
        });
        return rows.filter(({ retired }) => !retired);
      },
    }),
  );

  const channelInput = builder.inputType('ChannelInput', {
    description: 'Where a matter belongs instead.',
    fields: (t) => ({
      en: t.string(),
      zh: t.string(),
      phone: t.string({ required: false }),
      sealed: t.boolean({ required: false, description: 'Whether nothing of such a report may be kept here.' }),
    }),
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
      channel: t.field({
        type: channelInput,
        required: false,
        description: 'The emergency or legal channel; left out, there is none.',
      }),
      retired: t.boolean({ required: false, description: 'Out of use from that day on; refused while a rule names it.' }),
    }),
  });
  builder.mutationField('setCategory', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Says how a category is from a day on; open cases keep what they were opened with. 修改类别',
      args: {
        input: t.arg({ type: category }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input, ...asked }, context) => setCategory(context, input, asked),
    }),
  );
};

const warningOf = (emergency: boolean, channel: Channel | null): Title | null => {
  if (!channel) return null;
  const { en, zh, sealed } = channel;
  if (emergency) {
    return {
      en: `If anybody is in danger, call at once: ${en}. We pass your report on as well.`,
      zh: `如有人员危险，请立即拨打：${zh}。您的上报将同时转达。`,
    };
  }
  return sealed
    ? {
        en: `Don’t write it here. Turn to ${en}. Nothing of what you write, nor who you are, is kept here.`,
        zh: `请勿在此填写，请向${zh}反映。所填内容和您的身份在此均不留存。`,
      }
    : { en: `This is decided elsewhere: ${en}. Here it is only rejected.`, zh: `此类事项请向${zh}反映，在此提交将不予受理。` };
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
  channel?: { en: string; zh: string; phone?: string | null | undefined; sealed?: boolean | null | undefined } | null | undefined;
  retired?: boolean | null | undefined;
};

type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const setCategory = (context: Context, input: CategoryInput, asked: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'setCategory', input, subject: `category:${input.code}`, ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const { code, process, owner = null, channel } = input;
    if (!processesOf(context).has(process)) throw notAmong(['input', 'process'], process, [...processesOf(context).keys()]);
    if (!/^[\p{L}\p{N}._-]{1,80}$/u.test(code))
      throw issue(
        ['input', 'code'],
        'A code has 1 to 80 letters, digits, dots, dashes or underscores.',
        '代码须为1至80位文字、数字、点、横线或下划线。',
      );
    const handle = withoutNulls(input.handle);
    if (!budgetSchema.safeParse(handle).success) throw badBudget(['input', 'handle']);
    if (owner) await standingUnit(tx, context, ['input', 'owner'], owner);
    const [en, zh] = [cleanText(['input', 'en'], input.en), cleanText(['input', 'zh'], input.zh)];
    const retired = input.retired ?? false;
    const wrong =
      (await context.services.packages.get(process)?.checkCategory?.(context.read, { code, en, zh, owner, retired })) ?? [];
    if (wrong.length > 0) throw new ChangeIssues(wrong.map(({ path, message }) => ({ path: ['input', ...path], message })));
    const validFrom = await checkDay(context, ['input', 'validFrom'], input.validFrom);
    const before = await tx.category.findFirst({
      where: { code, validFrom: { lte: validFrom } },
      orderBy: { validFrom: 'desc' },
    });
    if (before && before.process !== process)
      throw issue(
        ['input', 'code'],
        `“${code}” is a category of ${before.process} already. Choose another code for this one.`,
        `“${code}”已是${before.process}的类别，请另选代码。`,
      );
    const data = {
      process,
      en,
      zh,
      owner,
      handle: handle as Prisma.InputJsonValue,
      anonymous: input.anonymous ?? false,
      emergency: input.emergency ?? false,
      retired,
      channel: channel ? channelOf(channel) : Prisma.DbNull,
    };
    const after = await tx.category.upsert({
      where: { tenant_code_validFrom: { tenant, code, validFrom } },
      create: { tenant, code, validFrom, ...data },
      update: data,
    });
    return { before, after };
  });

const channelOf = ({ en, zh, phone, sealed }: NonNullable<CategoryInput['channel']>) => ({
  en: cleanText(['input', 'channel', 'en'], en),
  zh: cleanText(['input', 'channel', 'zh'], zh),
  ...(phone ? { phone: cleanText(['input', 'channel', 'phone'], phone, 40) } : {}),
  ...(sealed ? { sealed } : {}),
});
