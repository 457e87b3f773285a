/** What a designer sends of a scheme 供电方案: all of it, or what changes in it. */
import { z } from 'zod';
import { choice, picked, titled } from '../kernel/describe.ts';
import { unitId } from '../kernel/inputs.ts';
import { code, lineKey, reason } from '../lines/inputs.ts';
import { cents, kilowatts } from './parts.ts';

export const scheme = z
  .object({
    tariff: titled(
      'Tariff',
      '电价',
      picked('table:powerTariffs', code('Give the code of a tariff, as in the table of tariffs.', '请填写电价代码，见电价表。')),
    ),
    kilowatts: titled('Capacity (kW)', '供电容量（千瓦）', kilowatts()),
    line: titled('Feeding line', '供电线路', lineKey()),
    reserveLine: titled('Reserve line', '备用线路', lineKey().optional(), [
      'Needed where the customer applied for two sources.',
      '客户申请双电源时填写。',
    ]),
    station: titled('Power station', '供电所', unitId(), ['Its installers connect the customer.', '由该所装表接电人员接电。']),
    costCents: titled('Price of the connection', '接入费用', cents(), [
      'The customer pays us this amount; 0 for nothing.',
      '客户应付金额，无需付费填0。',
    ]),
  })
  .meta({ title: 'PowerScheme' });

const { tariff, kilowatts: capacity, line, reserveLine, station, costCents } = scheme.shape;
const signedAgain = ['The customer signs a change of it again.', '变更后须客户重新签认。'] as const;

export const changedScheme = z.object({
  tariff: titled('New tariff', '新电价', tariff.optional(), signedAgain),
  kilowatts: titled('New capacity (kW)', '新容量（千瓦）', capacity.optional(), signedAgain),
  line: titled('New feeding line', '新供电线路', line.optional(), signedAgain),
  reserveLine: titled('New reserve line', '新备用线路', reserveLine, signedAgain),
  station: titled('New power station', '新供电所', station.optional()),
  costCents: titled('New price', '新费用', costCents.optional(), signedAgain),
  askedBy: titled('Asked for by', '变更提出方', choice({ customer: ['The customer', '客户'], utility: ['Us', '我方'] }), [
    'What we change ourselves is signed in our own time. The customer reads it.',
    '我方提出的变更，签认期间计我方时限，客户可见。',
  ]),
  reason: reason(['The customer reads why the scheme changes.', '说明变更原因，客户可见。']),
});

export type SchemeInput = z.output<typeof scheme>;
