/** How a batch is listed and approved: tried first, judged again by whoever approves, and changed by nobody in between. */
import { yearOver } from '../budget-year/parent.ts';
import { hold, release } from '../effects/index.ts';
import { isOrRelated } from '../kernel/four-eyes.ts';
import { NOTHING_OPENED } from '../kernel/open-many.ts';
import { notifier, yuan } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Notice, type Refusal, refuse } from '../kernel/process.ts';
import { subjectId } from '../kernel/subjects.ts';
import type { Facts } from './facts.ts';
import type { Inputs } from './inputs.ts';
import type { Notices } from './notices.ts';
import { nextPage } from './offering.ts';
import { offered, sumOf } from './ranked.ts';
import type { ItemFound, ListFound, Opening, RulesOf } from './vocabulary.ts';

const notify = notifier<Notices>();

const batchHold = ({ item, year, register, kind }: Pick<Facts, 'item' | 'year' | 'register' | 'kind'>): string =>
  kind === 'notice' ? `subsidyNotice:${item}:${year}` : `subsidyBatch:${item}:${year}:${register?.key ?? ''}`;

/** Lets others make a batch of the same list. */
export const letGo = (facts: Facts) => release(batchHold(facts));

const takes = (facts: Facts) => {
  const { itemTitle: of, year } = facts;
  return hold({ resource: batchHold(facts), title: { en: `batch of ${of.en} for ${year}`, zh: `${year}年${of.zh}批次` } });
};

/** Firms by both of the names in which people are related to them. */
export const firmsOf = ({ list, published }: Pick<Facts, 'list' | 'published'>): readonly string[] =>
  [...list, ...published].flatMap(({ firm }) => [firm, subjectId('firm', firm)]);

const wrongItem = ({ title, track, years, isOpen }: ItemFound, year: number, kind: Facts['kind']): Refusal | undefined => {
  if (year < years.from || year > years.to)
    return refuse(
      'notInForce',
      `${title.en} pays for ${years.from} to ${years.to}. Choose one of these years.`,
      `${title.zh}适用于${years.from}至${years.to}年度，请选择其中的年度。`,
    );
  if (kind === 'notice') return undefined;
  if (track !== 'automatic')
    return refuse(
      'notAutomatic',
      `${title.en} isn’t automatic: its firms apply themselves. Choose an automatic item, or a notice over what is committed.`,
      `${title.zh}不是免申即享项目，须由企业申报。请选择免申即享项目，或仅公示已落实资金的申请。`,
    );
  return isOpen
    ? undefined
    : refuse(
        'windowClosed',
        `${title.en} isn’t open for ${year} today. Come back in its time, or have the table changed.`,
        `${title.zh}${year}年度当前不在申报期，请在申报期内办理，或调整政策项目表。`,
      );
};

/** Why this list can't be offered as a whole. */
const wrongList = (list: ListFound, { ranking, item, year }: Pick<Facts, 'ranking' | 'item' | 'year'>): Refusal | undefined => {
  const { budget, entries, wantedFen, freeFen } = list;
  if (wantedFen === 0)
    return refuse(
      'nothingToOffer',
      'Nobody of this list can be offered anything; the dry run says why of each. Correct what is wrong there, or choose another list.',
      '名单中没有可列入的企业，原因见试算结果。请更正后重试，或选择其他名单。',
    );
  if (budget === null)
    return refuse(
      'noBudget',
      `There is no budget of ${item} for ${year}. Have the finance office open one first.`,
      `${item}${year}年尚无预算，请财政部门先行设立。`,
    );
  if (budget.state === 'over' || budget.state === 'closed') return yearOver(budget);
  if (budget.state !== 'open')
    return refuse(
      'frozen',
      `The budget of ${item} for ${year} takes no new commitments. Wait until it is thawed, or ask the finance office.`,
      `${item}${year}年预算已冻结，不能新增承诺，请待解冻或咨询财政部门。`,
    );
  if (ranking === null ? wantedFen > freeFen : offered(entries).length === 0)
    return refuse(
      'budgetShort',
      `The list needs ${yuan(wantedFen)} yuan, and ${yuan(freeFen)} are left beside what is offered already. Have the budget raised, or name a ranking by which the first are in.`,
      `本批需${yuan(wantedFen)}元，扣除已发出部分后预算余额${yuan(freeFen)}元。请追加预算，或选定排序规则，排序在前的先行列入。`,
    );
  return undefined;
};

const listChanged = (): Refusal =>
  refuse(
    'listChanged',
    'The list, a firm or the budget has changed since this hash. Try it again with subsidyDryRun, and list it anew.',
    '名单、企业或预算在此之后已有变化，请重新试算并列单。',
  );

const sameList = (): Refusal =>
  refuse(
    'sameList',
    'Nothing has changed in this list. Have a second person approve it, or withdraw it.',
    '名单没有变化，请由另一人复核，或撤回。',
  );

const tooMany = ({ entries }: ListFound, most: number): Refusal | undefined =>
  entries.length > most
    ? refuse('tooManyFirms', `A batch has at most ${most} firms; divide the list.`, `每批最多${most}家企业，请拆分名单。`)
    : undefined;

/** Nobody lists what a firm of theirs is to have. */
const ownMatter = ({ entries }: ListFound, actor: Actor): Refusal | undefined =>
  isOrRelated(
    actor,
    (actor.actsFor ?? []).map(({ subject }) => subject),
    firmsOf({ list: entries, published: [] }),
  )
    ? refuse(
        'ownMatter',
        'You are related to a firm of this list. Leave it to a colleague.',
        '您与名单中的企业有利害关系，请交由同事办理。',
      )
    : undefined;

