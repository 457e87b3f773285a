import { holdsRole } from '../../workflows/kernel/process.ts';
import { ApiError } from '../api-error.ts';
import type { Builder } from '../builder.ts';
import { moment } from './case.ts';

/** Roles that read accounts other than their own. */
const READS_ACCOUNTS = ['auditor', 'admin', 'leader', 'dispatcher'] as const;

/** What somebody has of points, credits, money or stock, and how it came about. */
export const addAccounts = (builder: Builder): void => {
  const unit = builder.enumType('LedgerUnit', {
    values: ['points', 'credits', 'money', 'stock'] as const,
    description: 'Money in cents.',
  });
  builder.prismaObject('LedgerLine', {
    description: 'A double-entry line: the amount left one account and arrived at another.',
    fields: (t) => ({
      id: t.exposeID('id'),
      caseId: t.exposeID('caseId'),
      revision: t.exposeInt('revision'),
      rule: t.exposeString('rule', { description: 'For what.' }),
      from: t.exposeID('from'),
      to: t.exposeID('to'),
      amount: t.int({ resolve: ({ amount }) => Number(amount) }),
      at: t.expose('at', { type: 'DateTime' }),
      reverses: t.exposeID('reverses', { nullable: true, description: 'The line that this one takes back.' }),
    }),
  });
  const account = builder
    .objectRef<{ owner: string; unit: 'points' | 'credits' | 'money' | 'stock'; balance: number }>('Account')
    .implement({
      description: 'An account with its balance and statement.',
      fields: (t) => ({
        owner: t.exposeID('owner'),
        unit: t.field({ type: unit, resolve: (parent) => parent.unit }),
        balance: t.exposeInt('balance'),
        lines: t.prismaConnection({
          type: 'LedgerLine',
          cursor: 'id',
          description: 'The statement, last line first.',
          args: {
            from: t.arg({ type: 'DateTime', required: false }),
            before: t.arg({ type: 'DateTime', required: false }),
          },
          totalCount: (parent, args, { db }) => db.ledgerLine.count({ where: linesOf(parent, args) }),
          resolve: (query, parent, args, { db }) =>
            db.ledgerLine.findMany({ ...query, where: linesOf(parent, args), orderBy: [{ at: 'desc' }, { id: 'desc' }] }),
        }),
      }),
    });
  builder.queryField('account', (t) =>
    t.field({
      type: account,
      nullable: true,
      authScopes: { person: true },
      description: 'An account: your own, or anybody’s for those who oversee them. Null where the owner never had one.',
      args: { owner: t.arg.id(), unit: t.arg({ type: unit }) },
      resolve: async (_, args, { db, caller }) => {
        // People are asked for by their id; schemes and budgets by their whole name.
        const owner = args.owner.includes(':') ? args.owner : `person:${args.owner}`;
        if (owner !== `person:${caller.actor.id}` && !holdsRole(caller.actor, READS_ACCOUNTS)) {
          throw new ApiError('FORBIDDEN', {
            en: `You may read your own account, with owner “${caller.actor.id}”.`,
            zh: `您只能查看本人账户（owner为“${caller.actor.id}”）。`,
          });
        }
        const row = await db.account.findFirst({ where: { owner, unit: args.unit } });
        return row ? { owner: row.owner, unit: args.unit, balance: Number(row.balance) } : null;
      },
    }),
  );
};

const linesOf = (
  { owner, unit }: { owner: string; unit: string },
  { from, before }: { from?: string | null | undefined; before?: string | null | undefined },
) => ({
  unit,
  OR: [{ from: owner }, { to: owner }],
  AND: [...(from ? [{ at: { gte: moment(from) } }] : []), ...(before ? [{ at: { lt: moment(before) } }] : [])],
});
