/** How what was paid wrongly is asked back: the firm is heard, the leader decides, and it comes back in instalments, is set off or written off. */
import { lateBack, payableAccount, spentAccount } from '../budget-year/parent.ts';
import { actOn, attach, credit, type Effect, openPayment } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { folded } from '../kernel/text.ts';
import { bringBack, leftToPay, stillThere } from './balance.ts';
import { notOwed } from './ending.ts';
import type { Facts, Recovery } from './facts.ts';
import { releaseAll } from './holding.ts';
import { FIRM, notify, tellDemand, yuan } from './telling.ts';
import { type Application, type Done, type Late, type RulesOf, STATES, type State } from './vocabulary.ts';

const recoveryOf = ({ recovery }: Pick<Facts, 'recovery'>): Recovery => {
  if (recovery === null) throw new RangeError('What is asked back has a ground.');
  return recovery;
};

const sum = (all: readonly { readonly fen: number }[]): number => all.reduce((fen, one) => fen + one.fen, 0);

export const owed = ({ instalments, repaid }: Pick<Recovery, 'instalments' | 'repaid'>): number => sum(instalments) - sum(repaid);

/** When the next instalment is due that isn’t wholly repaid. */
export const nextDue = ({ instalments, repaid }: Pick<Recovery, 'instalments' | 'repaid'>): number | null => {
  let left = sum(repaid);
  for (const one of instalments) {
    if (left < one.fen) return one.dueAt;
    left -= one.fen;
  }
  return null;
};

/** An amount in so many parts that sum to it, the first ones a cent more. */
export const parts = (fen: number, into: number): readonly number[] =>
  Array.from({ length: into }, (_, n) => Math.floor(fen / into) + (n < fen % into ? 1 : 0));

const DAY = 86_400_000;

/** The days on which instalments are due, evenly up to the last one. */
export const dueDays = (today: string, by: string, into: number): readonly string[] => {
  const days = Math.round((Date.parse(by) - Date.parse(today)) / DAY);
  return Array.from({ length: into }, (_, n) => daysAfter(today, Math.round((days * (n + 1)) / into)));
};

const YEAR = 365.25 * DAY;

/** Something came back: the rest is waited for, or the recovery is over. */
const cameBack = (
  current: Application,
  repayment: Recovery['repaid'][number],
  late: Late | undefined,
  more: Partial<Recovery> = {},
): Done => {
  const { facts } = current;
  const before = recoveryOf(facts);
  const recovery = { ...before, ...more, repaid: [...before.repaid, repayment] };
  const [left, due] = [owed(recovery), nextDue(recovery)];
  const back = bringBack(facts, repayment.fen, late);
  return {
    ...(left === 0 ? { state: 'recovered' as const } : {}),
    facts: { recovery, ...back.facts },
    effects: back.effects,
    ...(left > 0 && due !== null && due !== nextDue(before) ? { clocks: { start: { repay: { until: due } } } } : {}),
    notify: [notify(FIRM, 'repaid', { yuan: yuan(repayment.fen), left: yuan(left) })],
  };
};

/**
 * What is asked back and wasn’t paid, since a payment came back after all: so much of it is owed to the firm no more, and needn’t be given back. What
 * is left beyond it is paid.
 */
export const settling = (state: State, facts: Facts, now: number, late: Late | undefined): Done => {
  const rest = leftToPay(facts);
  const { recovery } = facts;
  if (recovery === null || recovery.decidedBy === null || rest === 0 || openPayment(facts.payments)) return {};
  const fen = Math.min(rest, owed(recovery));
  const repaid = { fen, at: now, how: 'notPaid' as const, reference: facts.payments.at(-1)?.id ?? '' };
  const after = fen > 0 ? { ...recovery, repaid: [...recovery.repaid, repaid] } : recovery;
  const toPay = rest - fen;
  const end = owed(after) === 0 && state === 'recovering' ? { state: 'recovered' as const } : {};
  return {
    ...(toPay > 0 ? { state: 'payable' as const } : end),
    facts: { fen: (facts.fen ?? 0) - fen, recovery: after, ...(toPay > 0 ? { approvals: [], paidAt: null } : {}) },
    effects: fen > 0 ? [notOwed(facts, fen), ...lateBack(late?.over, fen)] : [],
  };
};

