import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { dueAt } from '../../../activities/calendar/clock.ts';
import { endOfDuty, isAhead } from '../../../activities/enterprise-demand/lookups.ts';
import type { Played } from '../../../testing/play.ts';
import { person } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/enterprise-demand/facts.ts';
import { inputs } from '../../../workflows/enterprise-demand/inputs.ts';
import { enterpriseDemand } from '../../../workflows/enterprise-demand/rules.ts';
import { factsFor } from '../../../workflows/kernel/audiences.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { decideAny } from '../../../workflows/kernel/own-acts.ts';
import { type Actor, isRefusal } from '../../../workflows/kernel/process.ts';
import { subjectId } from '../../../workflows/kernel/subjects.ts';
import { undone } from '../leaving.ts';
import {
  accepted,
  agent,
  answered,
  asked,
  che,
  demand,
  dispatcher,
  FIRM,
  filed,
  foreman,
  HOUR,
  handlerOf,
  hotline,
  inTime,
  itemsOf,
  leader,
  noticesOf,
  otherCase,
  people,
  planning,
  police,
  roads,
  secondDispatcher,
  staffWithoutThese,
  starting,
  transport,
} from './town.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const calendar = chinaCalendar();
const start = (more: object = {}, reference = starting(), actor = agent) =>
  decideStart(enterpriseDemand, { id: 'ED-1', now: 0, actor, input: { ...demand, ...more }, reference });
const objecting = { ground: '不属本所职责' };
const dueSoon = (played: Played<Facts>) => ({ acceptDue: played.now() + 5 * HOUR, rulingDue: played.now() + 8 * HOUR });
const objected = () => {
  const played = filed();
  return played.does(che, 'objectRouting', objecting, dueSoon(played));
};

describe('a demand', () => {
  it('goes by the rule of its category, and else to the desk', () => {
    expect(filed().current()).toMatchObject({ state: 'routed', unit: transport.id, facts: { routing: { why: 'rule' } } });
    const waiting = filed({ department: null });
    expect(waiting.current()).toMatchObject({ state: 'filed', unit: 'desk', tasks: [{ action: 'route', role: 'dispatcher' }] });
    waiting.does(dispatcher, 'route', { department: planning.id, reason: '规划' }, { department: planning });
    expect(waiting.current()).toMatchObject({
      state: 'routed',
      unit: planning.id,
      clocks: { accept: 'running', route: 'stopped' },
    });
    expect(waiting.tries(dispatcher, 'route', {}, { department: transport })?.code).toBe('withDepartment');
  });

  it('of a visit is linked to it, and nobody else raises it for the visit', () => {
    const visited = filed({}, staffWithoutThese(), otherCase('EV-1'));
    expect(itemsOf(visited.last(), 'links')).toEqual([{ op: 'link', to: 'EV-1', as: 'raisedIn' }]);
    // Other cases raise demands, too: of a visit it is where that says so.
    expect(visited.current().facts).toMatchObject({ visit: null, raisedBy: null });
    expect(start({ visit: 'EV-1' }, starting(), otherCase('EV-1'))).toMatchObject({ outcome: { facts: { visit: 'EV-1' } } });
    expect(start({ visit: 'EV-1' })).toMatchObject({ code: 'othersVisit' });
    expect(start({ visit: 'EV-1' }, starting(), otherCase('EV-2'))).toMatchObject({ code: 'othersVisit' });
  });

  it('is raised for a firm that goes on, by its agent or by somebody the hotline can call back', () => {
    const ended = starting({ firm: { code: FIRM, name: 'Yinfan', state: 'dissolved' } });
    expect(start({}, ended)).toMatchObject({ code: 'firmEnded' });
    expect(start({}, starting(), hotline)).toMatchObject({ code: 'contactNeeded' });
    expect(isRefusal(start({ contact: { name: '阿芬', phone: '10000990001' } }, starting(), hotline))).toBe(false);
    expect(start({}, starting(), person('xin', 'firmAgent'))).toMatchObject({ code: 'kernel.actsForNone' });
  });
});

