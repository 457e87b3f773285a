import type { Held } from '../../activities/holds.ts';
import type { Builder } from '../builder.ts';
import type { TitleRef } from './titles.ts';

const dateOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Something that a case holds. */
export const addHeld = (builder: Builder, title: TitleRef) =>
  builder.objectRef<Held>('HeldResource').implement({
    description: 'Something that cases compete for and this one has. 占用',
    fields: (t) => ({
      resource: t.exposeString('resource', { description: 'Its lasting name, such as line:E551.' }),
      title: t.field({ type: title, resolve: (held) => held.title }),
      amount: t.exposeInt('amount', { description: 'How much of it.' }),
      shared: t.exposeBoolean('shared', { description: 'Whether others may have of it at the same time.' }),
      since: t.field({ type: 'DateTime', resolve: ({ since }) => new Date(since) }),
      from: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'From when it is held; nothing is from ever.',
        resolve: ({ from }) => dateOf(from),
      }),
      until: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Before when it is held; nothing is for ever.',
        resolve: ({ until }) => dateOf(until),
      }),
    }),
  });
export type HeldRef = ReturnType<typeof addHeld>;
