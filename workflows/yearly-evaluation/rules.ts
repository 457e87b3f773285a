/** The yearly evaluation 年度考评: who has earned the credits of a year, frozen when it is confirmed, and open to appeal for some days. */
import { hold, release } from '../effects/index.ts';
import { defineProcess, refuse } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Frozen, Inputs } from './inputs.ts';

export type Reference = {
  readonly start: { readonly thisYear: number };
  readonly confirm: { readonly frozen: Frozen };
};

const resource = (year: number): string => `evaluation:${year}`;

/** People who may have a line in an evaluation. */
const EVALUATED = ['trainee', 'mentor', 'lecturer', 'deskOfficer', 'examiner', 'handler', 'leader'] as const;

export const yearlyEvaluation = defineProcess<Inputs, Facts, Reference>()({
  name: 'yearlyEvaluation',
  code: 'YE',
  version: 1,
  title: { en: 'Yearly evaluation', zh: '年度考评' },
  states: {
    opened: { en: 'opened', zh: '待核定' },
    confirmed: { en: 'confirmed, open to appeal', zh: '已核定（申诉期）' },
    final: { en: 'final', zh: '已定' },
    cancelled: { en: 'cancelled', zh: '已取消' },
  },
  closed: ['final', 'cancelled'],
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
  },
  roles: rolesOf('academyAdmin', 'personnel', ...EVALUATED),
  fallback: 'leader',
  lifecycle: {
    opened: {
      runs: ['confirmation'],
      // Both, because the one who opened it can't confirm it.
      tasks: () => [
        { action: 'confirm', role: 'academyAdmin', clock: 'confirmation' },
        { action: 'confirm', role: 'personnel', clock: 'confirmation' },
      ],
    },
    // An appeal is a case of its own.
    confirmed: { runs: ['appeals'], tasks: () => [] },
    final: {},
    cancelled: {},
  },
  limits: {},
  staff: ['academyAdmin', 'personnel', 'leader'],
  personal: ['academyAdmin', 'personnel'],
  start: {
    title: { en: 'Evaluate a year', zh: '发起年度考评' },
    event: 'Opened',
    by: ['academyAdmin'],
    to: ['opened'],
    decide: ({ input: { year }, reference: { thisYear } }) =>
      year > thisYear
        ? refuse('yearToCome', `${year} hasn’t begun; evaluate a year that has.`, `${year}年尚未开始，请选择已开始的年度。`)
        : {
            state: 'opened',
            title: `${year}年度考评 Evaluation of ${year}`,
            facts: { year, frozen: null, confirmedBy: null, confirmedAt: null },
            // A year is evaluated once; the place stays taken when it is final.
            effects: [hold({ resource: resource(year), title: { en: `the evaluation of ${year}`, zh: `${year}年度考评` } })],
          },
  },
  actions: {
    confirm: {
      title: { en: 'Confirm', zh: '核定' },
      description: {
        en: 'Freezes what everybody has earned in the year against what their group needs. Corrections afterwards don’t change it; they are shown beside it.',
        zh: '固化全员当年学分与要求的对照结果；此后更正不改变本结果，仅另行列示。',
      },
      event: 'Confirmed',
      by: ['academyAdmin', 'personnel'],
      from: ['opened'],
      to: ['confirmed'],
      guard: ({ current, actor }) =>
        current.openedBy === actor.id
          ? refuse(
              'ownEvaluation',
              'You opened this evaluation; somebody else of the academy or of personnel confirms it.',
              '考评由您发起，须由学院其他管理员或人事核定。',
            )
          : undefined,
      decide: ({ current: { facts }, actor, now, input, reference: { frozen } }) =>
        frozen.people === 0
          ? refuse(
              'nobodyEvaluated',
              'No group has anybody in it; check the table creditRequirements.',
              '没有任何考评对象，请核对creditRequirements。',
            )
          : {
              state: 'confirmed',
              facts: { frozen, confirmedBy: actor.id, confirmedAt: now },
              ...(input.remark === undefined ? {} : { reason: input.remark }),
              notify: EVALUATED.map((role) => ({
                to: { role },
                notice: 'confirmed',
                params: { year: facts.year },
              })),
            },
    },
    cancel: {
      title: { en: 'Cancel', zh: '取消' },
      event: 'Cancelled',
      by: ['academyAdmin'],
      from: ['opened'],
      to: ['cancelled'],
      decide: ({ current: { facts }, input: { reason } }) => ({
        state: 'cancelled',
        reason,
        effects: [release(resource(facts.year))],
      }),
    },
    finish: {
      title: { en: 'Become final', zh: '申诉期满' },
      event: 'BecameFinal',
      by: ['clock:appeals'],
      from: ['confirmed'],
      to: ['final'],
      decide: () => ({
        state: 'final',
        notify: [{ to: { role: 'personnel' }, notice: 'final' }],
      }),
    },
  },
});