describe('an objection to the routing', () => {
  it('comes within the time to accept, and is ruled on by somebody else of the desk, finally', () => {
    const late = filed();
    expect(late.tries(che, 'objectRouting', objecting, { acceptDue: late.now(), rulingDue: 0 })?.code).toBe('objectionTooLate');
    const played = objected();
    expect(played.current()).toMatchObject({ state: 'routed', clocks: { accept: 'stopped', ruling: 'running' } });
    expect(played.last().clocks?.start).toEqual({ ruling: { until: expect.any(Number) } });
    expect(played.tries(che, 'accept')?.code).toBe('objectedAlready');
    played.does(dispatcher, 'rule', { department: transport.id, reason: '路权属交通' }, { department: transport });
    expect(played.current()).toMatchObject({
      ...{ state: 'routed', unit: transport.id, clocks: { accept: 'running', ruling: 'stopped' } },
      facts: { objection: { upheld: false, ruledBy: 'tai' } },
    });
    // Neither the same department nor another one objects again.
    expect(played.tries(che, 'objectRouting', objecting, dueSoon(played))?.code).toBe('ruledAlready');
  });

  it('that is upheld gives it to another department, which can’t object either', () => {
    const played = objected().does(dispatcher, 'rule', { department: planning.id, reason: '规划' }, { department: planning });
    expect(played.current()).toMatchObject({ unit: planning.id, facts: { objection: { upheld: true } } });
    expect(noticesOf(played)).toEqual(['routed', 'objectionUpheld']);
    expect(played.tries(handlerOf(planning), 'objectRouting', objecting, dueSoon(played))?.code).toBe('ruledAlready');
  });

  it('isn’t ruled on by whoever sent it there by hand', () => {
    const played = filed({ department: null }).does(
      dispatcher,
      'route',
      { department: transport.id, reason: '道路' },
      { department: transport },
    );
    played.does(che, 'objectRouting', objecting, dueSoon(played));
    const ruling = { department: transport.id, reason: '是' };
    expect(played.tries(dispatcher, 'rule', ruling, { department: transport })?.code).toBe('kernel.fourEyes');
    played.does(secondDispatcher, 'rule', ruling, { department: transport });
  });

  it('is ruled on the same day, or on the next with duty', () => {
    // Friday in the holiday of May is the 1st, and the make-up Saturday the 9th.
    expect(endOfDuty(calendar, at('2026-11-27T10:00:00'))).toBe(at('2026-11-27T17:30:00'));
    expect(endOfDuty(calendar, at('2026-11-27T18:00:00'))).toBe(at('2026-11-30T17:30:00'));
    expect(endOfDuty(calendar, at('2026-11-28T10:00:00'))).toBe(at('2026-11-30T17:30:00'));
    expect(endOfDuty(calendar, at('2026-05-09T10:00:00'))).toBe(at('2026-05-09T17:30:00'));
  });
});