const paymentUnclear = (): Refusal =>
  refuse('paymentUnclear', 'A payment is unclear. Have it cleared first.', '付款结果不明，请先核实。');

const undecided = ({ facts }: Application): Refusal | undefined =>
  recoveryOf(facts).decidedBy === null
    ? refuse('notDecided', 'The leader hasn’t decided on the recovery yet. Wait for it.', '追回尚未决定，请待分管领导决定。')
    : undefined;

/** One paper of the bank is noted once, however it is written. */
const notedBefore = ({ recovery }: Facts, reference: string): Refusal | undefined => {
  const plain = (text: string): string => folded(text).replaceAll(/\s/g, '').toUpperCase();
  const one = recovery?.repaid.find(({ how, ...noted }) => how === 'repaid' && plain(noted.reference) === plain(reference));
  return one
    ? refuse(
        'repaidAlready',
        `What came with ${reference} is noted already: ${yuan(one.fen)} yuan. Give the reference of another payment.`,
        `凭证${reference}已登记，金额${yuan(one.fen)}元，请填写其他缴款的凭证。`,
      )
    : undefined;
};

/** The most that may be asked back: what the firm has of it, less what was written off. */
const canBeAsked = (state: State, facts: Facts): number =>
  stillThere(facts) - (state === 'writtenOff' ? owed(recoveryOf(facts)) : 0);

const tooMuch = (fen: number, left: number): Refusal | undefined =>
  fen > left
    ? refuse(
        'tooMuch',
        `Only ${yuan(left)} yuan are left to be given back. Enter no more than that.`,
        `尚应归还${yuan(left)}元，请勿超过该金额。`,
      )
    : undefined;

export const recovering: RulesOf<
  | 'openRecovery'
  | 'answerRecovery'
  | 'hearingOver'
  | 'decideRecovery'
  | 'repay'
  | 'offset'
  | 'agreeOffset'
  | 'offsetEnded'
  | 'setOff'
  | 'writeOff'
  | 'freeHolds'
