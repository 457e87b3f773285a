import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage } from '../../workers/demo/stage.ts';
import { stories } from '../../workers/demo/stories.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

test.each(stories)('the story of $name can be told twice, and its record holds together', async (story) => {
  for (let time = 0; time < 2; time++) {
    const lines: string[] = [];
    await story.play(await openStage(office.url, (line) => lines.push(line)));
    expect(lines.join('\n')).toMatch(/events, each sealed with the hash of the one before: intact/);
  }
});

test('a story that goes otherwise than it is told ends in a sentence', async () => {
  const stage = await openStage(office.url, () => {});
  await expect(
    stage.start('deng-li', 'issueReport', { category: 'nothing', text: 'x', place: { lat: 30.003, lon: 120.573 } }),
  ).rejects.toThrow(/^邓力 could not open a case of issueReport\. .*/);
  expect(() => stage.person('nobody')).toThrow(/^Nobody is called nobody/);
});
