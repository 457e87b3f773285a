import { expect, test } from 'vitest';
import { noSuchCase } from '../../../activities/acting/api-error.ts';

test('whoever names no case is told to name one, and whoever names another one to look at its number', () => {
  expect(noSuchCase(' ').title.en).toMatch(/^Name the case by its number/);
  expect(noSuchCase('FS-IR-20260301-0001').title).toMatchObject({
    en: expect.stringMatching(/^There is no case FS-IR-20260301-0001 that you may see/),
    zh: expect.stringContaining('案件FS-IR-20260301-0001'),
  });
});
