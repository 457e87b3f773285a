import type { Actor, Grant } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';

/** Who asks, as Banjie sees them. */
export const addMe = (builder: Builder): void => {
  const grant = builder.objectRef<Grant>('Grant').implement({
    description: 'A role somebody holds: in the whole tenant, or only for cases of these units or areas.',
    fields: (t) => ({
      role: t.exposeString('role'),
      units: t.idList({ nullable: true, resolve: ({ units }) => (units ? [...units] : null) }),
      areas: t.idList({ nullable: true, resolve: ({ areas }) => (areas ? [...areas] : null) }),
    }),
  });
  const actor = builder.objectRef<Actor>('Actor').implement({
    description: 'Who acts.',
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      unit: t.id({ nullable: true, resolve: (parent) => parent.unit ?? null }),
      tenant: t.id({ nullable: true, resolve: (_, __, { caller }) => caller.tenant || null }),
      grants: t.field({ type: [grant], resolve: (parent) => [...parent.grants] }),
    }),
  });
  builder.queryField('me', (t) =>
    t.field({ type: actor, description: 'Who asks.', resolve: (_, __, { caller }) => caller.actor }),
  );
};
