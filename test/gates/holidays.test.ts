/** Stories told over Spring Festival with its make-up Sunday and over National Day: each clock is due when a slow count by the calendar says so. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { clockRowsOf } from './clock-rows.ts';
import { type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { passes, remark } from './results.ts';

const days = (from: string, to: string): readonly string[] => {
  const [first, last] = [from, to].map((day) => Date.parse(day)) as [number, number];
  return Array.from({ length: (last - first) / 86_400_000 + 1 }, (_, n) =>
    new Date(first + n * 86_400_000).toISOString().slice(0, 10),
  );
};

/** As such arrangements are: the days off, and the days of a weekend on which the days between are worked for. */
const SEASONS = {
  'Spring Festival': { off: days('2027-02-05', '2027-02-13'), on: ['2027-01-31', '2027-02-20'], from: '2027-01-30T11:00+08:00' },
  'National Day': { off: days('2027-10-01', '2027-10-07'), on: ['2027-09-26', '2027-10-09'], from: '2027-09-25T11:00+08:00' },
} as const;
/** The days of a season in which a story begins: before the make-up Sunday, on the eve, and in the midst. */
const EVES = [0, 5, 8];

const arrange = async ({ office }: GateHouse): Promise<void> => {
  const arranged = Object.fromEntries(
    Object.values(SEASONS).flatMap(({ off, on }) => [
      ...off.map((day) => [day, 'holiday']),
      ...on.map((day) => [day, 'workday']),
    ]),
  );
  await office.sql(
    `UPDATE calendars SET version = version + 1, calendar = calendar || jsonb_build_object('days', calendar->'days' || $1::jsonb,
       'publicHolidays', jsonb_build_object('country', 'CN', 'arrangedTo', 2027))`,
    [JSON.stringify(arranged)],
  );
};

describe.each(toldOnes)('$process', ({ process, told }) => {
  const wrong: string[] = [];
  let looked = 0;
  let house: GateHouse | undefined;

  beforeAll(async () => {
    const stories = Object.keys(told.stories);
    for (const [season, { from }] of Object.entries(SEASONS))
      for (const [n, story] of stories.entries()) {
        house = await openGateHouse();
        await arrange(house);
        await house.until(Date.parse(from) + (EVES[n % EVES.length] ?? 0) * 86_400_000);
        const rows = clockRowsOf(house, told);
        const tell = house.tell(told, story, { after: rows.look });
        // A story that can’t be told on these days has its clocks up to there.
        await tell.catch((error: Error) =>
          remark('holidays', process, `${story}, ${season}, ends early: ${error.message.slice(0, 160)}`),
        );
        looked += rows.looked();
        wrong.push(...rows.wrong().map((words) => `${season}, ${story}: ${words}`));
        await house.close();
        house = undefined;
      }
  }, 1_800_000);
  afterAll(() => house?.close());

  it('has clocks that are due when a count of each minute says so, also over holidays and on make-up days', () =>
    passes('holidays', process, looked, wrong));
});
