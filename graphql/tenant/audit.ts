/** For auditors: changes of the tenant's data, and whether the record is whole. */

import { actOnCase } from '../../activities/acting/act.ts';
import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { oneOfMany, requestIdOfPart } from '../../activities/acting/many.ts';
import { requestIdIssue } from '../../activities/acting/request.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import type { Difference } from '../../activities/evidence/differences.ts';
import type { ErasedParts, Verdict } from '../../activities/evidence/verdict.ts';
import { newest, type ProcessPackage } from '../../activities/process-package.ts';
import { caseOf } from '../../activities/stored.ts';
import { decideAny } from '../../workflows/kernel/own-acts.ts';
import { isRefusal } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { verifyRecord } from '../record-log/verified.ts';
import { among } from '../schema/known.ts';
import type { ChangeRefs } from './change.ts';

type Adoption = { readonly caseId: string; readonly done: boolean; readonly reason: string | null };

/** Cases taken over at once. */
const MOST_AT_ONCE = 200;

export const addAudit = (builder: Builder, { journal }: ChangeRefs): void => {
  const overseers = { role: ['admin', 'auditor'] };
  builder.queryField('dataChanges', (t) =>
    t.connection(
      {
        type: journal,
        authScopes: overseers,
        description: 'Changes of the tenant’s data, last first. 数据变更记录',
        args: { name: t.arg.stringList({ required: false }) },
        resolve: (_, args, context, info) => {
          const where = args.name ? { name: { in: args.name } } : {};
          return pageOf(
            { context, info, args },
            {
              list: 'dataChanges',
              keys: [
                { field: 'at', down: true },
                { field: 'requestId', down: true },
              ],
              where,
              find: (query) => context.db.dataChange.findMany(query),
              count: () => context.db.dataChange.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, journal, 'DataChange'),
    ),
  );

  const difference = builder.objectRef<Difference>('RecordDifference').implement({
    description: 'A row of a case that is another than its events wrote.',
    fields: (t) => ({
      where: t.exposeString('where', { description: 'The table, with the column or the fact where one is meant.' }),
      message: t.string({ description: 'What differs, in words.', resolve: (found, _, { caller }) => found[caller.locale] }),
    }),
  });
  const erased = builder.objectRef<ErasedParts>('ErasedParts').implement({
    description: 'What was erased of an event: the chain verifies without it, and the house has signed that it was erased.',
    fields: (t) => ({
      revision: t.exposeInt('revision'),
      parts: t.exposeStringList('parts'),
      at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
      by: t.exposeID('by'),
      erasure: t.exposeID('erasure', { description: 'As `erasures` lists it.' }),
    }),
  });
  const verdict = builder.objectRef<Verdict>('RecordVerdict').implement({
    description:
      'Whether a case is as it was written: each hash is computed again, and what the events wrote is compared with the case, its clocks, tasks, parties, links, attachments, ledger lines and balances.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      intact: t.boolean({ resolve: ({ why, differences }) => why === null && differences.length === 0 }),
      events: t.exposeInt('events', { description: 'How many events fit together, from the first on.' }),
      brokenAt: t.exposeInt('brokenAt', { nullable: true, description: 'The first revision that doesn’t fit.' }),
      why: t.string({
        nullable: true,
        description: 'What is wrong, in words: of the events, or else the first difference.',
        resolve: ({ why, differences: [first] }, _, { caller }) => (why ?? first)?.[caller.locale] ?? null,
      }),
      differences: t.field({ type: [difference], resolve: (found) => found.differences }),
      erased: t.field({ type: [erased], resolve: (found) => found.erased }),
    }),
  });
  builder.queryField('verifyRecord', (t) =>
    t.field({
      type: verdict,
      nullable: true,
      authScopes: overseers,
      description: 'Compares a case with its events and their hashes. Null where there is no such case. 核验办理记录',
      args: { caseId: t.arg.id() },
      resolve: (_, { caseId }, context) => verifyRecord(context, caseId.toUpperCase()),
    }),
  );

  const adoption = builder.objectRef<Adoption>('Adoption').implement({
    description: 'What taking a case over into the newest rules comes to.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      done: t.exposeBoolean('done', { description: 'In a dry run: whether it would be.' }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why not.' }),
    }),
  });
  builder.mutationField('adoptRules', (t) =>
    t.field({
      type: [adoption],
      authScopes: { role: ['admin'] },
      description: `Takes open cases over into the newest rules of their process, the oldest first and up to ${MOST_AT_ONCE} at once; a dry run first. 规则迁移`,
      args: {
        process: t.arg.string(),
        dryRun: t.arg.boolean(),
        after: t.arg.id({
          required: false,
          description: `The last case of the answer before: goes on with those behind it. Fewer than ${MOST_AT_ONCE} in an answer were the last.`,
        }),
        requestId: t.arg.id(),
      },
      resolve: (_, args, context) => adoptRules(context, args),
    }),
  );
};

const adoptRules = async (
  context: Context,
  {
    process,
    dryRun,
    after,
    requestId,
  }: { process: string; dryRun: boolean; after?: string | null | undefined; requestId: string },
): Promise<Adoption[]> => {
  among('process', process, context.services.packages.keys());
  const pkg = context.services.packages.get(process) as ProcessPackage;
  const wrong = requestIdIssue(requestId, context.caller.actor);
  if (wrong) throw new ApiError('INVALID_INPUT', wrong.message);
  const rows = await context.db.case.findMany({
    where: { process, closed: false, rulesVersion: { lt: newest(pkg).version }, ...(await behind(context, process, after)) },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    take: MOST_AT_ONCE,
  });
  const results: Adoption[] = [];
  for (const row of rows) {
    const caseId = row.id;
    if (dryRun) {
      const command = { action: 'adoptRules', actor: context.caller.actor, now: context.now, input: {}, reference: undefined };
      const decision = decideAny(pkg.versions, caseOf(row), command);
      results.push({ caseId, done: !isRefusal(decision), reason: isRefusal(decision) ? decision[context.caller.locale] : null });
      continue;
    }
    const act = { process, action: 'adoptRules', caseId, input: {}, requestId: requestIdOfPart(requestId, caseId) };
    const answer = await oneOfMany(caseId, () => actOnCase(context.services, context.caller, act));
    results.push({ caseId, done: answer.kind === 'done', reason: reasonOf(answer, context.caller.locale) });
  }
  return results;
};

/** The cases behind this one, by when they were opened. Prisma's own cursor would skip one too many where the last case was taken over. */
const behind = async ({ db }: Context, process: string, after: string | null | undefined) => {
  if (!after) return {};
  const last = await db.case.findFirst({ where: { id: after, process }, select: { id: true, openedAt: true } });
  if (!last) throw noSuchCase(after);
  const { id, openedAt } = last;
  return { OR: [{ openedAt: { gt: openedAt } }, { openedAt, id: { gt: id } }] };
};

const reasonOf = (answer: ActAnswer, locale: 'en' | 'zh'): string | null => {
  switch (answer.kind) {
    case 'done':
      return null;
    case 'refused':
      return answer.refusal[locale];
    case 'conflict':
      return locale === 'zh' ? `${answer.by}已先行办理，请重试。` : `${answer.by} was first; try again.`;
    case 'invalid':
      return answer.issues.map(({ message }) => message[locale]).join(' ');
  }
};
