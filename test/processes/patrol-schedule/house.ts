/** A schedule of patrols and its rounds, played on the rules alone. */

import { clock, itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import type { Item } from '../../../workflows/inspection-round/facts.ts';
import type { Facts } from '../../../workflows/patrol-schedule/facts.ts';
import type { Inputs } from '../../../workflows/patrol-schedule/inputs.ts';
import { patrolSchedule } from '../../../workflows/patrol-schedule/rules.ts';
import type { Opening, Plan } from '../../../workflows/patrol-schedule/vocabulary.ts';

export const gu = person('gu', 'patrolLeader');
export const tan = person('tan', 'patroller');
export const lei = person('lei', 'patroller');
export const turnClock = clock('turn');

const title = (en: string, zh = en) => ({ en, zh });
export const items: readonly Item[] = [
  {
    kind: 'checkpoint',
    id: 'c1',
    title: title('North bridge', '北桥头'),
    line: 'cangqiao',
    sort: 'bridge',
    lat: 29.988,
    lon: 120.563,
  },
  {
    kind: 'checkpoint',
    id: 'c2',
    title: title('Tea houses', '茶馆段'),
    line: 'cangqiao',
    sort: 'shopfront',
    lat: 29.9883,
    lon: 120.563,
  },
];
export const plan: Plan = {
  today: '2026-03-02',
  route: { id: 'cangqiao', title: title('Cangqiao Street', '仓桥直街') },
  kind: { id: 'sewage', title: title('Rain only', '零直排'), often: false },
  unit: { id: 'cangqiao-community', title: title('Cangqiao Community', '仓桥社区'), held: true },
  strangers: [],
  unknown: [],
  first: '2026-03-06',
  turnDue: false,
};
export const wish = (more: Partial<Inputs['start']> = {}): Inputs['start'] => ({
  title: 'Sewage',
  route: 'cangqiao',
  kind: 'sewage',
  frequency: { by: 'weeks', on: ['fri'] },
  ...more,
});
export const schedule = (more: Partial<Inputs['start']> = {}, reference: Plan = plan): Played<Facts> =>
  play<Facts>(patrolSchedule, { actor: gu, input: wish(more), reference });

export const turn = (day: string, more: Partial<Opening> & { daysLate?: number; next?: string | null } = {}): Opening => {
  const { daysLate = 0, next = '2099-01-01', ...rest } = more;
  return {
    turn: { day, planned: day, at: Date.parse(day), daysLate, next },
    from: day,
    to: day,
    startsAt: Date.parse(`${day}T00:00:00+08:00`),
    endsAt: Date.parse(`${day}T24:00:00+08:00`),
    items,
    unit: { id: 'cangqiao-community', title: title('Cangqiao Community') },
    held: true,
    ...rest,
  };
};
export type Opened = { readonly process: string; readonly input: Readonly<Record<string, unknown>> };
export const opened = (played: Played<unknown>): readonly Opened[] => itemsOf(played.last(), 'opening') as readonly Opened[];
export const cancelled = (played: Played<unknown>) => itemsOf(played.last(), 'acts') as readonly { on: string; action: string }[];
/** What a round says of itself. */
export const told = (played: Played<Facts>, number: number, state: string, more: object = {}): Played<Facts> =>
  played.does(otherCase(`RD-${number}`), 'noteRound', {
    round: `RD-${number}`,
    number,
    revision: 0,
    state,
    overdue: false,
    inspected: [],
    ...more,
  });
