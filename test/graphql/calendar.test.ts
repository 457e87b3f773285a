import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '../../activities/local-moments.ts';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const SET = `mutation ($calendar: JSON!, $version: Int!, $requestId: ID!) { setCalendar(calendar: $calendar, expectedVersion: $version, requestId: $requestId) {
  __typename ... on ChangeDone { replayed change { after } } ... on InvalidInput { issues { path message } } } }`;
// biome-ignore lint/suspicious/noExplicitAny: a calendar as JSON
const calendar = async (): Promise<any> => (await office.ask('shi-lei', '{ calendar }')).data.calendar;
const set = async (changed: object, version: number, requestId = nextRequest(), person = 'shi-lei') =>
  office.ask(person, SET, { calendar: changed, version, requestId });
const clocksOf = async (id: string) =>
  (
    await office.ask(
      'xu-jing',
      `{ case(id: "${id}") { dueAt clocks { name dueAt state remaining { value } } tasks { action dueAt } clockMoves { actorId calendarVersion clocks { name run before after } } history(first: 1) { totalCount } } }`,
    )
  ).data.case;
/** The next fourteen days, whatever day it is today. */
const comingDays = () =>
  Array.from({ length: 14 }, (_, i) => new Date(Date.now() + (i + 1) * 86_400_000).toISOString().slice(0, 10));

