/** The tables by which an application is judged, as administrators enter them. */
import { z } from 'zod';
import { voltage } from '../../workflows/power-application/parts.ts';
import type { Step, TrackRow } from '../../workflows/power-application/track.ts';
import type { TableRule } from '../tables.ts';

const title = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const days = z.int().min(1).max(1000);
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, 'write month and day as 03-01');

const track = z
  .strictObject({
    title,
    position: z.int().min(0),
    when: z
      .strictObject({
        classes: z.array(z.string().min(1)).min(1),
        voltages: z.array(voltage()).min(1),
        sources: z.literal([1, 2]),
        kilowatts: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }),
        season: z.strictObject({ from: monthDay, to: monthDay }).optional(),
      })
      .refine(({ kilowatts }) => kilowatts.from <= kilowatts.to, 'the capacity begins above its end; swap the two'),
    green: z.boolean(),
    acceptedBy: z.enum(['windowClerk', 'accountManager']),
    survey: z.enum(['onSite', 'remote', 'skipped']),
    days: z.strictObject({
      accept: days,
      survey: days.optional(),
      scheme: days.optional(),
      designReview: days.optional(),
      midInspection: days.optional(),
      finalInspection: days.optional(),
      connect: days,
    } satisfies Record<Step, z.ZodType>),
    total: days,
  })
  .refine(
    ({ survey, days }) => (survey === 'skipped') === (days.survey === undefined),
    'a survey has days, and one that is skipped has none',
  )
  .refine(
    ({ days }) => days.finalInspection !== undefined || (days.designReview === undefined && days.midInspection === undefined),
    'what is reviewed or inspected midway is inspected at the end, too: give days.finalInspection',
  )
  .refine(
    ({ green, acceptedBy }) => !green || acceptedBy === 'accountManager',
    'the green channel is accepted by the account manager',
  ) satisfies z.ZodType<TrackRow>;

export const powerTracks: TableRule = {
  title: { en: 'Tracks of power applications', zh: '用电报装办理通道' },
  key: { en: 'Code of the track', zh: '通道代码' },
  row: track,
};

export const powerMaterials: TableRule = {
  title: { en: 'Materials by customer class', zh: '客户类别及材料清单' },
  key: { en: 'Code of the customer class', zh: '客户类别代码' },
  row: z.strictObject({ title, materials: z.array(z.strictObject({ code: z.string().min(1), title })) }),
};

export const powerTariffs: TableRule = {
  title: { en: 'Tariffs', zh: '电价' },
  key: { en: 'Code of the tariff', zh: '电价代码' },
  row: z.strictObject({ title, classes: z.array(z.string().min(1)).min(1) }),
};
