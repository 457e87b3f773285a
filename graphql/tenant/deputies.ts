/** Deputies: somebody acts in the place of one who is away, on their cases and in their offices, from one day to another. */
import { lentRoles } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { capacities } from '../../workflows/kernel/standing-in.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { type ChangeAnswer, type ChangeRefs, change, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { notAmong } from './known-names.ts';
import { standingOn } from './standing.ts';

/** Days that a deputyship lasts at most, and how many somebody may have at once. */
const LONGEST = 366;
const MOST = 10;
const DAY = 86_400_000;

export const addDeputies = (builder: Builder, { result }: ChangeRefs): void => {
  const named = (id: string, { load }: Context) => load.people.load(id).then((found) => found?.name ?? null);
  const deputyship = builder.prismaObject('Deputyship', {
    description: 'Somebody who acts in the place of another one. Each act shows both. 代理',
    fields: (t) => ({
      id: t.exposeID('id'),
      person: t.exposeID('person', { description: 'Who is away.' }),
      personName: t.string({ nullable: true, resolve: ({ person }, _, context) => named(person, context) }),
      deputy: t.exposeID('deputy', { description: 'Who acts in their place.' }),
      deputyName: t.string({ nullable: true, resolve: ({ deputy }, _, context) => named(deputy, context) }),
      roles: t.exposeStringList('roles', { description: 'In these of their offices; none named means in all.' }),
      from: t.expose('validFrom', { type: 'Date', description: 'The first day.' }),
      until: t.expose('until', { type: 'Date', description: 'The last day.' }),
      endedOn: t.expose('endedOn', {
        type: 'Date',
        nullable: true,
        description: 'The first day on which it holds no more, where it was ended early.',
      }),
    }),
  });
  builder.queryField('deputies', (t) =>
    t.connection(
      {
        type: deputyship,
        authScopes: { staff: true },
        description: 'Who stands in for whom, today and on days to come. 代理名单',
        args: {
          person: t.arg.id({ required: false }),
          deputy: t.arg.id({ required: false }),
          over: t.arg.boolean({ required: false, description: 'Also those that are over.' }),
        },
        resolve: async (_, args, context, info) => {
          const { person, deputy, over } = args;
          const day = await today(context);
          const where: Prisma.DeputyshipWhereInput = {
            ...(person ? { person } : {}),
            ...(deputy ? { deputy } : {}),
            ...(over ? {} : { until: { gte: day }, ...standingOn(day) }),
          };
          return pageOf(
            { context, info, args },
            {
              list: 'deputies',
              keys: [{ field: 'id' }],
              where,
              find: (query) => context.db.deputyship.findMany(query),
              count: () => context.db.deputyship.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, deputyship, 'Deputyship'),
    ),
  );
  const input = builder.inputType('DeputyInput', {
    fields: (t) => ({
      person: t.id({
        required: false,
        description: 'Who is away; yourself where nothing is said. Others are named by an administrator.',
      }),
      deputy: t.id({ description: 'Who acts in their place; they hold an office themselves, and act as long as they do.' }),
      roles: t.stringList({ required: false, description: 'In these offices; in all of them where nothing is said.' }),
      from: t.field({ type: 'Date', description: 'The first day.' }),
      until: t.field({ type: 'Date', description: `The last day, at most ${LONGEST} days after the first.` }),
    }),
  });
  builder.mutationField('setDeputy', (t) =>
    t.field({
      type: result,
      authScopes: { person: true },
      description:
        'Names somebody who acts in your place on cases while you are away, or, by an administrator, in somebody else’s. Nobody’s deputy administers or audits, and a deputy has no deputy for it. 指定代理人',
      args: { input: t.arg({ type: input }), requestId: t.arg.id() },
      resolve: (_, { input, requestId }, context) => setDeputy(context, input, requestId),
    }),
  );
  builder.mutationField('endDeputy', (t) =>
    t.field({
      type: result,
      authScopes: { person: true },
      description: 'Ends a deputyship as of today: by the one who was away, by the deputy, or by an administrator. 终止代理',
      args: { id: t.arg.id({ description: 'As `deputies` lists it.' }), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endDeputy(context, id, requestId),
    }),
  );
};

type DeputyInput = {
  readonly person?: string | null | undefined;
  readonly deputy: string;
  readonly roles?: readonly string[] | null | undefined;
  readonly from: string;
  readonly until: string;
};

const isAdministrator = ({ caller }: Context): boolean => holdsEverywhere(capacities(caller.actor)[0], ['admin']);

const setDeputy = (context: Context, input: DeputyInput, requestId: string): Promise<ChangeAnswer> => {
  const { caller, services } = context;
  const { tenant } = caller;
  const { deputy } = input;
  const person = input.person ?? caller.actor.id;
  return change(context, { name: 'setDeputy', requestId, input: { ...input, person } }, async (tx) => {
    if (person !== caller.actor.id && !isAdministrator(context))
      throw issue(
        ['input', 'person'],
        'Name a deputy for yourself; for others an administrator does.',
        '只能为本人指定代理人；为他人指定须由管理员办理。',
      );
    const offices = lentRoles(services.packages);
    const from = await checkDay(context, ['input', 'from'], input.from);
    const until = new Date(input.until);
    if (until < from || until.getTime() - from.getTime() > LONGEST * DAY)
      throw issue(
        ['input', 'until'],
        `Give a last day that isn’t before the first, and at most ${LONGEST} days after it.`,
        `截止日期不得早于起始日期，且最长${LONGEST}天。`,
      );
    const roles = [...new Set(input.roles ?? [])].toSorted();
    const strange = roles.find((role) => !offices.includes(role));
    if (strange !== undefined) throw notAmong(['input', 'roles'], strange, [...new Set(offices)]);
    if (deputy === person)
      throw issue(['input', 'deputy'], 'Nobody is their own deputy; choose somebody else.', '代理人不能是本人，请另选人员。');
    await tx.$executeRaw`SELECT lock_resource(${tenant}, ${`data:deputy:${deputy}`})`;
    for (const [path, id] of [
      ['person', person],
      ['deputy', deputy],
    ] as const) {
      const there = await tx.person.findFirst({
        where: {
          id,
          ...standingOn(from),
          roles: { some: { role: { in: [...offices] }, validFrom: { lte: from }, ...standingOn(from) } },
        },
      });
      if (!there)
        throw issue(
          ['input', path],
          `“${id}” holds no office here on that day; choose somebody who works on cases, as \`people\` lists them.`,
          `“${id}”当日未担任任何岗位，请从人员名单中选择经办人员。`,
        );
    }
    const held = await tx.personRole.findMany({
      where: { personId: person, role: { in: roles }, validFrom: { lte: until }, ...standingOn(from) },
      select: { role: true },
    });
    const notHeld = roles.find((role) => !held.some((one) => one.role === role));
    if (notHeld !== undefined)
      throw issue(
        ['input', 'roles'],
        `“${person}” doesn’t hold the role “${notHeld}” on these days; name offices that they hold, or none for all.`,
        `“${person}”在此期间不担任“${notHeld}”，请填写其担任的岗位；不填即代理全部岗位。`,
      );
    const open: Prisma.DeputyshipWhereInput = { deputy, validFrom: { lte: until }, until: { gte: from }, ...standingOn(from) };
    const same = await tx.deputyship.findFirst({ where: { ...open, person } });
    if (same)
      throw issue(
        ['input', 'deputy'],
        `“${deputy}” stands in for “${person}” on some of these days already (${same.id}); end that one first.`,
        `该代理关系在此期间已存在（${same.id}），请先终止。`,
      );
    if ((await tx.deputyship.count({ where: open })) >= MOST)
      throw issue(
        ['input', 'deputy'],
        `Nobody stands in for more than ${MOST} people at once; choose somebody else.`,
        `同一人同时代理不得超过${MOST}人，请另选代理人。`,
      );
    const after = await tx.deputyship.create({
      data: { tenant, person, deputy, roles, offices: [...new Set(offices)], validFrom: from, until },
    });
    return { before: null, after };
  });
};

const endDeputy = (context: Context, id: string, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'endDeputy', requestId, input: { id } }, async (tx) => {
    const { tenant, actor } = context.caller;
    const day = await today(context);
    const before = await tx.deputyship.findFirst({ where: { id } });
    if (!before)
      throw issue(['id'], `There is no deputyship “${id}”; see \`deputies\`.`, `没有代理记录“${id}”，请查看deputies。`);
    if (actor.id !== before.person && actor.id !== before.deputy && !isAdministrator(context))
      throw issue(
        ['id'],
        'It is ended by those whom it is about, or by an administrator; ask one of them.',
        '只能由当事双方或管理员终止，请与其联系。',
      );
    if (before.until < day || (before.endedOn && before.endedOn <= day))
      throw issue(['id'], 'This deputyship is over already.', '该代理已结束。');
    const after = await tx.deputyship.update({ where: { tenant_id: { tenant, id } }, data: { endedOn: day } });
    return { before, after };
  });

/** With somebody who leaves, theirs end, on both sides. */
export const endDeputies = async (tx: Prisma.TransactionClient, person: string, day: Date): Promise<void> => {
  await tx.deputyship.updateMany({
    where: { OR: [{ person }, { deputy: person }], ...{ AND: [standingOn(day)] } },
    data: { endedOn: day },
  });
};
