import type { Builder } from '../builder.ts';
import type { TitleRef } from './titles.ts';

/** The tenant that a caller has to do with. */
export const addTenant = (builder: Builder, title: TitleRef): void => {
  builder.prismaObject('Tenant', {
    description: 'A street, district or utility.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      zone: t.exposeString('zone', { description: 'Its time zone, such as Asia/Shanghai.' }),
    }),
  });
  builder.queryField('tenant', (t) =>
    t.prismaField({
      type: 'Tenant',
      nullable: true,
      description: 'The tenant of your token, or the one that the header Banjie-Tenant names; null where there is none. 所属单位',
      resolve: (query, _, __, { db, caller }) => db.tenant.findFirst({ ...query, where: { id: caller.tenant } }),
    }),
  );
};
