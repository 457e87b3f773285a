import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import { fushan } from '../../prisma/seed/fushan.ts';
import { inspectionRoundPackage } from '../../processes/inspection-round.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import { patrolSchedulePackage } from '../../processes/patrol-schedule.ts';
import type { WholeBanjie } from '../../testing/whole-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';
import { askWithFiles } from './office.ts';

const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let banjie: WholeBanjie;
let tokens: ReadonlyMap<string, string>;
let photo: Blob;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [patrolSchedulePackage, inspectionRoundPackage, issueReportPackage],
    tenants: [
      {
        ...fushan,
        tables: [
          ...(fushan.tables ?? []),
          { table: 'unitSuccessors', key: 'cangqiao-community', value: { successor: 'fuheng-community' } },
        ],
      },
    ],
  });
  const people = (await (await fetch(`${banjie.url}/dev/people`)).json()) as readonly { id: string; token: string }[];
  tokens = new Map(people.map(({ id, token }) => [id, token]));
  photo = new Blob(
    [new Uint8Array(await samplePhoto({ place: { lat: 29.988, lon: 120.563 }, takenAt: '2026:03:01 17:30:00' }))],
    {
      type: 'image/jpeg',
    },
  );
  // Nine in the morning, whenever the test is run.
  const local = (banjie.now() + ZONE) % DAY;
  await banjie.pass(`${Math.ceil((DAY - local + 9 * 3_600_000) / 60_000)} minutes`);
});
afterAll(() => banjie?.close());

const day = (days: number): string => new Date(banjie.now() + ZONE + days * DAY).toISOString().slice(0, 10);
const order = (more: object = {}, person = 'gu-qing') =>
  banjie.start(person, 'patrolSchedule', {
    title: 'Sewage',
    route: 'cangqiao',
    kind: 'sewage',
    frequency: { by: 'days', each: 7 },
    points: ['c1', 'c2'],
    ...more,
  });
const ordered = async (more: object = {}): Promise<string> => {
  const answer = await order(more);
  expect(answer).toMatchObject({ __typename: 'ActionDone' });
  return answer.case?.id ?? '';
};
const act = (person: string, action: string, id: string, input: object = {}) =>
  banjie.act(person, `patrolSchedule.${action}`, id, input);
type Round = { day: string; state: string; late: boolean; case: string | null; assignee: string | null };
const FACTS = `state facts { next rounds { day state late case assignee } }`;
const roundsOf = async (id: string): Promise<Round[]> => {
  const { data, errors } = await banjie.ask('gu-qing', `{ case(id: "${id}") { ... on PatrolSchedule { ${FACTS} } } }`);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data.case.facts.rounds;
};
/** The rounds of a schedule, once all of them are open as cases of their own. */
const opened = (id: string, count: number): Promise<Round[]> =>
  banjie.until(
    () => roundsOf(id),
    (rounds) => rounds.length === count && rounds.every((round) => round.case !== null || round.state === 'cancelled'),
  );
const states = async (id: string) => (await roundsOf(id)).map(({ state }) => state);
const roundOn = async (id: string, on: string): Promise<string> =>
  (await roundsOf(id)).find((round) => round.day === on && round.state !== 'cancelled')?.case ?? '';
const find = async (person: string, id: string, input: object, photos: number, after = 0): Promise<Any> => {
  const files = {
    ...Object.fromEntries(Array.from({ length: photos }, (_, n) => [`variables.input.photos.${n}`, photo])),
    ...Object.fromEntries(Array.from({ length: after }, (_, n) => [`variables.input.photosAfter.${n}`, photo])),
  };
  const variables = {
    caseId: id,
    requestId: randomUUID(),
    input: { ...input, photos: Array(photos).fill(null), photosAfter: Array(after).fill(null) },
  };
  const query = `mutation ($caseId: ID!, $requestId: ID!, $input: InspectionRoundFind!) {
    inspectionRoundFind(caseId: $caseId, requestId: $requestId, input: $input) { __typename ... on Refused { reason } ... on InvalidInput { issues { path } } } }`;
  const { data, errors } = (await askWithFiles(
    { url: banjie.url, token: (who: string) => tokens.get(who) ?? '' },
    person,
    query,
    variables,
    files,
  )) as Any;
  if (errors) throw new Error(errors.map(({ message }: Any) => message).join('\n'));
  return data.inspectionRoundFind;
};
const place = { lat: 29.988, lon: 120.563 };
const inspect = (person: string, id: string, point: string, result: 'clear' | 'hazards') =>
  banjie.act(person, 'inspectionRound.inspect', id, { kind: 'checkpoint', id: point, result, place });

