/** How a public notice begins, is shown to hang where it should, is corrected and ends. */
import { attach, hold, link, openCase } from '../effects/index.ts';
import { clipped, unique } from '../kernel/parts.ts';
import { refuse } from '../kernel/process.ts';
import type { Facts, Row } from './facts.ts';
import { closing } from './objecting.ts';
import { rowHold } from './parent.ts';
import { ended, notify, settling, unproven, unsettled, words } from './rows.ts';
import { type Opening, PUBLIC, type RulesOf } from './vocabulary.ts';

const DAY = 24 * 3_600_000;

const held = (facts: Pick<Facts, 'parent'>, { key }: Pick<Row, 'key'>) => ({
  resource: rowHold(facts.parent, key),
  title: { en: `row ${clipped(key)} of ${facts.parent}`, zh: `${facts.parent}条目${clipped(key)}` },
});

export const publishing: Opening = {
  title: { en: 'Publish', zh: '公示' },
  description: { en: 'Opened by the case whose rows are made public.', zh: '由需公示的案件发起。' },
  event: 'Published',
  by: ['case'],
  to: ['published'],
  decide: ({ input, reference: { parent, days }, limits }) => {
    if (input.rows.length > limits.rowsMax)
      return refuse(
        'tooManyRows',
        `A notice has at most ${limits.rowsMax} rows; divide it.`,
        `每份公示最多${limits.rowsMax}条，请拆分。`,
      );
    const { title, columns, places, whoMayObject, corrects } = input;
    const facts: Facts = {
      ...{ title, parent: parent.id, parentProcess: parent.process, corrects: corrects ?? null },
      ...{ columns, rows: input.rows, places, days, whoMayObject },
      ...{ proofs: [], objections: [], tips: 0, passed: [], struck: [], corrected: [] },
    };
    return {
      state: 'published',
      title: `${title.zh} ${title.en}`,
      facts,
      ...(parent.unit === null ? {} : { unit: parent.unit }),
      effects: [
        hold(...input.rows.map((row) => held(facts, row))),
        link(parent.id, 'noticeOf'),
        ...(corrects === undefined ? [] : [link(corrects, 'corrects')]),
      ],
      notify: [
        ...unique(input.rows.flatMap(({ people }) => people)).map((person) => notify({ person }, 'published', words(facts))),
        ...(unproven(facts, 'start').length > 0 ? [notify({ role: 'noticeOfficer' }, 'toProve', words(facts))] : []),
      ],
    };
  },
};

/** Rows that nobody is to read any more, since what they were of has ended. */
const gone = ({ struck, corrected }: Facts): readonly string[] => struck.filter((key) => corrected.includes(key));

