/** Texts that caseworkers start from: those of the processes, and those of a tenant in their place or beside them. */
import { newest, type Reply } from '../../activities/process-package.ts';
import type { Builder } from '../builder.ts';
import { checkNames } from '../schema/known.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type ChangeRefs, change, cleanText, EXPECTED } from './change.ts';
import { knownPackage, notAmong, nothingOwn } from './known-names.ts';

type ShownReply = Reply & { readonly overridden: boolean; readonly process: string };

const TEXT = { extensions: { longest: 2_000 } };

const subjectOf = ({ process, state, id }: { readonly process: string; readonly state: string; readonly id: string }): string =>
  `reply:${process}/${state}/${id}`;

export const addReplyTemplates = (builder: Builder, { result }: ChangeRefs, title: TitleRef): void => {
  const shownReply = builder.objectRef<ShownReply>('ReplyTemplate').implement({
    description: 'A text that a caseworker may start from in a state.',
    fields: (t) => ({
      id: t.exposeID('id'),
      state: t.exposeString('state'),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      overridden: t.exposeBoolean('overridden', {
        description: 'Whether this is the tenant’s own; otherwise it comes with the process.',
      }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: (parent, _, { load }) => load.versions.load(subjectOf(parent)),
      }),
    }),
  });
  builder.queryField('replyTemplates', (t) =>
    t.field({
      type: [shownReply],
      authScopes: { person: true },
      description: 'Texts to start from: those of the process, and those of the tenant in their place or beside them. 答复模板',
      args: { process: t.arg.string(), state: t.arg.string({ required: false }) },
      resolve: async (_, { process, state }, context) => {
        const { db, services } = context;
        checkNames(context, { process: [process], ...(state == null ? {} : { state: [state] }) });
        const own = await db.replyTemplate.findMany({ where: { process } });
        const replies = new Map<string, ShownReply>(
          [
            ...(services.packages.get(process)?.replies ?? []).map((reply) => ({ ...reply, process, overridden: false })),
            ...own.map((reply) => ({ ...reply, overridden: true })),
          ].map((reply) => [`${reply.state}/${reply.id}`, reply]),
        );
        return [...replies.entries()]
          .toSorted(([one], [other]) => (one < other ? -1 : 1))
          .flatMap(([, reply]) => (state && reply.state !== state ? [] : [reply]));
      },
    }),
  );
  const reply = builder.inputType('ReplyTemplateInput', {
    fields: (t) => ({ process: t.string(), state: t.string(), id: t.id(), en: t.string(TEXT), zh: t.string(TEXT) }),
  });
  builder.mutationField('setReplyTemplate', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Writes a reply template, in place of the process’s own where the id is the same. 修改答复模板',
      args: {
        input: t.arg({ type: reply }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input: sent, ...asked }, context) =>
        change(context, { name: 'setReplyTemplate', input: sent, subject: subjectOf(sent), ...asked }, async (tx) => {
          const { tenant } = context.caller;
          const { process, state, id } = sent;
          const [en, zh] = [cleanText(['input', 'en'], sent.en, 2000), cleanText(['input', 'zh'], sent.zh, 2000)];
          const states = Object.keys(newest(knownPackage(context, ['input', 'process'], process)).states);
          if (!states.includes(state)) throw notAmong(['input', 'state'], state, states);
          const key = { tenant, process, state, id };
          const before = await tx.replyTemplate.findFirst({ where: key });
          const after = await tx.replyTemplate.upsert({
            where: { tenant_process_state_id: key },
            create: { ...key, en, zh },
            update: { en, zh },
          });
          return { before, after };
        }),
    }),
  );
  builder.mutationField('removeReplyTemplate', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Takes the tenant’s own reply template out; what the process says by itself comes back. 恢复默认答复模板',
      args: {
        process: t.arg.string(),
        state: t.arg.string(),
        id: t.arg.id(),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { requestId, expectedVersion, ...at }, context) =>
        change(
          context,
          { name: 'removeReplyTemplate', requestId, input: at, subject: subjectOf(at), expectedVersion },
          async (tx) => {
            const before = await tx.replyTemplate.findFirst({ where: at });
            if (!before) throw nothingOwn(['id']);
            await tx.replyTemplate.deleteMany({ where: at });
            return { before, after: null };
          },
        ),
    }),
  );
};
