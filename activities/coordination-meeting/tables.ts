/** The tenant's tables about meetings: who comes to which kind of matter, and which acts an unsettled item stops. */
import { z } from 'zod';
import { titled } from '../../workflows/kernel/describe.ts';
import { say, unitId } from '../../workflows/kernel/inputs.ts';
import { rowTitle, whole } from '../table-parts.ts';
import type { TableRule } from '../tables.ts';

/** A row of `meetingRules`. */
export type MeetingRule = {
  readonly title: { readonly en: string; readonly zh: string };
  readonly lead?: string;
  readonly units: readonly string[];
  readonly quorum?: number;
};

export const meetingRules: TableRule = {
  title: { en: 'Kinds of meetings', zh: '协调会议事类型' },
  key: { en: 'Short name', zh: '简称' },
  row: z.strictObject({
    title: rowTitle(),
    lead: titled('Lead unit', '牵头单位', unitId().optional(), [
      'Left out, the unit that has the case.',
      '不填则由案件承办单位牵头。',
    ]),
    units: titled(
      'Usual units',
      '常设参会单位',
      z.array(unitId()).max(12, say('Name at most twelve units.', '最多填写十二个单位。')).default([]),
    ),
    quorum: titled('Share that must be there', '法定到会比例（‰）', whole(1, 1000).optional(), [
      'Per mille of the units besides the lead unit; left out, the limit of all.',
      '牵头单位以外到会单位的千分比，不填则按统一参数。',
    ]),
  }),
  check: (rows) => {
    for (const [key, row] of rows as ReadonlyMap<string, MeetingRule>)
      if (row.lead !== undefined && row.units.includes(row.lead))
        return {
          en: `In “${key}” the lead unit stands among the others, too; take it out there.`,
          zh: `“${key}”的牵头单位与参会单位重复，请删除其一。`,
        };
    return undefined;
  },
};

export const blockedActs: TableRule = {
  title: { en: 'Acts that items of meetings stop', zh: '协调会前置事项暂停的步骤' },
  key: { en: 'Name of the process that calls meetings', zh: '召集协调会的流程名称' },
  row: z.strictObject({
    acts: titled(
      'Acts',
      '步骤',
      z
        .array(z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/, say('Give the name of an act.', '请填写步骤名称。')))
        .min(1)
        .max(20),
      ['Of those that the process lets meetings stop.', '限该流程允许暂停的步骤。'],
    ),
  }),
};
