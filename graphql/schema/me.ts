import { type HeldGrant, readHeld } from '../../activities/actors.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';

type Source = 'people' | 'claim' | 'deputy' | 'emergency';
type Shown = HeldGrant & {
  readonly source: Source;
  readonly actingFor?: string;
  readonly until?: string;
  readonly endsAt?: string;
};

/** Who asks, as Banjie sees them. */
export const addMe = (builder: Builder): void => {
  const source = builder.enumType('GrantSource', {
    description: 'How somebody comes to hold a role.',
    values: {
      PEOPLE: { value: 'people', description: 'It is entered in the list of people.' },
      CLAIM: { value: 'claim', description: 'A claim of their token says so, such as a group.' },
      DEPUTY: { value: 'deputy', description: 'They stand in for somebody who holds it.' },
      EMERGENCY: { value: 'emergency', description: 'They have taken it in an emergency.' },
    } as const,
  });
  const day = (text: string | null | undefined) => (text == null ? null : new Date(text));
  const grant = builder.objectRef<Shown>('Grant').implement({
    description: 'A role somebody holds: in the whole tenant, or only for cases of these units or areas.',
    fields: (t) => ({
      role: t.exposeString('role'),
      units: t.idList({ nullable: true, resolve: ({ units }) => (units ? [...units] : null) }),
      areas: t.idList({ nullable: true, resolve: ({ areas }) => (areas ? [...areas] : null) }),
      source: t.field({ type: source, resolve: (parent) => parent.source }),
      validFrom: t.field({
        type: 'Date',
        nullable: true,
        description: 'The first day.',
        resolve: ({ validFrom }) => day(validFrom),
      }),
      until: t.field({
        type: 'Date',
        nullable: true,
        description: 'The last day, where one is set.',
        resolve: ({ until }) => day(until),
      }),
      endsAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Of an emergency, when it ends by itself.',
        resolve: ({ endsAt }) => day(endsAt),
      }),
      actingFor: t.id({
        nullable: true,
        description: 'Of a deputy, in whose place. 代理对象',
        resolve: ({ actingFor }) => actingFor ?? null,
      }),
    }),
  });
  const actor = builder.objectRef<Actor>('Actor').implement({
    description: 'Who acts.',
    fields: (t) => ({
      id: t.exposeID('id'),
      name: t.exposeString('name'),
      unit: t.id({ nullable: true, resolve: (parent) => parent.unit ?? null }),
      tenant: t.id({ nullable: true, resolve: (_, __, { caller }) => caller.tenant || null }),
      grants: t.field({
        type: [grant],
        description: 'What they hold today, with where it comes from and how long it holds.',
        resolve: (parent, _, context) => grantsOf(parent, context),
      }),
    }),
  });
  builder.queryField('me', (t) =>
    t.field({ type: actor, description: 'Who asks.', resolve: (_, __, { caller }) => caller.actor }),
  );
};

const grantsOf = async ({ id, grants, as = [] }: Actor, { caller, read }: Context): Promise<Shown[]> => {
  if (caller.kind !== 'person') return grants.map((held) => ({ ...held, source: 'people' }));
  const own = await readHeld(read, id);
  return [
    ...own.map((held) => ({ ...held, source: held.claim ? ('claim' as const) : ('people' as const) })),
    ...as.flatMap(({ id: of, grants: lent, deputy, emergency }): Shown[] =>
      deputy
        ? lent.map((held) => ({ ...held, source: 'deputy', actingFor: of, validFrom: deputy.from, until: deputy.until }))
        : lent.map((held) => ({ ...held, source: 'emergency', ...(emergency ? { endsAt: emergency.until } : {}) })),
    ),
  ];
};
