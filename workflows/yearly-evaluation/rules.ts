/** The yearly evaluation 年度考评: who has earned the credits of a year, frozen when it is confirmed, open to appeal for some days, and final with what the appeals have changed. */
import { hold, openCase } from '../effects/index.ts';
import { defineProcess, refuse } from '../kernel/process.ts';
import { confirming } from './confirming.ts';
import type { Facts, Inputs } from './inputs.ts';
import { placeOf, type Reference, roles } from './vocabulary.ts';
import { voiding } from './voiding.ts';

/** Both, because neither the one who opened it nor the one who asked decides. */
const byAnother = <A extends string>(action: A, clock: string) =>
  [
    { action, role: 'academyAdmin', clock },
    { action, role: 'personnel', clock },
  ] as const;

export const yearlyEvaluation = defineProcess<Inputs, Facts, Reference>()({
  name: 'yearlyEvaluation',
  code: 'YE',
  version: 1,
  title: { en: 'Yearly evaluation', zh: '年度考评' },
  states: {
    opened: { en: 'opened', zh: '待核定' },
    confirmed: { en: 'confirmed, open to appeal', zh: '已核定（申诉期）' },
    deciding: { en: 'appeals being decided', zh: '申诉裁定中' },
    final: { en: 'final', zh: '已定' },
    voiding: { en: 'to be made void', zh: '待定作废' },
    voided: { en: 'void', zh: '已作废' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['final', 'voided', 'cancelled'],
  clocks: {
    confirmation: {
      title: { en: 'Time to confirm', zh: '核定时限' },
      budget: { workingDays: 20 },
      ladder: [
        { at: 80, notify: [{ role: 'academyAdmin' }] },
        { at: 100, notify: [{ role: 'academyAdmin' }, { role: 'personnel' }] },
      ],
    },
    appeals: {
      title: { en: 'Time to appeal', zh: '申诉期限' },
      budget: { clockMinutes: 15 * 24 * 60 },
      ladder: [{ at: 100, act: 'finish' }],
    },
    voiding: {
      title: { en: 'Time to decide on making it void', zh: '作废决定时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'academyAdmin' }, { role: 'personnel' }] },
        { at: 100, notify: [{ role: 'academyAdmin' }, { role: 'personnel' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  roles,
  fallback: 'leader',
  lifecycle: {
    opened: { runs: ['confirmation'], tasks: () => byAnother('confirm', 'confirmation') },
    // An appeal is a case of its own.
    confirmed: {
      runs: ['appeals'],
      unattended: { en: 'it is final when the time to appeal is over', zh: '申诉期满后确定' },
    },
    deciding: {
      untimed: { en: 'each appeal has a limit of its own', zh: '各申诉案件另有时限' },
      unattended: { en: 'it is final with the last appeal', zh: '最后一件申诉办结后确定' },
    },
    final: {},
    voiding: { runs: ['voiding'], rests: ['appeals'], tasks: () => byAnother('void', 'voiding') },
    voided: {},
    cancelled: {},
  },
  limits: {},
  staff: ['academyAdmin', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: {
    title: { en: 'Evaluate a year', zh: '发起年度考评' },
    description: {
      en: 'From its last day on; until then look at the preview. A year is evaluated once.',
      zh: '自该年度最后一日起可发起，此前请查看预览；每年度考评一次。',
    },
    event: 'Opened',
    by: ['academyAdmin'],
    to: ['opened'],
    decide: ({ input: { year }, reference: { today, expiryRuns } }) =>
      today < `${year}-12-31`
        ? refuse(
            'yearNotOver',
            `${year} isn’t over, and what is earned until then counts; evaluate it from ${year}-12-31 on. \`yearlyEvaluationPreview\` shows how it stands now.`,
            `${year}年度尚未结束，此后所得学分仍计入，请自${year}-12-31起发起；目前情况见evaluationPreview。`,
          )
        : {
            state: 'opened',
            title: `${year}年度考评 Evaluation of ${year}`,
            facts: { year, frozen: null, final: null, confirmedBy: null, confirmedAt: null, voiding: null },
            effects: [
              hold({ resource: placeOf(year), title: { en: `the evaluation of ${year}`, zh: `${year}年度考评` } }),
              // Nobody has to remember it.
              ...(expiryRuns ? [] : [openCase('creditExpiry', {})]),
            ],
          },
  },
  actions: { ...confirming, ...voiding },
});
