/** How an application is made public, by itself or with its batch, and what follows from its notice: what has passed is owed to the firm. */
import { owe } from '../budget-year/parent.ts';
import { isRefusal, refuse } from '../kernel/process.ts';
import { folded } from '../kernel/text.ts';
import { publish, rowHold } from '../public-notice/parent.ts';
import { type Facts, TRACKS } from './facts.ts';
import type { Limits } from './limits.ts';
import { notThere } from './standing.ts';
import { FIRM, notify, yuan } from './telling.ts';
import type { Application, Done, RulesOf, Shown, State } from './vocabulary.ts';

/** The one row of its own notice; a number with a day in it would look like a telephone. */
const ROW = '1';

/** What holds its row while it is on a notice, its own or that of its batch. */
export const noticeRow = (id: string, facts: Pick<Facts, 'notice' | 'batch'>): string => {
  const { parent, key } = noticeRowOf(id, facts);
  return rowHold(parent, key);
};

/** Whose notice it is on, and as which row. */
export const noticeRowOf = (
  id: string,
  { notice, batch }: Pick<Facts, 'notice' | 'batch'>,
): { readonly parent: string; readonly key: string } =>
  notice === 'batch' && batch !== null ? { parent: batch, key: id } : { parent: id, key: ROW };

/** An amount as a notice shows it, such as 200,000.00. */
const shown = (fen: number): string => yuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

/** Later words of a notice find it elsewhere, and change nothing. */
const HEARS: readonly State[] = [
  ...(['committed', 'onNotice', 'payable', 'instructed', 'paid', 'recovering', 'recovered', 'writtenOff'] as const),
  ...(['reviewing', 'jointReview', 'approved', 'rejected', 'withdrawn'] as const),
];

const plain = (text: string): string => folded(text).replaceAll(/\s/g, '');

/**
 * What everybody read is what is paid to whom: a row that was corrected says it otherwise, and not something else. The firm stands first in it, by the
 * name that it has now or had then, and the amount last.
 */
const isOther = ({ shown: row, name }: Shown, { firmName, fen }: Pick<Facts, 'firmName' | 'fen'>): boolean => {
  if (row === null) return false;
  const { first, last } = row;
  const names = [first[0], firmName, name].filter((one) => one !== undefined && one !== null).map(plain);
  return (
    last.length !== first.length ||
    last.some((value, n) => {
      if (n === last.length - 1) return Math.round(Number(plain(value).replaceAll(',', '')) * 100) !== (fen ?? 0);
      return n === 0 ? !names.includes(plain(value)) : plain(value) !== plain(first[n] ?? '');
    })
  );
};

/** Its row has passed: the money is owed to the firm. */
const passed = (current: Application, limits: Limits, found: Shown | undefined): Done => {
  const { id, state, facts } = current;
  if (state !== 'onNotice') return {};
  const fen = facts.fen ?? 0;
  if (found && isOther(found, facts)) return withheld(current, CORRECTED, true);
  return {
    state: 'payable',
    facts: { approvalsNeeded: fen > limits.twoPayersFen ? 2 : 1, approvals: [] },
    effects: [owe(facts, id, facts.firm, fen)],
    notify: [
      notify(FIRM, 'payable'),
      notify({ role: 'financeOfficer' }, 'toPay', { yuan: yuan(fen) }),
      notify({ role: 'cashier' }, 'toPay', { yuan: yuan(fen) }),
    ],
  };
};

/** It didn’t pass: somebody looks at it again. */
const withheld = ({ state }: Application, reason: string, objected = false): Done =>
  state === 'onNotice'
    ? {
        state: 'committed',
        facts: { notice: null, withheld: reason, objected },
        reason,
        notify: (['noticeOfficer', 'leader'] as const).map((role) => notify({ role }, 'withheld', { reason })),
      }
    : {};

const CORRECTED = '公示内容已更正 Its notice says something else of it in the end.';
const OBJECTION = '异议成立 An objection was upheld.';

export const noticing: RulesOf<
  'publish' | 'putOnNotice' | 'noticePassed' | 'noticeWithheld' | 'noticeRefused' | 'rowPassed' | 'noticeEnded'
