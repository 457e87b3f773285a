/** A utility that protects its supply in a season: its lines, people, and what its data says to the rules of a plan and its rounds. */

import { EVERYBODY_THERE, otherCase, type Played, person, play, START } from '../../../testing/play.ts';
import type { Facts as RoundFacts } from '../../../workflows/inspection-round/facts.ts';
import { inspectionRound } from '../../../workflows/inspection-round/rules.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import type { Facts } from '../../../workflows/protection-plan/facts.ts';
import { protectionPlan } from '../../../workflows/protection-plan/rules.ts';
import type { Content, Moments } from '../../../workflows/protection-plan/vocabulary.ts';

const DAY = 86_400_000;
/** Midnight in Shangyu at the beginning of the day on which tests begin. */
const MIDNIGHT = START - 9 * 3_600_000;

/** A day so many days after the one on which tests begin, and when it begins and ends. */
export const day = (ahead: number): string => new Date(MIDNIGHT + 8 * 3_600_000 + ahead * DAY).toISOString().slice(0, 10);
export const moments: Moments = Object.fromEntries(
  Array.from({ length: 140 }, (_, i) => i - 40).map((ahead) => [
    day(ahead),
    { startsAt: MIDNIGHT + ahead * DAY, endsAt: MIDNIGHT + (ahead + 1) * DAY },
  ]),
);

export const planner = person('yuan', 'protectionPlanner');
export const leader = person('shao', 'leader');
export const yao = { ...person('yao', 'patroller', { units: ['fenghui'] }), unit: 'fenghui' };
export const lv = { ...person('lv', 'patroller', { units: ['fenghui'] }), unit: 'fenghui' };

export const unit = { id: 'fenghui', title: { en: 'Fenghui station', zh: '丰惠供电所' } };
const named = (id: string) => ({ id, title: { en: id, zh: id } });
const on = (id: string, line: string) => ({ ...named(id), line });

export const scope = {
  lines: [named('E551'), named('E552'), named('E617')],
  wells: [on('W1', 'E551'), on('W2', 'E551'), on('W3', 'E617')],
  customers: [on('C1', 'E551')],
};
const byUnit = { person: null, unit, held: true };
const round = (from: number, to: number, ...lines: string[]) => ({ from: day(from), to: day(to), lines, unit: 'fenghui' });

export const content = {
  title: 'Spring irrigation',
  from: day(0),
  to: day(60),
  lines: ['E551', 'E552', 'E617'],
  wells: ['W1', 'W2', 'W3'],
  customers: ['C1'],
  rounds: [round(0, 6, 'E551', 'E552'), round(10, 16, 'E617'), round(30, 36, 'E551')],
};
export const looked: Content = { scope, assignees: [byUnit, byUnit, byUnit] };

export const drawn = (staff: Staff = EVERYBODY_THERE): Played<Facts> =>
  play<Facts>(protectionPlan, { actor: planner, input: content, reference: looked, id: 'PP-1' }, staff);
export const submitted = (staff?: Staff): Played<Facts> => drawn(staff).does(planner, 'submit', {}, { moments });
export const inForce = (staff?: Staff): Played<Facts> => submitted(staff).does(leader, 'approve', { version: 1 }, { moments });

/** What a round tells its plan. */
export const roundTells = (number: number, revision: number, more: object = {}) =>
  [
    otherCase(`RD-${number}`),
    'noteRound',
    { round: `RD-${number}`, number, revision, state: 'underWay', overdue: false, inspected: [], ...more },
  ] as const;

export const hazardTells = (id: string, revision: number, more: object = {}) =>
  [
    otherCase(id),
    'noteHazard',
    { hazard: id, revision, state: 'open', grade: 'serious', line: 'E551', foundAt: START, ...more },
  ] as const;

/** A round as its plan opens it, due from the start unless it begins later. */
export const opened = (more: object = {}, staff: Staff = EVERYBODY_THERE): Played<RoundFacts> =>
  play<RoundFacts>(
    inspectionRound,
    {
      actor: otherCase('PP-1'),
      input: {
        plan: 'PP-1',
        planTitle: 'Spring irrigation',
        planner: 'yuan',
        number: 1,
        from: day(0),
        to: day(6),
        startsAt: moments[day(0)]?.startsAt,
        endsAt: moments[day(6)]?.endsAt,
        items: [
          { kind: 'line', id: 'E551', title: named('E551').title, line: 'E551' },
          { kind: 'well', id: 'W1', title: named('W1').title, line: 'E551' },
          { kind: 'line', id: 'E552', title: named('E552').title, line: 'E552' },
        ],
        unit,
        ...more,
      },
      reference: undefined,
      id: 'RD-1',
    },
    staff,
  );
