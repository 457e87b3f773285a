/** What a notice says in one language, with {placeholders}. */
export type NoticeText = { readonly subject: string; readonly body: string };
export type Template = { readonly en: NoticeText; readonly zh: NoticeText };

/**
 * A template from its subject and body in English and in Chinese. Beside the words that a rule gives, templates know `{case}` (its
 * number), `{title}` and `{due.<clock>}` (when that clock's time is up, in the tenant's zone).
 */
export const template = (en: readonly [string, string], zh: readonly [string, string]): Template => ({
  en: { subject: en[0], body: en[1] },
  zh: { subject: zh[0], body: zh[1] },
});
