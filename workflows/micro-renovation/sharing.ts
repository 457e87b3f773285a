/** How the costs are shared and paid: to the fen, checked by somebody else, public, and with help for those who can't. */
import { credit, type Effect } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { publish } from '../public-notice/parent.ts';
import { planOf } from './drafting.ts';
import type { Due, Facts, Household } from './facts.ts';
import { rowKey, shown } from './hearing.ts';
import { DUES, DUES_SPENT, duesPayable, payable } from './payables.ts';
import { type CostPlan, costPlan, reliefOf, type ShareKey, type SubsidyRate } from './shares.ts';
import { mayBeDone, signaturesOpen } from './signing.ts';
import { ALL, homeAt, householdsFor, LEAD, LEADER, notify, one } from './telling.ts';
import type { Rates, Renovation, RulesOf } from './vocabulary.ts';

/** The accounts of what residents pay: it is theirs until it is spent for them, and never the budget's. */
export const owedAccount = (caseId: string, door: string): string => `owed:${caseId}/${door}`;
export const escrowAccount = (caseId: string): string => `escrow:${caseId}`;

export const leftOf = ({ fen, relief, paid }: Pick<Due, 'fen' | 'relief' | 'paid'>): number => Math.max(0, fen - relief - paid);

const total = (dues: readonly Due[], of: (due: Due) => number): number => dues.reduce((sum, due) => sum + of(due), 0);
export const paidBy = ({ dues }: Pick<Facts, 'dues'>): number => total(dues, ({ paid }) => paid);
export const reliefs = ({ dues }: Pick<Facts, 'dues'>): number => total(dues, ({ relief }) => relief);

/** Who pays for a home: its first owner, and for a home that is disputed whoever is entered. */
const payerOf = (facts: Facts, door: string): Household | undefined => {
  const home = homeAt(facts, door);
  return home?.owners.find(({ household }) => household === home.representative) ?? home?.owners[0];
};

/** Moves what is owed of dues, where anything is. */
export const owing = (
  rule: string,
  from: (due: Due) => string,
  to: (due: Due) => string,
  dues: readonly Due[],
  of: (due: Due) => number,
): readonly Effect[] => {
  const lines = dues.flatMap((due) => {
    const amount = of(due);
    return amount > 0 ? [{ asset: 'money' as const, from: from(due), to: to(due), amount, rule: `${rule}:${due.door}` }] : [];
  });
  return lines.length > 0 ? [credit(...lines)] : [];
};

/** Takes back what is owed and wasn't paid. */
export const noLongerOwed = (id: string, { owed, dues }: Pick<Facts, 'owed' | 'dues'>): readonly Effect[] =>
  owed
    ? owing(
        'duesBack',
        ({ door }) => owedAccount(id, door),
        () => DUES,
        dues,
        leftOf,
      )
    : [];

/** The dues of shares, with what was paid and granted before. */
const duesOf = (facts: Facts, plan: CostPlan): readonly Due[] =>
  plan.homes.map(({ door, fen }) => {
    const before = facts.dues.find((due) => due.door === door);
    return {
      ...{ door, household: payerOf(facts, door)?.household ?? '', fen, paid: before?.paid ?? 0 },
      ...{ relief: Math.min(before?.relief ?? 0, fen), parts: before?.parts ?? null },
    };
  });

/** Whether the shares have been public, and nothing was upheld against them. */
export const areSharesPublic = ({ notice, shares }: Pick<Facts, 'notice' | 'shares'>): boolean =>
  notice?.of === 'shares' && notice.state === 'passed' && notice.version === shares?.version;

/** What becomes owed as the shares have passed their notice. */
export const sharesPassed = (id: string, facts: Facts) => ({
  facts: { owed: true },
  effects: owing(
    'dues',
    () => DUES,
    ({ door }) => owedAccount(id, door),
    facts.dues,
    leftOf,
  ),
  notify: [
    ...facts.dues
      .filter((due) => leftOf(due) > 0)
      .map((due) => notify(one(due.household), 'dues', { door: due.door, yuan: yuan(leftOf(due)) })),
    notify(LEAD, 'sharesPassed'),
  ],
});

/** The row of the rates by which a home in need is helped. */
const HARDSHIP = 'hardship';

export const ratesBy = (rates: Rates): ReadonlyMap<string, SubsidyRate> => new Map(rates.map(({ rate, ...row }) => [rate, row]));

const dueAt = (facts: Facts, door: string): Due | Refusal =>
  facts.dues.find((due) => due.door === door) ??
  refuse('noDue', `${door} owes nothing. Look at the shares.`, `${door}没有应缴款，请核对分摊表。`);

const changedDue = ({ dues }: Facts, door: string, change: Partial<Due>): Facts['dues'] =>
  dues.map((due) => (due.door === door ? { ...due, ...change } : due));

