/** Whether an item pays a firm, and how much: every condition is looked at, so that all that is wrong or missing is said at once. Pure. */
import type { Evidence } from '../evidence.ts';
import { reckon } from './amounts.ts';
import { judgeCondition } from './conditions.ts';
import type { Answer, Condition, FirmFacts, Judged, Judgement, PolicyItem } from './item.ts';

/** Nothing is paid to whom the register doesn't have here any more, whether or not the item says so. */
const asked = ({ conditions }: PolicyItem): readonly Condition[] =>
  conditions.some(({ condition }) => condition === 'inDistrict') ? conditions : [{ condition: 'inDistrict' }, ...conditions];

export const judge = (item: PolicyItem, facts: FirmFacts, evidence: Evidence): Judgement => {
  const { judged, fen } = reckon(item, facts, evidence);
  return {
    conditions: [...asked(item).map((condition) => judgeCondition(condition, facts, evidence)), judged],
    ...(fen === undefined ? {} : { amount: { fen, how: judged.because } }),
  };
};

export const failed = ({ conditions }: Judgement): readonly Judged[] => conditions.filter(({ is }) => is === 'no');
export const unknown = ({ conditions }: Judgement): readonly Judged[] => conditions.filter(({ is }) => is === 'unknown');

/** All of it together: one no is a no, and as long as something isn't known it isn't a yes. */
export const verdict = (judgement: Judgement): Answer => {
  if (failed(judgement).length > 0) return 'no';
  return unknown(judgement).length > 0 ? 'unknown' : 'yes';
};

/** The days on which an item is applied for, of a year. */
export const windowOf = (
  { window }: Pick<PolicyItem, 'window'>,
  year: number,
): { readonly from: string; readonly to: string } => {
  const { from = '01-01', to = '12-31', nextYear = false } = window ?? {};
  const of = nextYear ? year + 1 : year;
  return { from: `${of}-${from}`, to: `${of}-${to}` };
};

/** Whether it pays for a year at all. */
export const paysFor = ({ years }: Pick<PolicyItem, 'years'>, year: number): boolean => years.from <= year && year <= years.to;
