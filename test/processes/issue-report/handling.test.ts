import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person, START } from '../../../testing/play.ts';
import { issueReport, issueReport1 } from '../../../workflows/issue-report/rules.ts';
import { ruleOf } from '../../../workflows/kernel/decide.ts';
import { decideAny } from '../../../workflows/kernel/own-acts.ts';
import {
  actions,
  caller,
  category,
  dispatcher,
  fire,
  fireman,
  follower,
  inHand,
  leader,
  li,
  limits,
  nobody,
  photo,
  report,
  result,
  shiftLeader,
  told,
  urban,
  wang,
  without,
  zhao,
} from './street.ts';

const limited = { limits };
const meeting = { at: '2026-03-05T09:00:00+08:00', units: ['fire'], agenda: 'Who clears the lane?', blocking: true };
const reference = { departments: [{ unit: fire, people: ['fire-leader'] }], calling: { earliest: START } };
const more = (workingDays: number, reason?: string) => ({ workingDays, ...(reason ? { reason } : {}) });

describe('accepting', () => {
  it('gives the work to who accepts and stops the clocks of accepting and objecting', () => {
    const played = inHand();
    expect(played.current()).toMatchObject({
      state: 'handling',
      clocks: { accept: 'stopped', objection: 'stopped', handle: 'running' },
    });
    expect(actions(played)).toEqual(['done li']);
    expect(played.current().facts.handler).toBe('li');
  });

  it('is for handlers of the unit that has the report', () => {
    expect(report().tries(fireman, 'accept')?.code).toBe('kernel.wrongRole');
  });

  it('is done by a shift leader who names the handler', () => {
    const played = report().does(shiftLeader, 'assign', { person: 'zhao' }, { person: zhao });
    expect(played.current().state).toBe('handling');
    expect(actions(played)).toEqual(['done zhao']);
  });

  it('names only a handler of the unit', () => {
    expect(report().tries(shiftLeader, 'assign', { person: 'fireman' }, { person: fireman })?.code).toBe('notAHandler');
  });

  it('may be followed by another handler, whose own task it is then', () => {
    const played = inHand().does(shiftLeader, 'assign', { person: 'zhao' }, { person: zhao });
    expect(actions(played)).toEqual(['done zhao']);
    expect(played.current().facts.workedOn).toEqual(['li', 'zhao']);
  });

  it('leaves the work in the unit’s queue when its handler has left, and a colleague who finishes it has it then', () => {
    const played = report(wang, {}, {}, 'IR-1', without(li)).does(li, 'accept');
    expect(actions(played)).toEqual(['done handler']);
    played.does(zhao, 'requestExtension', more(2), limited);
    expect(played.current().tasks).toContainEqual({ action: 'done', role: 'handler', clock: 'handle' });
    expect(told(played.does(wang, 'comment', { text: 'x', photos: [] }, limited), 'reporterCommented')).toMatchObject([
      { to: { role: 'handler' } },
    ]);
    expect(played.does(zhao, 'done', result, limited).current().facts.handler).toBe('zhao');
  });
});

describe('comments', () => {
  const comment = { text: 'They are back every evening.', photos: [], toReporter: false };

  it('never touch a clock, a task or the state', () => {
    const played = inHand();
    const before = played.current();
    played.does(wang, 'comment', comment, limited);
    expect(played.last().clocks).toBeUndefined();
    expect(played.current()).toMatchObject({ state: before.state, tasks: before.tasks, clocks: before.clocks });
    expect(told(played, 'reporterCommented')).toMatchObject([{ to: { person: 'li' } }]);
  });

  it('by the staff reach the reporters when they are meant to', () => {
    expect(told(inHand().does(li, 'comment', { ...comment, toReporter: true }, limited), 'staffCommented')).toHaveLength(1);
    expect(inHand().does(li, 'comment', comment, limited).last().notify).toEqual([]);
  });

  it('are for the staff and for those who reported it', () => {
    expect(inHand().tries(person('wu', 'resident'), 'comment', comment, limited)?.code).toBe('notYourReport');
  });
});

