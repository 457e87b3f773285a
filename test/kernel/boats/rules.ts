/** The hire of boats 租船: so many of them, for some minutes. */
import { type Hold, hold, issueCode, release, standBy, useCode } from '../../../workflows/effects/index.ts';
import { defineProcess, type Process, refuse } from '../../../workflows/kernel/process.ts';
import type { Facts, Inputs } from './inputs.ts';

const title = (en: string, zh: string) => ({ en, zh });
const by = ['resident', 'warden'] as const;
const from = ['open'] as const;

/** What is asked for; its words are told to who comes too late. */
const wanted = ({ resource, from, until, ...much }: Inputs['take']): Hold => ({
  resource,
  title: { en: resource, zh: resource },
  ...much,
  ...(from === undefined ? {} : { during: { from, ...(until === undefined ? {} : { until }) } }),
  ...(resource.startsWith('named')
    ? { full: refuse('atSea', 'It is at sea from {from} to {until}.', '{from}至{until}已租出。') }
    : {}),
});

/** What is to be painted on a boat. */
export type Reference = { readonly paint: { readonly name: string } };

export const boats = defineProcess<Inputs, Facts, Reference>()({
  name: 'boats',
  code: 'BO',
  version: 1,
  title: title('Boats', '租船'),
  states: { open: title('open', '进行中'), over: title('over', '已结束') },
  closed: ['over'],
  clocks: {},
  roles: { resident: title('resident', '居民'), warden: title('warden', '管理员') },
  fallback: 'warden',
  lifecycle: {
    open: { tasks: () => [], untimed: title('for a test', '测试'), unattended: title('for a test', '测试') },
    over: {},
  },
  limits: {},
  staff: ['warden'],
  personal: ['warden'],
  start: {
    title: title('Hire', '租船'),
    event: 'Hired',
    by,
    to: from,
    decide: ({ input: { place } }) => ({ state: 'open', facts: { place }, title: place }),
  },
  actions: {
    take: { title: title('Take', '占用'), event: 'Taken', by, from, decide: ({ input }) => ({ effects: [hold(wanted(input))] }) },
    move: {
      title: title('Move', '改期'),
      event: 'Moved',
      by,
      from,
      decide: ({ input }) => ({ effects: [release(input.resource), hold(wanted(input))] }),
    },
    await: {
      title: title('Wait', '等候'),
      event: 'Awaited',
      by,
      from,
      decide: ({ input, actor }) => {
        const { resource, title: name, amount, most, during } = wanted(input);
        return {
          effects: [
            standBy(resource, name, [{ person: actor.id }], {
              ...(amount === undefined ? {} : { amount }),
              ...(most === undefined ? {} : { most }),
              ...(during ? { during } : {}),
            }),
          ],
        };
      },
    },
    moor: {
      title: title('Moor', '停泊'),
      event: 'Moored',
      by,
      from,
      decide: ({ input: { place } }) => ({ facts: { place } }),
    },
    paint: {
      title: title('Paint', '涂写'),
      event: 'Painted',
      by,
      from,
      decide: ({ reference: { name } }) => ({ facts: { name } }),
    },
    lock: {
      title: title('Lock', '上锁'),
      event: 'Locked',
      by,
      from,
      decide: ({ actor, input }) => ({
        effects: [issueCode({ purpose: 'lock', holder: actor.id, digits: 6, tries: 5, ...input })],
      }),
    },
    unlock: {
      title: title('Unlock', '开锁'),
      event: 'Unlocked',
      by,
      from,
      decide: ({ input: { code } }) => ({ effects: [useCode('lock', code)] }),
    },
    giveBack: {
      title: title('Give back', '归还'),
      event: 'GivenBack',
      by,
      from,
      to: ['over'],
      decide: ({ input: { resource } }) => ({ state: 'over', effects: [release(resource)] }),
    },
  },
} satisfies Process<Inputs, Facts, Reference, 'open' | 'over', never, 'resident' | 'warden'>);
