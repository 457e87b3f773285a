/** Units come and go. When one ends, its roles end with it, and what waited for its people goes to the queue. */
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { type ChangeAnswer, type ChangeRefs, change, issue } from './change.ts';
import { today } from './days.ts';
import { findPeopleAgain } from './handing-back.ts';

export const addUnits = (builder: Builder, { result }: ChangeRefs): void => {
  const input = builder.inputType('UnitInput', {
    fields: (t) => ({
      id: t.id(),
      parent: t.id({ description: 'The unit above it; it stays there.' }),
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
      args: { input: t.arg({ type: input }), requestId: t.arg.id() },
      resolve: (_, args, context) => setUnit(context, args.input, args.requestId),
    }),
  );
  builder.mutationField('endUnit', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Dissolves a unit as of today: nothing is dispatched to it any more, roles bound to it end, and what waited for its people goes to the role’s queue, from where the dispatch desk moves it to another unit. 撤销单位',
      args: { id: t.arg.id(), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endUnit(context, id, requestId),
    }),
  );
};

type UnitInput = { id: string; parent: string; kind: string; en: string; zh: string };

const noUnit = (path: readonly string[], id: string) =>
  issue(path, `There is no unit “${id}”; choose one from \`units\`.`, `没有单位“${id}”，请从units中选择。`);

const setUnit = (context: Context, input: UnitInput, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'setUnit', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const { id, parent, kind, en, zh } = input;
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
    const above = await tx.unit.findFirst({ where: { id: parent } });
    if (!above || above.endedOn) throw noUnit(['input', 'parent'], parent);
    const before = await tx.unit.findFirst({ where: { id } });
    if (before && before.parent !== parent) {
      throw issue(
        ['input', 'parent'],
        `${before.en} stands below “${before.parent ?? ''}”, and the record of who was responsible goes by that; enter a new unit, and end this one.`,
        `${before.zh}的上级单位不可变更，请登记新单位并撤销原单位。`,
      );
    }
    const after = await tx.unit.upsert({
      where: { tenant_id: { tenant, id } },
      create: { tenant, id, parent, path: `${above.path}${id}/`, kind, en, zh },
      update: { kind, en, zh },
    });
    return { before, after };
  });

const endUnit = async (context: Context, id: string, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'endUnit', requestId, input: { id } }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    const before = await tx.unit.findFirst({ where: { id } });
    if (!before) throw noUnit(['id'], id);
    const standing = { OR: [{ endedOn: null }, { endedOn: { gt: day } }] };
    const below = await tx.unit.findFirst({ where: { parent: id, ...standing } });
    if (below)
      throw issue(['id'], `${below.en} still stands below it; end that one first.`, `下级单位${below.zh}尚未撤销，请先撤销。`);
    if (before.kind === 'desk' && (await tx.unit.count({ where: { kind: 'desk', ...standing } })) < 2)
      throw issue(['id'], 'It is the only dispatch desk; enter another one first.', '这是唯一的派单台，请先登记新的派单台。');
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
