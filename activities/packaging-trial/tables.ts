/** The tenant's tables about packaging trials: who decides on them, and what a packaging has to stand. */
import { z } from 'zod';
import { choice, picked, titled } from '../../workflows/kernel/describe.ts';
import { unitId } from '../../workflows/kernel/inputs.ts';
import { key, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

export const allianceMembers: TableRule = {
  title: { en: 'Members of the alliance', zh: '联盟成员' },
  key: { en: 'Member body', zh: '成员单位编号' },
  row: z.strictObject({
    title: rowTitle(),
    kind: titled(
      'Kind',
      '类型',
      choice({
        association: ['association', '协会'],
        coop: ['co-operative', '合作社'],
        village: ['village', '村'],
        teams: ['teams, voting together', '专班（合一票）'],
      }),
    ),
    unit: titled('Unit', '单位', unitId(), [
      'Whoever of this unit is an alliance member votes for the body.',
      '本单位持有联盟成员角色的人员代表该单位表决。',
    ]),
  }),
  check: (rows) => {
    const units = [...rows.values()].map((row) => (row as { readonly unit: string }).unit);
    const twice = units.find((unit, at) => units.indexOf(unit) < at);
    return twice === undefined
      ? undefined
      : {
          en: `The unit “${twice}” would have two votes; take one of its rows out of use.`,
          zh: `单位“${twice}”将有两票，请停用其中一行。`,
        };
  },
};

export const dropTests: TableRule = {
  title: { en: 'Drop tests', zh: '跌落测试' },
  key: { en: 'Test', zh: '测试编号' },
  row: z.strictObject({
    title: rowTitle(),
    centimetres: titled('Height in centimetres', '高度（厘米）', whole(1, 500)),
    times: titled('Drops', '次数', whole(1, 100)),
    products: titled('Products', '品类', z.array(picked('table:products', key())).max(100).default([]), [
      'All products where none is named.',
      '留空则适用所有品类。',
    ]),
  }),
};
