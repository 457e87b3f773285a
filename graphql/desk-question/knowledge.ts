/** What the API of the desk has beside its acts: what it knows, for those who ask and those who keep it right. */
import { resolveOffsetConnection } from '@pothos/plugin-relay';
import {
  type KnowledgeEntry,
  readKnowledge,
  searchKnowledge,
  suggestKnowledge,
} from '../../activities/desk-question/knowledge.ts';
import { limitsOf } from '../../activities/limits.ts';
import { limits as defaults } from '../../workflows/desk-question/limits.ts';
import { personalDataIn } from '../../workflows/desk-question/personal-data.ts';
import { LARGEST_PAGE, PAGE } from '../builder.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { change, issue } from '../tenant/change.ts';

/** Entries suggested at most. */
const MOST_SUGGESTED = 5;

const ROLES = [
  'siteWorker',
  'trainee',
  'grower',
  'stationClerk',
  'expert',
  'guidanceSecretary',
  'deskOfficer',
  'handler',
  'academyAdmin',
  'lecturer',
  'mentor',
  'leader',
  'auditor',
  'admin',
] as const;

export const knowledgeModule: SchemaModule = (builder, { changes }) => {
  const entry = builder.objectRef<KnowledgeEntry>('KnowledgeEntry').implement({
    description: 'A question with its reviewed answer. 知识条目',
    fields: (t) => ({
      id: t.exposeID('id'),
      question: t.exposeString('question'),
      answer: t.exposeString('answer'),
      topic: t.exposeString('topic', { nullable: true }),
      sourceCase: t.exposeID('sourceCase', { description: 'The question in which it was answered.' }),
      from: t.expose('from', { type: 'DateTime', description: 'When it was accepted.' }),
    }),
  });
  builder.queryField('knowledge', (t) =>
    t.connection(
      {
        type: entry,
        authScopes: { roleSomewhere: ROLES },
        description:
          'Entries with every word of the search, best first: found in the question before found in the answer alone, short before long, late before early. Where none has every word, those that are like it, as `deskQuestionSuggestions` says, from half the likeness on. Chinese is searched by characters in their order (津贴), letters and digits by whole words. Without a search, all entries. 知识库检索',
        args: { search: t.arg.string({ required: false }) },
        resolve: async (_, { search, ...args }, { read, caller, take }) => {
          if (search) await take('searches');
          let total = 0;
          const from = await suggestFrom(read, caller.tenant);
          const page = await resolveOffsetConnection(
            { args, defaultSize: PAGE, maxSize: LARGEST_PAGE },
            async ({ offset, limit }) => {
              const found = await searchKnowledge(read, { search: search ?? '', skip: offset, first: limit, suggestFrom: from });
              total = found.total;
              return [...found.entries];
            },
          );
          return { ...page, totalCount: total };
        },
      },
      {
        name: 'KnowledgeEntryConnection',
        fields: (t) => ({ totalCount: t.int({ resolve: (page) => (page as unknown as { totalCount: number }).totalCount }) }),
      },
      { name: 'KnowledgeEntryEdge' },
    ),
  );
  builder.queryField('deskQuestionSuggestions', (t) =>
    t.field({
      type: [entry],
      authScopes: { roleSomewhere: ROLES },
      description:
        'Earlier answers to questions like this one, the likest first: look here before you ask. Likeness is the share of what is asked that stands in the entry: the weights of its words in the question, and half of those in the answer alone, ÷ the weights of all. Words are pairs of Chinese characters, and whole words of letters and digits; one weighs ln(1 + entries ÷ (1 + entries with it)), and half of that where none has it. Synonyms are those of the table `deskSynonyms`. 相近答复',
      args: { text: t.arg.string({ extensions: { longest: 2_000 } }) },
      resolve: async (_, { text }, { read, caller, take }) => {
        await take('searches');
        const from = await suggestFrom(read, caller.tenant);
        return [...(await suggestKnowledge(read, { text, suggestFrom: from, most: MOST_SUGGESTED }))];
      },
    }),
  );

  builder.queryField('knowledgeEntry', (t) =>
    t.field({
      type: entry,
      nullable: true,
      authScopes: { roleSomewhere: ROLES },
      description: 'An entry by its id, such as one that was suggested with a question; null where it is retired. 知识条目',
      args: { id: t.arg.id() },
      resolve: (_, { id }, { read }) => readKnowledge(read, id),
    }),
  );

  const correction = builder.inputType('KnowledgeCorrection', {
    description: 'What is left out stays.',
    fields: (t) => ({
      question: t.string({ required: false, extensions: { longest: 2_000 } }),
      answer: t.string({ required: false, extensions: { longest: 5_000 } }),
      topic: t.string({ required: false }),
    }),
  });
  builder.mutationField('correctKnowledge', (t) =>
    t.field({
      type: changes.result,
      authScopes: { role: ['academyAdmin'] },
      description: 'Corrects an entry from now on; the journal keeps what it said before. 更正知识条目',
      args: { id: t.arg.id(), input: t.arg({ type: correction }), requestId: t.arg.id() },
      resolve: (_, { id, input, requestId }, context) =>
        change(context, { name: 'correctKnowledge', requestId, input: { id, ...input } }, async (tx) => {
          const given = Object.fromEntries(
            Object.entries(input).flatMap(([name, text]) => (text == null ? [] : [[name, text.trim()]])),
          );
          const empty = Object.entries(given).find(([, text]) => text === '');
          if (empty) throw issue(['input', empty[0]], 'Write at least one word.', '内容不能为空，请填写。');
          if (Object.keys(given).length === 0)
            throw issue(['input'], 'Give the question, the answer or the topic anew.', '请填写要更正的问题、答复或主题。');
          const before = await standing(tx, id);
          const personal = personalDataIn(Object.values(given).join('\n'), []);
          if (personal.length > 0)
            throw issue(
              ['input'],
              `This holds ${personal.map(({ en }) => en).join(' and ')}. Write it so that nobody can be known by it.`,
              `内容含${personal.map(({ zh }) => zh).join('、')}，请改写，去除可识别个人的信息。`,
            );
          const data = { tenant_id: { tenant: context.caller.tenant, id } };
          return { before, after: await tx.knowledgeEntry.update({ where: data, data: given, select: SHOWN }) };
        }),
    }),
  );
  builder.mutationField('retireKnowledge', (t) =>
    t.field({
      type: changes.result,
      authScopes: { role: ['academyAdmin'] },
      description: 'Takes an entry out of use: it is neither found nor suggested any more. 停用知识条目',
      args: { id: t.arg.id(), reason: t.arg.string({ extensions: { longest: 2_000 } }), requestId: t.arg.id() },
      resolve: (_, { id, reason, requestId }, context) =>
        change(context, { name: 'retireKnowledge', requestId, input: { id, reason } }, async (tx) => {
          if (reason.trim() === '') throw issue(['reason'], 'Say why it is retired.', '请填写停用原因。');
          const before = await standing(tx, id);
          const where = { tenant_id: { tenant: context.caller.tenant, id } };
          const after = await tx.knowledgeEntry.update({
            where,
            data: { retiredAt: new Date(context.now) },
            select: { ...SHOWN, retiredAt: true },
          });
          return { before, after: { ...after, reason } };
        }),
    }),
  );
};

const SHOWN = { id: true, question: true, answer: true, topic: true, sourceCase: true } as const;

type Transaction = Parameters<Parameters<typeof change>[2]>[0];

const standing = async (tx: Transaction, id: string) => {
  const found = await tx.knowledgeEntry.findFirst({ where: { id, retiredAt: null }, select: SHOWN });
  if (!found)
    throw issue(
      ['id'],
      `There is no entry “${id}”, or no longer; see \`knowledge\`.`,
      `没有知识条目“${id}”或已停用，请查看knowledge。`,
    );
  return found;
};

const suggestFrom = async (read: Context['read'], tenant: string): Promise<number> => {
  const [set] = await read<{ limits: Record<string, unknown> }>(`SELECT limits_today($1->>'tenant', 'deskQuestion') AS limits`, {
    tenant,
  });
  return limitsOf(defaults, set?.limits ?? {}).suggestFrom ?? defaults.suggestFrom.default;
};
