/** The expiry of credits 学分到期: one case for the tenant, which wakes at the end of every year and takes back what has had its time. */
import { expire, hold, release } from '../effects/index.ts';
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Inputs } from './inputs.ts';

/** The tenant's day, and how long it is to the first moment of the next year. */
export type Turn = { readonly today: string; readonly minutesToNewYear: number };
export type Reference = { readonly start: Turn; readonly expire: Turn };

const RESOURCE = 'creditExpiry';

export const creditExpiry = defineProcess<Inputs, Facts, Reference>()({
  name: 'creditExpiry',
  code: 'CE',
  version: 1,
  title: { en: 'Expiry of credits', zh: '学分到期' },
  states: { watching: { en: 'watching', zh: '运行中' }, stopped: { en: 'stopped', zh: '已停止' } },
  closed: ['stopped'],
  clocks: {
    yearEnd: {
      title: { en: 'Time to the end of the year', zh: '距年末' },
      // Each run goes to the end of its own year.
      budget: { clockMinutes: 365 * 24 * 60 },
      ladder: [{ at: 100, act: 'expire' }],
    },
  },
  roles: rolesOf('academyAdmin'),
  fallback: 'academyAdmin',
  lifecycle: {
    // The clock does the work.
    watching: { runs: ['yearEnd'], tasks: () => [] },
    stopped: {},
  },
  limits: {},
  staff: ['academyAdmin'],
  personal: [],
  start: {
    title: { en: 'Let credits expire', zh: '启用学分到期' },
    description: {
      en: 'Takes back at once what has expired, and again at the end of every year. One case does it for the whole tenant.',
      zh: '立即冲回已到期学分，此后每年年末自动办理。全单位仅需一件。',
    },
    event: 'Begun',
    by: ['academyAdmin'],
    to: ['watching'],
    decide: ({ reference: { today, minutesToNewYear } }) => ({
      state: 'watching',
      title: '学分到期 Expiry of credits',
      facts: { lastRun: today, runs: 1 },
      clocks: { start: { yearEnd: { clockMinutes: minutesToNewYear } } },
      effects: [
        hold({ resource: RESOURCE, title: { en: 'the expiry of credits', zh: '学分到期办理' } }),
        expire('credits', today),
      ],
    }),
  },
  actions: {
    expire: {
      title: { en: 'Take back what has expired', zh: '冲回到期学分' },
      event: 'Expired',
      by: ['clock:yearEnd'],
      from: ['watching'],
      decide: ({ current: { facts }, reference: { today, minutesToNewYear } }) => ({
        facts: { lastRun: today, runs: facts.runs + 1 },
        clocks: { start: { yearEnd: { clockMinutes: minutesToNewYear } } },
        effects: [expire('credits', today)],
      }),
    },
    stop: {
      title: { en: 'Stop', zh: '停止' },
      event: 'Stopped',
      by: ['academyAdmin'],
      from: ['watching'],
      to: ['stopped'],
      decide: ({ input: { reason } }) => ({ state: 'stopped', reason, effects: [release(RESOURCE)] }),
    },
  },
});
