/** How a tenancy ends: notice, exit, settlement of the deposit; what is owed stays owed. */

import { actOn, addParties, attach, credit, type Effect, endParties, renameParty } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import {
  FIRM,
  holdsAnew,
  letsGoOfAll,
  MANAGER,
  noNotice,
  noticeUnderWay,
  notify,
  other,
  rewound,
  sideOf,
  takenBack,
} from './holding.ts';
import type { Inputs } from './inputs.ts';
import { endedParts, latest, owedOf } from './lease.ts';
import type { Limits } from './limits.ts';
import { partsHeld } from './renewing.ts';
import { billed, owedAccount, settledRent } from './renting.ts';
import { depositAccount } from './signing.ts';
import type { ParkTenancy, Reference, RulesOf, TenancyOutcome } from './vocabulary.ts';

type Given = { readonly input: Inputs['giveNotice']; readonly reference: Reference['giveNotice']; readonly limits: Limits };

/** Causes for which a tenancy may end before the time of its notice. */
const AT_ONCE = ['arrears', 'breach', 'publicInterest', 'firmEnded'] as const;

/** Why a notice can't be given so. */
const wrongNotice = (
  { facts }: ParkTenancy,
  side: 'firm' | 'park',
  { input: { to, cause }, reference: { today }, limits }: Given,
): Refusal | undefined => {
  const { lease, billing, firmEnd } = facts;
  if (lease === null) return undefined;
  const atEnd = !lease.indefinite && to === lease.to;
  const atOnce = (AT_ONCE as readonly string[]).includes(cause);
  if (to < today) return refuse('dayOver', 'This day is over. Choose one to come.', '该日期已过，请选择今后的日期。');
  if (!lease.indefinite && to > lease.to)
    return refuse(
      'afterTerm',
      `The lease ends on ${lease.to}. Choose that day or an earlier one.`,
      `租约于${lease.to}届满，请选择该日或之前的日期。`,
    );
  if (side === 'firm' ? atOnce : cause === 'firmLeaves')
    return refuse('otherCause', 'This cause is the other side’s. Choose another one.', '该原因由对方提出，请另行选择。');
  if (side === 'park' && !lease.indefinite && !atEnd && !atOnce)
    return refuse(
      'termRuns',
      `The lease runs until ${lease.to}. End it on that day, or name a cause.`,
      `租约至${lease.to}，请于该日终止或注明解除原因。`,
    );
  if (cause === 'arrears' && (billing?.reminded ?? 0) < 2)
    return refuse(
      'noArrears',
      'The firm was reminded of arrears less than twice. Wait, or name another cause.',
      '欠租催缴未满两次，请待催缴或另选原因。',
    );
  if (cause === 'firmEnded' && firmEnd === null)
    return refuse('firmStands', 'The register has the firm as active. Choose another cause.', '企业登记状态正常，请另选原因。');
  if (!atEnd && !atOnce && to < daysAfter(today, limits.noticeDays))
    return refuse(
      'noticeTooShort',
      `Notice is given ${limits.noticeDays} days before. Choose ${daysAfter(today, limits.noticeDays)} or later.`,
      `须提前${limits.noticeDays}天通知，请选择${daysAfter(today, limits.noticeDays)}或之后。`,
    );
  return billing !== null && to < billing.billedTo
    ? refuse(
        'billedAlready',
        `Rent is billed through ${billing.billedTo}. Choose that day or a later one.`,
        `租金已计至${billing.billedTo}，请选择该日或之后。`,
      )
    : undefined;
};

/** Whoever has left stays on nobody's terms. */
const gone = ({ id, facts }: ParkTenancy): readonly Effect[] =>
  facts.rivals.map((rival) => actOn(rival.case, 'rightLapsed', { case: id }));