describe('the time to answer', () => {
  it('of a demand accepted on Friday 27 November at 17:30 ends on Tuesday 8 December at 17:30', () => {
    const accepting = [{ at: at('2026-11-27T17:30:00'), kind: 'start' as const }];
    expect(dueAt(calendar, enterpriseDemand.clocks.answer.budget, accepting)).toBe(at('2026-12-08T17:30:00'));
  });

  it('is that of the category, and longer where several departments answer', () => {
    expect(filed().current().clocks.answer).toBeUndefined();
    expect(accepted().last().clocks?.start).toEqual({ answer: 'default' });
    expect(accepted({ category: { ...roads, days: 5 } }).last().clocks?.start).toEqual({ answer: { workingDays: 5 } });
    expect(accepted({ category: { ...roads, joint: true } }).last().clocks?.start).toEqual({ answerJoint: 'default' });
  });

  it('is extended where that is asked a working day ahead, once by the shift leader, then by the leader, and no third time', () => {
    const due = at('2026-12-08T17:30:00');
    expect(isAhead(calendar, at('2026-12-08T15:30:00'), due, 1)).toBe(false);
    expect(isAhead(calendar, at('2026-12-07T23:59:00'), due, 1)).toBe(true);
    const played = accepted();
    const asking = { workingDays: 5, reason: '等用地批复' };
    expect(played.tries(che, 'askExtension', asking, { due, ahead: false })?.code).toBe('askedTooLate');
    expect(played.tries(che, 'askExtension', { ...asking, workingDays: 6 }, { due, ahead: true })?.code).toBe('extensionTooLong');
    played.does(che, 'askExtension', asking, { due, ahead: true });
    expect(played.current().tasks).toMatchObject([{ action: 'answer' }, { action: 'decideExtension', role: 'shiftLeader' }]);
    expect(played.tries(che, 'askExtension', asking, { due, ahead: true })?.code).toBe('extensionAskedAlready');
    played.does(foreman, 'decideExtension', { granted: true });
    // Why the department has asked stays in the house.
    const told = (played.last().notify ?? []).find(({ notice }) => notice === 'promisedLater');
    expect(told).toMatchObject({ to: { party: 'firm' }, params: { workingDays: 5 } });
    expect(told?.params).not.toHaveProperty('reason');
    expect(played.last().clocks).toEqual({ extend: { answer: { workingDays: 5 } } });
    played.does(che, 'askExtension', asking, { due, ahead: true });
    expect(played.tries(foreman, 'decideExtension', { granted: true })?.code).toBe('leaderDecides');
    expect(played.tries(leader, 'decideExtension', { granted: false })?.code).toBe('reasonNeeded');
    played.does(leader, 'decideExtension', { granted: true });
    expect(played.tries(che, 'askExtension', asking, { due, ahead: true })?.code).toBe('noMoreExtensions');
  });

  it('rests while the firm is asked, and goes on without its reply', () => {
    const played = accepted().does(che, 'askFirm', { question: '车长几米？' });
    expect(played.current()).toMatchObject({ state: 'awaitingFirm', clocks: { answer: 'paused', reply: 'running' } });
    expect(played.current().tasks).toMatchObject([{ action: 'reply', person: 'yin' }]);
    played.does(person('clock:reply', 'clock:reply'), 'goOnWithout');
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { answer: 'running' } });
    played.does(che, 'askFirm', { question: '几辆？' }).does(agent, 'reply', { text: '十辆' });
    expect(played.current().facts.questions.map(({ reply }) => reply)).toEqual([null, '十辆']);
  });
});

