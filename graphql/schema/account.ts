import { ApiError } from '../../activities/acting/api-error.ts';
import { type Actor, holdsRole } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { LAST_FIRST, pageOf } from '../pages.ts';
import { between } from './moment.ts';

/** Roles that read accounts other than their own. */
const READS_ACCOUNTS = ['auditor', 'admin', 'leader', 'dispatcher', 'academyAdmin', 'personnel'] as const;

/** Lots that one answer has; what was spent leaves none. */
const MOST_LOTS = 1_000;

/** An amount as an Int, which ends at 32 bits. */
const asInt = (amount: number): number => {
  if (Math.abs(amount) < 2 ** 31) return amount;
  throw new ApiError('INVALID_INPUT', {
    en: `${amount} is more than an Int can say. Ask for \`fen\` instead.`,
    zh: `${amount}超出Int的范围，请改为查询fen。`,
  });
};

type LineFilter = {
  readonly from?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly year?: number | null | undefined;
};

/** What somebody has of points, credits, money or stock, and how it came about. */
export const addAccounts = (builder: Builder): void => {
  const asset = builder.enumType('LedgerAsset', {
    values: ['points', 'credits', 'money', 'stock'] as const,
    description: 'Money in cents.',
  });
  const lot = builder.prismaObject('LedgerLot', {
    description: 'What came to an account and isn’t spent yet; the oldest is spent first. 批次',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The line that opened it.' }),
      amount: t.int({ resolve: ({ amount }) => Number(amount) }),
      rest: t.int({ description: 'What is left of it.', resolve: ({ rest }) => Number(rest) }),
      at: t.expose('at', { type: 'DateTime' }),
      until: t.expose('until', { type: 'Date', nullable: true, description: 'The last day on which it may be spent.' }),
    }),
  });
  const draw = builder.prismaObject('LedgerDraw', {
    description: 'What a line took from a lot.',
    fields: (t) => ({
      lot: t.exposeID('lotId'),
      amount: t.int({ description: 'Below zero what it gave back.', resolve: ({ amount }) => Number(amount) }),
    }),
  });
  const line = builder.prismaObject('LedgerLine', {
    description: 'A double-entry line: the amount left one account and arrived at another.',
    fields: (t) => ({
      id: t.exposeID('id'),
      caseId: t.exposeID('caseId'),
      revision: t.exposeInt('revision'),
      rule: t.exposeString('rule', { description: 'For what.' }),
      from: t.exposeID('from'),
      to: t.exposeID('to'),
      amount: t.int({
        description: 'Of money above 21 million yuan ask for `fen`.',
        resolve: ({ amount }) => asInt(Number(amount)),
      }),
      fen: t.field({
        type: 'Fen',
        nullable: true,
        description: 'The amount, of money. 金额（分）',
        resolve: ({ asset, amount }) => (asset === 'money' ? Number(amount) : null),
      }),
      asked: t.int({
        nullable: true,
        description: 'What its rule would have given, where a cap holds: the difference was cut.',
        resolve: ({ asked }) => (asked === null ? null : Number(asked)),
      }),
      kind: t.exposeString('kind', {
        nullable: true,
        description: 'For credits: the kind of act, as in the credit rules. 学分类别',
      }),
      year: t.exposeInt('year', { nullable: true, description: 'For credits: the calendar year in which they count. 学分年度' }),
      until: t.expose('until', { type: 'Date', nullable: true, description: 'The last day on which it counts.' }),
      at: t.expose('at', { type: 'DateTime' }),
      reverses: t.exposeID('reverses', { nullable: true, description: 'The line that this one takes back.' }),
      draws: t.relation('draws', {
        type: draw,
        description: 'Of an asset that is kept in lots: which ones it has drawn on. 支取批次',
        query: { orderBy: { lotId: 'asc' } },
      }),
    }),
  });
  const sum = builder.objectRef<Sum>('AccountSum').implement({
    description: 'What an account got of one kind in one year.',
    fields: (t) => ({
      kind: t.exposeString('kind', { nullable: true }),
      year: t.exposeInt('year', { nullable: true }),
      got: t.exposeInt('got', { description: 'Sum of what arrived, less what was taken back.' }),
      cut: t.exposeInt('cut', { description: 'What a cap has kept back.' }),
      expired: t.exposeInt('expired', { description: 'Part of `got` that has had its time.' }),
    }),
  });
  const account = builder
    .objectRef<{ owner: string; asset: 'points' | 'credits' | 'money' | 'stock'; balance: number }>('Account')
    .implement({
      description: 'An account with its balance and statement.',
      fields: (t) => ({
        owner: t.exposeID('owner'),
        asset: t.field({ type: asset, resolve: (parent) => parent.asset }),
        balance: t.int({
          description: 'Of money above 21 million yuan ask for `fen`.',
          resolve: ({ balance }) => asInt(balance),
        }),
        fen: t.field({
          type: 'Fen',
          nullable: true,
          description: 'The balance, of money. 余额（分）',
          resolve: (parent) => (parent.asset === 'money' ? parent.balance : null),
        }),
        lots: t.field({
          type: [lot],
          description:
            'Of points and stock, which are kept in lots: those of which something is left, the oldest first. Together they are the balance, or nothing where it is below zero. 有效批次',
          resolve: ({ owner, asset }, _, { db }) =>
            db.ledgerLot.findMany({
              where: { owner, asset, rest: { gt: 0 } },
              orderBy: [{ at: 'asc' }, { id: 'asc' }],
              take: MOST_LOTS,
            }),
        }),
        sums: t.field({
          type: [sum],
          description: 'By kind and year, the last year first; kinds and years belong to credits. 分类汇总',
          args: { year: t.arg.int({ required: false }) },
          resolve: (parent, { year }, { read }) => read<Sum>(SUMS, { ...parent, year: year ?? null }),
        }),
        lines: t.connection(
          {
            type: line,
            description: 'The statement, last line first.',
            args: {
              from: t.arg({ type: 'DateTime', required: false }),
              before: t.arg({ type: 'DateTime', required: false }),
              kind: t.arg.string({ required: false }),
              year: t.arg.int({ required: false }),
            },
            resolve: (parent, args, context, info) => {
              const where = linesOf(parent, args);
              return pageOf(
                { context, info, args },
                {
                  list: `ledger ${parent.owner} ${parent.asset}`,
                  keys: LAST_FIRST,
                  where,
                  find: (query) => context.db.ledgerLine.findMany(query),
                  count: () => context.db.ledgerLine.count({ where }),
                },
              );
            },
          },
          ...connectionOf(builder, line, 'LedgerLine'),
        ),
      }),
    });
  builder.queryField('account', (t) =>
    t.field({
      type: account,
      nullable: true,
      authScopes: { person: true },
      description: 'An account: your own, or those of the people whom you oversee. Null where the owner never had one.',
      args: { owner: t.arg.id(), asset: t.arg({ type: asset }) },
      resolve: async (_, args, { db, caller }) => {
        // People are asked for by their id; schemes and budgets by their whole name.
        const owner = args.owner.includes(':') ? args.owner : `person:${args.owner}`;
        if (owner !== `person:${caller.actor.id}` && !(await oversees(caller.actor, owner, db))) {
          throw new ApiError('FORBIDDEN', {
            en: `You may read your own account, with owner “${caller.actor.id}”.`,
            zh: `您只能查看本人账户（owner为“${caller.actor.id}”）。`,
          });
        }
        const row = await db.account.findFirst({ where: { owner, asset: args.asset } });
        return row ? { owner: row.owner, asset: args.asset, balance: Number(row.balance) } : null;
      },
    }),
  );
};

