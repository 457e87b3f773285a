import { describe, expect, it } from 'vitest';
import { clock, person } from '../../../testing/play.ts';
import { inspectionRound } from '../../../workflows/inspection-round/rules.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import { protectionPlan } from '../../../workflows/protection-plan/rules.ts';
import { bringToAnEnd, stranded, subsets, playedWithout as without } from '../leaving.ts';
import { content, day, drawn, inForce, leader, looked, lv, moments, opened, planner, scope, submitted, yao } from './utility.ts';

const otherPlanner = person('ruan', 'protectionPlanner');
const otherLeader = person('jiang', 'leader');
const admin = person('admin', 'admin');
const far = { ...person('far', 'patroller', { units: ['xiaoyue'] }), unit: 'xiaoyue' };
const everybody = [planner, otherPlanner, leader, otherLeader, yao, lv, far, admin];
const reason = { reason: 'Nobody is left to do it.' };

const changed = (staff: Staff) =>
  inForce(staff).does(planner, 'proposeChange', { ...reason, to: day(70), cancelRounds: [] }, { scope, assignees: [], moments });

describe('every open state of a plan has somebody who can act after people left', () => {
  const approving = { moments };
  const ways = {
    approve: { input: { version: 1 }, reference: approving },
    refuseChange: { input: reason },
    submit: { reference: approving },
    withdraw: { input: reason },
    close: { input: reason },
    closeAtSeasonEnd: {},
  };
  it.each([
    ['drafting', drawn],
    ['awaitingApproval', submitted],
    ['inForce', inForce],
    ['inForce, with a change proposed', changed],
  ] as const)('%s', (_, begin) => {
    for (const gone of subsets(planner, otherPlanner, leader, otherLeader)) {
      const there = everybody.filter((one) => !gone.includes(one));
      const played = without(begin, gone, everybody);
      const who = gone.map(({ id }) => id).join(', ');
      expect(stranded(played.current(), there), who).toEqual([]);
      // A plan in force ends with its season in any case.
      const last = [...there, clock('season')];
      expect(bringToAnEnd(protectionPlan, played, last, ways), who).toMatch(/closed|withdrawn/);
    }
  });

  it('a draft that no planner is left to finish is withdrawn by the leader', () => {
    const played = without(drawn, [planner, otherPlanner], everybody);
    expect(played.current().tasks).toEqual([{ action: 'withdraw', role: 'leader', fellFrom: 'protectionPlanner' }]);
    expect(played.does(leader, 'withdraw', reason).current().state).toBe('withdrawn');
  });

  it('a draft whose planner has gone is finished by the others, who hear of it from then on', () => {
    const played = without(drawn, [planner], everybody);
    played.does(otherPlanner, 'revise', content, looked).does(otherPlanner, 'submit', {}, { moments });
    expect(played.does(leader, 'sendBack', reason).last().notify).toMatchObject([{ to: { role: 'protectionPlanner' } }]);
  });
});

describe('every open state of a round has somebody who can act after people left', () => {
  const none = { hazards: [] };
  const ways = { finish: { input: reason, reference: none }, begin: {}, assign: { reference: { person: far, unit: null } } };
  it.each([
    ['due', (staff: Staff) => opened({ assignee: 'yao' }, staff)],
    ['due, in the queue of its unit', (staff: Staff) => opened({}, staff)],
    ['underWay', (staff: Staff) => opened({}, staff).does(yao, 'begin')],
  ])('%s', (_, begin) => {
    for (const gone of subsets(yao, lv, planner, otherPlanner, leader, otherLeader)) {
      const there = everybody.filter((one) => !gone.includes(one));
      const played = without(begin, gone, everybody);
      const who = gone.map(({ id }) => id).join(', ');
      expect(stranded(played.current(), there), who).toEqual([]);
      expect(bringToAnEnd(inspectionRound, played, there, ways), who).toBe('finished');
    }
  });

  it('a patroller who goes on with the round of one who has gone has it from then on', () => {
    const played = without((staff) => opened({}, staff).does(yao, 'begin'), [yao], everybody);
    expect(played.current().tasks).toEqual([{ action: 'finish', role: 'patroller', clock: 'finish' }]);
    played.does(
      lv,
      'inspect',
      { kind: 'line', id: 'E551', result: 'clear', place: { lat: 30, lon: 120 }, photos: [] },
      { hazards: [] },
    );
    expect(played.current()).toMatchObject({ facts: { assignee: 'lv' }, tasks: [{ action: 'finish', person: 'lv' }] });
  });

  it('a round for which its unit has nobody any more is assigned by the planner', () => {
    const played = without((staff) => opened({ assignee: 'yao' }, staff), [yao, lv], everybody);
    expect(played.current().tasks).toMatchObject([{ action: 'assign', role: 'protectionPlanner' }]);
    played.does(planner, 'assign', {}, { person: far, unit: null });
    expect(played.current()).toMatchObject({ unit: 'xiaoyue', tasks: [{ action: 'begin', person: 'far' }] });
  });
});