describe('units that assist', () => {
  const assisted = (staff?: ReturnType<typeof staffWithoutThese>) =>
    accepted({}, staff).does(che, 'assist', { units: [planning.id, police.id], question: '能否设单行？' }, { units: asked });
  it('are still to answer while the department gives a long-term answer', () => {
    const played = assisted();
    played.does(che, 'answer', { kind: 'longTerm', text: '九月前完成', until: '2026-09-30' }, inTime(played, 100));
    expect(played.current()).toMatchObject({ state: 'longTerm', clocks: { assist: 'running' } });
    expect(played.current().tasks.map(({ action }) => action)).toContain('assistReply');
    played.does(handlerOf(planning), 'assistReply', { text: '可以' });
    expect(answersOf(played)?.given).toHaveLength(1);
  });

  const answersOf = (played: Played<Facts>) => played.current().facts.assists.at(-1)?.answers;

  it('answer each for itself, by name, while the department goes on', () => {
    const played = assisted();
    expect(played.current().clocks).toMatchObject({ answer: 'running', assist: 'running' });
    expect(
      played
        .current()
        .tasks.filter(({ action }) => action === 'assistReply')
        .map((task) => task.person),
    ).toEqual(['handler-planning', 'handler-police']);
    played.does(handlerOf(planning), 'assistReply', { text: '可以' });
    expect(played.tries(handlerOf(planning), 'assistReply', { text: '再说' })?.code).toBe('notAsked');
    expect(played.tries(che, 'assistReply', { text: '我说' })?.code).toBe('notAsked');
    // A colleague speaks for the unit, too.
    played.does(handlerOf(police, 'newcomer'), 'assistReply', { text: '同意' });
    expect(played.current().clocks).toMatchObject({ answer: 'running', assist: 'stopped' });
    expect(played.current().tasks.map(({ action }) => action)).toEqual(['answer']);
  });

  it('that are silent are told to their leader when their time is over, and may be asked again', () => {
    const played = assisted().does(handlerOf(planning), 'assistReply', { text: '可以' });
    expect(played.tries(che, 'assist', { units: [police.id], question: '请答复' }, { units: asked.slice(1) })?.code).toBe(
      'assistAwaited',
    );
    played.does(person('clock:assist', 'clock:assist'), 'endAssist');
    expect(answersOf(played)?.silent).toEqual([police.id]);
    expect(played.last().notify).toMatchObject([
      { to: { role: 'leader', unit: police.id }, notice: 'assistSilent' },
      { to: { person: che.id }, notice: 'assistOver' },
    ]);
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { answer: 'running', assist: 'stopped' } });
    played.does(che, 'assist', { units: [police.id], question: '请答复' }, { units: asked.slice(1) });
    expect(played.current().clocks.assist).toBe('running');
  });

  it('drop out where nobody is left there, and the department goes on', () => {
    const played = assisted();
    const gone = { left: [], withoutRole: ['handler-police'] };
    const noted = decideAny([enterpriseDemand], played.current(), {
      ...{ action: 'handBack', actor: person('guan', 'admin'), now: 0, input: gone, reference: undefined },
    });
    expect(noted).toMatchObject({ outcome: { notify: [{ to: { person: che.id }, notice: 'assistDropped' }] } });
    const { facts = {} } = isRefusal(noted) ? {} : noted.outcome;
    expect((facts as Facts).assists.at(-1)?.answers).toMatchObject({ left: [police.id], endedAt: null });
  });

  it('aren’t shown to the firm, nor one unit’s questions to others', () => {
    const { current } = assisted();
    const seenBy = (actor: Actor) => factsFor(enterpriseDemand, actor, current(), current().facts) as Partial<Facts>;
    const kept = ['atLeader', 'meetings', 'members'];
    expect(kept.filter((fact) => Object.hasOwn(seenBy(che), fact))).toEqual(kept);
    expect(kept.filter((fact) => Object.hasOwn(seenBy(agent), fact))).toEqual([]);
    const others = { ...handlerOf(police), id: 'somebody' };
    expect([agent, handlerOf(police), others].map((actor) => seenBy(actor).assists?.length)).toEqual([0, 1, 0]);
  });
});

