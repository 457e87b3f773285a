/** The tenant's tables about patrols: routes with their checkpoints, sorts of checkpoints, kinds of patrols, and what may be found on them. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import { say } from '../../workflows/kernel/inputs.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { code, key, rowTitle } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

const degrees = (most: number) => {
  const wrong = say(`Give degrees from -${most} to ${most}.`, `请填写-${most}至${most}之间的度数。`);
  return z.number(wrong).min(-most, wrong).max(most, wrong);
};

const checkpoint = z.strictObject({
  id: titled('Code', '点位编号', code()),
  title: rowTitle(),
  sort: titled('Sort', '点位类别', picked('table:checkpointKinds', key())),
  lat: titled('Latitude', '纬度', degrees(90)),
  lon: titled('Longitude', '经度', degrees(180)),
  tested: titled('Last dye test', '上次染色试验', z.iso.date().exactOptional(), [
    'Before patrols were kept here.',
    '在本系统记录之前的试验日期。',
  ]),
});

export type RouteRow = {
  readonly title: Title;
  readonly unit: string;
  readonly checkpoints: readonly z.infer<typeof checkpoint>[];
};

const patrolRoutes: TableRule = {
  title: { en: 'Routes of patrols', zh: '巡查路线' },
  key: { en: 'Code of the route, such as cangqiao', zh: '路线代码，例如cangqiao' },
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Unit', '所属单位', picked('unit', key()), ['Its patrollers walk it.', '由该单位巡视人员承担。']),
    checkpoints: titled(
      'Checkpoints',
      '点位',
      z
        .array(checkpoint)
        .min(1, say('Give at least one checkpoint.', '请至少填写一个点位。'))
        .max(200, say('A route has at most 200 checkpoints.', '一条路线最多200个点位。'))
        .refine(
          (points) => new Set(points.map(({ id }) => id.toLowerCase())).size === points.length,
          say('Two checkpoints have one code; give each its own.', '点位编号重复，请分别编号。'),
        ),
    ),
  }),
  beside: ['checkpointKinds'],
  check: (rows, beside) => {
    for (const [id, { checkpoints }] of rows as ReadonlyMap<string, RouteRow>) {
      const wrong = checkpoints.find(({ sort }) => beside?.checkpointKinds && !beside.checkpointKinds.has(sort));
      if (wrong)
        return {
          en: `Checkpoint ${wrong.id} of ${id} is a “${wrong.sort}”, and the table of sorts has none; enter it there first.`,
          zh: `${id}的点位${wrong.id}类别“${wrong.sort}”不在点位类别表中，请先登记。`,
        };
    }
    return undefined;
  },
};

const checkpointKinds: TableRule = {
  title: { en: 'Sorts of checkpoints', zh: '点位类别' },
  key: { en: 'Code of the sort, such as manhole', zh: '类别代码，例如manhole' },
  row: z.strictObject({ title: rowTitle() }),
};

export type KindRow = { readonly title: Title; readonly often: boolean };

const patrolKinds: TableRule = {
  title: { en: 'Kinds of patrols', zh: '巡查类别' },
  key: { en: 'Code of the kind, such as streetOffice', zh: '类别代码，例如streetOffice' },
  row: z.strictObject({
    title: rowTitle(),
    often: titled('Several times a week', '每周多次', z.boolean(), [
      'Whether it is walked at least so many times a week as the limit says.',
      '是否须达到参数规定的每周最少次数。',
    ]),
  }),
};

export type FindingRow = { readonly title: Title; readonly category: string; readonly onTheSpot: boolean };

const findingKinds: TableRule = {
  title: { en: 'What is found on patrols', zh: '巡查问题类型' },
  key: { en: 'Code of what is found, such as mixedPipe', zh: '问题代码，例如mixedPipe' },
  row: z.strictObject({
    title: rowTitle(),
    category: titled('Reported as', '上报类别', picked('category', key(60)), [
      'The category under which it finds its unit.',
      '转为上报件时的事项类别，据此派单。',
    ]),
    onTheSpot: titled('May be settled at once', '可当场处置', z.boolean(), [
      'Not what others judge by law.',
      '依法须由执法机关处理的不可当场处置。',
    ]),
  }),
};

export const patrolTables = { patrolRoutes, checkpointKinds, patrolKinds, findingKinds };
