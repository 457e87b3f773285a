/** How a budget begins, changes and ends: one person proposes, another approves. */
import { actOn, credit, type Effect, hold, release } from '../effects/index.ts';
import { notifier, yuan } from '../kernel/parts.ts';
import { isRefusal, type Outcome, type Refusal, refuse, type Title } from '../kernel/process.ts';
import type { Facts, Kind } from './facts.ts';
import type { Notices } from './notices.ts';
import { type BudgetFound, budgetAccount, freezeOf } from './parent.ts';
import type { BudgetYear, Clock, Opening, RulesOf, State, Waiting } from './vocabulary.ts';

const notify = notifier<Notices>();

const WORDS: Readonly<Record<Kind, Title>> = {
  allocate: { en: 'Allocate', zh: '下达' },
  increase: { en: 'Increase', zh: '追加' },
  cut: { en: 'Cut', zh: '调减' },
  freeze: { en: 'Freeze', zh: '冻结' },
  thaw: { en: 'Thaw', zh: '解冻' },
  close: { en: 'Close', zh: '结账' },
};

const named = ({ item, year }: Facts): Title => ({ en: `budget of ${item} for ${year}`, zh: `${item}${year}年预算` });

const finance = (facts: Facts, rule: string, way: 'in' | 'out', amount: number): readonly Effect[] => {
  const [from, to] = way === 'in' ? ['scheme:finance', budgetAccount(facts)] : [budgetAccount(facts), 'scheme:finance'];
  const { item: kind, year } = facts;
  return amount === 0 ? [] : [credit({ asset: 'money', from, to, amount, rule, kind, year })];
};

const stop = (facts: Facts): Effect => hold({ resource: freezeOf(facts), title: named(facts) });

export const opening: Opening = {
  title: { en: 'Open a budget', zh: '设立年度预算' },
  description: { en: 'One for each policy item and year.', zh: '每个政策项目每年一件。' },
  event: 'Opened',
  by: ['financeOfficer'],
  to: ['open'],
  decide: ({ actor, input: { item, itemTitle, year }, reference: { carryOverAt, known }, now }) => {
    if (known !== null)
      return refuse(
        'budgetKnown',
        `${known} is the budget of ${item} for ${year}. Go on there.`,
        `${item}${year}年预算为${known}，请在该件办理。`,
      );
    if (carryOverAt <= now)
      return refuse(
        'yearOver',
        `The year ${year} was carried over. Open a budget of a later one.`,
        `${year}年度已结转，请设立以后年度的预算。`,
      );
    const facts: Facts = {
      ...{ item, itemTitle, year, proposal: null, changes: [], carryOverAt },
      ...{ isOver: false, lapsed: 0, warned: 0 },
    };
    return {
      state: 'open',
      title: `${itemTitle.zh} ${itemTitle.en} ${year}`,
      facts,
      ...(actor.unit === undefined ? {} : { unit: actor.unit }),
      effects: [hold({ resource: `budgetYear:${item}:${year}`, title: named(facts) })],
    };
  },
};

const overYear = ({ year }: Facts): Refusal =>
  refuse('yearOver', `The year ${year} was carried over; use the budget of this year.`, `${year}年度已结转，请使用本年度预算。`);

/** One change is proposed at a time: of two, the second is told of the first. */
const proposing = (kind: Kind, { facts }: BudgetYear): Refusal | undefined => {
  if (facts.proposal !== null)
    return refuse(
      'waitsForApproval',
      `“${WORDS[facts.proposal.kind].en}” waits for a second person. Have it approved or rejected first.`,
      `“${WORDS[facts.proposal.kind].zh}”尚待复核，请先复核或退回。`,
    );
  if (kind === 'allocate' && facts.changes.some((change) => change.kind === 'allocate'))
    return refuse('allocated', 'It was allocated already. Increase or cut it.', '预算已下达，请办理追加或调减。');
  if (['increase', 'cut'].includes(kind) && !facts.changes.some((change) => change.kind === 'allocate'))
    return refuse('notAllocated', 'Nothing was allocated yet. Allocate it first.', '预算尚未下达，请先下达。');
  return facts.isOver && kind !== 'close' ? overYear(facts) : undefined;
};

/** What a cut would take that isn’t free. */
const tooMuch = (budget: BudgetFound, fen: number): Refusal | undefined =>
  fen <= budget.free
    ? undefined
    : refuse(
        'belowCommitted',
        `Only ${yuan(budget.free)} yuan are free; the cut is ${yuan(fen - budget.free)} yuan too large. Cut no more than what is free, or have commitments given back.`,
        `未承诺余额仅${yuan(budget.free)}元，调减超出${yuan(fen - budget.free)}元。请减少调减金额，或先退回承诺。`,
      );

