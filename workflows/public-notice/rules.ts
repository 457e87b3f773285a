/** The public notice 公示: what a case decided is shown to everybody for some days; each row passes by itself where nobody objects. */
import { defineProcess } from '../kernel/process.ts';
import type { Facts, Row } from './facts.ts';
import type { Inputs } from './inputs.ts';
import { lifecycle } from './lifecycle.ts';
import { limits } from './limits.ts';
import { objecting } from './objecting.ts';
import { keeping, publishing } from './publishing.ts';
import { decideUntil } from './rows.ts';
import { type Reference, roles } from './vocabulary.ts';

/** Those who work on a notice, and those who oversee. */
const READERS = ['noticeOfficer', 'leader', 'auditor', 'admin'] as const;

const KINDS = { web: { en: 'online', zh: '网上' }, board: { en: 'board', zh: '公示栏' } } as const;
const WHO = {
  anyone: { en: 'anyone', zh: '任何人' },
  households: { en: 'households', zh: '住户' },
  firms: { en: 'firms', zh: '企业' },
} as const;

/** A row that was taken out stands in both lists, and is told in neither. */
const isNot =
  (others: readonly string[]) =>
  (key: string): boolean =>
    !others.includes(key);

export const publicNotice = defineProcess<Inputs, Facts, Reference>()({
  name: 'publicNotice',
  code: 'PN',
  version: 1,
  title: { en: 'Public notice', zh: '公示' },
  states: {
    published: { en: 'public', zh: '公示中' },
    deciding: { en: 'being decided', zh: '异议处理中' },
    passed: { en: 'passed', zh: '已通过' },
    partlyPassed: { en: 'passed in part', zh: '部分通过' },
    withdrawn: { en: 'taken back', zh: '已撤销' },
  },
  closed: ['passed', 'partlyPassed', 'withdrawn'],
  clocks: {
    window: {
      title: { en: 'Time of the notice', zh: '公示期' },
      budget: { workingDays: 7, end: 'midnight' },
      own: ({ days }: Facts) => ({ workingDays: days, end: 'midnight' }),
      ladder: [{ at: 100, act: 'end' }],
    },
    decide: {
      title: { en: 'Time to decide on an objection', zh: '异议处理期限' },
      budget: { workingDays: 5 },
      own: (facts: Facts) => {
        const until = decideUntil(facts);
        return until === undefined ? undefined : { until };
      },
      ladder: [
        { at: 80, notify: [{ role: 'leader' }] },
        { at: 100, notify: [{ role: 'leader' }, { role: 'noticeOfficer' }] },
        { at: 200, notify: [{ role: 'leader' }, { role: 'noticeOfficer' }] },
      ],
    },
    proof: {
      title: { en: 'Time to show that it hangs on the board', zh: '公示栏照片时限' },
      budget: { workingDays: 2 },
      inner: true,
      ladder: [
        { at: 100, notify: [{ role: 'noticeOfficer' }] },
        { at: 200, notify: [{ role: 'noticeOfficer' }, { role: 'leader' }] },
      ],
    },
  },
  promised: ['window'],
  lifecycle,
  roles,
  fallback: 'leader',
  own: {
    people: ({ rows, objections }) => [
      ...rows.flatMap(({ people }) => people),
      ...objections.flatMap(({ by, state }) => (by !== null && state === 'open' ? [by] : [])),
    ],
    offices: ['noticeOfficer', 'leader'],
  },
  limits,
  staff: ['noticeOfficer', 'leader'],
  // Only whoever decides reads who objected.
  personal: ['leader'],
  ownActsOnly: true,
  apart: {
    party: 'objector',
    group: 'objectors',
    unnamed: ({ objections = [] }) => objections.flatMap(({ by }) => (by === null ? [] : [by])),
  },
  audiences: {
    rows: { readBy: READERS, own: (rows) => rows.map((row) => ({ ...row, people: [], decidedBy: [] })) },
    objections: { readBy: READERS, own: (all, actor) => all.filter(({ by }) => by !== null && by === actor.id) },
  },
  publicView: {
    states: ['published', 'deciding', 'passed', 'partlyPassed'],
    facts: ['title', 'columns', 'places', 'whoMayObject', 'struck', 'corrected'],
    until: 'window',
    words: ({ title = { en: '', zh: '' }, places = [], whoMayObject, struck = [], corrected = [] }) => ({
      title,
      lines: [
        ...places.map(({ kind, name }) => ({ title: KINDS[kind], text: name })),
        ...(whoMayObject ? [{ title: { en: 'Who may object', zh: '可提出异议的人' }, text: WHO[whoMayObject] }] : []),
        ...(struck.some(isNot(corrected))
          ? [{ title: { en: 'Not passed', zh: '未通过' }, text: struck.filter(isNot(corrected)).join(', ') }]
          : []),
        ...(corrected.some(isNot(struck))
          ? [{ title: { en: 'Published anew', zh: '更正后另行公示' }, text: corrected.filter(isNot(struck)).join(', ') }]
          : []),
      ],
    }),
    rows: {
      fact: 'rows',
      // What was wrong, or nobody's business, goes from the public with its correction.
      without: { fact: 'corrected', by: 'key' },
      words: ({ key, values }: Row, { columns = [] }) => ({
        key,
        lines: columns.map(({ title }, at) => ({ title, text: values[at] ?? '' })),
      }),
    },
  },
  start: publishing,
  actions: { ...objecting, ...keeping },
});
