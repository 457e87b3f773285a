/** People and their roles. When somebody's role ends or they leave, what waited for them goes to the role's queue. */
import type { z } from 'zod';
import { findPeopleAgain } from '../../activities/acting/hand-back.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { email, phone } from '../../workflows/kernel/inputs.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { isSeen } from '../../workflows/kernel/text.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedName } from '../described/masked.ts';
import { pageOf } from '../pages.ts';
import { among } from '../schema/known.ts';
import { officesOf } from '../schema/process.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, EXPECTED, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { endDeputies } from './deputies.ts';
import { endEmergencies } from './emergencies.ts';
import { notAmong } from './known-names.ts';
import { rolesHere } from './roles.ts';
import { hasOtherAdministrator, standingOn, standingUnit } from './standing.ts';

const ROLES: { orderBy: Prisma.PersonRoleOrderByWithRelationInput[] } = { orderBy: [{ role: 'asc' }, { id: 'asc' }] };

export const addPeople = (builder: Builder, { result }: ChangeRefs): void => {
  builder.prismaObject('PersonRole', {
    description: 'A role somebody holds, in the whole tenant or bound to a unit (with those below it) or an area.',
    fields: (t) => ({
      id: t.exposeID('id'),
      role: t.exposeString('role'),
      unit: t.exposeID('unit', { nullable: true }),
      area: t.exposeID('area', { nullable: true }),
      validFrom: t.expose('validFrom', { type: 'Date' }),
      endedOn: t.expose('endedOn', {
        type: 'Date',
        nullable: true,
        description: 'The first day on which it isn’t held any more.',
      }),
      claim: t.exposeID('claim', {
        nullable: true,
        description: 'The mapping of a claim that gives it at sign-in, as `roleClaims` lists it.',
      }),
    }),
  });
  const person = builder.prismaObject('Person', {
    description: 'Somebody who may sign in.',
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.string({
        description: 'Masked for those who hold no office, such as residents, unless you are an administrator or that person.',
        select: { id: true, name: true, roles: ROLES },
        resolve: ({ id, name, roles }, _, context) => {
          const { actor } = context.caller;
          const offices = officesOf(context);
          if (id === actor.id || roles.some(({ role }) => offices.has(role))) return name;
          if (!holdsEverywhere(actor, ['admin'])) return maskedName(name);
          context.readings.shownApart('name', [id]);
          return name;
        },
      }),
      unit: t.exposeID('unit', { nullable: true }),
      subject: t.string({
        nullable: true,
        description: 'What the identity provider calls them; for administrators.',
        select: { id: true, subject: true },
        resolve: ({ id, subject }, _, context) => forAdministrators(context, id, 'account', subject),
      }),
      phone: t.string({
        nullable: true,
        description: 'For administrators.',
        select: { id: true, phone: true },
        resolve: ({ id, phone: number }, _, context) => forAdministrators(context, id, 'phone', number),
      }),
      email: t.string({
        nullable: true,
        description: 'For administrators.',
        select: { id: true, email: true },
        resolve: ({ id, email: address }, _, context) => forAdministrators(context, id, 'email', address),
      }),
      endedOn: t.expose('endedOn', { type: 'Date', nullable: true }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: ({ id }, _, { load }) => load.versions.load(`person:${id}`),
      }),
      roles: t.relation('roles', { query: ROLES }),
    }),
  });
  builder.queryField('people', (t) =>
    t.connection(
      {
        type: person,
        authScopes: { staff: true },
        description: 'The people of the tenant, for whom work may be meant. 人员名单',
        args: {
          role: t.arg.string({ required: false, description: 'Only those who hold this role on the day asked for.' }),
          unit: t.arg.id({ required: false }),
          on: t.arg({ type: 'Date', required: false, description: 'The day on which the role is held; today unless given.' }),
        },
        resolve: async (_, args, context, info) => {
          if (args.role != null) among('role', args.role, rolesHere(context).keys());
          const where = await peopleWhere(context, args);
          return pageOf(
            { context, info, args },
            {
              list: 'people',
              keys: [{ field: 'id' }],
              where,
              find: (query) => context.db.person.findMany(query),
              count: () => context.db.person.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, person, 'Person'),
    ),
  );

  const input = builder.inputType('PersonInput', {
    fields: (t) => ({
      id: t.id(),
      name: t.string(),
      subject: t.string({ description: 'What the identity provider calls them (claim `sub`).' }),
      unit: t.id({ required: false, description: 'Left out it stays as it is; null clears it.' }),
      phone: t.string({ required: false, description: 'Left out it stays as it is; null clears it.' }),
      email: t.string({ required: false, description: 'Left out it stays as it is; null clears it.' }),
      locale: t.string({ required: false, description: 'en or zh' }),
      back: t.boolean({ required: false, description: 'Takes somebody on again who has left; roles are given anew.' }),
    }),
  });
  builder.mutationField('setPerson', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Enters a person, or changes what is known of them; also when they come back. 登记人员',
      args: {
        input: t.arg({ type: input }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { input, ...asked }, context) => setPerson(context, input, asked),
    }),
  );
  const role = builder.inputType('RoleInput', {
    fields: (t) => ({
      person: t.id(),
      role: t.string(),
      unit: t.id({ required: false, description: 'Only for cases of this unit and those below it.' }),
      area: t.id({ required: false, description: 'Only for cases of this area.' }),
      validFrom: t.field({ type: 'Date', required: false }),
    }),
  });
  builder.mutationField('giveRole', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Gives somebody a role. 授予角色',
      args: { input: t.arg({ type: role }), requestId: t.arg.id() },
      resolve: (_, args, context) => giveRole(context, args.input, args.requestId),
    }),
  );
  builder.mutationField('endRole', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: 'Ends a role as of today; what waited for the person in that role goes to the role’s queue. 终止角色',
      args: { id: t.arg.id({ description: 'Of the role, as in `people`.' }), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endRole(context, id, requestId),
    }),
  );
  builder.mutationField('endPerson', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Somebody leaves as of today: they can’t sign in any more, their roles end, and what waited for them goes to the role’s queue. 人员离岗',
      args: { id: t.arg.id(), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endPerson(context, id, requestId),
    }),
  );
};

