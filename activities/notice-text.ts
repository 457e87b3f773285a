/** What a notice says, after the tenant's texts and those of its process. */
import { withMoments } from '../workflows/kernel/moments.ts';
import { type NoticeText, template } from '../workflows/kernel/template.ts';
import { localDate, localMoment } from './local-moments.ts';
import { filled, noticesOf } from './notices.ts';
import { newest, type ProcessPackage } from './process-package.ts';
import type { TenantRead } from './tenant-read.ts';

export type NoticeRow = {
  readonly id: string;
  readonly case_id: string;
  readonly revision: number;
  readonly process: string;
  readonly channel: string;
  readonly notice: string;
  readonly person: string | null;
  readonly address: string | null;
  readonly locale: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly at: string;
};

/** What a text may speak of besides the notice's own words, and the tenant's text where it has one. */
export type NoticeContext = {
  readonly title: string;
  /** Who opened the case, where it is sealed: what was said on it is for them alone. */
  readonly sealedFor: string | null;
  readonly zone: string;
  /** The last year whose holidays are entered; a due time behind it is provisional. */
  readonly arrangedTo: number | null;
  /** By clock, as ISO 8601. */
  readonly due: Readonly<Record<string, string | null>>;
  /** By role, the telephone numbers of the parties in it. */
  readonly phones: Readonly<Record<string, string>>;
  readonly template: { readonly en: NoticeText; readonly zh: NoticeText } | null;
  /** The act with which it was sent. */
  readonly action: string;
  readonly actorId: string;
};

const nameless = template(['{case}: {notice}', '{title}'], ['{case}：{notice}', '{title}']);

/** A notice in words: the tenant's text, or else that of its process. A placeholder that nothing fills is left out. */
export const wordsOf = (
  pkg: ProcessPackage | undefined,
  row: NoticeRow,
  { title, zone, arrangedTo, due, phones, template: own }: NoticeContext,
  locale: 'en' | 'zh',
): NoticeText => {
  const { subject, body } = (own ?? (pkg && noticesOf(pkg)[row.notice]) ?? nameless)[locale];
  const word = (name: string): string => {
    if (name === 'case') return row.case_id;
    if (name === 'title') return title;
    if (name === 'notice') return row.notice;
    if (name.startsWith('due.')) return dueMoment(due[name.slice('due.'.length)], { zone, arrangedTo }, locale);
    if (name.startsWith('phone.')) return phones[name.slice('phone.'.length)] ?? (locale === 'zh' ? '未留电话' : 'none left');
    const param = row.params[name];
    return (name === 'clock' && pkg && newest(pkg).clocks[String(param)]?.title[locale]) || String(param ?? '');
  };
  const said = (text: string) => withMoments(filled(text, word), (at) => localMoment(at, zone, locale));
  return { subject: said(subject), body: said(body) };
};

/** What is read in place of a message about a case that is sealed, by all whose case it isn't. */
export const sealedText = ({ case_id: id }: Pick<NoticeRow, 'case_id'>, locale: 'en' | 'zh'): NoticeText =>
  locale === 'zh'
    ? { subject: `${id}：密件`, body: '该件为密件，内容仅提交人可见。' }
    : { subject: `${id}: sealed`, body: 'The case is sealed: what was said on it is read by those who sent it alone.' };

type SecretWords = NonNullable<ProcessPackage['secretWords']>[string];

const withWords = (pkg: ProcessPackage | undefined, row: NoticeRow, say: (make: SecretWords[string]) => string): NoticeRow => {
  const words = Object.entries(pkg?.secretWords?.[row.notice] ?? {});
  return words.length === 0
    ? row
    : { ...row, params: { ...row.params, ...Object.fromEntries(words.map(([name, make]) => [name, say(make)])) } };
};

/** A message as it goes to a telephone, with the words that stand in no record. */
export const withSecrets = (pkg: ProcessPackage | undefined, row: NoticeRow, of: { tenant: string; secret: string }): NoticeRow =>
  withWords(pkg, row, (make) => make({ ...of, caseId: row.case_id, params: row.params }));

/** A message as everybody else reads it, the administrators too. */
export const withSecretsHidden = (pkg: ProcessPackage | undefined, row: NoticeRow): NoticeRow =>
  withWords(pkg, row, () => '••••');

/** A message of an act of which something isn't for everybody, as all but those read it to whom it went. */
export const withWordsHidden = (row: NoticeRow): NoticeRow => ({
  ...row,
  params: Object.fromEntries(Object.keys(row.params).map((name) => [name, '••••'])),
});

const dueMoment = (
  at: string | null | undefined,
  { zone, arrangedTo }: Pick<NoticeContext, 'zone' | 'arrangedTo'>,
  locale: 'en' | 'zh',
): string => {
  if (at) {
    const provisional = arrangedTo !== null && Number(localDate(at, zone).slice(0, 4)) > arrangedTo;
    return localMoment(at, zone, locale) + (provisional ? PROVISIONAL[locale] : '');
  }
  return locale === 'zh' ? '另行通知的时间' : 'a time you will hear of';
};

const PROVISIONAL = {
  en: ' (provisional: the holidays of that year are not published yet)',
  zh: '（暂定，该年放假安排尚未公布）',
} as const;

/** What these notices speak of, in one question. */
export const noticeContexts = async (read: TenantRead, ids: readonly string[]): Promise<ReadonlyMap<string, NoticeContext>> => {
  const rows = await read<NoticeContext & { id: string }>(
    `SELECT o.id, c.title, coalesce(e.action, '') AS action, coalesce(e.actor_id, '') AS "actorId", CASE WHEN c.sealed THEN c.opened_by END AS "sealedFor", (SELECT zone FROM tenants WHERE id = o.tenant) AS zone,
       (SELECT (calendar#>>'{publicHolidays,arrangedTo}')::int FROM calendars WHERE tenant = o.tenant) AS "arrangedTo",
       coalesce(o.due, '{}') AS due,
       coalesce((SELECT jsonb_object_agg(said.role, said.phones) FROM (
         SELECT pa.role, string_agg(coalesce(pa.phone, pe.phone), ', ') AS phones FROM parties pa
         LEFT JOIN people pe ON pe.tenant = o.tenant AND pe.id = pa.person
         WHERE pa.case_id = o.case_id AND coalesce(pa.phone, pe.phone) IS NOT NULL GROUP BY pa.role) said), '{}') AS phones,
       (SELECT jsonb_build_object('en', t.en, 'zh', t.zh) FROM notice_templates t
        WHERE t.process = o.process AND t.notice = o.notice AND t.channel IN (o.channel, 'inbox') AND NOT t.muted
        ORDER BY (t.channel = o.channel) DESC LIMIT 1) AS template
     FROM outbox o JOIN cases c ON c.id = o.case_id LEFT JOIN events e ON e.case_id = o.case_id AND e.revision = o.revision WHERE o.id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );
  return new Map(rows.map(({ id, ...context }) => [id, context]));
};
