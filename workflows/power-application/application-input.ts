/** What a customer, or the window for them, sends to apply for power. */
import { z } from 'zod';
import { choice, personal, picked, titled } from '../kernel/describe.ts';
import { personName, phone, place, say, words } from '../kernel/inputs.ts';
import { code, lineKey, photosOf } from '../lines/inputs.ts';
import { kilowatts, materials, voltage } from './parts.ts';

export const application = z.object({
  customerClass: titled(
    'Customer class',
    '客户类别',
    picked('table:powerMaterials', code('Give the code of a customer class.', '请填写客户类别代码。')),
    ['It decides on the list of materials.', '据此确定所需材料清单。'],
  ),
  voltage: titled('Voltage', '电压等级', voltage()),
  sources: titled(
    'Sources',
    '电源路数',
    z
      .int(say('Give one or two sources.', '请填写1路或2路电源。'))
      .min(1, say('Give one or two sources.', '请填写1路或2路电源。'))
      .max(2, say('Give one or two sources.', '请填写1路或2路电源。'))
      .default(1),
    ['1, or 2 for a supply that must not fail.', '一般为1路；不允许停电的填2路。'],
  ),
  kilowatts: titled('Capacity (kW)', '申请容量（千瓦）', kilowatts()),
  address: titled('Address', '用电地址', personal('address', words(200)), [
    'The place where the power is needed.',
    '需要用电的地点。',
  ]),
  place: titled('Point on the map', '地图位置', place().optional()),
  line: titled('Nearby line', '附近线路', lineKey().optional(), ['Leave it out if you do not know it.', '不清楚的可不填。']),
  purpose: titled('Purpose', '用电用途', words(300), ['For example an irrigation pump.', '例如春灌水泵用电。']),
  materials: titled('Materials', '已备材料', materials('row:customerClass.materials').default([]), [
    'The materials that come with the application.',
    '随申请一并提交的材料。',
  ]),
  photos: photosOf('Photos of the materials.', '材料的照片。'),
  applicant: titled(
    'Applicant',
    '申请人',
    z
      .object({
        name: titled('Name', '姓名', personName()),
        phone: titled('Telephone', '联系电话', phone()),
        locale: titled('Language', '通知语言', choice({ en: ['English', '英文'], zh: ['Chinese', '中文'] }).optional(), [
          'The language of messages to the customer.',
          '向客户发送通知所用的语言。',
        ]),
      })
      .optional(),
    ['The window fills this in for customers without an account.', '窗口代无账号客户申请时填写。'],
  ),
});
