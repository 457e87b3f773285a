import { unique } from '../../../../workflows/kernel/parts.ts';
import { defineProcess, isRefusal } from '../../../../workflows/kernel/process.ts';
import { publish } from '../../../../workflows/public-notice/parent.ts';
import { rolesOf } from '../../../../workflows/roles.ts';
import type { Facts, Inputs } from './inputs.ts';

/** A list of what firms get: made by a reviewer, public, and then final row by row. */
export const listing = defineProcess<Inputs, Facts>()({
  name: 'listing',
  code: 'LI',
  version: 1,
  title: { en: 'List', zh: '名单' },
  states: { made: { en: 'made', zh: '已拟定' }, final: { en: 'final', zh: '已确定' } },
  closed: ['final'],
  clocks: {},
  lifecycle: {
    made: {
      tasks: () => [{ action: 'publish', role: 'policyReviewer' }],
      untimed: { en: 'the notice has its time', zh: '以公示为准' },
    },
    final: {},
  },
  roles: rolesOf('policyReviewer'),
  fallback: 'policyReviewer',
  limits: {},
  staff: ['policyReviewer'],
  personal: ['policyReviewer'],
  start: {
    title: { en: 'Make', zh: '拟定' },
    event: 'Made',
    by: ['policyReviewer'],
    to: ['made'],
    decide: ({ actor, input: { rows } }) => ({
      state: 'made',
      title: 'Subsidies of 2026 2026年补贴',
      unit: 'industry-office',
      facts: { rows, decidedBy: actor.id, passed: [], ends: [], refused: [] },
    }),
  },
  actions: {
    publish: {
      title: { en: 'Make public', zh: '公示' },
      event: 'MadePublic',
      by: ['policyReviewer'],
      from: ['made'],
      decide: ({ current: { facts }, input: { board, days } }) => {
        const opened = publish({
          title: { en: 'Subsidies of 2026', zh: '2026年补贴' },
          columns: [
            { key: 'firm', title: { en: 'Firm', zh: '企业' } },
            { key: 'amount', title: { en: 'Amount', zh: '金额' } },
          ],
          rows: facts.rows.map(({ key, firm, amount, agent }) => ({
            ...{ key, values: [firm, amount], decidedBy: [facts.decidedBy] },
            people: agent === undefined ? [] : [agent],
          })),
          places: [
            { kind: 'web', name: 'xindai.example' },
            ...(board === undefined ? [] : [{ kind: 'board', name: board } as const]),
          ],
          ...(days === undefined ? {} : { days }),
          whoMayObject: 'anyone',
        });
        return isRefusal(opened) ? opened : { effects: [opened] };
      },
    },
    rowPassed: {
      title: { en: 'Rows have passed', zh: '条目通过' },
      event: 'RowsPassed',
      by: ['case'],
      from: ['made', 'final'],
      decide: ({ current: { facts }, input: { keys } }) => ({ facts: { passed: unique([...facts.passed, ...keys]) } }),
    },
    noticeRefused: {
      title: { en: 'The notice was refused', zh: '公示未发起' },
      event: 'NoticeRefused',
      by: ['case'],
      from: ['made', 'final'],
      decide: ({ current: { facts }, input: { reason } }) => ({ facts: { refused: [...facts.refused, reason] } }),
    },
    noticeEnded: {
      title: { en: 'The notice has ended', zh: '公示结束' },
      event: 'NoticeEnded',
      by: ['case'],
      from: ['made', 'final'],
      to: ['final'],
      decide: ({ current: { facts }, input: { end, passed } }) => {
        const all = unique([...facts.passed, ...passed]);
        const state = all.length === facts.rows.length ? 'final' : 'made';
        return { state, facts: { passed: all, ends: [...facts.ends, end] } };
      },
    },
  },
});
