import { describe, expect, it } from 'vitest';
import { clock, itemsOf, person, START } from '../../../testing/play.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { protectionPlan } from '../../../workflows/protection-plan/rules.ts';
import {
  content,
  day,
  drawn,
  hazardTells,
  inForce,
  leader,
  looked,
  moments,
  planner,
  roundTells,
  scope,
  submitted,
  unit,
  yao,
} from './utility.ts';

const reason = { reason: 'Because.' };

const refused = (input: object, reference: object = {}) => {
  const decision = decideStart(protectionPlan, {
    id: 'PP-1',
    actor: planner,
    now: START,
    input: { ...content, ...input },
    reference: { ...looked, ...reference },
  });
  return 'code' in decision ? decision.code : undefined;
};

describe('a protection plan is drawn up', () => {
  it('so that every line has a round, within the season, and wells and customers lie on its lines', () => {
    const [first, second, third] = content.rounds as [object, object, object];
    expect(refused({})).toBeUndefined();
    expect(refused({ from: day(70) })).toBe('seasonBackwards');
    expect(refused({ rounds: [first, third] })).toBe('lineWithoutRound');
    expect(refused({ rounds: [first, { ...second, to: day(61) }, third] })).toBe('roundOutsideSeason');
    expect(refused({ rounds: [first, { ...second, to: day(9) }, third] })).toBe('roundBackwards');
    expect(refused({ rounds: [first, second, { ...third, lines: ['E900'] }] })).toBe('roundLineNotInPlan');
    expect(refused({}, { scope: { ...scope, wells: [{ id: 'W9', title: unit.title, line: 'E900' }] } })).toBe('lineNotInPlan');
  });

  it('with a patroller or a unit that has one for each round', () => {
    const [first, second, third] = content.rounds as [object, object, object];
    expect(refused({ rounds: [{ ...first, person: 'yao' }, second, third] })).toBe('personOrUnit');
    expect(refused({ rounds: [{ ...first, unit: undefined }, second, third] })).toBe('personOrUnit');
    const assignees = (one: object) => ({ assignees: [one, ...looked.assignees.slice(1)] });
    expect(refused({}, assignees({ person: null, unit, held: false }))).toBe('noPatrollerThere');
    const byPerson = { rounds: [{ ...first, unit: undefined, person: 'yao' }, second, third] };
    expect(refused(byPerson, assignees({ person: { ...yao, grants: [{ role: 'rectifier' }] }, unit, held: true }))).toBe(
      'notAPatroller',
    );
    expect(refused(byPerson, assignees({ person: yao, unit, held: true }))).toBeUndefined();
  });

  it('gives each round the wells and customers on its lines', () => {
    expect(
      drawn()
        .current()
        .facts.rounds.map(({ wells, customers }) => [wells, customers]),
    ).toEqual([
      [['W1', 'W2'], ['C1']],
      [['W3'], []],
      [['W1', 'W2'], ['C1']],
    ]);
  });
});

describe('a protection plan is approved', () => {
  it('by the leader, or sent back with a reason and submitted again', () => {
    const played = submitted();
    expect(played.current().tasks).toEqual([{ action: 'approve', role: 'leader', clock: 'approval', except: [planner.id] }]);
    expect(played.tries(planner, 'approve', { version: 1 }, { moments })?.code).toBe('kernel.wrongRole');
    played.does(leader, 'sendBack', { reason: 'E617 twice, please.' });
    expect(played.current()).toMatchObject({ state: 'drafting', facts: { sentBack: { reason: 'E617 twice, please.' } } });
    played.does(planner, 'revise', { ...content, title: 'Spring, again' }, looked);
    played.does(planner, 'submit', {}, { moments });
    // The leader may still have the first version before them.
    expect(played.tries(leader, 'approve', { version: 1 }, { moments })).toMatchObject({
      code: 'otherVersion',
      en: expect.stringContaining('version 2'),
    });
    played.does(leader, 'approve', { version: 2 }, { moments });
    expect(played.current()).toMatchObject({ state: 'inForce', facts: { title: 'Spring, again', approved: { by: 'shao' } } });
  });

  it('by somebody else than who drew it up or revised it', () => {
    const one = { ...planner, grants: [...planner.grants, ...leader.grants] };
    expect(submitted().tries(one, 'approve', { version: 1 }, { moments })?.code).toBe('ownPlan');
    const other = { ...one, id: 'other', name: 'other' };
    const revised = drawn().does(other, 'revise', content, looked).does(planner, 'submit', {}, { moments });
    expect(revised.tries(other, 'approve', { version: 2 }, { moments })?.code).toBe('ownPlan');
  });

  it('while it isn’t too late for its season and its rounds', () => {
    const over = (last: string) => ({ ...moments, [last]: { startsAt: 0, endsAt: START } });
    expect(submitted().tries(leader, 'approve', { version: 1 }, { moments: over(day(60)) })?.code).toBe('seasonOver');
    expect(submitted().tries(leader, 'approve', { version: 1 }, { moments: over(day(6)) })?.code).toBe('roundInThePast');
    expect(drawn().tries(planner, 'submit', {}, { moments: over(day(60)) })?.code).toBe('seasonOver');
  });

  it('and unfolds into a case per round, with what is to be inspected', () => {
    const outcome = inForce().last();
    const rounds = itemsOf(outcome, 'opening');
    expect(rounds).toHaveLength(3);
    expect(rounds[1]).toMatchObject({
      process: 'inspectionRound',
      input: {
        plan: 'PP-1',
        number: 2,
        unit,
        items: [
          { kind: 'line', id: 'E617' },
          { kind: 'well', id: 'W3' },
        ],
      },
    });
    // Approved at eleven on its first day; the season ends 61 days after midnight.
    expect(outcome.clocks?.start).toEqual({ season: { clockMinutes: 61 * 24 * 60 - 11 * 60 } });
  });

  it('and is withdrawn only before', () => {
    expect(submitted().does(planner, 'withdraw', reason).current().state).toBe('withdrawn');
    expect(inForce().tries(planner, 'withdraw', reason)?.code).toBe('kernel.wrongState');
  });
});

