/** The tenant's tables about visits to firms: grids and who visits which firm, groups of firms, and days on which firms are left in peace. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import { personId, say, tableKey, unitId } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const degrees = (most: number) => z.number().min(-most).max(most);
const day = () => z.iso.date(say('Give a day such as 2026-05-01.', '请填写日期，例如2026-05-01。'));
const names = (en: string, zh: string, help: readonly [string, string]) =>
  titled(en, zh, z.array(key()).max(50).exactOptional(), help);

export type GridRow = { readonly title: Title; readonly unit: string; readonly areas?: readonly string[] };

const grids: TableRule = {
  title: { en: 'Grids that serve firms', zh: '企业服务网格' },
  key: { en: 'Code of the grid', zh: '网格代码' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Unit', '所属单位', unitId(), ['Its officers visit the firms of the grid.', '由该单位的网格员走访。']),
    areas: titled('Areas', '区域', z.array(picked('area', key())).max(50).exactOptional(), [
      'Firms that the register has there belong to the grid, where no row of their own says another.',
      '登记在该区域且未单独指定的企业归入本网格。',
    ]),
  }),
};

export type FirmOfficerRow = {
  readonly grid?: string;
  readonly officer?: string;
  readonly place?: { readonly lat: number; readonly lon: number };
};

const firmOfficers: TableRule = {
  title: { en: 'Who visits which firm', zh: '企业走访人员' },
  key: { en: 'Code of the firm', zh: '企业统一社会信用代码' },
  staffOnly: true,
  row: z.strictObject({
    grid: titled('Grid', '网格', tableKey('grids').exactOptional()),
    officer: titled('Officer', '走访人员', personId('officer').exactOptional(), [
      'Whoever of the grid has fewest, when left out.',
      '不填则派给网格内任务最少的人员。',
    ]),
    place: titled(
      'Place',
      '位置',
      z
        .strictObject({ lat: titled('Latitude', '纬度', degrees(90)), lon: titled('Longitude', '经度', degrees(180)) })
        .exactOptional(),
      ['For the check-in.', '用于到访签到。'],
    ),
  }),
  beside: ['grids'],
  check: (rows, beside) => {
    for (const [firm, row] of rows as ReadonlyMap<string, FirmOfficerRow>)
      if (row.grid !== undefined && !beside?.grids?.has(row.grid))
        return {
          en: `The grid “${row.grid}” of ${firm} isn’t in the table of grids that day; enter it there first.`,
          zh: `${firm}的网格“${row.grid}”当日不在网格表中，请先登记该网格。`,
        };
    return undefined;
  },
};

export type SegmentRow = { readonly title: Title; readonly industries?: readonly string[]; readonly sizes?: readonly string[] };

const segments: TableRule = {
  title: { en: 'Groups of firms', zh: '企业分组' },
  key: { en: 'Code of the group', zh: '分组代码' },
  row: z.strictObject({
    title: rowTitle(),
    industries: names('Industries', '行业', ['As the register has them; all when left out.', '按登记簿填写，不填为全部。']),
    sizes: names('Sizes', '规模', ['As the register has them; all when left out.', '按登记簿填写，不填为全部。']),
  }),
};

export type QuietRow = {
  readonly title: Title;
  readonly fromDay?: number;
  readonly toDay?: number;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly shifts?: boolean;
};

const together = say(
  'Give a first and a last day of the month, the first not behind the last, or two dates.',
  '请填写每月起止日（起不晚于止），或起止日期。',
);

const quietDays: TableRule = {
  title: { en: 'Quiet days of firms', zh: '企业安静期' },
  key: { en: 'Code of the days', zh: '代码' },
  row: z
    .strictObject({
      title: rowTitle(),
      fromDay: titled('From the day of each month', '每月起', whole(1, 31).exactOptional()),
      toDay: titled('To the day of each month', '每月止', whole(1, 31).exactOptional()),
      firstDay: titled('First day', '首日', day().exactOptional()),
      lastDay: titled('Last day', '末日', day().exactOptional()),
      shifts: titled('Shifts with the calendar', '遇休息日顺延', z.boolean().exactOptional(), [
        'A first or last day without duty moves to the next that has some.',
        '起止日为休息日的顺延至下一工作日。',
      ]),
    })
    .refine(
      ({ fromDay, toDay, firstDay, lastDay }) =>
        fromDay !== undefined && toDay !== undefined
          ? fromDay <= toDay && firstDay === undefined && lastDay === undefined
          : fromDay === undefined &&
            toDay === undefined &&
            firstDay !== undefined &&
            lastDay !== undefined &&
            firstDay <= lastDay,
      together,
    ),
};

export const visitTables = { grids, firmOfficers, segments, quietDays };
