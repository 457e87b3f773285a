/** Numbers of micro-renovations that a tenant may change with a date. Budgets of clocks are limits too, under `clock.<name>`. */
import { type LimitValues, limit } from '../kernel/limits.ts';

export const limits = {
  surveyTries: limit('Visits before “no answer”', '认定多次未遇的走访次数', 'times', 3, { least: 1, most: 10 }),
  eveningFrom: limit('Evening begins at hour', '晚间起始时刻', 'hours', 18, { least: 12, most: 23 }),
  eveningTries: limit('Of them in the evening', '其中晚间次数', 'times', 1, { least: 0, most: 10, atMost: 'surveyTries' }),
  roundsMax: limit('Rounds of a plan', '方案征求轮次上限', 'times', 3, { least: 1, most: 10 }),
  voteNoticeDays: limit('From the notice to the vote', '公示至表决开始', 'days', 15, { least: 15, most: 90 }),
  voteWorkingDays: limit('Usual time of a vote', '通常表决期限', 'workingDays', 15, { least: 1, most: 60 }),
  voteMinDays: limit('Shortest vote', '最短表决期', 'days', 5, { least: 5, most: 60, atMost: 'voteMaxDays' }),
  voteMaxDays: limit('Longest vote', '最长表决期', 'days', 60, { least: 5, most: 60 }),
  extensions: limit('Extensions of a vote', '表决延长次数', 'times', 1, { least: 0, most: 3 }),
  extensionWorkingDays: limit('Extension of a vote', '表决延长期限', 'workingDays', 10, { least: 1, most: 30 }),
  proxiesPerPerson: limit('Voters for whom one person stands in', '一人可受托户数', 'people', 3, { least: 0, most: 20 }),
  challengeMonths: limit('A vote is challenged within', '诉讼异议期限', 'months', 12, { least: 12, most: 36 }),
  duesToStart: limit('Dues that are there before the contract', '签约前应缴到位比例', 'perMille', 800, { least: 0, most: 1_000 }),
  entryNoticeHours: limit('A home is entered after notice of', '入户提前告知', 'hours', 24, { least: 1, most: 240 }),
  offNoticeHours: limit('Supplies are cut after notice of', '停供提前告知', 'hours', 48, { least: 1, most: 240 }),
  variationShare: limit('Change of a lot without consent at most', '免征求同意的变更比例', 'perMille', 100, {
    least: 0,
    most: 500,
  }),
  settleUp: limit('More from residents at the end at most', '结算补缴上限', 'perMille', 50, { least: 0, most: 50 }),
  retentionShare: limit('Kept back of the contractor’s money', '质保金比例', 'perMille', 30, { least: 0, most: 30 }),
  defectsMonths: limit('It is kept back for', '缺陷责任期', 'months', 12, { least: 1, most: 24 }),
  maxPhotos: limit('Photos with one act', '单次上传照片上限', 'photos', 9, { least: 1, most: 20 }),
};

export type Limits = LimitValues<typeof limits>;
