import { describe, expect, it } from 'vitest';
import type { Played } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/power-application/facts.ts';
import type { Track } from '../../../workflows/power-application/track.ts';
import { accepted, clerk, drawn, file, firm, high, ready, schemeKnown, surveyor, threeZero, visit } from './utility.ts';

/** The time that each step of ours was given when it began, in working days. */
const given = ({ outcomes }: Played<Facts>): Record<string, unknown> => {
  const started = outcomes.flatMap(({ clocks }) => Object.entries(clocks?.start ?? {}));
  return Object.fromEntries(started.filter(([name]) => name !== 'total' && name !== 'customer'));
};
const daysOf = ({ days }: Track) =>
  Object.fromEntries(Object.entries(days).map(([step, count]) => [step, { workingDays: count }]));

describe('each step of an application', () => {
  it('is given the days of its track: acceptance 1, survey 2, scheme 15, review 10, inspections 5, meter 5 at 10 kV', () => {
    expect(given(ready())).toEqual(daysOf(high));
    expect(given(ready())).toMatchObject({ accept: { workingDays: 1 }, survey: { workingDays: 2 } });
  });

  it('is given the days that the track of the day says, whatever they are', () => {
    const other: Track = { ...high, days: { ...high.days, accept: 3, survey: 7 } };
    expect(given(accepted(other).does(surveyor, 'survey', visit))).toMatchObject({
      accept: { workingDays: 3 },
      survey: { workingDays: 7 },
      scheme: { workingDays: 15 },
    });
  });

  it('at low voltage there are two: accept and sign within a day, build and connect within two', () => {
    const played = file(threeZero)
      .does(clerk, 'accept', { scheme: drawn }, { scheme: schemeKnown, phone: null })
      .does(firm, 'sign', { version: 1 }, { codeIsRight: false });
    expect(given(played)).toEqual({ accept: { workingDays: 1 }, connect: { workingDays: 2 } });
  });
});
