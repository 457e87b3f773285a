/** What two people have to do isn't done by one, nor by somebody who is related to the other. Pure. */
import type { Actor, AnyProcess, AnyRule, Case, Refusal, Title } from './process.ts';
import { refuseByKernel } from './refusals.ts';
import { idsOf } from './standing-in.ts';

/** An earlier act, and who did it: whoever that was doesn't do the one that names it. */
export type Apart<Facts> = {
  /** The action that they did, or `start`. */
  readonly did: string;
  readonly who: (facts: Facts) => string | null | readonly string[];
};

const doersOf = ({ who }: Apart<unknown>, facts: unknown): readonly string[] => [who(facts) ?? []].flat();

/** Whether somebody is one of these people, or is related to one. */
export const isOrRelated = (actor: Pick<Actor, 'related'>, ids: readonly string[], people: readonly string[]): boolean =>
  [...ids, ...(actor.related ?? [])].some((id) => people.includes(id));

/** Everybody who did what this action is to be kept apart from. */
export const doersApart = (rule: AnyRule | undefined, { facts }: Pick<Case, 'facts'>): readonly string[] =>
  (rule?.apart ?? []).flatMap((apart: Apart<unknown>) => doersOf(apart, facts));

/** Why somebody doesn't do this: they, or somebody to whom they are related, did what it is kept apart from. */
export const secondPair = (
  process: AnyProcess,
  rule: AnyRule,
  { facts }: Pick<Case, 'facts'>,
  actor: Actor,
): Refusal | undefined => {
  const done = rule.apart?.find((apart: Apart<unknown>) => isOrRelated(actor, idsOf(actor), doersOf(apart, facts)));
  if (!done) return undefined;
  const acts = { ...process.actions, start: process.start } as Record<string, { readonly title: Title } | undefined>;
  const { title } = acts[done.did] ?? { title: asItIs(done.did) };
  return refuseByKernel(
    'kernel.fourEyes',
    `You, or somebody related to you, did “${title.en}” in this case. “${rule.title.en}” needs a second pair of eyes: leave it to a colleague.`,
    `本件的“${title.zh}”由您或与您有利害关系的人办理，“${rule.title.zh}”须由他人办理，请交由同事处理。`,
  );
};

const asItIs = (name: string): Title => ({ en: name, zh: name });
