/** How a packaging trial is proposed, changed, withdrawn and spoken about. */
import { addParties, attach, hold } from '../effects/index.ts';
import { isGone } from '../kernel/parts.ts';
import { holdsRole, type Process, type Refusal, refuse } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Limits, limits as limitRules } from './limits.ts';
import { endedAs, notify, placeOf } from './trial.ts';
import {
  ALWAYS,
  type Baseline,
  type Clock,
  type GuardContext,
  OPEN,
  type Reference,
  type Role,
  type RulesOf,
  type State,
} from './vocabulary.ts';

type Design = Inputs['amend'];

/** Why a trial can't be made as it is asked for. */
const unfit = (
  { shipments, zones, days, budgetFen, costFen }: Design,
  { shipmentsPerArm, zonesMin, shippingDays }: Limits,
): Refusal | undefined => {
  if (shipments < shipmentsPerArm)
    return refuse(
      'tooFewShipments',
      `Less than ${shipmentsPerArm} parcels of each packaging say too little; plan at least as many.`,
      `每种包装少于${shipmentsPerArm}件不足以比较，请至少安排${shipmentsPerArm}件。`,
    );
  if (new Set(zones).size < zonesMin)
    return refuse(
      'tooFewZones',
      `Name at least ${zonesMin} tariff zones, so that near and far are tried.`,
      `请至少填写${zonesMin}个资费区，远近均须试验。`,
    );
  if (days > shippingDays)
    return refuse('tooLong', `A trial is shipped for at most ${shippingDays} days.`, `发运期最长${shippingDays}天。`);
  if (shipments * costFen > budgetFen)
    return refuse(
      'budgetTooSmall',
      `The packaging of ${shipments} parcels costs ${shipments * costFen} fen; raise the budget, or plan fewer parcels.`,
      `${shipments}件包装需${shipments * costFen}分，请提高预算或减少件数。`,
    );
  return undefined;
};

const designOf = (
  { title, parts, costFen, grams, firm, target, shipments, zones, budgetFen, days }: Design,
  key: string,
  baseline: Baseline,
) => ({
  scheme: { key, title, parts, costFen, grams },
  baseline,
  firm,
  target,
  shipments,
  zones: [...new Set(zones)],
  budgetFen,
  days,
});

const sameScheme = () =>
  refuse(
    'sameScheme',
    'A packaging can’t be compared with itself; name the one that is in use.',
    '试验包装与现用包装相同，请填写现用包装。',
  );

/** The proposer, or the secretary for whoever can't. */
const onlyProposer = ({ current, actor }: GuardContext): Refusal | undefined => {
  const { proposer } = current.facts;
  return actor.id === proposer.id
    ? undefined
    : refuse('proposersOwn', `This is for ${proposer.name}, who has proposed the trial.`, `此项由提出人${proposer.name}办理。`);
};

export const proposing: Process<Inputs, Facts, Reference, State, Clock, Role, typeof limitRules>['start'] = {
  title: { en: 'Propose a packaging trial', zh: '提出包装试验' },
  description: {
    en: 'A packaging is shipped in turn with the one in use; the alliance votes on the result.',
    zh: '试验包装与现用包装轮流发运，由联盟按结果表决。',
  },
  event: 'Proposed',
  by: ['courier', 'grower', 'allianceMember', 'allianceSecretary'],
  to: ['proposed'],
  decide: ({ actor, input, reference: { product, usual, baseline }, limits }) => {
    const wrong = unfit(input, limits);
    if (wrong) return wrong;
    if (input.key === baseline.key) return sameScheme();
    if (input.key === usual)
      return refuse(
        'usualAlready',
        `${product.title.en} takes this packaging already; try another one.`,
        `${product.title.zh}已使用该包装，请试验其他方案。`,
      );
    const facts: Facts = {
      product,
      ...designOf(input, input.key, baseline),
      proposer: { id: actor.id, name: actor.name },
      opinion: null,
      sentBack: null,
      approved: null,
      run: 1,
      parcels: [],
      measured: [],
      shippingEnded: null,
      result: null,
      seats: [],
      votes: null,
      decision: null,
      ends: null,
      account: null,
      accountBy: null,
      payments: [],
      payers: [],
      cleared: null,
    };
    return {
      state: 'proposed',
      title: `${product.title.zh}：${facts.scheme.title.zh}`,
      facts,
      effects: [hold(placeOf(facts)), attach(input.photos), addParties({ role: 'proposer', person: actor.id, name: actor.name })],
    };
  },
};

