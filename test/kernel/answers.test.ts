import { describe, expect, it } from 'vitest';
import {
  type Answers,
  answered,
  answerTasks,
  askAll,
  awaited,
  ended,
  mayAnswer,
  withoutGonePeople,
  withoutThose,
} from '../../workflows/kernel/answers.ts';

const asked: Answers<string> = askAll(['coop', 'village', 'association']);
const says = (answers: Answers<string>, of: string, answer: string, at = 1) => answered(answers, { of, by: 'anna', at, answer });

describe('a question to several', () => {
  it('waits for each of them once, in one group with the clock that ends it', () => {
    const tasks = (answers: Answers<string>) =>
      answerTasks(answers, { group: 'members', clock: 'vote' }, (who) => [{ action: 'vote', person: who, role: 'member' }]);
    expect(tasks(says(asked, 'coop', 'yes'))).toEqual([
      { action: 'vote', person: 'village', role: 'member', group: 'members', clock: 'vote' },
      { action: 'vote', person: 'association', role: 'member', group: 'members', clock: 'vote' },
    ]);
    expect(tasks(ended(asked, 9))).toEqual([]);
    expect(askAll(['coop', 'coop']).asked).toEqual(['coop']);
  });

  it('keeps the last thing that each of them said, with who said it and when', () => {
    const changed = says(says(asked, 'coop', 'yes'), 'coop', 'no', 2);
    expect(changed.given).toEqual([{ of: 'coop', by: 'anna', at: 2, answer: 'no' }]);
  });

  it('notes who was silent when it ended, and takes no answer after that', () => {
    const over = ended(says(asked, 'coop', 'yes'), 9);
    expect(over).toMatchObject({ silent: ['village', 'association'], endedAt: 9 });
    expect(awaited(over)).toEqual([]);
    expect(mayAnswer(over, 'village')).toBe(false);
  });

  it('takes out those who are no longer there, with what they said; they weren’t silent', () => {
    const without = withoutThose(says(asked, 'coop', 'yes'), ['coop', 'village', 'stranger']);
    expect(without).toMatchObject({ given: [], left: ['coop', 'village'] });
    expect(mayAnswer(without, 'coop')).toBe(false);
    expect(ended(without, 9).silent).toEqual(['association']);
  });

  it('follows the people who leave where people are asked, and stands as it is where none of them goes', () => {
    expect(withoutGonePeople(asked, { left: ['coop'], withoutRole: ['village'] })?.left).toEqual(['coop', 'village']);
    expect(withoutGonePeople(asked, { left: ['stranger'], withoutRole: [] })).toBeUndefined();
    expect(withoutGonePeople(ended(asked, 9), { left: ['coop'], withoutRole: [] })).toBeUndefined();
  });
});
