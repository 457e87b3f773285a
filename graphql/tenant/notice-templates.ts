/** What notices say: the texts of the processes, and those that a tenant has put in their place. */
import { CHANNELS, channelsOf, noticesOf, placeholdersIn, placeholdersOf } from '../../activities/notices.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import type { NoticeTemplate, Prisma } from '../../prisma/client/client.ts';
import type { NoticeText, Template } from '../../workflows/kernel/template.ts';
import { isSeen } from '../../workflows/kernel/text.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { among } from '../schema/known.ts';
import { type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { knownPackage, notAmong, nothingOwn } from './known-names.ts';

type ShownNotice = {
  readonly notice: string;
  readonly channel: string;
  readonly en: NoticeText;
  readonly zh: NoticeText;
  readonly muted: boolean;
  readonly overridden: boolean;
  readonly placeholders: readonly string[];
  readonly process: string;
};

export const addNoticeTemplates = (builder: Builder, { result }: ChangeRefs): void => {
  const text = builder.objectRef<NoticeText>('NoticeText').implement({
    description: 'What a notice says in one language, with {placeholders}.',
    fields: (t) => ({ subject: t.exposeString('subject'), body: t.exposeString('body') }),
  });
  const template = builder.objectRef<ShownNotice>('NoticeTemplate').implement({
    description: 'What a notice says on a channel.',
    fields: (t) => ({
      notice: t.exposeString('notice'),
      channel: t.exposeString('channel', { description: 'inbox, email or sms' }),
      en: t.field({ type: text, resolve: ({ en }) => en }),
      zh: t.field({ type: text, resolve: ({ zh }) => zh }),
      muted: t.exposeBoolean('muted', { description: 'Whether the notice does not go out on this channel.' }),
      overridden: t.exposeBoolean('overridden', {
        description: 'Whether this is the tenant’s own; otherwise it comes with the process.',
      }),
      placeholders: t.stringList({
        description: 'What a text of this notice may hold in braces, such as case for {case}.',
        resolve: ({ placeholders }) => [...placeholders],
      }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: (parent, _, { load }) => load.versions.load(subjectOf(parent)),
      }),
    }),
  });
  builder.queryField('noticeTemplates', (t) =>
    t.field({
      type: [template],
      authScopes: { role: ['admin', 'auditor'] },
      description:
        'The texts of a process’s notices by channel: its own, and those that the tenant has put in their place. 通知模板',
      args: { process: t.arg.string() },
      resolve: async (_, { process }, context) => {
        const { db, services } = context;
        among('process', process, services.packages.keys());
        const pkg = services.packages.get(process) as ProcessPackage;
        const own = await db.noticeTemplate.findMany({ where: { process } });
        return Object.entries(noticesOf(pkg)).flatMap(([notice, rule]) =>
          shownNotice(
            pkg,
            notice,
            rule,
            own.filter((row) => row.notice === notice),
          ),
        );
      },
    }),
  );
  const input = builder.inputType('NoticeTextInput', {
    fields: (t) => ({ subject: t.string(), body: t.string({ extensions: { longest: 2_000 } }) }),
  });
  const place = builder.inputType('NoticeChannelInput', {
    description: 'A notice of a process, on one channel.',
    fields: (t) => ({
      process: t.string(),
      notice: t.string(),
      channel: t.string({ description: 'inbox, email or sms' }),
    }),
  });
  builder.mutationField('setNoticeTemplate', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Puts a text in place of the process’s own, and sends the notice on this channel. The inbox’s text is also that of channels without one of their own. 修改通知模板',
      args: {
        at: t.arg({ type: place }),
        en: t.arg({ type: input }),
        zh: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { requestId, expectedVersion, ...sent }, context) =>
        change(
          context,
          { name: 'setNoticeTemplate', requestId, input: sent, subject: subjectOf(sent.at), expectedVersion },
          async (tx) => {
            const { pkg, rule } = known(context, sent.at);
            const allowed = placeholdersOf(pkg, rule);
            checkText(['en'], sent.en, allowed);
            checkText(['zh'], sent.zh, allowed);
            return writeNotice(tx, context, sent.at, { en: { ...sent.en }, zh: { ...sent.zh }, muted: false });
          },
        ),
    }),
  );
  builder.mutationField('muteNotice', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Sends a notice on this channel no more, until its template is set or removed. 停用通知渠道',
      args: {
        at: t.arg({ type: place }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { at, ...asked }, context) =>
        change(context, { name: 'muteNotice', input: at, subject: subjectOf(at), ...asked }, async (tx) => {
          const { en, zh } = known(context, at).rule;
          return writeNotice(tx, context, at, { en: { ...en }, zh: { ...zh }, muted: true });
        }),
    }),
  );
  builder.mutationField('removeNoticeTemplate', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Goes back to what the process says by itself, on the channels that are its own. 恢复默认通知模板',
      args: {
        at: t.arg({ type: place }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { at, ...asked }, context) =>
        change(context, { name: 'removeNoticeTemplate', input: at, subject: subjectOf(at), ...asked }, async (tx) => {
          const where = { process: at.process, notice: at.notice, channel: at.channel };
          const before = await tx.noticeTemplate.findFirst({ where });
          if (!before) throw nothingOwn(['at', 'channel']);
          await tx.noticeTemplate.deleteMany({ where });
          return { before, after: null };
        }),
    }),
  );
};

