/** The tenant's tables about the desk: who is on duty when, and which kinds of unit may ask. */
import { z } from 'zod';
import { titled } from '../../workflows/kernel/describe.ts';
import { personId, say } from '../../workflows/kernel/inputs.ts';
import { key, rowTitle } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const time = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    say('Give a time such as 08:30; 24:00 ends a day.', '请填写时间，例如08:30；24:00为当日结束。'),
  );
const DAYS = say('Give days of the week from 1 (Monday) to 7, or one date.', '请填写星期（1为周一至7）或一个日期。');

export const deskRoster: TableRule = {
  title: { en: 'Duty roster of the desk', zh: '答疑台值班表' },
  key: { en: 'Name of the duty, such as morning', zh: '班次，如morning' },
  row: z
    .strictObject({
      weekdays: titled('Weekdays', '星期', z.array(z.int(DAYS).min(1, DAYS).max(7, DAYS)).min(1, DAYS).max(7, DAYS).optional(), [
        '1 is Monday.',
        '1为周一。',
      ]),
      date: titled('Date', '日期', z.iso.date(DAYS).optional(), [
        'For this day alone; the rows of its weekday don’t count then.',
        '仅当日有效；当日不再适用按星期的班次。',
      ]),
      from: titled('From', '开始时间', time),
      to: titled('To', '结束时间', time),
      people: titled(
        'Officers on duty',
        '值班答疑员',
        z.array(personId('deskOfficer')).min(1, say('Name at least one desk officer.', '请至少安排一名答疑员。')).max(50),
        ['In the order in which they are asked.', '按承接顺序。'],
      ),
    })
    .refine(({ weekdays, date }) => (weekdays === undefined) !== (date === undefined), DAYS)
    .refine(
      ({ from, to }) => from < to,
      say('A duty ends after it begins; split a night at 24:00.', '结束须晚于开始；夜班请在24:00处分为两段。'),
    )
    .refine(
      ({ people }) => new Set(people).size === people.length,
      say('Name each officer once; the order says who is asked first.', '每人只列一次，顺序即承接顺序。'),
    ),
};

export const deskSites: TableRule = {
  title: { en: 'Sites that may ask', zh: '可提问的站点类型' },
  key: { en: 'Kind of unit, such as villageSite', zh: '单位类型，如villageSite' },
  row: z.strictObject({ title: rowTitle() }),
};

/** A row of `deskSynonyms`: words by which people mean the same. */
export type Synonyms = { readonly words: readonly string[] };

const deskSynonyms: TableRule = {
  title: { en: 'Synonyms of the desk', zh: '同义词' },
  key: { en: 'The usual word', zh: '规范用语' },
  row: z.strictObject({
    words: titled('Words that mean the same', '同义说法', z.array(key(40)).min(2).max(20), [
      'Such as 异地, 外地 and 外省; whoever asks with one finds the others.',
      '例如异地、外地、外省；用其中一种提问即可找到其他说法的条目。',
    ]),
  }),
};

export const deskTables = { deskRoster, deskSites, deskSynonyms } as const;
