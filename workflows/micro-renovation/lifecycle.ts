/** What runs and is waited for in each state of a micro-renovation. */

import { openPayment } from '../effects/index.ts';
import { awaited } from '../kernel/answers.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import type { TaskSpec } from '../kernel/process.ts';
import { planOf, REVIEWERS } from './drafting.ts';
import type { Body, Facts } from './facts.ts';
import { hasMet, isPlanPublic, openOpinions } from './hearing.ts';
import { openDefects } from './mending.ts';
import { unpaid } from './paying.ts';
import { leftOf } from './sharing.ts';
import { signaturesWanted } from './signing.ts';
import { isSurveyed } from './surveying.ts';
import type { Action, Clock, Role, State } from './vocabulary.ts';
import { awaitsLeader } from './voting.ts';
import { stillBefore } from './working.ts';

type Task = TaskSpec<Action, Role>;

const lead = (action: Action, clock?: Clock): Task => ({
  ...{ action, role: 'renovationLead' },
  ...(clock === undefined ? {} : { clock }),
});

/** Whether the reviewers have a plan before them that not all of them have said something of. */
const isReviewed = ({ review }: Facts): boolean => review !== null && awaited(review).length > 0;

const toReview = ({ review }: Facts): readonly Task[] =>
  review === null
    ? []
    : awaited(review).map((body) => ({
        action: 'review',
        role: REVIEWERS[body as Body],
        group: 'reviewers',
        clock: 'review',
        otherwise: { role: 'renovationLead' as const, action: 'draft' as const },
      }));

const toHear = (facts: Facts): readonly Task[] => {
  if (openOpinions(facts).length > 0) return [lead('answerOpinion')];
  if (facts.notice?.state === 'running') return hasMet(facts) ? [] : [lead('noteAssembly')];
  if (facts.notice?.state === 'struck') return [lead('draft')];
  if (facts.vote?.version === planOf(facts)?.version) return [lead('draft')];
  if (!isPlanPublic(facts)) return [lead('publish')];
  return hasMet(facts) ? [lead('openVote')] : [lead('noteAssembly')];
};

/** Households that are asked for a signature, and the lead who brings the paper. */
const toSign = (facts: Facts): readonly Task[] => [
  { action: 'signPrivate', role: 'householder', clock: 'signatures', otherwise: { role: 'renovationLead' } },
  ...(signaturesWanted(facts).length > 0 ? [lead('signPrivate', 'signatures')] : []),
];

const anyLeft = ({ dues }: Facts): boolean => dues.some((due) => leftOf(due) > 0);

const toShare = (facts: Facts): readonly Task[] => {
  const hardship: readonly Task[] = facts.hardship.length > 0 ? [{ action: 'decideHardship', role: 'leader' }] : [];
  const { notice, shares } = facts;
  if (shares === null || notice?.state === 'struck' || notice?.state === 'withdrawn') return [lead('share'), ...hardship];
  if (notice === null) return [{ action: 'checkShares', role: 'auditorOfWorks' }, ...hardship];
  if (notice.state === 'running') return hardship;
  const pays: readonly Task[] = anyLeft(facts) ? [{ action: 'payDues', role: 'cashier', clock: 'dues' }] : [];
  return [...pays, lead('procure'), ...hardship];
};

/** Variations wait for those concerned, or for the supervisor and then the leader. */
const toVary = ({ variations }: Facts): readonly Task[] => {
  const open = variations.filter(({ state }) => state === 'open');
  const office = open.filter(({ needs }) => needs === 'office');
  return [
    ...(open.some(({ needs }) => needs === 'consent')
      ? [{ action: 'consent', role: 'householder', otherwise: { action: 'dropVariation', role: 'renovationLead' } } as const]
      : []),
    ...(office.some(({ supervisor }) => supervisor === null)
      ? [{ action: 'approveVariation', role: 'siteSupervisor' } as const]
      : []),
    ...(office.some(({ supervisor }) => supervisor !== null) ? [{ action: 'approveVariation', role: 'leader' } as const] : []),
  ];
};

const contractor = (action: Action, clock: Clock, otherwise: { action: Action; role: Role }): Task => ({
  ...{ action, role: 'contractor', clock, otherwise },
});

const toWork = (facts: Facts): readonly Task[] => {
  const unchecked = facts.lots.some(({ hidden }) => hidden.some(({ passed }) => passed === null));
  const running = facts.lots.some(({ state }) => state === 'running');
  const waiting = facts.lots.some((lot) => lot.state === 'waiting' && stillBefore(facts, lot).length === 0);
  const supervisor = (action: 'startLot' | 'doneLot') => ({ action, role: 'siteSupervisor' as const });
  const work: readonly Task[] = [
    ...(facts.contractorEnded === null ? [] : [lead('changeContractor', 'works')]),
    ...(unchecked ? [{ action: 'checkHidden', role: 'siteSupervisor', clock: 'works' } as const] : []),
    ...(waiting ? [contractor('startLot', 'works', supervisor('startLot'))] : []),
    ...(running ? [contractor('doneLot', 'works', supervisor('doneLot'))] : []),
    ...toVary(facts),
  ];
  return work.length > 0 ? work : [lead('vary', 'works')];
};