const stillGoing = ({ committed, payable, inTransit }: BudgetFound): Refusal | undefined =>
  committed + payable + inTransit === 0
    ? undefined
    : refuse(
        'stillCommitted',
        `${yuan(committed + payable + inTransit)} yuan are committed, owed or on their way. Pay them or have them given back first.`,
        `尚有${yuan(committed + payable + inTransit)}元已承诺、应付或在途，请先支付或退回。`,
      );

/** What waits for money of a year that goes on is committed or rejected first; as the year is carried over it ends by itself. */
const stillWaiting = ({ isOver }: Facts, { cases }: Waiting): Refusal | undefined =>
  isOver || cases === 0
    ? undefined
    : refuse(
        'stillWaiting',
        `${cases} approved ${cases === 1 ? 'application waits' : 'applications wait'} for money of it. Commit or reject them first, or leave it until the year is carried over: they are told and ended then.`,
        `尚有${cases}件已核定申请候补，请先落实资金或作不予支持处理；或待年度结转时由系统告知并终止。`,
      );

const NOBODY: Waiting = { first: null, cases: 0 };

type Asked = { readonly actor: { readonly id: string }; readonly now: number };

const proposed = (kind: Kind, { actor, now }: Asked, fen: number, ground: string): Outcome<State, Facts, Clock> => ({
  facts: { proposal: { kind, fen, ground, by: actor.id, at: now } },
  ...(fen === 0 ? { reason: ground } : {}),
  notify: [
    notify({ role: 'financeOfficer' }, 'toApprove', { kindEn: WORDS[kind].en, kindZh: WORDS[kind].zh, yuan: yuan(fen), ground }),
  ],
});

const proposal = (kind: Kind) =>
  ({
    title: WORDS[kind],
    description: { en: 'A second person approves it.', zh: '须由另一人复核。' },
    by: ['financeOfficer'],
    guard: ({ current }: { readonly current: BudgetYear }) => proposing(kind, current),
  }) as const;

/** What an approved change does. */
const applied = (
  { facts }: BudgetYear,
  { kind, fen }: Pick<NonNullable<Facts['proposal']>, 'kind' | 'fen'>,
  { budget, waiting = NOBODY }: { readonly budget: BudgetFound; readonly waiting?: Waiting },
): Outcome<State, Facts, Clock> | Refusal => {
  switch (kind) {
    case 'allocate':
    case 'increase':
      // With more to give, it is said again when it is nearly used.
      return { facts: { warned: 0 }, effects: finance(facts, kind, 'in', fen) };
    case 'cut':
      return tooMuch(budget, fen) ?? { effects: finance(facts, 'cut', 'out', fen) };
    case 'freeze':
      return { state: 'frozen', effects: [stop(facts)] };
    case 'thaw':
      return { state: 'open', effects: [release(freezeOf(facts))] };
    case 'close':
      return (
        stillGoing(budget) ??
        stillWaiting(facts, waiting) ?? {
          state: 'closed',
          facts: { lapsed: facts.lapsed + budget.free },
          effects: [stop(facts), ...finance(facts, 'close', 'out', budget.free)],
        }
      );
  }
};

const proposedAs = (kind: Kind) => (facts: Facts) => (facts.proposal?.kind === kind ? facts.proposal.by : null);

export const changing: RulesOf<
  | 'allocate'
  | 'increase'
  | 'cut'
  | 'freeze'
  | 'thaw'
  | 'close'
  | 'approve'
  | 'reject'
  | 'carryOver'
  | 'noteCommitment'
  | 'noteReturn'
  | 'comment'
