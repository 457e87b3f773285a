/** Who reported a matter, how they rated it, and which unit got it: parts of what an issue report knows. */
import { z } from 'zod';
import { budget, choice, instant, internal, named, person, picked, shownAs, title, titled } from '../kernel/describe.ts';

/** How a report came in. */
export const channel = choice({
  app: ['App', '线上上报'],
  courierGroup: ['Couriers', '快递小哥上报'],
  hotline: ['Hotline', '热线来电'],
  patrol: ['Patrol', '网格巡查'],
});

/** How the work on a report can end without anything to settle. */
export const without = {
  nothingFound: ['Nothing was found', '现场未发现'],
  notValid: ['Not valid', '反映不属实'],
  cannotBeDone: ['Can’t be done', '暂无法解决'],
  falseReport: ['False or staged', '虚假或摆拍'],
} as const;
export const ending = choice({ settled: ['Settled', '已解决'], ...without, withdrawn: ['Withdrawn', '上报人撤回'] });

/** The number of another report. */
export const otherReport = () => picked('case:issueReport', z.string());

/**
 * Somebody who reported the matter, in this case or in one merged into it. `id` is a person, or `follower:<case>` for a reporter without
 * an account, who comes back with a secret code; never a name or a number. `role` is none for them.
 */
export const reporter = z
  .object({
    id: titled('Reporter', '上报人', person()),
    case: titled('Report', '上报件', otherReport()),
    at: titled('Reported at', '上报时间', instant()),
    role: titled(
      'Reported as',
      '上报身份',
      choice({
        resident: ['resident', '居民'],
        courier: ['courier', '快递骑手'],
        officer: ['grid officer', '网格员'],
      }).nullable(),
      ['Couriers earn points.', '快递骑手可得积分。'],
    ),
    words: titled('In their words', '上报内容', z.string().nullable(), [
      'What they wrote in a report that was merged into this one.',
      '并入本件的上报件中所填内容。',
    ]),
    reachable: internal(
      titled('Can be reached', '可联系', z.boolean(), ['By an account, a number or an address.', '有账号、电话或邮箱。']),
    ),
  })
  .meta({ title: 'IssueReporter' });

export const rating = z.object({
  reporter: titled('Reporter', '评价人', person()),
  closing: titled('Reopened before', '此前重办次数', z.int()),
  stars: titled('Stars', '评分', shownAs('stars', z.int())),
  comment: titled('Comment', '评语', z.string().nullable()),
});

export const rejection = z.object({
  ground: titled('Ground', '不予受理理由', title()),
  channel: titled('Right channel', '反映渠道', title()),
});

export const category = z
  .object({
    code: internal(titled('Code', '类别代码', picked('category', z.string()))),
    title: titled('Name', '类别名称', title()),
    handle: titled('Time to handle', '办理时限', budget(), ['Counted from dispatch.', '自派单起算。']),
    anonymous: titled('May be reported anonymously', '可匿名上报', z.boolean()),
  })
  .meta({ title: 'IssueCategory' });

export const dispatch = z
  .object({
    unit: titled('Unit', '承办单位', named()),
    why: titled('Ground', '派单依据', title()),
    rule: internal(
      titled('Dispatch rule', '派单规则', z.string().nullable(), ['None when somebody decided.', '人工派单时为空。']),
    ),
    by: titled('Dispatched by', '派单人', person()),
    at: titled('Dispatched at', '派单时间', instant()),
    forced: titled('By final ruling', '最终裁定', z.boolean(), ['The unit can’t object any more.', '承办单位不得再次退单。']),
  })
  .meta({ title: 'IssueDispatch' });

export const objection = z
  .object({
    unit: titled('Unit', '退单单位', picked('unit', z.string())),
    category: internal(titled('Category', '退单时类别', picked('category', z.string()))),
    by: titled('Objected by', '退单人', person()),
    at: titled('Objected at', '退单时间', instant()),
    ground: titled('Ground', '退单理由', z.string()),
    ruling: titled(
      'Ruling',
      '裁定',
      z
        .object({
          upheld: titled('Upheld', '退单成立', z.boolean()),
          by: titled('Ruled by', '裁定人', person()),
          at: titled('Ruled at', '裁定时间', instant()),
          reason: titled('Reason', '裁定理由', z.string()),
          final: titled('Final', '最终裁定', z.boolean()),
        })
        .nullable(),
    ),
  })
  .meta({ title: 'IssueObjection' });
