/** The tenant's tables about live rooms: the rooms, when they are open, what can be borrowed, and the weeks of the harvest. */
import { z } from 'zod';
import { choice, picked, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import { rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';
import { closedBookings } from './closings.ts';

const hour = () => {
  const wrong = say('Give a time of day such as 06:00, at most 24:00.', '请填写时刻，例如06:00，不晚于24:00。');
  return z.string(wrong).regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, wrong);
};
const day = () => z.iso.date(say('Give a day such as 2026-05-01.', '请填写日期，例如2026-05-01。'));
const degrees = (most: number) => z.number().min(-most).max(most);

const rooms: TableRule = {
  title: { en: 'Live rooms', zh: '直播间' },
  key: { en: 'Code of the room, such as studioA', zh: '直播间代码，例如studioA' },
  row: z.strictObject({
    title: rowTitle(),
    squareMetres: titled('Size (m²)', '面积（平方米）', whole(1, 10_000).exactOptional()),
    approval: titled('Needs approval', '需审批', z.boolean()),
    faults: titled('Category of faults', '故障类别', picked('category', z.string().trim().min(1).max(60)).exactOptional(), [
      'A fault in it is reported to the street under this category, where the room has a place.',
      '有固定位置的直播间，故障以此类别转为随手拍上报件。',
    ]),
    unit: titled('Unit', '管理单位', picked('unit', z.string().trim().min(1).max(80)).exactOptional()),
    place: titled(
      'Place',
      '位置',
      z
        .strictObject({ lat: titled('Latitude', '纬度', degrees(90)), lon: titled('Longitude', '经度', degrees(180)) })
        .exactOptional(),
    ),
  }),
};
export type RoomRow = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly approval: boolean;
  readonly unit?: string;
  readonly faults?: string;
  readonly place?: { readonly lat: number; readonly lon: number };
};

const roomHours: TableRule = {
  title: { en: 'Hours of live rooms', zh: '直播间开放时间' },
  key: { en: 'Code of the hours, such as daily', zh: '代码，例如daily' },
  row: z.strictObject({
    title: rowTitle(),
    kind: titled('Kind', '类别', choice({ open: ['open', '开放'], closed: ['closed', '不开放'], quiet: ['quiet', '静音时段'] })),
    rooms: titled('Rooms', '直播间', z.array(z.string().trim().min(1).max(80)).max(100).exactOptional(), [
      'All of them when left out. Hours of a room of its own go before those of all.',
      '不填为全部；单独规定的开放时间优先。',
    ]),
    weekdays: titled('Weekdays', '星期', z.array(whole(1, 7)).max(7).exactOptional(), [
      'Monday is 1; every day when left out.',
      '周一为1；不填为每天。',
    ]),
    firstDay: titled('First day', '首日', day().exactOptional()),
    lastDay: titled('Last day', '末日', day().exactOptional()),
    from: titled('From', '开始', hour()),
    to: titled('To', '结束', hour()),
  }),
  advice: (_: never, read) => closedBookings(read),
};

const equipment: TableRule = {
  title: { en: 'Equipment of live rooms', zh: '直播设备' },
  key: { en: 'Code of the equipment', zh: '设备代码' },
  row: z.strictObject({ title: rowTitle(), count: titled('How many', '数量', whole(1, 1_000)) }),
};
export type EquipmentRow = { readonly title: { readonly en: string; readonly zh: string }; readonly count: number };

const harvestWeeks: TableRule = {
  title: { en: 'Weeks of the harvest', zh: '采收周' },
  key: { en: 'Code of the harvest, such as loquat2027', zh: '代码，例如loquat2027' },
  row: z.strictObject({
    title: rowTitle(),
    firstDay: titled('First day', '首日', day()),
    lastDay: titled('Last day', '末日', day()),
  }),
};

export const roomTables = { rooms, roomHours, equipment, harvestWeeks } as const;