describe('when the working calendar is changed', () => {
  it('the due times of open cases move with it, with one entry in the journal of each', async () => {
    const moved = [
      (await office.start('deng-li', rubbish)).case.id,
      (await office.start('deng-li', { ...rubbish, category: 'other' })).case.id,
    ];
    const closed = (await office.start('deng-li', { ...rubbish, category: 'courtMatter' })).case.id;
    const before = await Promise.all(moved.map(clocksOf));
    const now = await calendar();
    const holidays = Object.fromEntries(comingDays().map((day) => [day, 'holiday']));
    // Today too has no duty left, so that fifteen minutes at the desk move as well.
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: now.zone }).format(new Date());
    const requestId = nextRequest();
    const changed = { ...now, days: { ...now.days, [today]: 'holiday', ...holidays } };
    const answer = await set(changed, now.version, requestId);
    expect(answer.data.setCalendar).toMatchObject({ __typename: 'ChangeDone', replayed: false, change: { after: { moved: 2 } } });
    expect((await set(changed, now.version, requestId)).data.setCalendar).toMatchObject({ replayed: true });

    for (const [i, id] of moved.entries()) {
      const after = await clocksOf(id);
      const earlier = before[i];
      expect(after.clockMoves).toHaveLength(1);
      expect(after.clockMoves[0]).toMatchObject({ actorId: 'shi-lei', calendarVersion: now.version + 1 });
      expect(after.history.totalCount).toBe(earlier.history.totalCount);
      expect(Date.parse(after.dueAt)).toBeGreaterThan(Date.parse(earlier.dueAt));
      for (const [k, clock] of after.clocks.entries()) {
        expect(Date.parse(clock.dueAt)).toBeGreaterThan(Date.parse(earlier.clocks[k].dueAt));
        const entry = after.clockMoves[0].clocks.find(({ name }: { name: string }) => name === clock.name);
        expect([Date.parse(entry.before), Date.parse(entry.after)]).toEqual([
          Date.parse(earlier.clocks[k].dueAt),
          Date.parse(clock.dueAt),
        ]);
      }
      expect(after.tasks[0].dueAt).toBe(after.dueAt);
    }
    expect((await clocksOf(closed)).clockMoves).toEqual([]);

    // What is done from now on is reckoned by the new calendar.
    expect(await office.act('fang-yong', 'accept', moved[0] as string)).toMatchObject({ __typename: 'ActionDone' });
    const later = (await office.start('deng-li', rubbish)).case;
    expect(Date.parse(later.dueAt)).toBeGreaterThan(Date.parse(`${comingDays()[12]}T00:00:00Z`));
    // And back: a second entry.
    await set({ ...now }, now.version + 1);
    expect((await clocksOf(moved[1] as string)).clockMoves).toHaveLength(2);
  });

  it('those who were promised a date in a year that isn’t arranged yet know so, administrators too, and hear when it moves', async () => {
    const now = await calendar();
    const day = localDate(new Date().toISOString(), now.zone);
    await changeOf(office, 'setCategory', {
      input: {
        code: 'long',
        process: 'issueReport',
        validFrom: day,
        en: 'Long',
        zh: '长期',
        owner: 'sanitation',
        handle: { workingDays: 500 },
      },
    });
    const { id } = (await office.start('deng-li', { ...rubbish, category: 'long' })).case;
    await office.act('fang-yong', 'accept', id);
    await office.start('deng-li', { ...rubbish, category: 'long' });
    const asked = `{ case(id: "${id}") { clocks { name provisional dueAt } tasks { action provisional } }
      inbox(first: 50) { edges { node { caseId notice body } } } }`;
    const read = async (person: string) => {
      const { data } = await office.ask(person, asked);
      return { ...data.case, told: data.inbox.edges.map(({ node }: { node: object }) => node) };
    };
    const before = await read('deng-li');
    expect(before.clocks).toContainEqual(expect.objectContaining({ name: 'handle', provisional: true }));
    expect(before.clocks).toContainEqual(expect.objectContaining({ name: 'accept', provisional: false }));
    expect(before.tasks).toContainEqual({ action: 'done', provisional: true });
    expect(before.told).toContainEqual({ caseId: id, notice: 'dispatched', body: expect.stringMatching(/provisional/) });
    const missing = (await read('shi-lei')).told.filter(({ notice }: { notice: string }) => notice === 'arrangementMissing');
    expect(missing).toEqual([{ caseId: id, notice: 'arrangementMissing', body: expect.stringMatching(/setCalendar/) }]);

    const nextYear = now.publicHolidays.arrangedTo + 1;
    const days = {
      ...now.days,
      [`${nextYear}-03-01`]: 'holiday',
      [`${nextYear}-03-02`]: 'holiday',
      [`${nextYear}-03-03`]: 'holiday',
    };
    const arranged = { country: 'CN', arrangedTo: nextYear + 10 };
    await set({ ...now, days: { ...days, [`${nextYear + 10}-03-01`]: 'holiday' }, publicHolidays: arranged }, now.version);
    const after = await read('deng-li');
    expect(after.clocks).toContainEqual(expect.objectContaining({ name: 'handle', provisional: false }));
    expect(after.told.filter(({ notice }: { notice: string }) => notice === 'dueMoved')).toContainEqual({
      caseId: id,
      notice: 'dueMoved',
      body: expect.stringMatching(/promised by .* \d{4}, 17:30; .*due by .* \d{4}, 17:30 now/),
    });
    // What they were told first still says what it said.
    type Told = { notice: string; body: string };
    const first = ({ told }: { told: Told[] }) =>
      told.filter(({ notice }) => notice === 'dispatched').map(({ body }) => body.replace(/ \(provisional.*?\)/, ''));
    expect(first(after)).toEqual(first(before));
    await set({ ...now }, now.version + 1);
  });

  it('a change that is sent twice at once is made once, and both are told that it is', async () => {
    const now = await calendar();
    const requestId = nextRequest();
    const answers = await Promise.all([set(now, now.version, requestId), set(now, now.version, requestId)]);
    expect(answers.map(({ data }) => data.setCalendar.__typename)).toEqual(['ChangeDone', 'ChangeDone']);
    expect((await calendar()).version).toBe(now.version + 1);
  });

  it('what makes no sense is refused in words, and so is an edit of an older version', async () => {
    const now = await calendar();
    const bad: object[] = [
      { ...now, zone: 'Moon/Crater' },
      { ...now, days: { ...now.days, '2026-02-31': 'holiday' } },
      { zone: 'Asia/Shanghai' },
      { ...now, week: { ...now.week, 1: [{ from: 600, to: 500 }] } },
    ];
    for (const sent of bad) {
      const { data } = await set(sent, now.version);
      expect(data.setCalendar).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ path: ['calendar'], message: expect.stringMatching(/\w+/) }],
      });
    }
    const stale = await set(now, now.version - 1);
    expect(stale.data.setCalendar).toMatchObject({
      issues: [{ path: ['expectedVersion'], message: expect.stringMatching(/read it again/) }],
    });
    expect((await calendar()).version).toBe(now.version);
  });

  it('an administrator did it, and nobody else can', async () => {
    const now = await calendar();
    for (const person of ['qiu-ming', 'lu-xia', 'xu-jing', 'deng-li']) {
      const { errors } = await set(now, now.version, nextRequest(), person);
      expect([person, errors?.[0]?.extensions.code]).toEqual([person, 'FORBIDDEN']);
    }
  });
});
