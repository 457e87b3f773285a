/** What a pairing knows about itself. Rules import the types alone. */
import { z } from 'zod';
import { ending, learner, teacher } from '../academy/facts.ts';
import { type Described, day, instant, internal, main, person, titled } from '../kernel/describe.ts';

export type { Person } from '../academy/facts.ts';

const goals = z
  .object({
    list: titled('Goals', '目标', z.array(z.string())),
    by: titled('Written by', '拟定人', person()),
    version: titled('Version', '版本', z.int(), [
      'Rises with each change; a signature names it.',
      '每次改动递增，签署时须注明。',
    ]),
  })
  .meta({ title: 'PairingGoals' });

/** As one of the two has logged it; the day is that of the tenant's zone. */
const session = z
  .object({
    n: titled('Session number', '记录序号', z.int()),
    at: titled('Took place at', '带教时间', instant()),
    day: titled('Day', '日期', day()),
    minutes: titled('Length in minutes', '时长（分钟）', z.int()),
    topic: titled('Topic', '带教内容', z.string()),
    by: titled('Logged by', '登记人', person()),
    mentor: titled('Mentor of the session', '带教导师', person()),
  })
  .meta({ title: 'PairingSession' });

/** Only what rules need; each session stands in the history. */
const sessions = z
  .object({
    logged: internal(titled('Sessions logged', '登记次数', z.int())),
    confirmed: titled('Sessions confirmed', '已确认次数', z.int()),
    minutes: titled('Minutes confirmed', '已确认分钟数', z.int()),
    days: internal(
      titled('Days with a session', '带教日期', z.array(day()), [
        'Confirmed or waiting; one session a day counts.',
        '含待确认的带教，每日仅计一次。',
      ]),
    ),
    waiting: titled('Waiting for confirmation', '待确认带教', z.array(session)),
    lapsed: titled('Lapsed unconfirmed', '未确认失效的带教', z.array(session), [
      'The mentor who was to confirm them has been replaced.',
      '应确认的导师已被更换。',
    ]),
  })
  .meta({ title: 'PairingSessions' });

const written = {
  by: titled('Written by', '评估人', person()),
  at: titled('Written at', '评估时间', instant()),
};

const midTerm = z
  .object({
    text: titled('Review', '评估意见', z.string()),
    onTrack: titled('On track', '进展正常', z.boolean()),
    ...written,
  })
  .meta({ title: 'PairingMidTermReview' });

const final = z
  .object({
    text: titled('Review', '评估意见', z.string()),
    reached: titled('Goals reached', '目标达成', z.boolean()),
    version: titled('Version', '版本', z.int(), [
      'Rises with each change; a confirmation names it.',
      '每次改动递增，确认时须注明。',
    ]),
    ...written,
  })
  .meta({ title: 'PairingFinalReview' });

const disagreement = z
  .object({
    reason: titled('Reason', '异议理由', z.string()),
    at: titled('Said at', '提出时间', instant()),
  })
  .meta({ title: 'PairingDisagreement' });

const formerMentor = z
  .object({ ...teacher.shape, until: titled('Mentor until', '卸任时间', instant()) })
  .meta({ title: 'FormerMentor' });

const successor = z
  .object({
    ...teacher.shape,
    reason: titled('Reason', '更换理由', z.string()),
    by: titled('Asked by', '提议人', person()),
  })
  .meta({ title: 'MentorAsked' });

export const facts = z.object({
  mentor: main(titled('Mentor', '导师', teacher)),
  mentee: main(titled('Mentee', '学员', learner)),
  purpose: main(titled('Purpose', '结对目的', z.string())),
  formerMentors: titled('Former mentors', '历任导师', z.array(formerMentor), [
    'What they earned stays theirs.',
    '已得学分归原得分人。',
  ]),
  goals: main(titled('Goals', '结对目标', goals.nullable())),
  since: main(titled('Agreed on', '签署日期', day().nullable())),
  agreedAt: internal(titled('Agreed at', '签署时间', instant().nullable())),
  until: main(titled('Year ended on', '期满日期', day().nullable())),
  sessions: main(titled('Sessions', '带教情况', sessions)),
  midTerm: titled('Mid-term review', '中期评估', midTerm.nullable()),
  final: titled('Final review', '期满评估', final.nullable()),
  disagreement: titled('Disagreement of the mentee', '学员异议', disagreement.nullable()),
  successor: titled('Mentor asked to go on', '拟接任导师', successor.nullable()),
  ending: titled('Ended early', '提前结束', ending.nullable()),
});

export type Session = Described<typeof session>;
export type Facts = Described<typeof facts>;
