import { expect, test } from 'vitest';
import { showProgress } from '../../workers/progress.ts';

const screen = (isTTY: boolean) => {
  const shown: string[] = [];
  return { isTTY, columns: 40, write: (text: string) => shown.push(text), shown };
};

test('in a log file each step has a line at its start and one at its end', async () => {
  const file = screen(false);
  expect(await showProgress(file).during('PostgreSQL', 'starting', async () => 42)).toBe(42);
  expect(file.shown).toEqual(['… PostgreSQL: starting\n', expect.stringMatching(/^✓ PostgreSQL ready in \d\.\d s\n$/)]);
});

test('on a terminal one line lives on and no line is longer than the screen', async () => {
  const terminal = screen(true);
  await showProgress(terminal).during(
    'Temporal',
    'fetching a long time ago in a place far away',
    async (say) => say('12 MB'),
    'fetched',
  );
  expect(terminal.shown[0]).toMatch(/^\r.*… Temporal/);
  for (const text of terminal.shown) expect(text.replace('\r\u001b[K', '').length).toBeLessThanOrEqual(40);
  expect(terminal.shown.at(-1)).toMatch(/✓ Temporal fetched in \d\.\d s\n$/);
});

test('a step that fails says so and hands on why', async () => {
  const file = screen(false);
  await expect(
    showProgress(file).during('Temporal', 'starting', async () => {
      throw new Error('no room');
    }),
  ).rejects.toThrow('no room');
  expect(file.shown.at(-1)).toMatch(/^✗ Temporal: gave up after/);
});