export const speaking: RulesOf<'amend' | 'lapse' | 'withdraw' | 'comment'> = {
  amend: {
    title: { en: 'Change the proposal', zh: '修改方案' },
    description: { en: 'The technical opinion is then asked for anew.', zh: '修改后重新征求技术意见。' },
    event: 'Amended',
    by: ['courier', 'grower', 'allianceMember', 'allianceSecretary'],
    anywhere: true,
    evenOwn: true,
    from: ['proposed'],
    guard: (context) =>
      onlyProposer(context) ??
      (context.current.facts.sentBack === null
        ? refuse(
            'notSentBack',
            'The proposal is being looked at. Withdraw it, or wait for what is said to it.',
            '方案正在审核，请等待意见，或撤回。',
          )
        : undefined),
    decide: ({ current: { facts }, input, reference: { baseline }, limits }) => {
      const wrong = unfit(input, limits);
      if (wrong) return wrong;
      if (facts.scheme.key === baseline.key) return sameScheme();
      const design = designOf(input, facts.scheme.key, baseline);
      return {
        title: `${facts.product.title.zh}：${design.scheme.title.zh}`,
        facts: { ...design, opinion: null, sentBack: null },
        effects: [attach(input.photos)],
      };
    },
  },
  lapse: {
    title: { en: 'Not changed in time', zh: '逾期未修改' },
    event: 'Lapsed',
    by: ['clock:revise'],
    from: ['proposed'],
    to: ['withdrawn'],
    decide: ({ current: { id, facts } }) => ({
      ...endedAs(id, facts, 'withdrawn'),
      notify: [notify({ person: facts.proposer.id }, 'lapsed'), notify({ role: 'allianceSecretary' }, 'lapsed')],
    }),
  },
  withdraw: {
    title: { en: 'Withdraw the trial', zh: '撤回试验' },
    event: 'Withdrawn',
    by: ['courier', 'grower', 'allianceMember', 'allianceSecretary'],
    anywhere: true,
    evenOwn: true,
    from: OPEN,
    to: ['settling', 'withdrawn'],
    guard: (context) => (holdsRole(context.actor, ['allianceSecretary'], context.current) ? undefined : onlyProposer(context)),
    decide: ({ current: { id, facts, ...current }, actor, input: { reason } }) => {
      const told = { name: actor.name, reason };
      const ends = endedAs(id, facts, 'withdrawn');
      return {
        ...ends,
        reason,
        notify: [
          ...ends.notify,
          ...(actor.id === facts.proposer.id || isGone(current, facts.proposer.id)
            ? []
            : [notify({ person: facts.proposer.id }, 'withdrawn', told)]),
          notify({ role: 'allianceSecretary' }, 'withdrawn', told),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '发表意见' },
    event: 'Commented',
    by: ['courier', 'grower', 'allianceMember', 'allianceSecretary', 'expert', 'trunkClerk', 'stationClerk', 'leader'],
    anywhere: true,
    evenOwn: true,
    from: ALWAYS,
    decide: ({ current: { facts }, actor, input: { text } }) => ({
      notify: [
        ...(actor.id === facts.proposer.id
          ? []
          : [notify({ person: facts.proposer.id }, 'commented', { name: actor.name, text })]),
        notify({ role: 'allianceSecretary' }, 'commented', { name: actor.name, text }),
      ],
    }),
  },
};
