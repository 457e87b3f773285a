/** What it came to, and what is mended afterwards. */
import { z } from 'zod';
import { cents, choice, day, instant, internal, large, person, titled } from '../../kernel/describe.ts';
import { LOTS } from './plan.ts';

const money = (en: string, zh: string) => titled(en, zh, large(cents()));
const quantities = () =>
  z.array(
    z
      .object({ no: titled('Work', '工程序号', z.int()), quantity: titled('Quantity (0.01)', '数量（0.01）', z.int()) })
      .meta({ title: 'RenovationQuantity' }),
  );

export const mendingFacts = {
  finals: titled(
    'Settlement sent',
    '报送结算',
    z
      .object({
        works: titled('Quantities', '完成工程量', quantities()),
        by: titled('By', '报送人', person()),
        at: titled('At', '时间', instant()),
      })
      .meta({ title: 'RenovationFinals' })
      .nullable(),
  ),
  settlement: titled(
    'Settlement',
    '结算',
    z
      .object({
        cost: money('Cost', '审定造价'),
        government: money('Government', '政府承担'),
        residents: money('Residents', '居民承担'),
        works: titled('Quantities', '审定工程量', quantities()),
        by: titled('Audited by', '审价人', person()),
        at: titled('At', '时间', instant()),
        retention: money('Kept back', '质保金'),
        retainedBudget: internal(money('Of the budget', '其中财政')),
        retainedDues: internal(money('Of residents', '其中居民')),
        endsAt: titled('Kept until', '缺陷责任期至', instant()),
      })
      .meta({ title: 'RenovationSettlement' })
      .nullable(),
  ),
  refunded: money('Refunds', '退还居民'),
  warranty: titled(
    'Warranty',
    '保修期',
    z.array(
      z
        .object({
          lot: titled('Lot', '标段', choice(LOTS)),
          until: titled('Until', '保修至', day()),
          endsAt: internal(titled('Ends at', '届满时间', instant())),
        })
        .meta({ title: 'RenovationWarranty' }),
    ),
  ),
  defects: titled(
    'Defects',
    '缺陷',
    z.array(
      z
        .object({
          n: titled('No.', '序号', z.int()),
          door: titled('Door', '门牌', z.string()),
          lot: titled('Lot', '标段', choice(LOTS)),
          text: titled('What is wrong', '问题', z.string()),
          by: titled('By', '报修人', person()),
          at: titled('At', '时间', instant()),
          state: titled(
            'State',
            '状态',
            choice({
              open: ['open', '待答复'],
              answered: ['answered', '待修复'],
              toCheck: ['to be checked', '待查验'],
              repaired: ['repaired', '已修复'],
            }),
          ),
          answer: titled('Answer', '答复', z.string().nullable()),
          repairedAt: titled('Repaired', '修复时间', instant().nullable()),
          fromRetention: money('From what was kept back', '质保金支付'),
        })
        .meta({ title: 'RenovationDefect' }),
    ),
  ),
  defectsOver: titled('Time of defects is over', '缺陷责任期满', z.boolean()),
  releaseAskedAt: titled('Release asked for', '申请返还时间', instant().nullable()),
  releasedAt: titled('Released', '返还时间', instant().nullable()),
};
