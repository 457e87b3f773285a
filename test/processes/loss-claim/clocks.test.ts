import { expect, it } from 'vitest';
import { chinaCalendar } from '../../../activities/calendar/china.ts';
import { dueAt } from '../../../activities/calendar/clock.ts';
import { lossClaim } from '../../../workflows/loss-claim/rules.ts';
import { entry, wallTime } from '../../calendar/wall-time.ts';

const office = chinaCalendar({ from: 2026, to: 2026 });
const due = (clock: keyof typeof lossClaim.clocks, from: string) =>
  wallTime(office, dueAt(office, lossClaim.clocks[clock].budget, [entry('start', from)]));

it('a claim filed on the eve of National Day is answered by our time and by that of the law, whichever ends first', () => {
  expect(due('answer', '2026-09-30 16:00')).toBe('2026-10-13 17:30');
  // The seventh day is a holiday: it moves behind it, and the day ends at midnight.
  expect(due('legal', '2026-09-30 16:00')).toBe('2026-10-09 00:00');
});

it('over the Spring Festival with its make-up Saturday, the law’s week ends behind the holiday', () => {
  expect(due('answer', '2026-02-13 10:00')).toBe('2026-02-27 17:30');
  expect(due('legal', '2026-02-13 10:00')).toBe('2026-02-25 00:00');
});
