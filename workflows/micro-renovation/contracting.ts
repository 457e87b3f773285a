/** How a contractor is found and bound: with enough of the dues paid, the permits there, and the money of the budget set aside. */
import { commit } from '../budget-year/parent.ts';
import { unblocked } from '../coordination-meeting/parent.ts';
import { addParties, endParties } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { type SubjectChange, subjectId, subjectOf } from '../kernel/subjects.ts';
import { crewsFree } from './crews.ts';
import { planOf } from './drafting.ts';
import { PERMITS } from './facts/works.ts';
import type { Facts, Lot, Work } from './facts.ts';
import type { Limits } from './limits.ts';
import { areSharesPublic, paidBy, reliefs } from './sharing.ts';
import { leftPrivate } from './signing.ts';
import { ALL, LEAD, LEADER, notify } from './telling.ts';
import type { Done, Renovation, RulesOf } from './vocabulary.ts';

export const CONTRACTOR = { party: 'contractor' } as const;

type Permit = keyof typeof PERMITS;

/** The permits that these works need: for a listed house, for what is rebuilt, and for digging in the lane. */
export const permitsNeeded = (facts: Pick<Facts, 'listed'>, works: readonly Work[]): readonly Permit[] => [
  ...(facts.listed ? (['heritage'] as const) : []),
  ...(works.some(({ kind }) => kind === 'rebuild') ? (['construction'] as const) : []),
  ...(works.some(({ lot }) => ['lane', 'cables', 'drains'].includes(lot)) ? (['road'] as const) : []),
];

/** Works that the shares count. */
export const worksIn = (facts: Pick<Facts, 'plans' | 'shares'>): readonly Work[] =>
  (planOf(facts)?.works ?? []).filter(({ no }) => facts.shares?.works.includes(no));

/** What the government pays, and what the residents do. */
export const partsOf = (facts: Pick<Facts, 'shares' | 'dues'>): { readonly government: number; readonly residents: number } => ({
  government: (facts.shares?.subsidy ?? 0) + reliefs(facts),
  residents: (facts.shares?.residents ?? 0) - reliefs(facts),
});

/** Whether enough of what residents owe is there to begin. */
export const duesShort = (facts: Facts, { duesToStart }: Limits): Refusal | undefined => {
  const { residents } = partsOf(facts);
  const paid = paidBy(facts);
  if (paid * 1000 >= residents * duesToStart) return undefined;
  const needed = Math.ceil((residents * duesToStart) / 1000);
  return refuse(
    'duesShort',
    `The residents have paid ${yuan(paid)} of ${yuan(residents)} yuan, and ${yuan(needed)} have to be there. Ask for the rest, agree on instalments, or grant help.`,
    `居民已缴${yuan(paid)}元，应缴${yuan(residents)}元，须达到${yuan(needed)}元。请催缴、约定分期或办理减免。`,
  );
};

export const suspended = ({ suspended: is }: Pick<Facts, 'suspended'>): Refusal | undefined =>
  is
    ? refuse(
        'suspended',
        'The leader has suspended it because of a challenge. Wait until it goes on.',
        '因诉讼异议已中止，请待恢复。',
      )
    : undefined;

/** The lots of a contract, each after those that come before it among them. */
const lotsOf = (facts: Facts, order: Readonly<Record<string, readonly string[]>>): Facts['lots'] => {
  const works = worksIn(facts);
  const names = [...new Set(works.map(({ lot }) => lot))];
  return names.map((lot) => ({
    ...{ lot, fen: works.filter((work) => work.lot === lot).reduce((sum, { fen }) => sum + fen, 0) },
    residents: works.filter((work) => work.lot === lot && work.where !== 'public').reduce((sum, { fen }) => sum + fen, 0),
    after: (order[lot] ?? []).filter((one): one is Lot => names.includes(one as Lot)),
    ...{ state: 'waiting' as const, startedAt: null, doneAt: null, hidden: [], findings: [] },
  }));
};

