/** What it cost in the end: final quantities, an independent check, refunds, and what is kept back until the defects are mended. */
import { commit, committedAccount, owe, payableAccount, spentAccount, uncommit } from '../budget-year/parent.ts';
import type { Effect } from '../effects/index.ts';
import { yuan } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { CONTRACTOR, worksIn } from './contracting.ts';
import type { Due, Facts, Variation, Work } from './facts.ts';
import type { Limits } from './limits.ts';
import { DUES, DUES_SPENT, duesPayable, money, payable, refundAccount, refundsOf, retainedOf } from './payables.ts';
import { costPlan, type PricedWork, priceOf, type ShareKey, settledShares } from './shares.ts';
import { escrowAccount, leftOf, owedAccount, owing, ratesBy } from './sharing.ts';
import { ALL, LEAD, notify, one } from './telling.ts';
import type { Money, RulesOf } from './vocabulary.ts';
import { othersContract } from './working.ts';

type Quantities = readonly { readonly no: number; readonly quantity: number }[];

/** Works with the quantities that were really done. */
export const finalWorks = (facts: Facts, finals: Quantities): readonly Work[] =>
  worksIn(facts).map((work) => {
    const quantity = finals.find(({ no }) => no === work.no)?.quantity ?? work.quantity;
    return { ...work, quantity, fen: priceOf(quantity, work.unitFen) };
  });

/** Variations as works. */
const varied = (facts: Facts, variations: readonly Variation[]): readonly PricedWork[] =>
  variations.map(({ n, lot, fen, door }) => {
    const like = worksIn(facts).filter((work) => work.lot === lot);
    const inside = like.find((work) => work.where === 'private') ?? like[0];
    return {
      ...{ code: `V${n}`, fen, rate: (door === null ? like[0] : inside)?.rate ?? '' },
      ...(door === null
        ? { where: like.every((work) => work.where === 'public') ? ('public' as const) : ('common' as const) }
        : { where: 'private' as const, door }),
    };
  });

/** Who has paid too much, and who still owes, by what it cost in the end. */
export const reckoned = (facts: Facts, finals: Quantities, limits: Pick<Limits, 'settleUp'>) => {
  if (facts.shares === null) return refuse('toShare', 'There are no shares.', '没有分摊表。');
  const { key, rates } = facts.shares;
  const planned = (works: readonly Work[], variations: readonly Variation[]) =>
    costPlan(
      facts.homes,
      [...works.map((work) => ({ ...work, door: work.door ?? undefined })), ...varied(facts, variations)],
      ratesBy(rates),
      key as ShareKey,
    );
  const agreed = facts.variations.filter(({ state }) => state === 'agreed');
  // What those concerned said yes to is agreed as the vote’s plan is.
  const before = planned(
    worksIn(facts),
    agreed.filter(({ needs }) => needs === 'consent'),
  );
  const plan = planned(finalWorks(facts, finals), agreed);
  if (isRefusal(before)) return before;
  if (isRefusal(plan)) return plan;
  const dues = settledShares(before.homes, plan.homes, limits.settleUp).map(({ door, final }) => {
    const due = facts.dues.find((one) => one.door === door) as Due;
    const pays = Math.max(0, final - due.relief);
    return { due, final, pays, refund: Math.max(0, due.paid - pays), kept: Math.min(due.paid, pays) };
  });
  const residents = dues.reduce((sum, { pays }) => sum + pays, 0);
  return { cost: plan.cost, residents, government: plan.cost - residents, dues };
};

const unknownWork = (facts: Facts, finals: Quantities): Refusal | undefined => {
  const known = worksIn(facts).map(({ no }) => no);
  const wrong = finals.find(({ no }) => !known.includes(no));
  if (wrong) return refuse('noSuchWork', `The contract has no work ${wrong.no}.`, `合同没有第${wrong.no}项工程。`);
  return new Set(finals.map(({ no }) => no)).size < finals.length
    ? refuse('workTwice', 'A work is named twice.', '工程项目重复。')
    : undefined;
};

/** What the budget gives more or gets back: the government pays what the residents don’t. */
const adjusted = (id: string, facts: Facts, needed: number, { item, year, budget }: Money): readonly Effect[] | Refusal => {
  const of = facts.account ?? { item, year };
  if (needed <= facts.committed) return needed < facts.committed ? [uncommit(of, id, facts.committed - needed)] : [];
  return budget === null
    ? refuse(
        'budgetShort',
        `There is no budget of ${of.item} for ${of.year}. Open one first.`,
        `${of.item}${of.year}年预算尚未设立，请先设立。`,
      )
    : commit(budget, id, needed - facts.committed);
};

const notSettled = ({ current: { facts } }: { readonly current: { readonly facts: Facts } }): Refusal | undefined =>
  facts.finals === null
    ? refuse('notSettled', 'The contractor sends the final quantities first.', '请先由施工单位报送结算工程量。')
    : undefined;

