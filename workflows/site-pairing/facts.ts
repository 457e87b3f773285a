/** What a pairing of a site knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { official } from '../academy/people.ts';
import { namedUnit } from '../academy/units.ts';
import { choice, type Described, day, instant, internal, main, person, picked, titled } from '../kernel/describe.ts';

/** How a difficulty of the site stands. */
export const context = choice({
  open: ['open', '办理中'],
  answered: ['answered', '已答复'],
  closed: ['closed', '已办结'],
  withdrawn: ['taken back', '已撤回'],
});

const visit = {
  n: titled('Number', '走访序号', z.int()),
  day: titled('Day', '走访日期', day()),
  place: titled('Place', '走访地点', z.string()),
};

const planned = z
  .object({
    ...visit,
    purpose: titled('Purpose', '走访事由', z.string()),
    by: titled('Planned by', '计划人', person()),
  })
  .meta({ title: 'PlannedVisit' });

const logged = z
  .object({
    ...visit,
    done: titled('What was done', '走访内容', z.string()),
    by: titled('Logged by', '登记人', person()),
    lecturers: titled('Lecturers there', '到场讲师', z.array(person())),
  })
  .meta({ title: 'SiteVisit' });

const difficulty = z
  .object({
    n: titled('Number', '序号', z.int()),
    title: titled('Difficulty', '困难', z.string()),
    department: titled('Department', '承办部门', picked('unit', z.string()), [
      'Before which it was brought.',
      '提出时的承办部门。',
    ]),
    first: internal(
      titled('First number', '首个序号', z.int(), [
        'What was brought before several departments at once is over when each of them is.',
        '同时转交多个部门的，全部办结后该困难方为办结。',
      ]),
    ),
    caseId: titled('Case', '案件', picked('case:siteDifficulty', z.string().nullable()), [
      'Known as soon as the case has opened.',
      '立案后显示。',
    ]),
    state: titled('State', '办理状态', context),
    at: titled('Since', '更新时间', instant()),
  })
  .meta({ title: 'PairingDifficulty' });

/** Visits are counted through, planned or not. Days are those of the tenant's zone. */
const visits = z.object({
  count: internal(titled('Visits so far', '走访总数', z.int())),
  planned: titled('Planned', '计划走访', z.array(planned)),
  waiting: titled('To be confirmed', '待确认走访', z.array(logged)),
  confirmed: titled('Confirmed', '已确认次数', z.int()),
  days: titled('Days of confirmed visits', '已确认走访日期', z.array(day()), ['One visit a day counts.', '每日仅计一次。']),
});

export const facts = z.object({
  site: main(titled('Site', '结对站点', namedUnit)),
  worker: main(titled('Site worker', '站点联系人', official)),
  lecturers: main(titled('Lecturer group', '讲师组', z.array(official))),
  purpose: main(titled('Purpose', '结对目的', z.string())),
  since: titled('Since', '结对开始日期', day().nullable()),
  until: main(titled('Last day', '结对截止日期', day())),
  visits: main(titled('Visits', '走访', visits)),
  difficulties: main(titled('Difficulties', '困难', z.array(difficulty))),
  ending: titled(
    'Ending',
    '终止',
    z
      .object({ by: titled('Ended by', '终止人', person()), reason: titled('Reason', '终止理由', z.string().nullable()) })
      .nullable(),
  ),
});

export type Facts = Described<typeof facts>;
export type Visit = Described<typeof logged>;
export type Difficulty = Described<typeof difficulty>;
