/** What a round of visits knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { choice, type Described, day, instant, internal, main, named, openingMany, person, titled } from '../kernel/describe.ts';

/** Why a firm isn't visited in a round. */
export const LEFT_OUT = {
  ended: ['ended', '已终止经营'],
  quietWish: ['wishes no visits', '免打扰'],
  visitedLately: ['visited lately', '近期已走访'],
  yearFull: ['has its visits of the year', '年度走访已满'],
} as const;
export type LeftOut = keyof typeof LEFT_OUT;

export const SCOPES = {
  all: ['all firms', '全部企业'],
  segment: ['a group of firms', '分组企业'],
  list: ['these firms', '指定企业'],
} as const;

const leftOut = z
  .object({
    why: titled('Why', '原因', choice(LEFT_OUT)),
    firms: titled('Firms', '企业数', z.int()),
  })
  .meta({ title: 'RoundLeftOut' });

const load = z
  .object({ officer: titled('Officer', '走访人员', person()), visits: titled('Visits', '走访数', z.int()) })
  .meta({ title: 'RoundLoad' });

const ending = z
  .object({ by: titled('By', '办理人', z.string()), reason: titled('Reason', '理由', z.string().nullable()) })
  .meta({ title: 'RoundEnd' });

export const facts = z.object({
  from: main(titled('First day', '首日', day())),
  to: main(titled('Last day', '末日', day())),
  scope: main(titled('Firms', '走访范围', choice(SCOPES))),
  segment: titled('Group', '企业分组', named().nullable()),
  firms: internal(titled('Named firms', '指定企业', z.array(z.string()))),
  questions: titled('Questions', '走访问题', z.array(z.string())),
  perOfficer: titled('Visits of an officer at most', '每人走访上限', z.int()),
  startsAt: internal(titled('Begins', '开始时间', instant().nullable())),
  halfAt: internal(titled('Half of it', '中点', instant().nullable())),
  endsAt: titled('Ends', '截止时间', instant().nullable()),
  opening: main(titled('Visits opened', '开立进度', openingMany())),
  leftOut: main(titled('Left out', '未列入企业', z.array(leftOut))),
  notOpened: titled('Couldn’t be opened', '未能开立', z.int()),
  load: internal(titled('Visits by officer', '人员走访数', z.array(load))),
  ending: titled('End', '终止', ending.nullable()),
});

export type Facts = Described<typeof facts>;
