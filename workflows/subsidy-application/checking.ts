/** How an application is checked: all that is missing is asked for at once, then it is accepted; or it is rejected, on a ground from a list. */
import { holdsRole, isRefusal, refuse } from '../kernel/process.ts';
import { filledIn, partPaid } from './drafting.ts';
import { noticeUnderWay, unpaid } from './ending.ts';
import { REJECT_GROUNDS } from './facts.ts';
import { noInvoices } from './standing.ts';
import { FIRM, notify } from './telling.ts';
import { type RulesOf, UNPAID } from './vocabulary.ts';

export const checking: RulesOf<'askMaterial' | 'giveMaterial' | 'accept' | 'reject'> = {
  askMaterial: {
    title: { en: 'Ask for what is missing', zh: '一次性告知补正' },
    description: { en: 'All of it at once; a second time is noted as ours.', zh: '一次性告知；二次补正记为工作失误。' },
    event: 'MaterialAsked',
    by: ['windowClerk'],
    from: ['submitted'],
    to: ['incomplete'],
    decide: ({ current: { facts }, actor, input: { missing } }) => ({
      state: 'incomplete',
      facts: { missing, askedTimes: facts.askedTimes + 1, askedBy: actor.id },
      notify: [
        notify(FIRM, 'incomplete', { missing: missing.join('; ') }),
        ...(facts.askedTimes > 0 ? [notify({ role: 'leader' }, 'ourFault')] : []),
      ],
    }),
  },
  giveMaterial: {
    title: { en: 'Give what is missing', zh: '补充材料' },
    event: 'MaterialGiven',
    by: ['firmAgent'],
    from: ['incomplete'],
    to: ['submitted'],
    decide: ({ current: { facts }, actor, input, reference }) => {
      const { firm, judged } = reference;
      const given = filledIn(facts, input, { actor, firm, takesInvoices: true });
      if (isRefusal(given)) return given;
      const none = noInvoices(reference, { ...facts.evidence, ...given.facts.evidence });
      if (none) return none;
      return {
        state: 'submitted',
        facts: {
          ...given.facts,
          ...{ missing: [], conditions: judged.conditions, fen: judged.amount?.fen ?? null, how: judged.amount?.how ?? null },
        },
        effects: given.effects,
        notify: [notify(facts.askedBy === null ? { role: 'windowClerk' } : { person: facts.askedBy }, 'submitted')],
      };
    },
  },
  accept: {
    title: { en: 'Accept', zh: '受理' },
    event: 'Accepted',
    by: ['windowClerk'],
    from: ['submitted'],
    to: ['reviewing'],
    // Whoever filed it for the firm doesn’t check it.
    apart: [{ did: 'fillIn', who: ({ filedBy }) => filedBy }],
    decide: ({ actor }) => ({
      state: 'reviewing',
      facts: { acceptedBy: actor.id },
      notify: [notify(FIRM, 'accepted'), notify({ role: 'policyReviewer' }, 'toAssess')],
    }),
  },
  reject: {
    title: { en: 'Reject', zh: '不予支持' },
    description: {
      en: 'The clerk before it is accepted, the reviewer until it is approved, the leader afterwards, and the finance office where the budget of its year is over.',
      zh: '受理前由窗口、审核中由审核员、核定后由分管领导决定；年度预算已结转的由财政办理。',
    },
    event: 'Rejected',
    by: ['windowClerk', 'policyReviewer', 'financeOfficer', 'leader'],
    from: UNPAID,
    to: ['rejected'],
    guard: ({ current: { facts, state }, actor }) => {
      const part = partPaid(facts);
      if (part) return part;
      const roles =
        state === 'submitted' || state === 'incomplete'
          ? ['windowClerk', 'leader']
          : state === 'reviewing'
            ? ['policyReviewer', 'leader']
            : state === 'approved'
              ? ['financeOfficer', 'leader']
              : ['leader'];
      return holdsRole(actor, roles)
        ? undefined
        : refuse(
            'notYoursToReject',
            'In this state somebody else decides. Leave it to the leader, or tell them why.',
            '本环节应由其他人员决定，请交由分管领导办理。',
          );
    },
    decide: ({ current, actor, input: { ground, reason }, reference }) => {
      const wrong = noticeUnderWay(current, reference);
      if (wrong) return wrong;
      // Who keeps the budget says nothing of the application but that there is no money for it any more.
      if (current.state === 'approved' && !holdsRole(actor, ['leader']) && (ground !== 'noBudget' || reference.over == null))
        return refuse(
          'budgetGoesOn',
          'The finance office rejects it only for want of a budget, once the year was carried over or closed. Leave it to the leader.',
          '财政仅可在年度预算结转或结账后以预算已用完为由终止，其他情形请交由分管领导办理。',
        );
      const outcome = unpaid(current, 'rejected', reference);
      const [groundEn, groundZh] = REJECT_GROUNDS[ground];
      return {
        ...outcome,
        reason,
        facts: { ...outcome.facts, ground },
        notify: [notify(FIRM, 'rejected', { groundEn, groundZh, reason })],
      };
    },
  },
};