// The days of one test are none of another's.
afterEach(async () => {
  const open = await banjie.sql<{ id: string }>(`SELECT id FROM cases WHERE process = 'patrolSchedule' AND NOT closed`);
  await Promise.all(open.map(({ id }) => act('gu-qing', 'end', id, { reason: 'The test is over' })));
});

describe('a schedule of patrols', () => {
  it('opens the rounds of fourteen days, and the next ones by its clock; those not due end with it', async () => {
    const id = await ordered();
    expect((await opened(id, 3)).map((round) => [round.day, round.state, round.late])).toEqual([
      [day(0), 'due', false],
      [day(7), 'planned', false],
      [day(14), 'planned', false],
    ]);
    await banjie.pass('7 days');
    expect((await opened(id, 4)).at(-1)?.day).toBe(day(14));
    expect(await states(id)).toEqual(['due', 'due', 'planned', 'planned']);
    await act('gu-qing', 'end', id, { reason: 'Over' });
    await banjie.until(
      () => states(id),
      (now) => now.filter((state) => state === 'cancelled').length === 2,
    );
  });

  it('is changed for the days to come alone, and has one round a day whatever is changed', async () => {
    const id = await ordered({ title: 'Changed' });
    const before = await opened(id, 3);
    expect(
      await act('gu-qing', 'change', id, { frequency: { by: 'days', each: 5 }, from: day(1), reason: 'More often' }),
    ).toMatchObject({ __typename: 'ActionDone' });
    await banjie.until(
      () => roundsOf(id),
      (rounds) => rounds.filter(({ state }) => state === 'planned').length === 3,
    );
    const after = await roundsOf(id);
    expect(after.filter(({ state }) => state !== 'cancelled').map((round) => round.day)).toEqual([
      day(0),
      day(1),
      day(6),
      day(11),
    ]);
    expect(after[0]?.case).toBe(before[0]?.case);
    // The cases that were called off are so.
    const { data } = await banjie.ask('gu-qing', `{ case(id: "${before[1]?.case}") { state } }`);
    expect(data.case.state).toBe('cancelled');
    const [twice] = await banjie.sql<{ many: number }>(
      `SELECT max(n)::int AS many FROM (SELECT count(*) AS n FROM holds WHERE resource LIKE 'round:' || $1 || ':%' GROUP BY resource) q`,
      [id],
    );
    expect(twice?.many).toBe(1);
  });

  it('leaves out a day once, however many ask for it at once', async () => {
    const id = await ordered({ title: 'Raced' });
    await opened(id, 3);
    const ask = (n: number) => act(n % 2 === 0 ? 'gu-qing' : 'miao-rong', 'skip', id, { day: day(7), reason: `Marathon ${n}` });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask(n)));
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    for (const { __typename, reason } of answers)
      if (__typename !== 'ActionDone') expect(__typename === 'Conflict' || reason === 'noTurnThen').toBe(true);
    await banjie.until(
      () => states(id),
      (now) => now[1] === 'cancelled',
    );
    expect(await act('gu-qing', 'skip', id, { day: day(21), reason: 'Marathon' })).toMatchObject({ __typename: 'ActionDone' });
    await banjie.pass('15 days');
    expect((await roundsOf(id)).filter(({ state }) => state !== 'cancelled').map((round) => round.day)).toEqual([
      ...[day(-15), day(-1), day(13)],
    ]);
  });

  it('rests until a day, makes nothing up, and goes on by itself', async () => {
    const id = await ordered({ title: 'Paused', frequency: { by: 'days', each: 4 } });
    await opened(id, 4);
    await act('gu-qing', 'pause', id, { until: day(10), reason: 'Road works' });
    await banjie.until(
      () => states(id),
      (now) => now.filter((state) => state === 'cancelled').length === 2,
    );
    await banjie.pass('11 days');
    const rounds = await banjie.until(
      () => roundsOf(id),
      (found) => found.length >= 6,
    );
    expect(rounds.filter(({ state }) => state !== 'cancelled').map((round) => round.day)).toEqual([
      ...[day(-11), day(1), day(5), day(9), day(13)].slice(0, rounds.length - 2),
    ]);
    const { data } = await banjie.ask('gu-qing', `{ case(id: "${id}") { state } }`);
    expect(data.case.state).toBe('running');
  });

  it('follows the working calendar, also as it is changed until its round is opened', async () => {
    const id = await ordered({ title: 'Before holidays', holidays: 'before', frequency: { by: 'days', each: 20 } });
    await opened(id, 1);
    const next = async () =>
      (
        await banjie.sql<{ due: number }>(`SELECT ms(due_at) AS due FROM clocks WHERE case_id = $1 AND state = 'running'`, [id])
      )[0]?.due ?? 0;
    const { data } = await banjie.ask('shi-lei', '{ calendar }');
    const duty = [{ from: 510, to: 1050 }];
    // Neither the day nor the one before it is worked, whatever weekday they are; the Sunday or other day before them is.
    const days = { ...data.calendar.days, [day(20)]: 'holiday', [day(19)]: 'holiday', [day(18)]: duty };
    const changed = await banjie.ask(
      'shi-lei',
      'mutation ($calendar: JSON!, $version: Int!) { setCalendar(calendar: $calendar, expectedVersion: $version, requestId: "holidays") { __typename } }',
      { calendar: { ...data.calendar, days }, version: data.calendar.version },
    );
    expect(changed.data.setCalendar.__typename).toBe('ChangeDone');
    expect(new Date(Number(await next()) + ZONE).toISOString().slice(0, 16)).toBe(`${day(4)}T00:00`);
    await banjie.pass('4 days');
    expect((await opened(id, 2))[1]).toMatchObject({ day: day(14) });
  });

  it('is refused in words that say how to go on', async () => {
    const reasons = async (more: object) => (await order(more)).reason;
    expect(await reasons({ points: ['o1'] })).toBe('noSuchPoint');
    expect(await reasons({ kind: 'streetOffice', frequency: { by: 'weeks', on: ['mon'] } })).toBe('tooSeldom');
    expect(await reasons({ from: day(-1) })).toBe('dayOver');
    expect(await reasons({ to: day(3), from: day(5) })).toBe('noTurn');
    expect(await reasons({ rota: ['fang-yong'] })).toBe('notAPatroller');
    expect(await reasons({ unit: 'market' })).toBe('noPatrollerThere');
    expect(await reasons({ frequency: { by: 'nthWeekday', on: ['fri'] } })).toBe('frequencyUnclear');
    expect((await order({ route: 'nowhere', kind: 'nothing' })).issues?.map(({ path }) => path.join('.'))).toEqual(
      ['input.route', 'input.kind'].map((path) => expect.stringContaining(path.slice(6))),
    );
    expect(await order({}, 'tan-yi')).toMatchObject({ reason: 'kernel.wrongRole' });
  });
});

