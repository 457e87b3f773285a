/** How money is set aside for an application: in the order of submission, the higher of exclusive items in the place of the lower, or given back. */
import { commit } from '../budget-year/parent.ts';
import { actOn, type Effect } from '../effects/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { arrived } from './balance.ts';
import { grant, overCeiling } from './ceilings.ts';
import { giveBack, unpaid } from './ending.ts';
import { type Facts, PASSED_OVER, REJECT_GROUNDS } from './facts.ts';
import { takeGroup } from './holding.ts';
import type { Limits } from './limits.ts';
import { notThere } from './standing.ts';
import { FIRM, notify, yuan } from './telling.ts';
import { type Application, type Done, type Money, type Next, type RulesOf, STATES } from './vocabulary.ts';
import { tellPassedOver } from './waiting.ts';

/** Asks the lower of two exclusive items to give way to this one. */
const askWay = ({ id }: Pick<Application, 'id'>, { replaces, fen }: Pick<Facts, 'replaces' | 'fen'>): readonly Effect[] =>
  replaces === null ? [] : [actOn(replaces, 'giveWay', { to: id, fen: fen ?? 0 })];

/** Approved: it stands on the list of those for whom money is set aside. */
export const approved = (current: Application, found: Partial<Facts>): Done => {
  const facts = { ...current.facts, ...found };
  const words = { yuan: yuan(facts.fen) };
  return {
    state: 'approved',
    facts: found,
    effects: askWay(current, facts),
    notify: [notify(FIRM, 'approved', words), notify({ role: 'financeOfficer' }, 'toCommit', words)],
  };
};

/** Why there is no money for it now: those who came before have it first. */
const short = ({ budget, ahead }: Money, { item, year, fen }: Pick<Facts, 'item' | 'year' | 'fen'>): Refusal | undefined => {
  if (budget === null)
    return refuse(
      'budgetShort',
      `There is no budget of ${item} for ${year}. Open one, or wait until there is one.`,
      `${item}${year}年预算尚未设立，请先设立或等待。`,
    );
  return budget.state === 'open' && budget.free < ahead.fen + (fen ?? 0)
    ? refuse(
        'budgetShort',
        `The budget of ${item} for ${year} has ${yuan(budget.free)} yuan left, this needs ${yuan(fen)}, and ${ahead.cases} before it on the list need ${yuan(ahead.fen)}. It stays on the list; raise the budget, or wait for what is given back.`,
        `${item}${year}年预算余额${yuan(budget.free)}元，本次需${yuan(fen)}元，候补在前${ahead.cases}件需${yuan(ahead.fen)}元。本件继续候补，请追加预算或等待退回。`,
      )
    : undefined;
};

/** What setting the money aside does, or why that can’t be. */
const aside = ({ id, facts }: Application, money: Money, limits: Limits): readonly Effect[] | Refusal => {
  const gone = notThere(money.firm);
  if (gone) return gone;
  const wrong = short(money, facts) ?? overCeiling(facts, facts.fen, money.granted, limits);
  if (wrong || money.budget === null) return wrong ?? [];
  const effects = commit(money.budget, id, facts.fen ?? 0);
  return isRefusal(effects) ? effects : [...effects, grant(facts, facts.fen ?? 0, limits), ...tellPassedOver(money.ahead)];
};

/** What was offered and taken: its money is set aside at once, or it waits for it. */
export const committing = (
  current: Application,
  taken: { readonly facts: Partial<Facts>; readonly effects: readonly Effect[] },
  { money, limits }: { readonly money: Money; readonly limits: Limits },
): Done | Refusal => {
  const effects = current.facts.replaces === null ? aside(current, money, limits) : waitsForWay();
  if (!isRefusal(effects))
    return {
      state: 'committed',
      facts: taken.facts,
      effects: [...taken.effects, ...effects],
      notify: [notify(FIRM, 'committed'), notify({ role: 'noticeOfficer' }, 'toPublish')],
    };
  if (!['budgetShort', 'frozen', 'waitsForOther'].includes(effects.code)) return effects;
  const outcome = approved(current, taken.facts);
  return { ...outcome, effects: [...taken.effects, ...(outcome.effects ?? [])] };
};

const waitsForWay = (): Refusal =>
  refuse(
    'waitsForOther',
    'The lower one of these exclusive items has to give way first; it was asked to. Try again in a minute.',
    '须待同类较低项目先行让位，系统已通知，请稍后再试。',
  );

/** It has its place on the list again, or none. */
const notPassedOver = ({ facts }: Application): Pick<Facts, 'passedOver'> => (facts.passedOver ? { passedOver: null } : {});

