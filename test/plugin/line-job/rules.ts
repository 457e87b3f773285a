/** A job on a line as hazards meet it: it works for a hazard as a live-line permit does, or connects somebody, for which the line must be free. */
import { defineProcess } from '../../../workflows/kernel/process.ts';
import { lineResource } from '../../../workflows/lines/line.ts';
import type { Inputs } from './inputs.ts';

type Facts = { readonly line: string; readonly hazard: string | null };

export const lineJob = defineProcess<Inputs, Facts>()({
  name: 'lineJob',
  code: 'LJ',
  version: 1,
  title: { en: 'Job on a line', zh: '线路作业' },
  states: { open: { en: 'open', zh: '进行中' }, over: { en: 'over', zh: '已结束' } },
  closed: ['over'],
  clocks: {},
  limits: {},
  staff: ['leader', 'permitIssuer'],
  personal: [],
  start: {
    title: { en: 'Open a job', zh: '开工' },
    event: 'JobOpened',
    by: ['permitIssuer'],
    follows: ({ id, input }) => ({
      state: 'open',
      facts: { line: input.line, hazard: input.hazard ?? null },
      title: `Job on ${input.line}`,
      ...(input.hazard === undefined
        ? {}
        : {
            link: [{ to: input.hazard, as: 'permitFor' }],
            act: [{ on: input.hazard, action: 'permitOpened', input: { permit: id } }],
          }),
    }),
  },
  actions: {
    connect: {
      title: { en: 'Connect', zh: '接电' },
      event: 'Connected',
      by: ['permitIssuer'],
      from: ['open'],
      to: ['over'],
      needsFree: ({ facts }) => [lineResource(facts.line)],
      follows: () => ({ state: 'over' }),
    },
    end: {
      title: { en: 'End', zh: '终结' },
      event: 'JobEnded',
      by: ['permitIssuer'],
      from: ['open'],
      to: ['over'],
      follows: ({ kase }) => ({
        state: 'over',
        act: kase.facts.hazard === null ? [] : [{ on: kase.facts.hazard, action: 'permitClosed', input: { permit: kase.id } }],
      }),
    },
  },
});
