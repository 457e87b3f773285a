/** A tenancy that runs: monthly bills, payments, arrears, changes of rooms, renewal, and what the end of the term brings. */

import { credit, type Effect, type LedgerLine } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { clipped, yuan } from '../kernel/parts.ts';
import { type Refusal, refuse } from '../kernel/process.ts';
import type { Bill, Facts } from './facts.ts';
import {
  FIRM,
  holdsAnew,
  LEADER,
  MANAGER,
  nextOfTerm,
  noNotice,
  notify,
  othersFirst,
  rewound,
  taken,
  takenBack,
} from './holding.ts';
import { earliest, lastOf, latest, nextMonth, owedOf, paidOff, rentBetween, roomsOn } from './lease.ts';
import type { Limits } from './limits.ts';
import { renewalOf, toSignFirst } from './renewing.ts';
import type { Days, ParkTenancy, RulesOf, TenancyOutcome } from './vocabulary.ts';

const DAY = 86_400_000;

export const owedAccount = (uscc: string): string => `owed:${uscc}`;
type Billing = NonNullable<Facts['billing']>;
type Lease = NonNullable<Facts['lease']>;

/** The day on which the rent of a month is due: the usual one, or as long after the bill where that is over. */
export const dueDay = (month: string, today: string, { rentDueDay }: Pick<Limits, 'rentDueDay'>): string => {
  const usual = `${month}-${String(rentDueDay).padStart(2, '0')}`;
  return usual < today ? daysAfter(today, rentDueDay) : usual;
};

/** The last day through which rent is billed now. */
const through = (facts: Facts, today: string): string => {
  const { lease, ending } = facts;
  const last = lastOf(today);
  // Days behind a renewal that is to be signed are billed by it, or when it has lapsed.
  const renewal = renewalOf(facts);
  const open = renewal ? daysAfter(renewal.from, -1) : last;
  const end = ending?.to ?? (lease?.indefinite === false ? lease.to : open);
  return earliest(end, last);
};

/** When the next reminder of unpaid rent is sent, by how often it was. */
const nextReminder = (open: readonly Bill[], reminded: number, limits: Limits): number | null => {
  const days = [limits.arrearsFirstDays, limits.arrearsSecondDays, limits.arrearsThirdDays][reminded];
  const oldest = open[0];
  return oldest && days !== undefined ? oldest.dueAt + days * DAY : null;
};

/** Bills of all months through a day, the missed ones among them, each once and in order. */
export const billed = (
  { facts }: ParkTenancy,
  to: string,
  { today, at }: Days,
  limits: Limits,
): { readonly billing: Billing; readonly effects: readonly Effect[]; readonly fen: number } => {
  const { firm, lease, billing } = facts as Facts & { lease: Lease; billing: Billing };
  const bills = rentBetween(lease.parts, daysAfter(billing.billedTo, 1), to).filter(({ fen }) => fen > 0);
  const fen = bills.reduce((sum, one) => sum + one.fen, 0);
  const open = [
    ...billing.open,
    ...bills.map(({ month, fen }) => ({
      ...{ month, fen, left: fen },
      dueAt: at[daysAfter(dueDay(month, today, limits), 1)] as number,
    })),
  ];
  return {
    billing: {
      ...billing,
      ...{ open, billed: billing.billed + fen, billedTo: latest(to, billing.billedTo) },
      remindAt: billing.remindAt ?? nextReminder(open, billing.reminded, limits),
    },
    effects:
      bills.length === 0
        ? []
        : [
            credit(
              ...bills.map(({ month, fen: amount }): LedgerLine => {
                const [from, to] = ['scheme:rent', owedAccount(firm.uscc)] as const;
                return { asset: 'money', from, to, amount, rule: `rent:${month}` };
              }),
            ),
          ],
    fen,
  };
};

/** Unpaid rent that was paid, by whatever means. */
export const settledRent = (billing: Billing, fen: number, limits: Limits): Billing => {
  const open = paidOff(billing.open, fen);
  // Whoever has paid what was reminded of begins anew.
  const reminded = open[0]?.dueAt === billing.open[0]?.dueAt ? billing.reminded : 0;
  return { ...billing, open, reminded, paid: billing.paid + fen, remindAt: nextReminder(open, reminded, limits) };
};

const notBilled = (): Refusal => refuse('nothingOwed', 'Nothing is owed. Look at the bills.', '没有待缴租金，请核对账单。');

