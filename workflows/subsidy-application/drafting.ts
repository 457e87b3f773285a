/** How an application begins and comes in: offered by a batch, drafted by a firm, the clerk or a demand, then submitted; and how it is taken back. */
import { actOn, addParties, attach, type Effect, link } from '../effects/index.ts';
import { type Actor, isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import { folded } from '../kernel/text.ts';
import { arrived } from './balance.ts';
import { noticeUnderWay, unpaid } from './ending.ts';
import type { Facts } from './facts.ts';
import { groupHolder, takeGroup, takeInvoices, takeItem, takenAlready } from './holding.ts';
import type { Inputs } from './inputs.ts';
import { moneyOver, noInvoices, notThere, onlyForFirm, whyNot } from './standing.ts';
import { FIRM, notify, yuan } from './telling.ts';
import type { FirmFound, Opening, RulesOf, Standing } from './vocabulary.ts';

/** An account is the firm’s own: its name is that of the register, whatever brackets the bank has. */
export const othersAccount = (name: string, firm: Pick<FirmFound, 'name'>): Refusal | undefined =>
  folded(name).replaceAll(/\s/g, '') === folded(firm.name).replaceAll(/\s/g, '')
    ? undefined
    : refuse(
        'othersAccount',
        `The account is in the name of ${name}, and the firm is ${firm.name}. Give an account of the firm’s own.`,
        `账户户名为${name}，企业登记名称为${firm.name}，请填写本企业账户。`,
      );

/** Who gave an account that the register had. */
const FROM_REGISTER = 'register';

/** An account of the firm, with how long it counts as verified: what the register knows needs no other test. */
export const accountFacts = (
  given: Inputs['fillIn']['account'],
  { actor, firm }: { readonly actor: Pick<Actor, 'id'>; readonly firm: FirmFound },
): Pick<Facts, 'account' | 'verifiedUntil' | 'test'> | Refusal => {
  if (given === undefined)
    return {
      account: firm.account === null ? null : { ...firm.account, name: firm.name, by: FROM_REGISTER },
      ...{ verifiedUntil: firm.verifiedUntil, test: null },
    };
  const known = firm.account?.number === given.number;
  return (
    othersAccount(given.name, firm) ?? {
      ...{ account: { ...given, by: actor.id }, test: null },
      verifiedUntil: known ? firm.verifiedUntil : null,
    }
  );
};

/** Facts with what was given now; what wasn’t given stays. */
export const filledIn = (
  before: Pick<Facts, 'evidence' | 'account' | 'item' | 'itemTitle' | 'firm' | 'year'>,
  { evidence, files, account }: Inputs['fillIn'],
  { actor, firm, takesInvoices }: { readonly actor: Actor; readonly firm: FirmFound; readonly takesInvoices: boolean },
): { readonly facts: Partial<Facts>; readonly effects: readonly Effect[] } | Refusal => {
  const accounted = account === undefined && before.account !== null ? {} : accountFacts(account, { actor, firm });
  if (isRefusal(accounted)) return accounted;
  const after = { ...before.evidence, ...evidence };
  return {
    facts: {
      ...(evidence === undefined ? {} : { evidence: after }),
      ...accounted,
    },
    effects: [
      ...(files.length > 0 ? [attach(files)] : []),
      ...(takesInvoices && evidence !== undefined ? takeInvoices(before, after, before.evidence) : []),
    ],
  };
};

/** What an application knows from its start. */
const begun = (input: Inputs['start'], { firm, item, affiliation, judged }: Standing): Facts => ({
  ...{ firm: firm.code, firmName: firm.name, item: item.key, itemTitle: item.title, year: input.year },
  ...{ track: item.track, wholeDays: item.wholeDays, group: item.group, itemMost: item.most, affiliation },
  ...{
    fen: input.fen ?? (input.batch === undefined ? null : (judged.amount?.fen ?? null)),
    how: null,
    text: input.known?.text ?? null,
  },
  ...{ evidence: {}, account: null },
  ...{ demand: input.demand ?? null, batch: input.batch ?? null, filedBy: null, declaredBy: null, submittedAt: null },
  ...{ missing: [], askedTimes: 0, askedBy: null, acceptedBy: null, conditions: [], assessedBy: null, deviation: null },
  ...{ jointUnits: [], joint: null, atLeaders: false, replaces: null, replacedBy: null, formerly: [], committedBy: null },
  ...{
    notice: null,
    withheld: null,
    objected: false,
    test: null,
    tests: 0,
    verifiedUntil: null,
    approvalsNeeded: 1,
    approvals: [],
    payments: [],
    payers: [],
  },
  ...{
    setOff: [],
    paidAt: null,
    overpaid: 0,
    overpaidBack: 0,
    cameBack: 0,
    recovery: null,
    holdsFreed: false,
    ended: null,
    ground: null,
  },
});

const noAmount = (): Refusal =>
  refuse('noAmount', 'An offer says how much it is. Give the amount.', '免申即享须载明金额，请填写。');

const othersCase = (): Refusal =>
  refuse(
    'othersCase',
    'A batch or a demand names itself and opens the application; leave it out otherwise.',
    '批次或诉求只能由该件自身发起，请留空。',
  );

export const opening: Opening = {
  title: { en: 'Apply', zh: '申请补贴' },
  description: {
    en: 'A draft, which the firm signs and submits; or an offer that it takes.',
    zh: '生成草稿，由企业签署提交；免申即享由企业确认领取。',
  },
  event: 'Begun',
  by: ['firmAgent', 'windowClerk', 'case'],
  to: ['drafted', 'offered', 'approved'],
  decide: ({ id, actor, now, input, reference, limits }) => {
    const opener = actor.id.startsWith('case:') ? actor.id.slice('case:'.length) : null;
    const from = input.batch ?? input.demand ?? null;
    if (from !== opener || (input.batch !== undefined && input.demand !== undefined)) return othersCase();
    const { firm, item } = reference;
    const others = onlyForFirm(firm.code, actor);
    if (others) return others;
    const facts = begun(input, reference);
    // An offer is judged in whole; a draft may still be corrected.
    const wrong =
      input.batch === undefined
        ? (notThere(firm) ?? takenAlready(reference.taken))
        : whyNot(facts, reference, { fen: facts.fen, limits, now });
    if (wrong) return wrong;
    if (input.batch !== undefined && facts.fen === null) return noAmount();
    const given = filledIn(facts, input, { actor, firm, takesInvoices: false });
    if (isRefusal(given)) return given;
    const more: Facts = { ...facts, ...given.facts };
    const effects: readonly Effect[] = [
      addParties({ role: 'firm', person: subjectId('firm', firm.code), name: firm.name }),
      ...takeItem(facts, firm.before),
      ...given.effects,
    ];
    const place = reference.unit === null ? {} : { unit: reference.unit };
    const title = `${item.title.zh} ${item.title.en} ${firm.name} ${input.year}`;
    if (input.batch !== undefined) {
      const words = { itemEn: item.title.en, itemZh: item.title.zh, yuan: yuan(facts.fen) };
      const tap = item.needsTap || firm.verifiedUntil === null;
      return {
        state: tap ? 'offered' : 'approved',
        title,
        ...place,
        facts: { ...more, submittedAt: tap ? null : now },
        effects: [...effects, link(input.batch, 'offeredIn')],
        notify: [tap ? notify(FIRM, 'offered', words) : notify({ role: 'financeOfficer' }, 'toCommit', { yuan: words.yuan })],
      };
    }
    const byClerk = !(actor.actsFor ?? []).some(({ subject }) => subject === subjectId('firm', firm.code));
    return {
      state: 'drafted',
      title,
      ...place,
      facts: { ...more, filedBy: byClerk && opener === null ? actor.id : null },
      effects: [
        ...effects,
        ...(input.demand === undefined
          ? []
          : [link(input.demand, 'convertedFrom'), actOn(input.demand, 'applicationOpened', { application: id })]),
      ],
      notify: byClerk ? [notify(FIRM, 'drafted')] : [],
    };
  },
};

const BY_FIRM = ['firmAgent'] as const;

export const drafting: RulesOf<'fillIn' | 'submit' | 'withdraw'> = {
  fillIn: {
    title: { en: 'Fill in', zh: '填写' },
    event: 'FilledIn',
    by: ['firmAgent', 'windowClerk'],
    from: ['drafted'],
    decide: ({ current: { facts }, actor, input, reference: { firm } }) =>
      filledIn(facts, input, { actor, firm, takesInvoices: false }),
  },
  submit: {
    title: { en: 'Submit', zh: '签署提交' },
    description: { en: 'Signed by the firm.', zh: '由企业签署。' },
    event: 'Submitted',
    by: BY_FIRM,
    from: ['drafted'],
    to: ['submitted'],
    decide: ({ current: { facts }, actor, now, input, reference, limits }) => {
      const { firm, judged } = reference;
      const fen = judged.amount?.fen ?? null;
      const wrong = moneyOver(facts, reference) ?? whyNot(facts, reference, { fen, limits, now });
      if (wrong) return wrong;
      const given = filledIn(facts, input, { actor, firm, takesInvoices: false });
      if (isRefusal(given)) return given;
      const after: Facts = { ...facts, ...given.facts };
      const none = noInvoices(reference, after.evidence);
      if (none) return none;
      const holder = groupHolder(reference.taken);
      return {
        state: 'submitted',
        facts: {
          ...given.facts,
          ...{ declaredBy: actor.id, submittedAt: now, firmName: firm.name, conditions: judged.conditions },
          ...{ fen, how: judged.amount?.how ?? null, group: reference.item.group, affiliation: reference.affiliation },
          replaces: holder?.caseId ?? null,
        },
        effects: [
          ...given.effects,
          ...takeInvoices(after, after.evidence),
          ...(reference.item.group !== null && holder === undefined ? [takeGroup(reference.item.group, after)] : []),
        ],
        notify: [notify({ role: 'windowClerk' }, 'submitted')],
      };
    },
  },
  withdraw: {
    title: { en: 'Withdraw', zh: '撤回' },
    description: { en: 'Until its money is sent; what was committed is for others.', zh: '支付前可撤回，已落实资金退回。' },
    event: 'Withdrawn',
    by: BY_FIRM,
    from: ['drafted', 'submitted', 'incomplete', 'reviewing', 'jointReview', 'approved', 'committed', 'onNotice', 'payable'],
    to: ['withdrawn'],
    guard: ({ current: { facts } }) => partPaid(facts),
    decide: ({ current, input: { reason }, reference }) =>
      noticeUnderWay(current, reference) ?? {
        ...unpaid(current, 'withdrawn', reference),
        ...(reason === undefined ? {} : { reason }),
        notify:
          current.facts.acceptedBy === null
            ? []
            : [notify({ person: current.facts.acceptedBy }, 'withdrawn', { reason: reason ?? '—' })],
      },
  },
};

/** What was set off was paid: the rest is paid, too, or asked back. */
export const partPaid = (facts: Pick<Facts, 'setOff' | 'payments'>): Refusal | undefined =>
  arrived(facts) > 0
    ? refuse(
        'partPaid',
        'A part of it was paid or set off already. Have the rest paid; what was wrong is recovered afterwards.',
        '部分款项已支付或抵扣，请支付剩余款项；有误的事后追回。',
      )
    : undefined;
