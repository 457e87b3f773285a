/** What people are told: their inbox, and the outbox with everything that was sent. */

import { maskedPhone } from '../../activities/masked-phone.ts';
import { type NoticeRow, sealedText, withSecretsHidden, withWordsHidden, wordsOf } from '../../activities/notice-text.ts';
import { CHANNELS } from '../../activities/notices.ts';
import type { Outbox, Prisma } from '../../prisma/client/client.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedAccount, maskedEmail } from '../described/masked.ts';
import { LAST_FIRST, pageOf } from '../pages.ts';
import { isKept } from '../schema/audience.ts';
import { among } from '../schema/known.ts';
import { isOwn, overheardText, readsPersonal, shownText, shownTitle } from '../schema/masking.ts';
import { processesOf } from '../schema/process.ts';

export const addNotices = (builder: Builder): void => {
  const words = (field: 'subject' | 'body') => async (row: Outbox, context: Context) => {
    const [about, of] = await Promise.all([context.load.noticeContexts.load(row.id), context.load.cases.load(row.caseId)]);
    if (!about || !of) return row.notice;
    if (of.sealed && !isOwn(context.caller.actor, of)) return sealedText(asRow(row), context.caller.locale)[field];
    const pkg = context.services.packages.get(row.process);
    const process = processesOf(context).get(of.process);
    const inFull = readsPersonal(context.caller.actor, process, of);
    // The title and the numbers as the reader is to see them.
    const seen = { ...about, title: shownTitle(context, of), phones: inFull ? about.phones : maskedPhones(about.phones) };
    const whole = withSecretsHidden(pkg, asRow(row));
    const isToMe = row.person === context.caller.actor.id;
    const sent = !isToMe && isKept(context, of, about) ? withWordsHidden(whole) : whole;
    const said = wordsOf(pkg, sent, seen, context.caller.locale)[field];
    const called = Object.entries(about.phones).filter(([, phones]) => inFull && said.includes(phones));
    if (called.length > 0) {
      const roles = called.map(([role]) => role);
      const parties = (await context.load.parties.load(of.id)).filter(({ role }) => roles.includes(role));
      context.readings.shown(
        process,
        of,
        'phone',
        parties.map(({ person }) => person),
      );
    }
    return isToMe ? shownText(context, of, said) : overheardText(context, of, said);
  };
  const state = builder.enumType('NoticeState', {
    values: {
      WAITING: { description: 'It is to leave yet; `failure` says why the last try failed.' },
      DELIVERED: { description: 'It is in the inbox, or a transport took it.' },
      KEPT: { description: 'Nobody sent it: no transport for e-mail and SMS is connected here.' },
      FAILED: { description: 'It was given up; `failure` says why.' },
    } as const,
  });
  const notice = builder.prismaObject('Outbox', {
    name: 'Notice',
    description:
      'A message about a case: to somebody’s inbox, by e-mail or SMS, to a webhook, a payment to the bank, or an act on another case.',
    fields: (t) => ({
      id: t.exposeID('id'),
      caseId: t.exposeID('caseId'),
      notice: t.exposeString('notice'),
      channel: t.exposeString('channel'),
      person: t.id({
        nullable: true,
        description: 'Whom it is for. Who opened a sealed case isn’t said.',
        resolve: async ({ person, caseId }, _, context) => {
          if (person === null || person === context.caller.actor.id) return person;
          const of = await context.load.cases.load(caseId);
          return of?.sealed && person === of.openedBy ? null : person;
        },
      }),
      address: t.string({
        nullable: true,
        description: 'Masked.',
        resolve: ({ channel, address }) => {
          if (address === null) return null;
          return (ADDRESS_MASKS[channel] ?? ((plain: string) => plain))(address);
        },
      }),
      subject: t.string({ resolve: (row, _, context) => words('subject')(row, context) }),
      body: t.string({ resolve: (row, _, context) => words('body')(row, context) }),
      at: t.expose('at', { type: 'DateTime' }),
      state: t.field({
        type: state,
        description: 'What became of it.',
        resolve: ({ channel, deliveredAt, keptAt, givenUpAt }) => {
          if (deliveredAt || channel === 'inbox') return 'DELIVERED';
          if (keptAt) return 'KEPT';
          return givenUpAt === null ? 'WAITING' : 'FAILED';
        },
      }),
      deliveredAt: t.expose('deliveredAt', {
        type: 'DateTime',
        nullable: true,
        description: 'When a transport took it; none for messages that nobody sent.',
      }),
      readAt: t.expose('readAt', { type: 'DateTime', nullable: true }),
      tries: t.exposeInt('tries', { description: 'How often it was tried, with the try that is under way.' }),
      nextTryAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it is tried next, at the soonest; none where it isn’t tried any more.',
        resolve: ({ channel, deliveredAt, keptAt, givenUpAt, nextAt }) =>
          channel === 'inbox' || (deliveredAt ?? keptAt ?? givenUpAt) ? null : nextAt,
      }),
      failure: t.exposeString('failure', { nullable: true, description: 'Why the last try failed, or why it was given up.' }),
    }),
  });
  const pages = connectionOf(builder, notice, 'Notice');
  builder.queryField('inbox', (t) =>
    t.connection(
      {
        type: notice,
        authScopes: { person: true },
        description: 'What I was told, last first. 收件箱',
        args: { unread: t.arg.boolean({ required: false }) },
        resolve: (_, args, context, info) => {
          const where = inboxOf(context, args.unread);
          return pageOf({ context, info, args }, { ...noticePages(context, where), list: 'inbox' });
        },
      },
      ...pages,
    ),
  );
  builder.mutationField('readNotices', (t) =>
    t.int({
      authScopes: { person: true },
      description: 'Marks notices of my inbox as read; gives how many weren’t before. Safe to repeat. 标记已读',
      args: { ids: t.arg.idList() },
      resolve: async (_, { ids }, context) => {
        const { count } = await context.db.outbox.updateMany({
          where: { ...inboxOf(context, true), id: { in: ids.slice(0, 500) } },
          data: { readAt: new Date(context.now) },
        });
        return count;
      },
    }),
  );
  builder.queryField('outbox', (t) =>
    t.connection(
      {
        type: notice,
        authScopes: { role: ['admin', 'auditor'] },
        description: 'Everything that was sent or waits to be, last first. 发件箱',
        args: {
          caseId: t.arg.id({ required: false }),
          channel: t.arg.stringList({ required: false }),
          failed: t.arg.boolean({ required: false, description: 'Only what was given up, or only the rest.' }),
          kept: t.arg.boolean({ required: false, description: 'Only what nobody sent, or only the rest.' }),
        },
        resolve: (_, args, context, info) => {
          for (const name of args.channel ?? []) among('channel', name, OUTBOX);
          return pageOf({ context, info, args }, { ...noticePages(context, outboxOf(args)), list: 'outbox' });
        },
      },
      ...pages,
    ),
  );
};