export const settling: RulesOf<'settle' | 'audit' | 'returnSettlement'> = {
  settle: {
    title: { en: 'Send the settlement', zh: '报送结算' },
    description: {
      en: 'What was really done; works that aren’t named were done as planned.',
      zh: '按实际完成量，未列项目按方案数量。',
    },
    event: 'SettlementSent',
    by: ['contractor', 'renovationLead'],
    from: ['settling'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, actor, now, input: { finals } }) =>
      unknownWork(facts, finals) ?? {
        facts: { finals: { works: finals, by: actor.id, at: now } },
        notify: [notify({ role: 'auditorOfWorks' }, 'toAudit')],
      },
  },
  returnSettlement: {
    title: { en: 'Send the settlement back', zh: '退回结算' },
    event: 'SettlementReturned',
    by: ['auditorOfWorks'],
    from: ['settling'],
    guard: notSettled,
    decide: ({ input: { reason } }) => ({
      reason,
      facts: { finals: null },
      notify: [notify(CONTRACTOR, 'settlementReturned', { reason })],
    }),
  },
  audit: {
    title: { en: 'Audit', zh: '审价' },
    description: {
      en: 'The shares are reckoned by the final cost: refunds, or a little more within what was agreed. It waits for no other audit.',
      zh: '按审定造价重新计算分摊，多退少补（补缴不超过约定比例），不以其他审计为前提。',
    },
    event: 'Audited',
    by: ['auditorOfWorks'],
    from: ['settling'],
    to: ['defects'],
    apart: [{ did: 'settle', who: ({ finals }) => finals?.by ?? null }],
    guard: (context) =>
      notSettled(context) ??
      (context.current.facts.variations.some(({ state }) => state === 'open')
        ? refuse('variationOpen', 'A variation is open. Have it decided or dropped first.', '尚有待定变更，请先办结或撤回。')
        : undefined),
    decide: ({ current: { id, facts }, actor, now, input: { finals }, reference, limits }) => {
      const wrong = unknownWork(facts, finals);
      if (wrong) return wrong;
      const sums = reckoned(facts, finals, limits);
      if (isRefusal(sums)) return sums;
      const { contractor } = facts;
      if (contractor === null) return refuse('noContractor', 'There is no contractor.', '没有施工单位。');
      const change = adjusted(id, facts, sums.government, reference);
      if (isRefusal(change)) return change;
      const of = facts.account ?? { item: reference.item, year: reference.year };
      const kept = sums.dues.reduce((sum, due) => sum + due.kept, 0);
      const retention = Math.floor((sums.cost * limits.retentionShare) / 1000);
      const [retainedBudget, retainedDues] = [
        Math.min(retention, sums.government),
        Math.min(Math.max(0, retention - sums.government), kept),
      ];
      const { uscc } = contractor;
      const dues: Facts['dues'] = sums.dues.map(({ due, final, refund }) => ({ ...due, fen: final, paid: due.paid - refund }));
      const more = sums.dues.map(({ due }, n) => ({ ...due, delta: leftOf(dues[n] as Due) - leftOf(due) }));
      const { defectsEndAt, warranty } = reference;
      return {
        state: 'defects',
        facts: {
          settlement: {
            ...{ cost: sums.cost, government: sums.government, residents: sums.residents, works: finals, by: actor.id, at: now },
            ...{ retention: retainedBudget + retainedDues, retainedBudget, retainedDues, endsAt: defectsEndAt },
          },
          dues,
          refunded: facts.refunded + sums.dues.reduce((sum, { refund }) => sum + refund, 0),
          account: sums.government > 0 ? of : facts.account,
          committed: sums.government,
          warranty,
          payables: [
            ...(sums.government > retainedBudget
              ? [payable('contractor', contractor.name, payableAccount(uscc), spentAccount(of), sums.government - retainedBudget)]
              : []),
            ...(kept > retainedDues
              ? [payable('contractor/dues', contractor.name, duesPayable(uscc), DUES_SPENT, kept - retainedDues)]
              : []),
            ...refundsOf(
              id,
              sums.dues
                .filter(({ refund }) => refund > 0)
                .map(({ due, refund }) => ({ door: due.door, household: due.household, fen: refund })),
            ),
          ],
        },
        effects: [
          ...change,
          ...(sums.government > retainedBudget ? [owe(of, id, uscc, sums.government - retainedBudget)] : []),
          ...money(committedAccount(id), payableAccount(retainedOf(id)), retainedBudget, 'retained', of),
          ...money(escrowAccount(id), duesPayable(uscc), kept - retainedDues, 'owe:dues'),
          ...money(escrowAccount(id), retainedOf(id), retainedDues, 'retained:dues'),
          ...sums.dues.flatMap(({ due, refund }) =>
            money(escrowAccount(id), refundAccount(id, due.door), refund, `refund:${due.door}`),
          ),
          ...owing(
            'more',
            () => DUES,
            ({ door }) => owedAccount(id, door),
            more,
            (due) => (due as (typeof more)[number]).delta,
          ),
          ...owing(
            'less',
            ({ door }) => owedAccount(id, door),
            () => DUES,
            more,
            (due) => -(due as (typeof more)[number]).delta,
          ),
        ],
        notify: [
          ...sums.dues
            .filter(({ due }) => due.household !== '')
            .map(({ due, pays, refund }) =>
              notify(one(due.household), 'finalShare', { door: due.door, yuan: yuan(pays), back: yuan(refund) }),
            ),
          ...[CONTRACTOR, LEAD].map((to) => notify(to, 'audited', { yuan: yuan(sums.cost) })),
          notify({ role: 'cashier' }, 'toPay'),
          notify(ALL, 'warrantyDates'),
        ],
      };
    },
  },
};