/** One answer for a whole list, rather than an error for each row of it. */
const forAdministrators = (context: Context, id: string, kind: string, value: string | null): string | null => {
  const { actor } = context.caller;
  if (value === null || !holdsEverywhere(actor, ['admin'])) return null;
  if (id !== actor.id) context.readings.shownApart(kind, [id]);
  return value;
};

type PersonInput = {
  id: string;
  name: string;
  subject: string;
  unit?: string | null | undefined;
  phone?: string | null | undefined;
  email?: string | null | undefined;
  locale?: string | null | undefined;
  back?: boolean | null | undefined;
};
type RoleInput = {
  person: string;
  role: string;
  unit?: string | null | undefined;
  area?: string | null | undefined;
  validFrom?: string | null | undefined;
};

type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

type PeopleAsked = {
  readonly role?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly on?: string | null | undefined;
};

/** By a role: those who hold it on that day, as grants say; nobody who has left by then. */
const peopleWhere = async (context: Context, { role, unit, on }: PeopleAsked): Promise<Prisma.PersonWhereInput> => {
  const of = unit ? { unit } : {};
  if (!role) return of;
  const day = on ? new Date(on) : await today(context);
  return { ...of, ...standingOn(day), roles: { some: { role, validFrom: { lte: day }, ...standingOn(day) } } };
};

const noPerson = (path: string, id: string) =>
  issue([path], `There is no person “${id}”; choose one from the list of people.`, `没有人员“${id}”，请从人员名单中选择。`);

