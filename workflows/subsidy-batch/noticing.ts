/** How what is committed is made public together, and what follows of it for each application: rows pass one by one. */
import { actOn, type Effect } from '../effects/index.ts';
import { notifier, unique } from '../kernel/parts.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/process.ts';
import { publish } from '../public-notice/parent.ts';
import { yuan } from '../subsidy-application/eligibility/words.ts';
import type { Facts, Published } from './facts.ts';
import { letGo } from './listing.ts';
import type { Notices } from './notices.ts';
import type { Batch, Committed, Done, RulesOf } from './vocabulary.ts';

const notify = notifier<Notices>();

const HEARS = ['gathering', 'onNotice', 'finished'] as const;

const OBJECTION = 'An objection to it was upheld. 异议成立。';
const WITHDRAWN = 'The notice was taken back. 公示已撤销。';

const isOut = ({ state }: Published): boolean => state === 'onNotice';

/** Those of these applications that are on notice still. */
const among = ({ published }: Facts, keys: readonly string[]): readonly string[] =>
  published.filter((row) => isOut(row) && keys.includes(row.application)).map(({ application }) => application);

/** Rows with what has become of them, and each application told of its own. */
const settled = (
  { facts }: Batch,
  { passed, withheld, reason = OBJECTION }: { passed: readonly string[]; withheld: readonly string[]; reason?: string },
): { readonly facts: Pick<Facts, 'published'>; readonly effects: readonly Effect[]; readonly open: boolean } => {
  const how = (row: Published): Published['state'] => {
    if (!isOut(row)) return row.state;
    if (passed.includes(row.application)) return 'passed';
    return withheld.includes(row.application) ? 'withheld' : row.state;
  };
  const published = facts.published.map((row) => ({ ...row, state: how(row) }));
  return {
    facts: { published },
    effects: [
      ...passed.map((key) => actOn(key, 'noticePassed', {})),
      ...withheld.map((key) => actOn(key, 'noticeWithheld', { reason, ...(reason === OBJECTION ? { objection: true } : {}) })),
    ],
    open: published.some(isOut),
  };
};

const rowsOf = (committed: readonly Committed[], { listedBy, approvedBy }: Facts) =>
  committed.map(({ application, name, fen, agents, decidedBy }) => ({
    key: application,
    values: [name, yuan(fen)],
    people: agents,
    decidedBy: unique([...decidedBy, ...(approvedBy === null ? [] : [listedBy, approvedBy])]),
  }));

const finished = (facts: Facts): Pick<Done, 'effects' | 'notify'> => ({
  effects: [letGo(facts)],
  notify: [
    notify({ person: facts.listedBy }, 'finished', { rows: facts.published.filter(({ state }) => state === 'passed').length }),
  ],
});

