/** What a courier’s pact knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { choice, type Described, instant, internal, main, named, person, personal, titled } from '../kernel/describe.ts';

export const ENDINGS = {
  left: ['left', '退出'],
  gone: ['is a courier no more', '不再从事配送'],
  lapsed: ['wasn’t signed in time', '逾期未签'],
  fraud: ['withdrawn for fraud', '因弄虚作假取消'],
} as const;

const courier = z
  .object({ id: titled('Person', '人员', person()), name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'PactCourier' });

const signature = z
  .object({
    version: titled('Version', '版本', z.int()),
    at: titled('Signed at', '签署时间', instant()),
    until: titled('Until', '有效期至', instant()),
  })
  .meta({ title: 'PactSignature' });

const suspicion = z
  .object({
    reason: titled('What it is about', '情况说明', z.string()),
    by: titled('Asked by', '发起人', person()),
    at: titled('Asked at', '发起时间', instant()),
    answer: titled('Answer', '本人说明', z.string().nullable()),
    heard: titled('Heard', '已听取说明', z.boolean()),
  })
  .meta({ title: 'PactSuspicion' });

export const facts = z.object({
  courier: main(titled('Courier', '骑手', courier)),
  company: main(titled('Company', '所属企业', z.string())),
  area: main(titled('Area', '网格', named())),
  consentedAt: titled('Consented at', '同意时间', instant()),
  signatures: titled('Signed', '签署记录', z.array(signature)),
  until: main(titled('Runs until', '有效期至', instant().nullable())),
  renewFrom: titled('Renewed from', '可续签起始', instant().nullable()),
  level: main(
    titled('Level', '等级', named().nullable(), [
      'By the reports that were verified, as it was signed.',
      '签署时按核实的上报件数确定。',
    ]),
  ),
  suspicion: titled('Asked about', '核查事项', suspicion.nullable()),
  ending: titled('Ended as', '结束方式', choice(ENDINGS).nullable()),
  barredUntil: internal(titled('Not again before', '不得重新加入至', instant().nullable())),
});

export type Facts = Described<typeof facts>;
