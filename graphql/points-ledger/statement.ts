/** The statement of points and goods for a month: as it was frozen, or as the lines have it now. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { type Month, type PersonMonth, readMonth, type ShelfMonth } from '../../activities/points-ledger/statement.ts';
import { readSealed } from '../../activities/sealed.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Shown = Month & { readonly sha256: string | null };

/** Who reads everybody's; others read their own row. */
const READS_ALL = ['leader', 'auditor', 'admin'] as const;

export const statementModule: SchemaModule = (builder) => {
  const earned = builder.objectRef<PersonMonth['earnedBy'][number]>('PointsEarned').implement({
    description: 'Points that a case gave. 积分来源',
    fields: (t) => ({ caseId: t.exposeID('caseId'), points: t.exposeInt('points') }),
  });
  const person = builder.objectRef<PersonMonth>('PointsMonthOfPerson').implement({
    description: 'closing = opening + earned − held + givenBack − reversed − expired + writtenOff. 个人积分月报',
    fields: (t) => ({
      person: t.exposeID('person'),
      opening: t.exposeInt('opening'),
      earned: t.exposeInt('earned'),
      earnedBy: t.field({ type: [earned], resolve: (row) => [...row.earnedBy] }),
      held: t.exposeInt('held', { description: 'Set aside for goods.' }),
      givenBack: t.exposeInt('givenBack', { description: 'Of what was set aside.' }),
      redeemed: t.exposeInt('redeemed', { description: 'Of what was set aside, exchanged for goods.' }),
      reversed: t.exposeInt('reversed', { description: 'Taken back, as of reports that were staged.' }),
      expired: t.exposeInt('expired'),
      writtenOff: t.exposeInt('writtenOff', { description: 'Of what was owed.' }),
      closing: t.exposeInt('closing'),
    }),
  });
  const shelf = builder.objectRef<ShelfMonth>('GoodsMonthOfSite').implement({
    description: 'closing = opening + received + moved − given − writtenOff + counted. 物品月报',
    fields: (t) => ({
      site: t.exposeID('site'),
      sku: t.exposeID('sku'),
      opening: t.exposeInt('opening'),
      received: t.exposeInt('received'),
      moved: t.exposeInt('moved', { description: 'From other sites, less what went to them.' }),
      given: t.exposeInt('given', { description: 'Set aside for people, less what came back.' }),
      writtenOff: t.exposeInt('writtenOff'),
      counted: t.exposeInt('counted', { description: 'By which counts differed from the book.' }),
      closing: t.exposeInt('closing'),
    }),
  });
  const statement = builder.objectRef<Shown>('PointsStatement').implement({
    description: 'Points and goods of a month, from the lines of the ledger alone. 积分月报',
    fields: (t) => ({
      month: t.exposeString('month'),
      sha256: t.exposeString('sha256', {
        nullable: true,
        description: 'The hash under which it was frozen; none while the month goes on, or where nobody looks after points.',
      }),
      people: t.field({
        type: [person],
        description: 'By id, never by rank. Your own; everybody’s for the leader and those who oversee.',
        resolve: ({ people }, _, { caller }) =>
          readsAll(caller.actor) ? [...people] : people.filter((row) => row.person === caller.actor.id),
      }),
      goods: t.field({
        type: [shelf],
        description: 'For keepers of goods, the leader and those who oversee.',
        resolve: ({ shelves }, _, { caller }) =>
          readsAll(caller.actor) || holdsRole(caller.actor, ['goodsKeeper']) ? [...shelves] : [],
      }),
    }),
  });
  builder.queryField('pointsStatement', (t) =>
    t.field({
      type: statement,
      authScopes: { person: true },
      description: 'The statement of points and goods for a month. 积分月报',
      args: { month: t.arg.string({ description: 'Such as 2026-05.' }) },
      resolve: (_, { month }, context) => statementOf(context, month),
    }),
  );
};

const readsAll = (actor: Context['caller']['actor']): boolean => holdsRole(actor, READS_ALL, {}) || holdsRole(actor, ['leader']);

const statementOf = async ({ read }: Context, month: string): Promise<Shown> => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw new ApiError('INVALID_INPUT', { en: 'Give a month such as 2026-05.', zh: '请填写月份，例如2026-05。' });
  const [kept] = await read<{ sha256: string }>(
    `SELECT m->>'sha256' AS sha256 FROM cases c, jsonb_array_elements(c.facts->'months') m
     WHERE c.process = 'pointsLedger' AND m->>'month' = $1->>'month' ORDER BY (m->>'at')::bigint LIMIT 1`,
    { month },
  );
  return kept
    ? { ...(await readSealed<Month>(read, kept.sha256)), sha256: kept.sha256 }
    : { ...(await readMonth(read, month)), sha256: null };
};
