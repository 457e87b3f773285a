/** What an exchange of points knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { type Described, instant, internal, main, named, person, personal, title, titled } from '../kernel/describe.ts';

const holder = z
  .object({ id: titled('Person', '人员', person()), name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'RedemptionHolder' });

const item = z
  .object({
    sku: titled('Goods', '物品代码', z.string()),
    title: titled('Name', '名称', title()),
    n: titled('How many', '数量', z.int()),
    points: titled('Points for one', '单价积分', z.int()),
  })
  .meta({ title: 'RedemptionItem' });

const ending = z
  .object({ by: titled('By', '办理人', z.string()), reason: titled('Reason', '原因', z.string().nullable()) })
  .meta({ title: 'RedemptionEnd' });

export const facts = z.object({
  holder: main(titled('Reserved by', '兑换人', holder)),
  items: main(titled('Goods', '物品', z.array(item))),
  site: main(titled('Site', '兑换点', named())),
  points: main(titled('Points', '积分合计', z.int(), ['By the prices of the day of reserving.', '按预订当日价格。'])),
  codes: internal(titled('Codes so far', '已发码数', z.int())),
  moves: internal(titled('Moves between sites', '改点次数', z.int())),
  reminders: internal(titled('Reminders', '已提醒次数', z.int())),
  collectedAt: titled('Collected at', '取货时间', instant().nullable()),
  lapsed: titled('Not collected in time', '逾期未取', z.boolean()),
  ending: titled('End', '终止', ending.nullable()),
});
export type Facts = Described<typeof facts>;
