import { describe, expect, it } from 'vitest';
import { clock, type Played, person } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/desk-question/facts.ts';
import { deskQuestion } from '../../../workflows/desk-question/rules.ts';
import { undone } from '../leaving.ts';
import {
  admin,
  ask,
  asker,
  askWithout,
  back,
  department,
  first,
  handler,
  onDuty,
  people,
  second,
  third,
  within,
} from './desk.ts';

const boss = person('boss', 'leader', { units: ['question-desk'] });
const taken = () => ask().does(first, 'claim');
const forwarded = () => taken().does(first, 'forward', { department: 'agency-01', reason: '涉及参保' }, { department });
const open = {
  offered: () => ask(),
  'offered to two': () => ask().does(clock('claim'), 'handOn', {}, { onDuty }),
  'offered to all': () => ask({ onDuty: [] }),
  claimed: taken,
  forwarded,
  'asked back by the desk': () => taken().does(first, 'askBack', { question: '?' }),
  'asked back by a department': () => forwarded().does(handler, 'askBack', { question: '?' }),
  answered: () => taken().does(first, 'answer', { text: '是' }),
  'answered by a department': () => forwarded().does(handler, 'answer', { text: '是' }),
  correcting: () => taken().does(first, 'answer', { text: '是' }).does(second, 'sendBack', { reason: '?' }),
  'corrected by a department': () =>
    forwarded().does(handler, 'answer', { text: '是' }).does(second, 'sendBack', { reason: '?' }),
  'followed up': () => taken().does(first, 'answer', { text: '是' }).does(asker, 'followUp', { text: '?' }, within),
} satisfies Record<string, () => Played<Facts>>;

describe('when people have left, a question', () => {
  it.each(Object.entries(open))('that is %s finds somebody for what waits', (_, played) => {
    const question = played();
    expect(undone(deskQuestion, question.current(), [...people, boss], question.now())).toEqual([]);
  });

  it('with a department that has nobody left comes back to the desk', () => {
    const question = askWithout(handler)
      .does(first, 'claim')
      .does(first, 'forward', { department: 'agency-01', reason: '涉及参保' }, { department });
    expect(question.current().tasks).toMatchObject([{ action: 'returnToDesk', role: 'deskOfficer', fellFrom: 'handler' }]);
    expect(question.tries(second, 'answer', { text: '是' })?.code).toBe('departmentsOwn');
    expect(question.does(second, 'returnToDesk', { reason: '部门无人' }, back).current()).toMatchObject({
      state: 'claimed',
      unit: 'question-desk',
    });
  });

  it('whose asker is asked something and has left is taken back by the academy', () => {
    const question = askWithout(asker).does(first, 'claim').does(first, 'askBack', { question: '?' });
    expect(question.current().tasks).toMatchObject([{ action: 'withdraw', role: 'academyAdmin', fellFrom: 'lan' }]);
    expect(question.tries(second, 'withdraw')?.code).toBe('kernel.wrongRole');
    expect(question.does(admin, 'withdraw').current().state).toBe('withdrawn');
  });

  it('is answered by the academy where the desk has nobody left', () => {
    const question = askWithout(first, second, third).does(admin, 'claim').does(admin, 'answer', { text: '是' });
    expect(question.current()).toMatchObject({ state: 'answered', facts: { officer: { id: 'sheng' } } });
    expect(question.tries(admin, 'acceptAnswer', {}, {})?.code).toBe('ownAnswer');
  });
});
