/** How long cases keep what is personal, and cases of which nothing is erased for now. */
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { processOf } from '../schema/known.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, issue } from './change.ts';

const MOST_MONTHS = 1_200;

export const addRetention = (builder: Builder, { result }: ChangeRefs): void => {
  const overseers = { role: ['admin', 'auditor'] };
  const retention = builder.prismaObject('Retention', {
    description: 'How many months after their closing cases keep what is personal; their figures stay.',
    fields: (t) => ({
      process: t.exposeString('process'),
      state: t.exposeString('state', { description: 'In which they were closed.' }),
      months: t.exposeInt('months'),
    }),
  });
  builder.queryField('retentions', (t) =>
    t.field({
      type: [retention],
      authScopes: overseers,
      description: 'What is set; cases of other states are kept for good. 保存期限',
      resolve: (_, __, { db }) => db.retention.findMany({ orderBy: [{ process: 'asc' }, { state: 'asc' }] }),
    }),
  );
  const input = builder.inputType('RetentionInput', {
    fields: (t) => ({ process: t.string(), state: t.string(), months: t.int({ required: false }) }),
  });
  builder.mutationField('setRetention', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Sets how many months after their closing cases of a process keep what is personal, by the state in which they were closed; null keeps it for good. It is erased from the next day on, and can’t be had again. 设置保存期限',
      args: {
        input: t.arg({ type: input }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input: sent, requestId }, context) => setRetention(context, sent, requestId),
    }),
  );

  const hold = builder.prismaObject('CaseHold', {
    description: 'A case of which nothing is erased as long as somebody needs it, such as a court.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      reason: t.exposeString('reason'),
      heldBy: t.exposeID('heldBy'),
      since: t.expose('since', { type: 'DateTime' }),
    }),
  });
  builder.queryField('heldCases', (t) =>
    t.connection(
      {
        type: hold,
        authScopes: overseers,
        description: 'Cases of which nothing is erased, last first. 保全案件',
        resolve: (_, args, context, info) =>
          pageOf(
            { context, info, args },
            {
              list: 'heldCases',
              keys: [
                { field: 'since', down: true },
                { field: 'caseId', down: true },
              ],
              where: {},
              find: (query) => context.db.caseHold.findMany(query),
              count: () => context.db.caseHold.count(),
            },
          ),
      },
      ...connectionOf(builder, hold, 'CaseHold'),
    ),
  );
  builder.mutationField('holdCase', (t) =>
    t.field({
      type: result,
      authScopes: overseers,
      description: 'Keeps a case from being erased until it is lifted. 保全案件',
      args: { caseId: t.arg.id(), reason: t.arg.string(), requestId: t.arg.id() },
      resolve: (_, { caseId, reason, requestId }, context) =>
        holdCase(context, { caseId: caseId.toUpperCase(), reason, requestId }),
    }),
  );
  builder.mutationField('liftHold', (t) =>
    t.field({
      type: result,
      authScopes: overseers,
      description: 'Ends what keeps a case from being erased. 解除保全',
      args: { caseId: t.arg.id(), reason: t.arg.string(), requestId: t.arg.id() },
      resolve: (_, { caseId, reason, requestId }, context) =>
        liftHold(context, { caseId: caseId.toUpperCase(), reason, requestId }),
    }),
  );
};

const setRetention = (
  context: Context,
  { process: name, state, months: given }: { process: string; state: string; months?: number | null | undefined },
  requestId: string,
): Promise<ChangeAnswer> => {
  const months = given ?? null;
  const input = { process: name, state, months };
  return change(context, { name: 'setRetention', requestId, input }, async (tx) => {
    const { closed } = processOf(context, name);
    if (!closed.includes(state))
      throw issue(
        ['input', 'state'],
        `Cases of ${name} aren’t closed in “${state}”; choose one of ${closed.join(', ')}.`,
        `${name}没有办结状态“${state}”，请从以下状态中选择：${closed.join('、')}。`,
      );
    if (months !== null && (months < 1 || months > MOST_MONTHS))
      throw issue(
        ['input', 'months'],
        `Give 1 to ${MOST_MONTHS} months, or null to keep it for good.`,
        `请填写1至${MOST_MONTHS}个月；长期保存请填null。`,
      );
    const { tenant } = context.caller;
    const key = { tenant_process_state: { tenant, process: name, state } };
    const before = await tx.retention.findFirst({ where: { process: name, state } });
    if (months === null) await tx.retention.deleteMany({ where: { process: name, state } });
    else {
      await tx.retention.upsert({ where: key, create: { tenant, process: name, state, months }, update: { months } });
      await tx.retentionDay.upsert({ where: { tenant }, create: { tenant }, update: {} });
    }
    return { before, after: input };
  });
};

type Hold = { readonly caseId: string; readonly reason: string; readonly requestId: string };

const holdCase = (context: Context, { requestId, ...input }: Hold): Promise<ChangeAnswer> =>
  change(context, { name: 'holdCase', requestId, input }, async (tx) => {
    const { tenant, actor } = context.caller;
    const reason = cleanText(['reason'], input.reason, 500);
    const { caseId } = input;
    if (!(await tx.case.findFirst({ where: { id: caseId }, select: { id: true } })))
      throw issue(['caseId'], `There is no case ${caseId}.`, `没有案件${caseId}。`);
    const before = await tx.caseHold.findFirst({ where: { caseId } });
    if (before) throw issue(['caseId'], `${caseId} is held already: ${before.reason}`, `${caseId}已保全：${before.reason}`);
    const after = await tx.caseHold.create({ data: { tenant, caseId, reason, heldBy: actor.id } });
    return { before: null, after };
  });

const liftHold = (context: Context, { requestId, ...input }: Hold): Promise<ChangeAnswer> =>
  change(context, { name: 'liftHold', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const reason = cleanText(['reason'], input.reason, 500);
    const { caseId } = input;
    const before = await tx.caseHold.findFirst({ where: { caseId } });
    if (!before) throw issue(['caseId'], `${caseId} isn’t held; see \`heldCases\`.`, `${caseId}未被保全，请查看heldCases。`);
    await tx.caseHold.delete({ where: { tenant_caseId: { tenant, caseId } } });
    return { before, after: { caseId, reason } };
  });
