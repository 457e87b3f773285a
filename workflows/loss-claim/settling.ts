/** How an offer becomes a debt: the claimant agrees, or is silent, or has it ruled; and larger sums are approved by a second person. */

import { reverse } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../kernel/process.ts';
import {
  ASSESSORS,
  CLAIMANTS,
  claimantWho,
  notify,
  onlyClaimants,
  paidTo,
  payeeOf,
  SPEAKERS,
  spokenFor,
  tellPickup,
  withoutConsent,
} from './claimants.ts';
import type { Facts, Offer } from './facts.ts';
import { judge, linesOf, setAside } from './judging.ts';
import type { Limits } from './limits.ts';
import type { Clock, Funds, GuardContext, LossClaim, RulesOf, State } from './vocabulary.ts';

const AGREE = { en: 'Agree', zh: '同意' };
const DISPUTE = { en: 'Dispute', zh: '提出异议' };
const SECRETARY = { role: 'allianceSecretary' } as const;

/** The offer is owed from now on, and its money is set aside where the funds have it. */
const owed = (
  { id }: Pick<LossClaim, 'id'>,
  offer: Offer,
  { funds, limits: { dualControlFen }, round }: { readonly funds: Funds; readonly limits: Limits; readonly round: number },
): Outcome<State, Facts, Clock> & { readonly facts: Partial<Facts> } => {
  const aside = setAside(id, offer, funds, round);
  const waits = offer.fen > dualControlFen;
  const { emptyFund } = aside.facts;
  const words = { yuan: yuan(offer.fen) };
  return {
    state: 'payable',
    facts: { ...aside.facts, second: waits ? 'waits' : 'none', approver: null },
    effects: aside.effects,
    notify: [
      notify({ role: 'cashier' }, 'agreed', words),
      ...(emptyFund
        ? [notify(SECRETARY, 'fundEmpty', { ...words, fundEn: emptyFund.title.en, fundZh: emptyFund.title.zh })]
        : []),
      ...(waits ? [notify({ role: 'claimRuler' }, 'toApprove', { ...words, reason: offer.reason })] : []),
    ],
  };
};

const offerOf = ({ offer }: Facts): Offer => {
  if (offer === null) throw new RangeError('A claim that is settled has an offer.');
  return offer;
};

/** Only whoever is paid agrees; others who claim may dispute. */
const onlyPayee = (context: GuardContext): Refusal | undefined => {
  const { current, actor } = context;
  if (actor.id.startsWith('clock:')) return undefined;
  const payee = payeeOf(current.facts);
  const who = claimantWho(current, actor);
  const other = who !== undefined && who !== payee;
  return other
    ? refuse('notPayee', 'Whoever is paid agrees. You may dispute the offer.', '由收款人确认，您可提出异议。')
    : onlyClaimants(context);
};