describe('a round of a schedule', () => {
  it('has findings that are settled there or become reports that name it, and counts by checkpoint', async () => {
    const id = await ordered({ title: 'Found', route: 'straight', points: ['f4', 'f5'], frequency: { by: 'days', each: 30 } });
    await opened(id, 1);
    const round = await roundOn(id, day(0));
    expect(await banjie.act('hua-jie', 'inspectionRound.begin', round)).toMatchObject({ __typename: 'ActionDone' });
    const litter = { point: 'f4', kind: 'litter', text: '垃圾散落' };
    expect(await find('hua-jie', round, litter, 0)).toMatchObject({ reason: 'photosMissing' });
    expect(await find('hua-jie', round, { ...litter, settled: '已清扫' }, 1)).toMatchObject({ reason: 'photosMissing' });
    expect(await find('hua-jie', round, { ...litter, kind: 'grease', settled: '已清扫' }, 1, 1)).toMatchObject({
      reason: 'notOnTheSpot',
    });
    expect(await find('hua-jie', round, { ...litter, point: 'c1' }, 1)).toMatchObject({ reason: 'notInRound' });
    expect(await find('hua-jie', round, { ...litter, settled: '已清扫' }, 1, 1)).toMatchObject({ __typename: 'ActionDone' });
    expect(await inspect('hua-jie', round, 'f4', 'clear')).toMatchObject({ reason: 'foundThere' });
    await inspect('hua-jie', round, 'f4', 'hazards');
    await inspect('hua-jie', round, 'f5', 'hazards');
    const finish = () => banjie.act('hua-jie', 'inspectionRound.finish', round, {});
    expect(await banjie.act('hua-jie', 'inspectionRound.finish', round, { reason: 'Rain' })).toMatchObject({
      reason: 'findingMissing',
    });
    await find('hua-jie', round, { point: 'f5', kind: 'mixedPipe', text: '雨水管有泡沫' }, 1);
    const reports = () =>
      banjie.sql<{ facts: Any; state: string }>(
        `SELECT c.facts, c.state FROM links l JOIN cases c ON c.id = l.from_case WHERE l.to_case = $1 AND l.kind = 'reportedIn'`,
        [round],
      );
    const [report] = await banjie.until(reports, (found) => found.length === 1);
    expect(report?.facts).toMatchObject({
      channel: 'patrol',
      category: { code: 'blockedDrain' },
      reporters: [{ id: 'hua-jie' }],
    });
    expect(await finish()).toMatchObject({ __typename: 'ActionDone', case: { state: 'finished' } });
    const { data } = await banjie.ask(
      'gu-qing',
      `{ patrolCoverage(route: "straight", from: "${day(-1)}", before: "${day(6)}") { rounds perWeek finished overdue openedLate points { id planned inspected coverage findings settled lastInspectedAt } } }`,
    );
    const { points, ...whole } = data.patrolCoverage;
    expect(whole).toEqual({ rounds: 1, perWeek: 1, finished: 1, overdue: 0, openedLate: 0 });
    expect(points).toHaveLength(12);
    expect(points.filter(({ planned }: Any) => planned > 0)).toMatchObject([
      { id: 'f4', planned: 1, inspected: 1, coverage: 1, findings: 1, settled: 1 },
      { id: 'f5', planned: 1, inspected: 1, findings: 1, settled: 0 },
    ]);
    expect(
      (await banjie.ask('hua-jie', `{ patrolCoverage(route: "straight", from: "${day(0)}", before: "${day(1)}") { rounds } }`))
        .errors?.[0]?.extensions.code,
    ).toBe('FORBIDDEN');
    // As it began, the round knows its schedule.
    await expect.poll(async () => (await roundsOf(id))[0]?.state).toBe('finished');
  });

  it('goes to the next of the rota when an inspector has left, and to the heir of a unit that has ended', async () => {
    const id = await ordered({ title: 'Left', rota: ['lei-ting', 'tan-yi'], frequency: { by: 'days', each: 8 } });
    expect((await opened(id, 2)).map(({ assignee }) => assignee)).toEqual(['lei-ting', 'tan-yi']);
    const change = async (mutation: string) => {
      const { data, errors } = await banjie.ask(
        'shi-lei',
        `mutation { ${mutation} { __typename ... on InvalidInput { issues { message } } } }`,
      );
      expect(errors ?? Object.values(data)).toMatchObject([{ __typename: 'ChangeDone' }]);
    };
    await change('endPerson(id: "lei-ting", requestId: "leaves")');
    await banjie.pass('8 days');
    await banjie.until(
      () => roundsOf(id),
      (rounds) => rounds.length === 3,
    );
    expect((await opened(id, 3))[2]?.assignee).toBe('tan-yi');
    await change('endUnit(id: "cangqiao-community", evenSo: true, requestId: "ends")');
    // The round of somebody who has left waits for those of the unit.
    const first = await roundOn(id, day(-8));
    await banjie.until(
      () => banjie.sql<{ unit: string }>(`SELECT unit FROM cases WHERE id IN ($1, $2)`, [id, first]),
      (found) => found.every(({ unit }) => unit === 'fuheng-community'),
    );
    expect(await banjie.act('hua-jie', 'inspectionRound.begin', first)).toMatchObject({ __typename: 'ActionDone' });
    await banjie.pass('8 days');
    await banjie.until(
      () => roundsOf(id),
      (rounds) => rounds.length === 4,
    );
    const fourth = (await opened(id, 4))[3];
    // Whoever patrolled for the unit alone doesn’t do so for its heir.
    expect(fourth?.assignee).toBeNull();
    const [{ unit } = { unit: '' }] = await banjie.sql<{ unit: string }>(`SELECT unit FROM cases WHERE id = $1`, [fourth?.case]);
    expect(unit).toBe('fuheng-community');
  });
});
