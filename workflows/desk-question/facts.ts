/** What a question knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { official } from '../academy/people.ts';
import { namedUnit } from '../academy/units.ts';
import {
  choice,
  type Described,
  instant,
  internal,
  main,
  person,
  personal,
  picked,
  shownAs,
  titled,
} from '../kernel/describe.ts';

const asker = z
  .object({
    id: titled('Person', '人员', person()),
    name: titled('Name', '姓名', personal('name', z.string())),
    role: internal(
      titled(
        'Asked as',
        '提问身份',
        choice({
          siteWorker: ['site worker', '村社经办人'],
          trainee: ['trainee', '学员'],
          grower: ['grower', '种植户'],
          stationClerk: ['station clerk', '服务站站务员'],
        }),
      ),
    ),
  })
  .meta({ title: 'DeskAsker' });

const round = () =>
  titled('Round', '轮次', z.int(), ['0 is the question itself, 1 the first follow-up.', '0为首次提问，1为第一次追问。']);

/** The answer to the question (round 0) or to a follow-up. */
const answer = z
  .object({
    round: round(),
    text: titled('Answer', '答复内容', z.string()),
    by: titled('Answered by', '答复人', official),
    hand: internal(titled('Answered in their place by', '代答人', person().nullable(), ['They earn by it.', '学分记入代答人。'])),
    at: titled('Answered at', '答复时间', instant()),
    review: titled(
      'Review',
      '复核',
      z
        .object({
          valid: titled('Accepted', '复核通过', z.boolean()),
          by: titled('Reviewed by', '复核人', person()),
          at: titled('Reviewed at', '复核时间', instant()),
          reason: titled('Reason', '退回理由', z.string().nullable()),
        })
        .nullable(),
    ),
  })
  .meta({ title: 'DeskAnswer' });

/** An earlier answer that may help. */
const suggestion = z
  .object({
    id: internal(titled('Entry', '条目', z.string())),
    question: titled('Question', '问题', z.string()),
  })
  .meta({ title: 'DeskSuggestion' });

/** The question that the asker is to answer, and to which state the case then goes back. */
const askedBack = z.object({
  question: titled('Question', '需补充的内容', z.string()),
  by: titled('Asked by', '询问人', person()),
  from: internal(
    titled(
      'State before',
      '补充前状态',
      choice({ claimed: ['taken', '答复中'], forwarded: ['with a department', '部门办理中'] }),
    ),
  ),
});

const followUp = z.object({ text: titled('Follow-up', '追问内容', z.string()), at: titled('Asked at', '追问时间', instant()) });

const rating = z.object({
  round: round(),
  stars: titled('Stars', '评分', shownAs('stars', z.int())),
  comment: titled('Comment', '评语', z.string().nullable()),
  at: titled('Rated at', '评价时间', instant()),
});

export const facts = z.object({
  asker: main(titled('Asker', '提问人', asker)),
  site: main(titled('Site', '所属站点', namedUnit)),
  desk: internal(titled('Desk', '答疑台', picked('unit', z.string().nullable()))),
  topic: main(titled('Topic', '主题', z.string().nullable())),
  text: main(titled('Question', '问题', z.string())),
  suggested: titled('Earlier answers', '相近问答', z.array(suggestion)),
  offered: titled('Offered to', '已提供给', z.array(official), [
    'In the order in which it came to them in this round.',
    '本轮依次提供承接的人员。',
  ]),
  wholeDesk: titled('Open to the whole desk', '全台可承接', z.boolean()),
  officer: main(titled('Desk officer', '承接人', official.nullable())),
  department: main(titled('Department', '承办部门', namedUnit.nullable())),
  askedBack: main(titled('Question to the asker', '待提问人补充', askedBack.nullable())),
  followUps: titled('Follow-ups', '追问', z.array(followUp)),
  answers: main(titled('Answers', '答复', z.array(answer))),
  breaches: titled('Times overdue', '超时次数', z.int()),
  ratings: titled('Ratings', '评价', z.array(rating)),
});

export type Facts = Described<typeof facts>;
export type Answer = Described<typeof answer>;
export type Suggestion = Described<typeof suggestion>;
