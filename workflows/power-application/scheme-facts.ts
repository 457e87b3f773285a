/** What we drew up for a customer and found of their works, described for people. */
import { z } from 'zod';
import { cents, choice, instant, internal, named, picked, title, titled } from '../kernel/describe.ts';
import { byAndAt } from '../lines/facts.ts';

export const scheme = z
  .object({
    version: titled('Version', '方案版本', z.number(), [
      'It rises with each scheme that is drawn up or changed.',
      '每次制定、变更递增。',
    ]),
    tariff: titled(
      'Tariff',
      '电价',
      z
        .object({
          code: internal(titled('Code', '电价代码', picked('table:powerTariffs', z.string()))),
          title: titled('Name', '名称', title()),
        })
        .meta({ title: 'PowerTariff' }),
    ),
    kilowatts: titled('Capacity (kW)', '供电容量（千瓦）', z.number()),
    lines: titled('Lines', '供电线路', z.array(named()), ['The second one is the reserve.', '第二条为备用线路。']),
    station: titled('Power station', '供电所', named()),
    costCents: titled('Price of the connection', '接入费用', cents()),
    ...byAndAt,
  })
  .meta({ title: 'PowerScheme' });

export const signature = z
  .object({
    scheme: titled('Signed scheme', '签认方案', scheme),
    ...byAndAt,
    knownBy: titled(
      'Known by',
      '身份核验方式',
      choice({ account: ['Account', '客户账号'], smsCode: ['Code sent by SMS', '短信验证码'] }),
    ),
    telephone: titled('Telephone of the code', '验证码接收手机', z.string().nullable()),
  })
  .meta({ title: 'PowerSignature' });

/** A code with which somebody without an account signs; it stands in no record, and is made again from its number. */
export const signingCode = z
  .object({
    number: titled('Number', '序号', z.number()),
    version: titled('Version', '方案版本', z.number()),
    at: titled('Sent at', '发送时间', instant()),
    telephone: titled('Telephone', '接收手机', z.string()),
  })
  .meta({ title: 'PowerSigningCode' });

export const survey = z.object({ finding: titled('Finding', '勘查情况', z.string()), ...byAndAt }).meta({ title: 'PowerSurvey' });

/** What came of a review or an inspection. */
export const judgement = z
  .object({
    passed: titled('Passed', '是否合格', z.boolean()),
    defects: titled('Defects', '存在问题', z.string().nullable()),
    ...byAndAt,
  })
  .meta({ title: 'PowerJudgement' });

export const connection = z
  .object({
    meter: titled('Meter number', '电能表编号', z.string()),
    reading: titled('Reading (kWh)', '表底（千瓦时）', z.number()),
    ...byAndAt,
  })
  .meta({ title: 'PowerConnectionRecord' });

/** World Bank style: what the connection took, in working days of the tenant's calendar, and cost. */
export const report = z
  .object({
    procedures: titled('Procedures', '办理环节数', z.number(), [
      'Steps that the customer did or attended.',
      '客户须办理或到场的环节数。',
    ]),
    ourDays: titled('Our days', '我方用时', z.number(), ['Working days.', '工作日。']),
    customerDays: titled('The customer’s days', '客户用时', z.number(), ['Working days.', '工作日。']),
    costCents: titled('Cost', '费用合计', cents(), [
      'The price of the connection and the customer’s own cost.',
      '接入费用与客户自建费用之和。',
    ]),
    onTime: titled('On time', '是否按时', z.boolean()),
    faults: titled('Our faults', '我方差错数', z.number()),
  })
  .meta({ title: 'PowerReport' });