export const settling: RulesOf<'agree' | 'dispute' | 'rule' | 'approve' | 'sendBack' | 'fund'> = {
  agree: {
    title: AGREE,
    description: { en: 'Without a word in time the offer counts as agreed.', zh: '逾期未答复视为同意。' },
    event: 'Agreed',
    by: [...SPEAKERS, 'clock:dispute'],
    anywhere: true,
    from: ['offered'],
    to: ['payable'],
    guard: onlyPayee,
    decide: ({ current, actor, input, reference, limits }) => {
      const silent = actor.id.startsWith('clock:');
      const wrong = silent ? undefined : withoutConsent(current, actor, input);
      if (wrong) return wrong;
      const outcome = owed(current, offerOf(current.facts), { funds: reference, limits, round: current.facts.rounds });
      const told = silent ? [] : spokenFor(current, actor, AGREE);
      return { ...outcome, facts: { ...outcome.facts, silent }, notify: [...(outcome.notify ?? []), ...told] };
    },
  },
  dispute: {
    title: DISPUTE,
    event: 'Disputed',
    by: SPEAKERS,
    anywhere: true,
    from: ['offered'],
    to: ['disputed'],
    guard: onlyClaimants,
    decide: ({ current, actor, input }) =>
      withoutConsent(current, actor, input) ?? {
        state: 'disputed',
        facts: { disputed: input.reason },
        reason: input.reason,
        notify: [
          notify({ role: 'claimRuler' }, 'disputed', { reason: input.reason, yuan: yuan(offerOf(current.facts).fen) }),
          ...spokenFor(current, actor, DISPUTE),
        ],
      },
  },
  rule: {
    title: { en: 'Rule', zh: '裁定' },
    description: {
      en: 'Final in the house; the postal administration hears appeals.',
      zh: '联盟内最终决定；对裁定不服的，可向邮政管理机构申诉。',
    },
    event: 'Ruled',
    by: ['claimRuler'],
    from: ['disputed'],
    to: ['payable', 'rejected'],
    apart: [{ did: 'assess', who: ({ assessor }) => assessor }],
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { id, facts } = current;
      const paid = paidTo(facts, input.payTo);
      if (isRefusal(paid)) return paid;
      const offer = judge({ facts: { ...facts, ...paid }, input, reference, limits, by: actor.id, now });
      if (isRefusal(offer)) return offer;
      const ruled = { ...paid, offer, ruler: actor.id, rounds: facts.rounds + 1 };
      const hears = facts.assessor === null ? ASSESSORS : { person: facts.assessor };
      if (offer.fen === 0)
        return {
          state: 'rejected',
          facts: ruled,
          reason: input.reason,
          effects: [tellPickup(id, facts, 'rejected')],
          notify: [CLAIMANTS, hears].map((to) => notify(to, 'rejected', { reason: input.reason })),
        };
      const outcome = owed(current, offer, { funds: reference, limits, round: ruled.rounds });
      const words = { yuan: yuan(offer.fen), reason: input.reason };
      return {
        ...outcome,
        reason: input.reason,
        facts: { ...outcome.facts, ...ruled },
        notify: [...[CLAIMANTS, hears].map((to) => notify(to, 'ruled', words)), ...(outcome.notify ?? [])],
      };
    },
  },
  approve: {
    title: { en: 'Approve', zh: '复核通过' },
    description: { en: 'Large sums need a second person.', zh: '大额赔付须第二人复核。' },
    event: 'Approved',
    by: ['claimRuler', 'allianceSecretary'],
    from: ['payable'],
    apart: [
      { did: 'assess', who: ({ assessor }) => assessor },
      { did: 'rule', who: ({ ruler }) => ruler },
    ],
    guard: ({ current }) => needsNoSecond(current.facts),
    decide: ({ actor }) => ({ facts: { second: 'given', approver: actor.id } }),
  },
  sendBack: {
    title: { en: 'Send back', zh: '退回重新定责' },
    description: { en: 'In place of the second approval.', zh: '复核不通过时办理。' },
    event: 'SentBack',
    by: ['claimRuler', 'allianceSecretary'],
    from: ['payable'],
    to: ['assessing'],
    apart: [
      { did: 'assess', who: ({ assessor }) => assessor },
      { did: 'rule', who: ({ ruler }) => ruler },
    ],
    guard: ({ current }) => needsNoSecond(current.facts),
    decide: ({ current: { facts }, input: { reason } }) => ({
      state: 'assessing',
      reason,
      facts: { second: 'none', funded: false, emptyFund: null, silent: false, disputed: null, ruler: null },
      // Another round has lines of its own.
      effects: facts.funded ? [reverse(...linesOf(facts))] : [],
      notify: [CLAIMANTS, facts.assessor === null ? ASSESSORS : { person: facts.assessor }].map((to) =>
        notify(to, 'sentBack', { reason }),
      ),
    }),
  },
  fund: {
    title: { en: 'Set the money aside', zh: '落实资金' },
    description: { en: 'After the fund was raised in its table.', zh: '在理赔资金表中增加额度后办理。' },
    event: 'Funded',
    by: ['allianceSecretary'],
    from: ['payable'],
    guard: ({ current: { facts } }) =>
      facts.funded ? refuse('fundedAlready', 'The money is set aside already.', '资金已落实。') : undefined,
    decide: ({ current: { id, facts }, reference }) => {
      const aside = setAside(id, offerOf(facts), reference, facts.rounds);
      return aside.facts.funded ? aside : fundEmpty(aside.facts);
    },
  },
};

const needsNoSecond = ({ second }: Facts): Refusal | undefined =>
  second === 'waits' ? undefined : refuse('noSecondNeeded', 'No second approval is waited for.', '本件没有待复核事项。');

/** Nothing is paid from a fund that hasn't as much. */
export const fundEmpty = ({ emptyFund }: Pick<Partial<Facts>, 'emptyFund'>): Refusal =>
  refuse(
    'fundEmpty',
    `The fund of ${emptyFund?.title.en ?? 'the year'} has not enough. The alliance’s secretary raises it in the table of funds and sets the money aside.`,
    `${emptyFund?.title.zh ?? '本年度'}理赔资金余额不足，请联盟秘书在理赔资金表中增加额度并落实资金。`,
  );
