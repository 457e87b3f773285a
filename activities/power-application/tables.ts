/** The tables by which an application is judged, as administrators enter them. */
import { z } from 'zod';
import { choice, picked, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import { voltage } from '../../workflows/power-application/parts.ts';
import type { Step, TrackRow } from '../../workflows/power-application/track.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const classes = () =>
  titled('Customer classes', '客户类别', z.array(picked('table:powerMaterials', key())).min(1).max(100), [
    'For which it is.',
    '适用的客户类别。',
  ]);
const days = (en: string, zh: string) => titled(en, zh, whole(1, 1000));
const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, say('Write month and day as 03-01.', '请按03-01的格式填写月日。'));

const when = z
  .strictObject({
    classes: classes(),
    voltages: titled('Voltages', '电压等级', z.array(voltage()).min(1).max(20)),
    sources: titled(
      'Supplies',
      '电源数',
      z.literal([1, 2]).meta({ 'x-values': { 1: { en: 'one', zh: '单电源' }, 2: { en: 'two, one in reserve', zh: '双电源' } } }),
    ),
    kilowatts: titled(
      'Capacity',
      '用电容量',
      z.strictObject({
        from: titled('From', '起', whole(1, 10_000_000), ['In kilowatts.', '千瓦。']),
        to: titled('To', '止', whole(1, 10_000_000), ['In kilowatts.', '千瓦。']),
      }),
    ),
    season: titled(
      'Season',
      '季节',
      z.strictObject({ from: titled('First day', '首日', monthDay), to: titled('Last day', '末日', monthDay) }).optional(),
      ['All the year when left out.', '留空表示全年。'],
    ),
  })
  .refine(
    ({ kilowatts }) => kilowatts.from <= kilowatts.to,
    say('The capacity begins above its end; swap the two.', '容量起值大于止值，请对调。'),
  );

const track = z
  .strictObject({
    title: rowTitle(),
    position: titled('Position', '顺序', whole(0, 10_000), ['Tracks are tried in this order.', '按此顺序匹配。']),
    when: titled('When it applies', '适用条件', when),
    green: titled('Green channel', '绿色通道', z.boolean()),
    acceptedBy: titled(
      'Accepted by',
      '受理人',
      choice({ windowClerk: ['the window clerk', '窗口人员'], accountManager: ['the account manager', '客户经理'] }),
    ),
    survey: titled(
      'Survey',
      '勘查方式',
      choice({ onSite: ['on site', '现场勘查'], remote: ['from afar', '远程勘查'], skipped: ['none', '免勘查'] }),
    ),
    days: titled(
      'Working days by step',
      '各环节工作日',
      z.strictObject({
        accept: days('Acceptance', '受理'),
        survey: days('Survey', '勘查').optional(),
        scheme: days('Scheme', '供电方案').optional(),
        designReview: days('Review of the design', '设计审查').optional(),
        midInspection: days('Inspection midway', '中间检查').optional(),
        finalInspection: days('Final inspection', '竣工检验').optional(),
        connect: days('Connection', '装表接电'),
      } satisfies Record<Step, z.ZodType>),
    ),
    total: days('Working days in all', '总工作日'),
  })
  .refine(
    ({ survey, days }) => (survey === 'skipped') === (days.survey === undefined),
    say('A survey has days, and one that is skipped has none.', '需勘查的须填写勘查工作日，免勘查的请留空。'),
  )
  .refine(
    ({ days }) => days.finalInspection !== undefined || (days.designReview === undefined && days.midInspection === undefined),
    say(
      'What is reviewed or inspected midway is inspected at the end, too: give days.finalInspection.',
      '有设计审查或中间检查的须有竣工检验，请填写days.finalInspection。',
    ),
  )
  .refine(
    ({ total, days }) => Object.values(days).every((step) => step === undefined || step <= total),
    say(
      'A step has more days than all of them together; raise the total, or shorten the step.',
      '有环节工作日超过总工作日，请提高总工作日或缩短该环节。',
    ),
  )
  .refine(
    ({ green, acceptedBy }) => !green || acceptedBy === 'accountManager',
    say('The green channel is accepted by the account manager.', '绿色通道须由客户经理受理。'),
  ) satisfies z.ZodType<TrackRow>;

export const powerTracks: TableRule = {
  title: { en: 'Tracks of power applications', zh: '用电报装办理通道' },
  key: { en: 'Code of the track', zh: '通道代码' },
  row: track,
  advice: ({ days, total }: TrackRow) => {
    const sum = Object.values(days).reduce<number>((all, step) => all + (step ?? 0), 0);
    return total < sum
      ? {
          en: `The steps may take ${sum} working days, ${sum - total} more than the ${total} in all: whoever uses up each step is late in the end. Raise the total, or shorten steps, unless that is meant.`,
          zh: `各环节合计${sum}个工作日，超过总工作日${total}天共${sum - total}天：各环节均用满时将总体超期。如非有意，请提高总工作日或缩短环节。`,
        }
      : undefined;
  },
};

export const powerMaterials: TableRule = {
  title: { en: 'Materials by customer class', zh: '客户类别及材料清单' },
  key: { en: 'Code of the customer class', zh: '客户类别代码' },
  row: z.strictObject({
    title: rowTitle(),
    materials: titled(
      'Materials',
      '材料',
      z.array(z.strictObject({ code: titled('Code', '代码', key()), title: rowTitle() })).max(100),
      ['What a customer of this class hands in.', '该类客户应提交的材料。'],
    ),
  }),
};

export const powerTariffs: TableRule = {
  title: { en: 'Tariffs', zh: '电价' },
  key: { en: 'Code of the tariff', zh: '电价代码' },
  row: z.strictObject({ title: rowTitle(), classes: classes() }),
};
