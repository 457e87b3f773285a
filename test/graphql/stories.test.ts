import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStage } from '../../workers/demo/stage.ts';
import { stories } from '../../workers/demo/stories.ts';
import { afterMidnight } from '../servers/after-midnight.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
afterMidnight();
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const told = async (name: string, until?: string): Promise<string> => {
  const lines: string[] = [];
  const stage = await openStage(office.url, (line) => lines.push(line));
  const brokenOff: typeof stage.act = async (person, action, ...rest) => {
    if (action === until) throw new Error('broken off');
    return stage.act(person, action, ...rest);
  };
  await stories.find((story) => story.name === name)?.play({ ...stage, act: brokenOff });
  return lines.join('\n');
};

test.each(stories)('the story of $name can be told twice, and its record holds together', async ({ name }) => {
  for (let time = 0; time < 2; time++) {
    expect(await told(name)).toMatch(/events, each sealed with the hash of the one before: intact/);
  }
});

test('a telling of the spring irrigation that is broken off, wherever it is, doesn’t stand in the way of the next', async () => {
  for (const action of ['permit', 'endWork', 'close', 'requirePermit']) {
    await expect(told('spring-irrigation', action)).rejects.toThrow('broken off');
  }
  expect(await office.sql(`SELECT id FROM cases WHERE process = 'liveWorkPermit' AND NOT closed`)).toEqual([]);
});

test('a telling of the harvest that is broken off takes the slot of its hour out of use all the same', async () => {
  await expect(told('harvest-to-subsidy', 'arrive')).rejects.toThrow('broken off');
  const rows = await office.sql(
    `SELECT retired FROM table_rows WHERE tenant = 'tongyu' AND key IN ('thisHour', 'runOfTheHour') ORDER BY 1`,
  );
  expect(rows).toEqual([{ retired: true }, { retired: true }, { retired: true }]);
  const { limits } = (await office.ask('mei-xue', '{ limits(process: "producePickup") { name number } }')).data;
  expect(limits.find(({ name }: { name: string }) => name === 'sameDayMinutes').number).toBe(60);
});

test('a telling of the firm that is broken off puts the rule of notices back all the same', async () => {
  await expect(told('firm-on-foot', 'submit')).rejects.toThrow('broken off');
  const [rule] = await office.sql(
    `SELECT value FROM table_rows WHERE tenant = 'xindai' AND table_name = 'noticeRules' AND key = 'subsidyApplication' ORDER BY valid_from DESC`,
  );
  expect(rule).toEqual({ value: { days: 7, least: 5 } });
});

test('the spring irrigation is told in its season as on other days, on the track that the table gives it then', async () => {
  const season = async (from: string, to: string) =>
    office.sql(
      `UPDATE table_rows SET value = jsonb_set(value, '{when,season}', $1) WHERE tenant = 'shangyu' AND table_name = 'powerTracks' AND key = 'greenLow'`,
      [JSON.stringify({ from, to })],
    );
  await season('01-01', '12-31');
  expect(await told('spring-irrigation')).toContain('Its track: Green channel, low voltage');
  // A season that began and ended yesterday.
  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(5, 10);
  await season(yesterday, yesterday);
  expect(await told('spring-irrigation')).toContain('Its track: Low voltage business, nothing to build');
});

test('a story that goes otherwise than it is told ends in a sentence', async () => {
  const stage = await openStage(office.url, () => {});
  await expect(
    stage.start('deng-li', 'issueReport', { category: 'nothing', text: 'x', place: { lat: 30.003, lon: 120.573 } }),
  ).rejects.toThrow(/^邓力 could not open a case of issueReport\. .*/);
  expect(() => stage.person('nobody')).toThrow(/^Nobody is called nobody/);
});