describe('an answer', () => {
  it('that something isn’t possible needs the law and the leader’s signature', () => {
    const played = accepted();
    const no = { kind: 'notPossible', text: '不可拓宽。' };
    expect(played.tries(che, 'answer', no, inTime(played))?.code).toBe('groundNeeded');
    played.does(che, 'answer', { ...no, ground: '公路法第三十一条' }, inTime(played));
    expect(played.current()).toMatchObject({
      state: 'handling',
      facts: { answers: [] },
      tasks: [{ action: 'coSign', role: 'leader' }],
    });
    expect(played.tries(che, 'answer', { kind: 'solved', text: '好了' }, inTime(played))?.code).toBe('waitsForSignature');
    expect(played.tries(leader, 'coSign', { agreed: false }, { due: null })?.code).toBe('reasonNeeded');
    played.does(leader, 'coSign', { agreed: false, reason: '再想办法' }, { due: null });
    expect(played.current().tasks).toMatchObject([{ action: 'answer' }]);
    played.does(che, 'answer', { ...no, ground: '公路法第三十一条' }, inTime(played));
    played.does(leader, 'coSign', { agreed: true }, inTime(played));
    expect(played.current()).toMatchObject({
      state: 'answered',
      facts: { answers: [{ kind: 'notPossible', coSigner: 'hua', onTime: true }] },
    });
  });

  it('isn’t signed by whoever gave it', () => {
    const both = { ...che, grants: [...che.grants, ...leader.grants] };
    const played = accepted();
    played.does(both, 'answer', { kind: 'notPossible', text: '不行', ground: '公路法' }, inTime(played));
    expect(played.tries(both, 'coSign', { agreed: true }, { due: null })?.code).toBe('kernel.fourEyes');
  });

  it('that comes after its time says so', () => {
    const played = accepted();
    played.does(che, 'answer', { kind: 'explained', text: '情况如下' }, { due: played.now(), untilEnds: null });
    expect(played.current().facts.answers).toMatchObject([{ onTime: false }]);
  });

  it('that is long-term stays open, is looked at again, and is to be answered on its last day', () => {
    const played = accepted();
    const longTerm = { kind: 'longTerm', text: '九月前完成', until: '2026-09-30' };
    expect(played.tries(che, 'answer', longTerm, inTime(played))?.code).toBe('untilNeeded');
    expect(played.tries(che, 'answer', longTerm, inTime(played, 366))?.code).toBe('untilOutOfReach');
    played.does(che, 'answer', longTerm, inTime(played, 100));
    expect(played.current()).toMatchObject({
      ...{ state: 'longTerm', clocks: { review: 'running', longTerm: 'running', answer: 'stopped' } },
      tasks: [{ action: 'review', clock: 'review' }],
    });
    expect(played.tries(che, 'answer', longTerm, inTime(played, 100))?.code).toBe('longTermAlready');
    const { longTermUntil } = played.current().facts;
    played.does(che, 'review', { text: '已设单行' }, { untilEnds: null });
    expect(played.last().clocks).toEqual({ start: { review: 'default' } });
    expect(played.current().facts).toMatchObject({ longTermUntil, reviews: [{ text: '已设单行' }] });
    expect(noticesOf(played)).toEqual(['reviewed', 'longTermReview']);
    played.does(person('clock:longTerm', 'clock:longTerm'), 'endLongTerm');
    expect(played.current()).toMatchObject({ state: 'handling', clocks: { answer: 'running', review: 'stopped' } });
  });

  it('is confirmed by the firm with its rating, or closed as silence', () => {
    const played = answered().does(agent, 'confirm', { satisfied: true });
    expect(played.current()).toMatchObject({ state: 'closed', facts: { closing: { how: 'confirmed', satisfied: true } } });
    const silent = answered().does(person('clock:confirm', 'clock:confirm'), 'closeBySilence');
    expect(silent.current().facts.closing).toEqual({ how: 'silence', satisfied: null, words: null });
  });

  it('sent back twice goes to the leader, whose own answer is the last', () => {
    const played = answered().does(agent, 'sendBack', { reason: '仍堵' });
    expect(played.current()).toMatchObject({ state: 'handling', tasks: [{ action: 'answer', person: che.id }] });
    played.does(che, 'answer', { kind: 'solved', text: '好了' }, inTime(played)).does(agent, 'sendBack', { reason: '没好' });
    expect(played.current().tasks).toMatchObject([{ action: 'direct', role: 'leader' }]);
    expect(played.tries(che, 'answer', { kind: 'solved', text: '好了' }, inTime(played))?.code).toBe('leaderDecides');
    played.does(leader, 'answer', { kind: 'explained', text: '十月拓宽' }, inTime(played));
    expect(played.tries(agent, 'sendBack', { reason: '不行' })?.code).toBe('leaderAnswered');
    played.does(agent, 'confirm', { satisfied: false });
  });

  it('that is long-term by the leader is still sent back, for it is no last word', () => {
    const played = answered().does(agent, 'sendBack', { reason: '仍堵' });
    played.does(che, 'answer', { kind: 'solved', text: '好了' }, inTime(played)).does(agent, 'sendBack', { reason: '没好' });
    played.does(leader, 'answer', { kind: 'longTerm', text: '十月拓宽' }, inTime(played, 100));
    expect(played.tries(agent, 'sendBack', { reason: '太晚' })).toBeUndefined();
  });

  it('is the leader’s only where it is before the leader, who may direct another department instead', () => {
    const played = accepted();
    expect(played.tries(leader, 'answer', { kind: 'solved', text: '好了' }, inTime(played))?.code).toBe('departmentAnswers');
    expect(played.tries(leader, 'direct', { instruction: '速办' }, { department: null })?.code).toBe('notBeforeYou');
    const twice = answered().does(agent, 'sendBack', { reason: '仍堵' });
    twice.does(che, 'answer', { kind: 'solved', text: '好了' }, inTime(twice)).does(agent, 'sendBack', { reason: '没好' });
    twice.does(leader, 'direct', { department: planning.id, instruction: '由规划办' }, { department: planning });
    expect(twice.current()).toMatchObject({
      state: 'routed',
      unit: planning.id,
      clocks: { answer: 'running', accept: 'running' },
    });
  });
});

