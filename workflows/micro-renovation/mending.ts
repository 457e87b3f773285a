/** How defects are mended after the works: by the contractor in time, or by others from what was kept back; and how that is released. */

import { commit, owe, payableAccount, spentAccount } from '../budget-year/parent.ts';
import { attach, credit } from '../effects/index.ts';
import { moment } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { CONTRACTOR } from './contracting.ts';
import { LOTS } from './facts/plan.ts';
import type { Facts } from './facts.ts';
import { DUES, DUES_SPENT, money, payable, retainedOf } from './payables.ts';
import { isOver } from './paying.ts';
import { leftOf, owedAccount } from './sharing.ts';
import { homeAt, LEAD, livesThere, noSuchDoor, notify, notTheirHome, ownersOf } from './telling.ts';
import type { RulesOf } from './vocabulary.ts';
import { othersContract } from './working.ts';

type Defect = Facts['defects'][number];

export const openDefects = ({ defects }: Pick<Facts, 'defects'>): readonly Defect[] =>
  defects.filter(({ state }) => state !== 'repaired');

const defectOf = ({ defects }: Pick<Facts, 'defects'>, n: number): Defect | Refusal =>
  defects.find((defect) => defect.n === n && defect.state !== 'repaired') ??
  refuse('noSuchDefect', `No defect ${n} is open. Look at the list.`, `没有未修复的第${n}项缺陷，请核对列表。`);

const changed = ({ defects }: Pick<Facts, 'defects'>, n: number, change: Partial<Defect>): Facts['defects'] =>
  defects.map((defect) => (defect.n === n ? { ...defect, ...change } : defect));

/** What is left of what was kept back. */
export const retainedLeft = ({ settlement, defects }: Pick<Facts, 'settlement' | 'defects'>): number =>
  (settlement?.retention ?? 0) - defects.reduce((sum, { fromRetention }) => sum + fromRetention, 0);

/** Takes from what was kept back, of the budget's money first. */
const taken = (facts: Facts, fen: number): { readonly budget: number; readonly dues: number } => {
  const used = (facts.settlement?.retention ?? 0) - retainedLeft(facts);
  const budget = Math.max(0, Math.min(fen, (facts.settlement?.retainedBudget ?? 0) - used));
  return { budget, dues: fen - budget };
};

/** The defect is mended; where nothing else is left, the case is closed again. */
const mended = (facts: Facts, defects: Facts['defects']) =>
  isOver({ ...facts, defects }) ? { state: 'closed' as const, facts: { defects } } : { facts: { defects } };

export const mending: RulesOf<
  | 'reportDefect'
  | 'answerDefect'
  | 'repaired'
  | 'checkRepair'
  | 'repairFromRetention'
  | 'endDefects'
  | 'askRelease'
  | 'release'
  | 'writeOff'
