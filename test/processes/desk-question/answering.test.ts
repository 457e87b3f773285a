import { describe, expect, it } from 'vitest';
import { clock, itemsOf, person } from '../../../testing/play.ts';
import {
  admin,
  answered,
  ask,
  asker,
  askWithout,
  back,
  credits,
  department,
  first,
  handler,
  onDuty,
  second,
  third,
} from './desk.ts';

const taken = () => ask().does(first, 'claim');

it('whoever answered in an officer’s place earns by it', () => {
  const deputy = { id: 'third', name: 'third', deputyship: 'd1', from: '2026-03-01', until: '2026-03-31' };
  const question = taken().does({ ...first, deputy }, 'answer', { text: '线上提交。' });
  expect(
    question.does(second, 'sendBack', { reason: '缺依据' }).tries({ ...first, deputy }, 'correct', { text: '是' }),
  ).toBeUndefined();
  question
    .does({ ...first, deputy }, 'correct', { text: '依据文件可以。' })
    .does(second, 'acceptAnswer', {}, { credits, alike: [] });
  expect(itemsOf(question.last(), 'ledger')).toMatchObject([{ to: 'person:third' }]);
});

describe('an officer who has taken a question', () => {
  it('alone answers it, and the review begins', () => {
    const question = taken();
    expect(question.tries(second, 'answer', { text: '是' })?.code).toBe('officersOwn');
    question.does(first, 'answer', { text: '线上提交。' });
    expect(question.current()).toMatchObject({
      state: 'answered',
      clocks: { answer: 'stopped', claim: 'stopped', review: 'running' },
      facts: { answers: [{ round: 0, by: { id: 'first' }, review: null }] },
    });
  });

  it('asks back, and the clock rests until the asker has answered', () => {
    const question = taken().does(first, 'askBack', { question: '哪一年参保？' });
    expect(question.current()).toMatchObject({
      state: 'awaitingAsker',
      clocks: { answer: 'paused', reply: 'running' },
      tasks: [{ person: 'lan' }],
    });
    question.does(asker, 'reply', { text: '2025' }, back);
    expect(question.current()).toMatchObject({
      state: 'claimed',
      clocks: { answer: 'running', reply: 'stopped' },
      tasks: [{ person: 'first' }],
    });
  });

  it('and hears nothing sees it closed', () => {
    const question = taken().does(first, 'askBack', { question: '哪一年？' }).does(clock('reply'), 'lapse');
    expect(question.current()).toMatchObject({ state: 'lapsed', clocks: { answer: 'stopped', reply: 'stopped' } });
  });

  it('hands it back to the others on duty; the academy may for an officer who is away', () => {
    const question = taken();
    expect(question.tries(second, 'giveBack', { reason: '?' }, { onDuty })?.code).toBe('officersOwn');
    question.does(admin, 'giveBack', { reason: 'He is ill' }, { onDuty });
    expect(question.current()).toMatchObject({
      state: 'open',
      clocks: { claim: 'running', answer: 'running' },
      facts: { officer: null },
    });
    expect(question.tries(second, 'claim')).toBeUndefined();
  });

  it('forwards it with a reason; the promise to the asker goes on, and the department has a limit of its own', () => {
    const question = taken().does(first, 'forward', { department: 'agency-01', reason: '涉及参保' }, { department });
    expect(question.current()).toMatchObject({
      state: 'forwarded',
      unit: 'agency-01',
      clocks: { answer: 'running', department: 'running' },
    });
    expect(question.tries(first, 'answer', { text: '是' })?.code).toBe('departmentsOwn');
    expect(
      question.tries({ ...handler, grants: [{ role: 'handler', units: ['agency-02'] }] }, 'answer', { text: '是' })?.code,
    ).toBe('kernel.wrongRole');
    question.does(handler, 'returnToDesk', { reason: '属于报销' }, back);
    expect(question.current()).toMatchObject({ state: 'claimed', unit: 'question-desk', clocks: { department: 'stopped' } });
    question
      .does(first, 'forward', { department: 'agency-01', reason: '请再看' }, { department })
      .does(handler, 'answer', { text: '可以。' });
    expect(question.current()).toMatchObject({
      state: 'answered',
      unit: 'question-desk',
      facts: { answers: [{ by: { id: 'he' } }] },
    });
    question.does(second, 'sendBack', { reason: '缺依据' });
    expect(question.current()).toMatchObject({ state: 'correcting', unit: 'agency-01' });
    expect(question.does(handler, 'correct', { text: '依据文件可以。' }).current()).toMatchObject({
      state: 'answered',
      unit: 'question-desk',
    });
  });

  it('is given back by the leader of the desk, and not by one of elsewhere', () => {
    const leads = (unit: string) => person('boss', 'leader', { units: [unit] });
    const question = taken();
    expect(question.tries(leads('agency-01'), 'giveBack', { reason: '?' }, { onDuty })?.code).toBe('kernel.wrongRole');
    question.does(leads('question-desk'), 'giveBack', { reason: 'Away' }, { onDuty });
    expect(question.current()).toMatchObject({ state: 'open', facts: { officer: null } });
  });

  it('and has left gives it up: anybody of the desk answers, and then has it', () => {
    const question = askWithout(first).does(first, 'claim');
    expect(question.current().tasks).toEqual([{ action: 'answer', role: 'deskOfficer', clock: 'answer' }]);
    expect(question.tries(second, 'giveBack', { reason: '?' }, { onDuty })).toBeUndefined();
    question.does(second, 'askBack', { question: '?' });
    expect(question.current().facts).toMatchObject({ officer: { id: 'second' }, askedBack: { by: 'second' } });
    question.does(asker, 'reply', { text: '2025' }, back);
    expect(question.current().tasks).toEqual([{ action: 'answer', person: 'second', role: 'deskOfficer', clock: 'answer' }]);
    expect(question.tries(third, 'answer', { text: '是' })?.code).toBe('officersOwn');
  });

  it('and answers for one who has left has the question then', () => {
    const question = askWithout(first).does(first, 'claim').does(second, 'answer', { text: '是' });
    expect(question.current().facts).toMatchObject({ officer: { id: 'second' }, answers: [{ by: { id: 'second' } }] });
  });

  it('and has left before taking it leaves it to anybody, once, where two have', () => {
    const anybody = { action: 'claim', role: 'deskOfficer', clock: 'answer' };
    const once = askWithout(first).does(clock('claim'), 'handOn', {}, { onDuty });
    expect(once.current().tasks).toEqual([anybody, { action: 'claim', person: 'second', role: 'deskOfficer', clock: 'answer' }]);
    expect(once.tries(third, 'claim')).toBeUndefined();
    const twice = askWithout(first, second).does(clock('claim'), 'handOn', {}, { onDuty });
    expect(twice.current().tasks).toEqual([anybody]);
  });

  it('and has left has the answer corrected by somebody else of the desk', () => {
    const correcting = askWithout(first)
      .does(first, 'claim')
      .does(first, 'answer', { text: '是' })
      .does(second, 'sendBack', { reason: '?' });
    expect(correcting.tries(third, 'correct', { text: '否' })).toBeUndefined();
  });

  it('and is of the desk no more when it comes back: it goes to those on duty', () => {
    const gone = { onDuty, officerStays: false };
    const asked = taken().does(first, 'askBack', { question: '哪一年？' }).does(asker, 'reply', { text: '2025' }, gone);
    expect(asked.current()).toMatchObject({
      state: 'open',
      clocks: { answer: 'running', reply: 'stopped', claim: 'running' },
      tasks: [{ person: 'first' }, { person: 'second' }],
    });
    const forwarded = taken()
      .does(first, 'forward', { department: 'agency-01', reason: '涉及参保' }, { department })
      .does(handler, 'returnToDesk', { reason: '属于报销' }, gone);
    expect(forwarded.current()).toMatchObject({
      state: 'open',
      unit: 'question-desk',
      facts: { officer: null, department: null },
      clocks: { department: 'stopped', claim: 'running' },
    });
  });

  it('is told that the time is over, and so is the leader', () => {
    const question = taken().does(clock('answer'), 'breach');
    expect(question.current().facts.breaches).toBe(1);
    expect(question.last().notify).toMatchObject([{ to: { role: 'leader' } }, { to: { person: 'first' } }]);
  });
});