describe('coverage', () => {
  it('counts each line, well and customer once for the season, and in each round for the visits', () => {
    const played = inForce();
    expect(played.current().facts.coverage).toMatchObject({
      lines: { planned: 3, inspected: 0 },
      wells: { planned: 3, inspected: 0 },
      customers: { planned: 1, inspected: 0 },
      // Round 1: two lines, two wells, one customer; round 2: one line, one well; round 3: one line, two wells, one customer.
      visits: { planned: 11, inspected: 0 },
    });
    const line = (id: string) => ({ kind: 'line', id });
    const well = (id: string) => ({ kind: 'well', id });
    played.does(...roundTells(1, 3, { inspected: [line('E551'), well('W1')] }));
    played.does(...roundTells(3, 2, { state: 'finished', inspected: [line('E551'), well('W1'), well('W2')] }));
    expect(played.current().facts.coverage).toEqual({
      lines: { planned: 3, inspected: 1 },
      wells: { planned: 3, inspected: 2 },
      customers: { planned: 1, inspected: 0 },
      visits: { planned: 11, inspected: 5 },
      rounds: [
        expect.objectContaining({
          number: 1,
          state: 'underWay',
          lines: { planned: 2, inspected: 1 },
          wells: { planned: 2, inspected: 1 },
        }),
        expect.objectContaining({ number: 2, state: 'drafted', lines: { planned: 1, inspected: 0 } }),
        expect.objectContaining({
          number: 3,
          state: 'finished',
          lines: { planned: 1, inspected: 1 },
          wells: { planned: 2, inspected: 2 },
        }),
      ],
    });
  });

  it('is not turned back by words that arrive late', () => {
    const played = inForce()
      .does(...roundTells(1, 4, { inspected: [{ kind: 'line', id: 'E551' }] }))
      .does(...roundTells(1, 3));
    expect(played.current().facts.coverage.lines.inspected).toBe(1);
  });
});

describe('hazards found under a plan', () => {
  it('are listed until they are closed or withdrawn, whatever order the words arrive in', () => {
    const played = inForce()
      .does(...hazardTells('HI-1', 0))
      .does(...hazardTells('HI-2', 5, { state: 'closed' }));
    played.does(...hazardTells('HI-2', 0));
    expect(played.current().facts.openHazards).toEqual(['HI-1']);
    expect(played.current().facts.hazards).toHaveLength(2);
    expect(played.does(...hazardTells('HI-1', 3, { state: 'withdrawn' })).current().facts.openHazards).toEqual([]);
  });
});

