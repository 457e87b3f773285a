import { ApiError } from '../../activities/acting/api-error.ts';
import { isStaffOf, seesAct, shownEvents, shownTasks } from '../../activities/acting/visibility.ts';
import { type Builder, connectionOf } from '../builder.ts';
import { sheetOf } from '../described/sheet.ts';
import type { AttachmentRef } from './attachment.ts';
import { keepsPhotos } from './audience.ts';
import { type CodeRef, shownCodes } from './code.ts';
import type { EventRefs } from './event.ts';
import { byClockIs } from './event-list.ts';
import type { HeldRef } from './held.ts';
import { isStaffHere, sawPhotos, shownTitle } from './masking.ts';
import { type MeasurementRef, shownMeasurements } from './measurement.ts';
import { pascal } from './names.ts';
import { areaTitle, personId, personName, unitTitle } from './names-of.ts';
import { type NextActionRef, nextActionsOf } from './next-actions.ts';
import { type PartyRef, partiesFor } from './party.ts';
import { type PaymentRef, shownPayments } from './payment.ts';
import { processesOf } from './process.ts';
import type { ProcessRef } from './process-type.ts';
import type { SheetRef } from './sheet.ts';
import { isStranger, notForStrangers, shownClocks } from './strangers.ts';
import { titleIn } from './title-text.ts';
import type { TitleRef } from './titles.ts';

type CaseParts = {
  readonly title: TitleRef;
  readonly process: ProcessRef;
  readonly nextAction: NextActionRef;
  readonly party: PartyRef;
  readonly attachment: AttachmentRef;
  readonly measurement: MeasurementRef;
  readonly held: HeldRef;
  readonly payment: PaymentRef;
  readonly code: CodeRef;
  readonly sheet: SheetRef;
  readonly events: EventRefs;
};

