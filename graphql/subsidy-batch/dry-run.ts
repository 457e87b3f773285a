/** A list of honours tried for a policy item, before a batch is started. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { readItem } from '../../activities/subsidy-application/eligibility.ts';
import { readList } from '../../activities/subsidy-batch/list.ts';
import type { Entry, Ranking } from '../../workflows/subsidy-batch/facts.ts';
import { offered, sumOf } from '../../workflows/subsidy-batch/ranked.ts';
import type { ListFound } from '../../workflows/subsidy-batch/vocabulary.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['policyReviewer', 'noticeOfficer', 'financeOfficer', 'leader', 'auditor', 'admin'];
const RANKINGS: readonly Ranking[] = ['dayFirst', 'lowFirst', 'highFirst'];
const IS: readonly Entry['is'][] = ['in', 'out', 'later'];

export const addDryRun: SchemaModule = (builder, { title }) => {
  const ranking = builder.enumType('SubsidyRanking', {
    values: [...RANKINGS],
    description: 'Who goes first where the money isn’t enough for all.',
  });
  const is = builder.enumType('SubsidyInList', { values: [...IS] });
  const row = builder.objectRef<Entry>('SubsidyDryRunRow').implement({
    description: 'A firm of the list, and why it isn’t in.',
    fields: (t) => ({
      firm: t.exposeString('firm'),
      name: t.exposeString('name'),
      evidence: t.exposeString('evidence'),
      fen: t.field({ type: 'Fen', nullable: true, resolve: ({ fen }) => fen }),
      is: t.field({ type: is, resolve: (entry) => entry.is }),
      because: t.field({ type: title, nullable: true, resolve: ({ because }) => because }),
    }),
  });
  const dryRun = builder.objectRef<ListFound>('SubsidyDryRun').implement({
    description: 'What a batch of this list would be. 批次试算',
    fields: (t) => ({
      rows: t.field({ type: [row], description: 'By the codes of the firms.', resolve: ({ entries }) => [...entries] }),
      hash: t.exposeString('hash', {
        description: 'Of who is in and out, with amounts; a batch is started and approved with it.',
      }),
      wantedFen: t.field({
        type: 'Fen',
        description: 'Cents for all who meet the conditions.',
        resolve: ({ wantedFen }) => wantedFen,
      }),
      inFen: t.field({
        type: 'Fen',
        description: 'Cents for those who are in.',
        resolve: ({ entries }) => sumOf(offered(entries)),
      }),
      freeFen: t.field({
        type: 'Fen',
        description: 'Cents that are free in the budget beside what is offered already.',
        resolve: ({ freeFen }) => freeFen,
      }),
    }),
  });
  builder.queryField('subsidyDryRun', (t) =>
    t.field({
      type: dryRun,
      authScopes: { roleSomewhere: READERS },
      description: 'Who of a list would be offered an item, and why the others not. It changes nothing. 免申即享名单试算',
      args: {
        item: t.arg.string(),
        year: t.arg.int(),
        register: t.arg.string({ description: 'The key of a row of honourLists.' }),
        ranking: t.arg({ type: ranking, required: false }),
      },
      resolve: async (_, { item: name, year, register, ranking: by }, { read }) => {
        const item = await readItem(read, name);
        if (!item)
          throw new ApiError('NOT_FOUND', {
            en: `There is no policy item “${name}” today; choose a row of the table policyItems.`,
            zh: `政策项目表中没有“${name}”，请从表中选择。`,
          });
        const list = await readList(read, { item: name, year, register, ranking: by ?? null }, item);
        if ('issues' in list)
          throw new ApiError('INVALID_INPUT', list.issues[0]?.message ?? { en: 'Choose another list.', zh: '请更换名单。' });
        return list;
      },
    }),
  );
};