/** Whether somebody oversees an account: everybody's, or, where their grant is bound, that of a person of their units. */
const oversees = async (actor: Actor, owner: string, db: Context['db']): Promise<boolean> => {
  const id = owner.startsWith('person:') ? owner.slice('person:'.length) : undefined;
  const person = id === undefined ? null : await db.person.findFirst({ where: { id }, select: { unit: true } });
  return holdsRole(actor, READS_ACCOUNTS, { ...(person?.unit ? { unit: person.unit } : {}) });
};

type Sum = { kind: string | null; year: number | null; got: number; cut: number; expired: number };

const SUMS = `SELECT kind, year,
    coalesce(sum(CASE WHEN to_owner = $1->>'owner' THEN amount WHEN rule LIKE '%:expired' THEN 0 ELSE -amount END), 0)::int AS got,
    coalesce(sum(asked - amount) FILTER (WHERE to_owner = $1->>'owner'), 0)::int AS cut,
    coalesce(sum(amount) FILTER (WHERE from_owner = $1->>'owner' AND rule LIKE '%:expired'), 0)::int AS expired
  FROM ledger_lines
  WHERE asset = $1->>'asset' AND $1->>'owner' IN (from_owner, to_owner) AND ($1->>'year' IS NULL OR year = ($1->>'year')::int)
  GROUP BY kind, year ORDER BY year DESC NULLS LAST, kind`;

const linesOf = ({ owner, asset }: { owner: string; asset: string }, { from, before, kind, year }: LineFilter) => ({
  asset,
  ...(kind == null ? {} : { kind }),
  ...(year == null ? {} : { year }),
  OR: [{ from: owner }, { to: owner }],
  AND: [...between('at', from, before)],
});
