import { shownEvents, visibleCases } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { pageOf } from '../pages.ts';
import { emergencyTime } from '../tenant/emergencies.ts';
import type { EventRefs } from './event.ts';
import { checkActor, checkNames, checkRoles, checkUnits } from './known.ts';
import { between } from './moment.ts';
import { casesNaming } from './names-of.ts';
import { processesOf } from './process.ts';

/** What happened across all cases. */
export const addEventList = (builder: Builder, { event, connection }: EventRefs) => {
  const filter = builder.inputType('EventFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      caseId: t.idList({ required: false }),
      name: t.stringList({ required: false, description: 'Such as Dispatched.' }),
      action: t.stringList({ required: false }),
      actor: t.id({ required: false, description: 'On cases on which you read this id.' }),
      actingFor: t.id({
        required: false,
        description: 'Only what deputies did in this person’s place, on cases on which you read this id.',
      }),
      role: t.stringList({ required: false }),
      unit: t.idList({ required: false, description: 'Unit of who acted.' }),
      from: t.field({ type: 'DateTime', required: false }),
      before: t.field({ type: 'DateTime', required: false }),
      emergency: t.id({ required: false, description: 'Only what was done in this emergency, as `emergencies` lists it.' }),
      byClock: t.boolean({ required: false, description: 'Only what a clock did by itself, or only what none did.' }),
      late: t.boolean({
        required: false,
        description: 'Only what stopped a clock that had run over, or only what stopped clocks in time.',
      }),
    }),
  });
  builder.queryField('events', (t) =>
    t.connection(
      {
        type: event,
        authScopes: { tenant: true },
        description: 'What happened on all cases you may see, last first.',
        args: { filter: t.arg({ type: filter, required: false }) },
        resolve: async (_, args, context, info) => {
          const where = await eventWhere(context, args.filter);
          return pageOf(
            { context, info, args },
            {
              list: 'events',
              keys: [
                { field: 'tx', down: true },
                { field: 'seq', down: true },
              ],
              where,
              find: (query) => context.db.event.findMany(query),
              count: () => context.db.event.count({ where }),
            },
          );
        },
      },
      ...connection,
    ),
  );
  return filter;
};
export type EventFilterRef = ReturnType<typeof addEventList>;

/** Only what clocks did by themselves, or only what they didn't. */
export const byClockIs = (byClock: boolean | null | undefined): Prisma.EventWhereInput => {
  if (byClock == null) return {};
  const clocks = { actorId: { startsWith: 'clock:' } };
  return byClock ? clocks : { NOT: clocks };
};

export type EventFilter = {
  process?: readonly string[] | null | undefined;
  caseId?: readonly string[] | null | undefined;
  name?: readonly string[] | null | undefined;
  action?: readonly string[] | null | undefined;
  actor?: string | null | undefined;
  actingFor?: string | null | undefined;
  role?: readonly string[] | null | undefined;
  unit?: readonly string[] | null | undefined;
  from?: string | null | undefined;
  before?: string | null | undefined;
  emergency?: string | null | undefined;
  byClock?: boolean | null | undefined;
  late?: boolean | null | undefined;
};

/** What was done in an emergency. */
const inEmergency = async (context: Context, id: string): Promise<Prisma.EventWhereInput> => {
  const time = await emergencyTime(context, id);
  return { actorId: time?.person ?? '', capacity: { path: ['emergency'], equals: id } };
};

/** What was done in somebody's place: acts of those who were ever their deputies are few to look among. */
const inPlaceOf = async ({ db }: Context, person: string): Promise<Prisma.EventWhereInput> => {
  const deputies = await db.deputyship.findMany({ where: { person }, distinct: ['deputy'], select: { deputy: true } });
  return { actorId: { in: deputies.map(({ deputy }) => deputy) }, capacity: { path: ['for'], equals: person } };
};

const onCases = (where: Prisma.CaseWhereInput) => (Object.keys(where).length > 0 ? [{ case: where }] : []);

export const eventWhere = async (context: Context, filter: EventFilter | null | undefined): Promise<Prisma.EventWhereInput> => {
  const { process, caseId, name, action, actor, actingFor, role, unit, from, before, emergency, byClock, late } = filter ?? {};
  checkNames(context, { process, action, event: name });
  checkRoles(context, role);
  await Promise.all([checkUnits(context, unit), checkActor(context, actor), checkActor(context, actingFor)]);
  const visible = await visibleCases(context.caller.actor, processesOf(context), context.mergers);
  return {
    AND: [
      ...onCases(visible),
      shownEvents(context.caller.actor, processesOf(context)),
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(caseId ? [{ caseId: { in: caseId.map((id) => id.toUpperCase()) } }] : []),
      ...(name ? [{ name: { in: [...name] } }] : []),
      ...(action ? [{ action: { in: [...action] } }] : []),
      ...(actor ? [{ actorId: actor }, ...onCases(await casesNaming(context, actor))] : []),
      ...(actingFor ? [await inPlaceOf(context, actingFor), ...onCases(await casesNaming(context, actingFor))] : []),
      ...(role ? [{ role: { in: [...role] } }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...between('at', from, before),
      ...(emergency ? [await inEmergency(context, emergency)] : []),
      byClockIs(byClock),
      ...(late == null ? [] : [{ late }]),
    ],
  };
};
