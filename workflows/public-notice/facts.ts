/** What a public notice knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  choice,
  type Described,
  instant,
  internal,
  main,
  otherCase,
  person,
  personal,
  title,
  titled,
} from '../kernel/describe.ts';

export const placeKind = choice({ web: ['online', '网上'], board: ['board', '公示栏'] });
export const whoMayObject = choice({
  anyone: ['anyone', '任何人'],
  households: ['households', '住户'],
  firms: ['firms', '企业'],
});
export const proofOf = choice({ start: ['at the start', '公示开始'], end: ['at the end', '公示结束'] });

const column = z
  .object({ key: titled('Key', '列', z.string()), title: titled('Heading', '列名', title()) })
  .meta({ title: 'NoticeColumn' });

const row = z
  .object({
    key: titled('Row', '条目编号', z.string()),
    values: titled('Shown', '公示内容', z.array(z.string()), ['One for each column.', '与各列对应。']),
    people: internal(titled('Whose it is', '当事人', z.array(person()))),
    decidedBy: internal(titled('Decided by', '决定人', z.array(person()))),
  })
  .meta({ title: 'NoticeRow' });

const place = z
  .object({ kind: titled('Kind', '形式', placeKind), name: titled('Name', '名称', z.string()) })
  .meta({ title: 'NoticePlace' });

const proof = z
  .object({
    board: titled('Board', '公示栏', z.string()),
    when: titled('When', '时点', proofOf),
    by: titled('By', '拍摄人', person()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'NoticeProof' });

const objection = z
  .object({
    n: titled('Number', '序号', z.int()),
    rows: titled('Rows', '涉及条目', z.array(z.string())),
    by: titled('By', '异议人', person().nullable(), [
      'None where somebody without an account made it.',
      '无账号的异议人不显示。',
    ]),
    text: titled('Text', '内容', personal('words', z.string()), [
      'Its beginning; all of it stands in the history.',
      '仅摘录开头，全文见办理记录。',
    ]),
    at: titled('At', '时间', instant()),
    due: titled('To be decided by', '处理期限', instant()),
    state: titled(
      'State',
      '处理结果',
      choice({
        open: ['open', '待处理'],
        upheld: ['upheld', '成立'],
        rejected: ['not upheld', '不成立'],
        retracted: ['retracted', '已撤回'],
        corrected: ['row corrected', '条目已更正'],
        over: ['notice withdrawn', '公示已撤销'],
      }),
    ),
    decidedBy: titled('Decided by', '处理人', person().nullable()),
    reason: titled('Reason', '理由', z.string().nullable()),
  })
  .meta({ title: 'NoticeObjection' });

export const facts = z.object({
  title: main(titled('Title', '标题', title())),
  parent: titled('Of case', '所属案件', otherCase()),
  parentProcess: internal(titled('Its process', '所属流程', z.string())),
  corrects: titled('Corrects', '更正自', otherCase().nullable()),
  columns: titled('Columns', '公示列', z.array(column)),
  rows: main(titled('Rows', '公示条目', z.array(row))),
  places: main(titled('Places', '公示方式', z.array(place))),
  days: main(titled('Working days', '公示工作日', z.int())),
  whoMayObject: titled('Who may object', '可提出异议的人', whoMayObject),
  proofs: titled('Photos of the boards', '公示栏照片', z.array(proof)),
  objections: titled('Objections', '异议', z.array(objection)),
  tips: titled('Tips without a name', '匿名线索', z.int()),
  passed: titled('Passed', '通过条目', z.array(z.string())),
  struck: titled('Struck', '未通过条目', z.array(z.string()), ['An objection to them was upheld.', '异议成立。']),
  corrected: titled('Corrected', '更正条目', z.array(z.string()), ['They are on a notice of their own.', '已另行公示。']),
});

export type Facts = Described<typeof facts>;
export type Row = Facts['rows'][number];
export type Objection = Facts['objections'][number];
