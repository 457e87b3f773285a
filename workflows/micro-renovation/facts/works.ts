/** The contract, its lots, and what happens on the spot. */
import { z } from 'zod';
import { cents, choice, day, instant, internal, large, person, personal, titled } from '../../kernel/describe.ts';
import { LOTS } from './plan.ts';

const money = (en: string, zh: string) => titled(en, zh, large(cents()));
export const PERMITS = {
  heritage: ['heritage', '文物建筑修缮许可'],
  construction: ['construction', '施工许可'],
  road: ['road occupancy', '占道挖掘许可'],
} as const;
export const SUPPLIES = { water: ['water', '停水'], power: ['power', '停电'], gas: ['gas', '停气'] } as const;

const hidden = z
  .object({
    n: titled('No.', '序号', z.int()),
    what: titled('What', '内容', z.string()),
    by: titled('By', '施工人', person()),
    at: titled('At', '时间', instant()),
    passed: titled('Passed', '验收结论', z.boolean().nullable()),
    checkedBy: titled('Checked by', '监理', person().nullable()),
  })
  .meta({ title: 'RenovationHiddenWork' });

const lot = z
  .object({
    lot: titled('Lot', '标段', choice(LOTS)),
    fen: money('Price', '合同价'),
    residents: money('Of it residents', '其中居民承担'),
    after: titled('After', '前置标段', z.array(choice(LOTS))),
    state: titled(
      'State',
      '状态',
      choice({
        waiting: ['waiting', '待开工'],
        running: ['in work', '施工中'],
        done: ['done', '已完工'],
        passed: ['passed', '已验收'],
      }),
    ),
    startedAt: titled('Started', '开工时间', instant().nullable()),
    doneAt: titled('Done', '完工时间', instant().nullable()),
    hidden: titled('Hidden work', '隐蔽工程', z.array(hidden)),
    findings: titled('Findings', '整改问题', z.array(z.string())),
  })
  .meta({ title: 'RenovationLot' });

const variation = z
  .object({
    n: titled('No.', '序号', z.int()),
    lot: titled('Lot', '标段', choice(LOTS)),
    text: titled('What', '内容', z.string()),
    fen: money('More or less', '增减金额'),
    door: titled('Inside', '户内门牌', z.string().nullable()),
    needs: titled(
      'Needs',
      '须经',
      choice({ consent: ['consent of those concerned', '相关住户同意'], office: ['supervisor and leader', '监理和分管领导'] }),
    ),
    asked: titled('Asked', '征求对象', z.array(z.string())),
    said: titled(
      'Said',
      '答复',
      z.array(
        z
          .object({
            voter: titled('Of', '表决人', z.string()),
            yes: titled('Yes', '同意', z.boolean()),
            by: titled('By', '答复人', person()),
          })
          .meta({ title: 'RenovationVariationWord' }),
      ),
    ),
    supervisor: titled('Supervisor', '监理', person().nullable()),
    by: titled('By', '提出人', person()),
    at: titled('At', '时间', instant()),
    state: titled(
      'State',
      '状态',
      choice({ open: ['open', '待定'], agreed: ['agreed', '已同意'], refused: ['refused', '未同意'] }),
    ),
  })
  .meta({ title: 'RenovationVariation' });

export const workFacts = {
  contractor: titled(
    'Contractor',
    '施工单位',
    z
      .object({ uscc: titled('Code', '统一社会信用代码', z.string()), name: titled('Name', '名称', z.string()) })
      .meta({ title: 'RenovationContractor' })
      .nullable(),
  ),
  contractorEnded: titled('Contractor has ended', '施工单位终止', z.string().nullable()),
  procurement: titled('Procurement', '采购编号', z.string().nullable()),
  contract: titled(
    'Contract',
    '合同',
    z
      .object({
        number: titled('Number', '合同编号', z.string()),
        at: titled('Made', '签订时间', instant()),
        until: titled('Until', '工期至', day()),
        endsAt: internal(titled('Ends at', '期满时间', instant())),
        permits: titled(
          'Permits',
          '许可',
          z.array(
            z
              .object({ kind: titled('Kind', '类别', choice(PERMITS)), number: titled('Number', '编号', z.string()) })
              .meta({ title: 'RenovationPermit' }),
          ),
        ),
      })
      .meta({ title: 'RenovationContract' })
      .nullable(),
  ),
  lots: titled('Lots', '标段', z.array(lot)),
  appointments: titled(
    'Appointments',
    '入户预约',
    z.array(
      z
        .object({
          n: titled('No.', '序号', z.int()),
          door: titled('Door', '门牌', z.string()),
          lot: titled('Lot', '标段', choice(LOTS)),
          from: titled('From', '开始', instant()),
          until: titled('Until', '结束', instant()),
          cancelled: titled('Cancelled', '已取消', z.boolean()),
        })
        .meta({ title: 'RenovationAppointment' }),
    ),
  ),
  variations: titled('Variations', '变更', z.array(variation)),
  dispute: titled(
    'Household refuses',
    '住户异议',
    z
      .object({
        door: titled('Door', '门牌', z.string()),
        words: titled('Why', '理由', personal('words', z.string())),
        at: titled('At', '时间', instant()),
        looked: titled('Looked at together', '已联合查看', z.boolean()),
      })
      .meta({ title: 'RenovationDispute' })
      .nullable(),
  ),
  accepted: titled(
    'Accepted',
    '验收',
    z
      .object({
        at: titled('At', '时间', instant()),
        by: titled('By', '监理', person()),
        door: titled('Household present', '到场住户', z.string()),
        heritage: titled('Heritage present', '古城保护到场', z.boolean()),
        opinion: titled('Independent opinion', '独立意见', z.string().nullable()),
      })
      .meta({ title: 'RenovationAcceptance' })
      .nullable(),
  ),
};