const setPerson = (context: Context, input: PersonInput, asked: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'setPerson', input, subject: `person:${input.id}`, ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const { id, subject, unit, locale } = input;
    const [named] = await tx.$queryRaw<{ fit: boolean }[]>`SELECT is_person_id(${id}) AS fit`;
    if (!named?.fit)
      throw issue(
        ['input', 'id'],
        'An id has 1 to 80 letters, digits, dots, dashes or underscores, and isn’t a word such as anonymous or clock; choose another.',
        '编号须为1至80位字母、数字、点、横线或下划线，且不得为anonymous、clock等保留字，请另选编号。',
      );
    if (!isSeen(subject)) throw issue(['input', 'subject'], 'Give the name by which they sign in.', '请填写登录名。');
    if (locale != null && locale !== 'en' && locale !== 'zh') throw notAmong(['input', 'locale'], locale, ['en', 'zh']);
    if (unit) await standingUnit(tx, context, ['input', 'unit'], unit);
    if (subject.startsWith('erased:'))
      throw issue(['input', 'subject'], 'Nobody signs in under this name.', '不得使用该登录名。');
    const other = await tx.person.findFirst({ where: { subject, id: { not: id } } });
    if (other)
      throw issue(['input', 'subject'], `${other.name} signs in under this name already.`, `${other.name}已使用该登录名。`);
    const before = await tx.person.findFirst({ where: { id } });
    if (before?.subject.startsWith('erased:'))
      throw issue(
        ['input', 'id'],
        `${id} was erased. Enter somebody who comes back under a new id.`,
        `${id}的个人信息已删除。如其返回，请使用新编号登记。`,
      );
    if (before?.endedOn && before.endedOn <= (await today(context)) && !input.back)
      throw issue(
        ['input', 'back'],
        `${before.name} has left. Send back: true to take them on again; then give them their roles anew.`,
        `${before.name}已离岗。如需返岗，请填写back: true，再重新授予角色。`,
      );
    const data = {
      name: cleanText(['input', 'name'], input.name, 80),
      subject,
      // What is left out stays as it is.
      ...(unit === undefined ? {} : { unit }),
      ...(input.phone === undefined ? {} : { phone: read(phone(), ['input', 'phone'], input.phone) }),
      ...(input.email === undefined ? {} : { email: read(email(), ['input', 'email'], input.email) }),
      locale: locale ?? before?.locale ?? 'zh',
      endedOn: null,
    };
    const after = await tx.person.upsert({ where: { tenant_id: { tenant, id } }, create: { tenant, id, ...data }, update: data });
    return { before, after };
  });

/** A value as inputs of acts take it, or what is wrong with it. */
const read = (schema: z.ZodType<string>, path: readonly string[], value: string | null | undefined): string | null => {
  if (value == null || value === '') return null;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [en = '', zh = en] = parsed.error.issues[0]?.message.split(' / ') ?? [];
  throw issue(path, en, zh);
};

const giveRole = async (context: Context, input: RoleInput, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'giveRole', requestId, input }, async (tx) => {
    const { tenant } = context.caller;
    const { person, role, unit = null, area = null, validFrom } = input;
    const day = await today(context);
    const holder = await tx.person.findFirst({ where: { id: person } });
    if (!holder) throw noPerson('person', person);
    if (holder.endedOn && holder.endedOn <= day)
      throw issue(
        ['input', 'person'],
        `${holder.name} has left. Take them on again with setPerson (back: true) first.`,
        `${holder.name}已离岗，请先用setPerson（back: true）办理返岗。`,
      );
    const known = rolesHere(context);
    if (!known.has(role)) {
      throw issue(
        ['input', 'role'],
        `“${role}” isn’t a role that people hold here; choose one of ${[...known.keys()].join(', ')}.`,
        `“${role}”不是可授予的角色，请从以下角色中选择：${[...known].map(([name, { zh }]) => `${zh}（${name}）`).join('、')}。`,
      );
    }
    if (unit) await standingUnit(tx, context, ['input', 'unit'], unit);
    if (area && !(await tx.area.findFirst({ where: { id: area, ...standingOn(day) } }))) {
      throw issue(
        ['input', 'area'],
        `There is no area “${area}”, or no longer; choose one from \`areas\`.`,
        `没有网格“${area}”或已撤销，请从areas中选择。`,
      );
    }
    const from = validFrom ? await checkDay(context, ['input', 'validFrom'], validFrom) : day;
    const held = await tx.personRole.findFirst({
      where: { personId: person, role, unit, area, validFrom: { lte: from }, ...standingOn(from) },
    });
    if (held)
      throw issue(
        ['input', 'role'],
        `${holder.name} holds this role already, as ${held.id}.`,
        `${holder.name}已有该角色（${held.id}）。`,
      );
    const after = await tx.personRole.create({ data: { tenant, personId: person, role, unit, area, validFrom: from } });
    return { before: null, after };
  });
  if (answer.__typename === 'ChangeDone')
    await findPeopleAgain(context, { people: [input.person], roles: [input.role] }, requestId);
  return answer;
};

