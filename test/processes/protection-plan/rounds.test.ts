import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person } from '../../../testing/play.ts';
import { day, lv, moments, opened, planner, unit, yao } from './utility.ts';

const clear = (id: string, kind = 'line') => ({ kind, id, result: 'clear', place: { lat: 30, lon: 120 }, photos: [] });
const none = { hazards: [] };
const begun = (more: object = {}) => opened(more).does(yao, 'begin');

describe('a round of inspection', () => {
  it('waits for its first day, and falls due on it with the time until the end of its last', () => {
    const played = opened({ from: day(2), startsAt: moments[day(2)]?.startsAt });
    expect(played.current()).toMatchObject({ state: 'planned', clocks: { due: 'running' } });
    expect(played.tries(yao, 'begin')?.code).toBe('kernel.wrongState');
    played.does(clock('due'), 'fallDue');
    // An hour after the start in this play: seven days after midnight less ten hours.
    expect(played.last().clocks?.start).toEqual({ finish: { clockMinutes: 7 * 24 * 60 - 10 * 60 } });
    expect(played.current().tasks).toEqual([{ action: 'begin', role: 'patroller', clock: 'finish' }]);
  });

  it('is done by the patroller of the unit who begins it, or by the one to whom it was given', () => {
    const queued = begun();
    expect(queued.current().facts.assignee).toBe('yao');
    expect(queued.tries(lv, 'inspect', clear('E551'), none)?.code).toBe('somebodyElses');
    expect(opened({ assignee: 'yao' }).tries(lv, 'begin')?.code).toBe('somebodyElses');
    const given = opened({ assignee: 'yao' }).does(planner, 'assign', {}, { person: lv, unit: null });
    expect(given.tries(yao, 'begin')?.code).toBe('somebodyElses');
    expect(given.does(lv, 'begin').current().state).toBe('underWay');
  });

  it('is given to patrollers, and to units that have one', () => {
    const tries = (reference: object) => opened().tries(planner, 'assign', {}, reference)?.code;
    expect(tries({ person: null, unit: null })).toBe('personOrUnit');
    expect(tries({ person: person('k', 'rectifier'), unit: null })).toBe('notAPatroller');
    expect(tries({ person: null, unit: { unit, held: false } })).toBe('noPatrollerThere');
    const other = { id: 'xiaoyue', title: unit.title };
    expect(
      opened()
        .does(planner, 'assign', {}, { person: null, unit: { unit: other, held: true } })
        .current().unit,
    ).toBe('xiaoyue');
  });

  it('ticks off what is in it once, within its time', () => {
    const played = begun().does(yao, 'inspect', { ...clear('E551'), note: 'Fine', place: { lat: 30, lon: 120 } }, none);
    expect(played.current().facts.inspections).toMatchObject([
      { kind: 'line', id: 'E551', result: 'clear', by: 'yao', note: 'Fine', place: { lat: 30, lon: 120 } },
    ]);
    expect(itemsOf(played.last(), 'acts')).toMatchObject([
      { on: 'PP-1', action: 'noteRound', input: { number: 1, revision: 2, inspected: [{ kind: 'line', id: 'E551' }] } },
    ]);
    const tries = (input: object) => played.tries(yao, 'inspect', input, none)?.code;
    expect(tries(clear('E551'))).toBe('inspectedAlready');
    expect(tries(clear('E617'))).toBe('notInRound');
    expect(tries(clear('E552', 'well'))).toBe('notInRound');
    expect(tries({ ...clear('E552'), place: undefined })).toBe('notOnTheSpot');
    expect(tries({ ...clear('E552'), at: '2199-01-01T00:00:00Z' })).toBe('outsideTheRound');
    expect(tries({ ...clear('E552'), at: '2020-01-01T00:00:00Z' })).toBe('outsideTheRound');
    expect(tries({ ...clear('E552'), photos: Array.from({ length: 7 }) })).toBe('tooManyPhotos');
  });

  it('doesn’t call a line clear on which a hazard was found, nor leave a hazard unreported', () => {
    const reference = { hazards: [{ id: 'HI-1', line: 'E551' }] };
    expect(begun().tries(yao, 'inspect', clear('E551'), reference)).toMatchObject({
      code: 'hazardReported',
      en: expect.stringContaining('HI-1'),
    });
    const played = begun()
      .does(yao, 'inspect', { ...clear('E551'), result: 'hazards' }, reference)
      .does(yao, 'inspect', clear('W1', 'well'), none)
      .does(yao, 'inspect', clear('E552'), none);
    expect(played.tries(yao, 'finish', {}, { hazards: [] })?.code).toBe('hazardNotReported');
    expect(played.tries(yao, 'finish', {}, { hazards: [{ id: 'HI-2', line: 'E552' }] })?.code).toBe('hazardNotReported');
    expect(played.does(yao, 'finish', {}, reference).current().state).toBe('finished');
  });

  it('is finished when all is ticked off, or with the reason why something was left out', () => {
    const played = begun().does(yao, 'inspect', clear('E551'), none);
    expect(played.tries(yao, 'finish', {}, { hazards: [] })).toMatchObject({
      code: 'notAllInspected',
      en: expect.stringContaining('W1, E552'),
    });
    played.does(yao, 'finish', { reason: 'The dyke road is flooded.' }, { hazards: [] });
    expect(played.current()).toMatchObject({
      state: 'finished',
      facts: { leftOut: 'The dyke road is flooded.' },
      clocks: { finish: 'stopped' },
    });
  });

  it('that is not finished in time is brought to the patroller and the planner, and its plan hears of it', () => {
    const played = begun().does(clock('finish'), 'remind').does(clock('finish'), 'overrun');
    expect(played.last().notify?.map(({ to }) => to)).toEqual([{ person: 'yao' }, { role: 'protectionPlanner' }]);
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'PP-1', input: { overdue: true, state: 'underWay' } }]);
    expect(played.current().clocks.finish).toBe('running');
  });

  it('is cancelled by its plan alone', () => {
    expect(begun().tries(planner, 'cancel', { reason: 'No.' })?.code).toBe('kernel.wrongRole');
    expect(begun().does(otherCase('PP-1'), 'cancel', { reason: 'The season is over.' }).current()).toMatchObject({
      state: 'cancelled',
      clocks: { finish: 'stopped' },
    });
  });
});
