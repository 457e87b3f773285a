/** Emergencies: whoever has the standing right takes a role for some minutes, with a reason, and those who oversee hear of it at once. */
import { lentRoles } from '../../activities/acting/visibility.ts';
import { limitsOf } from '../../activities/limits.ts';
import type { kernelNotices } from '../../activities/notices.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { limit } from '../../workflows/kernel/limits.ts';
import { both, notifier } from '../../workflows/kernel/parts.ts';
import { holdsEverywhere } from '../../workflows/kernel/process.ts';
import { capacities } from '../../workflows/kernel/standing-in.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { type ChangeAnswer, type ChangeRefs, change, cleanText, issue } from './change.ts';
import { checkDay, today } from './days.ts';
import { notAmong } from './known-names.ts';
import { rolesHere } from './roles.ts';
import { standingOn } from './standing.ts';

const notify = notifier<typeof kernelNotices>();
const overseers = { role: ['auditor', 'admin'] };

/** Minutes that an emergency lasts, unless the tenant says otherwise: a limit of the tenant itself, of no process. */
const RULES = { emergencyMinutes: limit('Emergency access', '紧急授权时长', 'minutes', 60, { least: 5, most: 480 }) };
const OF_TENANT = 'tenant';
const [LEAST, MOST] = [5, 480];

const minutesOf = async ({ read, caller }: Pick<Context, 'read' | 'caller'>): Promise<number> => {
  const [row] = await read<{ limits: Record<string, unknown> }>(`SELECT limits_today($1->>'tenant', $1->>'of') AS limits`, {
    tenant: caller.tenant,
    of: OF_TENANT,
  });
  return limitsOf(RULES, row?.limits ?? {}).emergencyMinutes ?? 60;
};

export const addEmergencies = (builder: Builder, { result }: ChangeRefs): void => {
  const emergency = builder.prismaObject('Emergency', {
    description:
      'A role that somebody took by themselves for some minutes. What was done and read meanwhile is found by its id in `events` and `readings`. 紧急授权',
    fields: (t) => ({
      id: t.exposeID('id'),
      person: t.exposeID('person'),
      personName: t.string({
        nullable: true,
        resolve: ({ person }, _, { load }) => load.people.load(person).then((found) => found?.name ?? null),
      }),
      role: t.exposeString('role'),
      caseId: t.exposeID('caseId', { description: 'The case for whose sake it was taken.' }),
      reason: t.exposeString('reason'),
      takenAt: t.expose('takenAt', { type: 'DateTime' }),
      until: t.expose('until', { type: 'DateTime', description: 'When it ends by itself.' }),
      endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it was ended before that.' }),
      endedBy: t.exposeID('endedBy', { nullable: true }),
    }),
  });
  builder.queryField('emergencies', (t) =>
    t.connection(
      {
        type: emergency,
        authScopes: overseers,
        description: 'Roles that were taken in emergencies, last first. 紧急授权记录',
        args: {
          person: t.arg.id({ required: false }),
          running: t.arg.boolean({ required: false, description: 'Only those that aren’t over.' }),
        },
        resolve: (_, args, context, info) => {
          const where: Prisma.EmergencyWhereInput = {
            ...(args.person ? { person: args.person } : {}),
            ...(args.running ? { endedAt: null, until: { gt: new Date(context.now) } } : {}),
          };
          return pageOf(
            { context, info, args },
            {
              list: 'emergencies',
              keys: [
                { field: 'takenAt', down: true },
                { field: 'id', down: true },
              ],
              where,
              find: (query) => context.db.emergency.findMany(query),
              count: () => context.db.emergency.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, emergency, 'Emergency'),
    ),
  );
  builder.queryField('emergencyMinutes', (t) =>
    t.int({
      authScopes: { staff: true },
      description: 'How many minutes an emergency lasts at most in this tenant.',
      resolve: (_, __, context) => minutesOf(context),
    }),
  );
  const input = builder.inputType('BreakGlassInput', {
    fields: (t) => ({
      role: t.string({ description: 'An office in which cases are worked on.' }),
      caseId: t.id({ description: 'The case for whose sake you take it.' }),
      reason: t.string({ description: 'Why nobody who holds the role can do it now.' }),
      minutes: t.int({ required: false, description: 'As many as the tenant allows, unless fewer are enough.' }),
    }),
  });
  builder.mutationField('breakGlass', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['breakGlass'] },
      description:
        'Takes a role for some minutes in an emergency. Auditors and administrators hear of it at once, each act shows it, and it ends by itself. It lends no right to administer or audit. 紧急授权',
      args: { input: t.arg({ type: input }), requestId: t.arg.id() },
      resolve: (_, { input, requestId }, context) => breakGlass(context, input, requestId),
    }),
  );
  builder.mutationField('endEmergency', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['breakGlass', 'admin'] },
      description: 'Ends an emergency before its time: by whoever took the role, or by an administrator. 结束紧急授权',
      args: { id: t.arg.id({ description: 'As `breakGlass` answers it, or `emergencies` lists it.' }), requestId: t.arg.id() },
      resolve: (_, { id, requestId }, context) => endEmergency(context, id, requestId),
    }),
  );
  builder.mutationField('setEmergencyMinutes', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description: `Says how many minutes an emergency lasts at most, from ${LEAST} to ${MOST}. 设置紧急授权时长`,
      args: { minutes: t.arg.int(), validFrom: t.arg({ type: 'Date' }), requestId: t.arg.id() },
      resolve: (_, { minutes, validFrom, requestId }, context) =>
        change(context, { name: 'setEmergencyMinutes', requestId, input: { minutes, validFrom } }, async (tx) => {
          if (minutes < LEAST || minutes > MOST) throw outOfBounds(['minutes'], MOST);
          const day = await checkDay(context, ['validFrom'], validFrom);
          const key = { tenant: context.caller.tenant, process: OF_TENANT, name: 'emergencyMinutes', validFrom: day };
          const before = await tx.limit.findFirst({
            where: { process: OF_TENANT, name: key.name, validFrom: { lte: day } },
            orderBy: { validFrom: 'desc' },
          });
          const where = { tenant_process_name_validFrom: key };
          return {
            before,
            after: await tx.limit.upsert({ where, create: { ...key, value: minutes }, update: { value: minutes } }),
          };
        }),
    }),
  );
};