export const ending: RulesOf<'giveNotice' | 'inspectExit' | 'settle' | 'setAccount' | 'close' | 'succeed'> = {
  giveNotice: {
    title: { en: 'Give notice', zh: '通知终止' },
    description: {
      en: 'At the end of the term, by the notice period, or by a cause. From then on the rooms are others’ behind that day.',
      zh: '租期届满、提前通知或依法定原因终止，该日之后房源可另租。',
    },
    event: 'NoticeGiven',
    by: ['firmAgent', 'parkManager'],
    from: ['signed', 'movedIn'],
    to: ['ending'],
    decide: ({ current, actor, input, reference, limits }) => {
      const { facts, state } = current;
      const { lease } = facts;
      const side = sideOf(actor);
      const wrong = state === 'signed' ? undefined : wrongNotice(current, side, { input, reference, limits });
      const early = wrong ?? noticeUnderWay(facts, reference.notices);
      if (early) return early;
      if (lease === null) return refuse('noOffer', 'Nothing was signed. Withdraw it.', '尚未签约，请办理撤回。');
      const to = state === 'signed' ? reference.today : input.to;
      const endsAt = reference.at[daysAfter(to, 1)] as number;
      const parts = endedParts(lease.parts, to);
      // A park that ends the lease at its term takes nothing of the right to stay on another's terms.
      const keepsRight = state === 'movedIn' && side === 'park' && input.cause === 'term';
      const rivals = keepsRight ? facts.rivals : [];
      return rewound(current, {
        state: 'ending',
        reason: input.reason,
        facts: {
          ...(state === 'signed' ? {} : { lease: { ...lease, parts } }),
          ...{ termAt: null, renewal: null, renewing: null, rivals, change: null, ...noNotice(reference.notices) },
          ending: { to, endsAt, side, cause: input.cause, reason: input.reason, isOver: state === 'signed' },
        },
        effects: [
          ...(state === 'signed' ? letsGoOfAll(current) : holdsAnew(parts, partsHeld(facts), to, reference, limits)),
          ...takenBack(reference.notices),
          ...(keepsRight ? [] : gone(current)),
        ],
        notify: [notify(other(side), 'noticeGiven', { until: moment(endsAt - 1), reason: input.reason })],
      });
    },
  },
  inspectExit: {
    title: { en: 'Inspect the exit', zh: '退场查验' },
    description: {
      en: 'The damage with its price, and what the tenant says to it. Rent is billed until this day, where they stayed longer.',
      zh: '逐项登记损坏及金额，并记录承租人意见；逾期未退的租金计至当日。',
    },
    event: 'ExitInspected',
    by: ['parkManager'],
    from: ['ending'],
    guard: ({ current: { facts } }) =>
      facts.handover?.takenAt == null
        ? refuse('neverMovedIn', 'Nobody has moved in. Settle the deposit.', '尚未入驻，请直接结算押金。')
        : facts.exit === null
          ? undefined
          : refuse('inspected', 'The exit was inspected. Settle the deposit.', '已完成查验，请结算押金。'),
    decide: ({ current, actor, now, input, reference, limits }) => {
      const { facts } = current;
      const { lease, ending: end, firmEnd } = facts;
      const { damages, agreed, photos, tenantWord } = input;
      if (tenantWord === undefined && firmEnd === null)
        return refuse(
          'noTenantWord',
          'Write down what the tenant says to it, if only that they said nothing.',
          '请记录承租人意见，未表态的也请注明。',
        );
      if (photos.length > limits.maxPhotos)
        return refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`);
      if (lease === null || end === null) return refuse('neverMovedIn', 'Nobody has moved in.', '尚未入驻。');
      if (reference.today < daysAfter(end.to, -limits.exitAheadDays))
        return refuse(
          'tooEarly',
          `The tenancy ends on ${end.to}. Inspect the exit ${limits.exitAheadDays} days before at the earliest.`,
          `租期至${end.to}，请于届满前${limits.exitAheadDays}天内查验。`,
        );
      const last = latest(reference.today, end.to);
      // Whoever stays longer pays for each day.
      const stayed = { ...lease, parts: lease.parts.map((part) => (part.to === end.to ? { ...part, to: last } : part)) };
      const { billing, effects } = billed({ ...current, facts: { ...facts, lease: stayed } }, last, reference, limits);
      return rewound(current, {
        facts: {
          lease: stayed,
          billing: { ...billing, nextAt: null },
          exit: { by: actor.id, at: now, damages, tenantWord: tenantWord ?? null, agreed },
          ending: { ...end, isOver: true },
          rivals: [],
        },
        effects: [...effects, ...gone(current), attach(photos)],
        notify: [
          notify(FIRM, 'inspected', { count: damages.length, yuan: yuan(damages.reduce((sum, { fen }) => sum + fen, 0)) }),
        ],
      });
    },
  },
  settle: {
    title: { en: 'Settle the deposit', zh: '结算押金' },
    description: {
      en: 'Each deduction by itself; the rest goes back. By somebody else than who inspected.',
      zh: '逐项列明扣款，余额退还；由查验人以外的人员办理。',
    },
    event: 'Settled',
    by: ['parkManager', 'leader'],
    apart: [{ did: 'inspectExit', who: ({ exit }) => exit?.by ?? null }],
    from: ['ending'],
    guard: ({ current: { facts } }) =>
      facts.settlement !== null
        ? refuse('settledAlready', 'It was settled. Pay the rest back, and close.', '已结算，请退还余额并办结。')
        : facts.exit === null && facts.handover?.takenAt != null
          ? refuse('notInspected', 'The exit is inspected first.', '须先办理退场查验。')
          : undefined,
    decide: ({ current, actor, now, input: { deductions }, limits }) => {
      const { id, facts } = current;
      const { deposit, firm, billing } = facts;
      const sum = (kind?: string) =>
        deductions.reduce((total, one) => total + (kind === undefined || one.kind === kind ? one.fen : 0), 0);
      const there = deposit?.fen ?? 0;
      if (sum() > there)
        return refuse(
          'moreThanDeposit',
          `The deposit is ${yuan(there)} yuan, and ${yuan(sum())} are to be deducted. What is beyond it is claimed apart.`,
          `押金为${yuan(there)}元，扣款合计${yuan(sum())}元，超出部分请另行追偿。`,
        );
      const rent = sum('rent');
      if (rent > owedOf(billing?.open ?? []))
        return refuse('notOwed', 'So much rent isn’t owed. Deduct no more than the arrears.', '扣抵租金超过欠租金额，请核对。');
      const isCash = deposit?.kind === 'cash';
      const line = (rule: string, from: string, to: string, amount: number): readonly Effect[] =>
        amount === 0 ? [] : [credit({ asset: 'money', from, to, amount, rule })];
      const refund = isCash ? there - sum() : 0;
      const paid = billing === null || rent === 0 ? billing : settledRent(billing, rent, limits);
      return rewound(current, {
        facts: { settlement: { deductions, refund, by: actor.id, at: now }, ...(paid === billing ? {} : { billing: paid }) },
        effects: [
          ...(isCash ? line('deducted', depositAccount(id), 'scheme:deducted', sum()) : []),
          ...line('rentDeducted', owedAccount(firm.uscc), 'scheme:rentPaid', rent),
        ],
        notify: [notify(FIRM, 'settled', { deducted: yuan(sum()), back: yuan(refund) })],
      });
    },
  },
  setAccount: {
    title: { en: 'Give an account', zh: '填写退款账户' },
    event: 'AccountGiven',
    by: ['firmAgent'],
    from: ['movedIn', 'ending'],
    decide: ({ input: { account } }) => ({ facts: { account } }),
  },
  close: {
    title: { en: 'Close', zh: '办结' },
    description: { en: 'Arrears stay, and can still be paid.', zh: '欠租继续保留，仍可缴纳。' },
    event: 'Closed',
    by: ['parkManager', 'leader'],
    from: ['ending'],
    to: ['ended'],
    guard: ({ current: { facts }, now }) => {
      if (facts.ending !== null && facts.exit !== null && now < facts.ending.endsAt)
        return refuse(
          'termRuns',
          `The tenancy runs until ${moment(facts.ending.endsAt - 1)}. Close it then.`,
          `租期至${moment(facts.ending.endsAt - 1)}，请届满后办结。`,
        );
      if (facts.settlement === null) return refuse('notSettled', 'The deposit is settled first.', '须先结算押金。');
      return facts.settlement.refund > 0 && !facts.payments.some(({ state }) => state === 'confirmed')
        ? refuse(
            'refundOpen',
            'The rest of the deposit isn’t back yet. Pay it, and have it confirmed.',
            '押金余额尚未退还到账，请先退款并确认。',
          )
        : undefined;
    },
    decide: ({ current: { facts } }) => {
      const owed = owedOf(facts.billing?.open ?? []);
      return {
        state: 'ended',
        notify: [FIRM, MANAGER].map((to) => notify(to, 'closed', { yuan: yuan(owed) })),
      };
    },
  },
  succeed: {
    title: { en: 'Go on with the successor', zh: '由承继企业续租' },
    description: {
      en: 'Where the register names who goes on in the firm’s place. What was owed goes with it.',
      zh: '登记有承继企业的，租约和欠租一并承继。',
    },
    event: 'Succeeded',
    by: ['parkManager'],
    from: ['signed', 'movedIn', 'ending'],
    decide: ({ current: { facts }, reference: { firm: next } }) => {
      if (next === null)
        return refuse(
          'noSuccessor',
          'The register names nobody who goes on for this firm. Give notice.',
          '企业没有登记承继企业，请办理终止。',
        );
      const owed = owedOf(facts.billing?.open ?? []);
      return {
        // What was the account of the firm before is none of this one.
        facts: { firm: next, firmEnd: null, account: null },
        effects: [
          ...(owed === 0
            ? []
            : [
                credit({
                  ...{ asset: 'money', from: owedAccount(facts.firm.uscc), to: owedAccount(next.uscc), amount: owed },
                  rule: 'succeeded',
                }),
              ]),
          endParties({ role: 'firm', person: subjectId('firm', facts.firm.uscc) }),
          addParties({ role: 'firm', person: subjectId('firm', next.uscc), name: next.name }),
        ],
        notify: [notify(MANAGER, 'succeeded', { firm: next.name })],
      };
    },
  },
};

const firmNames = { revoked: '吊销', dissolved: '注销', moved: '迁出' } as const;

/** The firm has ended: the park is told, and nobody is put out by that alone. */
export const firmEnded = (
  { facts }: ParkTenancy,
  { state, name, successor }: { readonly state?: string; readonly name: string; readonly successor?: string },
  now: number,
): TenancyOutcome =>
  state === undefined
    ? {
        facts: { firm: { ...facts.firm, name } },
        effects: [renameParty({ role: 'firm', person: subjectId('firm', facts.firm.uscc) }, name)],
      }
    : {
        facts: { firmEnd: { state, at: now, successor: successor ?? null } },
        notify: [
          notify(MANAGER, 'firmEnded', {
            firm: name,
            stateEn: state,
            stateZh: (firmNames as Readonly<Record<string, string>>)[state] ?? state,
          }),
        ],
      };