> = {
  reportDefect: {
    title: { en: 'Report a defect', zh: '报修' },
    description: { en: 'Within the warranty of its lot, also after all else is over.', zh: '在该标段保修期内均可报修。' },
    event: 'DefectReported',
    by: ['householder', 'siteSupervisor', 'renovationLead'],
    from: ['defects', 'closed'],
    to: ['defects'],
    decide: ({ current: { facts }, actor, now, input: { door, lot, text, photos } }) => {
      const home = homeAt(facts, door);
      if (!home) return noSuchDoor(door);
      const office = holdsRole(actor, ['siteSupervisor', 'renovationLead']);
      if (!office && !livesThere(actor, home)) return notTheirHome(door);
      const warranty = facts.warranty.find((one) => one.lot === lot);
      if (!warranty) return refuse('noSuchLot', `Nothing was done on ${LOTS[lot][0]} here.`, `本单元没有${LOTS[lot][1]}工程。`);
      if (now >= warranty.endsAt)
        return refuse(
          'warrantyOver',
          `The warranty of ${LOTS[lot][0]} ended at ${moment(warranty.endsAt)}. Report it as an issue to the street.`,
          `${LOTS[lot][1]}保修期已于${moment(warranty.endsAt)}届满，请另行上报。`,
        );
      const n = facts.defects.length + 1;
      return {
        state: 'defects',
        facts: {
          defects: [
            ...facts.defects,
            { n, door, lot, text, by: actor.id, at: now, state: 'open', answer: null, repairedAt: null, fromRetention: 0 },
          ],
        },
        effects: photos.length > 0 ? [attach(photos)] : [],
        notify: [CONTRACTOR, LEAD].map((to) => notify(to, 'defect', { n, door, text })),
      };
    },
  },
  answerDefect: {
    title: { en: 'Answer a defect', zh: '答复报修' },
    event: 'DefectAnswered',
    by: ['contractor'],
    from: ['defects'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, input: { n, answer } }) => {
      const defect = defectOf(facts, n);
      if (isRefusal(defect)) return defect;
      const home = homeAt(facts, defect.door);
      return {
        facts: { defects: changed(facts, n, { answer, state: defect.state === 'open' ? 'answered' : defect.state }) },
        notify: home ? ownersOf(home).map((to) => notify(to, 'defectAnswer', { n, answer })) : [],
      };
    },
  },
  repaired: {
    title: { en: 'It is repaired', zh: '报修完成' },
    event: 'DefectRepaired',
    by: ['contractor'],
    from: ['defects'],
    guard: ({ current: { facts }, actor }) => othersContract(facts, actor),
    decide: ({ current: { facts }, now, input: { n, photos } }) => {
      const defect = defectOf(facts, n);
      if (isRefusal(defect)) return defect;
      return {
        facts: { defects: changed(facts, n, { state: 'toCheck', repairedAt: now }) },
        effects: [attach(photos)],
        notify: [notify({ role: 'siteSupervisor' }, 'toCheckRepair', { n })],
      };
    },
  },
  checkRepair: {
    title: { en: 'Check a repair', zh: '查验修复' },
    event: 'RepairChecked',
    by: ['siteSupervisor', 'renovationLead'],
    from: ['defects'],
    to: ['closed'],
    decide: ({ current: { facts }, input: { n, passed } }) => {
      const defect = defectOf(facts, n);
      if (isRefusal(defect)) return defect;
      if (defect.state !== 'toCheck') return refuse('notRepaired', 'It isn’t repaired yet.', '尚未修复。');
      return passed
        ? mended(facts, changed(facts, n, { state: 'repaired' }))
        : {
            facts: { defects: changed(facts, n, { state: 'answered', repairedAt: null }) },
            notify: [notify(CONTRACTOR, 'repairFailed', { n })],
          };
    },
  },
  repairFromRetention: {
    title: { en: 'Have it repaired by others', zh: '另行委托修复' },
    description: {
      en: 'Where the contractor doesn’t in time: what was kept back pays for it.',
      zh: '施工单位逾期不修的，由质保金支付。',
    },
    event: 'RepairedByOthers',
    by: ['renovationLead'],
    from: ['defects'],
    to: ['closed'],
    decide: ({ current: { id, facts }, now, input: { n, fen, firm } }) => {
      const defect = defectOf(facts, n);
      if (isRefusal(defect)) return defect;
      if (facts.contractorEnded === null && now < defect.at + 3 * 86_400_000)
        return refuse('contractorFirst', 'The contractor has three days to answer first.', '施工单位有三日答复期，请先等待。');
      const left = facts.releasedAt === null ? retainedLeft(facts) : 0;
      if (fen > left)
        return refuse('retentionShort', `${yuan(left)} yuan are left of what was kept back.`, `质保金余额为${yuan(left)}元。`);
      const { budget, dues } = taken(facts, fen);
      const to = (account: 'budget' | 'dues') => payableAccount(`${id}/repair-${n}-${account}`);
      const spent = facts.account ? spentAccount(facts.account) : DUES_SPENT;
      const next = {
        ...facts,
        defects: changed(facts, n, { state: 'repaired', repairedAt: now, fromRetention: fen }),
        payables: [
          ...facts.payables,
          ...(budget > 0 ? [payable(`repair-${n}`, firm, to('budget'), spent, budget)] : []),
          ...(dues > 0 ? [payable(`repair-${n}/dues`, firm, to('dues'), DUES_SPENT, dues)] : []),
        ],
      };
      return {
        facts: { defects: next.defects, payables: next.payables },
        effects: [
          ...money(payableAccount(retainedOf(id)), to('budget'), budget, `repair:${n}`),
          ...money(retainedOf(id), to('dues'), dues, `repair:${n}:dues`),
        ],
        notify: [notify({ role: 'cashier' }, 'toPay'), notify(CONTRACTOR, 'repairedByOthers', { n, yuan: yuan(fen) })],
      };
    },
  },
  endDefects: {
    title: { en: 'Time of defects is over', zh: '缺陷责任期满' },
    event: 'DefectsTimeOver',
    by: ['clock:defects'],
    from: ['defects'],
    decide: () => ({ facts: { defectsOver: true }, notify: [CONTRACTOR, LEAD].map((to) => notify(to, 'defectsOver')) }),
  },
  askRelease: {
    title: { en: 'Ask for what was kept back', zh: '申请返还质保金' },
    event: 'ReleaseAsked',
    by: ['contractor', 'renovationLead'],
    from: ['defects'],
    guard: ({ current: { facts }, actor }) =>
      othersContract(facts, actor) ??
      (facts.defectsOver
        ? facts.releaseAskedAt === null
          ? undefined
          : refuse('askedAlready', 'It was asked for already.', '已申请返还。')
        : refuse(
            'defectsTime',
            `It is kept until ${moment(facts.settlement?.endsAt ?? 0)}. Ask then.`,
            `质保金保留至${moment(facts.settlement?.endsAt ?? 0)}，请届时申请。`,
          )),
    decide: ({ now }) => ({ facts: { releaseAskedAt: now }, notify: [notify(LEAD, 'toRelease')] }),
  },
  release: {
    title: { en: 'Release what was kept back', zh: '返还质保金' },
    event: 'Released',
    by: ['renovationLead', 'treasury'],
    from: ['defects'],
    to: ['closed'],
    guard: ({ current: { facts } }) => {
      if (facts.releaseAskedAt === null)
        return refuse(
          'notAskedFor',
          'The contractor asks for it first, when the time of defects is over.',
          '须在缺陷责任期满后由施工单位申请。',
        );
      if (facts.releasedAt !== null) return refuse('releasedAlready', 'It was released.', '已返还。');
      if (openDefects(facts).length > 0)
        return refuse(
          'defectsOpen',
          `${openDefects(facts).length} defects aren’t mended. Have them mended first, or have others do it.`,
          `尚有${openDefects(facts).length}项缺陷未修复，请先修复或另行委托。`,
        );
      const owes = facts.dues.filter((due) => leftOf(due) > 0);
      return owes.length > 0
        ? refuse(
            'duesOpen',
            `${owes.map(({ door }) => door).join(', ')} still owe something. Enter what they pay, or have it written off.`,
            `${owes.map(({ door }) => door).join('、')}尚有欠款，请登记缴款或核销。`,
          )
        : undefined;
    },
    decide: ({ current: { id, facts }, now }) => {
      const left = taken(facts, retainedLeft(facts));
      const name = facts.contractor?.name ?? '';
      const spent = facts.account ? spentAccount(facts.account) : DUES_SPENT;
      const next = {
        ...facts,
        releasedAt: now,
        payables: [
          ...facts.payables,
          ...(left.budget > 0 ? [payable('retention', name, payableAccount(retainedOf(id)), spent, left.budget)] : []),
          ...(left.dues > 0 ? [payable('retention/dues', name, retainedOf(id), DUES_SPENT, left.dues)] : []),
        ],
      };
      return {
        ...(isOver(next) ? { state: 'closed' as const } : {}),
        facts: { releasedAt: now, payables: next.payables },
        notify: [notify({ role: 'cashier' }, 'toPay'), notify(CONTRACTOR, 'released', { yuan: yuan(left.budget + left.dues) })],
      };
    },
  },
  writeOff: {
    title: { en: 'Write off dues', zh: '核销欠款' },
    description: { en: 'The government takes over what a home can’t pay.', zh: '住户无力缴纳的由政府承担。' },
    event: 'DuesWrittenOff',
    by: ['leader'],
    from: ['defects'],
    decide: ({ current: { id, facts }, input: { door, reason }, reference: { item, year, budget } }) => {
      const due = facts.dues.find((one) => one.door === door);
      const fen = due ? leftOf(due) : 0;
      if (!due || fen === 0) return refuse('nothingOwed', `${door} owes nothing.`, `${door}没有欠款。`);
      if (budget === null)
        return refuse(
          'budgetShort',
          `There is no budget of ${item} for ${year}. Open one first.`,
          `${item}${year}年预算尚未设立，请先设立。`,
        );
      const money = commit(budget, id, fen);
      if (isRefusal(money)) return money;
      const of = { item: budget.item, year: budget.year };
      const to = `${id}/written-off-${door}`;
      return {
        reason,
        facts: {
          dues: facts.dues.map((one) => (one.door === door ? { ...one, relief: one.relief + fen } : one)),
          committed: facts.committed + fen,
          account: facts.account ?? of,
          payables: [
            ...facts.payables,
            payable(`writtenOff/${door}`, facts.contractor?.name ?? '', payableAccount(to), spentAccount(of), fen),
          ],
        },
        effects: [
          ...money,
          owe(of, id, to, fen),
          credit({ asset: 'money', from: owedAccount(id, door), to: DUES, amount: fen, rule: 'writtenOff' }),
        ],
        notify: [notify({ role: 'cashier' }, 'toPay')],
      };
    },
  },
};
