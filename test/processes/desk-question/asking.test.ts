import { describe, expect, it } from 'vitest';
import { clock } from '../../../testing/play.ts';
import { onDutyAt } from '../../../workflows/desk-question/roster.ts';
import { deskQuestion } from '../../../workflows/desk-question/rules.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import { answered, ask, asker, first, onDuty, reference, second, third, within } from './desk.ts';

describe('the duty roster', () => {
  const morning = { weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '12:00', people: ['a', 'b'] };
  const late = { weekdays: [1, 2, 3, 4, 5], from: '11:30', to: '24:00', people: ['c', 'a'] };
  const holiday = { date: '2026-10-01', from: '00:00', to: '24:00', people: ['d'] };
  const at = (time: string, weekday = 4, date = '2026-10-08') => onDutyAt([morning, late, holiday], { date, weekday, time });
  it('says who is asked first, and whoever after them, each once', () => {
    expect(at('08:29')).toEqual([]);
    expect(at('08:30')).toEqual(['a', 'b']);
    expect(at('11:45')).toEqual(['a', 'b', 'c']);
    expect(at('12:00')).toEqual(['c', 'a']);
    expect(at('23:59')).toEqual(['c', 'a']);
    expect(at('09:00', 6)).toEqual([]);
  });
  it('puts what is said for a date before what is said for its weekday', () => {
    expect(at('09:00', 4, '2026-10-01')).toEqual(['d']);
  });
});

describe('a question', () => {
  it('goes to the first on duty, who alone may take it', () => {
    const question = ask();
    expect(question.current()).toMatchObject({
      state: 'open',
      unit: 'question-desk',
      tasks: [{ action: 'claim', person: 'first', clock: 'answer' }],
    });
    expect(question.last().clocks).toEqual({ start: { answer: 'default', claim: 'default' } });
    expect(question.last().notify).toMatchObject([{ to: { person: 'first' }, notice: 'offered' }]);
    expect(question.tries(second, 'claim')?.code).toBe('notOffered');
    expect(question.does(first, 'claim').current()).toMatchObject({ state: 'claimed', facts: { officer: { id: 'first' } } });
  });

  it('of somebody without a site is refused in words', () => {
    const start = { id: 'DQ-1', actor: asker, now: 0, input: { text: '?' }, reference: reference({ site: null }) };
    expect(decideStart(deskQuestion, start)).toMatchObject({ code: 'noSite', zh: expect.stringContaining('站点') });
  });

  it('that nobody on duty takes is offered to the next too, and after the last to the whole desk, which the leader hears', () => {
    const question = ask().does(clock('claim'), 'handOn', {}, { onDuty });
    expect(question.current().facts.offered.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(question.current().tasks.map(({ person }) => person)).toEqual(['first', 'second']);
    expect(question.last()).toMatchObject({ clocks: { start: { claim: 'default' } }, notify: [{ to: { person: 'second' } }] });
    expect(question.tries(third, 'claim')?.code).toBe('notOffered');
    question.does(clock('claim'), 'handOn', {}, { onDuty });
    expect(question.last()).toMatchObject({
      clocks: { stop: ['claim'] },
      notify: [{ to: { role: 'deskOfficer' } }, { to: { role: 'leader' }, notice: 'nobodyTakesIt' }],
    });
    expect(question.tries(third, 'claim')).toBeUndefined();
  });

  it('is for the whole desk at once where nobody is on the roster', () => {
    const question = ask({ onDuty: [] });
    expect(question.current()).toMatchObject({ facts: { wholeDesk: true }, tasks: [{ role: 'deskOfficer' }] });
    expect(question.last().clocks).toEqual({ start: { answer: 'default' } });
  });

  it('is taken back only by who asked, and stops all clocks', () => {
    const question = ask();
    expect(question.tries({ ...asker, id: 'wen' }, 'withdraw')?.code).toBe('askersOwn');
    question.does(asker, 'withdraw', { reason: 'Found it' });
    expect(question.current()).toMatchObject({ state: 'withdrawn', clocks: { answer: 'stopped', claim: 'stopped' }, tasks: [] });
  });

  it('followed up begins anew with the one who answered, within the days for it', () => {
    const question = answered();
    const tooLate = { ...within, limits: { ...within.limits, followUpDays: 0 } };
    expect(question.tries(asker, 'followUp', { text: '要多久？' }, tooLate)?.code).toBe('followUpTooLate');
    question.does(asker, 'followUp', { text: '要多久？' }, { ...within, onDuty: [...onDuty].reverse() });
    expect(question.current()).toMatchObject({
      state: 'open',
      clocks: { answer: 'running', review: 'stopped' },
      facts: { officer: null },
    });
    expect(question.current().facts.offered.map(({ id }) => id)).toEqual(['first']);
    question.does(first, 'claim').does(first, 'answer', { text: '二十个工作日。' });
    expect(question.current().facts.answers.map(({ round }) => round)).toEqual([0, 1]);
    for (const n of [2, 3]) {
      question
        .does(asker, 'followUp', { text: `再问${n}` }, within)
        .does(first, 'claim')
        .does(first, 'answer', { text: '是。' });
    }
    expect(question.tries(asker, 'followUp', { text: '再问' }, within)?.code).toBe('tooManyFollowUps');
  });

  it('is rated once for each answer', () => {
    const question = answered().does(asker, 'rate', { stars: 5 });
    expect(question.tries(asker, 'rate', { stars: 1 })?.code).toBe('ratedAlready');
    question
      .does(asker, 'followUp', { text: '要多久？' }, within)
      .does(first, 'claim')
      .does(first, 'answer', { text: '二十天。' });
    expect(
      question
        .does(asker, 'rate', { stars: 3 })
        .current()
        .facts.ratings.map(({ stars }) => stars),
    ).toEqual([5, 3]);
  });
});
