import type { Builder } from '../builder.ts';
import type { TitleRef } from './titles.ts';

/** The units of a tenant. */
export const addUnitType = (builder: Builder, title: TitleRef): void => {
  builder.prismaObject('Unit', {
    description: 'A department, office or township.',
    fields: (t) => ({
      id: t.exposeID('id'),
      kind: t.exposeString('kind'),
      parent: t.exposeID('parent', { nullable: true }),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      endedOn: t.expose('endedOn', { type: 'Date', nullable: true }),
      version: t.int({
        description: 'How often it was changed; send it as expectedVersion.',
        resolve: ({ id }, _, { load }) => load.versions.load(`unit:${id}`),
      }),
    }),
  });
};
