/** What a packaging trial knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import {
  answers,
  cents,
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  named,
  payments,
  person,
  personal,
  picked,
  shownAs,
  title,
  titled,
} from '../kernel/describe.ts';

const byName = z
  .object({ id: internal(titled('Person', '人员', person())), name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'TrialProposer' });

const byAndAt = { by: titled('By', '办理人', person()), at: titled('At', '时间', instant()) };

const packaging = {
  key: titled('Key', '方案编号', z.string()),
  title: titled('Name', '名称', title()),
  costFen: titled('Cost for a parcel', '单件成本', cents()),
};

const scheme = z
  .object({
    ...packaging,
    parts: titled('Parts', '组成', z.array(z.string())),
    grams: titled('Weight in grams', '重量（克）', z.number()),
  })
  .meta({ title: 'TrialScheme' });

const opinion = z
  .object({
    fit: titled('Fit to be shipped', '可以发运', z.boolean()),
    text: titled('Opinion', '技术意见', z.string()),
    tests: titled(
      'Drop tests',
      '跌落测试',
      z.array(
        z
          .object({
            test: titled('Test', '测试', picked('table:dropTests', z.string())),
            passed: titled('Passed', '通过', z.boolean()),
          })
          .meta({ title: 'TrialDropTest' }),
      ),
    ),
    ...byAndAt,
  })
  .meta({ title: 'TrialOpinion' });

export const arm = choice({ trial: ['packaging on trial', '试验包装'], baseline: ['packaging in use', '现用包装'] });

const parcel = z
  .object({
    pickup: titled('Pickup', '揽收件', picked('case', z.string())),
    n: titled('Parcel', '件序', z.number()),
    arm: titled('Packaging', '包装', arm),
    units: titled('Units', '数量', z.number(), ['Fruits or bottles; 1 where nobody counted.', '果数或瓶数，未计数的为1。']),
    zone: titled('Tariff zone', '资费区', picked('table:tariffs', z.string())),
  })
  .meta({ title: 'TrialParcel' });

const measured = z
  .object({
    pickup: titled('Pickup', '揽收件', picked('case', z.string())),
    n: titled('Parcel', '件序', z.number()),
    units: titled('Units', '数量', z.number()),
    bad: titled('Bad units', '损坏数', z.number()),
    how: titled('Found by', '测量方式', choice({ receipt: ['its recipient', '收件人'], measured: ['a measurer', '测量员'] })),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'TrialMeasurement' });

const perMille = () => z.number().nullable();

const armResult = z
  .object({
    parcels: titled('Parcels', '件数', z.number()),
    units: titled('Units measured', '测量数', z.number()),
    bad: titled('Bad units', '损坏数', z.number()),
    loss: titled('Loss (‰)', '损耗率（‰）', perMille()),
    low: titled('Lower bound (‰)', '下限（‰）', perMille()),
    high: titled('Upper bound (‰)', '上限（‰）', perMille()),
    unmeasured: titled('Parcels not measured', '未测件数', z.number()),
    worst: titled('Loss with those as bad (‰)', '未测计损的损耗率（‰）', perMille()),
  })
  .meta({ title: 'TrialArmFigures' });

const result = z
  .object({
    trial: titled('Packaging on trial', '试验包装', armResult),
    baseline: titled('Packaging in use', '现用包装', armResult),
    gained: titled('Loss lower by (‰)', '损耗率下降（‰）', perMille()),
    extraFen: titled('Costs more for a parcel', '单件成本增加', cents()),
    fenPerPerMille: titled('Fen for each ‰ saved', '每降低1‰增加的成本（分）', z.number().nullable()),
  })
  .meta({ title: 'TrialFigures' });

export const choices = choice({ adopt: ['adopt', '采用'], drop: ['drop', '不采用'], more: ['ship more', '再试一轮'] });

const decision = z
  .object({
    outcome: titled(
      'Outcome',
      '结果',
      choice({ adopted: ['adopted', '采用'], more: ['another run', '再试一轮'], dropped: ['dropped', '不采用'] }),
    ),
    members: titled('Members', '成员数', z.number()),
    cast: titled('Votes cast', '已投票数', z.number()),
    yes: titled('For it', '赞成', z.number()),
    no: titled('Against it', '反对', z.number()),
    more: titled('For another run', '再试', z.number()),
    from: titled('In use from', '启用日期', day().nullable()),
    at: titled('At', '时间', instant()),
  })
  .meta({ title: 'TrialDecision' });

export const facts = z.object({
  product: main(titled('Product', '品类', named())),
  scheme: main(titled('Packaging on trial', '试验包装', scheme)),
  baseline: main(titled('Packaging in use', '现用包装', z.object(packaging).meta({ title: 'TrialBaseline' }))),
  firm: main(
    titled(
      'Made by',
      '包装企业',
      z
        .object({ id: titled('Credit code', '统一社会信用代码', z.string()), name: titled('Name', '名称', z.string()) })
        .meta({ title: 'TrialFirm' }),
    ),
  ),
  target: main(titled('Loss aimed at (‰)', '目标损耗率（‰）', z.number())),
  shipments: titled('Parcels of each packaging', '每种包装件数', z.number()),
  zones: titled('Tariff zones', '资费区', z.array(picked('table:tariffs', z.string()))),
  budgetFen: titled('Budget', '预算', cents()),
  days: titled('Days of shipping', '发运天数', z.number()),
  proposer: main(titled('Proposed by', '提出人', byName)),
  opinion: titled('Technical opinion', '技术意见', opinion.nullable()),
  sentBack: titled(
    'Sent back',
    '退回修改',
    z
      .object({ reason: titled('Reason', '理由', z.string()), ...byAndAt })
      .meta({ title: 'TrialSentBack' })
      .nullable(),
  ),
  approved: titled('Approved', '批准', z.object(byAndAt).meta({ title: 'TrialApproved' }).nullable()),
  run: titled('Run of shipping', '发运轮次', z.number()),
  parcels: titled('Parcels', '试验包裹', z.array(parcel)),
  measured: titled('Measured', '测量结果', z.array(measured)),
  shippingEnded: titled(
    'Shipping ended',
    '发运结束',
    z
      .object({ reason: titled('Reason', '理由', shownAs('text', z.string().nullable())), ...byAndAt })
      .meta({ title: 'TrialShippingEnded' })
      .nullable(),
  ),
  result: main(titled('Result', '结果', result.nullable())),
  seats: titled(
    'Member bodies',
    '成员单位',
    z.array(
      z
        .object({
          id: titled('Unit', '单位', picked('unit', z.string())),
          title: titled('Name', '名称', title()),
          people: titled('Who speaks for it', '代表', z.array(person())),
        })
        .meta({ title: 'TrialSeat' }),
    ),
  ),
  votes: titled(
    'Votes',
    '表决',
    answers(
      z
        .object({
          vote: titled('Vote', '意见', choices),
          reason: titled('Reason', '理由', z.string().nullable()),
        })
        .meta({ title: 'TrialVote' }),
    )
      .meta({ title: 'TrialVotes' })
      .nullable(),
  ),
  decision: main(titled('Decision', '决定', decision.nullable())),
  ends: internal(
    titled(
      'Ends as',
      '终止结果',
      choice({ adopted: ['adopted', '采用'], dropped: ['dropped', '不采用'], withdrawn: ['withdrawn', '撤回'] }).nullable(),
    ),
  ),
  account: titled('Account of the maker', '包装企业账户', personal('account', z.string()).nullable()),
  accountBy: internal(titled('Account given by', '账户填写人', person().nullable())),
  payments: titled('Payments', '付款', payments()),
  payers: internal(titled('Sent payments, or the bank’s word by hand', '付款及手工登记人', z.array(z.string()))),
  cleared: internal(titled('Cleared by', '核实人', person().nullable())),
});

export type Facts = Described<typeof facts>;
export type Parcel = Described<typeof parcel>;