describe('asking the reporter', () => {
  const question = { question: 'Which house number?' };
  const asked = () => inHand().does(li, 'askReporter', question);

  it('lets the time to handle rest and gives the reporter 5 working days', () => {
    const played = asked();
    expect(played.current()).toMatchObject({ state: 'awaitingReporter', clocks: { handle: 'paused', answer: 'running' } });
    expect(issueReport.clocks.answer.budget).toEqual({ workingDays: 5 });
    expect(actions(played)).toEqual(['answer wang']);
    expect(told(played, 'question')[0]?.params).toMatchObject({ question: 'Which house number?' });
  });

  it('goes on with the answer', () => {
    const played = asked().does(wang, 'answer', { text: 'Number 12.', photos: [photo('c')] }, limited);
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { handle: 'running', answer: 'stopped' } });
    expect(actions(played)).toEqual(['done li']);
    expect(told(played, 'answered')).toMatchObject([{ to: { person: 'li' } }]);
  });

  it('goes on without an answer when the time is up', () => {
    const played = asked().does(clock('answer'), 'goOnWithout');
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { handle: 'running' } });
    expect(issueReport.clocks.answer.ladder).toContainEqual({ at: 100, act: 'goOnWithout' });
  });

  it('is answered by the reporters alone', () => {
    expect(asked().tries(person('wu', 'resident'), 'answer', { text: 'x', photos: [] }, limited)?.code).toBe('notYourReport');
    expect(asked().tries(caller, 'answer', { text: 'x', photos: [] }, limited)?.code).toBe('notYourReport');
  });

  it('is answered by a follower with a secret code, or by the hotline for them', () => {
    const played = report(nobody, {}, { reporter: { phone: '13800000000' } })
      .does(li, 'accept')
      .does(li, 'askReporter', question);
    expect(actions(played)).toEqual(['answer follower:IR-1', 'answer hotlineAgent']);
    expect(played.tries(follower('IR-1'), 'answer', { text: 'x', photos: [] }, limited)).toBeUndefined();
    expect(played.tries(follower('IR-2'), 'answer', { text: 'x', photos: [] }, limited)?.code).toBe('notYourReport');
    expect(played.tries(caller, 'answer', { text: 'x', photos: [] }, limited)).toBeUndefined();
  });

  it('is refused where nobody left a way to be reached', () => {
    const silent = () => report(nobody, { category: { ...category, anonymous: true } }).does(li, 'accept');
    expect(silent().tries(li, 'askReporter', question)?.code).toBe('nobodyToAsk');
    const called = silent().does(follower('IR-1'), 'correctContact', { phone: '13800000000' });
    expect(called.tries(li, 'askReporter', question)).toBeUndefined();
  });

  it('can be done as often as the tenant says, for each time rests', () => {
    const played = inHand();
    for (let n = 0; n < 3; n++)
      played.does(li, 'askReporter', question).does(wang, 'answer', { text: 'Here.', photos: [] }, limited);
    expect(played.tries(li, 'askReporter', question)).toMatchObject({
      code: 'askedEnough',
      en: expect.stringContaining('comment'),
    });
    expect(played.tries(li, 'askReporter', question, { limits: { ...limits, mostQuestions: 4 } })).toBeUndefined();
  });

  it('can be done by the dispatch desk before dispatch, whose time rests', () => {
    const played = report(wang, { dispatch: null }).does(dispatcher, 'askReporter', question);
    expect(played.current().clocks).toMatchObject({ dispatch: 'paused', answer: 'running' });
    played.does(wang, 'answer', { text: 'Here.', photos: [] }, limited);
    expect(played.current()).toMatchObject({ state: 'reported', clocks: { dispatch: 'running' } });
    expect(inHand().tries(dispatcher, 'askReporter', question)?.code).toBe('whoHasItAsks');
  });
});

