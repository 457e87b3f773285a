import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person } from '../../../testing/play.ts';
import type { Limits } from '../../../workflows/issue-report/limits.ts';
import { issueReport } from '../../../workflows/issue-report/rules.ts';
import { shows } from '../../../workflows/issue-report/showing.ts';
import { rewards } from '../../../workflows/issue-report/verifying.ts';
import {
  actions,
  caller,
  checked,
  chen,
  closedReport,
  dispatcher,
  farOfficer,
  follower,
  inHand,
  leader,
  li,
  limits,
  nobody,
  officer,
  onTheSpot,
  photo,
  report,
  result,
  shiftLeader,
  spot,
  told,
  wang,
  zhao,
} from './street.ts';

const limited = { limits };
const done = () => inHand().does(li, 'done', result, limited);
const again = { reason: 'The boxes are back.', photos: [] };
const stars = (stars: number) => ({ stars });

describe('verifying', () => {
  it('is never done by who worked on it', () => {
    const both = { id: 'li', name: 'li', grants: [...li.grants, ...officer.grants] };
    expect(done().tries(both, 'verify', onTheSpot, checked)?.code).toBe('ownWork');
    const helped = { id: 'zhao', name: 'zhao', grants: [...zhao.grants, ...officer.grants] };
    const played = inHand().does(helped, 'noteWork', { text: 'Helped.', photos: [] }, limited).does(li, 'done', result, limited);
    expect(played.tries(helped, 'verify', onTheSpot, checked)?.code).toBe('ownWork');
  });

  it('is for an officer of the area', () => {
    expect(done().tries(farOfficer, 'verify', onTheSpot, checked)?.code).toBe('kernel.wrongRole');
    expect(done().tries(officer, 'verify', onTheSpot, checked)).toBeUndefined();
  });

  it('is never done by who reported it', () => {
    const both = { id: 'chen', name: 'chen', grants: [...chen.grants, ...officer.grants] };
    const played = report(chen).does(li, 'accept').does(li, 'done', result, limited);
    expect(played.tries(both, 'verify', onTheSpot, checked)?.code).toBe('ownReport');
  });

  it('goes by what a photo says of itself', () => {
    const there = { ...photo('e'), place: spot, takenAt: '2026-03-02T03:30:00Z' };
    const check = (more: object, more2: object = {}, shown: string[] = []) =>
      done().tries(officer, 'verify', { passed: true, photos: [{ ...there, ...more }], ...more2 }, { ...checked, shown })?.code;
    expect(check({})).toBeUndefined();
    expect(check({ place: undefined })).toBe('notOnTheSpot');
    expect(check({ place: undefined, takenAt: undefined }, { at: spot })).toBeUndefined();
    expect(check({ place: { lat: -77, lon: 166 } }, { at: spot })).toBe('photoElsewhere');
    expect(check({ takenAt: '2024-03-02T03:30:00Z' })).toBe('photoOfAnotherTime');
    expect(check({ takenAt: '2027-03-02T03:30:00Z' })).toBe('photoOfAnotherTime');
    expect(check({}, {}, [there.sha256])).toBe('photoShownBefore');
  });

  it('takes no photo of another case or from before the work was done, and notes those without a date', () => {
    const there = { ...photo('e'), place: spot };
    const sent = (takenAt?: string) => ({ passed: true, at: spot, photos: [{ ...there, ...(takenAt ? { takenAt } : {}) }] });
    const other = { ...checked, elsewhere: [{ sha256: there.sha256, case: 'IR-9' }] };
    expect(done().tries(officer, 'verify', sent('2026-03-02T03:30:00Z'), other)).toMatchObject({
      code: 'photoOfAnotherCase',
      en: expect.stringContaining('IR-9'),
    });
    const since = { ...checked, since: Date.parse('2026-03-02T03:50:00Z') };
    expect(done().tries(officer, 'verify', sent('2026-03-02T03:30:00Z'), since)?.code).toBe('photoBeforeDone');
    expect(done().tries(officer, 'verify', sent('2026-03-02T03:45:00Z'), since)).toBeUndefined();
    const { facts } = done().does(officer, 'verify', sent(), since).current();
    expect(facts.undatedPhotos).toBe(1);
    expect(shows(facts, wang, true, 'IR-1')).toHaveProperty('undatedPhotos', 1);
    expect(shows(facts, wang, false, 'IR-1')).not.toHaveProperty('undatedPhotos');
  });

  it('is done on the spot: near the matter, or with a photo', () => {
    expect(done().tries(officer, 'verify', { passed: true, photos: [] }, checked)?.code).toBe('notOnTheSpot');
    const fromAfar = { passed: true, at: { lat: 30.01, lon: 120.57 }, photos: [] };
    expect(done().tries(officer, 'verify', fromAfar, checked)?.code).toBe('tooFarAway');
    // Where the tenant has set another limit, what is judged by names that one alone.
    const ofTheTenant = { ...checked, limits: { acceptHours: 3 } as unknown as Limits };
    expect(done().tries(officer, 'verify', fromAfar, ofTheTenant)?.code).toBe('tooFarAway');
  });

  it('that fails goes back as rework, with the time that was left and not a minute more', () => {
    expect(done().tries(officer, 'verify', { ...onTheSpot, passed: false }, checked)?.code).toBe('findingNeeded');
    const played = done().does(officer, 'verify', { ...onTheSpot, passed: false, finding: 'One box is left.' }, checked);
    expect(played.current()).toMatchObject({
      state: 'handling',
      facts: { rework: 1 },
      clocks: { handle: 'running', verify: 'stopped' },
    });
    expect(played.last().clocks?.start).toBeUndefined();
    expect(actions(played)).toEqual(['done li']);
    expect(told(played, 'rework')[0]?.params).toEqual({ finding: 'One box is left.' });
  });

  it('that passes closes the report and tells each reporter the result', () => {
    const played = closedReport();
    expect(played.current()).toMatchObject({
      state: 'closed',
      tasks: [],
      clocks: { handle: 'stopped', verify: 'stopped', reopenWindow: 'running' },
    });
    expect(told(played, 'closed')).toMatchObject([{ to: { party: 'reporter' }, params: { result: 'The boxes are gone.' } }]);
  });
});

