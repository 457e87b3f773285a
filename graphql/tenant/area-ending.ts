/** The end of a grid area: nothing comes to it any more, and what is open there goes on with the people who have it. */
import { Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type ChangeAnswer, type ChangeRefs, change, EXPECTED, issue } from './change.ts';
import { today } from './days.ts';
import { standingOn } from './standing.ts';

export const addAreaEnding = (builder: Builder, { result }: ChangeRefs): void => {
  builder.mutationField('endArea', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Dissolves an area as of today: nothing new comes to it, nobody is given a role there, and its ground is free for its neighbours to be drawn over. Open cases keep it, and roles bound to it stay for them. 撤销网格',
      args: {
        id: t.arg.id(),
        evenSo: t.arg.boolean({
          required: false,
          description: 'Ends it although cases, people or rules are with it; without this, the answer names them.',
        }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { id, evenSo, ...asked }, context) => endArea(context, { id, evenSo }, asked),
    }),
  );
};

const endArea = (
  context: Context,
  { id, evenSo }: { readonly id: string; readonly evenSo?: boolean | null | undefined },
  asked: { readonly requestId: string; readonly expectedVersion?: number | null | undefined },
): Promise<ChangeAnswer> =>
  change(context, { name: 'endArea', input: { id, evenSo }, subject: 'areas', ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    const before = await tx.area.findFirst({ where: { id } });
    if (!before)
      throw issue(['id'], `There is no area “${id}”; choose one from \`areas\`.`, `没有网格“${id}”，请从areas中选择。`);
    if (before.endedOn && before.endedOn <= day)
      throw issue(['id'], `${before.en} was dissolved already.`, `${before.zh}已撤销。`);
    if ((await tx.area.count({ where: standingOn(day) })) < 2)
      throw issue(['id'], 'It is the only area; enter another one first.', '这是唯一的网格，请先登记新的网格。');
    const depending = evenSo ? [] : await dependsOn(tx, id, day);
    if (depending.length > 0)
      throw issue(
        ['evenSo'],
        `${before.en} is still in use: ${depending.map(({ en }) => en).join('; ')}. Set that right first, or send evenSo: true to end it all the same. Draw its neighbours over its ground with setAreas afterwards, or nothing can be reported from there.`,
        `${before.zh}仍在使用：${depending.map(({ zh }) => zh).join('；')}。请先处理，或填写evenSo: true仍予撤销。撤销后请用setAreas将其范围并入相邻网格，否则该处无法上报。`,
      );
    const after = await tx.area.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    return { before, after: { ...after, openCases: await openIn(tx, id) } };
  });

const openIn = (tx: Prisma.TransactionClient, id: string): Promise<number> =>
  tx.case.count({ where: { area: id, closed: false } });

/** What goes on with an area, and would have to find another way when it ends. */
const dependsOn = async (tx: Prisma.TransactionClient, id: string, day: Date): Promise<readonly Title[]> => {
  const standing = standingOn(day);
  const [open, people, rules] = await Promise.all([
    openIn(tx, id),
    tx.person.findMany({
      where: { ...standing, roles: { some: { area: id, ...standing } } },
      select: { name: true },
      orderBy: { id: 'asc' },
    }),
    tx.$queryRaw<Title[]>(
      Prisma.sql`SELECT en, zh FROM dispatch_rules WHERE "when"->'areas' ? ${id} AND version = (SELECT max(version) FROM dispatch_rules) ORDER BY position`,
    ),
  ]);
  const names = (parts: readonly string[], language: keyof Title) => parts.join(language === 'en' ? ', ' : '、');
  const titles = (language: keyof Title) =>
    names(
      rules.map((rule) => `“${rule[language]}”`),
      language,
    );
  const bound = people.map(({ name }) => name);
  return [
    ...(open > 0 ? [{ en: `${open} open cases lie in it, and go on there`, zh: `尚有${open}件在办案件，仍在该网格办理` }] : []),
    ...(bound.length > 0
      ? [
          {
            en: `people hold roles there, and need them where the ground goes to: ${names(bound, 'en')}`,
            zh: `以下人员的角色限于该网格，请授予其接收网格的角色：${names(bound, 'zh')}`,
          },
        ]
      : []),
    ...(rules.length > 0
      ? [{ en: `dispatch rules name it: ${titles('en')}`, zh: `以下派单规则涉及该网格：${titles('zh')}` }]
      : []),
  ];
};
