/** From the opened evaluation to the final one: frozen when it is confirmed, and once more when its appeals are decided. */
import { actOn, release } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { revokeBadges } from './badges.ts';
import type { Frozen } from './inputs.ts';
import { type EvaluationOutcome, notify, notifyEvaluated, placeOf, type RulesOf } from './vocabulary.ts';

const APPEALABLE_OR_LATER = ['confirmed', 'deciding', 'final', 'voiding', 'voided'] as const;

export const becomesFinal = (final: Frozen): EvaluationOutcome => ({
  state: 'final',
  facts: { final, voiding: null },
  notify: [notify({ role: 'personnel' }, 'final')],
  effects: [revokeBadges('Not passed by the final result of the year. 按年度最终结果未达标。', final.sha256)],
});

export const confirming: RulesOf<'confirm' | 'cancel' | 'finish' | 'settle'> = {
  confirm: {
    title: { en: 'Confirm', zh: '核定' },
    description: {
      en: 'Freezes what everybody has earned in the year against what their group needs. Corrections afterwards are shown beside it; upheld appeals go into the final result.',
      zh: '固化全员当年学分与要求的对照结果；此后更正另行列示，成立的申诉计入最终结果。',
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
            notify: notifyEvaluated({ frozen }, 'confirmed', { year: facts.year }),
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
      effects: [release(placeOf(facts.year))],
    }),
  },
  finish: {
    title: { en: 'End the time to appeal', zh: '申诉期满' },
    event: 'AppealTimeEnded',
    by: ['clock:appeals'],
    from: ['confirmed'],
    to: ['deciding'],
    // Counted after this is recorded, so that no decision falls between the counting and the end of the time.
    decide: ({ current: { id } }) => ({ state: 'deciding', effects: [actOn(id, 'settle', {})] }),
  },
  settle: {
    title: { en: 'Count the appeals that are left', zh: '核对未决申诉' },
    description: {
      en: 'After the time to appeal and after each decision. With the last one the result is frozen once more and final.',
      zh: '申诉期满及每次裁定后核对；全部裁定后再次固化并成为最终结果。',
    },
    event: 'AppealsCounted',
    by: ['case'],
    from: APPEALABLE_OR_LATER,
    to: ['final'],
    decide: ({ current: { state }, reference: { open, final } }) =>
      state === 'deciding' && open === 0 && final ? becomesFinal(final) : {},
  },
};
