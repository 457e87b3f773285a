/** The track of an application, described for people: a row of the table `powerTracks`, as it was on the day of filing. */
import { z } from 'zod';
import { choice, internal, picked, title, titled } from '../kernel/describe.ts';
import { voltage } from './parts.ts';

export const customerClassCode = () => picked('table:powerMaterials', z.string());

/** How many lines feed the customer. */
export const sources = () =>
  z.literal([1, 2]).meta({ 'x-values': { 1: { en: 'One source', zh: '单电源' }, 2: { en: 'Two sources', zh: '双电源' } } });

const days = <S extends z.ZodType>(en: string, zh: string, schema: S): S => titled(en, zh, schema, ['Working days.', '工作日。']);

const when = z.object({
  classes: titled('Customer classes', '客户类别', z.array(customerClassCode())),
  voltages: titled('Voltages', '电压等级', z.array(voltage())),
  sources: titled('Sources', '电源路数', sources()),
  kilowatts: titled(
    'Capacity (kW)',
    '容量范围（千瓦）',
    z.object({ from: titled('From', '下限', z.number()), to: titled('To', '上限', z.number()) }),
  ),
  season: titled(
    'Season',
    '适用季节',
    z
      .object({
        from: titled('First day', '开始日', z.string(), ['Month and day, each year.', '每年的月日。']),
        to: titled('Last day', '结束日', z.string(), ['Month and day; it may lie in the next year.', '每年的月日，可跨年。']),
      })
      .optional(),
  ),
});

export const track = z
  .object({
    code: internal(titled('Track', '办理通道', picked('table:powerTracks', z.string()))),
    title: titled('Name', '通道名称', title()),
    why: titled('Why', '适用理由', title()),
    position: internal(titled('Position', '匹配次序', z.number(), ['The lowest that fits is taken.', '取最先符合的通道。'])),
    when: internal(titled('Conditions', '适用条件', when)),
    green: titled('Green channel', '绿色通道', z.boolean(), [
      'One account manager by name is the only contact of the customer.',
      '由专属客户经理专人联系客户。',
    ]),
    acceptedBy: titled(
      'Accepted by',
      '受理方',
      choice({ windowClerk: ['Window of the hall', '营业厅窗口'], accountManager: ['Account manager', '客户经理'] }),
    ),
    survey: titled(
      'Survey',
      '勘查方式',
      choice({ onSite: ['On site', '现场勘查'], remote: ['Remote', '远程勘查'], skipped: ['None', '免勘查'] }),
    ),
    days: titled(
      'Days of each step',
      '各环节时限',
      z.object({
        accept: days('To accept', '受理', z.number()),
        survey: days('To survey', '勘查', z.number().optional()),
        scheme: days('For the scheme', '方案制定', z.number().optional()),
        designReview: days('To review the design', '设计审查', z.number().optional()),
        midInspection: days('For the mid inspection', '中间检查', z.number().optional()),
        finalInspection: days('For the final inspection', '竣工检验', z.number().optional()),
        connect: days('To connect', '装表接电', z.number()),
      }),
    ),
    total: titled('Days in all', '总时限', z.number(), ['Our working days in all.', '我方办理的总工作日。']),
  })
  .meta({ title: 'PowerTrack' });
