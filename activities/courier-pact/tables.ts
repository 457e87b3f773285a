/** The tenant's tables about the couriers’ pact: its text as it stands, and the levels that verified reports reach. */
import { z } from 'zod';
import { picked, titled } from '../../workflows/kernel/describe.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import { bothNames, rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

export type PactText = { readonly title: Title; readonly version: number; readonly text: Title; readonly unit?: string };

const pactTexts: TableRule = {
  title: { en: 'Text of the couriers’ pact', zh: '契约文本' },
  key: { en: 'Always “pact”', zh: '固定为pact' },
  row: z.strictObject({
    title: rowTitle(),
    version: titled('Version', '版本', whole(1, 10_000), [
      'Raise it with each change; whoever signs names what they have read.',
      '每次修改须递增，签署人须填写所阅版本。',
    ]),
    text: titled('Text', '正文', bothNames(5000)),
    unit: titled('Unit', '管理单位', picked('unit', z.string().trim().min(1).max(80)).exactOptional()),
  }),
};

export type PactLevel = { readonly title: Title; readonly from: number };

const pactLevels: TableRule = {
  title: { en: 'Levels of contracted couriers', zh: '契约小哥等级' },
  key: { en: 'Level', zh: '等级代码' },
  row: z.strictObject({
    title: rowTitle(),
    from: titled('Verified reports', '核实上报件数', whole(1, 100_000), ['From how many on.', '达到的件数。']),
  }),
};

export const pactTables = { pactTexts, pactLevels };