describe('an application in the place of a demand', () => {
  const converted = () => accepted().does(che, 'convert', { policyItem: 'fairAbroad' }, { year: 2026 });

  it('is opened with what is known, and ends the demand when it is there', () => {
    const played = converted();
    expect(itemsOf(played.last(), 'opening')).toEqual([
      {
        process: 'subsidyApplication',
        input: { firm: FIRM, item: 'fairAbroad', year: 2026, demand: 'ED-1', known: { text: demand.text } },
        refused: 'conversionRefused',
      },
    ]);
    expect(played.tries(che, 'convert', { policyItem: 'fairAbroad' }, { year: 2026 })?.code).toBe('convertedAlready');
    expect(played.tries(otherCase('SA-2'), 'applicationOpened', { application: 'SA-1' })?.code).toBe('othersCase');
    played.does(otherCase('SA-1'), 'applicationOpened', { application: 'SA-1' });
    expect(played.current()).toMatchObject({ state: 'converted', clocks: { answer: 'stopped' } });
    played.does(otherCase('SA-1'), 'applicationEnded', { application: 'SA-1', end: 'paid' });
    expect(played.current().facts.conversion).toMatchObject({ application: 'SA-1', end: 'paid' });
  });

  it('that is refused leaves the demand with its department', () => {
    const played = converted().does(otherCase('ED-1'), 'conversionRefused', {
      process: 'subsidyApplication',
      reason: '不在期内',
    });
    expect(played.current()).toMatchObject({ state: 'handling', facts: { conversion: null }, tasks: [{ action: 'answer' }] });
    expect(played.tries(otherCase('XX-1'), 'conversionRefused', { process: 'x', reason: 'y' })?.code).toBe('othersCase');
  });
});

