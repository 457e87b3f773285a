/** Webhooks: where events are sent to, and sent again. */
import { cursorOf } from '../../activities/event-cursor.ts';
import { encrypted } from '../../activities/keys.ts';
import { hookOwner } from '../../activities/webhooks/call.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { eventsOf } from '../schema/known.ts';
import { processesOf } from '../schema/process.ts';
import { sentPosition } from '../schema/subscription.ts';
import { type ChangeAnswer, type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { notAmong } from './known-names.ts';
import { openWay } from './message-channels.ts';

/** Events that are sent again at once; who wants more goes on behind the last of them. */
const MOST_AGAIN = 1_000;

export const addWebhooks = (builder: Builder, { result }: ChangeRefs): void => {
  const webhookInput = builder.inputType('WebhookInput', {
    fields: (t) => ({
      id: t.id({ description: 'Your name for it.' }),
      url: t.string({ extensions: { longest: 2_000 } }),
      secret: t.string({ required: false, description: 'Kept as it was when left out; a new webhook needs one.' }),
      events: t.stringList({ required: false, description: 'Such as Closed; all when left out.' }),
      active: t.boolean({ required: false }),
    }),
  });
  builder.mutationField('setWebhook', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Sends events to an address, signed after Standard Webhooks. The secret is yours to choose: whsec_ and 24 to 64 bytes in base64. 设置Webhook',
      args: {
        input: t.arg({ type: webhookInput }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: async (_, { requestId, expectedVersion, input: { secret, ...input } }, context) => {
        // A name is looked up before anything is locked.
        const fault = await context.services.receivers.faultNow(input.url);
        const sent = { ...input, secret: secret ? 'given' : 'kept' };
        const asked = { name: 'setWebhook', requestId, input: sent, subject: `webhook:${input.id}`, expectedVersion };
        return change(context, asked, async (tx) => {
          const { tenant } = context.caller;
          if (fault) throw issue(['input', 'url'], fault.en, fault.zh);
          const known = eventsOf(processesOf(context).values());
          for (const name of input.events ?? []) if (!known.includes(name)) throw notAmong(['input', 'events'], name, known);
          if (secret && !/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(secret)) {
            throw issue(
              ['input', 'secret'],
              'A secret is whsec_ and 24 to 64 bytes in base64.',
              '密钥须为whsec_加24至64字节的base64。',
            );
          }
          const before = await tx.webhook.findFirst({ where: { id: input.id } });
          if (!before && !secret) {
            throw issue(
              ['input', 'secret'],
              'Give a secret, by which the receiver knows that a call is yours: whsec_ and 24 to 64 bytes in base64.',
              '请提供密钥（whsec_加24至64字节的base64），接收方据此核验来源。',
            );
          }
          const kept = secret && encrypted(context.services.secrets, hookOwner(tenant, input.id), secret);
          const data = { url: input.url, events: input.events ?? [], active: input.active ?? true };
          const after = await tx.webhook.upsert({
            where: { tenant_id: { tenant, id: input.id } },
            create: { tenant, id: input.id, ...data, secret: kept ?? '' },
            update: { ...data, ...(kept ? { secret: kept } : {}) },
          });
          // Whoever sets it has mended it: it is tried at once.
          await openWay(tx, `webhook:${input.id}`, { pausedBy: null });
          return { before: before && withoutSecret(before), after: withoutSecret(after) };
        });
      },
    }),
  );
  const webhook = builder.prismaObject('Webhook', {
    description: 'An address that events are sent to. Its secret is never shown.',
    fields: (t) => ({
      id: t.exposeID('id'),
      url: t.exposeString('url'),
      events: t.exposeStringList('events', { description: 'All where none is named.' }),
      active: t.exposeBoolean('active', { description: 'False also where the receiver has answered 410.' }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: ({ id }, _, { load }) => load.versions.load(`webhook:${id}`),
      }),
    }),
  });
  builder.queryField('webhooks', (t) =>
    t.prismaField({
      type: [webhook],
      authScopes: { role: ['admin', 'auditor'] },
      description: 'Addresses that events are sent to. Webhook列表',
      resolve: (query, _, __, { db }) => db.webhook.findMany({ ...query, orderBy: { id: 'asc' } }),
    }),
  );
  builder.mutationField('replayWebhook', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: `Has events sent to a webhook again, such as after its receiver was away: those behind a cursor that came with a call or a live event, in their order, up to ${MOST_AGAIN} at once. What \`change { after }\` gives as \`cursor\` goes on behind them. 重新推送Webhook`,
      args: { id: t.arg.id(), after: t.arg.string({ extensions: { longest: 2_000 } }), requestId: t.arg.id() },
      resolve: (_, args, context) => replay(context, args),
    }),
  );
};

const replay = (
  context: Context,
  { id, after, requestId }: { readonly id: string; readonly after: string; readonly requestId: string },
): Promise<ChangeAnswer> => {
  const { services, caller } = context;
  const { tx: from, seq } = sentPosition(context, after);
  return change(context, { name: 'replayWebhook', requestId, input: { id, after } }, async (tx) => {
    const hook = await tx.webhook.findFirst({ where: { id } });
    if (!hook) throw issue(['id'], `There is no webhook “${id}”; see \`webhooks\`.`, `没有Webhook“${id}”，请查看webhooks。`);
    if (!hook.active)
      throw issue(
        ['id'],
        'This webhook is switched off. Switch it on with setWebhook first.',
        '该Webhook已停用，请先用setWebhook启用。',
      );
    const asked = JSON.stringify({ id, tx: String(from), seq: String(seq), most: MOST_AGAIN });
    const [done] = await tx.$queryRaw<{ again: { events: number; tx: string | null; seq: string | null } }[]>`
      SELECT replay_webhook(${asked}::jsonb) AS again`;
    const { events = 0, tx: last, seq: lastSeq } = done?.again ?? {};
    const cursor =
      last && lastSeq ? cursorOf(services.secrets, caller.tenant, { tx: BigInt(last), seq: BigInt(lastSeq) }) : after;
    return { before: { after }, after: { events, cursor } };
  });
};

const withoutSecret = ({ secret: _, ...hook }: { secret: string }) => hook;
