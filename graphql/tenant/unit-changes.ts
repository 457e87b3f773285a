/** Units come and go. When one ends, its roles end with it, and what waited for its people goes to the queue. */

import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import { SUCCESSORS } from '../../activities/unit-successors.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, EXPECTED, issue } from './change.ts';
import { today } from './days.ts';
import { standingOn, standingUnit } from './standing.ts';

export const addUnits = (builder: Builder, { result }: ChangeRefs): void => {
  builder.queryField('units', (t) =>
    t.prismaField({
      type: ['Unit'],
      authScopes: { tenant: true },
      description: 'The units of the tenant, parents first. 单位目录',
      resolve: (query, _, __, { db }) => db.unit.findMany({ ...query, orderBy: { path: 'asc' } }),
    }),
  );
  const input = builder.inputType('UnitInput', {
    fields: (t) => ({
      id: t.id(),
      parent: t.id({ required: false, description: 'The unit above it, where it stays; a new unit needs one.' }),
      kind: t.string({ description: 'Such as department, station or community; “desk” dispatches.' }),
      en: t.string(),
      zh: t.string(),
    }),
  });
  builder.mutationField('setUnit', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Enters a unit below another, or changes its kind and names. 登记单位',
      args: {
        input: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input, ...asked }, context) => setUnit(context, input, asked),
    }),
  );
  builder.mutationField('endUnit', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Dissolves a unit as of today: nothing is dispatched to it any more, roles bound to it end, and its open cases go to its successor by the table `unitSuccessors`. Without one, what waited for its people goes to the role’s queue, from where the dispatch desk moves it to another unit. 撤销单位',
      args: {
        id: t.arg.id(),
        evenSo: t.arg.boolean({
          required: false,
          description: 'Ends it although cases, people, rules or categories are with it; without this, the answer names them.',
        }),
        expectedVersion: t.arg.int({ required: false, description: 'Ends it only if it is still at this version.' }),
        requestId: t.arg.id(),
      },
      resolve: (_, { id, evenSo, ...asked }, context) => endUnit(context, { id, evenSo }, asked),
    }),
  );
};

type UnitInput = { id: string; parent?: string | null | undefined; kind: string; en: string; zh: string };
type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const noUnit = (path: readonly string[], id: string) =>
  issue(path, `There is no unit “${id}”; choose one from \`units\`.`, `没有单位“${id}”，请从units中选择。`);

const setUnit = (context: Context, input: UnitInput, asked: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'setUnit', input, subject: `unit:${input.id}`, ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const { id, kind } = input;
    if (!/^[\w.-]{1,80}$/.test(id))
      throw issue(
        ['input', 'id'],
        'An id has 1 to 80 letters, digits, dots, dashes or underscores.',
        '编号须为1至80位字母、数字、点、横线或下划线。',
      );
    if (!/^[a-z][A-Za-z]{1,39}$/.test(kind))
      throw issue(
        ['input', 'kind'],
        'A kind is one word in letters, such as department, station or villageSite.',
        '类型须为一个英文单词，例如department、station、villageSite。',
      );
    const names = { en: cleanText(['input', 'en'], input.en), zh: cleanText(['input', 'zh'], input.zh) };
    const before = await tx.unit.findFirst({ where: { id } });
    if (!before) {
      const above = await standingUnit(tx, context, ['input', 'parent'], input.parent ?? '');
      const after = await tx.unit.create({
        data: { tenant, id, parent: above.id, path: `${above.path}${id}/`, kind, ...names },
      });
      return { before, after };
    }
    await standingUnit(tx, context, ['input', 'id'], id);
    // The unit at the top has none above it, and who leaves it out leaves it as it is.
    if (input.parent && input.parent !== before.parent && !(before.parent === null && input.parent === id))
      throw issue(
        ['input', 'parent'],
        `${before.en} stands ${before.parent === null ? 'at the top' : `below “${before.parent}”`}, and the record of who was responsible goes by that; enter a new unit, and end this one.`,
        `${before.zh}的上级单位不可变更，请登记新单位并撤销原单位。`,
      );
    if (before.kind === 'desk' && kind !== 'desk') await keepDesk(tx, context, ['input', 'kind']);
    const after = await tx.unit.update({ where: { tenant_id: { tenant, id } }, data: { kind, ...names } });
    return { before, after };
  });

const keepDesk = async (tx: Prisma.TransactionClient, context: Context, path: readonly string[]): Promise<void> => {
  if ((await tx.unit.count({ where: { kind: 'desk', ...standingOn(await today(context)) } })) < 2)
    throw issue(path, 'It is the only dispatch desk; enter another one first.', '这是唯一的派单台，请先登记新的派单台。');
};

/** Whether another unit takes over the work of this one as it ends. */
const hasSuccessor = async (tx: Prisma.TransactionClient, id: string): Promise<boolean> => {
  const found = await tx.$queryRaw<object[]>`SELECT 1 FROM tenant_today(current_setting('banjie.tenant', true)) AS day
    CROSS JOIN table_on(${SUCCESSORS}) s JOIN units u ON u.id = s.value->>'successor' AND (u.ended_on IS NULL OR u.ended_on > day) WHERE s.key = ${id}`;
  return found.length > 0;
};

