/** A loss claim 快件理赔: filed by a pickup, assessed by the rule, agreed or ruled, and paid once. */

import { endParties, release } from '../effects/index.ts';
import { defineProcess, isRefusal } from '../kernel/process.ts';
import { assessing } from './assessing.ts';
import {
  CLAIMANTS,
  inFront,
  notify,
  onlyClaimants,
  SPEAKERS,
  spokenFor,
  spokenOf,
  tellPickup,
  withoutConsent,
} from './claimants.ts';
import type { Facts } from './facts.ts';
import { filing, heldFor, joining } from './filing.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { paying } from './paying.ts';
import { settling } from './settling.ts';
import { shows } from './showing.ts';
import { type Reference, type RulesOf, roles } from './vocabulary.ts';

const WITHDRAW = { en: 'Withdraw', zh: '撤回' };

const leaving: RulesOf<'withdraw' | 'comment'> = {
  withdraw: {
    title: WITHDRAW,
    event: 'Withdrawn',
    by: SPEAKERS,
    anywhere: true,
    from: ['filed', 'assessing', 'awaitingEvidence', 'offered', 'disputed'],
    to: ['withdrawn', 'assessing'],
    guard: onlyClaimants,
    decide: ({ current, actor, input }) => {
      const { id, facts, state } = current;
      const { claimants, assessor } = facts;
      const wrong = withoutConsent(current, actor, input);
      if (wrong) return wrong;
      const reason = input.reason;
      const notices = [
        notify(CLAIMANTS, 'withdrawn', { reason }),
        ...(assessor === null ? [] : [notify({ person: assessor }, 'withdrawn', { reason })]),
        ...spokenFor(current, actor, WITHDRAW),
      ];
      if (claimants.length === 1)
        return {
          state: 'withdrawn',
          reason,
          // Nothing was decided: within its time the parcel may be claimed for again.
          effects: [release(heldFor(facts)), tellPickup(id, facts, 'withdrawn')],
          notify: notices,
        };
      // Nobody ends the claim of others: it goes on with those who are left.
      const leaver = spokenOf(current, actor, input.as);
      if (isRefusal(leaver)) return leaver;
      const left = claimants.filter((one) => one !== leaver);
      const [next] = left;
      const wasFirst = leaver === claimants[0];
      const known: Partial<Facts> = wasFirst && next ? { ...inFront(next, facts), disputed: null } : {};
      return {
        // What was offered to one isn't agreed to by the next.
        ...(wasFirst && (state === 'offered' || state === 'disputed') ? { state: 'assessing' as const } : {}),
        reason,
        facts: { ...known, claimants: (known.claimants ?? left).filter(({ as }) => as !== leaver.as) },
        effects: [endParties({ role: 'claimant', person: leaver.person })],
        notify: notices.map((one) => ({ ...one, notice: one.notice === 'withdrawn' ? 'oneWithdrawn' : one.notice })),
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '留言' },
    event: 'Commented',
    by: [...SPEAKERS, 'claimAssessor', 'claimRuler', 'cashier', 'allianceSecretary', 'leader'],
    anywhere: true,
    evenOwn: true,
    from: ['filed', 'assessing', 'awaitingEvidence', 'offered', 'disputed', 'payable'],
    decide: () => ({}),
  },
};

export const lossClaim = defineProcess<Inputs, Facts, Reference>()({
  name: 'lossClaim',
  code: 'LC',
  version: 1,
  title: { en: 'Loss claim', zh: '快件理赔' },
  states: {
    filed: { en: 'filed', zh: '待受理' },
    assessing: { en: 'being assessed', zh: '定责中' },
    awaitingEvidence: { en: 'waiting for evidence', zh: '待补充材料' },
    offered: { en: 'offered', zh: '待确认' },
    disputed: { en: 'disputed', zh: '待裁定' },
    payable: { en: 'to be paid', zh: '待付款' },
    paid: { en: 'paid', zh: '已赔付' },
    rejected: { en: 'rejected', zh: '不予赔付' },
    withdrawn: { en: 'withdrawn', zh: '已撤回' },
  },
  closed: ['paid', 'rejected', 'withdrawn'],
  clocks: {
    answer: {
      title: { en: 'Time to answer', zh: '答复时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'claimAssessor' }] },
        { at: 100, notify: [{ role: 'claimAssessor' }, { role: 'allianceSecretary' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    legal: {
      title: { en: 'Time that the law gives', zh: '法定答复期限' },
      budget: { calendarDays: 7, roll: true },
      longest: { calendarDays: 7, roll: true },
      ladder: [
        { at: 70, notify: [{ role: 'claimAssessor' }] },
        { at: 100, notify: [{ role: 'claimAssessor' }, { role: 'allianceSecretary' }, { role: 'leader' }, CLAIMANTS] },
      ],
    },
    evidence: {
      title: { en: 'Time to give evidence', zh: '补充材料时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [CLAIMANTS] },
        { at: 100, act: 'evidenceOver' },
      ],
    },
    dispute: {
      title: { en: 'Time to agree or dispute', zh: '确认或异议时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [CLAIMANTS] },
        { at: 100, act: 'agree' },
        // Once more, where two claims drew on the last of a fund in the same moment.
        { at: 110, act: 'agree' },
      ],
    },
    ruling: {
      title: { en: 'Time to the ruling', zh: '裁定时限' },
      budget: { workingDays: 5 },
      ladder: [
        { at: 80, notify: [{ role: 'claimRuler' }] },
        { at: 100, notify: [{ role: 'claimRuler' }, { role: 'allianceSecretary' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
    pay: {
      title: { en: 'Time to pay', zh: '付款时限' },
      budget: { workingDays: 3 },
      ladder: [
        { at: 80, notify: [{ role: 'cashier' }] },
        { at: 100, notify: [{ role: 'cashier' }, { role: 'allianceSecretary' }] },
        { at: 200, notify: [{ role: 'leader' }] },
      ],
    },
  },
  promised: ['answer', 'legal'],
  lifecycle,
  roles,
  fallback: 'allianceSecretary',
  parts: ({ assessor, claimants }) => [
    assessor === null ? null : { person: assessor, role: 'claimAssessor' },
    claimants[0]?.person ? { person: claimants[0].person } : null,
  ],
  // Whoever carried, stored, packed or sold it has no say in it, nor has the rest of the sender’s co-operative, or whoever is related to it or to
  // somebody who claims.
  own: {
    people: ({ claimants, hands, members, coop }) => [
      ...claimants.flatMap(({ person }) => person ?? []),
      ...hands,
      ...members,
      ...(coop === null ? [] : [coop]),
    ],
    offices: ['claimAssessor', 'claimRuler', 'cashier', 'allianceSecretary'],
  },
  inPerson: ({ claimants }) => claimants.flatMap(({ person }) => person ?? []),
  limits,
  staff: ['claimAssessor', 'claimRuler', 'cashier', 'bank', 'allianceSecretary', 'leader'],
  openTo: ['stationClerk'],
  personal: ['claimAssessor', 'claimRuler', 'cashier', 'allianceSecretary'],
  reads: { account: ['cashier'] },
  shows,
  start: filing,
  actions: { ...joining, ...assessing, ...settling, ...paying, ...leaving },
});
