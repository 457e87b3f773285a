/** What a site pairing sends to have a difficulty followed, and what a caller must send to act on it. */
import { z } from 'zod';
import { titled } from '../kernel/describe.ts';
import { caseId, lines, personId, unitId } from '../kernel/inputs.ts';
import type { InputTypes } from '../kernel/process.ts';

/** Words for which a form leaves several lines. */
const reason = (en: string, zh: string) => titled('Reason', '理由', lines(1000), [en, zh]);

export const inputs = {
  start: z.object({
    pairing: titled('Pairing', '所属结对', caseId('sitePairing')),
    difficulty: titled('Number in the pairing', '困难序号', z.int().min(1)),
    text: titled('Difficulty', '困难描述', lines(1000)),
    department: titled('Department', '承办部门', unitId()),
    others: titled('Other departments', '其他承办部门', z.array(unitId()), ['They answer as well.', '亦由其分别答复。']),
    site: titled('Site', '站点', unitId()),
    raisedBy: titled('Raised by', '提出人', personId()),
    worker: titled('Site worker', '站点联系人', personId('siteWorker')),
  }),
  accept: z.object({}),
  handOn: z.object({
    department: titled('Department', '转交部门', unitId(), ['The one whose matter it is.', '应承办该事项的部门。']),
    reason: reason('Why it is theirs. They read it.', '说明属该部门职责的依据，该部门可见。'),
  }),
  dispute: z.object({
    reason: reason('Why it isn’t your department’s. The leader reads it.', '说明不属本部门职责的原因，领导可见。'),
  }),
  rule: z.object({
    department: titled('Department', '承办部门', unitId(), ['It has to answer.', '由该部门负责答复。']),
    reason: reason('Why you rule so. The departments and the site read it.', '说明裁定依据，各部门和站点可见。'),
  }),
  answer: z.object({
    text: titled('Answer', '答复内容', lines(5000), [
      'What was done or will be done, and what the site may count on.',
      '说明已办、拟办事项及站点可期待的结果。',
    ]),
  }),
  confirm: z.object({}),
  sendBack: z.object({ reason: reason('What is still missing.', '说明尚未解决之处。') }),
  withdraw: z.object({ reason: reason('Why it isn’t a difficulty any more.', '说明困难已不存在的原因。') }),
};

export type Inputs = InputTypes<typeof inputs>;