const lastAdministrator = (path: string) =>
  issue(
    [path],
    'Nobody else administers this tenant. Give somebody the role admin first.',
    '这是唯一的管理员，请先将admin角色授予他人。',
  );

const endRole = async (context: Context, id: string, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'endRole', requestId, input: { id } }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    await tx.$executeRaw`SELECT lock_resource(${tenant}, 'data:administrators')`;
    const before = await tx.personRole.findFirst({ where: { id } });
    if (!before) throw issue(['id'], `There is no role “${id}”; see \`people\`.`, `没有角色记录“${id}”，请查看people。`);
    if (before.endedOn && before.endedOn <= day) throw issue(['id'], 'This role has ended already.', '该角色已终止。');
    if (before.claim !== null)
      throw issue(
        ['id'],
        'This role comes with the sign-in. Take the person out of the group there, or end the mapping with endRoleClaim.',
        '该角色由登录系统的用户组授予，请在登录系统中移出该组，或用endRoleClaim终止对应关系。',
      );
    if (before.role === 'admin' && !(await hasOtherAdministrator(tx, context, { role: id }))) throw lastAdministrator('id');
    const after = await tx.personRole.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    await endEmergencies(tx, context, before.personId);
    return { before, after };
  });
  if (answer.__typename === 'ChangeDone') {
    const { personId, role } = answer.change.after as { personId: string; role: string };
    await findPeopleAgain(context, { people: [personId], roles: [role] }, requestId);
  }
  return answer;
};

const endPerson = async (context: Context, id: string, requestId: string): Promise<ChangeAnswer> => {
  const answer = await change(context, { name: 'endPerson', requestId, input: { id } }, async (tx) => {
    const { tenant } = context.caller;
    const day = await today(context);
    await tx.$executeRaw`SELECT lock_resource(${tenant}, 'data:administrators')`;
    const before = await tx.person.findFirst({ where: { id } });
    if (!before) throw noPerson('id', id);
    if (before.endedOn && before.endedOn <= day)
      throw issue(['id'], `${before.name} has left already.`, `${before.name}已离岗。`);
    if (!(await hasOtherAdministrator(tx, context, { person: id }))) throw lastAdministrator('id');
    // Whoever comes back gets roles anew.
    const standing = { personId: id, ...standingOn(day) };
    const roles = await tx.personRole.findMany({ where: standing, select: { id: true, role: true } });
    await tx.personRole.updateMany({ where: standing, data: { endedOn: day } });
    await tx.subjectAgent.updateMany({ where: standing, data: { endedOn: day } });
    await endDeputies(tx, id, day);
    await endEmergencies(tx, context, id);
    const after = await tx.person.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    return { before, after: { ...after, roles } };
  });
  if (answer.__typename === 'ChangeDone') {
    const { roles } = answer.change.after as { roles: { role: string }[] };
    await findPeopleAgain(context, { people: [id], roles: [...new Set(roles.map(({ role }) => role))] }, requestId);
  }
  return answer;
};