describe('ending without anything to settle', () => {
  it('is reported by the unit and checked like other work, and earns no points', () => {
    const played = report(chen)
      .does(li, 'accept')
      .does(li, 'done', { ...result, ending: 'nothingFound' }, limited)
      .does(officer, 'verify', onTheSpot, checked);
    expect(played.current()).toMatchObject({ state: 'closed', facts: { ending: 'nothingFound', points: null } });
    expect(told(played, 'endedWithout')[0]?.params).toMatchObject({ endingEn: 'Nothing was found there.' });
    expect(told(played, 'closed')).toEqual([]);
  });

  it('is done by the desk before any unit has it, and goes back there when it is reopened', () => {
    const ended = () =>
      report(chen, { dispatch: null }).does(dispatcher, 'endWithoutWork', { ending: 'notValid', reason: 'A test.' });
    expect(ended().current()).toMatchObject({ state: 'closed', facts: { points: null, result: 'A test.' } });
    const played = ended().does(chen, 'reopen', again, limited);
    expect(played.current()).toMatchObject({ state: 'reported', facts: { ending: null } });
    expect(actions(played)).toEqual(['dispatch dispatcher']);
    expect(told(played, 'reopened')).toMatchObject([{ to: { role: 'dispatcher' } }]);
  });
});

