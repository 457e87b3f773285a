/** A unit returns a report 退单, and somebody rules on it. Meanwhile the case's own clock runs on. */
import { both } from '../kernel/parts.ts';
import { type Notice, type Refusal, refuse, type Title } from '../kernel/process.ts';
import { backAtDesk, dispatchedTo, unfit } from './dispatching.ts';
import type { Facts, Objection } from './facts.ts';
import { notOwnReport } from './guards.ts';
import { isFinal } from './lifecycle.ts';
import { asWritten, notify } from './telling.ts';
import type { GuardContext, IssueReport, RulesOf } from './vocabulary.ts';

export const objecting: RulesOf<'object' | 'lapseObjection' | 'rule' | 'ruleFinally'> = {
  object: {
    title: { en: 'Object', zh: '退单' },
    description: {
      en: 'Return a report that isn’t the unit’s matter, with the ground. The time to handle it runs on; the second objection is ruled on finally.',
      zh: '不属于本单位职责的，说明依据申请退单。办理时限不停；第二次退单进入最终裁定。',
    },
    event: 'Objected',
    by: ['handler', 'shiftLeader', 'leader'],
    from: ['dispatched'],
    to: ['awaitingObjectionRuling'],
    guard: (context) => {
      const { current } = context;
      if (current.facts.dispatch?.forced) {
        return refuse(
          'finallyRuled',
          'A final ruling gave it to this unit; it can’t be returned again. Accept it, and call the others together on the spot if you need them.',
          '本件已由最终裁定指定承办，不得再次退单。请签收办理，如需配合可召集现场协调会。',
        );
      }
      return current.clocks.objection === 'running'
        ? notOwnReport(context)
        : refuse(
            'objectionTooLate',
            'The time to object is over. Accept it, and ask the dispatch desk to move it if it is another unit’s matter.',
            '退单期限已过。请先签收；如确属其他单位职责，请联系派单台转派。',
          );
    },
    decide: ({ current, actor, now, input }) => {
      const { code: category } = current.facts.category;
      const objection = { unit: current.unit ?? '', category, by: actor.id, at: now, ground: input.ground, ruling: null };
      return {
        state: 'awaitingObjectionRuling',
        confidential: true,
        facts: { objections: [...current.facts.objections, objection] },
        reason: input.ground,
        notify: [notify({ role: 'ruler' }, 'toRule', { ground: input.ground })],
      };
    },
  },
  lapseObjection: {
    title: { en: 'End the time to object', zh: '退单期满' },
    event: 'ObjectionLapsed',
    by: ['clock:objection'],
    from: ['dispatched'],
    decide: () => ({
      confidential: true,
      clocks: { stop: ['objection'] },
      notify: [notify({ role: 'handler' }, 'objectionLapsed'), notify({ role: 'shiftLeader' }, 'objectionLapsed')],
    }),
  },
  rule: {
    title: { en: 'Rule on the objection', zh: '退单裁定' },
    description: {
      en: 'Uphold it and name another unit or send it back to the dispatch desk; or dismiss it, and the same unit has it again.',
      zh: '成立的，指定其他单位或退回派单台；不成立的，退回原单位办理。',
    },
    event: 'ObjectionRuled',
    by: ['ruler'],
    from: ['awaitingObjectionRuling'],
    to: ['dispatched', 'reported'],
    guard: (context) =>
      isFinal(context.current.facts)
        ? refuse(
            'finalRulingNeeded',
            'This is the second objection: rule finally, naming the unit that has to handle it.',
            '本件为第二次退单，请作最终裁定并指定承办单位。',
          )
        : (ownObjection(context) ?? notOwnReport(context)),
    decide: ({ current, actor, now, input, reference }) => {
      const ruled = withRuling(current, { upheld: input.upheld, by: actor.id, at: now, reason: input.reason, final: false });
      const { dispatch } = current.facts;
      if (!input.upheld && reference.chosen) {
        return refuse(
          'dismissedGoesBack',
          'A dismissed objection goes back to the unit that has the report. Leave the other unit out, or uphold the objection.',
          '退单不成立的，由原单位办理。请勿填写改派单位，或裁定退单成立。',
        );
      }
      if (!input.upheld && dispatch) {
        const outcome = dispatchedTo({ unit: dispatch.unit, why: dispatch.why, by: actor.id, now, before: current.facts });
        return {
          ...outcome,
          confidential: true,
          facts: { ...outcome.facts, ...ruled },
          reason: input.reason,
          notify: [notify({ role: 'handler' }, 'objectionDismissed', { reason: input.reason })],
        };
      }
      if (!input.upheld || !reference.chosen) {
        const outcome = backAtDesk(current.facts);
        return {
          ...outcome,
          confidential: true,
          facts: { ...outcome.facts, ...ruled },
          reason: input.reason,
          notify: [notify({ role: 'dispatcher' }, 'backAtDesk', { reason: input.reason }), toObjector(current, input.reason)],
        };
      }
      if (reference.chosen.unit.id === current.unit) {
        return refuse(
          'sameUnit',
          'That is the unit that objected; dismiss the objection instead, or name another unit.',
          '该单位即退单单位。如退单不成立请予驳回，否则请指定其他单位。',
        );
      }
      const refusal = unfit(reference.chosen);
      if (refusal) return refusal;
      const outcome = dispatchedTo({ unit: reference.chosen.unit, why: BY_RULING, by: actor.id, now, before: current.facts });
      return {
        ...outcome,
        confidential: true,
        facts: { ...outcome.facts, ...ruled },
        reason: input.reason,
        notify: [...toldBoth(outcome.notify, input.reason), toObjector(current, input.reason)],
      };
    },
  },
  ruleFinally: {
    title: { en: 'Rule finally', zh: '最终裁定' },
    description: {
      en: 'Name the unit that has to handle it and say why; nobody can object to this.',
      zh: '指定承办单位并说明理由，该裁定不得再次退单。',
    },
    event: 'ForciblyAssigned',
    by: ['ruler'],
    from: ['awaitingObjectionRuling'],
    to: ['dispatched'],
    guard: (context) =>
      isFinal(context.current.facts)
        ? (ownObjection(context) ?? notOwnReport(context))
        : refuse(
            'firstRulingFirst',
            'This is the first objection: uphold or dismiss it. Only a second one is ruled on finally.',
            '本件为首次退单，请裁定是否成立；第二次退单方可最终裁定。',
          ),
    decide: ({ current, actor, now, input, reference }) => {
      const refusal = unfit(reference);
      if (refusal) return refusal;
      const upheld = reference.unit.id !== current.unit;
      const outcome = dispatchedTo({
        unit: reference.unit,
        why: BY_RULING,
        by: actor.id,
        now,
        forced: true,
        before: current.facts,
      });
      return {
        ...outcome,
        confidential: true,
        facts: {
          ...outcome.facts,
          ...withRuling(current, { upheld, by: actor.id, at: now, reason: input.reason, final: true }),
        },
        reason: input.reason,
        notify: [
          ...toldBoth(outcome.notify, input.reason),
          notify({ role: 'shiftLeader' }, 'forciblyAssigned', both('why', asWritten(input.reason))),
          ...(upheld ? [toObjector(current, input.reason)] : []),
        ],
      };
    },
  },
};