const wrongToShare = ({ facts }: Renovation): Refusal | undefined =>
  signaturesOpen(facts) ??
  (facts.notice?.state === 'running'
    ? refuse('onNotice', 'The shares are public just now. Wait for the end of their notice.', '分摊表正在公示，请待公示结束。')
    : undefined);

/** What is paid after the settlement is the contractor's at once. */
const passedOn = ({ settlement, contractor, payables }: Facts, fen: number) => {
  if (settlement === null || contractor === null) return { facts: {}, effects: () => [] };
  const later = payables.filter(({ key }) => key.startsWith('contractor/dues')).length + 1;
  const to = duesPayable(contractor.uscc);
  return {
    facts: { payables: [...payables, payable(`contractor/dues-${later}`, contractor.name, to, DUES_SPENT, fen)] },
    effects: (id: string): readonly Effect[] => [
      credit({ asset: 'money', from: escrowAccount(id), to, amount: fen, rule: 'owe:dues' }),
    ],
  };
};

/** What others have asked for. */
const without = (hardship: Facts['hardship'], door: string): Facts['hardship'] => hardship.filter((one) => one.door !== door);

export const sharing: RulesOf<
  'share' | 'checkShares' | 'payDues' | 'askHardship' | 'decideHardship' | 'agreeInstalments' | 'remindDues'