describe('like demands', () => {
  const like = (id: string, more: object = {}) => ({
    ...{ id, state: 'handling' as const, firm: `firm of ${id}`, category: 'logistics', grouped: false },
    ...more,
  });
  const three = [like('ED-2'), like('ED-3')];
  const grouping = { demands: ['ED-2', 'ED-3'], reason: '同一路口' };
  const joined = () => {
    const played = accepted().does(dispatcher, 'group', grouping, { demands: three });
    for (const { id, firm } of three) played.does(otherCase(id), 'memberJoined', { firm, name: firm });
    return played;
  };
  const following = () =>
    accepted().does(otherCase('ED-9'), 'followGroup', { department: planning, handler: null, reason: '同一路口' });

  it('of three firms at least become one, of one category, each in one group alone', () => {
    const played = accepted();
    const tried = (...demands: ReturnType<typeof like>[]) => played.tries(dispatcher, 'group', grouping, { demands })?.code;
    expect(tried(like('ED-2'))).toBe('tooFewFirms');
    expect(tried(like('ED-2'), like('ED-3', { firm: FIRM }))).toBe('tooFewFirms');
    expect(tried(like('ED-2'), like('ED-3', { category: 'labour' }))).toBe('otherCategory');
    expect(tried(like('ED-2'), like('ED-3', { grouped: true }))).toBe('groupedAlready');
    expect(tried(like('ED-2'), like('ED-3', { state: 'answered' }))).toBe('answeredAlready');
    played.does(dispatcher, 'group', grouping, { demands: three });
    expect(itemsOf(played.last(), 'acts').map((item) => (item as { on: string }).on)).toEqual(['ED-2', 'ED-3']);
    expect(itemsOf(played.last(), 'holds').map((item) => (item as { resource: string }).resource)).toEqual(
      ['ED-1', 'ED-2', 'ED-3'].map((id) => `demand:${id}`),
    );
  });

  it('are answered with the one that is worked on, each firm by itself', () => {
    const played = joined().does(che, 'answer', { kind: 'solved', text: '已设单行' }, { due: null, untilEnds: null });
    expect(itemsOf(played.last(), 'acts')).toMatchObject([
      { on: 'ED-2', action: 'hearGroup', input: { news: 'answered', kind: 'solved', onTime: true } },
      { on: 'ED-3', action: 'hearGroup' },
    ]);
    const member = following();
    expect(member.current()).toMatchObject({ state: 'handling', unit: planning.id, tasks: [], clocks: { answer: 'stopped' } });
    expect(member.tries(handlerOf(planning), 'answer', { kind: 'solved', text: '好' }, inTime(member))?.code).toBe('inGroup');
    expect(member.tries(otherCase('ED-8'), 'hearGroup', { news: 'answered', text: '好' })?.code).toBe('othersCase');
    member.does(otherCase('ED-9'), 'hearGroup', { news: 'answered', kind: 'solved', text: '已设单行', by: che.id });
    expect(member.current()).toMatchObject({ state: 'answered', tasks: [{ action: 'confirm', person: 'yin' }] });
    member.does(agent, 'confirm', { satisfied: true });
    expect(itemsOf(member.last(), 'acts')).toMatchObject([{ on: 'ED-9', action: 'memberLeft' }]);
  });

  it('that join late hear what was answered before', () => {
    const played = accepted().does(dispatcher, 'group', grouping, { demands: three });
    played.does(che, 'answer', { kind: 'solved', text: '已设单行' }, inTime(played));
    played.does(otherCase('ED-2'), 'memberJoined', { firm: 'A', name: 'A' });
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'ED-2', input: { news: 'answered', text: '已设单行' } }]);
    played.does(agent, 'withdraw', { reason: '不用了' });
    played.does(otherCase('ED-3'), 'memberJoined', { firm: 'B', name: 'B' });
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'ED-3', input: { news: 'ended' } }]);
  });

  it('go on by themselves where a firm sends back, the desk takes them out, or the other one has ended', () => {
    const sentBack = following().does(otherCase('ED-9'), 'hearGroup', { news: 'longTerm', text: '九月', until: 9e12 });
    sentBack.does(agent, 'sendBack', { reason: '太晚' });
    expect(sentBack.current()).toMatchObject({
      state: 'handling',
      facts: { follows: null, matter: 'ED-9' },
      tasks: [{ action: 'answer' }],
    });
    const out = following().does(dispatcher, 'ungroup', { reason: '另有原因' });
    expect(out.current()).toMatchObject({ state: 'routed', unit: planning.id, facts: { follows: null } });
    const ended = following().does(otherCase('ED-9'), 'hearGroup', { news: 'ended', text: '撤回' });
    expect(ended.current()).toMatchObject({ state: 'routed', tasks: [{ action: 'accept', role: 'handler' }] });
    const lead = joined().does(agent, 'withdraw', { reason: '不用了' });
    expect(itemsOf(lead.last(), 'acts')).toMatchObject([{ on: 'ED-2', input: { news: 'ended' } }, { on: 'ED-3' }]);
  });

  it('tell no more those that have left, and free them for another group', () => {
    const played = joined().does(otherCase('ED-2'), 'memberLeft', { reason: '另有原因' });
    expect(itemsOf(played.last(), 'holds')).toEqual([{ op: 'release', resource: 'demand:ED-2' }]);
    played.does(che, 'answer', { kind: 'solved', text: '好' }, inTime(played));
    expect(itemsOf(played.last(), 'acts').map((item) => (item as { on: string }).on)).toEqual(['ED-3']);
  });

  it('aren’t turned into one application', () => {
    expect(joined().tries(che, 'convert', { policyItem: 'x' }, { year: 2026 })?.code).toBe('groupOfFirms');
  });
});