export const setAside: RulesOf<'commit' | 'sendBack' | 'giveWay' | 'wayGiven' | 'turnCame' | 'passedOver' | 'budgetOver'> = {
  commit: {
    title: { en: 'Commit the money', zh: '落实资金' },
    description: {
      en: 'In the order of submission; who can’t have it now is told, and keeps their place.',
      zh: '按提交时间顺序；暂不能享受的由后续递补并告知，原次序保留。',
    },
    event: 'Committed',
    by: ['financeOfficer'],
    from: ['approved'],
    to: ['committed'],
    apart: [{ did: 'assess', who: ({ assessedBy }) => assessedBy }],
    decide: ({ current, actor, reference, limits }) => {
      const effects = current.facts.replaces === null ? aside(current, reference, limits) : waitsForWay();
      if (isRefusal(effects)) return effects;
      return {
        state: 'committed',
        facts: { committedBy: actor.id, ...notPassedOver(current) },
        effects,
        notify: [notify(FIRM, 'committed'), notify({ role: 'noticeOfficer' }, 'toPublish')],
      };
    },
  },
  sendBack: {
    title: { en: 'Send back', zh: '退回重审' },
    description: { en: 'It is assessed anew; its money is given back.', zh: '重新审核，已落实资金退回。' },
    event: 'SentBack',
    by: ['policyReviewer', 'noticeOfficer', 'leader'],
    from: ['approved', 'committed'],
    to: ['reviewing'],
    decide: ({ current, input: { reason }, reference }) => ({
      state: 'reviewing',
      reason,
      facts: {
        assessedBy: null,
        deviation: null,
        joint: null,
        jointUnits: [],
        withheld: null,
        objected: false,
        committedBy: null,
        ...notPassedOver(current),
      },
      effects: giveBack(current, reference),
      notify: [notify({ role: 'policyReviewer' }, 'toAssess')],
    }),
  },
  giveWay: {
    title: { en: 'Give way to the higher one', zh: '就高让位' },
    event: 'GaveWay',
    by: ['case'],
    from: STATES,
    to: ['withdrawn'],
    decide: ({ current, actor, input: { to, fen }, reference }) => {
      const { id, state, facts } = current;
      if (actor.id !== `case:${to}`) return othersWay();
      const answer = (given: boolean) => actOn(to, 'wayGiven', { by: id, given });
      if (['rejected', 'withdrawn', 'lapsed'].includes(state)) return { effects: [answer(true)] };
      const settled = ['instructed', 'paid', 'recovering', 'recovered', 'writtenOff'].includes(state) || arrived(facts) > 0;
      if (settled || (facts.fen ?? 0) > fen) return { effects: [answer(false)] };
      const outcome = unpaid(current, 'withdrawn', reference);
      return {
        ...outcome,
        facts: { ...outcome.facts, replacedBy: to },
        effects: [...outcome.effects, answer(true)],
        notify: [notify(FIRM, 'replaced', { other: to })],
      };
    },
  },
  wayGiven: {
    title: { en: 'Way was given', zh: '让位结果' },
    event: 'WayGiven',
    by: ['case'],
    from: ['submitted', 'incomplete', 'reviewing', 'jointReview', 'approved', 'withdrawn', 'rejected', 'lapsed'],
    to: ['rejected'],
    decide: ({ current, input: { by, given } }) => {
      const { facts, state } = current;
      if (facts.replaces !== by || !['submitted', 'incomplete', 'reviewing', 'jointReview', 'approved'].includes(state))
        return {};
      if (given) return { facts: { replaces: null }, effects: facts.group === null ? [] : [takeGroup(facts.group, facts)] };
      const outcome = unpaid(current, 'rejected', NOBODY_NEXT);
      const [groundEn, groundZh] = REJECT_GROUNDS.higherTaken;
      return {
        ...outcome,
        facts: { ...outcome.facts, ground: 'higherTaken' },
        notify: [notify(FIRM, 'rejected', { groundEn, groundZh, reason: by })],
      };
    },
  },
  turnCame: {
    title: { en: 'Money has become free', zh: '候补递进' },
    event: 'TurnCame',
    by: ['case'],
    from: ['approved', 'committed', 'onNotice', 'payable', 'withdrawn', 'rejected'],
    decide: ({ current: { facts, state } }) =>
      state === 'approved'
        ? {
            notify: [notify(FIRM, 'waitingListMoved'), notify({ role: 'financeOfficer' }, 'toCommit', { yuan: yuan(facts.fen) })],
          }
        : {},
  },
  passedOver: {
    title: { en: 'Passed over on the list', zh: '候补暂缓' },
    description: {
      en: 'It keeps its place, and comes first again once it can have the money.',
      zh: '保留原次序，可享受时优先。',
    },
    event: 'PassedOver',
    by: ['case'],
    from: STATES,
    decide: ({ current: { facts, state }, input: { why } }) => {
      if (state !== 'approved' || facts.passedOver) return {};
      const [whyEn, whyZh] = PASSED_OVER[why];
      return {
        facts: { passedOver: why },
        notify: [
          notify(FIRM, 'passedOver', { whyEn, whyZh }),
          ...(['policyReviewer', 'leader'] as const).map((role) => notify({ role }, 'lookAgain', { whyEn, whyZh })),
        ],
      };
    },
  },
  budgetOver: {
    title: { en: 'The budget of its year is over', zh: '年度预算已结转' },
    description: {
      en: 'What still waits for its money ends; each tells the one behind it.',
      zh: '候补申请终止，并依次告知后续申请。',
    },
    event: 'BudgetOver',
    by: ['case'],
    from: STATES,
    to: ['rejected'],
    decide: ({ current, input: { budget }, reference: { next, over } }) => {
      if (over !== budget) return {};
      const further = next === null ? [] : [actOn(next, 'budgetOver', { budget })];
      if (current.state !== 'approved') return { effects: further };
      const outcome = unpaid(current, 'rejected', NOBODY_NEXT);
      const { en, zh } = current.facts.itemTitle;
      return {
        ...outcome,
        facts: { ...outcome.facts, ground: 'noBudget' },
        effects: [...outcome.effects, ...further],
        notify: [notify(FIRM, 'budgetOver', { itemEn: en, itemZh: zh, year: current.facts.year })],
      };
    },
  },
};

const NOBODY_NEXT: Next = { next: null };

const othersWay = (): Refusal =>
  refuse('othersCase', 'Only the application that goes on asks another one to give way.', '只能由继续办理的申请要求让位。');