export const noticing: RulesOf<'publish' | 'rowPassed' | 'noticeEnded' | 'noticeRefused' | 'finish'> = {
  publish: {
    title: { en: 'Publish', zh: '公示' },
    description: { en: 'One notice over all that is committed by now.', zh: '对目前已落实资金的申请合并公示。' },
    event: 'Published',
    by: ['noticeOfficer', 'leader'],
    from: ['gathering', 'onNotice'],
    to: ['onNotice'],
    decide: ({ current: { id, facts }, now, input: { boards }, reference, limits }) => {
      // Of two who publish at once, the second publishes what the first hasn't.
      const done = facts.published.filter(({ state }) => state !== 'withheld').map(({ application }) => application);
      const committed = reference.committed.filter(({ application }) => !done.includes(application)).slice(0, limits.rowsMax);
      if (committed.length === 0)
        return refuse(
          'nothingCommitted',
          'Nothing is committed that isn’t published yet. Wait until firms have taken their offers and money is committed.',
          '暂无已落实资金且未公示的申请，请待企业确认并落实资金后办理。',
        );
      const { itemTitle: of, year } = facts;
      const notice = publish({
        title: { en: `${of.en} ${year}: who is paid`, zh: `${year}年${of.zh}拟拨付名单` },
        columns: [
          { key: 'firm', title: { en: 'Firm', zh: '企业' } },
          { key: 'amount', title: { en: 'Amount (yuan)', zh: '金额（元）' } },
        ],
        rows: rowsOf(committed, facts),
        places: [{ kind: 'web', name: 'web' }, ...boards.map((name) => ({ kind: 'board' as const, name }))],
        whoMayObject: 'anyone',
      });
      if (isRefusal(notice)) return notice;
      const rows = committed.map(
        ({ application, firm, fen }): Published => ({ application, firm, fen, at: now, state: 'onNotice' }),
      );
      const keys = rows.map(({ application }) => application);
      return {
        state: 'onNotice',
        facts: { published: [...facts.published.filter(({ application }) => !keys.includes(application)), ...rows] },
        effects: [notice, ...keys.map((key) => actOn(key, 'putOnNotice', { batch: id }))],
      };
    },
  },
  rowPassed: {
    title: { en: 'Rows have passed', zh: '条目公示通过' },
    event: 'RowPassed',
    by: ['case'],
    from: HEARS,
    decide: ({ current, input: { keys } }) => {
      const { facts, effects } = settled(current, { passed: among(current.facts, keys), withheld: [] });
      return { facts, effects };
    },
  },
  noticeEnded: {
    title: { en: 'The notice has ended', zh: '公示结束' },
    event: 'NoticeEnded',
    by: ['case'],
    from: HEARS,
    to: ['gathering', 'onNotice', 'finished'],
    decide: ({ current, input: { passed, struck, corrected, end }, reference: { rows, before } }) => {
      const ours = among(current.facts, passed);
      // What is corrected is on another notice, of which the batch hears, too.
      const left =
        end === 'withdrawn'
          ? rows.filter((key) => struck.includes(key) || !(passed.includes(key) || corrected.includes(key)))
          : struck;
      const withheld = among(current.facts, left);
      const reason = end === 'withdrawn' ? WITHDRAWN : OBJECTION;
      const { facts, effects, open } = settled(current, { passed: ours, withheld, reason });
      const told = withheld.length > 0 ? [notify({ role: 'noticeOfficer' }, 'heldBack', { rows: withheld.length })] : [];
      if (open || current.state === 'finished') return { facts, effects, notify: told };
      if (before > 0 || withheld.length > 0) return { state: 'gathering', facts, effects, notify: told };
      const over = finished({ ...current.facts, ...facts });
      return { state: 'finished', facts, effects: [...effects, ...(over.effects ?? [])], notify: over.notify ?? [] };
    },
  },
  noticeRefused: {
    title: { en: 'The notice couldn’t be published', zh: '公示未能发布' },
    event: 'NoticeRefused',
    by: ['case'],
    from: HEARS,
    to: ['gathering'],
    decide: ({ current, input: { reason }, reference: { lost } }) => {
      const withheld = among(current.facts, lost);
      const { facts, effects, open } = settled(current, { passed: [], withheld, reason });
      return {
        ...(open || current.state === 'finished' ? {} : { state: 'gathering' as const }),
        facts,
        effects,
        notify: [notify({ role: 'noticeOfficer' }, 'noticeRefused', { reason })],
      };
    },
  },
  finish: {
    title: { en: 'Finish', zh: '办结' },
    event: 'Finished',
    by: ['noticeOfficer', 'policyReviewer', 'leader'],
    from: ['gathering'],
    to: ['finished'],
    evenOwn: true,
    decide: ({ current: { facts }, reference: { before } }) => stillOpen(before) ?? { state: 'finished', ...finished(facts) },
  },
};

const stillOpen = (before: number): Refusal | undefined => {
  if (before === 0) return undefined;
  return refuse(
    'stillOpen',
    `${before} of its applications are offered or committed and not published yet. Publish them, or wait until their offers have lapsed.`,
    `尚有${before}件申请已发出或已落实资金但未公示，请先公示，或待其失效。`,
  );
};
