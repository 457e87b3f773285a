import { ApiError } from '../../activities/acting/api-error.ts';
import { maySeeCase, shownEvents, visibleCases } from '../../activities/acting/visibility.ts';
import { remainingAt } from '../../activities/calendar/clock.ts';
import type { CaseAttachment } from '../../prisma/client/client.ts';
import type { Budget } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { linkTo } from '../files.ts';
import { clockOverdue, ledgerOf } from './clock-model.ts';
import { maskedParty, readsPersonal, shownFacts } from './masking.ts';
import { type NextActionRef, nextActionsOf } from './next-actions.ts';
import { type ProcessRef, processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

/** A case with all that belongs to it. */
export const addCases = (builder: Builder, title: TitleRef, process: ProcessRef, nextAction: NextActionRef) => {
  builder.prismaObject('Unit', {
    description: 'A department, office or township.',
    fields: (t) => ({
      id: t.exposeID('id'),
      kind: t.exposeString('kind'),
      parent: t.exposeID('parent', { nullable: true }),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      endedOn: t.expose('endedOn', { type: 'Date', nullable: true }),
    }),
  });

  builder.prismaObject('Clock', {
    name: 'Clock',
    description: 'A limit of time on a case, by the tenant’s working calendar.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, name }, _, context) => processesOf(context).get(process)?.clocks[name]?.title ?? null,
      }),
      run: t.exposeInt('run', { description: '0 for the first; a fresh clock of the same name is the next.' }),
      budget: t.expose('budget', { type: 'JSON', description: 'Such as {"workingDays": 3}, without extensions.' }),
      ledger: t.expose('ledger', {
        type: 'JSON',
        description: 'Its start, pauses, resumes, extensions and stop, in epoch milliseconds.',
      }),
      state: t.exposeString('state', { description: 'running, paused or stopped' }),
      paused: t.boolean({ resolve: ({ state }) => state === 'paused' }),
      dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true, description: 'None while it is paused.' }),
      remaining: t.float({
        description: 'What is left, in the unit of the budget: working days or minutes; negative when overdue.',
        resolve: async (row, _, context) =>
          remainingAt(
            await context.calendar(),
            row.budget as Budget,
            ledgerOf(row),
            row.stoppedAt ? row.stoppedAt.getTime() : context.now,
          ),
      }),
      overdue: t.boolean({ resolve: (row, _, { now }) => clockOverdue(row, now) }),
      startedAt: t.expose('startedAt', { type: 'DateTime' }),
      stoppedAt: t.expose('stoppedAt', { type: 'DateTime', nullable: true }),
    }),
  });

  builder.prismaObject('ClockMove', {
    description: 'Due times that moved because the working calendar was changed.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime' }),
      actorId: t.exposeID('actorId'),
      calendarVersion: t.exposeInt('version'),
      clocks: t.expose('clocks', { type: 'JSON', description: 'Each with its name, run, and due time before and after.' }),
    }),
  });

  builder.prismaObject('Party', {
    description: 'Somebody the case concerns; name, phone and e-mail are masked unless your role on this case needs them.',
    select: {
      id: true,
      role: true,
      person: true,
      name: true,
      phone: true,
      email: true,
      locale: true,
      case: { select: { process: true, unit: true, area: true } },
    },
    fields: (t) => {
      const personal = (field: 'name' | 'phone' | 'email') =>
        t.string({
          nullable: true,
          resolve: (party, _, context) => {
            const own = party.person !== null && party.person === context.caller.actor.id;
            const full = own || readsPersonal(context.caller.actor, processesOf(context).get(party.case.process), party.case);
            return (full ? party : maskedParty(party))[field];
          },
        });
      return {
        role: t.exposeString('role'),
        person: t.exposeID('person', { nullable: true, description: 'Their id, where they have an account.' }),
        name: personal('name'),
        phone: personal('phone'),
        email: personal('email'),
      };
    },
  });

  builder.prismaObject('Link', {
    name: 'CaseLink',
    description: 'A case’s tie to another, such as mergedInto.',
    fields: (t) => ({
      from: t.exposeID('from'),
      to: t.exposeID('to'),
      kind: t.exposeString('kind'),
      since: t.exposeInt('sinceRevision', { description: 'Revision of the first case that tied them.' }),
      ended: t.exposeInt('endedRevision', { nullable: true, description: 'Revision that undid it.' }),
    }),
  });

  const attachment = builder.prismaObject('CaseAttachment', {
    name: 'Attachment',
    description: 'A picture of the case. Links hold for an hour.',
    fields: (t) => ({
      sha256: t.exposeString('sha256'),
      mime: t.exposeString('mime'),
      bytes: t.exposeInt('bytes'),
      width: t.exposeInt('width', { nullable: true }),
      height: t.exposeInt('height', { nullable: true }),
      takenAt: t.expose('takenAt', { type: 'DateTime', nullable: true, description: 'After the camera.' }),
      place: t.expose('place', {
        type: 'JSON',
        nullable: true,
        description: 'Where it was taken, after the camera: {lat, lon}.',
      }),
      url: t.string({ resolve: (row, _, context) => linkTo(context, row.caseId, row.sha256) }),
      thumbnailUrl: t.string({
        nullable: true,
        resolve: (row, _, context) => (row.thumbnail ? linkTo(context, row.caseId, row.thumbnail) : null),
      }),
    }),
  });

  const current = builder.prismaObject('Case', {
    description: 'One case 案件, as of its last recorded revision.',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The case number.' }),
      process: t.field({
        type: process,
        resolve: (row, _, context) => {
          const known = processesOf(context).get(row.process);
          if (known) return known;
          throw new ApiError('NOT_FOUND', {
            en: `The process ${row.process} isn’t mounted here any more.`,
            zh: `此处已不再提供${row.process}流程。`,
          });
        },
      }),
      rulesVersion: t.exposeInt('rulesVersion', { description: 'The version of the rules it goes by.' }),
      title: t.exposeString('title'),
      state: t.exposeString('state'),
      stateTitle: t.field({
        type: title,
        nullable: true,
        resolve: (row, _, context) => processesOf(context).get(row.process)?.states[row.state] ?? null,
      }),
      closed: t.exposeBoolean('closed'),
      revision: t.exposeInt('revision', {
        description: 'Counts its acts; send it as expectedRevision to act only on what you have seen.',
      }),
      unit: t.exposeID('unit', { nullable: true, description: 'The unit that has it.' }),
      area: t.exposeID('area', { nullable: true }),
      openedBy: t.exposeID('openedBy'),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
      closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
      dueAt: t.expose('dueAt', { type: 'DateTime', nullable: true, description: 'The earliest due time of its running clocks.' }),
      facts: t.field({
        type: 'JSON',
        resolve: (row, _, context) =>
          shownFacts(context.caller.actor, processesOf(context).get(row.process), row, row.facts as object),
      }),
      parties: t.relation('parties', { query: { orderBy: { revision: 'asc' } } }),
      clocks: t.relation('clocks', { query: { orderBy: [{ startedAt: 'asc' }, { name: 'asc' }] } }),
      clockMoves: t.relation('clockMoves', { query: { orderBy: { at: 'asc' } } }),
      tasks: t.relation('tasks', {
        description: 'What is waited for.',
        query: { where: { closedRevision: null }, orderBy: [{ openedAt: 'asc' }, { action: 'asc' }, { id: 'asc' }] },
      }),
      history: t.relatedConnection('events', {
        cursor: 'caseId_revision',
        totalCount: true,
        query: (_, context) => ({
          where: shownEvents(context.caller.actor, processesOf(context)),
          orderBy: { revision: 'asc' },
        }),
      }),
      links: t.relation('linksTo', {
        description: 'Ties to other cases, also those undone.',
        query: { orderBy: { sinceRevision: 'asc' } },
      }),
      linkedFrom: t.relation('linksFrom', { query: { orderBy: { sinceRevision: 'asc' } } }),
      attachments: t.field({
        type: [attachment],
        description: 'Its pictures, with those of cases merged into it.',
        select: {
          attachments: ATTACHMENTS,
          linksFrom: {
            ...MERGED,
            select: {
              fromCase: {
                select: {
                  attachments: ATTACHMENTS,
                  linksFrom: { ...MERGED, select: { fromCase: { select: { attachments: ATTACHMENTS } } } },
                },
              },
            },
          },
        },
        resolve: (row) => attachmentsOf(row),
      }),
      nextActions: t.field({
        type: [nextAction],
        args: { allowed: t.arg.boolean({ required: false, description: 'Only those allowed, or only those not.' }) },
        resolve: async (row, { allowed }, context) =>
          (await nextActionsOf(context, row)).filter(({ refusal }) => allowed == null || allowed === (refusal === undefined)),
      }),
    }),
  });

  builder.queryField('case', (t) =>
    t.prismaField({
      type: 'Case',
      nullable: true,
      authScopes: { tenant: true },
      description: 'One case; null where there is none that you may see.',
      args: { id: t.arg.id() },
      resolve: async (query, _, { id }, context) =>
        (await maySeeCase(context.read, context.caller.actor, processesOf(context), id))
          ? context.db.case.findUnique({ ...query, where: { id } })
          : null,
    }),
  );

  const filter = builder.inputType('CaseFilter', {
    fields: (t) => ({
      process: t.stringList({ required: false }),
      state: t.stringList({ required: false }),
      closed: t.boolean({ required: false }),
      overdue: t.boolean({ required: false, description: 'Whether a running clock is over its due time.' }),
      unit: t.idList({ required: false }),
      area: t.idList({ required: false }),
      openedBy: t.id({ required: false }),
      openedFrom: t.field({ type: 'DateTime', required: false }),
      openedBefore: t.field({ type: 'DateTime', required: false }),
      text: t.string({ required: false, description: 'Part of the title or the whole number.' }),
    }),
  });
  const order = builder.enumType('CaseOrder', {
    values: {
      NEWEST: { description: 'Last opened first.' },
      OLDEST: {},
      DUE: { description: 'Soonest due first; what has no due time at the end.' },
      UPDATED: { description: 'Last acted on first.' },
    } as const,
  });
  const orders = {
    NEWEST: [{ openedAt: 'desc' }, { id: 'desc' }],
    OLDEST: [{ openedAt: 'asc' }, { id: 'asc' }],
    DUE: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    UPDATED: [{ updatedAt: 'desc' }, { id: 'desc' }],
  } as const;
  builder.queryField('cases', (t) =>
    t.prismaConnection({
      type: 'Case',
      cursor: 'id',
      totalCount: async (_, { filter }, context) => context.db.case.count({ where: await caseWhere(context, filter) }),
      authScopes: { tenant: true },
      description: 'The cases you may see.',
      args: { filter: t.arg({ type: filter, required: false }), orderBy: t.arg({ type: order, required: false }) },
      resolve: async (query, _, { filter, orderBy }, context) =>
        context.db.case.findMany({
          ...query,
          where: await caseWhere(context, filter),
          orderBy: [...orders[orderBy ?? 'NEWEST']],
        }),
    }),
  );
  return current;
};
export type CaseRef = ReturnType<typeof addCases>;

