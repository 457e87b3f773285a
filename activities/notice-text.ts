/** What a notice says, after the tenant's templates. */
import type { TenantRead } from './tenant-read.ts';

export type Words = { readonly subject: string; readonly body: string };

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

/** What a template may speak of besides the notice's own words. */
export type NoticeContext = {
  readonly title: string;
  readonly zone: string;
  /** By clock, as ISO 8601. */
  readonly due: Readonly<Record<string, string | null>>;
  readonly template: { readonly en: Words; readonly zh: Words } | null;
};

/** What every process may have to say and no template names. */
const plain: Readonly<Record<string, { readonly en: Words; readonly zh: Words }>> = {
  free: {
    en: {
      subject: '{case} can go on: {resourceEn} is free',
      body: '{title}. It waited for {resourceEn}, which no other case holds any more. Send your act again now.',
    },
    zh: { subject: '{case} 可继续办理：{resourceZh}已释放', body: '{title}。所等待的{resourceZh}已无其他案件占用，请重新提交。' },
  },
  escalated: {
    en: { subject: '{case}: {percent} % of the time has passed', body: '{title}. Clock “{clock}”.' },
    zh: { subject: '{case} 时限已用{percent}%', body: '{title}。时限“{clock}”。' },
  },
};
const nameless = {
  en: { subject: '{case}: {notice}', body: '{title}' },
  zh: { subject: '{case}：{notice}', body: '{title}' },
};

/** A notice in words. A placeholder that nothing fills is left out. */
export const wordsOf = (row: NoticeRow, context_: NoticeContext, locale: 'en' | 'zh'): Words => {
  const template = context_.template ?? plain[row.notice] ?? nameless;
  const { subject, body } = template[locale];
  const fill = (text: string) =>
    text.replaceAll(/\{([\w.]+)\}/g, (_, name: string) => {
      if (name === 'case') return row.case_id;
      if (name === 'title') return context_.title;
      if (name === 'notice') return row.notice;
      if (name.startsWith('due.')) return moment(context_.due[name.slice('due.'.length)], context_.zone, locale);
      return String(row.params[name] ?? '');
    });
  return { subject: fill(subject), body: fill(body) };
};

const moment = (at: string | null | undefined, zone: string, locale: 'en' | 'zh'): string =>
  at
    ? new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
        timeZone: zone,
        dateStyle: 'medium',
        timeStyle: 'short',
      }).format(new Date(at))
    : locale === 'zh'
      ? '另行通知的时间'
      : 'a time you will hear of';

/** What these notices speak of, in one question. */
export const noticeContexts = async (read: TenantRead, ids: readonly string[]): Promise<ReadonlyMap<string, NoticeContext>> => {
  const rows = await read<NoticeContext & { id: string }>(
    `SELECT o.id, c.title, (SELECT zone FROM tenants WHERE id = o.tenant) AS zone,
       coalesce((SELECT jsonb_object_agg(k.name, k.due_at) FROM (
         SELECT DISTINCT ON (name) name, due_at FROM clocks WHERE case_id = o.case_id ORDER BY name, run DESC) k), '{}') AS due,
       (SELECT jsonb_build_object('en', t.en, 'zh', t.zh) FROM notice_templates t
        WHERE t.process = o.process AND t.notice = o.notice AND t.channel IN (o.channel, 'inbox')
        ORDER BY (t.channel = o.channel) DESC LIMIT 1) AS template
     FROM outbox o JOIN cases c ON c.id = o.case_id WHERE o.id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );
  return new Map(rows.map(({ id, ...context_ }) => [id, context_]));
};
