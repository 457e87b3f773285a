import { describe, expect, it } from 'vitest';
import { deskQuestion } from '../../../workflows/desk-question/rules.ts';
import { decide, whyNot } from '../../../workflows/kernel/decide.ts';
import { decideAny } from '../../../workflows/kernel/own-acts.ts';
import type { Outcome } from '../../../workflows/kernel/process.ts';
import { clock, person } from '../play.ts';
import { admin, answered, ask, asker, back, credits, department, first, handler, onDuty, second, third } from './desk.ts';

const taken = () => ask().does(first, 'claim');

describe('whoever has taken a question', () => {
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

  it('who hears nothing sees it closed', () => {
    const question = taken().does(first, 'askBack', { question: '哪一年？' }).does(clock('reply'), 'lapse');
    expect(question.current()).toMatchObject({ state: 'lapsed', clocks: { answer: 'stopped', reply: 'stopped' } });
  });

  it('hands it back to the others on duty; the academy may for who is away', () => {
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
    ).toBe('wrongRole');
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
    expect(question.tries(leads('agency-01'), 'giveBack', { reason: '?' }, { onDuty })?.code).toBe('wrongRole');
    question.does(leads('question-desk'), 'giveBack', { reason: 'Away' }, { onDuty });
    expect(question.current()).toMatchObject({ state: 'open', facts: { officer: null } });
  });

  it('and has left gives it up: anybody of the desk answers, and then has it', () => {
    const leaves = (question: ReturnType<typeof taken>, who: string) => {
      const { outcome } = decideAny([deskQuestion], question.current(), {
        action: 'handBack',
        actor: person('boss', 'admin'),
        now: 0,
        input: { person: who },
        reference: undefined,
      }) as { outcome: Outcome };
      return { ...question.current(), tasks: outcome.tasks ?? [] };
    };
    const current = leaves(taken(), 'first');
    expect(current.tasks).toEqual([{ action: 'answer', role: 'deskOfficer', clock: 'answer' }]);
    const now = 0;
    expect(whyNot(deskQuestion, current, 'answer', second, now)).toBeUndefined();
    expect(whyNot(deskQuestion, current, 'giveBack', second, now)).toBeUndefined();
    const asked = decide(deskQuestion, current, {
      action: 'askBack',
      actor: second,
      now,
      input: { question: '?' },
      reference: undefined,
    });
    expect(asked).toMatchObject({ outcome: { facts: { officer: { id: 'second' }, askedBack: { by: 'second' } } } });

    // Of two who leave before they take it, one thing is left to do, for anybody.
    const offered = ask().does(clock('claim'), 'handOn', {}, { onDuty });
    const once = leaves(offered, 'first');
    expect(once.tasks).toEqual([
      { action: 'claim', person: 'second', role: 'deskOfficer', clock: 'answer' },
      { action: 'claim', role: 'deskOfficer', clock: 'answer' },
    ]);
    expect(whyNot(deskQuestion, once, 'claim', third, now)).toBeUndefined();
    expect(leaves({ ...offered, current: () => once }, 'second').tasks).toEqual([
      { action: 'claim', role: 'deskOfficer', clock: 'answer' },
    ]);

    const correcting = leaves(answered().does(second, 'sendBack', { reason: '?' }), 'first');
    expect(whyNot(deskQuestion, correcting, 'correct', third, now)).toBeUndefined();
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

  it('who is over the time is told so, and so is the leader', () => {
    const question = taken().does(clock('answer'), 'breach');
    expect(question.current().facts.breaches).toBe(1);
    expect(question.last().notify).toMatchObject([{ to: { role: 'leader' } }, { to: { person: 'first' } }]);
  });
});

describe('the review', () => {
  it('is never by who answered', () => {
    const question = answered();
    expect(question.tries(first, 'acceptAnswer', { keep: true }, { credits })?.code).toBe('ownAnswer');
    expect(question.tries(first, 'sendBack', { reason: '?' })?.code).toBe('ownAnswer');
  });

  it('that accepts gives credits to who answered, and keeps question and answer', () => {
    const question = answered().does(second, 'acceptAnswer', { keep: true, question: '如何申领生育津贴？' }, { credits });
    expect(question.current()).toMatchObject({ state: 'closed', clocks: { review: 'stopped' } });
    expect(question.last()).toMatchObject({
      credit: [{ to: 'person:first', rule: 'deskAnswer:answer 1', amount: 1 }],
      knowledge: [{ question: '如何申领生育津贴？', answer: '线上提交出院小结即可。', topic: null }],
    });
  });

  it('may keep nothing for others', () => {
    const question = answered().does(second, 'acceptAnswer', { keep: false }, { credits });
    expect(question.last()).not.toHaveProperty('knowledge');
  });

  it('that sends back has the answer corrected, gives nothing, and is then done again', () => {
    const question = answered().does(second, 'sendBack', { reason: '已改为线下' });
    expect(question.last()).not.toHaveProperty('credit');
    expect(question.tries(second, 'correct', { text: '线下。' })?.code).toBe('answerersOwn');
    question.does(first, 'correct', { text: '线下提交。' });
    expect(question.current().facts.answers).toMatchObject([{ text: '线下提交。', review: null }]);
    expect(question.does(second, 'acceptAnswer', { keep: true }, { credits }).last()).toMatchObject({
      knowledge: [{ answer: '线下提交。' }],
    });
  });
});