export const contracting: RulesOf<'procure' | 'contract' | 'changeContractor'> = {
  procure: {
    title: { en: 'Choose the contractor', zh: '确定施工单位' },
    event: 'ContractorChosen',
    by: ['renovationLead'],
    from: ['sharing'],
    to: ['contracting'],
    guard: ({ current: { facts } }) =>
      areSharesPublic(facts)
        ? suspended(facts)
        : refuse(
            'sharesNotPublic',
            'The shares are to be public first, with no objection upheld.',
            '分摊表须先公示且无成立异议。',
          ),
    decide: ({ input: { procurement }, reference: { firm } }) => ({
      state: 'contracting',
      facts: { contractor: firm, contractorEnded: null, procurement },
      effects: [addParties({ role: 'contractor', person: subjectId('firm', firm.uscc), name: firm.name })],
      notify: [notify(CONTRACTOR, 'chosen')],
    }),
  },
  contract: {
    title: { en: 'Make the contract', zh: '签订合同' },
    description: { en: 'The government’s part is set aside of its budget.', zh: '政府补助部分从预算落实。' },
    event: 'Contracted',
    by: ['renovationLead'],
    from: ['contracting'],
    to: ['works'],
    needsFree: unblocked('contract'),
    guard: ({ current: { facts } }) =>
      suspended(facts) ??
      (facts.contractorEnded !== null
        ? refuse('contractorEnded', 'The contractor has ended. Choose another one.', '施工单位已终止，请另行确定。')
        : undefined),
    decide: ({
      current: { id, facts },
      now,
      input: { number, until, permits },
      reference: { today, endsAt, item, year, budget, order },
      limits,
    }) => {
      const left = leftPrivate(facts);
      if (left.length > 0)
        return refuse(
          'leftPrivate',
          `${left.map(({ door }) => door).join(', ')} took the signature for works inside back. Reckon the shares anew without them.`,
          `${left.map(({ door }) => door).join('、')}已撤回户内工程签字，请重新计算分摊。`,
        );
      const missing = permitsNeeded(facts, worksIn(facts)).filter((kind) => permits.every((one) => one.kind !== kind));
      if (missing.length > 0)
        return refuse(
          'permitMissing',
          `These permits are missing: ${missing.map((kind) => PERMITS[kind][0]).join(', ')}. Get them first.`,
          `缺少以下许可：${missing.map((kind) => PERMITS[kind][1]).join('、')}，请先办理。`,
        );
      const short = duesShort(facts, limits);
      if (short) return short;
      if (until <= today) return refuse('untilPast', 'The works end on a later day. Give one to come.', '工期须为今后日期。');
      const { government } = partsOf(facts);
      if (government > 0 && budget === null)
        return refuse(
          'budgetShort',
          `There is no budget of ${item} for ${year}. Open one, or wait until there is one.`,
          `${item}${year}年预算尚未设立，请先设立或等待。`,
        );
      const money = government > 0 && budget ? commit(budget, id, government) : [];
      if (isRefusal(money)) return money;
      return {
        state: 'works',
        facts: {
          contract: { number, at: now, until, endsAt, permits },
          lots: lotsOf(facts, order),
          account: government > 0 ? { item, year } : null,
          committed: government,
        },
        effects: money,
        notify: [notify(ALL, 'worksBegin', { until }), notify(CONTRACTOR, 'contracted', { until })],
      };
    },
  },
  changeContractor: {
    title: { en: 'Another contractor', zh: '更换施工单位' },
    description: {
      en: 'Where the one that was chosen has ended, or leaves the works undone.',
      zh: '原施工单位终止或无法履约时办理。',
    },
    event: 'ContractorChanged',
    by: ['renovationLead'],
    from: ['contracting', 'works', 'inspecting', 'settling', 'defects'],
    decide: ({ current: { facts }, input: { reason, procurement }, reference: { firm } }) => {
      if (facts.contractor?.uscc === firm.uscc)
        return refuse('sameContractor', 'This firm is the contractor. Choose another one.', '该企业即为现施工单位，请另选。');
      return {
        reason,
        facts: { contractor: firm, contractorEnded: null, procurement },
        effects: [
          ...(facts.contractor ? [endParties({ role: 'contractor', person: subjectId('firm', facts.contractor.uscc) })] : []),
          addParties({ role: 'contractor', person: subjectId('firm', firm.uscc), name: firm.name }),
          ...crewsFree(facts),
        ],
        notify: [notify(CONTRACTOR, 'chosen'), notify(LEADER, 'contractorChanged', { name: firm.name })],
      };
    },
  },
};

const OPEN = ['contracting', 'works', 'inspecting', 'settling', 'defects'];

/** What follows when the contractor or a household ends or is renamed. */
export const subjectChanged = ({ facts, state }: Renovation, { subject, name, state: ended }: SubjectChange): Done => {
  const { kind, key } = subjectOf(subject);
  if (kind === 'household')
    return ended === undefined
      ? {
          facts: {
            homes: facts.homes.map((home) => ({
              ...home,
              owners: home.owners.map((one) => (one.household === key ? { ...one, name } : one)),
              user: home.user?.household === key ? { ...home.user, name } : home.user,
            })),
          },
        }
      : { notify: [notify(LEAD, 'householdEnded', { name })] };
  if (facts.contractor?.uscc !== key) return {};
  if (ended === undefined) return { facts: { contractor: { uscc: key, name } } };
  return OPEN.includes(state)
    ? {
        facts: { contractorEnded: ended },
        notify: [notify(LEAD, 'contractorEnded', { name }), notify(LEADER, 'contractorEnded', { name })],
      }
    : {};
};