const subjectOf = ({ process, notice, channel }: At): string => `notice:${process}/${notice}/${channel}`;

/** One notice on each of its channels, the tenant's own where there is one. */
const shownNotice = (
  pkg: ProcessPackage,
  notice: string,
  rule: Template,
  own: readonly NoticeTemplate[],
): readonly ShownNotice[] => {
  const placeholders = placeholdersOf(pkg, rule);
  const rowOf = (channel: string) => own.find((row) => row.channel === channel);
  const inbox = rowOf('inbox');
  return [...new Set([...channelsOf(rule), ...own.map(({ channel }) => channel)])].map((channel) => {
    const row = rowOf(channel);
    const said = row ?? (inbox?.muted ? undefined : inbox) ?? rule;
    return {
      notice,
      channel,
      en: said.en as NoticeText,
      zh: said.zh as NoticeText,
      muted: row?.muted ?? false,
      overridden: said !== rule,
      placeholders,
      process: newest(pkg).name,
    };
  });
};

type At = { readonly process: string; readonly notice: string; readonly channel: string };

const known = (context: Context, { process, notice, channel }: At): { pkg: ProcessPackage; rule: Template } => {
  const pkg = knownPackage(context, ['at', 'process'], process);
  const notices = noticesOf(pkg);
  const rule = Object.hasOwn(notices, notice) ? notices[notice] : undefined;
  if (!rule) throw notAmong(['at', 'notice'], notice, Object.keys(notices));
  if (!CHANNELS.some((one) => one === channel)) throw notAmong(['at', 'channel'], channel, CHANNELS);
  return { pkg, rule };
};

const checkText = (path: readonly string[], { subject, body }: NoticeText, allowed: readonly string[]): void => {
  for (const [part, said] of Object.entries({ subject, body })) {
    if (!isSeen(said)) throw issue([...path, part], 'Write what the notice is to say.', '请填写通知内容。');
    const unknown = placeholdersIn(said).find((name) => !allowed.includes(name));
    if (unknown)
      throw notAmong(
        [...path, part],
        `{${unknown}}`,
        allowed.map((name) => `{${name}}`),
      );
  }
};

const writeNotice = async (
  tx: Prisma.TransactionClient,
  { caller: { tenant } }: Context,
  { process, notice, channel }: At,
  data: { readonly en: Prisma.InputJsonValue; readonly zh: Prisma.InputJsonValue; readonly muted: boolean },
) => {
  const key = { tenant, process, notice, channel };
  const before = await tx.noticeTemplate.findFirst({ where: key });
  const after = await tx.noticeTemplate.upsert({
    where: { tenant_process_notice_channel: key },
    create: { ...key, ...data },
    update: data,
  });
  return { before, after };
};
