/** What somebody without a token reads of a case that is public, once they have said something to it: what its public view shows, and no more. */
import type { Prisma } from '../../prisma/client/client.ts';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';

export const isStranger = ({ caller: { actor } }: Pick<Context, 'caller'>, process: AnyProcess | undefined): boolean =>
  actor.id === 'anonymous' && process?.publicView !== undefined;

const open = (context: Context): readonly AnyProcess[] =>
  context.caller.actor.id === 'anonymous' ? [...processesOf(context).values()].filter(({ publicView }) => publicView) : [];

/** Cases, or what hangs on them, of which a stranger reads everything. */
export const notForStrangers = (context: Context): { readonly process?: { readonly notIn: string[] } } => {
  const names = open(context).map(({ name }) => name);
  return names.length === 0 ? {} : { process: { notIn: names } };
};

/** The clocks of a case: of one that is public, the one whose end is. */
export const shownClocks = (context: Context): Prisma.ClockWhereInput => {
  const all = open(context);
  if (all.length === 0) return {};
  const ends = all.flatMap(({ name, publicView }) =>
    publicView?.until ? [{ name: publicView.until, case: { process: name } }] : [],
  );
  return { OR: [{ case: notForStrangers(context) }, ...ends] };
};

/** Facts of a case: of one that is public, those that are. */
export const factsForStrangers = (process: AnyProcess | undefined, facts: object): object => {
  const view = process?.publicView;
  const names: readonly string[] = [...(view?.facts ?? []), ...(view?.rows ? [view.rows.fact] : [])];
  return Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)));
};