> = {
  openRecovery: {
    title: { en: 'Ask back', zh: '发起追回' },
    description: { en: 'The firm is heard first.', zh: '先听取企业陈述。' },
    event: 'RecoveryOpened',
    by: ['clawbackOfficer'],
    from: ['paid', 'recovered', 'writtenOff', 'withdrawn', 'rejected'],
    to: ['recovering'],
    guard: ({ current: { facts, state } }) => {
      if (openPayment(facts.payments)) return paymentUnclear();
      return canBeAsked(state, facts) > 0
        ? undefined
        : refuse('nothingPaid', 'The firm has nothing of it that could be asked back.', '企业没有可追回的款项。');
    },
    decide: ({ current: { facts, state }, actor, input: { ground, fen, reason, letter }, reference: { movedAt }, limits }) => {
      const paid = canBeAsked(state, facts);
      if (fen > paid)
        return refuse(
          'moreThanPaid',
          `Only ${yuan(paid)} yuan were paid and are still there. Ask back no more than that; a fine is the finance bureau’s.`,
          `实际支付且尚未归还${yuan(paid)}元，追回金额不得超过；罚款由财政部门依法处理。`,
        );
      if (ground === 'movedAway' && movedAt === null)
        return refuse(
          'notMoved',
          'The register doesn’t say that the firm has moved away. Have it entered there first, or choose another ground.',
          '登记簿中企业未迁出，请先登记迁出，或选择其他事由。',
        );
      if (ground === 'movedAway' && movedAt !== null && movedAt > (facts.paidAt ?? movedAt) + limits.stayYears * YEAR)
        return refuse(
          'stayedLongEnough',
          `The firm has stayed for ${limits.stayYears} years since it was paid. Choose another ground.`,
          `企业领取后已留驻满${limits.stayYears}年，请选择其他事由。`,
        );
      const recovery: Recovery = {
        ...{ ground, asked: fen, reason, letter, openedBy: actor.id, heard: null, hearingOver: false },
        ...{ decidedBy: null, instalments: [], repaid: [], offset: null },
      };
      return {
        state: 'recovering',
        reason,
        facts: { recovery },
        notify: [notify(FIRM, 'recoveryHearing', { yuan: yuan(fen), reason, letter })],
      };
    },
  },
  answerRecovery: {
    title: { en: 'Say what you have to say', zh: '陈述意见' },
    event: 'RecoveryAnswered',
    by: ['firmAgent'],
    from: ['recovering'],
    guard: ({ current: { facts } }) =>
      recoveryOf(facts).decidedBy === null
        ? undefined
        : refuse(
            'decidedAlready',
            'It is decided already. Appeal where the decision says.',
            '已作出决定，请按决定告知的途径申诉。',
          ),
    decide: ({ current: { facts }, input: { text, files } }) => ({
      facts: { recovery: { ...recoveryOf(facts), heard: text, hearingOver: true } },
      effects: files.length > 0 ? [attach(files)] : [],
      notify: [notify({ role: 'leader' }, 'toDecide')],
    }),
  },
  hearingOver: {
    title: { en: 'Hearing over', zh: '陈述期满' },
    event: 'HearingOver',
    by: ['clock:hearing'],
    from: ['recovering'],
    decide: ({ current: { facts } }) =>
      recoveryOf(facts).hearingOver
        ? {}
        : { facts: { recovery: { ...recoveryOf(facts), hearingOver: true } }, notify: [notify({ role: 'leader' }, 'toDecide')] },
  },
  decideRecovery: {
    title: { en: 'Decide on the recovery', zh: '决定追回' },
    description: { en: 'How much, by when and in how many parts; nothing ends it.', zh: '决定金额、期限和分期；填0即终止。' },
    event: 'RecoveryDecided',
    by: ['leader'],
    from: ['recovering'],
    to: ['paid', 'payable', 'recovered'],
    apart: [
      { did: 'assess', who: ({ assessedBy }) => assessedBy },
      { did: 'openRecovery', who: ({ recovery }) => recovery?.openedBy ?? null },
    ],
    guard: ({ current: { facts } }) => {
      const { hearingOver, decidedBy } = recoveryOf(facts);
      if (decidedBy !== null) return refuse('decidedAlready', 'It is decided already.', '已作出决定。');
      if (openPayment(facts.payments)) return paymentUnclear();
      return hearingOver
        ? undefined
        : refuse(
            'notHeard',
            'The firm is to be heard first. Wait for what it says, or for the end of its time.',
            '须先听取企业陈述，请待其陈述或期满。',
          );
    },
    decide: ({
      current: { facts, state },
      actor,
      now,
      input: { fen, by, instalments: into, reason },
      reference: { today, ends, over },
      limits,
    }) => {
      const recovery = recoveryOf(facts);
      // What came back meanwhile and isn’t with the firm is paid again, or owed no more.
      const rest = leftToPay(facts);
      if (fen === 0)
        return {
          ...{ state: rest > 0 ? 'payable' : 'paid', reason },
          facts: { recovery: null, ...(rest > 0 ? { approvals: [], paidAt: null } : {}) },
          notify: [notify(FIRM, 'recoveryEnded', { reason })],
        };
      const most = stillThere(facts) + rest;
      if (fen > most)
        return refuse(
          'moreThanPaid',
          `Only ${yuan(most)} yuan were paid or are to be paid, once what came back is taken off. Decide on no more than that.`,
          `扣除已退回和已归还的款项后为${yuan(most)}元，决定金额不得超过。`,
        );
      if (fen > recovery.asked)
        return refuse(
          'moreThanAsked',
          `The firm was heard on ${yuan(recovery.asked)} yuan. Decide on no more than that.`,
          `听取陈述的金额为${yuan(recovery.asked)}元，决定金额不得超过。`,
        );
      if (into > limits.instalmentsMax || into > fen)
        return refuse(
          'tooManyInstalments',
          `At most ${Math.min(limits.instalmentsMax, fen)} instalments. Choose fewer.`,
          `最多分${Math.min(limits.instalmentsMax, fen)}期，请减少期数。`,
        );
      const days = dueDays(today, by, into);
      if (by <= today || new Set(days).size < into)
        return refuse(
          'tooSoon',
          'Give a day far enough ahead for all instalments, each on a day of its own.',
          '归还期限过近，请预留各期时间。',
        );
      const instalments = parts(fen, into).map((part, n) => {
        const day = days[n] ?? by;
        return { fen: part, day, dueAt: ends[day] ?? 0 };
      });
      const decided: Recovery = { ...recovery, decidedBy: actor.id, instalments };
      const settled = settling(state, { ...facts, recovery: decided }, now, { over: over ?? null });
      return {
        ...settled,
        reason,
        facts: { recovery: decided, ...settled.facts },
        notify: [notify(FIRM, 'recoveryDecided', { yuan: yuan(fen), reason, day: days[0] ?? by })],
      };
    },
  },
  repay: {
    title: { en: 'Note what came back', zh: '登记缴回' },
    event: 'Repaid',
    by: ['cashier'],
    from: ['recovering'],
    to: ['recovered'],
    guard: ({ current }) => undecided(current) ?? (openPayment(current.facts.payments) ? paymentUnclear() : undefined),
    decide: ({ current, now, input: { fen, reference }, reference: late }) =>
      notedBefore(current.facts, reference) ??
      tooMuch(fen, owed(recoveryOf(current.facts))) ??
      cameBack(current, { fen, at: now, how: 'repaid', reference }, late),
  },
  offset: {
    title: { en: 'Propose to set off', zh: '提出抵扣' },
    description: {
      en: 'Against other money that is payable to the firm, with its consent.',
      zh: '从企业其他待付款项中抵扣，须企业同意。',
    },
    event: 'OffsetProposed',
    by: ['clawbackOfficer', 'cashier'],
    from: ['recovering'],
    guard: ({ current }) =>
      undecided(current) ??
      (recoveryOf(current.facts).offset === null
        ? undefined
        : refuse(
            'offsetUnderWay',
            'The firm was asked to agree to one already. Wait for its answer.',
            '已提出抵扣，请待企业答复。',
          )),
    decide: ({ current: { facts }, input: { application, fen }, reference: { payable, firm } }) => {
      const recovery = recoveryOf(facts);
      const over = tooMuch(fen, owed(recovery));
      if (over) return over;
      if (firm !== facts.firm || payable < fen)
        return refuse(
          'nothingPayable',
          `${application} has ${firm === facts.firm ? yuan(payable) : '0.00'} yuan payable to this firm. Choose another one, or less.`,
          `${application}可抵扣${firm === facts.firm ? yuan(payable) : '0.00'}元，请另选或减少金额。`,
        );
      return {
        facts: { recovery: { ...recovery, offset: { application, fen, agreed: false } } },
        notify: [notify(FIRM, 'toAgree', { yuan: yuan(fen), other: application })],
      };
    },
  },
  agreeOffset: {
    title: { en: 'Agree to set off', zh: '答复抵扣' },
    event: 'OffsetAnswered',
    by: ['firmAgent'],
    from: ['recovering'],
    guard: ({ current: { facts } }) => {
      const { offset } = recoveryOf(facts);
      return offset !== null && !offset.agreed
        ? undefined
        : refuse('noOffset', 'Nothing is proposed to be set off.', '没有待确认的抵扣。');
    },
    decide: ({ current: { id, facts }, input: { agree } }) => {
      const recovery = recoveryOf(facts);
      const { offset } = recovery;
      if (offset === null || !agree) return { facts: { recovery: { ...recovery, offset: null } } };
      return {
        facts: { recovery: { ...recovery, offset: { ...offset, agreed: true } } },
        effects: [actOn(offset.application, 'setOff', { recovery: id, fen: offset.fen })],
      };
    },
  },
  setOff: {
    title: { en: 'Set off', zh: '抵扣付款' },
    description: { en: 'For what the firm is to give back elsewhere.', zh: '抵扣企业其他应退款项。' },
    event: 'SetOff',
    by: ['case'],
    from: STATES,
    to: ['paid'],
    decide: ({ current, actor, now, input: { recovery, fen } }) => {
      const { id, state, facts } = current;
      const left = leftToPay(facts);
      const done =
        actor.id === `case:${recovery}` && state === 'payable' && openPayment(facts.payments) === undefined && left >= fen;
      const answer = actOn(recovery, 'offsetEnded', { application: id, done });
      if (!done) return { effects: [answer] };
      const effects: readonly Effect[] = [
        credit({
          ...{ asset: 'money', from: payableAccount(facts.firm), to: spentAccount(facts), amount: fen },
          ...{ rule: 'setOff', kind: facts.item, year: facts.year },
        }),
        answer,
      ];
      const known = { setOff: [...facts.setOff, { for: recovery, fen }] };
      return left > fen
        ? { facts: known, effects }
        : {
            state: 'paid',
            facts: { ...known, paidAt: now },
            effects: [...effects, ...tellDemand(id, facts, 'paid')],
            notify: [notify(FIRM, 'paid', { yuan: yuan(facts.fen) })],
          };
    },
  },
  offsetEnded: {
    title: { en: 'Set off elsewhere', zh: '抵扣结果' },
    event: 'OffsetEnded',
    by: ['case'],
    from: ['recovering', 'recovered', 'writtenOff'],
    to: ['recovered'],
    decide: ({ current, actor, now, input: { application, done }, reference: late }) => {
      const { facts, state } = current;
      const offset = facts.recovery?.offset ?? null;
      if (state !== 'recovering' || offset?.application !== application || actor.id !== `case:${application}`) return {};
      if (done)
        return cameBack(current, { fen: offset.fen, at: now, how: 'offset', reference: application }, late, { offset: null });
      return {
        facts: { recovery: { ...recoveryOf(facts), offset: null } },
        notify: [notify({ role: 'clawbackOfficer' }, 'offsetFailed')],
      };
    },
  },
  writeOff: {
    title: { en: 'Write off', zh: '核销' },
    description: { en: 'A small rest, or with a paper of the court.', zh: '余额较小或有破产法律文书。' },
    event: 'WrittenOff',
    by: ['leader'],
    from: ['recovering'],
    to: ['writtenOff'],
    apart: [{ did: 'openRecovery', who: ({ recovery }) => recovery?.openedBy ?? null }],
    guard: ({ current }) => undecided(current),
    decide: ({ current: { facts }, input: { reason, courtPaper }, limits }) => {
      const left = owed(recoveryOf(facts));
      return left > limits.writeOffFen && courtPaper === undefined
        ? refuse(
            'tooMuchToWriteOff',
            `${yuan(left)} yuan are left; up to ${yuan(limits.writeOffFen)} may be written off. For more, give the court’s paper of the insolvency.`,
            `余额${yuan(left)}元，可核销限额为${yuan(limits.writeOffFen)}元；超过的须填写破产法律文书号。`,
          )
        : { state: 'writtenOff', reason };
    },
  },
  freeHolds: {
    title: { en: 'Let the firm have it again', zh: '解除限制' },
    description: {
      en: 'What was given back keeps its year and its invoices otherwise.',
      zh: '追回后原则上仍占用年度资格和发票，由分管领导解除。',
    },
    event: 'HoldsFreed',
    by: ['leader'],
    from: ['recovered', 'writtenOff'],
    guard: ({ current: { facts } }) =>
      facts.holdsFreed ? refuse('freedAlready', 'The firm may have it again already.', '限制已解除。') : undefined,
    decide: ({ current: { facts }, input: { reason } }) => ({
      reason,
      facts: { holdsFreed: true },
      effects: [releaseAll(facts)],
    }),
  },
};
