/** What an act does beyond its own case. Pure: no Temporal, no Node, no zod at run time. */
import type { Refusal } from '../kernel/process.ts';

/** Things of one kind that follow from an act and are written in its transaction. Constructors such as `hold` and `credit` make it. */
export type Effect = { readonly kind: string; readonly items: readonly unknown[] };

/** The act that was refused: whether it would have opened its case, and what it would have done beyond it. */
export type RefusedAct = { readonly opening: boolean; readonly effects: readonly Effect[] };

/** One kind of effect. The SQL function `effect_<kind>(c jsonb, items jsonb)` writes it. */
export type EffectDefinition = {
  /** In snake case, as in the name of the SQL function. A name is law once released. */
  readonly kind: string;
  /**
   * Its place among the effects of one act, the lowest first. All acts lock in this order, so that no two wait for each other in a ring.
   * Effects of packages stand between the holds (100) and the ledger (900).
   */
  readonly order: number;
  /** What the function refuses, in words: by the SQLSTATE that it raises, from the JSON in the error's DETAIL. */
  // biome-ignore lint/suspicious/noExplicitAny: each refusal knows the detail that its own function gives
  readonly refusals: Readonly<Record<string, (detail: any, act: RefusedAct) => Refusal>>;
  /** Items as they are written and kept, such as without the words for whoever is refused; as they are where nothing is said. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows its own items
  readonly stored?: (items: readonly any[]) => readonly unknown[];
};

/** The items of one kind among these effects. */
export const itemsOf = <Item>({ kind }: Pick<EffectDefinition, 'kind'>, effects: readonly Effect[]): readonly Item[] =>
  effects.flatMap((one) => (one.kind === kind ? (one.items as readonly Item[]) : []));

/** Defines a kind of effect. */
export const defineEffect = <const Definition extends EffectDefinition>(definition: Definition): Definition => definition;
