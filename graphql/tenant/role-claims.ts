/** Roles by the claims of a token: whoever is in a group of the identity provider holds a role here, as long as they are in it. */
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { notAmong } from './known-names.ts';
import { rolesHere } from './roles.ts';
import { standingOn, standingUnit } from './standing.ts';

/** Given by name alone: a mistake in a group makes no administrator, and locks out none. */
const BY_NAME: readonly string[] = ['admin', 'breakGlass'];

export const addRoleClaims = (builder: Builder, { result }: ChangeRefs): void => {
  const claim = builder.prismaObject('RoleClaim', {
    description:
      'A value of the claim that OIDC_ROLES_CLAIM names, such as a group, and the role that those hold whose token has it. 用户组与角色对应',
    fields: (t) => ({
      id: t.exposeID('id'),
      value: t.exposeString('value', { description: 'Such as the name of a group.' }),
      role: t.exposeString('role'),
      unit: t.exposeID('unit', { nullable: true }),
      area: t.exposeID('area', { nullable: true }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      endedOn: t.expose('endedOn', { type: 'Date', nullable: true, description: 'The first day on which it holds no more.' }),
    }),
  });
  builder.queryField('roleClaims', (t) =>
    t.connection(
      {
        type: claim,
        authScopes: { role: ['admin', 'auditor'] },
        description: 'Which claims of a token give which role. 用户组与角色对应表',
        args: { over: t.arg.boolean({ required: false, description: 'Also those that are over.' }) },
        resolve: async (_, args, context, info) => {
          const where: Prisma.RoleClaimWhereInput = args.over ? {} : standingOn(await today(context));
          return pageOf(
            { context, info, args },
            {
              list: 'roleClaims',
              keys: [{ field: 'id' }],
              where,
              find: (query) => context.db.roleClaim.findMany(query),
              count: () => context.db.roleClaim.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, claim, 'RoleClaim'),
    ),
  );
  const input = builder.inputType('RoleClaimInput', {
    fields: (t) => ({
      value: t.string({ description: 'A value of the claim, such as the name of a group.' }),
      role: t.string(),
      unit: t.id({ required: false, description: 'Only for cases of this unit and those below it.' }),
      area: t.id({ required: false, description: 'Only for cases of this area.' }),
      validFrom: t.field({ type: 'Date', required: false }),
    }),
  });
  builder.mutationField('setRoleClaim', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Gives a role to those whose token has this value, from their next sign-in. 设置用户组对应的角色',
      args: { input: t.arg({ type: input }), requestId: t.arg.id() },
      resolve: (_, { input, requestId }, context) => setRoleClaim(context, input, requestId),
    }),
  );
  builder.mutationField('endRoleClaim', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Ends a mapping as of today, with all roles that came by it; what waited for those people goes to the role’s queue. 终止用户组对应关系',
      args: { id: t.arg.id({ description: 'As `roleClaims` lists it.' }), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endRoleClaim(context, id, requestId),
    }),
  );
};

type RoleClaimInput = {
  readonly value: string;
  readonly role: string;
  readonly unit?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly validFrom?: string | null | undefined;
};

const setRoleClaim = (context: Context, input: RoleClaimInput, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'setRoleClaim', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const { role, unit = null, area = null } = input;
    const value = cleanText(['input', 'value'], input.value);
    const known = [...rolesHere(context).keys()].filter((one) => !BY_NAME.includes(one));
    if (!known.includes(role)) throw notAmong(['input', 'role'], role, known);
    const day = await today(context);
    if (unit) await standingUnit(tx, context, ['input', 'unit'], unit);
    if (area && !(await tx.area.findFirst({ where: { id: area, ...standingOn(day) } })))
      throw issue(
        ['input', 'area'],
        `There is no area “${area}”, or no longer; choose one from \`areas\`.`,
        `没有网格“${area}”或已撤销，请从areas中选择。`,
      );
    const validFrom = input.validFrom ? await checkDay(context, ['input', 'validFrom'], input.validFrom) : day;
    await tx.$executeRaw`SELECT lock_resource(${tenant}, 'data:roleClaims')`;
    const same = await tx.roleClaim.findFirst({ where: { value, role, unit, area, ...standingOn(validFrom) } });
    if (same) throw issue(['input', 'value'], `This is mapped already, as ${same.id}.`, `该对应关系已存在（${same.id}）。`);
    return { before: null, after: await tx.roleClaim.create({ data: { tenant, value, role, unit, area, validFrom } }) };
  });

const endRoleClaim = async (context: Context, id: string, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'endRoleClaim', requestId, input: { id } }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    const before = await tx.roleClaim.findFirst({ where: { id } });
    if (!before)
      throw issue(['id'], `There is no mapping “${id}”; see \`roleClaims\`.`, `没有对应关系“${id}”，请查看roleClaims。`);
    if (before.endedOn && before.endedOn <= day) throw issue(['id'], 'This mapping has ended already.', '该对应关系已终止。');
    const standing = { claim: id, ...standingOn(day) };
    const held = await tx.personRole.findMany({ where: standing, select: { personId: true } });
    await tx.personRole.updateMany({ where: standing, data: { endedOn: day } });
    const after = await tx.roleClaim.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    return { before, after: { ...after, people: held.map(({ personId }) => personId) } };
  });
  if (answer.__typename === 'ChangeDone') {
    const { people, role } = answer.change.after as { people: string[]; role: string };
    await findPeopleAgain(context, { people, roles: [role] }, requestId);
  }
  return answer;
};
