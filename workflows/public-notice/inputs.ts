/** What is sent to a public notice: by the case that opens it, by those whom it concerns, and by those who keep it. */
import { z } from 'zod';
import { choice, personal, picked, title, titled } from '../kernel/describe.ts';
import { email, lines, openingRefused, personId, personName, phone, photos, say, words } from '../kernel/inputs.ts';
import { looksPersonal } from '../kernel/looks-personal.ts';
import type { InputTypes } from '../kernel/process.ts';
import { placeKind, proofOf, whoMayObject } from './facts.ts';

const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);
const keys = () =>
  titled(
    'Rows',
    '条目编号',
    z
      .array(words(80), say('Name the rows.', '请填写条目编号。'))
      .min(1, say('Name at least one row.', '请至少填写一个条目。'))
      .max(50, say('Name at most 50 rows.', '最多填写50个条目。')),
    ['As the notice lists them.', '见公示列表。'],
  );
const number = () => titled('Objection', '异议序号', z.int().min(1));

const NOT_PERSONAL = say(
  'Leave out telephone, identity and account numbers and e-mail addresses: a notice is read by everybody. Write amounts as 1,000,000 or with their unit, days as 2026-05-13.',
  '公示内容不得含有电话、身份证号、账号或电子邮箱；金额请写作1,000,000或注明单位，日期请写作2026-05-13。',
);
/** Everything of a notice that everybody reads. */
const shown = (max = 300) => words(max).refine((text) => !looksPersonal(text), NOT_PERSONAL);
const heading = () => title().refine(({ en, zh }) => !looksPersonal(en) && !looksPersonal(zh), NOT_PERSONAL);
const key = () => titled('Row', '条目编号', shown(80));

const rowOf = z.object({
  key: key(),
  values: titled('Shown', '公示内容', z.array(shown()).min(1).max(10)),
  people: titled('Whose it is', '当事人', z.array(personId()).max(20).default([])),
  decidedBy: titled('Decided by', '决定人', z.array(personId()).max(20).default([])),
});

/** What a case gives to a notice that it opens. */
export const start = z
  .object({
    title: titled('Title', '标题', heading()),
    parent: titled('Of case', '所属案件', picked('case', words(60)).optional(), [
      'Where another notice opens this one: the case that hears of it.',
      '更正公示时填写原案件。',
    ]),
    corrects: titled('Corrects', '更正自', picked('case', words(60)).optional()),
    columns: titled(
      'Columns',
      '公示列',
      z
        .array(z.object({ key: titled('Key', '列', words(40)), title: titled('Heading', '列名', heading()) }))
        .min(1)
        .max(10),
    ),
    rows: titled(
      'Rows',
      '公示条目',
      z
        .array(rowOf)
        .min(1, say('Give at least one row.', '请至少填写一个条目。'))
        .max(2000, say('A notice has at most 2000 rows; divide it.', '每份公示最多2000条，请拆分。')),
    ),
    places: titled(
      'Places',
      '公示方式',
      z
        .array(z.object({ kind: titled('Kind', '形式', placeKind), name: titled('Name', '名称', shown(100)) }))
        .min(1)
        .max(10),
    ),
    days: titled('Working days', '公示工作日', z.int().min(0).max(60).optional()),
    whoMayObject: titled('Who may object', '可提出异议的人', whoMayObject),
  })
  .refine(
    ({ rows }) => new Set(rows.map(({ key }) => key)).size === rows.length,
    say('Two rows have the same key; rename one.', '有条目编号重复，请修改。'),
  )
  .refine(
    ({ rows, columns }) => rows.every(({ values }) => values.length === columns.length),
    say('Each row has one value for each column.', '每个条目须与各列对应。'),
  );

export const inputs = {
  start,
  prove: z.object({
    board: titled('Board', '公示栏', words(100), ['Its name, as the notice has it.', '与公示中的名称一致。']),
    when: titled('When', '时点', proofOf),
    photos: titled('Photos', '照片', photos()),
  }),
  object: z.object({
    rows: keys(),
    text: titled('Objection', '异议内容', personal('words', lines(2000)), [
      'What isn’t right, and how you know.',
      '说明问题和依据。',
    ]),
    name: titled('Your name', '姓名', personName().optional(), ['Where you aren’t signed in.', '未登录时填写。']),
    phone: titled('Telephone', '电话', phone().optional()),
    email: titled('E-mail', '电子邮箱', email().optional()),
  }),
  leaveTip: z.object({
    text: titled('Tip', '线索', lines(2000), [
      'Without a name it is kept as a tip, and isn’t an objection.',
      '匿名内容作为线索留存，不作为异议。',
    ]),
  }),
  retract: z.object({
    objection: number(),
    said: titled('How they said so', '撤回方式', lines(300).optional(), [
      'Where somebody without an account takes theirs back: when and how.',
      '无账号的异议人撤回时，请注明时间和方式。',
    ]),
  }),
  decide: z.object({
    objection: number(),
    upheld: titled('Upheld', '是否成立', z.boolean(), ['The rows don’t pass then.', '成立的，相关条目不通过。']),
    reason: reason('Whoever objected reads it.', '异议人可见。'),
  }),
  correct: z.object({
    rows: titled(
      'Corrected rows',
      '更正条目',
      z
        .array(z.object({ key: key(), values: titled('Shown', '公示内容', z.array(shown()).min(1).max(10)) }))
        .min(1)
        .max(50),
      ['They get a notice of their own with the whole time.', '更正条目将另行完整公示。'],
    ),
    reason: reason('Whose row it is reads it.', '当事人可见。'),
  }),
  dropRow: z.object({ key: key(), reason: reason('Whose row it is reads it.', '当事人可见。') }),
  withdraw: z.object({ reason: reason('Why the notice is taken back.', '说明撤销原因。') }),
  comment: z.object({ text: titled('Comment', '备注', lines(1000)) }),
  end: z.object({}),
};

export type Inputs = InputTypes<typeof inputs>;

/** What a case hears of its notice. Rows pass one by one or many at a time; the end says everything again, and either may come first. */
export const heard = {
  noticeRefused: openingRefused,
  rowPassed: z.object({
    notice: titled('Notice', '公示', picked('case:publicNotice', z.string())),
    keys: titled('Rows', '通过条目', z.array(z.string()).max(2000)),
  }),
  noticeEnded: z.object({
    notice: titled('Notice', '公示', picked('case:publicNotice', z.string())),
    end: titled(
      'How it ended',
      '结果',
      choice({ passed: ['passed', '全部通过'], partlyPassed: ['partly passed', '部分通过'], withdrawn: ['withdrawn', '已撤销'] }),
    ),
    passed: titled('Passed', '通过条目', z.array(z.string()).max(2000)),
    struck: titled('Struck', '未通过条目', z.array(z.string()).max(2000)),
    corrected: titled('Corrected', '更正条目', z.array(z.string()).max(2000), [
      'They are on another notice, of which this case hears as well.',
      '另行公示，结果另行通知。',
    ]),
  }),
};