> = {
  publish: {
    title: { en: 'Publish', zh: '公示' },
    description: { en: 'By itself; a batch publishes many together.', zh: '单独公示；批次可合并公示。' },
    event: 'Published',
    by: ['noticeOfficer'],
    from: ['committed'],
    to: ['onNotice'],
    apart: [{ did: 'assess', who: ({ assessedBy }) => assessedBy }],
    guard: ({ current: { facts } }) =>
      facts.objected
        ? refuse(
            'objectionUpheld',
            'An objection to it was upheld, or its notice says something else of it. Send it back to be assessed again, or reject it.',
            '公示异议成立或公示内容已更正，请退回重审或作不予支持处理。',
          )
        : undefined,
    decide: ({ current: { facts }, input: { boards }, reference: { firm, agents } }) => {
      const gone = notThere(firm);
      if (gone) return gone;
      const [trackEn, trackZh] = TRACKS[facts.track];
      const notice = publish({
        title: { en: `${facts.itemTitle.en} ${facts.year}`, zh: `${facts.year}年${facts.itemTitle.zh}` },
        columns: [
          { key: 'firm', title: { en: 'Firm', zh: '企业' } },
          { key: 'track', title: { en: 'Track', zh: '办理方式' } },
          { key: 'amount', title: { en: 'Amount (yuan)', zh: '金额（元）' } },
        ],
        rows: [
          {
            key: ROW,
            values: [firm.name, `${trackZh} ${trackEn}`, shown(facts.fen ?? 0)],
            people: agents,
            decidedBy: [facts.assessedBy, facts.committedBy].filter((one) => one !== null),
          },
        ],
        places: [{ kind: 'web', name: 'web' }, ...boards.map((name) => ({ kind: 'board' as const, name }))],
        whoMayObject: 'anyone',
      });
      if (isRefusal(notice)) return notice;
      return {
        state: 'onNotice',
        facts: { notice: 'own', withheld: null },
        effects: [notice],
        notify: [notify(FIRM, 'onNotice')],
      };
    },
  },
  putOnNotice: {
    title: { en: 'Published with its batch', zh: '随批次公示' },
    event: 'PutOnNotice',
    by: ['case'],
    from: ['committed'],
    to: ['onNotice'],
    decide: ({ actor, input: { batch } }) =>
      actor.id === `case:${batch}`
        ? { state: 'onNotice', facts: { notice: 'batch', batch, withheld: null }, notify: [notify(FIRM, 'onNotice')] }
        : refuse('othersCase', 'Only a batch puts what it publishes on its own notice.', '只能由批次自身发起公示。'),
  },
  noticePassed: {
    title: { en: 'Passed the batch’s notice', zh: '批次公示通过' },
    event: 'NoticePassed',
    by: ['case'],
    from: HEARS,
    to: ['payable', 'committed'],
    decide: ({ current, actor, reference, limits }) =>
      actor.id === `case:${current.facts.batch}` ? passed(current, limits, reference) : {},
  },
  noticeWithheld: {
    title: { en: 'Held back by the batch’s notice', zh: '批次公示未通过' },
    event: 'NoticeWithheld',
    by: ['case'],
    from: HEARS,
    to: ['committed'],
    decide: ({ current, actor, input: { reason, objection = reason === undefined } }) =>
      actor.id === `case:${current.facts.batch}` ? withheld(current, reason ?? OBJECTION, objection) : {},
  },
  noticeRefused: {
    title: { en: 'Notice refused', zh: '公示未能发布' },
    event: 'NoticeRefused',
    by: ['case'],
    from: HEARS,
    to: ['committed'],
    decide: ({ current, input: { reason } }) => (current.facts.notice === 'own' ? withheld(current, reason) : {}),
  },
  rowPassed: {
    title: { en: 'Passed its notice', zh: '公示通过' },
    event: 'RowPassed',
    by: ['case'],
    from: HEARS,
    to: ['payable', 'committed'],
    decide: ({ current, input: { keys }, reference, limits }) =>
      current.facts.notice === 'own' && keys.includes(ROW) ? passed(current, limits, reference) : {},
  },
  noticeEnded: {
    title: { en: 'Notice ended', zh: '公示结束' },
    event: 'NoticeEnded',
    by: ['case'],
    from: HEARS,
    to: ['payable', 'committed'],
    decide: ({ current, input: { passed: keys, struck, end }, reference, limits }) => {
      if (current.facts.notice !== 'own') return {};
      if (keys.includes(ROW)) return passed(current, limits, reference);
      // What is corrected is on another notice, of which it hears, too.
      if (struck.includes(ROW)) return withheld(current, OBJECTION, true);
      return end === 'withdrawn' ? withheld(current, '公示已撤销 The notice was withdrawn.') : {};
    },
  },
};
