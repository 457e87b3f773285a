/** What a guidance in the field knows about itself, described for people. Rules know its types alone. */
import { z } from 'zod';
import { official } from '../academy/people.ts';
import { namedUnit } from '../academy/units.ts';
import {
  choice,
  type Described,
  day,
  instant,
  internal,
  main,
  named,
  offer,
  person,
  personal,
  picked,
  title,
  titled,
  tried,
} from '../kernel/describe.ts';
import { DONE } from './done.ts';

/** How a grower who doesn't act themselves has agreed to be spoken for. */
export const CONSENT = { spoken: ['in words', '口头同意'], signed: ['signed', '签字同意'] } as const;

const asker = z
  .object({
    id: titled('Person', '人员', person()),
    name: titled('Name', '姓名', personal('name', z.string())),
    role: internal(
      titled('Asked as', '提问身份', choice({ grower: ['grower', '种植户'], stationClerk: ['station clerk', '服务站站务员'] })),
    ),
  })
  .meta({ title: 'GuidanceAsker' });

/** A grower, or whoever speaks for them. */
const byGrower = z
  .object({ id: titled('Person', '人员', person()), name: titled('Name', '姓名', personal('name', z.string())) })
  .meta({ title: 'GuidancePerson' });

const place = z
  .object({ lat: titled('Latitude', '纬度', z.number()), lon: titled('Longitude', '经度', z.number()) })
  .meta({ title: 'PlotPlace' });

const symptom = z
  .object({
    id: titled('Key', '编号', picked('table:symptoms', z.string())),
    title: titled('Name', '名称', title()),
    remote: internal(titled('May be answered from afar', '可远程答复', z.boolean())),
    handOver: internal(titled('A department’s at once', '须立即移交', z.boolean())),
    department: internal(titled('Department', '主管部门', picked('unit', z.string()))),
    specialities: internal(titled('Specialities', '所需专长', z.array(z.string()))),
  })
  .meta({ title: 'GuidanceSymptom' });

const visit = z
  .object({
    by: titled('Visited by', '上门专家', official),
    at: titled('Visited at', '上门时间', instant()),
    metres: titled('Metres from the plot', '距地块（米）', z.int()),
    findings: titled('Findings', '现场情况', z.string()),
  })
  .meta({ title: 'GuidanceVisit' });

const remedy = z
  .object({
    product: titled('Product', '登记投入品', picked('table:registeredInputs', z.string())),
    title: titled('Name', '名称', title()),
    dose: titled('Dose', '用量', z.string()),
    safetyDays: titled('Days of safety', '安全间隔期（天）', z.int()),
  })
  .meta({ title: 'GuidanceRemedy' });

const measure = z
  .object({
    n: titled('Number', '序号', z.int()),
    text: titled('What to do', '措施', z.string()),
    day: titled('By the day', '完成日期', day()),
    input: titled('Product', '投入品', remedy.nullable()),
  })
  .meta({ title: 'GuidanceMeasure' });

const advice = z
  .object({
    diagnosis: titled('Diagnosis', '诊断', z.string()),
    measures: titled('Measures', '措施', z.array(measure)),
    by: titled('Advised by', '指导专家', official),
    at: titled('Advised at', '指导时间', instant()),
    understood: titled(
      'Understood',
      '已知晓',
      z
        .object({
          by: titled('Confirmed by', '确认人', byGrower),
          how: titled('How', '方式', choice({ read: ['read', '本人阅读'], heard: ['heard it read', '听读'] })),
          at: titled('When', '时间', instant()),
        })
        .nullable(),
    ),
    review: titled(
      'Review',
      '复核',
      z
        .object({
          by: titled('Reviewed by', '复核人', official),
          kept: titled('Kept as knowledge', '已入知识库', z.boolean()),
          at: titled('When', '时间', instant()),
        })
        .nullable(),
    ),
  })
  .meta({ title: 'GuidanceAdvice' });

const followUp = z
  .object({
    day: titled('Day', '日期', day()),
    done: titled('Done', '落实情况', choice(DONE)),
    effect: titled('Effect', '效果', z.int().nullable(), ['From 1, none, to 5.', '1为无效，5为显著。']),
    sample: titled(
      'Sample',
      '分级抽样',
      z
        .object({
          units: titled('Units', '抽样数', z.int()),
          premium: titled('Premium', '优质数', z.int()),
        })
        .nullable(),
    ),
    by: titled('Noted by', '登记人', byGrower),
    at: titled('Noted at', '登记时间', instant()),
  })
  .meta({ title: 'GuidanceFollowUp' });

export const facts = z.object({
  grower: main(titled('Grower', '种植户', person())),
  coop: main(titled('Co-operative', '合作社', namedUnit.nullable())),
  asker: main(titled('Asked by', '提问人', asker)),
  consent: titled('Consent of the grower', '种植户同意方式', choice(CONSENT).nullable()),
  crop: main(titled('Crop', '作物', named())),
  symptom: main(titled('Symptom', '症状', symptom)),
  plot: main(titled('Plot', '地块', z.string().nullable())),
  village: main(titled('Village', '所在村', namedUnit.nullable())),
  place: titled('Exact place', '精确位置', place.nullable(), [
    'Only for those who work on the case or come to the plot.',
    '仅经办人员和上门专家可见。',
  ]),
  mu: titled('Size in mu', '面积（亩）', z.number().nullable()),
  text: main(titled('Question', '问题', z.string())),
  urgent: main(titled('Urgent', '加急', z.boolean())),
  offer: titled('Offered to', '当前邀约', offer().nullable()),
  tried: titled('Asked before', '曾邀专家', z.array(tried())),
  expert: main(titled('Expert', '专家', official.nullable())),
  appointment: main(
    titled(
      'Appointment',
      '上门约定',
      z.object({ from: titled('From', '开始', instant()), until: titled('Until', '结束', instant()) }).nullable(),
    ),
  ),
  visits: titled('Visits', '上门记录', z.array(visit)),
  advice: main(titled('Advice', '指导意见', advice.nullable())),
  harvestNotBefore: main(titled('No harvest before', '不早于该日采收', day().nullable())),
  remindedOn: internal(titled('Reminded up to the day', '已提醒至', day().nullable())),
  followUpAt: internal(titled('Next follow-up until', '下次回访截止', instant().nullable())),
  followUps: titled('Follow-ups', '回访', z.array(followUp)),
  effect: main(
    titled('Effect in the end', '最终效果', z.int().nullable(), [
      'Empty where nobody said: the effect is unknown.',
      '无人反馈时为空，即效果未知。',
    ]),
  ),
  department: main(titled('Handed over to', '移交部门', namedUnit.nullable())),
  outbreakAt: titled('Outbreak told at', '疫情预警时间', instant().nullable()),
});

export type Facts = Described<typeof facts>;
export type Measure = NonNullable<Facts['advice']>['measures'][number];
export type Symptom = Facts['symptom'];
