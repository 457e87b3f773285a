/** What of a case anybody may read, signed in or not. Pure. */
import type { AnyProcess, AnyRule, Case, Title } from './process.ts';

/** A line as the public reads it: what it is, and what it says. */
export type PublicLine = { readonly title: Title; readonly text: Title | string };

/** An entry of the list that is made public. */
export type PublicRow = { readonly key: string; readonly lines: readonly PublicLine[] };

/**
 * Its words are made of the facts that it names and of no others, after all that the schema marks as personal, and all people, are taken out
 * of them: what a template doesn't know it can't tell. Facts that are missing there were personal, or erased.
 */
export type PublicView<State extends string = string, Facts = unknown, Clock extends string = string> = {
  /** The states in which it is public. */
  readonly states: readonly State[];
  readonly facts: readonly (keyof Facts & string)[];
  readonly words: (facts: Partial<Facts>) => { readonly title: Title | string; readonly lines: readonly PublicLine[] };
  /** A fact that is a list, and how an entry of it is read. It is given by pages. */
  readonly rows?: {
    readonly fact: keyof Facts & string;
    /** Entries are left out whose value `by` is in this list of texts, such as those that were wrong and are public elsewhere. */
    readonly without?: { readonly fact: keyof Facts & string; readonly by: string };
    // biome-ignore lint/suspicious/noExplicitAny: an entry of the list, without what is personal in it
    readonly words: (row: any, facts: Partial<Facts>) => PublicRow;
  };
  /** The clock whose end is shown. */
  readonly until?: Clock;
};

/** Whether anybody may read what is public of a case. */
export const isPublic = (
  { publicView }: Pick<AnyProcess, 'publicView'>,
  { state, sealed = false }: { readonly state: string; readonly sealed?: boolean },
): boolean => !sealed && (publicView?.states.includes(state) ?? false);

/** Whether an act may be done by whoever reads what is public of a case, without having to do with it. */
export const isOpenAct = (
  process: AnyProcess,
  current: Pick<Case, 'state'> & { readonly sealed?: boolean },
  rule: AnyRule | undefined,
) => rule?.by.includes('anonymous') === true && isPublic(process, current);
