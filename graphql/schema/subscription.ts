import { ApiError } from '../../activities/acting/api-error.ts';
import { cursorOf, type Position, positionOf } from '../../activities/event-cursor.ts';
import { type Builder, signIn } from '../builder.ts';
import type { Context } from '../context.ts';
import { eventsAfter, positionNow } from '../live-events.ts';
import { tenantDatabase } from '../tenant-database.ts';
import type { EventRef } from './event.ts';
import { type EventFilter, type EventFilterRef, eventWhere } from './event-list.ts';
import { CASE_OF, type EventOf } from './masking.ts';

type LiveEvent = { readonly cursor: string; readonly node: EventOf };

/** Events read at once. */
const PAGE = 200;

/** Live updates, fed from the record: who was away goes on from the last cursor and misses nothing. */
export const addSubscriptions = (builder: Builder, { event, filter }: { event: EventRef; filter: EventFilterRef }): void => {
  const live = builder.objectRef<LiveEvent>('LiveEvent').implement({
    description: 'Something that was just recorded.',
    fields: (t) => ({
      cursor: t.exposeString('cursor', { description: 'Send it as `after` to go on from here.' }),
      node: t.field({ type: event, resolve: (parent) => parent.node }),
    }),
  });
  builder.subscriptionField('events', (t) =>
    t.field({
      type: live,
      authScopes: { tenant: true },
      description: 'What happens on the cases you may see, as it is recorded.',
      args: {
        filter: t.arg({ type: filter, required: false }),
        after: t.arg.string({ required: false, description: 'The cursor of the last one you have; without it, from now on.' }),
      },
      subscribe: (_, args, context) => follow(context, args.filter, args.after),
      resolve: (parent) => parent as LiveEvent,
    }),
  );
};

async function* follow(
  context: Context,
  filter: EventFilter | null | undefined,
  after: string | null | undefined,
): AsyncGenerator<LiveEvent> {
  const { services, caller, signal } = context;
  // Who is nobody sees no case, and would only hold a line open.
  if (caller.kind === 'anonymous') throw new ApiError('UNAUTHENTICATED', signIn);
  let position = after ? sentPosition(context, after) : await positionNow(services.pool);
  // Listening comes before reading, so that nothing recorded in between is waited for.
  for await (const _ of services.live.listen(`${caller.tenant} ${caller.actor.id}`, signal)) {
    for (;;) {
      // Roles may have changed since the subscription began: each page is read with the rights of now, and who has none is let go.
      const rights = await context.refreshed();
      if (!rights) return;
      const page = await eventsAfter(context.read, position, PAGE);
      const last = page.at(-1);
      if (!last) break;
      const found = await tenantDatabase(services.prisma, caller.tenant).event.findMany({
        where: { OR: page.map(({ caseId, revision }) => ({ caseId, revision })), AND: [await eventWhere(rights, filter)] },
        include: { case: { select: CASE_OF } },
        orderBy: [{ tx: 'asc' }, { seq: 'asc' }],
      });
      for (const node of found) yield { cursor: cursorOf(services.secrets, caller.tenant, node), node };
      position = last;
      if (page.length < PAGE) break;
    }
  }
}

const noCursor = new ApiError('INVALID_INPUT', {
  en: 'This is no cursor of an event; send the one that came with the last event, or none.',
  zh: '游标无效，请使用最近一条事件附带的游标，或留空。',
});

/** Where a cursor stands that somebody has sent. */
export const sentPosition = ({ services, caller }: Context, cursor: string): Position => {
  const position = positionOf(services.secrets, caller.tenant, cursor);
  if (!position) throw noCursor;
  return position;
};