/** Somebody of the objecting unit may also be a ruler; not over what they returned themselves. */
const ownObjection = ({ current, actor }: GuardContext): Refusal | undefined =>
  current.facts.objections.at(-1)?.by === actor.id
    ? refuse('ownObjection', 'You returned it yourself; another ruler has to decide.', '本人提出的退单须由其他裁定人裁定。')
    : undefined;

const withRuling = (current: IssueReport, ruling: NonNullable<Objection['ruling']>): Pick<Facts, 'objections'> => ({
  objections: current.facts.objections.map((objection, index, all) =>
    index === all.length - 1 ? { ...objection, ruling } : objection,
  ),
});

/** What the reporters read of a ruling: what was said in it is between the units. */
const BY_RULING: Title = { en: 'It was ruled to be this unit’s matter.', zh: '经裁定由该单位承办。' };

/** The unit that gets the report reads why it was ruled so. */
const toldBoth = (notices: readonly Notice[], reason: string): readonly Notice[] =>
  notices.map((notice) =>
    'role' in notice.to ? { ...notice, params: { ...notice.params, ...both('why', asWritten(reason)) } } : notice,
  );

/** The unit has lost the case by then, so the message goes to the person who objected. */
const toObjector = (current: IssueReport, reason: string) =>
  notify({ person: current.facts.objections.at(-1)?.by ?? '' }, 'objectionUpheld', { reason });