> = {
  share: {
    title: { en: 'Reckon the shares', zh: '计算分摊' },
    description: {
      en: 'By the key of the vote; works inside homes only where their household signed.',
      zh: '按表决确定的方式分摊；户内工程仅计入已签字住户。',
    },
    event: 'Shared',
    by: ['renovationLead'],
    from: ['agreed', 'sharing', 'contracting'],
    to: ['sharing'],
    guard: ({ current }) => wrongToShare(current),
    decide: ({ current: { id, facts }, actor, now, reference: { rates } }) => {
      const plan = planOf(facts);
      if (!plan || !facts.vote) return {};
      const works = plan.works.filter((work) => mayBeDone(facts, work));
      const shared = costPlan(
        facts.homes,
        works.map((work) => ({ ...work, door: work.door ?? undefined })),
        ratesBy(rates),
        facts.vote.key as ShareKey,
      );
      if (isRefusal(shared)) return shared;
      return {
        state: 'sharing',
        facts: {
          shares: {
            ...{
              version: (facts.shares?.version ?? 0) + 1,
              plan: plan.version,
              key: facts.vote.key,
              works: works.map(({ no }) => no),
            },
            ...{ leftOut: plan.works.filter((work) => !works.includes(work)).map(({ no }) => no) },
            ...{
              cost: shared.cost,
              publicCost: shared.publicCost,
              commonCost: shared.commonCost,
              privateCost: shared.privateCost,
            },
            ...{
              subsidy: shared.subsidy,
              residents: shared.residents,
              homes: shared.homes,
              rates,
              by: actor.id,
              at: now,
              checkedBy: null,
            },
          },
          dues: duesOf(facts, shared),
          owed: false,
          notice: null,
        },
        effects: noLongerOwed(id, facts),
        notify: [notify({ role: 'auditorOfWorks' }, 'toCheckShares')],
      };
    },
  },
  checkShares: {
    title: { en: 'Check the shares', zh: '复核分摊' },
    description: { en: 'Whoever agrees makes them public.', zh: '复核同意的即行公示。' },
    event: 'SharesChecked',
    by: ['auditorOfWorks'],
    from: ['sharing'],
    apart: [{ did: 'share', who: ({ shares }) => shares?.by ?? null }],
    guard: ({ current: { facts } }) =>
      facts.shares === null
        ? refuse('toShare', 'The shares are reckoned anew. Check them then.', '分摊表正在重新计算，请待完成后复核。')
        : facts.notice === null
          ? undefined
          : refuse('checkedAlready', 'These shares were checked.', '分摊表已复核。'),
    decide: ({ current: { facts }, actor, now, input: { agrees, words, boards } }) => {
      const { shares } = facts;
      if (shares === null) return {};
      if (!agrees) return { facts: { shares: null }, notify: [notify(LEAD, 'sharesWrong', { words: words ?? '' })] };
      const { version } = shares;
      const notice = publish({
        title: { en: `Cost shares of ${facts.unit.title.en}`, zh: `${facts.unit.title.zh}微改造费用分摊` },
        columns: [
          { key: 'door', title: { en: 'Door', zh: '门牌' } },
          { key: 'share', title: { en: 'Share (yuan)', zh: '应承担（元）' } },
        ],
        rows: facts.dues.map(({ door, fen }) => ({
          ...{ key: rowKey('shares', version, door), values: [door, shown(fen)], decidedBy: [shares.by, actor.id] },
        })),
        places: [{ kind: 'web', name: 'web' }, ...boards.map((name) => ({ kind: 'board' as const, name }))],
        days: 5,
        whoMayObject: 'anyone',
      });
      if (isRefusal(notice)) return notice;
      return {
        facts: { shares: { ...shares, checkedBy: actor.id }, notice: { of: 'shares', version, state: 'running', at: now } },
        effects: [notice],
        notify: [notify(ALL, 'sharesPublic')],
      };
    },
  },
  payDues: {
    title: { en: 'Enter what was paid', zh: '登记缴款' },
    event: 'DuesPaid',
    by: ['cashier'],
    from: ['sharing', 'contracting', 'works', 'inspecting', 'settling', 'defects'],
    decide: ({ current: { id, facts }, input: { door, fen } }) => {
      const due = dueAt(facts, door);
      if (isRefusal(due)) return due;
      if (!facts.owed || leftOf(due) === 0)
        return refuse(
          'nothingOwed',
          `${door} owes nothing just now. Look at the shares.`,
          `${door}目前没有应缴款项，请核对分摊表。`,
        );
      if (fen > leftOf(due))
        return refuse(
          'beyondDue',
          `${door} owes ${yuan(leftOf(due))} yuan. Enter no more than that.`,
          `${door}应缴余额为${yuan(leftOf(due))}元，请勿超过。`,
        );
      const on = passedOn(facts, fen);
      return {
        facts: { dues: changedDue(facts, door, { paid: due.paid + fen }), ...on.facts },
        effects: [
          ...owing(
            'paid',
            () => owedAccount(id, door),
            () => escrowAccount(id),
            [due],
            () => fen,
          ),
          ...on.effects(id),
        ],
        notify: [notify(one(due.household), 'duesNoted', { door, yuan: yuan(fen), left: yuan(leftOf(due) - fen) })],
      };
    },
  },
  askHardship: {
    title: { en: 'Ask for help', zh: '申请困难减免' },
    event: 'HardshipAsked',
    by: ['householder', 'renovationLead'],
    from: ['sharing', 'contracting'],
    decide: ({ current: { facts }, actor, input: { door, reason } }) => {
      const due = dueAt(facts, door);
      if (isRefusal(due)) return due;
      const office = holdsRole(actor, ['renovationLead']);
      if (!office && !householdsFor(actor).includes(due.household))
        return refuse('notTheirHome', `The owner of ${door} asks for it.`, `须由${door}的所有人申请。`);
      return due.relief > 0
        ? refuse('grantedAlready', `${door} was granted help already.`, `${door}已获减免。`)
        : {
            facts: { hardship: [...without(facts.hardship, door), { door, household: due.household, reason }] },
            notify: [notify(LEADER, 'hardshipAsked', { door })],
          };
    },
  },
  decideHardship: {
    title: { en: 'Decide on help', zh: '审批困难减免' },
    description: { en: 'The government takes over a part of the cost.', zh: '由政府承担部分费用。' },
    event: 'HardshipDecided',
    by: ['leader'],
    from: ['sharing', 'contracting'],
    decide: ({ current: { id, facts }, input: { door, grants, reason } }) => {
      const due = dueAt(facts, door);
      if (isRefusal(due)) return due;
      if (!facts.hardship.some((one) => one.door === door))
        return refuse('notAsked', `${door} hasn’t asked for help.`, `${door}没有待审批的减免申请。`);
      const home = facts.shares?.homes.find((share) => share.door === door);
      const perMille = facts.shares?.rates.find(({ rate }) => rate === HARDSHIP)?.perMille ?? 0;
      const relief = grants && home ? Math.min(leftOf(due), reliefOf(home, perMille)) : 0;
      return {
        reason,
        facts: { dues: changedDue(facts, door, { relief: due.relief + relief }), hardship: without(facts.hardship, door) },
        effects: facts.owed
          ? owing(
              'hardship',
              () => owedAccount(id, door),
              () => DUES,
              [due],
              () => relief,
            )
          : [],
        notify: [notify(one(due.household), 'hardshipDecided', { door, yuan: yuan(relief), reason })],
      };
    },
  },
  agreeInstalments: {
    title: { en: 'Agree on instalments', zh: '约定分期' },
    event: 'InstalmentsAgreed',
    by: ['renovationLead'],
    from: ['sharing', 'contracting', 'works'],
    decide: ({ current: { facts }, input: { door, parts } }) => {
      const due = dueAt(facts, door);
      if (isRefusal(due)) return due;
      return {
        facts: { dues: changedDue(facts, door, { parts }) },
        notify: [notify(one(due.household), 'instalments', { door, parts, yuan: yuan(Math.ceil(leftOf(due) / parts)) })],
      };
    },
  },
  remindDues: {
    title: { en: 'Remind of dues', zh: '催缴' },
    event: 'DuesReminded',
    by: ['clock:dues'],
    from: ['sharing', 'contracting', 'works'],
    decide: ({ current: { facts } }) => ({
      notify: [
        ...facts.dues
          .filter((due) => leftOf(due) > 0 && due.parts === null)
          .map((due) => notify(one(due.household), 'dues', { door: due.door, yuan: yuan(leftOf(due)) })),
        notify(LEAD, 'duesReminded', { paid: yuan(paidBy(facts)) }),
      ],
    }),
  },
};
