/** What a plan protects and when, described for people. */
import { z } from 'zod';
import { day, named, picked, titled } from '../kernel/describe.ts';

/** Days, both included. */
export const span = {
  from: titled('First day', '开始日期', day()),
  to: titled('Last day', '结束日期', day()),
};

export const season = z.object(span).meta({ title: 'PlanSeason' });

/** An irrigation well or a priority customer, and the line that feeds it. */
const onLine = named()
  .extend({ line: titled('Line', '供电线路', picked('table:lines', z.string())) })
  .meta({ title: 'OnLine' });

export const scope = z
  .object({
    lines: titled('Lines', '保电线路', z.array(named())),
    wells: titled('Irrigation wells', '排灌机井', z.array(onLine)),
    customers: titled('Priority customers', '重要用户', z.array(onLine)),
  })
  .meta({ title: 'PlanScope' });