/** A case with all that belongs to it; each process has a type of its own for what its cases know. */
export const addCases = (builder: Builder, parts: CaseParts) => {
  const { title, process, nextAction, party, attachment, measurement, held, payment, code, sheet, events } = parts;
  const current = builder.prismaInterface('Case', {
    name: 'Case',
    description: 'One case 案件, as of its last recorded revision.',
    resolveType: (row, context) => (processesOf(context).has(row.process) ? pascal(row.process) : 'OtherCase'),
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
      title: t.string({
        description: 'What it is about; what is personal in it is masked unless your role on the case needs it.',
        resolve: (row, _, context) => shownTitle(context, row),
      }),
      titleText: t.string({
        description: 'The title in the language of the request, where it says the same in both.',
        resolve: (row, _, context) => titleIn(context.caller.locale, shownTitle(context, row), row.facts),
      }),
      state: t.exposeString('state', { description: 'The name of its state; `stateName` of its own type has the choice.' }),
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
      unitTitle: t.field({ type: title, nullable: true, resolve: ({ unit }, _, context) => unitTitle(context, unit) }),
      area: t.exposeID('area', { nullable: true }),
      areaTitle: t.field({ type: title, nullable: true, resolve: ({ area }, _, context) => areaTitle(context, area) }),
      openedBy: t.id({
        nullable: true,
        description: 'For those who read the name as well.',
        resolve: (row, _, context) =>
          isStranger(context, processesOf(context).get(row.process)) ? null : personId(context, row, row.openedBy),
      }),
      openedByName: t.string({
        nullable: true,
        description: 'Masked for those who hold no office, unless your role on the case needs it.',
        resolve: (row, _, context) =>
          isStranger(context, processesOf(context).get(row.process)) ? null : personName(context, row, row.openedBy),
      }),
      openedAt: t.expose('openedAt', { type: 'DateTime' }),
      updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
      closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
      dueAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'The earliest due time of its clocks that run, or rest late; none once it is closed.',
        resolve: ({ process: name, closed, dueAt }, _, context) =>
          closed || isStranger(context, processesOf(context).get(name)) ? null : dueAt,
      }),
      sheet: t.field({
        type: [sheet],
        description: 'What it knows, for people: what matters most first, masked like the facts. 案件要素',
        resolve: (row, _, context) => sheetOf(context, row, row.facts),
      }),
      parties: t.field({
        type: [party],
        description: 'The people it concerns, with those of cases merged into it.',
        resolve: async (row, _, context) => partiesFor(context, row, await context.load.parties.load(row.id)),
      }),
      clocks: t.relation('clocks', {
        query: (_, context) => ({ where: shownClocks(context), orderBy: [{ startedAt: 'asc' }, { name: 'asc' }] }),
      }),
      clockMoves: t.relation('clockMoves', { query: { orderBy: { at: 'asc' } } }),
      tasks: t.relation('tasks', {
        description: 'What is waited for.',
        query: (_, context) => ({
          where: {
            closedRevision: null,
            AND: [shownTasks(context.caller.actor, processesOf(context)), notForStrangers(context)],
          },
          orderBy: [{ openedAt: 'asc' }, { action: 'asc' }, { id: 'asc' }],
        }),
      }),
      history: t.relatedConnection(
        'events',
        {
          cursor: 'caseId_revision',
          totalCount: true,
          args: {
            byClock: t.arg.boolean({ required: false, description: 'Only what a clock did by itself, or only what none did.' }),
          },
          query: ({ byClock }, context) => ({
            where: { AND: [shownEvents(context.caller.actor, processesOf(context)), byClockIs(byClock)] },
            orderBy: { revision: 'asc' },
          }),
        },
        ...events.connection,
      ),
      links: t.relation('linksTo', {
        description: 'Ties to other cases, also those undone.',
        query: (_, context) => ({ where: { fromCase: notForStrangers(context) }, orderBy: { sinceRevision: 'asc' } }),
      }),
      linkedFrom: t.relation('linksFrom', {
        query: (_, context) => ({ where: { toCase: notForStrangers(context) }, orderBy: { sinceRevision: 'asc' } }),
      }),
      attachments: t.field({
        type: [attachment],
        description: 'Its pictures, with those of cases merged into it.',
        resolve: async (row, _, context) => {
          const all = await context.load.attachments.load(row.id);
          const open = all.filter(({ act }) => !(act && keepsPhotos(context, row, act)));
          const shown =
            isStaffHere(context, row) && !row.sealed ? open : open.filter(({ act }) => act && seesAct(context.caller.actor, act));
          if (shown.some(({ act }) => act?.actorId !== context.caller.actor.id)) sawPhotos(context, row);
          return shown;
        },
      }),
      measurements: t.relatedConnection(
        'measurements',
        {
          cursor: 'caseId_series_at_value',
          totalCount: true,
          description: 'What was measured for it, by series, the earliest first. 测量值',
          args: { series: t.arg.string({ required: false, description: 'Only this series.' }) },
          query: shownMeasurements,
        },
        ...connectionOf(builder, measurement, 'Measurement'),
      ),
      holds: t.field({
        type: [held],
        description:
          'What it has that cases compete for, such as keys, sections or times. For staff of the case; none for others. 占用',
        resolve: (row, _, context) => {
          const rules = processesOf(context).get(row.process);
          return rules && isStaffOf(context.caller.actor, rules, row) ? context.load.holds.load(row.id) : [];
        },
      }),
      payments: t.relation('payments', {
        type: payment,
        description: 'Money that left the house from it, the first first. 付款',
        query: (_, context) => shownPayments(context),
      }),
      codes: t.field({
        type: [code],
        description:
          'Secret codes, such as the one by which goods are collected. For their holder, and for staff of the case. 验证码',
        resolve: (row, _, context) => shownCodes(context, row),
      }),
      unsentNotices: t.int({
        description:
          'Messages of this case by e-mail or SMS that nobody sent, or that were given up: whom they were for knows nothing of them, a hand-over among them. For staff of the case; 0 for others.',
        resolve: (row, _, context) => {
          const rules = processesOf(context).get(row.process);
          return rules && isStaffOf(context.caller.actor, rules, row) ? context.load.unsentNotices.load(row.id) : 0;
        },
      }),
      nextActions: t.field({
        type: [nextAction],
        args: { allowed: t.arg.boolean({ required: false, description: 'Only those allowed, or only those not.' }) },
        resolve: async (row, { allowed }, context) =>
          (await nextActionsOf(context, row)).filter(({ refusal }) => allowed == null || allowed === (refusal === undefined)),
      }),
    }),
  });
  return current;
};
export type CaseRef = ReturnType<typeof addCases>;
