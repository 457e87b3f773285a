/** Who pays what of a renovation, and what became of it. */
import { z } from 'zod';
import { cents, instant, internal, large, payments, person, titled } from '../../kernel/describe.ts';
import { shareKey } from './vote.ts';

const money = (en: string, zh: string) => titled(en, zh, large(cents()));

const homeShare = z
  .object({
    door: titled('Door', '门牌', z.string()),
    commonCost: money('Common cost', '共有部分造价'),
    common: money('Common', '共有部分分摊'),
    privateCost: money('Cost inside', '户内造价'),
    private: money('Inside', '户内自付'),
    fen: money('Share', '应承担'),
  })
  .meta({ title: 'RenovationHomeShare' });

const due = z
  .object({
    door: titled('Door', '门牌', z.string()),
    household: titled('Household', '住户', z.string()),
    fen: money('Due', '应缴'),
    relief: money('Hardship', '困难减免'),
    paid: money('Paid', '已缴'),
    parts: titled('Instalments', '分期', z.int().nullable()),
  })
  .meta({ title: 'RenovationDue' });

const hardship = z
  .object({
    door: titled('Door', '门牌', z.string()),
    household: titled('Household', '住户', z.string()),
    reason: titled('Reason', '理由', z.string()),
  })
  .meta({ title: 'RenovationHardship' });

const payable = z
  .object({
    key: titled('Key', '编号', z.string()),
    to: titled('To', '收款方', z.string()),
    from: internal(titled('Account', '账户', z.string())),
    spent: internal(titled('Spent on', '支出账户', z.string())),
    fen: money('Owed', '应付'),
    payments: titled('Payments', '付款', z.array(z.string())),
  })
  .meta({ title: 'RenovationPayable' });

export const moneyFacts = {
  shares: titled(
    'Shares',
    '费用分摊',
    z
      .object({
        version: titled('Version', '版本', z.int()),
        plan: titled('Of plan', '方案版本', z.int()),
        key: titled('By', '分摊方式', shareKey),
        works: titled('Works', '计入工程', z.array(z.int())),
        leftOut: titled('Left out', '未计入工程', z.array(z.int())),
        cost: money('Cost', '总造价'),
        publicCost: money('Public', '公共部分'),
        commonCost: money('Common', '共有部分'),
        privateCost: money('Inside homes', '户内部分'),
        subsidy: money('Subsidy', '政府补助'),
        residents: money('Residents', '居民承担'),
        homes: titled('Homes', '各户', z.array(homeShare)),
        rates: internal(
          titled(
            'Rates',
            '补助标准',
            z.array(
              z
                .object({
                  rate: titled('Rate', '标准', z.string()),
                  perMille: titled('Share (‰)', '比例（‰）', z.int()),
                  mostPerSquareMetre: titled('Most per m²', '每平方米上限', cents().optional()),
                  mostPerPlace: titled('Most per home', '每户上限', cents().optional()),
                })
                .meta({ title: 'RenovationRate' }),
            ),
          ),
        ),
        by: titled('By', '计算人', person()),
        at: titled('At', '时间', instant()),
        checkedBy: titled('Checked by', '复核人', person().nullable()),
      })
      .meta({ title: 'RenovationShares' })
      .nullable(),
  ),
  dues: titled('Dues', '应缴款', z.array(due)),
  hardship: titled('Help asked for', '困难减免申请', z.array(hardship)),
  owed: internal(titled('Dues are owed', '已入账', z.boolean())),
  account: internal(
    titled(
      'Committed in',
      '预算年度',
      z
        .object({ item: titled('Item', '资金事项', z.string()), year: titled('Year', '年度', z.int()) })
        .meta({ title: 'RenovationBudget' })
        .nullable(),
    ),
  ),
  committed: money('Committed', '已落实资金'),
  payables: titled('To be paid', '待付款项', z.array(payable)),
  payments: payments(),
  payers: internal(titled('Sent payments', '付款人', z.array(z.string()))),
};