type Listed = Pick<Facts, 'register' | 'list' | 'hash' | 'totalFen' | 'freeFen' | 'listedBy'>;

const asListed = ({ register, entries, hash, freeFen }: ListFound, actor: Actor): Listed => ({
  ...{ register, list: entries, hash, freeFen, listedBy: actor.id },
  totalFen: sumOf(offered(entries)),
});

const toApprove = ({ list, totalFen }: Listed): Notice =>
  notify({ role: 'policyReviewer' }, 'toApprove', { firms: offered(list).length, yuan: yuan(totalFen) });

const begun = ({ kind, item, year, ranking }: Inputs['start'], title: Facts['itemTitle'], actor: Actor): Facts => ({
  ...{ kind, item, itemTitle: title, year, register: null, ranking: ranking ?? null, list: [], hash: null },
  ...{ totalFen: 0, freeFen: 0, listedBy: actor.id, approvedBy: null, approvedAt: null },
  ...{ opening: NOTHING_OPENED, refused: [], published: [] },
});

export const opening: Opening = {
  title: { en: 'Start a batch', zh: '发起批次' },
  description: {
    en: 'Offers to all firms of a list that was tried before, or a notice over what is committed of an item.',
    zh: '按试算过的名单批量发出，或公示某项目已落实资金的申请。',
  },
  event: 'Listed',
  by: ['policyReviewer', 'noticeOfficer'],
  to: ['listed', 'gathering'],
  as: ({ grants }, { kind }) => {
    const wanted = kind === 'offers' ? 'policyReviewer' : 'noticeOfficer';
    return grants.some(({ role }) => role === wanted) ? wanted : undefined;
  },
  decide: ({ actor, input, reference: { item, list }, limits }) => {
    const { kind, year } = input;
    const facts = begun(input, item.title, actor);
    const title = `${item.title.zh} ${item.title.en} ${year}`;
    const unit = actor.unit === undefined ? {} : { unit: actor.unit };
    const wrong = wrongItem(item, year, kind);
    if (wrong) return wrong;
    if (list === null)
      return {
        state: 'gathering',
        title,
        facts,
        ...unit,
        effects: [takes(facts)],
        notify: [notify({ role: 'noticeOfficer' }, 'toPublish')],
      };
    if (!holdsRole(actor, ['policyReviewer']))
      return refuse(
        'reviewersList',
        'Offers are listed by a policy reviewer. Start a notice over what is committed, or leave it to one.',
        '发出名单由政策审核员列单；您可发起仅公示的批次。',
      );
    const refused = tooMany(list, limits.firmsMax) ?? ownMatter(list, actor) ?? wrongList(list, facts);
    if (refused) return refused;
    if (list.hash !== input.hash) return listChanged();
    const more = { ...facts, ...asListed(list, actor) };
    return { state: 'listed', title, facts: more, ...unit, effects: [takes(more)], notify: [toApprove(more)] };
  },
};

export const listing: RulesOf<'relist' | 'approve' | 'withdraw'> = {
  relist: {
    title: { en: 'List anew', zh: '重新列单' },
    description: { en: 'Where the list or a firm has changed.', zh: '名单或企业情况变化时。' },
    event: 'Relisted',
    by: ['policyReviewer'],
    from: ['listed'],
    decide: ({ current: { facts }, actor, input, reference: { item, list }, limits }) => {
      const refused =
        wrongItem(item, facts.year, facts.kind) ??
        tooMany(list, limits.firmsMax) ??
        ownMatter(list, actor) ??
        wrongList(list, facts);
      if (refused) return refused;
      if (list.hash !== input.hash) return listChanged();
      if (list.hash === facts.hash) return sameList();
      const listed = asListed(list, actor);
      return { facts: listed, notify: [toApprove(listed)] };
    },
  },
  approve: {
    title: { en: 'Approve the list', zh: '复核通过' },
    description: { en: 'A second person; the offers go out.', zh: '由另一人复核，随即向企业发出。' },
    event: 'Approved',
    by: ['policyReviewer', 'leader'],
    from: ['listed'],
    to: ['opening', 'gathering'],
    apart: [{ did: 'relist', who: ({ listedBy }) => listedBy }],
    decide: ({ current: { id, facts }, actor, now, input, reference: { item, list } }) => {
      if (input.hash !== facts.hash)
        return refuse(
          'otherList',
          'This isn’t the list of the case. Read it again, and send its hash.',
          '提交的哈希与本件名单不一致，请重新阅读名单后提交其哈希。',
        );
      const refused = wrongItem(item, facts.year, facts.kind) ?? ownMatter(list, actor) ?? wrongList(list, facts);
      if (refused) return refused;
      if (list.hash !== facts.hash) return listChanged();
      const first = nextPage(id, facts);
      return {
        ...first,
        facts: { ...first.facts, approvedBy: actor.id, approvedAt: now },
        notify: [notify({ person: facts.listedBy }, 'approved'), ...(first.notify ?? [])],
      };
    },
  },
  withdraw: {
    title: { en: 'Reject or withdraw', zh: '退回或撤回' },
    event: 'Withdrawn',
    by: ['policyReviewer', 'leader'],
    from: ['listed'],
    to: ['withdrawn'],
    evenOwn: true,
    decide: ({ current: { facts }, input: { reason } }) => ({
      state: 'withdrawn',
      reason,
      effects: [letGo(facts)],
      notify: [notify({ person: facts.listedBy }, 'withdrawn', { reason })],
    }),
  },
};