describe('points', () => {
  it('are given to a courier when the report is verified valid', () => {
    const line = { op: 'credit', asset: 'points', from: 'scheme:points', to: 'person:chen', amount: 10, rule: 'validReport' };
    expect(itemsOf(closedReport(chen).last(), 'ledger')).toEqual([line]);
    expect(itemsOf(closedReport(wang).last(), 'ledger')).toEqual([]);
  });

  it('are for the first reporter of a matter only, as the tenant’s data says', () => {
    const chenFirst = { id: 'chen', case: 'A', at: 1, role: 'courier', words: null, reachable: true } as const;
    const wuSecond = { id: 'wu', case: 'B', at: 2, role: 'courier', words: null, reachable: true } as const;
    const residentFirst = { id: 'wang', case: 'C', at: 0, role: 'resident', words: null, reachable: true } as const;
    expect(rewards([wuSecond, chenFirst], limits).map(({ to }) => to)).toEqual(['person:chen']);
    expect(rewards([wuSecond, chenFirst, residentFirst], limits)).toEqual([]);
    const two = rewards([wuSecond, chenFirst], { ...limits, rewardedReporters: 2 });
    expect(two.map(({ to, rule }) => [to, rule])).toEqual([
      ['person:chen', 'validReport'],
      ['person:wu', 'validReport:2'],
    ]);
    expect(rewards([chenFirst], { ...limits, validReportPoints: 0 })).toEqual([]);
  });

  it('are not given again when a reopened report is closed again', () => {
    const played = closedReport(chen).does(chen, 'reopen', again, limited).does(li, 'done', result, limited);
    expect(itemsOf(played.does(officer, 'verify', onTheSpot, checked).last(), 'ledger')).toEqual([]);
  });

  it('are taken back once when the report proves false or staged', () => {
    const staged = { reason: 'The boxes were put there for the photo.' };
    expect(closedReport(chen).tries(li, 'reversePoints', staged)?.code).toBe('kernel.wrongRole');
    const played = closedReport(chen).does(leader, 'reversePoints', staged);
    expect(played.last().reason).toBe(staged.reason);
    expect(itemsOf(played.last(), 'ledger')).toEqual([{ op: 'reverse', rule: 'validReport' }]);
    expect(told(played, 'pointsReversed')).toMatchObject([{ to: { person: 'chen' } }]);
    expect(played.tries(dispatcher, 'reversePoints', staged)?.code).toBe('reversedAlready');
    expect(closedReport(wang).tries(leader, 'reversePoints', staged)?.code).toBe('noPoints');
  });

  it('are taken back by the closing that finds the reopened report false', () => {
    const isFalse = { ...result, ending: 'falseReport', result: 'The photo was staged.' };
    const reopened = closedReport(chen).does(chen, 'reopen', again, limited);
    const played = reopened.does(li, 'done', isFalse, limited).does(officer, 'verify', onTheSpot, checked);
    expect(played.current().facts.points).toMatchObject({ reversed: true });
    expect(itemsOf(played.last(), 'ledger')).toEqual([{ op: 'reverse', rule: 'validReport' }]);
    expect(told(played, 'pointsReversed')).toMatchObject([{ to: { person: 'chen' }, params: { reason: isFalse.result } }]);
    expect(played.tries(leader, 'reversePoints', { reason: 'Staged.' })?.code).toBe('reversedAlready');
  });

  it('can be taken back after the window has closed', () => {
    const played = closedReport(chen).does(clock('reopenWindow'), 'settle');
    expect(played.tries(leader, 'reversePoints', { reason: 'Staged.' })).toBeUndefined();
  });
});

describe('rating', () => {
  it('is done once by each reporter', () => {
    const played = closedReport().does(wang, 'rate', stars(5));
    expect(played.current().facts.ratings).toEqual([{ reporter: 'wang', closing: 0, stars: 5, comment: null }]);
    expect(played.tries(wang, 'rate', stars(1))?.code).toBe('ratedAlready');
    expect(played.tries(chen, 'rate', stars(1))?.code).toBe('notYourReport');
  });

  it('is done by a follower, or by the hotline that calls them back', () => {
    const phoned = () =>
      report(nobody, {}, { reporter: { phone: '13800000000' } })
        .does(li, 'accept')
        .does(li, 'done', result, limited)
        .does(officer, 'verify', onTheSpot, checked);
    expect(phoned().does(follower('IR-1'), 'rate', stars(4)).current().facts.ratings).toHaveLength(1);
    expect(phoned().does(caller, 'rate', stars(4)).current().facts.ratings).toMatchObject([{ reporter: 'follower:IR-1' }]);
    expect(closedReport().tries(caller, 'rate', stars(4))?.code).toBe('notYourReport');
  });

  it('is not for what its reporter withdrew, on which nobody worked', () => {
    const withdrawn = report().does(wang, 'withdraw', {});
    expect(withdrawn.tries(wang, 'rate', stars(5))?.code).toBe('nothingToRate');
    expect(withdrawn.tries(wang, 'reopen', again, limited)).toBeUndefined();
  });

  it('and reopening are not for whoever did the work, though a report of theirs was merged into it', () => {
    const theirs = { id: 'li', case: 'B', at: 1, role: null, words: null, reachable: true };
    const played = report()
      .does(li, 'accept')
      .does(otherCase('B'), 'absorb', { from: 'B', reporters: [theirs] })
      .does(li, 'done', result, limited)
      .does(officer, 'verify', onTheSpot, checked);
    expect(played.tries(li, 'rate', stars(5))?.code).toBe('ownWork');
    expect(played.tries(li, 'reopen', again, limited)?.code).toBe('ownWork');
    expect(played.tries(wang, 'rate', stars(5))).toBeUndefined();
  });

  it('is possible again for the next closing', () => {
    const played = closedReport()
      .does(wang, 'rate', stars(2))
      .does(wang, 'reopen', again, limited)
      .does(li, 'done', result, limited)
      .does(officer, 'verify', onTheSpot, checked)
      .does(wang, 'rate', stars(5));
    expect(played.current().facts.ratings).toMatchObject([
      { closing: 0, stars: 2 },
      { closing: 1, stars: 5 },
    ]);
  });
});

