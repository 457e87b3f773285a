import DataLoader from 'dataloader';
import { visibleCases } from '../../activities/acting/visibility.ts';
import type { Case } from '../../prisma/client/client.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { shownTitle } from './masking.ts';
import { processesOf } from './process.ts';

/** Cases by their numbers, as far as the caller may see them; those of one request in one question. */
const seenCase = (context: Context, id: string): Promise<Case | null> => {
  let loader = loaders.get(context);
  if (!loader) {
    loader = new DataLoader<string, Case | null>(async (ids) => {
      const visible = await visibleCases(context.caller.actor, processesOf(context), context.mergers);
      const rows = await context.db.case.findMany({ where: { AND: [visible, { id: { in: [...ids] } }] } });
      return ids.map((wanted) => rows.find((row) => row.id === wanted) ?? null);
    });
    loaders.set(context, loader);
  }
  return loader.load(id);
};
const loaders = new WeakMap<Context, DataLoader<string, Case | null>>();

const titleOf = async (context: Context, id: string): Promise<string | null> => {
  const row = await seenCase(context, id);
  return row && shownTitle(context, row);
};

/** Ties between cases. */
export const addCaseLinks = (builder: Builder): void => {
  builder.prismaObject('Link', {
    name: 'CaseLink',
    description: 'A case’s tie to another, such as mergedInto.',
    fields: (t) => ({
      from: t.id({
        nullable: true,
        description: 'Of a report merged into this one, for those alone who may see it.',
        resolve: async ({ from, kind }, _, context) => (kind !== 'mergedInto' || (await seenCase(context, from)) ? from : null),
      }),
      fromTitle: t.string({
        nullable: true,
        description: 'Its title, where you may see the case.',
        resolve: ({ from }, _, context) => titleOf(context, from),
      }),
      to: t.exposeID('to'),
      toTitle: t.string({
        nullable: true,
        description: 'Its title, where you may see the case.',
        resolve: ({ to }, _, context) => titleOf(context, to),
      }),
      kind: t.exposeString('kind'),
      since: t.exposeInt('sinceRevision', { description: 'Revision of the first case that tied them.' }),
      ended: t.exposeInt('endedRevision', { nullable: true, description: 'Revision that undid it.' }),
    }),
  });
};
