/** What a difficulty knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { official } from '../academy/people.ts';
import { department, namedUnit } from '../academy/units.ts';
import { type Described, instant, internal, main, picked, titled } from '../kernel/describe.ts';

const answer = z.object({
  text: titled('Answer', '答复内容', z.string()),
  by: titled('Answered by', '答复人', official),
  department: titled('Department', '答复部门', picked('unit', z.string())),
  at: titled('Answered at', '答复时间', instant()),
});

export const facts = z.object({
  pairing: titled('Pairing', '所属结对', picked('case:sitePairing', z.string())),
  difficulty: internal(titled('Number in the pairing', '困难序号', z.int())),
  site: main(titled('Site', '站点', namedUnit)),
  worker: main(titled('Site worker', '站点联系人', official)),
  raisedBy: titled('Raised by', '提出人', official),
  text: main(titled('Difficulty', '困难描述', z.string())),
  department: main(titled('Department', '承办部门', department)),
  others: titled('Also before', '同时转交', z.array(picked('unit', z.string())), [
    'Other departments, each of which answers for itself.',
    '由各部门分别答复。',
  ]),
  handedOnFrom: titled('Handed on from', '转交自', department.nullable(), [
    'Without a ruling it is handed on once.',
    '未经裁定仅可转交一次。',
  ]),
  ruled: titled('Department by ruling', '已裁定承办部门', z.boolean()),
  answers: main(titled('Answers', '答复', z.array(answer))),
  sentBack: titled('Times sent back', '退回次数', z.int()),
});

export type Facts = Described<typeof facts>;
