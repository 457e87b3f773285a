import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOn, aPhoto, factsOf, startOf } from './case-acts.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

/** A day (YYYY-MM-DD) so many days from today, by the tenant's clock. */
const day = (ahead: number): string => new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

const season = {
  title: 'Spring irrigation',
  from: day(-1),
  to: day(60),
  lines: ['E551', 'E552', 'E617'],
  wells: ['W-551-1', 'W-551-2', 'W-617-1'],
  customers: ['C-551-1'],
  rounds: [
    { from: day(-1), to: day(6), lines: ['E551', 'E552'], person: 'yao-gang' },
    { from: day(-1), to: day(8), lines: ['E617'], unit: 'xiaoyue-station' },
    { from: day(30), to: day(36), lines: ['E551'], unit: 'fenghui-station' },
  ],
};

const plan = (action: string, person: string, id: string, input?: object) =>
  actOn(office, person, `protectionPlan.${action}`, id, input);
const round = (action: string, person: string, id: string, input?: object) =>
  actOn(office, person, `inspectionRound.${action}`, id, input);
const hazard = (action: string, person: string, id: string, input?: object, photos: readonly Blob[] = []) =>
  actOn(office, person, `hazardInspection.${action}`, id, input, photos);

const inForce = async (content: object = season): Promise<string> => {
  const { id } = (await startOf(office, 'yuan-fei', 'protectionPlan', content)).case;
  await plan('submit', 'yuan-fei', id);
  expect(await plan('approve', 'shao-kai', id)).toMatchObject({ __typename: 'ActionDone', case: { state: 'inForce' } });
  return id;
};

/** The numbers of a plan's rounds, as soon as all are open. */
const roundsOf = async (id: string): Promise<string[]> => {
  const cases = async () =>
    (await factsOf(office, 'yuan-fei', id)).rounds.flatMap((one: { case: string | null }) => one.case ?? []);
  await expect
    .poll(async () => (await cases()).length, { timeout: 15_000 })
    .toBe((await factsOf(office, 'yuan-fei', id)).rounds.length);
  return cases();
};

const onTheSpot = { passed: true, at: { lat: 30, lon: 120.8 } };

describe('a protection plan', () => {
  it('unfolds into rounds, and what is found on them is rectified, rechecked and closed', async () => {
    const id = await inForce();
    const [first, second, third] = (await roundsOf(id)) as [string, string, string];
    const states = async () =>
      (
        await office.ask('yuan-fei', `{ cases(filter: { process: ["inspectionRound"] }) { edges { node { id state unit } } } }`)
      ).data.cases.edges.map(({ node }: { node: object }) => node);
    expect(await states()).toEqual(
      expect.arrayContaining([
        { id: first, state: 'due', unit: 'fenghui-station' },
        { id: second, state: 'due', unit: 'xiaoyue-station' },
        { id: third, state: 'planned', unit: 'fenghui-station' },
      ]),
    );
    expect(await round('begin', 'lv-ping', first)).toMatchObject({ __typename: 'Refused' });
    expect(await round('begin', 'yao-gang', first)).toMatchObject({ case: { state: 'underWay' } });
    expect(await round('inspect', 'yao-gang', first, { kind: 'line', id: 'E552', result: 'clear' })).toMatchObject({
      __typename: 'ActionDone',
    });
    const found = await startOf(
      office,
      'yao-gang',
      'hazardInspection',
      { grade: 'serious', text: 'A tree leans on the line', line: 'E551', section: '2', round: first },
      [await aPhoto()],
    );
    expect(found).toMatchObject({ __typename: 'ActionDone', case: { state: 'found', unit: 'fenghui-station' } });
    const one = found.case.id;
    expect(await hazard('accept', 'kong-liang', one)).toMatchObject({ case: { state: 'rectifying' } });
    expect(await hazard('rectify', 'kong-liang', one, { result: 'The tree was cut.' }, [await aPhoto(40)])).toMatchObject({
      case: { state: 'rechecking' },
    });
    expect(await hazard('recheck', 'lv-ping', one, onTheSpot)).toMatchObject({ case: { state: 'closed' } });
    expect((await factsOf(office, 'shao-kai', one)).foundToFixed).toMatchObject({ minutes: 0, workingDays: 0 });
    await expect
      .poll(async () => (await factsOf(office, 'yuan-fei', id)).hazards, { timeout: 15_000 })
      .toMatchObject([{ id: one, state: 'closed', grade: 'serious', line: 'E551', round: first }]);
  });
});
