import { afterAll, beforeAll, expect, it } from 'vitest';
import { sitePairingPackage } from '../../../processes/site-pairing.ts';
import { historyLengths } from '../../kernel/history-lengths.ts';
import { caseOf } from '../../kernel/house.ts';
import { DAY, openSkippingAcademy, person, type SkippingAcademy } from '../academy-house.ts';

let academy: SkippingAcademy;
beforeAll(async () => {
  academy = await openSkippingAcademy([sitePairingPackage]);
});
afterAll(() => academy?.close());

const dayAfter = (days: number) => new Date(academy.now() + days * DAY).toISOString().slice(0, 10);

it('a year of visits every other week goes on over several runs, none with more than 250 history events, and loses none of them', async () => {
  const [guest, worker] = ['lecturer-01', 'site-worker-01'] as const;
  const { house } = academy;
  const proposal = { site: 'site-001', worker, lecturers: [guest], purpose: 'Help', until: dayAfter(400) };
  const id = caseOf(await house.start(person('sheng-lan'), proposal));
  const act = async (who: string, action: string, input: object = {}) => {
    expect(await house.act(person(who), action, id, input), `${action} by ${who}`).toMatchObject({ kind: 'done' });
  };
  await act(worker, 'agree');
  for (let visit = 1; visit <= 26; visit++) {
    const day = dayAfter(13);
    await act(guest, 'planVisit', { day, place: 'Hall', purpose: 'Help' });
    await academy.days(14);
    await act(guest, 'logVisit', { visit, day, place: 'Hall', done: 'Helped', lecturers: [guest] });
    await act(worker, 'confirmVisit', { visit });
  }
  await act(worker, 'close');
  const [current] = await house.sql<{ state: string; confirmed: number }>(
    `SELECT state, (facts#>>'{visits,confirmed}')::int AS confirmed FROM cases WHERE id = $1`,
    [id],
  );
  expect(current).toEqual({ state: 'closed', confirmed: 26 });
  const lengths = await historyLengths(house.temporal, id);
  expect(lengths.length).toBeGreaterThan(1);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(250);
}, 120_000);