export const keeping: RulesOf<'prove' | 'correct' | 'dropRow' | 'withdraw' | 'comment' | 'end'> = {
  prove: {
    title: { en: 'Show that it hangs on the board', zh: '上传公示栏照片' },
    description: {
      en: 'At the start and at the end; without both nothing passes.',
      zh: '公示开始和结束各一次，缺一不予通过。',
    },
    event: 'Proven',
    by: ['noticeOfficer'],
    from: ['published', 'deciding'],
    to: ['deciding', 'passed', 'partlyPassed'],
    decide: ({ current, actor, now, input: { board, when, photos }, reference: { windowEndsAt } }) => {
      const { facts } = current;
      const boards = facts.places.flatMap(({ kind, name }) => (kind === 'board' ? [name] : []));
      if (!boards.includes(board))
        return refuse(
          'noSuchBoard',
          boards.length === 0
            ? 'This notice hangs on no board; nothing is to be shown.'
            : `Choose one of its boards: ${boards.join(', ')}.`,
          boards.length === 0 ? '本公示未张贴公示栏，无须上传。' : `请从公示栏中选择：${boards.join('、')}。`,
        );
      if (photos.length === 0)
        return refuse('noPhoto', 'Add a photo on which the notice can be read.', '请上传可辨认公示内容的照片。');
      if (when === 'end' && current.state === 'published' && windowEndsAt !== null && now < windowEndsAt - DAY)
        return refuse(
          'tooEarly',
          'Take the last photo on the last day of the notice, or afterwards.',
          '结束照片请在公示最后一日或之后拍摄。',
        );
      return settling(current, {
        facts: { proofs: [...facts.proofs, { board, when, by: actor.id, at: now }] },
        effects: [attach(photos)],
      });
    },
  },
  correct: {
    title: { en: 'Correct rows', zh: '更正条目' },
    description: { en: 'They are published anew, with the whole time.', zh: '更正后的条目重新完整公示。' },
    event: 'Corrected',
    by: ['noticeOfficer'],
    from: ['published', 'deciding'],
    to: ['deciding', 'passed', 'partlyPassed'],
    decide: ({ current, actor, input: { rows, reason } }) => {
      const { facts } = current;
      // What an objection struck may be corrected, too.
      const open = [...unsettled(facts).map(({ key }) => key), ...facts.struck].filter((key) => !gone(facts).includes(key));
      const wrong = rows.find(({ key, values }) => !open.includes(key) || values.length !== facts.columns.length);
      if (wrong || new Set(rows.map(({ key }) => key)).size < rows.length)
        return refuse(
          'rowSettled',
          `Correct rows that haven’t passed, each once and with ${facts.columns.length} values${wrong ? `; look at ${wrong.key}` : ''}.`,
          `只能更正尚未通过的条目，每条一次且须填写${facts.columns.length}项内容${wrong ? `，请核对${wrong.key}` : ''}。`,
        );
      const keys = rows.map(({ key }) => key);
      const old = (key: string) => facts.rows.find((row) => row.key === key) as Row;
      const { objections, told } = closing(facts, (one) => one.rows.every((key) => keys.includes(key)), {
        ...{ state: 'corrected', reason, by: actor.id },
      });
      const { title, columns, places, days, whoMayObject, parent } = facts;
      return settling(current, {
        reason,
        facts: {
          objections,
          corrected: [...facts.corrected, ...keys],
          struck: facts.struck.filter((key) => !keys.includes(key)),
        },
        effects: [
          openCase('publicNotice', {
            ...{ title, parent, corrects: current.id, columns, places, days, whoMayObject },
            rows: rows.map(({ key, values }) => ({
              ...{ key, values, people: old(key).people },
              decidedBy: unique([...old(key).decidedBy, actor.id]),
            })),
          }),
        ],
        notify: told,
      });
    },
  },
  dropRow: {
    title: { en: 'Take a row out', zh: '撤下条目' },
    description: { en: 'By the case that it is of, where that has ended.', zh: '所涉案件终止时由其撤下。' },
    event: 'RowDropped',
    by: ['case'],
    from: ['published', 'deciding', 'passed', 'partlyPassed', 'withdrawn'],
    to: ['deciding', 'passed', 'partlyPassed'],
    decide: ({ current, actor, input: { key, reason } }) => {
      const { facts, state } = current;
      if (![`case:${key}`, `case:${facts.parent}`].includes(actor.id))
        return refuse('notItsRow', 'Only the case that a row is of takes it out.', '只能由条目所属案件撤下。');
      const open = unsettled(facts).some((row) => row.key === key);
      if (!open || (state !== 'published' && state !== 'deciding')) return {};
      const { objections, told } = closing(facts, ({ rows }) => rows.every((row) => row === key), {
        ...{ state: 'over', reason, by: actor.id },
      });
      return settling(current, {
        reason,
        facts: { objections, struck: [...facts.struck, key], corrected: [...facts.corrected, key] },
        notify: told,
      });
    },
  },
  withdraw: {
    title: { en: 'Take the notice back', zh: '撤销公示' },
    event: 'Withdrawn',
    by: ['noticeOfficer', 'case'],
    from: ['published', 'deciding'],
    to: ['withdrawn'],
    guard: ({ current: { facts }, actor }) =>
      actor.id.startsWith('case:') && actor.id !== `case:${facts.parent}`
        ? refuse('notItsParent', 'Only the case that it is of takes it back.', '只能由所属案件撤销。')
        : undefined,
    decide: ({ current, actor, input: { reason } }) => {
      const { facts, id } = current;
      const { objections, told } = closing(facts, () => true, { state: 'over', reason, by: actor.id });
      const left = unsettled(facts);
      return {
        state: 'withdrawn',
        reason,
        facts: { objections },
        effects: [
          ...(settling(current, { facts: { struck: [...facts.struck, ...left.map(({ key }) => key)] } }, false).effects ?? []),
          ended({ id, facts }, 'withdrawn'),
        ],
        notify: [
          ...told,
          ...unique(left.flatMap(({ people }) => people)).map((person) =>
            notify({ person }, 'withdrawn', { ...words(facts), reason }),
          ),
        ],
      };
    },
  },
  comment: {
    title: { en: 'Comment', zh: '备注' },
    event: 'Commented',
    by: ['noticeOfficer', 'leader', ...PUBLIC],
    anywhere: true,
    evenOwn: true,
    from: ['published', 'deciding', 'passed', 'partlyPassed', 'withdrawn'],
    decide: () => ({}),
  },
  end: {
    title: { en: 'The time is over', zh: '公示期满' },
    event: 'WindowEnded',
    by: ['clock:window'],
    from: ['published'],
    to: ['deciding', 'passed', 'partlyPassed'],
    decide: ({ current }) => {
      const outcome = settling(current, { facts: {} }, true);
      const lacking = unproven(current.facts, 'end').length + unproven(current.facts, 'start').length > 0;
      return lacking
        ? {
            ...outcome,
            notify: [...(outcome.notify ?? []), notify({ role: 'noticeOfficer' }, 'toProve', words(current.facts))],
          }
        : outcome;
    },
  },
};