describe('what becomes of the firm', () => {
  const noted = (played: Played<Facts>, change: object, action = 'endSubject') => {
    const admin = person('guan', 'admin');
    return played.does(admin, action, { subject: subjectId('firm', FIRM), name: 'Yinfan', ...change });
  };

  it('another name changes nothing but the name', () => {
    const played = noted(accepted(), { name: 'Qiaoxing', before: 'Yinfan' }, 'renameSubject');
    expect(played.current()).toMatchObject({ state: 'handling', facts: { firm: FIRM, firmName: 'Qiaoxing' } });
    expect(played.last().title).toBe('Qiaoxing: 货车无法掉头。');
  });

  it.each([
    ['routed', filed],
    ['handled', accepted],
    ['answered', answered],
  ])('its end has the demand closed by whoever has it, when it is %s', (_, of) => {
    const played = of();
    expect(played.tries(che, 'closeEnded', { reason: '已注销' })?.code).toBe('firmGoesOn');
    noted(played, { state: 'dissolved' });
    expect(played.current().tasks).toMatchObject([{ action: 'closeEnded', role: 'handler' }]);
    played.does(che, 'closeEnded', { reason: '已注销' });
    expect(played.current()).toMatchObject({ state: 'closed', facts: { closing: { how: 'firmEnded' } } });
  });

  it('whoever goes on in its place has the demand', () => {
    const heir = { ...person('xin', 'firmAgent'), actsFor: [{ subject: subjectId('firm', 'NEW') }] };
    const played = noted(answered(), { state: 'dissolved', successor: subjectId('firm', 'NEW') });
    expect(itemsOf(played.last(), 'parties')).toEqual([{ role: 'firm', person: 'firm:NEW' }]);
    expect(played.tries(che, 'closeEnded', { reason: '已注销' })?.code).toBe('firmGoesOn');
    played.does(heir, 'confirm', { satisfied: true });
  });
});

describe('when people have left, a demand', () => {
  it.each([
    ['routed', () => filed()],
    ['objected to', objected],
    ['handled', () => accepted()],
    ['answered', () => answered()],
    ['asked about', () => accepted().does(che, 'askFirm', { question: '几辆？' })],
  ])('that is %s finds somebody for what waits', (_, of) => {
    const played = of();
    expect(undone(enterpriseDemand, played.current(), people, played.now())).toEqual([]);
  });

  it('of a department with nobody left is sent on by the desk, and its time runs on', () => {
    const played = accepted({}, staffWithoutThese());
    played.handedBack(staffWithoutThese(che));
    expect(played.current().tasks).toMatchObject([{ action: 'route', role: 'dispatcher' }]);
    played.does(dispatcher, 'route', { department: planning.id, reason: '无人' }, { department: planning });
    expect(played.current()).toMatchObject({ state: 'routed', clocks: { answer: 'running', accept: 'running' } });
  });

  it('is confirmed by the hotline for a firm without an agent', () => {
    const played = answered(staffWithoutThese(agent));
    expect(played.current().tasks).toMatchObject([{ action: 'confirm', role: 'hotlineAgent' }]);
    played.does(hotline, 'confirm', { satisfied: true });
  });
});

describe('a day', () => {
  it.each(['2027-13-01', '2027-02-30', 'soon'])('%s isn’t one until which a long-term answer runs', (until) => {
    for (const sent of [
      inputs.answer.safeParse({ kind: 'longTerm', text: '推进', until }),
      inputs.review.safeParse({ text: '推进', until }),
    ])
      expect(sent.error?.issues[0]?.path).toEqual(['until']);
  });
});