describe('reopening', () => {
  const reopened = (times: number) => {
    let played = closedReport();
    for (let time = 0; time < times; time++) {
      if (time > 0) played = played.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked);
      played = played.does(wang, 'reopen', again, limited);
    }
    return played;
  };

  it('goes to the last handler with a fresh, linked clock', () => {
    const played = reopened(1);
    expect(played.current()).toMatchObject({
      state: 'handling',
      facts: { reopenings: 1 },
      clocks: { handle: 'running', reopenWindow: 'stopped' },
    });
    expect(played.last().clocks?.start).toEqual({ handle: { workingDays: 3 } });
    expect(actions(played)).toEqual(['done li']);
  });

  it('is possible only within the window after closing', () => {
    const played = closedReport().does(clock('reopenWindow'), 'settle');
    expect(played.tries(wang, 'reopen', again, limited)?.code).toBe('windowOver');
    expect(played.tries(wang, 'rate', stars(5))?.code).toBe('windowOver');
    expect(played.tries(wang, 'comment', { text: 'x', photos: [] }, limited)?.code).toBe('finallyClosed');
  });

  it('is not put off by a comment, which leaves the window as it is', () => {
    const played = closedReport().does(wang, 'comment', { text: 'Thanks.', photos: [], toReporter: false }, limited);
    expect(played.last().clocks).toBeUndefined();
    expect(issueReport.clocks.reopenWindow.ladder).toEqual([{ at: 100, act: 'settle' }]);
  });

  it('gives the unit its extensions anew, with the fresh time', () => {
    const extended = (played: ReturnType<typeof report>) =>
      played
        .does(li, 'requestExtension', { workingDays: 2, reason: 'Rain.' }, limited)
        .does(leader, 'decideExtension', { granted: true });
    const played = extended(extended(inHand()));
    expect(played.tries(li, 'requestExtension', { workingDays: 1, reason: 'x' }, limited)?.code).toBe('noThirdExtension');
    played.does(li, 'done', result, limited).does(officer, 'verify', onTheSpot, checked).does(wang, 'reopen', again, limited);
    played.does(li, 'requestExtension', { workingDays: 1 }, limited);
    expect(actions(played)).toEqual(['done li', 'decideExtension shiftLeader']);
  });

  it('is for those who reported it', () => {
    expect(closedReport().tries(chen, 'reopen', again, limited)?.code).toBe('notYourReport');
    expect(closedReport().tries(person('x', 'handler', { units: ['urban'] }), 'reopen', again, limited)?.code).toBe(
      'notYourReport',
    );
  });

  it('escalates to the leader the third time, who decides who goes on with it', () => {
    expect(told(reopened(2), 'reopenedAgain')).toEqual([]);
    const played = reopened(3);
    expect(told(played, 'reopenedAgain')).toMatchObject([{ to: { role: 'leader' } }]);
    expect(actions(played)).toEqual(['assign leader']);
    expect(played.tries(li, 'done', result, limited)?.code).toBe('leaderDecides');
    expect(played.tries(shiftLeader, 'assign', { person: 'zhao' }, { person: zhao })?.code).toBe('leaderDecides');
    expect(actions(played.does(leader, 'assign', { person: 'zhao' }, { person: zhao }))).toEqual(['done zhao']);
  });
});