describe('asking for more time', () => {
  const first = () => inHand().does(li, 'requestExtension', more(2), limited);
  const second = () =>
    first()
      .does(shiftLeader, 'decideExtension', { granted: true })
      .does(li, 'requestExtension', more(3, 'The crane is broken.'), limited);

  it('is granted by the shift leader the first time', () => {
    const played = first();
    expect(actions(played)).toEqual(['done li', 'decideExtension shiftLeader']);
    played.does(shiftLeader, 'decideExtension', { granted: true });
    expect(played.last().clocks).toEqual({ extend: { handle: { workingDays: 2 } } });
    expect(actions(played)).toEqual(['done li']);
  });

  it.each([
    [{ dutyMinutes: 240 }, { dutyMinutes: 960 }],
    [{ clockMinutes: 600 }, { clockMinutes: 2880 }],
  ])('is given in the unit in which the time counts: %o', (handle, given) => {
    const played = report(wang, { category: { ...category, handle } })
      .does(li, 'accept')
      .does(li, 'requestExtension', more(2), limited);
    expect(played.does(shiftLeader, 'decideExtension', { granted: true }).last().clocks).toEqual({ extend: { handle: given } });
  });

  it('needs a reason and the leader the second time', () => {
    const once = first().does(shiftLeader, 'decideExtension', { granted: true });
    expect(once.tries(li, 'requestExtension', more(3), limited)?.code).toBe('reasonNeeded');
    const played = second();
    expect(actions(played)).toEqual(['done li', 'decideExtension leader']);
    expect(played.tries(shiftLeader, 'decideExtension', { granted: true })?.code).toBe('leaderDecides');
    expect(played.does(leader, 'decideExtension', { granted: true }).last().clocks).toEqual({
      extend: { handle: { workingDays: 3 } },
    });
  });

  it('is refused the third time', () => {
    const played = second().does(leader, 'decideExtension', { granted: true });
    expect(played.tries(li, 'requestExtension', more(1, 'Again'), limited)?.code).toBe('noThirdExtension');
  });

  it('has a cap, one request at a time, and no self-approval', () => {
    expect(inHand().tries(li, 'requestExtension', more(8), limited)?.code).toBe('extensionTooLong');
    expect(first().tries(li, 'requestExtension', more(1), limited)?.code).toBe('extensionAskedAlready');
    const self = { id: 'li', name: 'li', grants: [...li.grants, ...shiftLeader.grants] };
    expect(first().tries(self, 'decideExtension', { granted: true })?.code).toBe('ownRequest');
    expect(inHand().tries(shiftLeader, 'decideExtension', { granted: true })?.code).toBe('nothingAsked');
  });

  it('is refused with a reason, and the clock stays as it is', () => {
    expect(first().tries(shiftLeader, 'decideExtension', { granted: false })?.code).toBe('reasonNeeded');
    const played = first().does(shiftLeader, 'decideExtension', { granted: false, reason: 'Two days are enough.' });
    expect(played.last().clocks).toBeUndefined();
    expect(played.current().facts.extensions).toEqual([]);
  });
});

describe('suspending', () => {
  const until = '2026-06-01T00:00:00+08:00';
  const asked = () => inHand().does(li, 'requestSuspension', { until, reason: 'The plum rains.' }, limited);

  it('is approved by the leader, and the time to handle rests until the date', () => {
    const played = asked();
    expect(actions(played)).toEqual(['done li', 'decideSuspension leader']);
    expect(played.tries(shiftLeader, 'decideSuspension', { approved: true })?.code).toBe('kernel.wrongRole');
    played.does(leader, 'decideSuspension', { approved: true });
    expect(played.current()).toMatchObject({ state: 'suspended', clocks: { handle: 'paused', suspension: 'running' } });
    const minutes = (Date.parse(until) - played.now()) / 60_000;
    expect(played.last().clocks?.start).toEqual({ suspension: { clockMinutes: minutes } });
    expect(actions(played)).toEqual(['resume li']);
  });

  it.each([
    ['the handler', li],
    ['the clock on its date', clock('suspension')],
  ])('ends by %s', (_, actor) => {
    const played = asked().does(leader, 'decideSuspension', { approved: true }).does(actor, 'resume');
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { handle: 'running', suspension: 'stopped' } });
    expect(actions(played)).toEqual(['done li']);
  });

  it('is refused with a reason', () => {
    expect(asked().tries(leader, 'decideSuspension', { approved: false })?.code).toBe('reasonNeeded');
    expect(asked().does(leader, 'decideSuspension', { approved: false, reason: 'No.' }).current().state).toBe('handling');
  });

  it('is for a date to come, within the longest time allowed', () => {
    const ask = (date: string) => inHand().tries(li, 'requestSuspension', { until: date, reason: 'x' }, limited)?.code;
    expect(ask('2026-01-01T00:00:00Z')).toBe('untilInThePast');
    expect(ask('2027-06-01T00:00:00Z')).toBe('suspensionTooLong');
  });
});