const outOfBounds = (path: readonly string[], most: number) =>
  issue(path, `Give a whole number of minutes from ${LEAST} to ${most}.`, `请填写${LEAST}至${most}之间的整数分钟。`);

type BreakGlassInput = {
  readonly role: string;
  readonly caseId: string;
  readonly reason: string;
  readonly minutes?: number | null | undefined;
};

const breakGlass = async (context: Context, input: BreakGlassInput, requestId: string): Promise<ChangeAnswer> => {
  const { caller, services } = context;
  const { tenant, actor } = caller;
  const { role } = input;
  const answer = await change(context, { name: 'breakGlass', requestId, input }, async (tx) => {
    const offices = lentRoles(services.packages);
    if (!offices.includes(role)) throw notAmong(['input', 'role'], role, [...new Set(offices)]);
    const reason = cleanText(['input', 'reason'], input.reason, 300);
    const most = await minutesOf(context);
    const minutes = input.minutes ?? most;
    if (minutes < LEAST || minutes > most) throw outOfBounds(['input', 'minutes'], most);
    const of = await tx.case.findFirst({ where: { id: input.caseId.toUpperCase() }, select: { id: true } });
    if (!of) throw issue(['input', 'caseId'], 'There is no such case here; compare its number.', '没有该案件，请核对案件编号。');
    if (!(await hasStandingRight(tx, context, actor.id)))
      throw issue(
        ['input', 'role'],
        'Your standing right to emergency access has just ended; ask an administrator.',
        '您的紧急授权资格刚刚终止，请联系管理员。',
      );
    const takenAt = new Date();
    const running = await tx.emergency.findFirst({ where: { person: actor.id, endedAt: null, until: { gt: takenAt } } });
    if (running)
      throw issue(
        ['input', 'role'],
        `You have taken a role in an emergency already (${running.id}); end it before you take another.`,
        `您已有进行中的紧急授权（${running.id}），请先结束。`,
      );
    const until = new Date(takenAt.getTime() + minutes * 60_000);
    const after = await tx.emergency.create({ data: { tenant, person: actor.id, role, caseId: of.id, reason, takenAt, until } });
    const title = rolesHere(context).get(role) ?? { en: role, zh: role };
    const words = { ...both('role', title), name: actor.name, reason, minutes };
    const notices = overseers.role.map((to) => notify({ role: to }, 'emergencyTaken', words));
    await tx.$executeRaw`SELECT tell_people(${of.id}, ${JSON.stringify(notices)}::jsonb)`;
    return { before: null, after };
  });
  if (answer.__typename === 'ChangeDone' && !answer.replayed) {
    const { id, caseId } = answer.change.after as { id: string; caseId: string };
    context.log.warn({ tenant, emergency: id, person: actor.id, role, caseId }, 'A role was taken in an emergency');
  }
  return answer;
};

const endEmergency = (context: Context, id: string, requestId: string): Promise<ChangeAnswer> =>
  change(context, { name: 'endEmergency', requestId, input: { id } }, async (tx) => {
    const { tenant, actor } = context.caller;
    const before = await tx.emergency.findFirst({ where: { id } });
    const mayEnd = before?.person === actor.id || holdsEverywhere(capacities(actor)[0], ['admin']);
    if (!before || !mayEnd)
      throw issue(
        ['id'],
        `You have no emergency “${id}”; ask an administrator to end it.`,
        `没有您的紧急授权“${id}”，请联系管理员结束。`,
      );
    const now = new Date();
    if (before.endedAt || before.until <= now) throw issue(['id'], 'This emergency is over already.', '该紧急授权已结束。');
    const after = await tx.emergency.update({ where: { tenant_id: { tenant, id } }, data: { endedAt: now, endedBy: actor.id } });
    return { before, after };
  });

/** Whether somebody has the standing right today; what they take waits for who ends it, and the other way round. */
const hasStandingRight = async (tx: Prisma.TransactionClient, context: Context, person: string): Promise<boolean> => {
  await tx.$executeRaw`SELECT lock_resource(${context.caller.tenant}, ${`data:emergency:${person}`})`;
  const day = await today(context);
  const where = { personId: person, role: 'breakGlass', unit: null, area: null, validFrom: { lte: day }, ...standingOn(day) };
  return (await tx.personRole.count({ where })) > 0;
};

/** Whoever has lost the standing right has no emergency any more, nor has it again when they get the right back. */
export const endEmergencies = async (tx: Prisma.TransactionClient, context: Context, person: string): Promise<void> => {
  if (await hasStandingRight(tx, context, person)) return;
  const now = new Date();
  const by = context.caller.actor.id;
  await tx.emergency.updateMany({ where: { person, endedAt: null, until: { gt: now } }, data: { endedAt: now, endedBy: by } });
};

/** Whose emergency it was, from when until when; for lists of what was done and read in it. */
export const emergencyTime = async (
  { db }: Context,
  id: string,
): Promise<{ person: string; from: Date; before: Date } | undefined> => {
  const found = await db.emergency.findFirst({ where: { id } });
  return found ? { person: found.person, from: found.takenAt, before: found.endedAt ?? found.until } : undefined;
};
