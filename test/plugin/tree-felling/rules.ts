/** The felling of a tree beside a line 线路清障: while it goes on, nothing that needs the line free is done. Several may go on at once. */
import { defineProcess } from '../../../workflows/kernel/process.ts';
import { lineResource, openOn } from '../../../workflows/lines/line.ts';
import type { Inputs } from './inputs.ts';

type Facts = { readonly line: string };

export const treeFelling = defineProcess<Inputs, Facts>()({
  name: 'treeFelling',
  code: 'TF',
  version: 1,
  title: { en: 'Tree felling', zh: '线路清障' },
  states: { felling: { en: 'felling', zh: '清障中' }, felled: { en: 'felled', zh: '已清障' } },
  closed: ['felled'],
  clocks: {},
  limits: {},
  staff: ['patroller'],
  personal: [],
  start: {
    title: { en: 'Fell a tree', zh: '开始清障' },
    event: 'Begun',
    by: ['patroller'],
    follows: ({ input: { line, name } }) => ({
      state: 'felling',
      title: name,
      unit: 'fenghui-station',
      facts: { line },
      hold: [openOn({ id: line, title: { en: name, zh: name } })],
      ask: [{ to: 'finish', role: 'patroller' }],
    }),
  },
  actions: {
    finish: {
      title: { en: 'Finish', zh: '清障完成' },
      event: 'Finished',
      by: ['patroller'],
      from: ['felling'],
      to: ['felled'],
      follows: ({ kase }) => ({ state: 'felled', release: [lineResource(kase.facts.line)] }),
    },
  },
});
