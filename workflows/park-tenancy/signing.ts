/** From a reservation to the keys: public notice, signatures, deposit, handover. */

import { attach, credit } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { moment } from '../kernel/moments.ts';
import { yuan } from '../kernel/parts.ts';
import { holdsRole, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { publish } from '../public-notice/parent.ts';
import type { Facts, Offer } from './facts.ts';
import { agreedOf, FIRM, letsGoOfAll, MANAGER, nextOfTerm, notify, rewound, sideOf } from './holding.ts';
import { depositOf, partsOf } from './lease.ts';
import { sittingFirst } from './matching.ts';
import { firmGone, standing } from './negotiating.ts';
import { furtherOf, guaranteedTo, renewalOf } from './renewing.ts';
import type { GuardContext, ParkTenancy, RulesOf, State, TenancyOutcome } from './vocabulary.ts';

/** States in which a notice that was opened may still end. */
const HEARD = [
  'negotiating',
  'reserved',
  'awaitingSignature',
  'signed',
  'movedIn',
  'ending',
  'ended',
  'rejected',
  'withdrawn',
  'lapsed',
] as const satisfies readonly State[];

/** Of each agreement there is a row of its own: what passed for one says nothing of the next. */
export const rowOf = (current: ParkTenancy): string => `${current.id}/${toPublish(current)?.version ?? 0}`;

/** What is to be made public: what both agreed to, or the offer of a renewal before it is agreed to. */
const toPublish = (current: ParkTenancy): Offer | undefined =>
  current.state === 'movedIn' && current.facts.renewal !== null ? standing(current) : agreedOf(current.facts);

export const depositAccount = (caseId: string): string => `deposit:${caseId}`;

/** The deposit by the terms that both agreed to. */
export const depositDue = (facts: Facts): number => {
  const terms = agreedOf(facts);
  return terms ? depositOf(terms) : 0;
};

/** The terms that are to be signed, and who has signed them: those of a renewal, or of the first letting. */
const toSign = ({ state, facts }: Pick<ParkTenancy, 'state' | 'facts'>) =>
  state === 'movedIn'
    ? { terms: renewalOf(facts), signatures: facts.renewing?.signatures ?? [] }
    : { terms: agreedOf(facts), signatures: facts.signatures };

const nothingToSign = (): Refusal =>
  refuse(
    'nothingToSign',
    'No renewal of six months or more was agreed to. Make an offer, or agree to the one that stands.',
    '没有待签署的六个月以上续租，请先报价或同意现有报价。',
  );

const maySign = ({ current, actor }: GuardContext): Refusal | undefined => {
  const { facts, state } = current;
  const wrong =
    firmGone(current) ?? (state === 'movedIn' ? (facts.renewing?.written ? undefined : nothingToSign()) : sittingFirst(facts));
  if (wrong) return wrong;
  if (facts.publicProperty && facts.notice !== 'passed')
    return refuse(
      'notPublished',
      'The rooms are public property: the award is made public first, and has to pass.',
      '房源为公有资产，须先公示并通过后签约。',
    );
  return toSign(current).signatures.some(({ side }) => side === sideOf(actor))
    ? refuse('signedAlready', 'Your side has signed. The other side signs now.', '己方已签署，请待对方签署。')
    : undefined;
};

export const signing: RulesOf<
  'publish' | 'rowPassed' | 'noticeEnded' | 'noticeRefused' | 'sign' | 'payDeposit' | 'handOver' | 'takeOver'
> = {
  publish: {
    title: { en: 'Make public', zh: '公示' },
    description: { en: 'Firm, rooms and term; nothing of scores and rents.', zh: '公示企业、房间和租期，不含评分和租金。' },
    event: 'MadePublic',
    by: ['noticeOfficer', 'parkManager'],
    from: ['reserved', 'movedIn'],
    guard: ({ current }) => {
      const { facts, state } = current;
      if (state === 'movedIn' && (facts.renewal === null || !standing(current)))
        return refuse(
          'nothingToPublish',
          'No renewal is offered. What both agreed to was made public before; make the next offer first.',
          '目前没有续租报价，原租约已公示，请先报价。',
        );
      if (!facts.publicProperty)
        return refuse(
          'notPublic',
          'These rooms are no public property. Sign at once.',
          '房源不属公有资产，无须公示，可直接签约。',
        );
      return facts.notice === 'running' || facts.notice === 'passed'
        ? refuse('onNotice', 'It is public already. Wait for its end.', '已公示，请待公示结束。')
        : undefined;
    },
    decide: ({ current, actor, input: { boards } }) => {
      const { facts } = current;
      const terms = toPublish(current);
      if (!terms) return refuse('noOffer', 'Nothing was agreed to.', '尚未达成一致。');
      const opened = publish({
        title: { en: `Tenancy in ${facts.park.title.en}`, zh: `${facts.park.title.zh}入驻公示` },
        columns: [
          { key: 'firm', title: { en: 'Firm', zh: '企业' } },
          { key: 'rooms', title: { en: 'Rooms', zh: '房间' } },
          { key: 'term', title: { en: 'Term', zh: '租期' } },
        ],
        rows: [
          {
            key: rowOf(current),
            values: [facts.firm.name, terms.rooms.map(({ title }) => title.zh).join('、'), `${terms.from} — ${terms.to}`],
            decidedBy: [actor.id],
          },
        ],
        places: [{ kind: 'web', name: facts.park.title.zh }, ...boards.map((name) => ({ kind: 'board', name }) as const)],
        whoMayObject: 'anyone',
      });
      return isRefusal(opened) ? opened : { facts: { notice: 'running' }, effects: [opened] };
    },
  },
  rowPassed: {
    title: { en: 'The notice has passed', zh: '公示通过' },
    event: 'NoticePassed',
    by: ['case'],
    from: HEARD,
    decide: ({ current, input: { keys } }) => (keys.includes(rowOf(current)) ? passed(current) : {}),
  },
  noticeEnded: {
    title: { en: 'The notice has ended', zh: '公示结束' },
    event: 'NoticeEnded',
    by: ['case'],
    from: HEARD,
    to: ['negotiating'],
    decide: ({ current, input, reference }) => {
      const { facts, state } = current;
      const row = rowOf(current);
      // A corrected row is on another notice, of whose end the case hears as well; what was agreed to before is nobody’s matter now.
      if (facts.notice === 'passed' || input.corrected.includes(row) || !reference.isOwn) return {};
      if (input.end === 'withdrawn')
        return {
          facts: { notice: 'withdrawn' },
          notify: state === 'reserved' || facts.renewal !== null ? [notify(MANAGER, 'noticeWithdrawn')] : [],
        };
      if (input.passed.includes(row)) return passed(current);
      if (!input.struck.includes(row)) return {};
      return state === 'reserved'
        ? {
            state: 'negotiating',
            facts: { notice: 'struck', agreed: null, rights: [] },
            effects: letsGoOfAll(current),
            notify: [notify(FIRM, 'struck'), notify(MANAGER, 'struck')],
          }
        : { facts: { notice: 'struck' } };
    },
  },
  noticeRefused: {
    title: { en: 'The notice was refused', zh: '公示未发起' },
    event: 'NoticeRefused',
    by: ['case'],
    from: HEARD,
    decide: ({ input: { reason } }) => ({
      facts: { notice: 'none' },
      notify: [notify(MANAGER, 'noticeRefused', { reason })],
    }),
  },
  sign: {
    title: { en: 'Sign', zh: '签约' },
    description: { en: 'Both sides sign the same file, named by its hash.', zh: '双方签署同一合同文件，以文件哈希为准。' },
    event: 'Signed',
    by: ['firmAgent', 'parkManager'],
    from: ['reserved', 'awaitingSignature', 'movedIn'],
    to: ['awaitingSignature', 'signed'],
    guard: maySign,
    decide: ({ current, actor, now, input: { version, sha256 }, reference, limits }) => {
      const { facts } = current;
      const { at } = reference;
      const { terms, signatures: before } = toSign(current);
      if (!terms || version !== terms.version)
        return refuse(
          'staleVersion',
          `Both agreed to version ${terms?.version ?? 0}. Sign the contract that puts that one in writing.`,
          `双方同意的是第${terms?.version ?? 0}版，请签署据此拟定的合同。`,
        );
      const [first] = before;
      if (first && first.sha256 !== sha256)
        return refuse(
          'otherFile',
          'The other side has signed another file. Compare the files, and sign the same one.',
          '与对方签署的文件不一致，请核对后签署同一文件。',
        );
      const signatures = [...before, { side: sideOf(actor), by: actor.id, at: now, sha256 }];
      const told = [notify(sideOf(actor) === 'firm' ? MANAGER : FIRM, 'toSign')];
      if (facts.renewing !== null) {
        const outcome = furtherOf(current, { ...facts.renewing, signatures }, reference, { limits, now });
        return signatures.length < 2 ? { ...outcome, notify: told } : outcome;
      }
      if (signatures.length < 2)
        return {
          state: 'awaitingSignature',
          facts: { signatures },
          notify: told,
        };
      const endsAt = at[daysAfter(terms.to, 1)] as number;
      const due = depositDue(facts);
      return {
        state: 'signed',
        facts: {
          signatures,
          lease: {
            ...{ from: terms.from, startsAt: at[terms.from] as number, to: terms.to, endsAt, indefinite: false },
            parts: partsOf(terms),
          },
        },
        notify: [FIRM, MANAGER].map((to) => notify(to, 'signed', { deposit: yuan(due), from: moment(at[terms.from] as number) })),
      };
    },
  },
  payDeposit: {
    title: { en: 'Enter the deposit', zh: '登记押金' },
    description: {
      en: 'Cash by the cashier, a bank guarantee by the park; the firm chooses which.',
      zh: '现金由出纳登记，银行保函由园区登记，形式由企业自选。',
    },
    event: 'DepositEntered',
    by: ['cashier', 'parkManager'],
    from: ['signed', 'movedIn'],
    guard: ({ current: { facts, state } }) => {
      if (state === 'movedIn')
        return (facts.renewing?.depositOpen ?? 0) > 0
          ? undefined
          : refuse('noDepositDue', 'No deposit is due. Look at the renewal.', '无应补押金，请核对续租条件。');
      return facts.deposit !== null || depositDue(facts) === 0
        ? refuse('noDepositDue', 'No deposit is due. Hand the rooms over.', '无应缴押金，请办理交付。')
        : undefined;
    },
    decide: ({ current, actor, now, input: { kind, fen, reference: number, until }, reference, limits }) => {
      const { id, facts } = current;
      const { renewing } = facts;
      const terms = toSign(current).terms;
      const due = renewing?.depositOpen ?? depositDue(facts);
      const cash = facts.deposit?.kind === 'cash' ? facts.deposit.fen : 0;
      const [role, whose, zh] =
        kind === 'cash' ? (['cashier', 'The cashier', '出纳'] as const) : (['parkManager', 'The park', '园区经理'] as const);
      if (!holdsRole(actor, [role]))
        return refuse('notYours', `${whose} enters this kind of deposit. Leave it to them.`, `该形式的押金由${zh}登记。`);
      if (kind === 'cash' ? fen !== due : fen < due)
        return refuse('otherDeposit', `The deposit is ${yuan(due)} yuan. Enter that sum.`, `押金为${yuan(due)}元，请按此登记。`);
      if (kind === 'guarantee' && cash > 0)
        return refuse(
          'cashStays',
          'The deposit that is there is cash. Enter what is more in cash as well.',
          '原押金为现金，差额请同样以现金补足。',
        );
      // A guarantee that ends before the deposit is settled would be none.
      const last = terms ? guaranteedTo(terms, limits) : '';
      if (kind === 'guarantee' && (until === undefined || until < last))
        return refuse(
          'guaranteeTooShort',
          `The guarantee has to hold until ${last} at least. Ask the bank for a longer one.`,
          `保函有效期须不早于${last}，请向银行申请延长。`,
        );
      const deposit = { kind, fen: cash + fen, reference: number, until: until ?? null, by: actor.id, at: now };
      const outcome = renewing === null ? {} : furtherOf(current, { ...renewing, depositOpen: 0 }, reference, { limits, now });
      return {
        ...outcome,
        facts: { ...outcome.facts, deposit },
        effects:
          kind === 'cash'
            ? [credit({ asset: 'money', from: 'scheme:deposit', to: depositAccount(id), amount: fen, rule: 'deposit' })]
            : [],
        notify: [notify(FIRM, 'depositEntered', { yuan: yuan(fen) }), ...(outcome.notify ?? [])],
      };
    },
  },
  handOver: {
    title: { en: 'Hand over', zh: '交付房屋' },
    event: 'HandedOver',
    by: ['parkManager'],
    from: ['signed'],
    guard: ({ current: { facts }, now }) => {
      if (facts.handover !== null)
        return refuse(
          'handedOverAlready',
          'It was handed over. The firm confirms it, with what isn’t as it should be.',
          '已交付，请由企业确认接收并注明不符之处。',
        );
      if (facts.deposit === null && depositDue(facts) > 0)
        return refuse('depositMissing', 'The deposit comes before the keys. Enter it first.', '须先缴纳押金再交付。');
      return facts.lease !== null && now < facts.lease.startsAt
        ? refuse(
            'tooEarly',
            `The lease begins at ${moment(facts.lease.startsAt)}. Hand over then.`,
            `租约自${moment(facts.lease.startsAt)}起，请届时交付。`,
          )
        : undefined;
    },
    decide: ({ actor, now, input: { meters, keys, photos }, reference: { occupiedBy }, limits }) =>
      occupiedBy !== null
        ? stillOccupied(occupiedBy)
        : photos.length > limits.maxPhotos
          ? refuse('tooManyPhotos', `Send at most ${limits.maxPhotos} photos.`, `最多上传${limits.maxPhotos}张照片。`)
          : {
              facts: {
                handover: { meters, keys, by: actor.id, at: now, takenBy: null, takenAt: null, remarks: null },
              },
              effects: [attach(photos)],
              notify: [notify(FIRM, 'handedOver')],
            },
  },
  takeOver: {
    title: { en: 'Take over', zh: '确认接收' },
    description: { en: 'With what isn’t as it should be.', zh: '如有不符请注明。' },
    event: 'TakenOver',
    by: ['firmAgent'],
    from: ['signed'],
    to: ['movedIn'],
    guard: ({ current: { facts } }) =>
      facts.handover === null
        ? refuse('notHandedOver', 'The park hands the rooms over first.', '须由园区先交付房屋。')
        : undefined,
    decide: ({ current, actor, now, input: { remarks }, reference: { occupiedBy }, limits }) => {
      const { handover, lease } = current.facts;
      if (handover === null || lease === null)
        return refuse('notHandedOver', 'The park hands the rooms over first.', '须由园区先交付房屋。');
      if (occupiedBy !== null) return stillOccupied(occupiedBy);
      return rewound(current, {
        state: 'movedIn',
        facts: {
          handover: { ...handover, takenBy: actor.id, takenAt: now, remarks: remarks ?? null },
          // The first bill follows at once.
          billing: {
            ...{ billedTo: daysAfter(lease.from, -1), nextAt: now, open: [], billed: 0, paid: 0 },
            ...{ reminded: 0, remindAt: null },
          },
          termAt: nextOfTerm(lease.endsAt, now, limits),
        },
        notify: [notify(MANAGER, 'movedIn')],
      });
    },
  },
};

const stillOccupied = (by: string): Refusal =>
  refuse(
    'stillOccupied',
    `The tenant of ${by} hasn’t left yet. The park inspects their exit first.`,
    `${by}的承租人尚未退场，请园区先办理退场查验。`,
  );

const passed = ({ facts, state }: ParkTenancy): TenancyOutcome =>
  facts.notice === 'passed'
    ? {}
    : {
        facts: { notice: 'passed' },
        notify:
          state === 'reserved'
            ? [FIRM, MANAGER].map((to) => notify(to, 'maySign'))
            : state === 'movedIn'
              ? [notify(MANAGER, 'mayRenew')]
              : [],
      };