describe('the review', () => {
  it('is never by the person who answered', () => {
    const question = answered();
    expect(question.tries(first, 'acceptAnswer', {}, { credits, alike: [] })?.code).toBe('ownAnswer');
    expect(question.tries(first, 'sendBack', { reason: '?' })?.code).toBe('ownAnswer');
  });

  it('that accepts gives credits to the person who answered, and keeps question and answer', () => {
    const question = answered().does(second, 'acceptAnswer', { question: '如何申领生育津贴？' }, { credits, alike: [] });
    expect(question.current()).toMatchObject({ state: 'closed', clocks: { review: 'stopped' } });
    expect(itemsOf(question.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:first', rule: 'deskAnswer:answer 1', amount: 1 },
    ]);
    expect(itemsOf(question.last(), 'knowledge')).toEqual([
      { question: '如何申领生育津贴？', answer: '线上提交出院小结即可。', topic: null },
    ]);
  });

  it('keeps nothing for others before somebody has put the question in words for everybody', () => {
    const question = answered().does(second, 'acceptAnswer', {}, { credits, alike: [] });
    expect(itemsOf(question.last(), 'knowledge')).toEqual([]);
  });

  it('that sends back has the answer corrected, gives nothing, and is then done again', () => {
    const question = answered().does(second, 'sendBack', { reason: '已改为线下' });
    expect(itemsOf(question.last(), 'ledger')).toEqual([]);
    expect(question.tries(second, 'correct', { text: '线下。' })?.code).toBe('answerersOwn');
    question.does(first, 'correct', { text: '线下提交。' });
    expect(question.current().facts.answers).toMatchObject([{ text: '线下提交。', review: null }]);
    expect(
      itemsOf(question.does(second, 'acceptAnswer', { question: '如何申领？' }, { credits, alike: [] }).last(), 'knowledge'),
    ).toMatchObject([{ answer: '线下提交。' }]);
  });
});