> = {
  allocate: {
    ...proposal('allocate'),
    event: 'AllocationProposed',
    from: ['open', 'frozen'],
    decide: (asked) => proposed('allocate', asked, asked.input.fen, asked.input.document),
  },
  increase: {
    ...proposal('increase'),
    event: 'IncreaseProposed',
    from: ['open', 'frozen'],
    decide: (asked) => proposed('increase', asked, asked.input.fen, asked.input.document),
  },
  cut: {
    ...proposal('cut'),
    event: 'CutProposed',
    from: ['open', 'frozen'],
    decide: (asked) =>
      tooMuch(asked.reference.budget, asked.input.fen) ?? proposed('cut', asked, asked.input.fen, asked.input.document),
  },
  freeze: {
    ...proposal('freeze'),
    event: 'FreezeProposed',
    from: ['open'],
    decide: (asked) => proposed('freeze', asked, 0, asked.input.reason),
  },
  thaw: {
    ...proposal('thaw'),
    event: 'ThawProposed',
    from: ['frozen'],
    decide: (asked) => proposed('thaw', asked, 0, asked.input.reason),
  },
  close: {
    ...proposal('close'),
    event: 'CloseProposed',
    from: ['open', 'frozen'],
    decide: (asked) =>
      stillGoing(asked.reference.budget) ??
      stillWaiting(asked.current.facts, asked.reference.waiting ?? NOBODY) ??
      proposed('close', asked, 0, asked.input.reason),
  },
  approve: {
    title: { en: 'Approve', zh: '复核通过' },
    event: 'Approved',
    by: ['financeOfficer', 'leader'],
    from: ['open', 'frozen'],
    to: ['open', 'frozen', 'closed'],
    apart: (Object.keys(WORDS) as Kind[]).map((did) => ({ did, who: proposedAs(did) })),
    guard: ({ current: { facts } }) => (facts.proposal === null ? nothing() : undefined),
    decide: ({ current, actor, now, reference }) => {
      const { proposal: given } = current.facts;
      if (given === null) return nothing();
      const done = applied(current, given, reference);
      if (isRefusal(done)) return done;
      return {
        ...done,
        facts: {
          ...done.facts,
          proposal: null,
          changes: [...current.facts.changes, { ...given, approvedBy: actor.id, approvedAt: now }],
        },
        notify: [
          notify({ person: given.by }, 'approved', {
            ...{ kindEn: WORDS[given.kind].en, kindZh: WORDS[given.kind].zh, yuan: yuan(given.fen) },
          }),
        ],
      };
    },
  },
  reject: {
    title: { en: 'Reject or take back', zh: '退回' },
    event: 'Rejected',
    by: ['financeOfficer', 'leader'],
    from: ['open', 'frozen'],
    guard: ({ current: { facts } }) => (facts.proposal === null ? nothing() : undefined),
    decide: ({ current: { facts }, input: { reason } }) => ({
      reason,
      facts: { proposal: null },
      notify: facts.proposal === null ? [] : [notify({ person: facts.proposal.by }, 'rejected', { reason })],
    }),
  },
  carryOver: {
    title: { en: 'Carry over', zh: '年度结转' },
    description: {
      en: 'What is free lapses, what is committed goes on, and what waits for money ends.',
      zh: '未承诺的结余收回，已承诺的继续执行，候补申请终止。',
    },
    event: 'CarriedOver',
    by: ['clock:carryOver', 'financeOfficer'],
    from: ['open', 'frozen'],
    to: ['frozen'],
    guard: ({ current: { facts }, now, actor }) => {
      if (facts.isOver) return overYear(facts);
      return now < facts.carryOverAt && !actor.id.startsWith('clock:')
        ? refuse('tooEarly', 'It is carried over after its year by itself.', '年度终了后自动结转，请勿提前办理。')
        : undefined;
    },
    decide: ({ current: { id, facts, state }, reference: { budget, waiting = NOBODY } }) => ({
      state: 'frozen',
      facts: { isOver: true, lapsed: budget.free, proposal: null },
      effects: [
        ...(state === 'open' ? [stop(facts)] : []),
        ...finance(facts, 'lapse', 'out', budget.free),
        ...(waiting.first === null ? [] : [actOn(waiting.first, 'budgetOver', { budget: id })]),
      ],
      notify: (['financeOfficer', 'leader'] as const).map((role) => notify({ role }, 'carriedOver', { yuan: yuan(budget.free) })),
    }),
  },
  noteCommitment: {
    title: { en: 'Note a commitment', zh: '登记承诺' },
    event: 'CommitmentNoted',
    by: ['case'],
    from: ['open', 'frozen', 'closed'],
    decide: ({ current: { facts }, reference: { budget }, limits }) => {
      const share = budget.allocated === 0 ? 1000 : Math.floor(((budget.allocated - budget.free) * 1000) / budget.allocated);
      const reached = [1000, limits.warnAt].find((at) => share >= at) ?? 0;
      return reached <= facts.warned
        ? {}
        : {
            facts: { warned: reached },
            notify: (['financeOfficer', 'leader'] as const).map((role) => notify({ role }, 'nearlyUsed', { reached: share })),
          };
    },
  },
  noteReturn: {
    title: { en: 'Note what came back', zh: '登记退回' },
    description: { en: 'After its year it goes on to the finance office.', zh: '年度终了后退回的款项收回财政。' },
    event: 'ReturnNoted',
    by: ['case'],
    from: ['open', 'frozen', 'closed'],
    decide: ({ current: { facts, state }, input: { fen }, reference: { budget } }) => {
      const back = Math.min(fen, budget.free);
      return back === 0 || !(facts.isOver || state === 'closed')
        ? {}
        : {
            facts: { lapsed: facts.lapsed + back },
            effects: finance(facts, 'lapse', 'out', back),
            notify: (['financeOfficer', 'leader'] as const).map((role) => notify({ role }, 'cameBack', { yuan: yuan(back) })),
          };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['financeOfficer', 'leader', 'policyReviewer'],
    from: ['open', 'frozen', 'closed'],
    decide: () => ({}),
  },
};

const nothing = (): Refusal =>
  refuse('nothingProposed', 'Nothing waits for approval. Propose a change first.', '暂无待复核事项，请先提出变更。');
