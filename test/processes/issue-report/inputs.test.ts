import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { inputs } from '../../../workflows/issue-report/inputs.ts';
import { filed, photo } from './street.ts';

const issues = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('what a caller sends', () => {
  it('is taken when it is complete', () => {
    expect(issues(inputs.start, filed)).toEqual([]);
    expect(inputs.start.parse({ category: 'pavement', text: 'x', place: { lat: 30, lon: 120 } }).photos).toEqual([]);
  });

  it.each([
    ['an empty text', { text: '   ' }, 'text: Write at least one word.'],
    ['a text of 100,000 characters', { text: 'x'.repeat(100_000) }, 'text: Shorten this to at most 2000 characters.'],
    ['swapped co-ordinates', { place: { lat: 120.57, lon: 30 } }, 'place.lat: A latitude lies between -90 and 90; check'],
    ['no category', { category: '' }, 'category: Give the code of a category'],
    ['an unknown channel', { channel: 'fax' }, 'channel: Choose app, courierGroup, hotline, patrol.'],
    [
      'a telephone number of letters',
      { reporter: { phone: 'call me' } },
      'reporter.phone: Give a telephone number of 5 to 20 digits, an extension behind 转 or “ext.”.',
    ],
    ['21 photos', { photos: Array.from({ length: 21 }, () => photo()) }, 'photos: Send at most 20 photos at once.'],
  ])('is sent back with a sentence that says how to go on: %s', (_, change, message) => {
    const [first, ...rest] = issues(inputs.start, { ...filed, ...change });
    expect(first).toContain(message);
    expect(first).toMatch(/[\u4e00-\u9fff]/);
    expect(rest).toEqual([]);
  });

  it.each([
    ['rate', { stars: 6 }, 'stars: Give 1 to 5 stars.'],
    ['rate', { stars: 2.5 }, 'stars: Give 1 to 5 stars.'],
    ['requestSuspension', { until: 'in June', reason: 'x' }, 'until: Give a moment with its offset'],
    ['requestExtension', { workingDays: 0 }, 'workingDays: Ask for at least one working day.'],
    ['dispatch', { unit: 'urban' }, 'reason: Send words.'],
  ] as const)('says how to go on with %s', (action, value, message) => {
    expect(issues(inputs[action], value)[0]).toContain(message);
  });

  it('declares photos as uploads under the tenant’s limit', () => {
    expect(inputs.start.shape.photos.meta()).toMatchObject({ graphql: 'Upload', 'x-limit': 'maxPhotos' });
    expect(z.toJSONSchema(inputs.start, { io: 'input' }).properties?.photos).toMatchObject({ graphql: 'Upload' });
  });
});
