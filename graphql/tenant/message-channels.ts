/** The ways on which messages leave: how they do, and how an administrator pauses them and has them go on. */
import type { MessageChannel, Prisma } from '../../prisma/client/client.ts';
import type { Builder } from '../builder.ts';
import { type ChangeRefs, change, issue } from './change.ts';
import { notAmong } from './known-names.ts';

type Waiting = { readonly way: string; readonly waiting: number; readonly since: string };
type Way = { readonly name: string; readonly state: MessageChannel | undefined; readonly waits: Waiting | undefined };

export const addMessageChannels = (builder: Builder, { result }: ChangeRefs): void => {
  const state = builder.enumType('MessageChannelState', {
    values: {
      OPEN: { description: 'Messages leave.' },
      FAILING: {
        description:
          'It paused by itself: five messages in a row failed. One is tried now and then, and the first that gets through opens it.',
      },
      PAUSED: { description: 'An administrator has paused it, until somebody resumes it.' },
    } as const,
  });
  const way = builder.objectRef<Way>('MessageChannel').implement({
    description: 'A way on which messages leave: e-mail, SMS, payments to the bank, or a webhook.',
    fields: (t) => ({
      name: t.exposeID('name', { description: 'email, sms, payment, or webhook:<id>.' }),
      state: t.field({
        type: state,
        resolve: ({ state }) => (state?.pausedAt ? (state.pausedBy === null ? 'FAILING' : 'PAUSED') : 'OPEN'),
      }),
      waiting: t.int({ description: 'Messages that are to leave yet.', resolve: ({ waits }) => waits?.waiting ?? 0 }),
      waitingSince: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Since when the oldest of them waits.',
        resolve: ({ waits }) => (waits ? new Date(waits.since) : null),
      }),
      failure: t.string({
        nullable: true,
        description: 'Why the last message failed.',
        resolve: ({ state }) => state?.failure ?? null,
      }),
      pausedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ state }) => state?.pausedAt ?? null }),
      pausedBy: t.id({
        nullable: true,
        description: 'The administrator who paused it; nobody where it paused by itself.',
        resolve: ({ state }) => state?.pausedBy ?? null,
      }),
      nextTryAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When one message is tried, where it paused by itself.',
        resolve: ({ state }) => state?.nextTryAt ?? null,
      }),
    }),
  });
  builder.queryField('messageChannels', (t) =>
    t.field({
      type: [way],
      authScopes: { role: ['admin', 'auditor'] },
      description: 'The ways on which messages leave, with what waits on each. 消息渠道',
      resolve: async (_, __, { db, read }) => {
        const [hooks, states, waits] = await Promise.all([
          db.webhook.findMany({ select: { id: true }, orderBy: { id: 'asc' } }),
          db.messageChannel.findMany(),
          read<Waiting>(`SELECT way, count(*)::int AS waiting, min(at) AS since FROM waiting_messages GROUP BY way`),
        ]);
        return waysOf(hooks).map((name) => ({
          name,
          state: states.find((one) => one.name === name),
          waits: waits.find((one) => one.way === name),
        }));
      },
    }),
  );
  builder.mutationField('pauseChannel', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Holds back what is to leave by e-mail, by SMS, to the bank or to a webhook, until it is resumed. Nothing is given up meanwhile. 暂停消息渠道',
      args: { name: t.arg.id({ description: 'email, sms, payment, or webhook:<id>.' }), requestId: t.arg.id() },
      resolve: (_, { name, requestId }, context) =>
        change(context, { name: 'pauseChannel', requestId, input: { name } }, async (tx) => {
          const before = await wayNow(tx, name);
          if (before?.pausedBy)
            throw issue(
              ['name'],
              'This channel is paused already; see `messageChannels`.',
              '该渠道已暂停，请查看messageChannels。',
            );
          const paused = { pausedAt: new Date(context.now), pausedBy: context.caller.actor.id, nextTryAt: null };
          const { tenant } = context.caller;
          const after = await tx.messageChannel.upsert({
            where: { tenant_name: { tenant, name } },
            create: { tenant, name, ...paused },
            update: paused,
          });
          return { before, after };
        }),
    }),
  );
  builder.mutationField('resumeChannel', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Has messages leave again on a channel that was paused, or that paused by itself. 恢复消息渠道',
      args: { name: t.arg.id({ description: 'email, sms, or webhook:<id>.' }), requestId: t.arg.id() },
      resolve: (_, { name, requestId }, context) =>
        change(context, { name: 'resumeChannel', requestId, input: { name } }, async (tx) => {
          const before = await wayNow(tx, name);
          if (!before?.pausedAt)
            throw issue(['name'], 'This channel isn’t paused; see `messageChannels`.', '该渠道未暂停，请查看messageChannels。');
          await openWay(tx, name);
          return { before, after: await tx.messageChannel.findFirst({ where: { name } }) };
        }),
    }),
  );
  builder.mutationField('retryMessage', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Has a message leave after all that was given up, or that nobody sent because no transport was connected; it is tried for three days again. 重发消息',
      args: { id: t.arg.id({ description: 'Its id in `outbox`.' }), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) =>
        change(context, { name: 'retryMessage', requestId, input: { id } }, async (tx) => {
          const [done] = await tx.$queryRaw<{ before: object | null }[]>`SELECT retry_message(${id}) AS before`;
          if (!done?.before)
            throw issue(
              ['id'],
              'There is no message with this id that was given up or kept. See `outbox(failed: true)` and `outbox(kept: true)`.',
              '没有该编号的发送失败或未发送的消息，请查看outbox(failed: true)和outbox(kept: true)。',
            );
          return { before: { id, ...done.before }, after: { id, state: 'WAITING' } };
        }),
    }),
  );
};

/** Lets messages leave on it again, as if nothing had failed. */
export const openWay = (
  tx: Prisma.TransactionClient,
  name: string,
  only: Pick<Prisma.MessageChannelWhereInput, 'pausedBy'> = {},
): Promise<unknown> =>
  tx.messageChannel.updateMany({
    where: { name, ...only },
    data: { failures: 0, failure: null, pausedAt: null, pausedBy: null, nextTryAt: null },
  });

const waysOf = (hooks: readonly { readonly id: string }[]): readonly string[] => [
  'email',
  'sms',
  'payment',
  ...hooks.map(({ id }) => `webhook:${id}`),
];

/** How a way does; whoever names one that isn't there hears which there are. */
const wayNow = async (tx: Prisma.TransactionClient, name: string): Promise<MessageChannel | null> => {
  const known = waysOf(await tx.webhook.findMany({ select: { id: true }, orderBy: { id: 'asc' } }));
  if (!known.includes(name)) throw notAmong(['name'], name, known);
  return tx.messageChannel.findFirst({ where: { name } });
};
