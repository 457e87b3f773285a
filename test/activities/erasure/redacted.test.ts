import { describe, expect, it } from 'vitest';
import { personalIn } from '../../../activities/erasure/personal-words.ts';
import { redacted } from '../../../activities/erasure/redacted.ts';
import { processes } from '../../../workers/processes.ts';

const without = <Value>(value: Value, ...words: string[]) =>
  redacted(value, { words: new Set(words), photos: new Set(['a'.repeat(64)]) });

describe('what is left of a value', () => {
  it('has no name and no number any more, wherever they are quoted', () => {
    expect(
      without(
        { name: '李娜', phone: '13900001111', email: 'li@example.org', text: '李娜：13900001111，邮箱li@example.org。' },
        ...['李娜', '13900001111', 'li@example.org'],
      ),
    ).toEqual({ name: '—', phone: '', email: '', text: '—：—，邮箱—。' });
  });

  it('keeps ids, states, moments and numbers of cases, even where somebody is called so', () => {
    const kept = {
      person: 'lin-tingting',
      state: 'closed',
      case: 'FS-IR-20261130-0001',
      at: '2026-11-30T08:00:00.000Z',
      area: { id: 'lin' },
    };
    expect(without(kept, 'lin', 'closed', '20261130', '2026-11-30')).toEqual(kept);
    expect(without({ name: 'lin', text: 'Ask lin, not Berlin or linen.' }, 'lin')).toEqual({
      name: '—',
      text: 'Ask —, not Berlin or linen.',
    });
  });

  it('has no photos that are erased', () => {
    const other = { sha256: 'b'.repeat(64) };
    expect(without({ photos: [{ sha256: 'a'.repeat(64) }, other] })).toEqual({ photos: [other] });
  });
});

describe('what is personal', () => {
  it('is found by its marks in inputs and facts, also under the ids of people', () => {
    const of = (name: string) => processes.find(({ versions }) => versions[0]?.name === name);
    const filed = {
      category: 'rubbish',
      text: 'Words',
      place: { lat: 30, lon: 120, address: 'Road 5' },
      reporter: { name: 'Li Na', phone: '13900001111' },
    };
    const start = of('issueReport')?.inputs.start;
    expect(start && [...personalIn(start, filed)]).toEqual(['Road 5', 'Li Na', '13900001111']);
    const course = of('trainingCourse')?.facts;
    expect(course && [...personalIn(course, { 'person:trainee-01': { name: '学员', unit: 'x', state: 'enrolled' } })]).toEqual([
      '学员',
    ]);
  });
});