describe('a plan closes', () => {
  it('at the end of its season by itself, with what it came to, and its open rounds are cancelled', () => {
    const played = inForce()
      .does(...roundTells(1, 3, { state: 'finished', inspected: [{ kind: 'line', id: 'E551' }] }))
      .does(...roundTells(2, 2, { state: 'due', overdue: true }))
      .does(...hazardTells('HI-1', 0))
      .does(...hazardTells('HI-2', 0, { grade: 'critical' }))
      .does(...hazardTells('HI-2', 4, { grade: 'critical', state: 'closed' }));
    played.does(clock('season'), 'closeAtSeasonEnd');
    expect(played.current()).toMatchObject({ state: 'closed', clocks: { season: 'stopped' } });
    expect(played.current().facts.summary).toMatchObject({
      early: null,
      coverage: { lines: { planned: 3, inspected: 1 } },
      rounds: { planned: 3, finished: 1, overdue: 1 },
      hazards: { critical: { found: 1, closed: 1, withdrawn: 0 }, serious: { found: 1, closed: 0, withdrawn: 0 } },
      openHazards: ['HI-1'],
    });
    // Round 3 hasn't been heard of yet; it is cancelled as soon as it is.
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'RD-2', action: 'cancel' }]);
    played.does(...roundTells(3, 0, { state: 'planned' }));
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'RD-3', action: 'cancel' }]);
  });

  it('earlier by the leader with a reason', () => {
    const played = inForce();
    expect(played.tries(planner, 'close', reason)?.code).toBe('kernel.wrongRole');
    expect(played.does(leader, 'close', reason).current().facts.summary).toMatchObject({ early: 'Because.' });
  });
});

describe('a plan in force is changed', () => {
  const added = { from: day(40), to: day(45), lines: ['E552'], unit: 'fenghui' };
  const change = { reason: 'A dry spring.', to: day(70), addRounds: [added], cancelRounds: [3] };
  const reference = { scope, assignees: looked.assignees.slice(0, 1), moments };

  it('only when the leader has approved the change; until then it goes on as it was', () => {
    const played = inForce().does(...roundTells(3, 0, { state: 'planned' }));
    played.does(planner, 'proposeChange', change, reference);
    expect(played.current().facts).toMatchObject({ season: { to: day(60) }, change: { reason: 'A dry spring.' } });
    expect(played.current().facts.rounds).toHaveLength(3);
    expect(played.tries(planner, 'proposeChange', change, reference)?.code).toBe('changeProposedAlready');
    expect(played.tries(planner, 'approveChange', { version: 1 }, { moments })?.code).toBe('kernel.wrongRole');
    played.does(leader, 'approveChange', { version: 1 }, { moments });
    expect(played.last().clocks).toEqual({ stop: ['approval'], start: { season: expect.anything() } });
    expect(itemsOf(played.last(), 'opening')).toMatchObject([{ input: { number: 4, from: day(40) } }]);
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'RD-3', action: 'cancel' }]);
    expect(played.current().facts).toMatchObject({ season: { to: day(70) }, change: null, changes: [{ approvedBy: 'shao' }] });
    expect(played.current().facts.coverage.visits).toEqual({ planned: 8, inspected: 0 });
  });

  it('or stays as it was when the leader refuses', () => {
    const played = inForce().does(planner, 'proposeChange', change, reference).does(leader, 'refuseChange', reason);
    expect(played.current().facts).toMatchObject({ season: { to: day(60) }, change: null, changes: [{ approvedBy: null }] });
    expect(played.tries(leader, 'approveChange', { version: 1 }, { moments })?.code).toBe('nothingProposed');
    // The next one isn't approved under the number of the one that was refused.
    played.does(planner, 'proposeChange', change, reference);
    expect(played.tries(leader, 'approveChange', { version: 1 }, { moments })?.code).toBe('otherVersion');
    expect(played.tries(leader, 'approveChange', { version: 2 }, { moments })).toBeUndefined();
  });

  it('to nothing that leaves a line without a round, or a round that is over to be cancelled', () => {
    const tries = (more: object) =>
      inForce().tries(planner, 'proposeChange', { ...reason, ...more }, { ...reference, assignees: [] })?.code;
    expect(tries({ cancelRounds: [2] })).toBe('lineWithoutRound');
    expect(tries({ cancelRounds: [9] })).toBe('roundNotOpen');
    expect(tries({ to: day(35) })).toBe('roundOutsideSeason');
    const finished = inForce().does(...roundTells(3, 4, { state: 'finished' }));
    expect(
      finished.tries(planner, 'proposeChange', { ...reason, cancelRounds: [3] }, { ...reference, assignees: [] })?.code,
    ).toBe('roundNotOpen');
  });

  it('and a round that was finished before the approval stays finished', () => {
    const played = inForce().does(planner, 'proposeChange', { ...change, addRounds: [] }, { ...reference, assignees: [] });
    played.does(...roundTells(3, 6, { state: 'finished' })).does(leader, 'approveChange', { version: 1 }, { moments });
    expect(played.current().facts.rounds[2]?.state).toBe('finished');
    expect(itemsOf(played.last(), 'acts')).toEqual([]);
  });

  it('not by another than the planner', () => {
    expect(inForce().tries(person('x', 'patroller'), 'proposeChange', change, reference)?.code).toBe('kernel.wrongRole');
  });
});
