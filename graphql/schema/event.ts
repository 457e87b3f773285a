import { OVERSEERS, placeOf, shownEvents, visibleCases } from '../../activities/acting/visibility.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { maskedInput, maskedName, readsPersonal, shownChanges } from './masking.ts';
import { moment } from './moment.ts';
import { processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** What happened, on one case or across all of them. */
export const addEvents = (builder: Builder, title: TitleRef) => {
  const event = builder.prismaObject('Event', {
    description:
      'One transition of a case: who did what, when, on what authority. Events are never changed; each carries the hash of the one before.',
    // The whole row, so that an event which was just written isn't read again for its fields.
    include: { case: { select: { unit: true, area: true } } },
    fields: (t) => {
      const masked = (field: 'input' | 'reference' | 'changes') =>
        t.field({
          type: 'JSON',
          nullable: true,
          resolve: (event, _, context) => {
            const { actor } = context.caller;
            const process = processesOf(context).get(event.process);
            const full = event.actorId === actor.id || readsPersonal(actor, process, event.case);
            const said = field === 'changes' ? shownChanges(actor, process, event.case, event.changes) : event[field];
            return full ? said : maskedInput(said);
          },
        });
      return {
        caseId: t.exposeID('caseId'),
        case: t.relation('case'),
        revision: t.exposeInt('revision'),
        process: t.exposeString('process'),
        name: t.exposeString('name', { description: 'What happened, in the past tense.' }),
        action: t.exposeString('action'),
        title: t.field({
          type: title,
          nullable: true,
          description: 'What was done, for people.',
          resolve: ({ process, action }, _, context) => {
            const rules = processesOf(context).get(process);
            return (action === 'start' ? rules?.start.title : rules?.actions[action]?.title) ?? null;
          },
        }),
        actorId: t.exposeID('actorId'),
        actorName: t.string({
          description: 'Who did it. Reporters and applicants are masked unless your role on this case needs their names.',
          resolve: (event, _, context) => {
            const process = processesOf(context).get(event.process);
            const { actor } = context.caller;
            const inOffice =
              ![...(process?.start.by ?? []), 'follower'].includes(event.role) || process?.staff.includes(event.role);
            const full =
              inOffice ||
              event.actorId === actor.id ||
              holdsRole(actor, OVERSEERS, placeOf(event.case)) ||
              readsPersonal(actor, process, event.case);
            return full ? event.actorName : maskedName(event.actorName);
          },
        }),
        role: t.exposeString('role', { description: 'In which role.' }),
        unit: t.exposeID('unit', { nullable: true, description: 'Unit of who did it.' }),
        at: t.expose('at', { type: 'DateTime' }),
        fromState: t.exposeString('fromState', { nullable: true }),
        toState: t.exposeString('toState'),
        reason: t.exposeString('reason', { nullable: true }),
        input: masked('input'),
        authority: masked('reference'),
        changes: masked('changes'),
        clocks: t.expose('clocks', {
          type: 'JSON',
          nullable: true,
          description: 'Clocks it stopped: when they were due, and whether they had run over.',
        }),
        requestId: t.exposeString('requestId'),
        previous: t.exposeString('previous', { description: 'Hash of the event before it.' }),
        hash: t.exposeString('hash', { description: 'SHA-256 over the event in canonical JSON (RFC 8785).' }),
      };
    },
  });

  const filter = builder.inputType('EventFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      caseId: t.idList({ required: false }),
      name: t.stringList({ required: false, description: 'Such as Dispatched.' }),
      action: t.stringList({ required: false }),
      actor: t.id({ required: false }),
      role: t.stringList({ required: false }),
      unit: t.idList({ required: false, description: 'Unit of who acted.' }),
      from: t.field({ type: 'DateTime', required: false }),
      before: t.field({ type: 'DateTime', required: false }),
    }),
  });
  builder.queryField('events', (t) =>
    t.prismaConnection({
      type: 'Event',
      cursor: 'caseId_revision',
      authScopes: { tenant: true },
      description: 'What happened on all cases you may see, last first.',
      args: { filter: t.arg({ type: filter, required: false }) },
      totalCount: async (_, args, context) => context.db.event.count({ where: await eventWhere(context, args.filter) }),
      resolve: async (query, _, args, context) =>
        context.db.event.findMany({
          ...query,
          where: await eventWhere(context, args.filter),
          orderBy: [{ tx: 'desc' }, { seq: 'desc' }],
        }),
    }),
  );
  return { event, filter };
};
export type EventRef = ReturnType<typeof addEvents>['event'];
export type EventFilterRef = ReturnType<typeof addEvents>['filter'];

export type EventFilter = {
  process?: readonly string[] | null | undefined;
  caseId?: readonly string[] | null | undefined;
  name?: readonly string[] | null | undefined;
  action?: readonly string[] | null | undefined;
  actor?: string | null | undefined;
  role?: readonly string[] | null | undefined;
  unit?: readonly string[] | null | undefined;
  from?: string | null | undefined;
  before?: string | null | undefined;
};

export const eventWhere = async (context: Context, filter: EventFilter | null | undefined): Promise<Prisma.EventWhereInput> => {
  const { process, caseId, name, action, actor, role, unit, from, before } = filter ?? {};
  const visible = await visibleCases(context.caller.actor, processesOf(context), context.mergers);
  return {
    AND: [
      ...(Object.keys(visible).length > 0 ? [{ case: visible }] : []),
      shownEvents(context.caller.actor, processesOf(context)),
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(caseId ? [{ caseId: { in: [...caseId] } }] : []),
      ...(name ? [{ name: { in: [...name] } }] : []),
      ...(action ? [{ action: { in: [...action] } }] : []),
      ...(actor ? [{ actorId: actor }] : []),
      ...(role ? [{ role: { in: [...role] } }] : []),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(from ? [{ at: { gte: moment(from) } }] : []),
      ...(before ? [{ at: { lt: moment(before) } }] : []),
    ],
  };
};