describe('handling', () => {
  it('notes work with photos', () => {
    const played = inHand().does(zhao, 'noteWork', { text: 'Half is cleared.', photos: [photo('d')] }, limited);
    expect(itemsOf(played.last(), 'attachments')).toEqual([photo('d')]);
    expect(played.current()).toMatchObject({ state: 'handling', facts: { workedOn: ['li', 'zhao'] } });
    expect(actions(played)).toEqual(['done li']);
  });

  it('calls departments together on the spot, and goes on meanwhile', () => {
    const played = inHand().does(li, 'callMeeting', meeting, reference);
    expect(played.current().state).toBe('handling');
    expect(played.current().facts.meetings).toMatchObject([{ units: [fire], agenda: 'Who clears the lane?', blocking: true }]);
    expect(itemsOf(played.last(), 'opening')).toMatchObject([
      { process: 'coordinationMeeting', input: { units: ['fire'], agenda: ['Who clears the lane?'], blocking: true, call: 1 } },
    ]);
    const called = (at: string, unit = fire, earliest = START) =>
      inHand().tries(li, 'callMeeting', { ...meeting, at }, { departments: [{ unit, people: [] }], calling: { earliest } })?.code;
    expect(called('2026-01-01T09:00:00Z')).toBe('meetingInThePast');
    expect(called('9999-01-01T09:00:00Z')).toBe('meetingTooLate');
    expect(called(meeting.at, fire, Date.parse(meeting.at) + 1)).toBe('tooSoon');
    expect(called(meeting.at, urban)).toBe('ownUnitCalled');
  });

  it('asks whether its meetings stop it, only where one may', () => {
    const needed = (played: ReturnType<typeof inHand>) => ruleOf(issueReport, 'done')?.needsFree?.(played.current());
    expect(needed(inHand())).toEqual([]);
    const played = inHand().does(li, 'callMeeting', meeting, reference);
    expect(needed(played)).toEqual(['blocked:IR-1:done']);
    const said = { meeting: 'CM-1', call: 1 };
    played
      .does(otherCase('CM-1'), 'meetingOpened', said)
      .does(otherCase('CM-1'), 'meetingEnded', { ...said, end: 'closed', items: [] });
    expect(told(played, 'meetingOver').map(({ to }) => to)).toContainEqual({ party: 'reporter' });
    expect(needed(played)).toEqual([]);
    expect(
      inHand()
        .does(li, 'callMeeting', meeting, reference)
        .tries(otherCase('CM-1'), 'meetingOpened', { ...said, call: 2 })?.code,
    ).toBe('notItsMeeting');
  });

  it('keeps what it has heard as settled, whichever word of its meeting comes last', () => {
    const said = { meeting: 'CM-1', call: 1 };
    const item = { n: 1, text: 'Plan', owner: fire.title, due: START, blocking: true, state: 'open' };
    const of = (played: ReturnType<typeof inHand>) => played.current().facts.meetings[0]?.items?.map(({ state }) => state);
    const played = inHand().does(li, 'callMeeting', meeting, reference);
    played.does(otherCase('CM-1'), 'meetingItem', { ...said, item });
    expect(told(played, 'meetingItem').map(({ to }) => to)).toEqual([{ person: 'li' }]);
    played.does(otherCase('CM-1'), 'meetingItem', { ...said, item: { ...item, state: 'closed' } });
    expect(of(played.does(otherCase('CM-1'), 'meetingItem', { ...said, item }))).toEqual(['closed']);
    played.does(otherCase('CM-1'), 'meetingEnded', { ...said, end: 'closed', items: [{ ...item, state: 'dropped' }] });
    expect(of(played.does(otherCase('CM-1'), 'meetingItem', { ...said, item: { ...item, n: 2 } }))).toEqual(['dropped']);
    const refused = inHand().does(li, 'callMeeting', meeting, reference);
    refused.does(otherCase('CM-1'), 'meetingRefused', { process: 'coordinationMeeting', reason: 'No' });
    expect(refused.current().facts.meetings).toMatchObject([{ end: 'refused', refusal: 'No' }]);
  });

  it('notes and tells a meeting where the report keeps its first rules', () => {
    const current = { ...inHand().current(), rulesVersion: 1 };
    const decision = decideAny([issueReport1, issueReport], current, {
      ...{ action: 'callMeeting', actor: li, now: START, input: meeting, reference: { ...reference, ...limited } },
    });
    expect(decision).toMatchObject({ outcome: { facts: { meetings: [{ agenda: 'Who clears the lane?' }] } } });
    expect('outcome' in decision && decision.outcome.effects).toBeUndefined();
    expect('outcome' in decision && decision.outcome.notify?.map(({ to }) => to)).toContainEqual({ person: 'fire-leader' });
  });

  it('is done with a result, its time rests, and an officer of the area has a working day to check', () => {
    const played = inHand().does(li, 'done', result, limited);
    expect(played.current()).toMatchObject({
      state: 'verifying',
      unit: urban.id,
      clocks: { handle: 'paused', verify: 'running' },
    });
    expect(actions(played)).toEqual(['verify officer']);
    expect(issueReport.clocks.verify.budget).toEqual({ workingDays: 1 });
  });
});