/** What goes on with a unit, and would have to find another way when it ends: with a successor that is its people alone. */
const dependsOn = async (tx: Prisma.TransactionClient, context: Context, id: string): Promise<readonly Title[]> => {
  const day = await today(context);
  const succeeded = await hasSuccessor(tx, id);
  const [open, people, rules, owned] = await Promise.all([
    tx.case.count({ where: { unit: id, closed: false } }),
    // Whose own unit it is, or who holds a role in it, be it from a later day.
    tx.person.findMany({
      where: { AND: [standingOn(day), { OR: [{ unit: id }, { roles: { some: { unit: id, ...standingOn(day) } } }] }] },
      select: { name: true },
      orderBy: { id: 'asc' },
    }),
    tx.$queryRaw<
      Title[]
    >`SELECT en, zh FROM dispatch_rules WHERE unit = ${id} AND version = (SELECT max(version) FROM dispatch_rules) ORDER BY position`,
    tx.$queryRaw<Title[]>`SELECT DISTINCT ON (code) en, zh FROM categories c
      WHERE owner = ${id} AND NOT retired AND NOT EXISTS (SELECT FROM categories l WHERE l.tenant = c.tenant AND l.process = c.process
        AND l.code = c.code AND l.valid_from > c.valid_from AND l.valid_from <= ${day}) ORDER BY code, valid_from DESC`,
  ]);
  const named = (titles: readonly Title[], language: 'en' | 'zh') =>
    titles.map((title) => `“${title[language]}”`).join(language === 'en' ? ', ' : '、');
  return [
    ...(open > 0 && !succeeded
      ? [
          {
            en: `${open} open cases lie with it, whose work goes to the roles’ queues and to the desk`,
            zh: `尚有${open}件在办案件，其任务将退回角色待办和派单台`,
          },
        ]
      : []),
    ...(people.length > 0
      ? [
          {
            en: `${people.length} people belong to it or hold a role in it: ${people.map(({ name }) => name).join(', ')}`,
            zh: `${people.length}名人员属于该单位或在该单位任职：${people.map(({ name }) => name).join('、')}`,
          },
        ]
      : []),
    ...(rules.length > 0 && !succeeded
      ? [
          {
            en: `dispatch rules send to it and are passed over: ${named(rules, 'en')}`,
            zh: `以下派单规则指向该单位，将被跳过：${named(rules, 'zh')}`,
          },
        ]
      : []),
    ...(owned.length > 0 && !succeeded
      ? [
          {
            en: `categories are its matter, today or from a later day: ${named(owned, 'en')}`,
            zh: `以下类别现由或将由其负责：${named(owned, 'zh')}`,
          },
        ]
      : []),
  ];
};

const endUnit = async (
  context: Context,
  { id, evenSo }: { id: string; evenSo?: boolean | null | undefined },
  { requestId, expectedVersion }: Asked,
): Promise<ChangeAnswer> => {
  const versioned = expectedVersion == null ? {} : { expectedVersion, subject: `unit:${id}` };
  const answer = await change(context, { name: 'endUnit', requestId, input: { id, evenSo }, ...versioned }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    const before = await tx.unit.findFirst({ where: { id } });
    if (!before) throw noUnit(['id'], id);
    if (before.endedOn) throw issue(['id'], `${before.en} was dissolved already.`, `${before.zh}已撤销。`);
    if (before.parent === null)
      throw issue(['id'], 'It stands at the top, and all others below it; it can’t end.', '这是最上级单位，不能撤销。');
    const standing = standingOn(day);
    const below = await tx.unit.findFirst({ where: { parent: id, ...standing } });
    if (below)
      throw issue(['id'], `${below.en} still stands below it; end that one first.`, `下级单位${below.zh}尚未撤销，请先撤销。`);
    if (before.kind === 'desk') await keepDesk(tx, context, ['id']);
    const depending = evenSo ? [] : await dependsOn(tx, context, id);
    if (depending.length > 0)
      throw issue(
        ['evenSo'],
        `${before.en} is still in use: ${depending.map(({ en }) => en).join('; ')}. Set that right first, or send evenSo: true to end it all the same.`,
        `${before.zh}仍在使用：${depending.map(({ zh }) => zh).join('；')}。请先处理，或填写evenSo: true仍予撤销。`,
      );
    const roles = await tx.personRole.findMany({
      where: { unit: id, ...standing },
      select: { id: true, personId: true, role: true },
    });
    await tx.personRole.updateMany({ where: { unit: id, ...standing }, data: { endedOn: day } });
    const ended = await tx.unit.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    const openCases = await tx.case.count({ where: { unit: id, closed: false } });
    return { before, after: { ...ended, roles, openCases } };
  });
  if (answer.__typename === 'ChangeDone') {
    const { roles } = answer.change.after as { roles: { personId: string; role: string }[] };
    const people = roles.map(({ personId }) => personId);
    await findPeopleAgain(context, { people, roles: roles.map(({ role }) => role), units: [id] }, requestId);
  }
  return answer;
};
