/** What is sent while homes are visited, and a plan is made, reviewed and talked about. */
import { z } from 'zod';
import { choice, picked, titled } from '../../kernel/describe.ts';
import { lines, say, tableKey, whole, words } from '../../kernel/inputs.ts';
import { heard } from '../../public-notice/inputs.ts';
import { BODIES, KINDS, PLACES } from '../facts/plan.ts';
import { door, fen, pictures, reason } from './parts.ts';

const work = z
  .object({
    work: titled('Work', '工程项目', tableKey('works')),
    where: titled('Where', '部位', choice(PLACES).optional(), ['As its row says where left out.', '留空按项目表。']),
    door: titled('Door', '门牌', words(40).optional(), ['For works inside a home.', '户内工程填写。']),
    quantity: titled('Quantity (0.01)', '数量（0.01）', whole(1, 100_000_000), [
      'In hundredths of the unit: 12.50 m² are 1250.',
      '以单位的百分之一填写，12.50平方米填1250。',
    ]),
    unitFen: titled('Unit price', '单价', fen().optional(), ['As its row says where left out.', '留空按项目表。']),
    kind: titled('Kind', '方式', choice(KINDS)),
  })
  .meta({ title: 'RenovationWorkWanted' });

export const planning = {
  start: z.object({
    project: titled('Project', '项目', tableKey('projects')),
    unit: titled('Unit', '改造单元', picked('row:project.units', words(80)), ['A courtyard or a stair.', '一个台门院落或楼道。']),
  }),
  survey: z.object({
    door: door(),
    wishes: titled('Wishes', '意愿', lines()),
    condition: titled('Condition', '现状', lines()),
    needsCare: titled('Needs care', '需关爱', z.boolean().optional(), [
      'Somebody there is old, ill or disabled.',
      '有老人、病人或残疾人。',
    ]),
    photos: pictures(),
  }),
  noAnswer: z.object({ door: door() }),
  draft: z.object({
    works: titled(
      'Works',
      '工程项目',
      z
        .array(work)
        .min(1, say('Name at least one work.', '请至少填写一项工程。'))
        .max(60, say('Name at most 60 works; take like ones together.', '最多60项，请合并同类项目。')),
    ),
    movingOut: titled('Moving out', '腾退安排', lines(1000).optional()),
    differences: titled('What is new', '与上版差异', lines(1000).optional(), [
      'Needed from the second version on.',
      '第二版起必填。',
    ]),
  }),
  review: z.object({
    body: titled('For', '会审单位', choice(BODIES)),
    approves: titled('Agrees', '同意', z.boolean()),
    followsGuide: titled('Follows guide and atlas', '符合导则图则', z.boolean().optional(), [
      'Said for a listed building.',
      '涉及文保或历史建筑时填写。',
    ]),
    words: titled('In words', '意见', lines()),
  }),
  publish: z.object({
    boards: titled('Boards', '公示栏', z.array(words(100)).max(5).default([]), ['Beside the web.', '网站之外的公示栏。']),
  }),
  ...heard,
  opine: z.object({ text: titled('Opinion', '意见', lines()) }),
  answerOpinion: z.object({
    opinion: titled('Opinion', '意见序号', whole(1, 1000)),
    answer: titled('Answer', '答复', lines()),
  }),
  noteAssembly: z.object({ minutes: titled('Minutes', '纪要', lines(4000)), photos: pictures() }),
  noteSale: z.object({
    door: door(),
    household: titled('New owner', '新所有人', words(80), ['The key in the register of households.', '住户登记编号。']),
  }),
  shelve: z.object({ reason: reason(['The residents read it.', '居民可见。']) }),
  resume: z.object({}),
  withdraw: z.object({ reason: reason(['The residents read it.', '居民可见。']) }),
  comment: z.object({ text: titled('Comment', '意见', lines()) }),
};