const noChange = ({ change }: Facts): Refusal | undefined =>
  change === null ? refuse('noChange', 'No change was asked for.', '没有待处理的变更申请。') : undefined;

export const renting: RulesOf<
  'bill' | 'pay' | 'remind' | 'dun' | 'askChange' | 'allowChange' | 'refuseChange' | 'askRenewal' | 'noteTerm'
> = {
  bill: {
    title: { en: 'Bill the rent', zh: '计收租金' },
    event: 'Billed',
    by: ['clock:rent'],
    from: ['movedIn', 'ending'],
    decide: ({ current, reference, limits }) => {
      const { facts } = current;
      if (facts.billing === null || facts.lease === null) return notBilled();
      const to = through(facts, reference.today);
      const { billing, effects, fen } = billed(current, to, reference, limits);
      const isLast = facts.ending !== null && billing.billedTo >= facts.ending.to;
      const nextAt = isLast ? null : (reference.at[nextMonth(reference.today)] as number);
      const [last] = billing.open.slice(-1);
      return rewound(current, {
        facts: { billing: { ...billing, nextAt } },
        effects,
        notify: fen > 0 && last ? [notify(FIRM, 'rentDue', { yuan: yuan(fen), due: moment(last.dueAt - 1) })] : [],
      });
    },
  },
  pay: {
    title: { en: 'Enter a payment of rent', zh: '登记租金收款' },
    description: { en: 'The oldest bill first; also after the tenancy has ended.', zh: '先冲抵最早的账单；租约终止后仍可缴纳。' },
    event: 'RentPaid',
    by: ['cashier', 'bank'],
    from: ['movedIn', 'ending', 'ended'],
    guard: ({ current: { facts } }) => (owedOf(facts.billing?.open ?? []) === 0 ? notBilled() : undefined),
    decide: ({ current, input: { fen }, limits }) => {
      const { firm, billing } = current.facts;
      if (billing === null) return notBilled();
      const owed = owedOf(billing.open);
      if (fen > owed)
        return refuse(
          'tooMuchPaid',
          `${yuan(owed)} yuan are owed. Enter no more than that, and give the rest back.`,
          `待缴${yuan(owed)}元，请勿超额登记，多余款项请退回。`,
        );
      const after = settledRent(billing, fen, limits);
      const lines: readonly Effect[] = [
        credit({ asset: 'money', from: owedAccount(firm.uscc), to: 'scheme:rentPaid', amount: fen, rule: 'rentPaid' }),
      ];
      const told = [notify(FIRM, 'rentPaid', { yuan: yuan(fen), left: yuan(owedOf(after.open)) })];
      return current.state === 'ended'
        ? { facts: { billing: { ...after, remindAt: null } }, effects: lines, notify: told }
        : rewound(current, { facts: { billing: after }, effects: lines, notify: told });
    },
  },
  remind: {
    title: { en: 'Remind of the rent', zh: '催缴' },
    event: 'Reminded',
    by: ['parkManager', 'cashier'],
    from: ['movedIn', 'ending', 'ended'],
    guard: ({ current: { facts } }) => (owedOf(facts.billing?.open ?? []) === 0 ? notBilled() : undefined),
    decide: ({ current: { facts } }) => ({
      notify: [notify(FIRM, 'arrears', { yuan: yuan(owedOf(facts.billing?.open ?? [])) })],
    }),
  },
  dun: {
    title: { en: 'Rent is in arrears', zh: '欠租催缴' },
    event: 'Dunned',
    by: ['clock:arrears'],
    from: ['movedIn', 'ending'],
    decide: ({ current, limits }) => {
      const { billing } = current.facts;
      if (billing === null) return notBilled();
      const reminded = billing.reminded + 1;
      const told = { yuan: yuan(owedOf(billing.open)) };
      return rewound(current, {
        facts: { billing: { ...billing, reminded, remindAt: nextReminder(billing.open, reminded, limits) } },
        notify: [FIRM, MANAGER, ...(reminded > 2 ? [LEADER] : [])].map((to) => notify(to, 'arrears', told)),
      });
    },
  },
  askChange: {
    title: { en: 'Ask for a change', zh: '申请变更' },
    description: { en: 'A room more or less, or to sublet. The park consents or not.', zh: '增退房间或转租，须经园区同意。' },
    event: 'ChangeAsked',
    by: ['firmAgent'],
    from: ['movedIn'],
    guard: ({ current: { facts } }) =>
      facts.change === null
        ? undefined
        : refuse('changeWaits', 'A change waits for the park already.', '已有变更申请待处理，请待园区答复。'),
    decide: ({ current: { facts }, actor, now, input: { kind, from, subtenant }, reference: { today, room } }) => {
      const { lease, billing } = facts as Facts & { lease: Lease; billing: Billing };
      if (from < today || (kind !== 'sublet' && from <= billing.billedTo))
        return refuse(
          'billedAlready',
          `Rent is billed through ${billing.billedTo}. Choose a day after it.`,
          `租金已计至${billing.billedTo}，请选择之后的日期。`,
        );
      if (!lease.indefinite && from > lease.to)
        return refuse(
          'afterTerm',
          `The lease ends on ${lease.to}. Choose that day or an earlier one, or ask for a renewal.`,
          `租约于${lease.to}届满，请选择该日或之前的日期，或申请续租。`,
        );
      const lets = roomsOn(lease.parts, from);
      if (lets.includes(room.id) === (kind === 'addRoom'))
        return refuse(
          'otherRoom',
          kind === 'addRoom' ? 'You have this room then. Choose another.' : 'You don’t have this room then. Choose one of yours.',
          kind === 'addRoom' ? '届时已承租该房间，请另选。' : '届时未承租该房间，请从已承租房间中选择。',
        );
      if (kind === 'dropRoom' && lets.length === 1)
        return refuse('lastRoom', 'It is the last room. Give notice of the tenancy.', '这是最后一间，请办理退租通知。');
      if (kind === 'addRoom' && facts.publicProperty)
        return refuse(
          'publicFirst',
          'Rooms of public property are awarded after a public notice. Ask for this one as a tenancy of its own.',
          '公有房源须经公示后出租，请就该房间另行提交入驻意向。',
        );
      if (kind === 'sublet' && subtenant === undefined)
        return refuse('noSubtenant', 'Say to whom you sublet.', '请填写次承租人。');
      return {
        facts: {
          change: {
            ...{ kind, room: { id: room.id, title: room.title }, from, by: actor.id, at: now },
            subtenant: subtenant ?? null,
          },
        },
        notify: [notify(MANAGER, 'changeAsked', { room: room.title.zh, from })],
      };
    },
  },
  allowChange: {
    title: { en: 'Consent to the change', zh: '同意变更' },
    event: 'ChangeAllowed',
    by: ['parkManager'],
    from: ['movedIn'],
    guard: ({ current: { facts } }) => noChange(facts) ?? (facts.change?.kind === 'sublet' ? undefined : toSignFirst(facts)),
    decide: ({ current, input: { rentFen }, reference, limits }) => {
      const { facts } = current;
      const { change, lease, billing } = facts as Facts & { lease: Lease; billing: Billing };
      if (change === null) return noChange(facts) as Refusal;
      const told = notify(FIRM, 'changeAllowed', { room: change.room.title.zh });
      if (change.kind === 'sublet') return { facts: { change: null, sublets: [...facts.sublets, change] }, notify: [told] };
      if (change.from <= billing.billedTo)
        return refuse(
          'billedAlready',
          'Rent was billed beyond its first day meanwhile. Refuse it, and have it asked for anew.',
          '期间租金已计至变更日之后，请退回并重新申请。',
        );
      const last = daysAfter(change.from, -1);
      if (change.kind === 'dropRoom') {
        const parts = lease.parts.flatMap((part) =>
          part.room.id !== change.room.id ? [part] : part.from > last ? [] : [{ ...part, to: last }],
        );
        return {
          facts: { change: null, lease: { ...lease, parts } },
          effects: holdsAnew(parts, lease.parts, lease.indefinite ? null : lease.to, reference, limits),
          notify: [told],
        };
      }
      if (rentFen === undefined || (reference.floor !== null && rentFen < reference.floor))
        return refuse(
          'rentNeeded',
          `Give the rent of the room${reference.floor === null ? '' : `, ${yuan(reference.floor)} yuan per m² at least`}.`,
          `请填写该房间租金${reference.floor === null ? '' : `，每平方米不低于${yuan(reference.floor)}元`}。`,
        );
      if (reference.taken) return taken(reference.taken);
      if (reference.sitting) return othersFirst();
      const room = { ...change.room, area: reference.area };
      const parts = [
        ...lease.parts,
        { room, rentFen, stepPerMille: lease.parts[0]?.stepPerMille ?? 0, from: change.from, freeTo: null, to: null },
      ];
      return {
        facts: { change: null, lease: { ...lease, parts } },
        effects: holdsAnew(parts, lease.parts, lease.indefinite ? null : lease.to, reference, limits),
        notify: [told],
      };
    },
  },
  refuseChange: {
    title: { en: 'Refuse the change', zh: '不同意变更' },
    event: 'ChangeRefused',
    by: ['parkManager'],
    from: ['movedIn'],
    guard: ({ current: { facts } }) => noChange(facts),
    decide: ({ input: { reason } }) => ({
      reason,
      facts: { change: null },
      notify: [notify(FIRM, 'changeRefused', { reason: clipped(reason) })],
    }),
  },
  askRenewal: {
    title: { en: 'Ask for a renewal', zh: '申请续租' },
    description: {
      en: 'In time before the end. Then both sides offer, as for a new lease.',
      zh: '须在届满前规定时间提出，随后双方报价。',
    },
    event: 'RenewalAsked',
    by: ['firmAgent'],
    from: ['movedIn'],
    guard: ({ current: { facts } }) => toSignFirst(facts),
    decide: ({ current: { facts }, now, input: { months }, limits }) => {
      const lease = facts.lease as Lease;
      if (facts.waived)
        return refuse(
          'rightWaived',
          'You let the rooms go, and they are promised to another. Ask for others.',
          '您已放弃优先承租权，房源已另行预留，请申请其他房源。',
        );
      const latest = lease.endsAt - limits.renewalNoticeDays * DAY;
      if (!lease.indefinite && now > latest)
        return refuse(
          'renewalTooLate',
          `A renewal is asked for ${limits.renewalNoticeDays} days before the end. Without objection the lease goes on without term.`,
          `续租须提前${limits.renewalNoticeDays}天申请。届满无异议的，租约转为不定期。`,
        );
      return { facts: { renewal: { months, at: now } }, notify: [notify(MANAGER, 'renewalAsked', { months })] };
    },
  },
  noteTerm: {
    title: { en: 'Note the end of the term', zh: '租期节点' },
    description: {
      en: 'Told twice before. At the end a lease without notice goes on without term, where no other has its rooms.',
      zh: '届满前两次提醒；届满无异议且房源未另租的，转为不定期租赁。',
    },
    event: 'TermNoted',
    by: ['clock:term'],
    from: ['movedIn', 'ending'],
    to: ['ending'],
    decide: ({ current, now, reference, limits }) => {
      const { facts } = current;
      if (facts.ending !== null)
        return {
          facts: { ending: { ...facts.ending, isOver: true } },
          notify: [FIRM, MANAGER].map((to) => notify(to, 'over')),
        };
      const lease = facts.lease as Lease;
      if (now < lease.endsAt)
        return rewound(current, {
          facts: { termAt: nextOfTerm(lease.endsAt, now, limits) },
          notify: [FIRM, MANAGER].map((to) => notify(to, 'termNear', { until: moment(lease.endsAt - 1) })),
        });
      // Whoever is shown another's offer has the whole time to answer it, and so has who signs a renewal.
      if (facts.rivals.length > 0 || facts.renewing !== null) return rewound(current, { facts: { termAt: now + DAY } });
      return reference.next ? endsForNext(current, reference.notices) : goesOn(lease, reference, limits);
    },
  },
};

/** Nobody has objected: the lease goes on until somebody gives notice. */
const goesOn = (lease: Lease, days: Days, limits: Limits): TenancyOutcome => ({
  facts: { termAt: null, lease: { ...lease, indefinite: true } },
  effects: holdsAnew(lease.parts, lease.parts, null, days, limits),
  notify: [FIRM, MANAGER, LEADER].map((to) => notify(to, 'indefinite')),
});

/** Another has the rooms from now on. */
const endsForNext = (current: ParkTenancy, notices: readonly string[]): TenancyOutcome => {
  const { to, endsAt } = current.facts.lease as Lease;
  return {
    state: 'ending',
    facts: {
      ...{ termAt: null, rivals: [], renewal: null, change: null, ...noNotice(notices) },
      ending: { to, endsAt, side: null, cause: 'term', reason: null, isOver: true },
    },
    effects: takenBack(notices),
    notify: [FIRM, MANAGER].map((to) => notify(to, 'over')),
  };
};
