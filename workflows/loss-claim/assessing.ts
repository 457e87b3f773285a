/** How a claim is assessed: accepted by somebody who had nothing to do with the parcel, with what is missing asked for, and an amount by the rule. */
import { attach } from '../effects/index.ts';
import { reservedTo, yuan } from '../kernel/parts.ts';
import { isRefusal, refuse } from '../kernel/process.ts';
import {
  ASSESSORS,
  CLAIMANTS,
  notify,
  onlyClaimants,
  paidTo,
  SPEAKERS,
  spokenFor,
  tellPickup,
  withoutConsent,
} from './claimants.ts';
import { BASES, type Facts, type Offer, SIDES } from './facts.ts';
import { judge } from './judging.ts';
import type { GuardContext, RulesOf } from './vocabulary.ts';

const onlyAssessor = (context: GuardContext) => {
  const { assessor } = context.current.facts;
  return assessor === null
    ? undefined
    : reservedTo(context, [assessor], () =>
        refuse('othersClaim', 'Whoever has accepted the claim goes on with it.', '由受理该件的定责员继续办理。'),
      );
};

/** How an offer came about, in words. */
export const offerWords = (
  { units, claimants }: Pick<Facts, 'units' | 'claimants'>,
  { fen, worth, basis, badUnits, reason }: Offer,
) => ({
  yuan: yuan(fen),
  worth: yuan(worth),
  basisEn: BASES[basis][0],
  basisZh: BASES[basis][1],
  bad: badUnits,
  units: units ?? badUnits,
  reason,
  toEn: SIDES[claimants[0]?.as ?? 'sender'][0],
  toZh: SIDES[claimants[0]?.as ?? 'sender'][1],
});

const GIVE_EVIDENCE = { en: 'Give evidence', zh: '补充材料' };

export const assessing: RulesOf<'accept' | 'askEvidence' | 'giveEvidence' | 'evidenceOver' | 'assess'> = {
  accept: {
    title: { en: 'Accept', zh: '受理' },
    event: 'Accepted',
    by: ['claimAssessor'],
    from: ['filed'],
    to: ['assessing'],
    // Relations of people to co-operatives stand in a table; whoever belongs to one by their unit needs no row.
    guard: ({ current, actor }) =>
      actor.unit !== undefined && actor.unit === current.facts.coop
        ? refuse(
            'ownMatter',
            'The sender belongs to your own co-operative. Leave the claim to a colleague.',
            '寄件人属于您所在的合作社，请交由同事办理。',
          )
        : undefined,
    decide: ({ actor }) => ({ state: 'assessing', facts: { assessor: actor.id } }),
  },
  askEvidence: {
    title: { en: 'Ask for evidence', zh: '要求补充材料' },
    description: {
      en: 'Our time to answer rests until it is there; that of the law runs on.',
      zh: '补充期间内部答复时限暂停，法定期限继续计算。',
    },
    event: 'EvidenceAsked',
    by: ['claimAssessor'],
    from: ['assessing'],
    to: ['awaitingEvidence'],
    guard: onlyAssessor,
    decide: ({ current: { facts }, now, input: { what } }) => ({
      state: 'awaitingEvidence',
      facts: { evidence: [...facts.evidence, { what, askedAt: now, text: null, answeredAt: null }] },
      notify: [notify(CLAIMANTS, 'evidenceAsked', { what })],
    }),
  },
  giveEvidence: {
    title: GIVE_EVIDENCE,
    event: 'EvidenceGiven',
    by: SPEAKERS,
    anywhere: true,
    from: ['awaitingEvidence'],
    to: ['assessing'],
    guard: onlyClaimants,
    decide: ({ current, actor, now, input }) =>
      withoutConsent(current, actor, input) ?? {
        state: 'assessing',
        facts: {
          evidence: current.facts.evidence.map((one, n) =>
            n === current.facts.evidence.length - 1 ? { ...one, text: input.text, answeredAt: now } : one,
          ),
        },
        effects: [attach(input.photos)],
        notify: [
          notify(current.facts.assessor === null ? ASSESSORS : { person: current.facts.assessor }, 'evidenceGiven', {
            text: input.text,
          }),
          ...spokenFor(current, actor, GIVE_EVIDENCE),
        ],
      },
  },
  evidenceOver: {
    title: { en: 'Go on without it', zh: '逾期未补充' },
    event: 'EvidenceMissed',
    by: ['clock:evidence'],
    from: ['awaitingEvidence'],
    to: ['assessing'],
    decide: () => ({ state: 'assessing' }),
  },
  assess: {
    title: { en: 'Assess', zh: '定责' },
    description: {
      en: 'The amount is the rule’s, or less. Where only the sender, nature or force majeure is liable, the claim is rejected.',
      zh: '金额按规则计算，可低不可高；责任全在寄件人、货物自然属性或不可抗力的，不予赔付。',
    },
    event: 'Assessed',
    by: ['claimAssessor'],
    from: ['assessing'],
    to: ['offered', 'rejected'],
    guard: onlyAssessor,
    decide: ({ current: { id, facts }, actor, now, input, reference, limits }) => {
      const paid = paidTo(facts, input.payTo);
      if (isRefusal(paid)) return paid;
      const claim = { ...facts, ...paid };
      const offer = judge({ facts: claim, input, reference, limits, by: actor.id, now });
      if (isRefusal(offer)) return offer;
      const known = {
        ...paid,
        offer,
        assessor: actor.id,
        rounds: facts.rounds + 1,
        decidedIn: facts.decidedIn ?? reference.days,
      };
      return offer.fen === 0
        ? {
            state: 'rejected',
            facts: known,
            reason: input.reason,
            effects: [tellPickup(id, facts, 'rejected')],
            notify: [notify(CLAIMANTS, 'rejected', { reason: input.reason })],
          }
        : {
            state: 'offered',
            facts: known,
            reason: input.reason,
            notify: [notify(CLAIMANTS, 'offered', offerWords(claim, offer))],
          };
    },
  },
};
