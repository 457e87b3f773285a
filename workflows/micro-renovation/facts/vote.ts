/** The vote of a unit: its frozen register, its ballot, its result, and what tenants of public housing said. */
import { z } from 'zod';
import { ballot, ballotRegister, ballotResult } from '../../kernel/ballot-facts.ts';
import { choice, instant, internal, person, titled } from '../../kernel/describe.ts';

export const CHOICES = { yes: ['yes', '赞成'], no: ['no', '反对'], abstain: ['abstain', '弃权'] } as const;
export const KEYS = {
  area: ['by area', '按面积'],
  household: ['per home', '按户'],
  floor: ['by floor', '按楼层'],
  mixed: ['mixed', '混合'],
} as const;

export const shareKey = z
  .object({
    by: titled('By', '分摊方式', choice(KEYS)),
    area: titled('Area (‰)', '面积占比（‰）', z.int().optional()),
    household: titled('Home (‰)', '户数占比（‰）', z.int().optional()),
    floor: titled('Floor (‰)', '楼层占比（‰）', z.int().optional()),
  })
  .meta({ title: 'RenovationShareKey' });

export const voteFacts = {
  vote: titled(
    'Vote',
    '表决',
    z
      .object({
        version: titled('On version', '针对版本', z.int()),
        from: titled('From', '开始时间', instant()),
        to: titled('To', '截止时间', instant()),
        key: titled('Shares by', '分摊方式', shareKey),
        ending: titled(
          'Result',
          '结果',
          choice({
            carried: ['carried', '通过'],
            lost: ['not carried', '未通过'],
            gateMissed: ['too few took part', '参与不足'],
          }).nullable(),
        ),
      })
      .meta({ title: 'RenovationVoting' })
      .nullable(),
  ),
  register: titled('Register', '表决名册', ballotRegister()),
  ballot: titled('Ballot', '选票', ballot().nullable()),
  result: titled('Count', '计票结果', ballotResult().nullable()),
  countedAt: internal(titled('Counted', '计票时间', instant().nullable())),
  tenants: titled(
    'Tenants of public housing',
    '公房承租人意见',
    z.array(
      z
        .object({
          door: titled('Door', '门牌', z.string()),
          version: titled('On version', '针对版本', z.int()),
          agrees: titled('Agrees', '同意', z.boolean()),
          words: titled('In words', '意见', z.string().nullable()),
          by: titled('Heard by', '登记人', person()),
          at: titled('At', '时间', instant()),
        })
        .meta({ title: 'RenovationTenantHeard' }),
    ),
  ),
  challenges: titled(
    'Challenged in court',
    '诉讼异议',
    z.array(
      z
        .object({
          court: titled('Court', '法院', z.string()),
          number: titled('Number', '案号', z.string()),
          at: titled('Noted', '登记时间', instant()),
        })
        .meta({ title: 'RenovationChallenge' }),
    ),
  ),
  suspended: titled('Suspended', '已中止', z.boolean()),
  signs: titled(
    'Signed for works inside',
    '户内工程签字',
    z.array(
      z
        .object({
          door: titled('Door', '门牌', z.string()),
          version: titled('On version', '针对版本', z.int()),
          signs: titled('Signs', '同意', z.boolean()),
          onPaper: titled('On paper', '纸质', z.boolean()),
          by: titled('By', '办理人', person()),
          at: titled('At', '时间', instant()),
        })
        .meta({ title: 'RenovationSign' }),
    ),
  ),
  signingOver: internal(titled('Time to sign is over', '签字期满', z.boolean())),
};
