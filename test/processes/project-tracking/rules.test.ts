import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase, type Played, person, play, START } from '../../../testing/play.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/project-tracking/facts.ts';
import { projectTracking } from '../../../workflows/project-tracking/rules.ts';
import { nextOf, whenSubject } from '../../../workflows/project-tracking/tracking.ts';

const DAY = 86_400_000;
const FIRM = 'F1';
const lao = person('lao', 'officer');
const leader = person('zhan', 'serviceLeader');
const agent: Actor = { ...person('yin', 'firmAgent'), actsFor: [{ subject: `firm:${FIRM}` }] };
const dayOf = (day: number) => new Date(START + day * DAY).toISOString().slice(0, 10);
const endOf = (day: number) => Date.parse(dayOf(day)) + DAY;
const officer = { id: 'lao', name: 'lao', unit: null };

const tracked = (days: readonly number[] = [20, 60], state = 'active'): Played<Facts> =>
  play<Facts>(projectTracking, {
    actor: leader,
    input: {
      firm: FIRM,
      title: 'Factory',
      officer: 'lao',
      milestones: days.map((day, n) => ({ title: `M${n + 1}`, plannedOn: dayOf(day) })),
    },
    reference: {
      firm: { code: FIRM, name: 'Firm', state },
      officer,
      ends: Object.fromEntries(days.map((day) => [dayOf(day), endOf(day)])),
    },
  });
const today = (day: number) => ({ today: dayOf(day) });
const reach = (played: Played<Facts>, milestone: number, day: number) =>
  played.does(lao, 'reach', { milestone, on: dayOf(day), photos: [] }, today(day));
const codeOf = (played: Played<Facts>, ...[actor, action, input, reference]: Parameters<Played<Facts>['tries']>) =>
  played.tries(actor, action, input, reference)?.code;

describe('a tracked project', () => {
  it('runs to the day of the milestone that is next, and is finished with the last', () => {
    const played = tracked([60, 20]);
    expect(nextOf(played.current().facts)?.title).toBe('M2');
    expect(played.current().clocks).toMatchObject({ milestone: 'running', photo: 'running' });
    reach(played, 2, 25);
    expect(played.last().clocks?.start).toEqual({ milestone: { until: endOf(60) } });
    expect(reach(played, 1, 55).current()).toMatchObject({
      state: 'finished',
      facts: { milestones: [{ slipDays: -5 }, { slipDays: 5, reachedOn: dayOf(25) }] },
    });
  });

  it('tells its officer at 80 per cent, who leads the service at 100, and the leader at 200', () => {
    const { ladder } = projectTracking.clocks.milestone;
    expect(ladder.map(({ at, notify }) => [at, (notify ?? []).map((to) => ('role' in to ? to.role : 'officer'))])).toEqual([
      [80, ['officer']],
      [100, ['officer', 'serviceLeader']],
      [200, ['leader']],
    ]);
  });

  it('counts days late by what was planned at first, also when it is planned anew', () => {
    const played = tracked().does(
      leader,
      'replan',
      { milestone: 1, plannedOn: dayOf(40), reason: 'late' },
      { ...today(1), endsAt: endOf(40) },
    );
    expect(played.last().clocks?.start).toEqual({ milestone: { until: endOf(40) } });
    expect(reach(played, 1, 40).current().facts.milestones[0]).toMatchObject({ firstPlannedOn: dayOf(20), slipDays: 20 });
  });

  it('takes what is right of its officer alone: no milestone twice, none to come, no month without a photo', () => {
    const played = tracked();
    const tries = (who: Actor, milestone: number, day: number) =>
      codeOf(played, who, 'reach', { milestone, on: dayOf(day), photos: [] }, today(10));
    expect(tries(person('shi', 'officer'), 1, 9)).toBe('notYours');
    expect([tries(lao, 3, 9), tries(lao, 1, 11)]).toEqual(['noSuchMilestone', 'notYet']);
    reach(played, 1, 10);
    expect(tries(lao, 1, 9)).toBe('reachedAlready');
    expect(codeOf(played, lao, 'showPhoto', { photos: [], words: 'x' })).toBe('noPhoto');
  });

  it('passes on what stands in the way as a demand of the firm, and says so where that isn’t taken up', () => {
    const played = tracked().does(agent, 'tellObstacle', { category: 'logistics', text: 'No road' }, { known: true });
    expect(itemsOf(played.last(), 'opening')).toMatchObject([
      { process: 'enterpriseDemand', refused: 'demandRefused', input: { firm: FIRM, text: 'No road' } },
    ]);
    played.does(otherCase('ED-1'), 'demandRefused', { reason: 'No desk' });
    expect(played.current().facts.notTakenUp).toBe(1);
  });

  it('goes to somebody else, and keeps the firm by its code', () => {
    const played = tracked();
    expect(codeOf(played, leader, 'reassign', { to: 'lao', reason: 'x' }, { officer })).toBe('hasItAlready');
    played.does(leader, 'reassign', { to: 'ji', reason: 'x' }, { officer: { ...officer, id: 'ji', name: 'ji' } });
    expect(played.current().tasks.map((task) => task.person)).toEqual(['ji', 'ji']);
    const change = { subject: `firm:${FIRM}`, name: 'Firm II' };
    expect(whenSubject(played.current() as never, change as never).facts).toEqual({ firm: { code: FIRM, name: 'Firm II' } });
    expect(whenSubject(played.current() as never, { ...change, state: 'dissolved' } as never)).toMatchObject({
      facts: { firmEnded: 'dissolved' },
      notify: [{ notice: 'firmEnded' }],
    });
  });
});
