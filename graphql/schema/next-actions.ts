import type { Case } from '../../prisma/client/client.ts';
import { whyNot } from '../../workflows/kernel/decide.ts';
import type { AnyRule, Refusal, Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { kaseFrom } from './case-model.ts';
import { isForPeople } from './process.ts';
import type { TitleRef } from './titles.ts';

export type NextAction = { readonly name: string; readonly title: Title; readonly refusal: Refusal | undefined };

/** What may be done to a case next, with the reason where something may not; by the rules it opened with. */
export const nextActionsOf = ({ services, caller, now }: Context, row: Case): NextAction[] => {
  const rules = services.packages.get(row.process)?.versions.find(({ version }) => version === row.rulesVersion);
  if (!rules) return [];
  const kase = kaseFrom(row);
  return Object.entries<AnyRule>(rules.actions)
    .filter(([, rule]) => isForPeople(rule))
    .map(([name, rule]) => ({ name, title: rule.title, refusal: whyNot(rules, kase, name, caller.actor, now) }));
};

export const addNextActions = (builder: Builder, title: TitleRef) =>
  builder.objectRef<NextAction>('NextAction').implement({
    description: 'Something that may be done to a case now, or the reason why it may not.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({ type: title, resolve: (parent) => parent.title }),
      allowed: t.boolean({ resolve: ({ refusal }) => refusal === undefined }),
      reason: t.string({
        nullable: true,
        description: 'Why not, in words that say how to go on.',
        resolve: ({ refusal }, _, { caller }) => refusal?.[caller.locale] ?? null,
      }),
      rule: t.string({
        nullable: true,
        description: 'The lasting name of the reason.',
        resolve: ({ refusal }) => refusal?.rule ?? null,
      }),
    }),
  });
export type NextActionRef = ReturnType<typeof addNextActions>;