const toMend = (facts: Facts): readonly Task[] => {
  const open = openDefects(facts);
  const others = { action: 'repairFromRetention', role: 'renovationLead' } as const;
  const asks = facts.defectsOver && facts.releaseAskedAt === null;
  return [
    ...(open.some(({ state }) => state === 'open') ? [contractor('answerDefect', 'defectAnswer', others)] : []),
    ...(open.some(({ state }) => state === 'answered') ? [contractor('repaired', 'repair', others)] : []),
    ...(open.some(({ state }) => state === 'toCheck') ? [{ action: 'checkRepair', role: 'siteSupervisor' } as const] : []),
    ...(asks ? [{ action: 'askRelease', role: 'contractor', otherwise: { role: 'renovationLead' } } as const] : []),
    ...(facts.releaseAskedAt !== null && facts.releasedAt === null ? [lead('release', 'releaseCheck')] : []),
    ...(unpaid(facts).length > 0
      ? [{ action: 'instruct', role: 'cashier', clock: facts.releasedAt === null ? 'pay' : 'releasePay' } as const]
      : []),
    ...(anyLeft(facts) ? [{ action: 'payDues', role: 'cashier' } as const] : []),
    ...(openPayment(facts.payments)?.state === 'unclear'
      ? [{ action: 'clearPayment', role: 'cashier', except: facts.payers } as const]
      : []),
  ];
};

export const lifecycle: Lifecycle<State, Facts, Clock, Action, Role> = {
  surveying: {
    runs: (facts) => (isSurveyed(facts) ? ['draft'] : ['survey']),
    tasks: (facts) => (isSurveyed(facts) ? [lead('draft', 'draft')] : [{ action: 'survey', role: 'surveyor', clock: 'survey' }]),
  },
  drafting: {
    runs: (facts) => (isReviewed(facts) ? ['review'] : ['draft']),
    tasks: (facts) => (isReviewed(facts) ? toReview(facts) : [lead('draft', 'draft')]),
  },
  reviewed: {
    tasks: (facts) => [...(openOpinions(facts).length > 0 ? [lead('answerOpinion')] : []), lead('publish')],
    untimed: { en: 'the lead publishes the plan when the residents can be asked', zh: '由改造专员择期公示征求意见' },
  },
  negotiating: {
    tasks: toHear,
    untimed: { en: 'the notice and the vote have their own times', zh: '公示和表决各有期限' },
  },
  voting: {
    // Before it opens and after it is closed there is nothing to be timed but its end.
    runs: (facts) => (awaitsLeader(facts) ? [] : ['vote']),
    tasks: (facts) => [
      awaitsLeader(facts)
        ? { action: 'agree', role: 'leader' }
        : { action: 'vote', role: 'householder', clock: 'vote', otherwise: { action: 'enterPaper', role: 'renovationLead' } },
    ],
    untimed: { en: 'the leader decides on what tenants said', zh: '由分管领导裁定承租人异议' },
  },
  agreed: {
    runs: (facts) => (facts.signingOver || signaturesWanted(facts).length === 0 ? [] : ['signatures']),
    tasks: (facts) => (facts.signingOver || signaturesWanted(facts).length === 0 ? [lead('share')] : toSign(facts)),
    untimed: { en: 'the shares are reckoned as soon as all have signed', zh: '签字齐备后即计算分摊' },
  },
  sharing: {
    runs: (facts) => (facts.owed && anyLeft(facts) ? ['dues'] : []),
    tasks: toShare,
    untimed: { en: 'the notice of the shares has its own time', zh: '分摊公示另有期限' },
  },
  contracting: {
    runs: (facts) => (anyLeft(facts) ? ['dues'] : []),
    tasks: ({ contractorEnded }) => [lead(contractorEnded === null ? 'contract' : 'changeContractor')],
    untimed: { en: 'permits and the contract have their own times', zh: '许可和签约各有程序' },
  },
  works: { runs: (facts) => ['works', ...(anyLeft(facts) ? (['dues'] as const) : [])], tasks: toWork },
  inspecting: {
    runs: ({ dispute }) => (dispute === null ? ['inspect'] : ['jointLook']),
    tasks: ({ dispute }) => {
      if (dispute === null) return [{ action: 'inspect', role: 'siteSupervisor', clock: 'inspect' }];
      return dispute.looked
        ? [lead('independentOpinion', 'jointLook')]
        : [{ action: 'lookTogether', role: 'siteSupervisor', clock: 'jointLook' }];
    },
  },
  settling: {
    runs: () => ['audit'],
    tasks: (facts) => [
      ...toVary(facts),
      facts.finals === null
        ? { action: 'settle', role: 'contractor', clock: 'audit', otherwise: { role: 'renovationLead' } }
        : { action: 'audit', role: 'auditorOfWorks', clock: 'audit' },
    ],
  },
  defects: {
    runs: (facts) => [
      ...(facts.defectsOver || facts.releasedAt !== null ? [] : (['defects'] as const)),
      ...(openDefects(facts).some(({ state }) => state === 'open') ? (['defectAnswer'] as const) : []),
      ...(openDefects(facts).some(({ state }) => state === 'answered') ? (['repair'] as const) : []),
      ...(facts.releaseAskedAt !== null && facts.releasedAt === null ? (['releaseCheck'] as const) : []),
      ...(unpaid(facts).length > 0 ? [facts.releasedAt === null ? ('pay' as const) : ('releasePay' as const)] : []),
    ],
    tasks: toMend,
    untimed: { en: 'the bank says what became of the payments', zh: '等待银行付款结果' },
  },
  closed: {},
  shelved: {},
  withdrawn: {},
};
