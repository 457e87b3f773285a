import { ApiError } from '../../activities/acting/api-error.ts';
import { shownEvents } from '../../activities/acting/visibility.ts';
import type { Builder } from '../builder.ts';
import type { AttachmentRef } from './attachment.ts';
import { shownFacts } from './masking.ts';
import { type NextActionRef, nextActionsOf } from './next-actions.ts';
import type { PartyRef } from './party.ts';
import { type ProcessRef, processesOf } from './process.ts';
import type { TitleRef } from './titles.ts';

type CaseParts = {
  readonly title: TitleRef;
  readonly process: ProcessRef;
  readonly nextAction: NextActionRef;
  readonly party: PartyRef;
  readonly attachment: AttachmentRef;
};

/** A case with all that belongs to it. */
export const addCases = (builder: Builder, { title, process, nextAction, party, attachment }: CaseParts) =>
  builder.prismaObject('Case', {
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
      parties: t.field({
        type: [party],
        description: 'The people it concerns, with those of cases merged into it.',
        resolve: ({ id }, _, { load }) => load.parties.load(id),
      }),
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
        resolve: ({ id }, _, { load }) => load.attachments.load(id),
      }),
      nextActions: t.field({
        type: [nextAction],
        args: { allowed: t.arg.boolean({ required: false, description: 'Only those allowed, or only those not.' }) },
        resolve: async (row, { allowed }, context) =>
          (await nextActionsOf(context, row)).filter(({ refusal }) => allowed == null || allowed === (refusal === undefined)),
      }),
    }),
  });
export type CaseRef = ReturnType<typeof addCases>;
