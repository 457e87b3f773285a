/** What an application knows about itself, described for people. Rules take the types alone. */
import { z } from 'zod';
import { cents, type Described, internal, main, named, person, personal, title, titled } from '../kernel/describe.ts';
import { byAndAt, oneOf, personByName, point } from '../lines/facts.ts';
import { fault, material, materialCodes, materialNotice } from './material-facts.ts';
import { voltage } from './parts.ts';
import { appeal, rejection } from './rejection-facts.ts';
import { connection, judgement, report, scheme, signature, signingCode, survey } from './scheme-facts.ts';
import { customerClassCode, sources, track } from './track-facts.ts';
import { openStates } from './vocabulary.ts';

/** The one person with whom the customer deals, and where to reach them. */
const contact = personByName
  .extend({ phone: titled('Telephone', '联系电话', z.string().nullable()) })
  .meta({ title: 'PowerContact' });

const managerChange = z
  .object({
    to: titled('New account manager', '新客户经理', personByName),
    reason: titled('Reason', '变更理由', z.string()),
    ...byAndAt,
  })
  .meta({ title: 'PowerManagerChange' });

/** What the customer does or attends. */
const procedure = () =>
  z.string().meta({
    'x-values': {
      file: { en: 'Application', zh: '用电报装申请' },
      supplyMaterials: { en: 'Handing in material', zh: '补交材料' },
      attendSurvey: { en: 'Survey on site', zh: '配合现场勘查' },
      sign: { en: 'Signing the scheme', zh: '签认供电方案' },
      declineScheme: { en: 'Declining the scheme', zh: '不同意方案' },
      submitDesign: { en: 'Handing in the design', zh: '报送设计' },
      requestMidInspection: { en: 'Asking for the mid inspection', zh: '申请中间检查' },
      attendMidInspection: { en: 'Mid inspection', zh: '配合中间检查' },
      requestFinalInspection: { en: 'Asking for the final inspection', zh: '竣工报验' },
      attendFinalInspection: { en: 'Final inspection', zh: '配合竣工检验' },
      attendConnection: { en: 'Connection', zh: '配合装表接电' },
    },
  });

const customerDays = z
  .object({
    materials: titled('To hand in material', '补交材料', z.number()),
    signing: titled('To sign', '签认方案', z.number()),
    designing: titled('To design', '客户设计', z.number()),
    building: titled('To build', '客户施工', z.number()),
  })
  .meta({ title: 'PowerCustomerDays' });

const customerClass = z
  .object({ code: internal(titled('Code', '客户类别代码', customerClassCode())), title: titled('Name', '名称', title()) })
  .meta({ title: 'PowerCustomerClass' });

export const facts = z.object({
  customer: titled('Customer', '客户', person(), [
    'A customer without an account applied at the window.',
    '无账号客户由窗口代为申请。',
  ]),
  customerClass: main(titled('Customer class', '客户类别', customerClass)),
  voltage: main(titled('Voltage', '电压等级', voltage())),
  sources: titled('Sources', '电源路数', sources()),
  kilowatts: main(titled('Capacity (kW)', '申请容量（千瓦）', z.number())),
  address: main(titled('Address', '用电地址', personal('address', z.string()))),
  place: titled('Point on the map', '地图位置', z.object(point).meta({ title: 'Point' }).nullable()),
  line: titled('Nearby line', '附近线路', named().nullable()),
  purpose: main(titled('Purpose', '用电用途', z.string())),
  track: main(titled('Track', '办理通道', track)),
  customerDays: titled('The customer’s own days', '客户自办时限', customerDays, [
    'Working days; they bind nobody.',
    '工作日，仅用于提醒。',
  ]),
  checklist: titled('Checklist', '材料清单', z.array(material)),
  supplied: titled('Materials handed in', '已交材料', materialCodes()),
  notices: titled('Notices', '告知记录', z.array(materialNotice)),
  missing: titled('Missing materials', '尚缺材料', materialCodes()),
  faults: titled('Our faults', '我方差错', z.array(fault)),
  manager: main(titled('Account manager', '客户经理', contact.nullable())),
  managers: titled('Changes of manager', '客户经理变更', z.array(managerChange)),
  survey: titled('Survey', '勘查结果', survey.nullable()),
  scheme: main(titled('Scheme', '供电方案', scheme.nullable())),
  lastVersion: internal(titled('Last version of the scheme', '方案最新版本', z.number())),
  signingCode: internal(titled('Signing code', '签名验证码', signingCode.nullable())),
  codesSent: internal(titled('Signing codes sent', '已发验证码数', z.number())),
  signed: titled('Signature', '签认记录', signature.nullable()),
  ourChange: titled('Changed by us', '我方变更', z.boolean(), [
    'The scheme waits for a signature because we changed it: our time goes on.',
    '因我方变更方案待签认，我方时限继续计算。',
  ]),
  backTo: internal(titled('Goes back to', '签认后返回', oneOf(openStates).nullable())),
  design: titled('Design review', '设计审查', judgement.nullable()),
  midInspection: titled('Mid inspection', '中间检查', judgement.nullable()),
  finalInspection: titled('Final inspection', '竣工检验', judgement.nullable()),
  ownCostCents: titled('Own cost', '客户自建费用', cents(), [
    'What the customer says design and building cost.',
    '客户自报的设计和施工费用。',
  ]),
  procedures: titled('Procedures', '客户办理环节', z.array(procedure())),
  connection: titled('Connection', '接电记录', connection.nullable()),
  rejection: titled('Rejection', '不予办理决定', rejection.nullable()),
  appeals: titled('Appeals', '申诉记录', z.array(appeal)),
  report: titled('Report', '报装评价', report.nullable()),
});

export type Facts = Described<typeof facts>;
export type Contact = Described<typeof contact>;
export type Scheme = Described<typeof scheme>;
export type Judgement = Described<typeof judgement>;
export type Report = Described<typeof report>;
