/** The expiry of credits 学分到期: one case for the tenant, which takes back at the end of every year what has had its time, and says so a month before. */
import { expire, foretell, hold, release } from '../effects/index.ts';
import { defineProcess } from '../kernel/process.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Inputs } from './inputs.ts';

/** The tenant's day, and how long it is to the first moment of the next year. */
export type Turn = { readonly today: string; readonly minutesToNewYear: number };
export type Reference = { readonly start: Turn; readonly foretell: Turn; readonly expire: Turn };

const RESOURCE = 'creditExpiry';

const DAY = 24 * 60;
/** So long before they expire people are told. */
const FORETOLD = 30 * DAY;
const YEAR = 365 * DAY;

export const creditExpiry = defineProcess<Inputs, Facts, Reference>()({
  name: 'creditExpiry',
  code: 'CE',
  version: 1,
  title: { en: 'Expiry of credits', zh: '学分到期' },
  states: { watching: { en: 'watching', zh: '运行中' }, stopped: { en: 'stopped', zh: '已停止' } },
  closed: ['stopped'],
  clocks: {
    foretelling: {
      title: { en: 'Time to the word of what will expire', zh: '到期预告' },
      // Each run goes to thirty days before the end of a year.
      budget: { clockMinutes: YEAR - FORETOLD },
      ladder: [{ at: 100, act: 'foretell' }],
    },
    yearEnd: {
      title: { en: 'Time to the end of the year', zh: '距年末' },
      // Each run goes to the end of its own year.
      budget: { clockMinutes: YEAR },
      ladder: [{ at: 100, act: 'expire' }],
    },
  },
  roles: rolesOf('academyAdmin'),
  fallback: 'academyAdmin',
  lifecycle: {
    // The clocks do the work.
    watching: {
      runs: ['foretelling', 'yearEnd'],
      unattended: { en: 'it acts by itself at the end of each year', zh: '每年年末自动执行' },
    },
    stopped: {},
  },
  limits: {},
  staff: ['academyAdmin'],
  personal: [],
  start: {
    title: { en: 'Let credits expire', zh: '启用学分到期' },
    description: {
      en: 'Takes back at once what has expired, and again at the end of every year; people are told before and after. One case does it for the whole tenant, and the evaluation of a year opens it where there is none.',
      zh: '立即冲回已到期学分，此后每年年末自动办理，事前事后通知本人。全单位仅需一件；发起年度考评时如未启用则自动启用。',
    },
    event: 'Begun',
    by: ['academyAdmin', 'case'],
    to: ['watching'],
    decide: ({ reference: { today, minutesToNewYear } }) => ({
      state: 'watching',
      title: '学分到期 Expiry of credits',
      facts: { lastRun: today, runs: 1 },
      clocks: {
        start: {
          yearEnd: { clockMinutes: minutesToNewYear },
          foretelling: { clockMinutes: Math.max(0, minutesToNewYear - FORETOLD) },
        },
      },
      effects: [
        hold({ resource: RESOURCE, title: { en: 'the expiry of credits', zh: '学分到期办理' } }),
        expire('credits', today, 'expired'),
      ],
    }),
  },
  actions: {
    foretell: {
      title: { en: 'Say what will expire', zh: '到期预告' },
      event: 'Foretold',
      by: ['clock:foretelling'],
      from: ['watching'],
      decide: ({ reference: { today, minutesToNewYear } }) => ({
        clocks: { start: { foretelling: { clockMinutes: minutesToNewYear + YEAR - FORETOLD } } },
        effects: [foretell('credits', `${today.slice(0, 4)}-12-31`, 'expires')],
      }),
    },
    expire: {
      title: { en: 'Take back what has expired', zh: '冲回到期学分' },
      event: 'Expired',
      by: ['clock:yearEnd'],
      from: ['watching'],
      decide: ({ current: { facts }, reference: { today, minutesToNewYear } }) => ({
        facts: { lastRun: today, runs: facts.runs + 1 },
        clocks: { start: { yearEnd: { clockMinutes: minutesToNewYear } } },
        effects: [expire('credits', today, 'expired')],
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
