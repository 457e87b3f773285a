/** Erasing what is personal of somebody: one administrator asks, another one or an auditor confirms or refuses. */
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import { runErasure } from '../../activities/erasure/run-erasure.ts';
import type { Erasure } from '../../prisma/client/client.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { among } from '../schema/known.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, issue } from './change.ts';
import { today } from './days.ts';
import { endDeputies } from './deputies.ts';
import { endEmergencies } from './emergencies.ts';
import { neededBy } from './erasure-needs.ts';
import { hasOtherAdministrator } from './standing.ts';

const STATES = ['asked', 'confirmed', 'refused', 'done'] as const;

export const addErasures = (builder: Builder, { result }: ChangeRefs): void => {
  const overseers = { role: ['admin', 'auditor'] };
  const counts = (name: 'cases' | 'events' | 'rows' | 'photos') => (row: Erasure) =>
    (row.counts as Partial<Record<typeof name, number>>)[name] ?? 0;
  const erasure = builder.prismaObject('Erasure', {
    description: 'What was erased, or is to be: of whom, when, by whom and why. It says nothing of what was erased.',
    fields: (t) => ({
      id: t.exposeID('id'),
      kind: t.exposeString('kind', { description: 'person, party or retention' }),
      person: t.exposeID('person', { nullable: true, description: 'The id, which stays.' }),
      caseId: t.exposeID('caseId', { nullable: true }),
      role: t.exposeString('role', { nullable: true, description: 'Of the party without an account.' }),
      reason: t.exposeString('reason', { description: 'Why it was asked for, or the rule.' }),
      state: t.exposeString('state', { description: 'asked, confirmed, refused or done' }),
      askedBy: t.exposeID('askedBy'),
      askedAt: t.expose('askedAt', { type: 'DateTime' }),
      decidedBy: t.exposeID('decidedBy', { nullable: true }),
      decidedAt: t.expose('decidedAt', { type: 'DateTime', nullable: true }),
      refusal: t.exposeString('refusal', { nullable: true, description: 'Why it was refused.' }),
      doneAt: t.expose('doneAt', { type: 'DateTime', nullable: true }),
      cases: t.int({ description: 'From how many cases something was taken.', resolve: counts('cases') }),
      events: t.int({ description: 'From how many events.', resolve: counts('events') }),
      rows: t.int({ description: 'From how many other rows, such as parties and messages.', resolve: counts('rows') }),
      photos: t.int({ resolve: counts('photos') }),
    }),
  });
  builder.queryField('erasures', (t) =>
    t.connection(
      {
        type: erasure,
        authScopes: overseers,
        description: 'What was erased or is to be, last first. 删除记录',
        args: {
          state: t.arg.string({ required: false }),
          caseId: t.arg.id({ required: false }),
          person: t.arg.id({ required: false }),
        },
        resolve: (_, args, context, info) => {
          if (args.state != null) among('state', args.state, STATES);
          const where = {
            ...(args.state ? { state: args.state } : {}),
            ...(args.caseId ? { caseId: args.caseId.toUpperCase() } : {}),
            ...(args.person ? { person: args.person } : {}),
          };
          return pageOf(
            { context, info, args },
            {
              list: 'erasures',
              keys: [
                { field: 'askedAt', down: true },
                { field: 'id', down: true },
              ],
              where,
              find: (query) => context.db.erasure.findMany(query),
              count: () => context.db.erasure.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, erasure, 'Erasure'),
    ),
  );

  builder.mutationField('erasePerson', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Asks that what is personal of somebody be erased: of a person by their id, or of the parties of a case in a role who have no account. Another administrator or an auditor confirms it. 申请删除个人信息',
      args: {
        person: t.arg.id({ required: false }),
        caseId: t.arg.id({ required: false }),
        role: t.arg.string({ required: false, description: 'Of the party, with the case.' }),
        reason: t.arg.string({ description: 'Why, such as their request; without their name.' }),
        requestId: t.arg.id(),
      },
      resolve: (_, args, context) => erasePerson(context, args),
    }),
  );
  builder.mutationField('confirmErasure', (t) =>
    t.field({
      type: result,
      authScopes: overseers,
      description:
        'Confirms an erasure that somebody else has asked for. It is done at once, and what can’t be taken back begins: a person’s roles end, and their cases, their account and their badges lose what is personal. 确认删除',
      args: { id: t.arg.id(), requestId: t.arg.id() },
      resolve: (_, args, context) => confirmErasure(context, args),
    }),
  );
  builder.mutationField('refuseErasure', (t) =>
    t.field({
      type: result,
      authScopes: overseers,
      description: 'Refuses an erasure, such as of somebody whose record the law keeps. 不予删除',
      args: { id: t.arg.id(), reason: t.arg.string(), requestId: t.arg.id() },
      resolve: (_, args, context) => refuseErasure(context, args),
    }),
  );
};

type Asked = {
  readonly person?: string | null | undefined;
  readonly caseId?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly reason: string;
  readonly requestId: string;
};

const erasePerson = (context: Context, { requestId, ...asked }: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'erasePerson', requestId, input: asked }, async (tx) => {
    const reason = cleanText(['reason'], asked.reason, 500);
    const { tenant, actor } = context.caller;
    const [person, caseId, role] = [asked.person ?? null, asked.caseId?.toUpperCase() ?? null, asked.role ?? null];
    if ((person === null) === (caseId === null) || (caseId !== null) !== (role !== null))
      throw issue(
        ['person'],
        'Say whom you mean: either a person, or a case and the role of a party that has no account.',
        '请指明对象：填写person，或同时填写caseId与role（无账号的当事人）。',
      );
    if (person !== null) await checkPerson(tx, person);
    else if (!(await tx.party.findFirst({ where: { caseId: caseId ?? '', role: role ?? '', person: null } })))
      throw issue(
        ['role'],
        `${caseId} has no party “${role}” without an account. For somebody with an account give person.`,
        `${caseId}没有无账号的当事人“${role}”。有账号的请填写person。`,
      );
    const open = await tx.erasure.findFirst({ where: { person, caseId, role, state: { in: ['asked', 'confirmed'] } } });
    if (open)
      throw issue(
        ['person'],
        `That was asked for already, as ${open.id}. Have it confirmed with confirmErasure.`,
        `已有相同申请（${open.id}），请由他人用confirmErasure确认。`,
      );
    const needed = await neededBy(context.read, { person, caseId, role });
    if (needed) throw issue(['person'], needed.en, needed.zh);
    const data = {
      tenant,
      kind: person === null ? 'party' : 'person',
      person,
      caseId,
      role,
      reason,
      state: 'asked',
      askedBy: actor.id,
    };
    const { id } = await tx.erasure.create({ data });
    return { before: null, after: { id, person, caseId, role, reason } };
  });

