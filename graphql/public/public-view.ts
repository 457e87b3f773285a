/** What anybody may read, signed in or not: the public view of cases whose process has one. Whatever isn't public is answered as if it weren't there. */
import { resolveOffsetConnection } from '@pothos/plugin-relay';
import { noSuchCase } from '../../activities/acting/api-error.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { PublicLine, PublicRow } from '../../workflows/kernel/public-view.ts';
import { type Builder, connectionOf, LARGEST_PAGE, PAGE } from '../builder.ts';
import { type Context, inLanguage } from '../context.ts';
import { pageOf } from '../pages.ts';
import type { TitleRef } from '../schema/titles.ts';
import { tenantDatabase } from '../tenant-database.ts';
import { openStates, readPublic, readPublicRows, type Shown } from './read.ts';

const said = (context: Context, text: Title | string): string => (typeof text === 'string' ? text : inLanguage(context, text));

export const addPublicViews = (builder: Builder, title: TitleRef): void => {
  const line = builder.objectRef<PublicLine>('PublicLine').implement({
    description: 'Something that is public of a case, as people read it.',
    fields: (t) => ({
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      text: t.string({
        description: 'In the language of the request, where it says the same in both.',
        resolve: ({ text }, _, context) => said(context, text),
      }),
    }),
  });
  const row = builder.objectRef<PublicRow>('PublicRow').implement({
    description: 'An entry of a list that is public.',
    fields: (t) => ({
      key: t.exposeID('key'),
      lines: t.field({ type: [line], resolve: ({ lines }) => [...lines] }),
    }),
  });
  const notice = builder.objectRef<Shown>('PublicCase').implement({
    description: 'What is public of a case. 公示',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The case number.' }),
      process: t.string({ resolve: ({ process }) => process.name }),
      processTitle: t.field({ type: title, resolve: ({ process }) => process.title }),
      title: t.string({ resolve: (parent, _, context) => said(context, parent.title) }),
      state: t.exposeString('state'),
      stateTitle: t.field({ type: title, resolve: ({ process, state }) => process.states[state] as Title }),
      since: t.field({ type: 'DateTime', description: 'When it was made public.', resolve: ({ openedAt }) => openedAt }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Until when something may be said to it, by the calendar as it is now.',
        resolve: (parent) => parent.until,
      }),
      lines: t.field({ type: [line], resolve: ({ lines }) => [...lines] }),
    }),
  });
  const view = builder.objectRef<Shown>('PublicView').implement({
    description: 'What is public of one case, with its list.',
    fields: (t) => ({
      notice: t.field({ type: notice, resolve: (parent) => parent }),
      rows: t.connection(
        {
          type: row,
          description: 'Its list, in its own order.',
          resolve: async (parent, args, { services }) => {
            let count = 0;
            const page = await resolveOffsetConnection(
              { args, defaultSize: PAGE, maxSize: LARGEST_PAGE },
              async ({ offset, limit }) => {
                const found = await readPublicRows(services, parent, { from: offset, many: limit });
                count = found.count;
                return [...found.rows];
              },
            );
            return Object.assign(page as object, { totalCount: count }) as never;
          },
        },
        ...connectionOf(builder, row, 'PublicRow'),
      ),
    }),
  });
  builder.queryField('publicNotices', (t) =>
    t.connection(
      {
        type: notice,
        description: 'What a tenant has made public, the last first. For everybody, without signing in. 公示列表',
        args: { tenant: t.arg.id(), process: t.arg.string({ required: false }) },
        resolve: (_, { tenant, process, ...args }, context, info) => {
          const db = tenantDatabase(context.services.prisma, tenant);
          const states = openStates(context.services, process ?? undefined);
          // Where nothing is public there is no condition to be one of, and that would be everything.
          const where = { sealed: false, ...(states.length > 0 ? { OR: states } : { id: { in: [] } }) };
          return pageOf(
            { context, info, args },
            {
              list: `publicNotices ${tenant}`,
              keys: [
                { field: 'openedAt', down: true },
                { field: 'id', down: true },
              ],
              where,
              whole: true,
              find: async ({ where, orderBy, take }: { where?: object; orderBy?: object[]; take?: number }) => {
                const rows = await db.case.findMany({
                  ...(where ? { where } : {}),
                  ...(orderBy ? { orderBy } : {}),
                  ...(take === undefined ? {} : { take }),
                  select: { id: true },
                });
                const shown = await readPublic(
                  context.services,
                  tenant,
                  rows.map(({ id }) => id),
                );
                return rows.flatMap(({ id }) => shown.get(id) ?? []);
              },
              count: () => db.case.count({ where }),
            },
          );
        },
      },
      ...connectionOf(builder, notice, 'PublicCase'),
    ),
  );
  builder.queryField('publicView', (t) =>
    t.field({
      type: view,
      description: 'What a tenant has made public of one case. For everybody, without signing in. 公示',
      args: { tenant: t.arg.id(), caseId: t.arg.id() },
      resolve: async (_, { tenant, caseId: typed }, { services }) => {
        const caseId = typed.trim().toUpperCase();
        const shown = (await readPublic(services, tenant, [caseId])).get(caseId);
        if (!shown) throw noSuchCase(caseId);
        return shown;
      },
    }),
  );
};
