/** The care of points 积分管理: each night what has had its time expires, each month has its statement, and old debts are written off. */
import { credit, expire, foretell, hold, release } from '../effects/index.ts';
import { daysAfter } from '../kernel/days.ts';
import { enumerated, notifier } from '../kernel/parts.ts';
import { defineProcess, refuse } from '../kernel/process.ts';
import type { Turn } from '../kernel/recurrence.ts';
import { rolesOf } from '../roles.ts';
import type { Facts, Inputs } from './inputs.ts';
import { limits } from './limits.ts';
import type { Notices } from './notices.ts';

/** A month that was frozen, and accounts that aren't what their lines come to. */
export type Frozen = {
  readonly month: string;
  readonly sha256: string;
  readonly people: number;
  readonly wrong: readonly string[];
};

export type Reference = {
  readonly night: { readonly frozen: Frozen | null; readonly turn: Turn };
  readonly writeOff: {
    readonly balance: number;
    /** The day on which points were taken back last, and the first on which what is owed may be written off. */
    readonly since: string | null;
    readonly from: string | null;
    readonly today: string;
  };
};

const RESOURCE = 'pointsLedger';
/** Statements that the case names; their texts stay. */
const KEPT = 36;
const notify = notifier<Notices>();

export const pointsLedger = defineProcess<Inputs, Facts, Reference>()({
  name: 'pointsLedger',
  code: 'PB',
  version: 1,
  title: { en: 'Care of points', zh: '积分管理' },
  states: { watching: { en: 'watching', zh: '运行中' }, stopped: { en: 'stopped', zh: '已停用' } },
  closed: ['stopped'],
  clocks: {
    night: {
      title: { en: 'Next night', zh: '每夜办理' },
      budget: { repeat: { every: { days: 1 }, at: '02:00' } },
      ladder: [{ at: 100, act: 'night' }],
      inner: true,
    },
  },
  lifecycle: {
    watching: { runs: ['night'], unattended: { en: 'it acts by itself each night', zh: '每夜自动办理' } },
    stopped: {},
  },
  roles: rolesOf('leader'),
  fallback: 'leader',
  limits,
  staff: ['leader'],
  personal: ['leader'],
  start: {
    title: { en: 'Look after points', zh: '启用积分管理' },
    description: {
      en: 'Takes back what isn’t spent of points past their last day, says so before, and freezes a statement of each month. One case does it for the tenant.',
      zh: '到期未用积分自动失效并提前提醒，每月出具月报。全单位仅需一件。',
    },
    event: 'Begun',
    by: ['leader'],
    to: ['watching'],
    decide: ({ actor }) => ({
      state: 'watching',
      title: '积分管理 Care of points',
      ...(actor.unit === undefined ? {} : { unit: actor.unit }),
      facts: { lastNight: null, months: [], writtenOff: [], by: actor.id },
      effects: [hold({ resource: RESOURCE, title: { en: 'the care of points', zh: '积分管理' } })],
    }),
  },
  actions: {
    night: {
      title: { en: 'Work of the night', zh: '每夜办理' },
      event: 'NightDone',
      by: ['clock:night'],
      from: ['watching'],
      decide: ({ current: { facts }, now, reference: { frozen, turn }, limits }) => ({
        facts: {
          lastNight: turn.day,
          ...(frozen ? { months: [...facts.months, { ...frozen, at: now }].slice(-KEPT) } : {}),
        },
        effects: [
          expire('points', turn.day, 'expired'),
          ...[...new Set([limits.foretellFirst, limits.foretellLast])].map((days) =>
            foretell('points', daysAfter(turn.day, days), 'expires'),
          ),
        ],
        notify: frozen
          ? [
              notify({ role: 'leader' }, 'statement', { month: frozen.month }),
              ...(frozen.wrong.length > 0
                ? [{ role: 'leader' } as const, { role: 'admin' } as const].map((to) =>
                    notify(to, 'wrong', { month: frozen.month, accounts: enumerated(frozen.wrong).en }),
                  )
                : []),
            ]
          : [],
      }),
    },
    writeOff: {
      title: { en: 'Write off what is owed', zh: '核销负积分' },
      description: {
        en: 'An account that has been below zero for so many months is brought to zero. No cash is ever asked for.',
        zh: '账户持续为负达到规定月数的，可核销至零；任何时候都不收取现金。',
      },
      event: 'WrittenOff',
      by: ['leader'],
      from: ['watching'],
      decide: ({ current: { facts }, actor, now, input: { person, reason }, reference: { balance, since, from, today } }) => {
        if (balance >= 0 || since === null || from === null)
          return refuse('notOwed', 'This account isn’t below zero; there is nothing to write off.', '该账户不为负，无需核销。');
        if (today < from)
          return refuse(
            'tooEarly',
            `Points were taken back on ${since}; what is owed may be written off from ${from}.`,
            `积分于${since}被撤销，${from}起方可核销。`,
          );
        return {
          reason,
          facts: { writtenOff: [...facts.writtenOff, { person, points: -balance, by: actor.id, at: now }].slice(-200) },
          effects: [
            credit({
              asset: 'points',
              from: 'scheme:writtenOff',
              to: `person:${person}`,
              amount: -balance,
              rule: `writeOff:${person}`,
            }),
          ],
          notify: [notify({ person }, 'writtenOff', { points: -balance, reason })],
        };
      },
    },
    stop: {
      title: { en: 'Stop', zh: '停用' },
      event: 'Stopped',
      by: ['leader'],
      from: ['watching'],
      to: ['stopped'],
      decide: ({ input: { reason } }) => ({ state: 'stopped', reason, effects: [release(RESOURCE)] }),
    },
  },
});