type Tx = Parameters<Parameters<typeof change>[2]>[0];

const checkPerson = async (tx: Tx, id: string): Promise<void> => {
  const found = await tx.person.findFirst({ where: { id } });
  if (!found)
    throw issue(
      ['person'],
      `There is no person “${id}”; choose one from the list of people.`,
      `没有人员“${id}”，请从人员名单中选择。`,
    );
  if (found.subject.startsWith('erased:')) throw issue(['person'], `${id} was erased already.`, `${id}的个人信息已删除。`);
};

/** An erasure that waits to be decided on, by somebody else than who asked and who is to be erased. */
const toDecide = async (tx: Tx, { caller: { actor } }: Context, id: string): Promise<Erasure> => {
  const found = await tx.erasure.findFirst({ where: { id } });
  if (!found) throw issue(['id'], `There is no erasure “${id}”; see \`erasures\`.`, `没有删除申请“${id}”，请查看erasures。`);
  if (found.state !== 'asked') throw issue(['id'], `This was decided already: ${found.state}.`, `该申请已处理：${found.state}。`);
  if (found.askedBy === actor.id || found.person === actor.id)
    throw issue(
      ['id'],
      'Four eyes: another administrator or an auditor decides, and not who asked or who is to be erased.',
      '须由另一名管理员或审计员处理，申请人及被删除人本人不得处理。',
    );
  return found;
};

const confirmErasure = async (context: Context, { id, requestId }: { id: string; requestId: string }): Promise<ChangeAnswer> => {
  let people: string[] = [];
  let roles: string[] = [];
  const answer = await change(
    context,
    { name: 'confirmErasure', requestId, input: { id }, subject: `erasure:${id}` },
    async (tx) => {
      const { tenant, actor } = context.caller;
      await tx.$executeRaw`SELECT lock_resource(${tenant}, 'data:administrators')`;
      const { person, caseId, role } = await toDecide(tx, context, id);
      const needed = await neededBy(context.read, { person, caseId, role });
      if (needed) throw issue(['id'], needed.en, needed.zh);
      if (person !== null) {
        if (!(await hasOtherAdministrator(tx, context, { person })))
          throw issue(
            ['id'],
            'Nobody else administers this tenant. Give somebody the role admin first.',
            '这是唯一的管理员，请先将admin角色授予他人。',
          );
        const day = await today(context);
        const ends = { OR: [{ endedOn: null }, { endedOn: { gt: day } }] };
        const held = { personId: person, ...ends };
        people = [person];
        roles = (await tx.personRole.findMany({ where: held, select: { role: true } })).map((one) => one.role);
        await tx.personRole.updateMany({ where: held, data: { endedOn: day } });
        await endDeputies(tx, person, day);
        await endEmergencies(tx, context, person);
        await tx.person.updateMany({ where: { id: person, ...ends }, data: { endedOn: day } });
      }
      const now = new Date();
      const data = { state: 'confirmed', decidedBy: actor.id, decidedAt: now, claimedAt: now };
      await tx.erasure.update({ where: { tenant_id: { tenant, id } }, data });
      return { before: { state: 'asked' }, after: { id, state: 'confirmed' } };
    },
  );
  if (answer.__typename !== 'ChangeDone') return answer;
  await findPeopleAgain(context, { people, roles: [...new Set(roles)] }, requestId);
  const left = await runErasure(context.services.erasing, { tenant: context.caller.tenant, id });
  return left === 0
    ? answer
    : {
        ...answer,
        advice: {
          en: `Cases in which they have done something aren’t over yet: ${left}. They are erased when they are, and the rest with them.`,
          zh: `尚有${left}件其曾办理的案件未了结，待了结后一并删除。`,
        },
      };
};

const refuseErasure = (
  context: Context,
  { id, reason: given, requestId }: { id: string; reason: string; requestId: string },
): Promise<ChangeAnswer> =>
  change(context, { name: 'refuseErasure', requestId, input: { id, reason: given }, subject: `erasure:${id}` }, async (tx) => {
    const { tenant, actor } = context.caller;
    const refusal = cleanText(['reason'], given, 500);
    await toDecide(tx, context, id);
    const data = { state: 'refused', refusal, decidedBy: actor.id, decidedAt: new Date() };
    await tx.erasure.update({ where: { tenant_id: { tenant, id } }, data });
    return { before: { state: 'asked' }, after: { id, state: 'refused', refusal } };
  });
