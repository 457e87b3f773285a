/** Where a notice may go. */
export type Channel = 'inbox' | 'email' | 'sms';

/** What a notice says in one language, with {placeholders}. */
export type NoticeText = { readonly subject: string; readonly body: string };

/** A notice of a process: what it says and where it goes, as long as a tenant says nothing else. */
export type Template = {
  readonly en: NoticeText;
  readonly zh: NoticeText;
  /** The inbox alone when left out. */
  readonly channels?: readonly Channel[];
  /** Words that rules give and these texts leave out; a tenant's texts may use them. */
  readonly more?: readonly string[];
  /** Words that no rule gives and no record keeps: the package makes them when an SMS is sent (`secretWords`). */
  readonly secret?: readonly string[];
};

/**
 * A template from its subject and body in English and in Chinese. Beside the words that a rule gives, templates know `{case}` (its
 * number), `{title}`, `{due.<clock>}` (when that clock's time is up, in the tenant's zone) and `{phone.<role>}` (of the parties in it).
 */
export const template = <
  const En extends readonly [string, string],
  const Zh extends readonly [string, string],
  const Where extends Omit<Template, 'en' | 'zh'> = Record<never, never>,
>(
  en: En,
  zh: Zh,
  where?: Where,
) =>
  ({
    en: { subject: en[0], body: en[1] },
    zh: { subject: zh[0], body: zh[1] },
    ...where,
  }) as { readonly en: Said<En>; readonly zh: Said<Zh> } & Where;

type Said<Text extends readonly [string, string]> = { readonly subject: Text[0]; readonly body: Text[1] };

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;

/** What a template knows without its rule. */
type Given = 'case' | 'title' | `due.${string}` | `phone.${string}`;

/** The names of the words that a rule gives to a template, in either language. */
type NeededBy<T extends Template> = Exclude<
  Placeholders<T['en' | 'zh']['subject' | 'body']>,
  Given | (T extends { readonly secret: readonly (infer Secret)[] } ? Secret : never)
>;

/** The words that fill a template: all of its own, those of `more` where there are some, and no others. */
export type WordsOf<T extends Template> = { readonly [Name in NeededBy<T>]: string | number } & {
  readonly [Name in T extends { readonly more: readonly (infer More extends string)[] } ? More : never]?: string | number;
};
