/** Small parts of which outcomes are put together, the same in every process. Pure. */

import { type Actor, type Case, holdsRole, type Notice, type Recipient, type Refusal, type Title } from './process.ts';
import type { Template, WordsOf } from './template.ts';

/** A name in both languages, as templates take it: `{unitEn}` and `{unitZh}`. */
export const both = <K extends string>(key: K, { en, zh }: Title) =>
  ({ [`${key}En`]: en, [`${key}Zh`]: zh }) as Record<`${K}En` | `${K}Zh`, string>;

/** Several words one after another, as each language strings them together. */
export const enumerated = (words: readonly string[], between: Title = { en: ', ', zh: '、' }): Title => ({
  en: words.join(between.en),
  zh: words.join(between.zh),
});

export const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Orders names as people count: 6-2 before 6-10. */
export const byNumber = (one: string, other: string): number => {
  const [mine, theirs] = [one, other].map((name) => name.split(/(\d+)/)) as [string[], string[]];
  for (const [at, part] of mine.entries()) {
    const beside = theirs[at];
    if (beside === undefined) return 1;
    // Every second piece is a number.
    const order = at % 2 === 1 ? Number(part) - Number(beside) : Number(part > beside) - Number(part < beside);
    if (order !== 0) return order;
  }
  return mine.length - theirs.length || Number(one > other) - Number(one < other);
};

/** The beginning of a text, in one line of at most 40 characters, as it stands in a case's title. */
export const clipped = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return [...line].length > 40 ? `${[...line].slice(0, 39).join('')}…` : line;
};

/** Cents as yuan with two decimals, such as 1250.00. */
export const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** How a process tells people something: by one of its own notices, with the words that its template needs and no others. */
export type Notifier<Notices extends Record<string, Template>, To = Recipient, Told = Notice> = <
  Name extends keyof Notices & string,
  Words extends WordsOf<Notices[Name]>,
>(
  to: To,
  notice: Name,
  ...params: WordsArgument<Notices[Name], Words>
) => Told;

export const notifier =
  <Notices extends Record<string, Template>>(): Notifier<Notices> =>
  (to, notice, ...[params]) => ({ to, notice, params: params ?? {} });

/** The same for the messages of one kind that go to several people, such as both of a pair. */
export const groupNotifier =
  <Notices extends Record<string, Template>>() =>
  <Group>(recipients: (group: Group) => readonly Recipient[]): Notifier<Notices, Group, readonly Notice[]> =>
  (group, notice, ...[params]) =>
    recipients(group).map((to) => ({ to, notice, params: params ?? {} }));

type WordsArgument<T extends Template, Words> =
  Record<never, never> extends WordsOf<T>
    ? readonly [words?: Words & NoOthers<Words, WordsOf<T>>]
    : readonly [words: Words & NoOthers<Words, WordsOf<T>>];
type NoOthers<Words, Known> = { readonly [Name in Exclude<keyof Words, keyof Known>]: never };

/** Whether somebody who has a part in the case has left, or has lost the role that it needs. */
export const isGone = ({ gone = [] }: Pick<Case, 'gone'>, person: string): boolean => gone.some((part) => part.person === person);

/** A message to a person who has a part in the case, or to their role where there is none or they have gone. */
export const personOrRole = (current: Pick<Case, 'gone'>, person: string | null, role: string): Recipient =>
  person === null || isGone(current, person) ? { role } : { person };

/** Those of these people who are still there. */
export const present = (current: Pick<Case, 'gone'>, people: readonly string[]): readonly string[] =>
  people.filter((person) => !isGone(current, person));

/** Refuses everybody but these people, as long as one of them is there; what was reserved to people who have gone is open to the role. */
export const reservedTo = (
  { current, actor }: { readonly current: Pick<Case, 'gone'>; readonly actor: Pick<Actor, 'id'> },
  people: readonly string[],
  refusal: () => Refusal,
): Refusal | undefined => (people.includes(actor.id) || present(current, people).length === 0 ? undefined : refusal());

/**
 * The roles that this work fell to, because nobody whom it is for is there. With the work comes all that the role it fell from may do: who
 * may uphold an appeal may dismiss it. `by` are the roles whose other work brings the action with it.
 */
export const fallenTo = (action: string, by: readonly string[], { tasks }: Pick<Case, 'tasks'>): readonly string[] =>
  tasks.flatMap(({ action: asked, role, fellFrom }) =>
    fellFrom !== undefined && role !== undefined && (asked === action || by.includes(fellFrom)) ? [role] : [],
  );

/** Whether the work that waits for this very action fell to a role that the actor holds. */
export const fellTo = (
  action: string,
  { current, actor }: { readonly current: Pick<Case, 'tasks' | 'unit' | 'area'>; readonly actor: Actor },
): boolean => holdsRole(actor, fallenTo(action, [], current), current);

/** Whether this is somebody without an account, who comes back with a follow code. */
export const isFollower = (id: string): boolean => id.startsWith('follower:');
