/** What people hear of a round of visits, as long as a tenant has no texts of its own. */
import { type Template, template } from '../kernel/template.ts';

export const notices = {
  opened: template(
    ['{title}: {opened} visits are open', '{leftOut} firms were left out; {case} says why.'],
    ['{title}：已开立走访{opened}件', '未列入企业{leftOut}家，原因见{case}。'],
  ),
  finished: template(
    ['{title} is over', 'Visits that weren’t made are missed. See the coverage of {case}.'],
    ['{title}已结束', '未进行的走访视为逾期，覆盖情况见{case}。'],
  ),
} satisfies Record<string, Template>;

export type Notices = typeof notices;
