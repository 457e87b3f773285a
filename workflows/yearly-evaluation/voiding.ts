/** How a confirmed evaluation is made void: one asks with a reason, another one decides, and the year can be evaluated anew. */
import { actOn, release } from '../effects/index.ts';
import { refuse } from '../kernel/process.ts';
import { revokeBadges } from './badges.ts';
import { becomesFinal } from './confirming.ts';
import type { Facts } from './inputs.ts';
import { notify, notifyEvaluated, placeOf, type RulesOf } from './vocabulary.ts';

const stateBefore = (state: string): NonNullable<Facts['voiding']>['from'] =>
  state === 'confirmed' || state === 'deciding' ? state : 'final';

export const voiding: RulesOf<'askVoid' | 'void' | 'keep'> = {
  askVoid: {
    title: { en: 'Ask to make it void', zh: '提请作废' },
    description: {
      en: 'For what is wrong with the whole, such as a wrong table. A single line is appealed against.',
      zh: '适用于考评整体有误（如参数表错误）；个人结果有误请申诉。',
    },
    event: 'VoidAsked',
    by: ['academyAdmin', 'personnel'],
    from: ['confirmed', 'deciding', 'final'],
    to: ['voiding'],
    decide: ({ current: { state }, actor, now, input: { reason } }) => ({
      state: 'voiding',
      reason,
      facts: { voiding: { by: actor.id, at: now, reason, from: stateBefore(state) } },
      notify: (['academyAdmin', 'personnel'] as const).map((role) => notify({ role }, 'toVoid', { name: actor.name, reason })),
    }),
  },
  void: {
    title: { en: 'Make it void', zh: '作废' },
    description: {
      en: 'Badges that were given by it are revoked, and the year can be evaluated anew. Credits stay as they are, and so does what appeals have put right; open appeals are closed.',
      zh: '据此签发的徽章随之撤销，该年度可重新考评；学分及已成立申诉的更正不变，未决申诉一并终止。',
    },
    event: 'Voided',
    by: ['academyAdmin', 'personnel', 'leader'],
    from: ['voiding'],
    to: ['voided'],
    guard: ({ current, actor }) =>
      current.facts.voiding?.by === actor.id
        ? refuse(
            'ownVoiding',
            'You asked for this; somebody else of the academy or of personnel decides.',
            '作废由您提请，须由学院其他管理员或人事决定。',
          )
        : undefined,
    decide: ({ current: { facts }, reference: { appeals } }) => {
      const reason = facts.voiding?.reason ?? '';
      return {
        state: 'voided',
        reason,
        notify: notifyEvaluated(facts, 'voided', { year: facts.year, reason }),
        effects: [release(placeOf(facts.year)), revokeBadges(reason), ...appeals.map((id) => actOn(id, 'lapse', {}))],
      };
    },
  },
  keep: {
    title: { en: 'Let it stand', zh: '维持' },
    event: 'Kept',
    by: ['academyAdmin', 'personnel', 'leader'],
    from: ['voiding'],
    to: ['confirmed', 'deciding', 'final'],
    decide: ({ current: { facts }, input: { reason }, reference: { open, final } }) => {
      const { from = 'final', by = '' } = facts.voiding ?? {};
      const told = by === '' ? [] : [notify({ person: by }, 'kept', { reason })];
      // The last appeal may have been decided meanwhile.
      if (from === 'deciding' && open === 0 && final) {
        const outcome = becomesFinal(final);
        return { ...outcome, reason, notify: [...(outcome.notify ?? []), ...told] };
      }
      return { state: from, reason, facts: { voiding: null }, notify: told };
    },
  },
};
