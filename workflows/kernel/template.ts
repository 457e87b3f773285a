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
};

/**
 * A template from its subject and body in English and in Chinese. Beside the words that a rule gives, templates know `{case}` (its
 * number), `{title}` and `{due.<clock>}` (when that clock's time is up, in the tenant's zone).
 */
export const template = (
  en: readonly [string, string],
  zh: readonly [string, string],
  where: Pick<Template, 'channels' | 'more'> = {},
): Template => ({
  en: { subject: en[0], body: en[1] },
  zh: { subject: zh[0], body: zh[1] },
  ...where,
});
