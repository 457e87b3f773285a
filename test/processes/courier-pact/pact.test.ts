/** The rules of a courier’s pact, without a server. */
import { describe, expect, it } from 'vitest';
import { levelOf } from '../../../activities/courier-pact/verified.ts';
import { clock, itemsOf, person, play, START } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/courier-pact/facts.ts';
import { courierPact } from '../../../workflows/courier-pact/rules.ts';

const DAY = 86_400_000;
const tu = person('tu', 'courier');
const secretary = person('yan', 'allianceSecretary');
const leader = person('ying', 'leader');
const area = { id: 'xishan', title: { en: 'Xishan', zh: '西山' } };
const input = { consent: true, company: '顺达快递', area: 'xishan' };
const known = { area, unit: 'couriers', barredUntil: null };
const signing = (more: object = {}) => ({
  ...{ taught: true, lessons: [{ en: 'Reporting', zh: '随手拍' }], version: 2, level: null },
  ...{ until: START + 365 * DAY, renewFrom: START + 335 * DAY, ...more },
});
const joined = (more: object = {}) => play<Facts>(courierPact, { actor: tu, input, reference: { ...known, ...more } });
const active = () => joined().does(tu, 'sign', { version: 2 }, signing());
const due = () =>
  active()
    .later(24 * 340)
    .does(clock('term'), 'fallDue');
const questioned = () => active().does(secretary, 'question', { reason: 'The same picture twice' });
const decision = { fraud: true, reason: 'Both pictures are old.' };
const barred = { barredUntil: START + 730 * DAY };

describe('a pact', () => {
  it('is one for a courier, and none for whom fraud bars', () => {
    expect(itemsOf(joined().last(), 'holds')).toMatchObject([{ resource: 'courierPact:tu', full: { code: 'pactKnown' } }]);
    expect(() => joined({ barredUntil: START + DAY })).toThrow(/withdrawn for fraud/);
    expect(joined({ barredUntil: START - DAY }).current().state).toBe('joined');
  });

  it('is signed after the lesson, in the version that stands, by its courier alone', () => {
    const sign = (version: number, more: object = {}) => joined().tries(tu, 'sign', { version }, signing(more));
    expect(sign(2, { taught: false })).toMatchObject({ code: 'lessonFirst', en: expect.stringContaining('Reporting') });
    expect([sign(1)?.code, sign(2, { version: null })?.code, sign(2)]).toEqual(['otherVersion', 'noPact', undefined]);
    expect(joined().tries(person('ke', 'courier'), 'sign', { version: 2 }, signing())?.code).toBe('notYourPact');
    expect(active().current()).toMatchObject({
      state: 'active',
      facts: { until: START + 365 * DAY, signatures: [{ version: 2 }] },
    });
  });

  it('is renewed every year, or lapses, and its courier is free to join again', () => {
    const until = START + 730 * DAY;
    const renewed = due().does(tu, 'renew', { version: 3 }, signing({ version: 3, until }));
    expect(renewed.current()).toMatchObject({ state: 'active', facts: { until, signatures: [{ version: 2 }, { version: 3 }] } });
    for (const [at, by] of [
      [joined(), 'join'],
      [due(), 'renewal'],
    ] as const) {
      const over = at.does(clock(by), 'lapse');
      expect(over.current()).toMatchObject({ state: 'lapsed', facts: { ending: 'lapsed' } });
      expect(itemsOf(over.last(), 'holds')).toMatchObject([{ op: 'release', resource: 'courierPact:tu' }]);
    }
  });

  it('is left at any time, but not from under a question', () => {
    expect(active().does(tu, 'leave', {}).current()).toMatchObject({ state: 'left', facts: { ending: 'left' } });
    expect(active().tries(person('ke', 'courier'), 'leave', {})?.code).toBe('notYourPact');
    // Who keeps the pact puts nobody out.
    expect(active().tries(secretary, 'leave', {})?.code).toBe('notYourPact');
    expect(questioned().tries(tu, 'leave', {})?.code).toBe('questioned');
  });

  it('ends with its courier’s work as one, unless they were asked about something', () => {
    const gone = (at: ReturnType<typeof active>) =>
      courierPact.whenGone?.(at.current() as never, { left: [], withoutRole: ['tu'], unqualified: [] }, 0);
    expect(gone(active())).toMatchObject({ state: 'left', facts: { ending: 'gone' } });
    expect(gone(questioned())).toEqual({});
  });
});

describe('a pact is withdrawn for fraud', () => {
  it('after its courier was heard or had the time, by somebody who didn’t ask', () => {
    expect(questioned().tries(leader, 'decide', decision, barred)?.code).toBe('notHeard');
    const heard = questioned().does(tu, 'answer', { text: 'They are not.' });
    expect(heard.tries(tu, 'answer', { text: 'Again' })?.code).toBe('heardAlready');
    expect(heard.tries(person('yan', 'leader'), 'decide', decision, barred)?.code).toBe('kernel.fourEyes');
    expect(heard.does(leader, 'decide', decision, barred).current()).toMatchObject({
      ...{ state: 'withdrawn', facts: { ending: 'fraud', ...barred } },
    });
    const silent = questioned().does(clock('hearing'), 'hearingOver').does(leader, 'decide', decision, barred);
    expect(silent.current().state).toBe('withdrawn');
  });

  it('or goes on as its time says, which hasn’t rested', () => {
    const cleared = (days: number) =>
      questioned()
        .does(tu, 'answer', { text: 'No.' })
        .later(24 * days)
        .does(leader, 'decide', { fraud: false, reason: 'No.' }, barred)
        .current();
    expect([1, 340, 366].map((days) => cleared(days).state)).toEqual(['active', 'due', 'lapsed']);
    expect(cleared(1).facts.suspicion).toBeNull();
    const early = joined()
      .does(secretary, 'question', { reason: 'X' })
      .does(tu, 'answer', { text: 'No.' })
      .does(leader, 'decide', { fraud: false, reason: 'No.' }, barred);
    expect(early.current().state).toBe('joined');
  });
});

it('the level is the highest that so many verified reports reach', () => {
  const level = (en: string, from: number) => ({ title: { en, zh: en }, from });
  const levels = new Map([
    ['gold', level('Gold', 50)],
    ['bronze', level('Bronze', 1)],
    ['silver', level('Silver', 10)],
  ]);
  expect([0, 1, 9, 10, 50].map((verified) => levelOf(levels, verified)?.id ?? null)).toEqual([
    ...[null, 'bronze', 'bronze', 'silver', 'gold'],
  ]);
});