/** How a message leaves, or an act on another case. */
const OUTBOX = [...CHANNELS, 'webhook', 'act', 'open', 'payment'];

const ADDRESS_MASKS: Readonly<Record<string, (address: string) => string>> = {
  email: maskedEmail,
  sms: maskedPhone,
  payment: maskedAccount,
};

const noticePages = ({ db }: Context, where: Prisma.OutboxWhereInput) => ({
  keys: LAST_FIRST,
  where,
  find: (query: object) => db.outbox.findMany(query),
  count: () => db.outbox.count({ where }),
});

const maskedPhones = (phones: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(phones).map(([role, said]) => [role, said.split(', ').map(maskedPhone).join(', ')]));

const inboxOf = ({ caller }: Context, unread: boolean | null | undefined): Prisma.OutboxWhereInput => ({
  channel: 'inbox',
  person: caller.actor.id,
  ...(unread == null ? {} : { readAt: unread ? null : { not: null } }),
});

const outboxOf = (args: {
  caseId?: string | null | undefined;
  channel?: readonly string[] | null | undefined;
  failed?: boolean | null | undefined;
  kept?: boolean | null | undefined;
}): Prisma.OutboxWhereInput => ({
  ...(args.caseId ? { caseId: args.caseId.toUpperCase() } : {}),
  ...(args.channel ? { channel: { in: [...args.channel] } } : {}),
  ...(args.failed == null ? {} : { givenUpAt: args.failed ? { not: null } : null }),
  ...(args.kept == null ? {} : { keptAt: args.kept ? { not: null } : null }),
});

const asRow = (row: Outbox): NoticeRow => ({
  id: row.id,
  case_id: row.caseId,
  revision: row.revision,
  process: row.process,
  channel: row.channel,
  notice: row.notice,
  person: row.person,
  address: row.address,
  locale: row.locale,
  params: row.params as Record<string, unknown>,
  at: row.at.toISOString(),
});
