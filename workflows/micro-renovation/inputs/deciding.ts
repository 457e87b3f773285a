/** What is sent while the residents vote, sign, share the costs, and a contract is made. */
import { z } from 'zod';
import { choice, titled } from '../../kernel/describe.ts';
import { aDay, licenceCode, lines, personId, say, tableKey, whole, words } from '../../kernel/inputs.ts';
import { CHOICES, KEYS } from '../facts/vote.ts';
import { PERMITS } from '../facts/works.ts';
import { door, evidence, fen, pictures, reason } from './parts.ts';

const choices = () =>
  titled(
    'Choices',
    '表决意见',
    z
      .array(
        z
          .object({ matter: titled('Matter', '事项', tableKey('voteRules')), choice: titled('Choice', '意见', choice(CHOICES)) })
          .meta({ title: 'RenovationVoteChoice' }),
      )
      .min(1, say('Say something on each matter.', '请逐项表决。'))
      .max(10, say('There are at most 10 matters.', '最多10项。')),
  );
const part = (en: string, zh: string) =>
  titled(en, zh, whole(0, 1000).optional(), ['For a mixed key; the three sum to 1,000.', '混合分摊时填写，三项合计1000。']);

export const deciding = {
  openVote: z.object({
    from: titled('From', '开始日', aDay().optional(), ['As soon as it may be where left out.', '留空为最早可开始日。']),
    to: titled('Until', '截止日', aDay().optional(), ['After the usual time where left out.', '留空按通常期限。']),
    matters: titled(
      'Matters',
      '表决事项',
      z
        .array(tableKey('voteRules'))
        .min(1, say('Name at least one matter.', '请至少填写一项。'))
        .max(10, say('Name at most 10 matters.', '最多10项。'))
        .refine((all) => new Set(all).size === all.length, say('Name each matter once.', '事项不能重复。')),
      ['Each by its own rule.', '各按其规则计票。'],
    ),
    by: titled('Shares by', '分摊方式', choice(KEYS), [
      'By what the residents share what is common.',
      '共有部分费用的分摊方式。',
    ]),
    area: part('Area (‰)', '面积占比（‰）'),
    household: part('Home (‰)', '户数占比（‰）'),
    floor: part('Floor (‰)', '楼层占比（‰）'),
  }),
  vote: z.object({ door: door(), choices: choices() }),
  enterPaper: z.object({ door: door(), choices: choices(), photos: evidence() }),
  authorise: z.object({ door: door(), proxy: titled('Proxy', '受托人', personId()), photos: evidence() }),
  revoke: z.object({ door: door() }),
  hearTenant: z.object({
    door: door(),
    agrees: titled('Agrees', '同意', z.boolean()),
    words: titled('In words', '意见', lines(1000).optional()),
  }),
  closeVote: z.object({}),
  agree: z.object({
    agrees: titled('Goes on', '继续实施', z.boolean()),
    reason: reason(['The residents read it.', '居民可见。']),
  }),
  noteChallenge: z.object({ court: titled('Court', '法院', words(100)), number: titled('Number', '案号', words(80)) }),
  suspend: z.object({ reason: reason(['The residents read it.', '居民可见。']) }),
  goOn: z.object({ reason: reason(['The residents read it.', '居民可见。']) }),
  signPrivate: z.object({ door: door(), signs: titled('Signs', '同意', z.boolean()), photos: pictures() }),
  endSigning: z.object({}),
  share: z.object({}),
  checkShares: z.object({
    agrees: titled('Right', '无误', z.boolean()),
    words: titled('What is wrong', '问题', lines(1000).optional()),
    boards: titled('Boards', '公示栏', z.array(words(100)).max(5).default([]), ['Beside the web.', '网站之外的公示栏。']),
  }),
  payDues: z.object({
    door: door(),
    fen: titled('Paid', '缴款金额', fen()),
    receipt: titled('Receipt', '票据号', words(80)),
  }),
  askHardship: z.object({ door: door(), reason: reason(['The leader alone reads it.', '仅分管领导可见。']) }),
  decideHardship: z.object({
    door: door(),
    grants: titled('Grants', '同意', z.boolean()),
    reason: reason(['Whoever asked reads it.', '申请人可见。']),
  }),
  agreeInstalments: z.object({ door: door(), parts: titled('Instalments', '期数', whole(2, 24)) }),
  remindDues: z.object({}),
  procure: z.object({
    firm: titled('Contractor', '施工单位', licenceCode()),
    procurement: titled('Procurement', '采购编号', words(80)),
  }),
  contract: z.object({
    number: titled('Number', '合同编号', words(80)),
    until: titled('Until', '工期至', aDay()),
    permits: titled(
      'Permits',
      '许可',
      z
        .array(
          z
            .object({ kind: titled('Kind', '类别', choice(PERMITS)), number: titled('Number', '编号', words(80)) })
            .meta({ title: 'RenovationPermitHeld' }),
        )
        .max(10)
        .default([]),
    ),
  }),
  changeContractor: z.object({
    firm: titled('Contractor', '施工单位', licenceCode()),
    procurement: titled('Procurement', '采购编号', words(80)),
    reason: reason(['Why the one before doesn’t go on.', '说明更换原因。']),
  }),
};