const ATTACHMENTS = { orderBy: [{ revision: 'asc' }, { sha256: 'asc' }] } as const;
const MERGED = { where: { kind: 'mergedInto', endedRevision: null } } as const;

type WithAttachments = { attachments: CaseAttachment[]; linksFrom?: { fromCase: WithAttachments }[] };
const attachmentsOf = ({ attachments, linksFrom = [] }: WithAttachments): CaseAttachment[] => [
  ...attachments,
  ...linksFrom.flatMap(({ fromCase }) => attachmentsOf(fromCase)),
];

type CaseFilter = {
  process?: readonly string[] | null | undefined;
  state?: readonly string[] | null | undefined;
  closed?: boolean | null | undefined;
  overdue?: boolean | null | undefined;
  unit?: readonly string[] | null | undefined;
  area?: readonly string[] | null | undefined;
  openedBy?: string | null | undefined;
  openedFrom?: string | null | undefined;
  openedBefore?: string | null | undefined;
  text?: string | null | undefined;
};

const caseWhere = async (context: Context, filter: CaseFilter | null | undefined) => {
  const { process, state, closed, overdue, unit, area, openedBy, openedFrom, openedBefore, text } = filter ?? {};
  const now = new Date(context.now);
  return {
    AND: [
      await visibleCases(context.caller.actor, processesOf(context), context.mergers),
      ...(process ? [{ process: { in: [...process] } }] : []),
      ...(state ? [{ state: { in: [...state] } }] : []),
      ...(closed == null ? [] : [{ closed }]),
      ...(overdue == null
        ? []
        : [
            overdue
              ? { closed: false, dueAt: { lt: now } }
              : { OR: [{ closed: true }, { dueAt: null }, { dueAt: { gte: now } }] },
          ]),
      ...(unit ? [{ unit: { in: [...unit] } }] : []),
      ...(area ? [{ area: { in: [...area] } }] : []),
      ...(openedBy ? [{ openedBy }] : []),
      ...(openedFrom ? [{ openedAt: { gte: moment(openedFrom) } }] : []),
      ...(openedBefore ? [{ openedAt: { lt: moment(openedBefore) } }] : []),
      ...(text ? [{ OR: [{ id: text }, { title: { contains: text, mode: 'insensitive' as const } }] }] : []),
    ],
  };
};

/** A moment that a filter names. */
export const moment = (text: string): Date => {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new ApiError('INVALID_INPUT', {
    en: `“${text}” is no moment; write it as 2026-03-01T17:30:00+08:00.`,
    zh: `“${text}”不是有效时间，请写成2026-03-01T17:30:00+08:00。`,
  });
};
