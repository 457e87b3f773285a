import type { Line } from '../../../workflows/lines/line.ts';
import type { SeedTableRow } from '../tenant-data.ts';

const line = (id: string, en: string, zh: string, unit: string, sections: readonly (readonly [number, number])[]): Line => ({
  id,
  title: { en: `${en} ${id}`, zh: `${zh}${id}` },
  unit,
  sections: sections.map(([from, to], index) => ({
    id: String(index + 1),
    from,
    to,
    title: { en: `poles ${from} to ${to}`, zh: `${from}至${to}号杆` },
  })),
});

/** 10 kV lines; the numbers of the poles are invented. */
const lines: readonly Line[] = [
  line('E551', 'Jingzhen', '精镇', 'fenghui-station', [
    [1, 18],
    [19, 36],
    [37, 52],
  ]),
  line('E552', 'Fengnan', '丰南', 'fenghui-station', [
    [1, 22],
    [23, 41],
  ]),
  line('E617', 'Xiaoyue', '小越', 'xiaoyue-station', [
    [1, 30],
    [31, 55],
  ]),
];

export const lineRows: readonly SeedTableRow[] = lines.map(({ id, ...value }) => ({ table: 'lines', key: id, value }));
