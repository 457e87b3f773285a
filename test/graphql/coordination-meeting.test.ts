import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fushan } from '../../prisma/seed/fushan.ts';
import { coordinationMeetingPackage } from '../../processes/coordination-meeting.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import type { TestBanjie } from '../../testing/test-banjie.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const place = { lat: 30.003, lon: 120.573 };

/** Twelve units, each with one who speaks for it. */
const twelve = Array.from({ length: 12 }, (_, n) => `unit-${n + 1}`);
const street = {
  ...fushan,
  units: [
    ...fushan.units,
    ...[...twelve, 'water-bureau'].map((id) => ({ id, parent: 'fushan', kind: 'department', en: id, zh: id })),
  ],
  // It has the work of the other one as soon as that is dissolved.
  tables: [...(fushan.tables ?? []), { table: 'unitSuccessors', key: 'water-station', value: { successor: 'water-bureau' } }],
  people: [
    ...fushan.people,
    ...[...twelve, 'water-bureau'].map((unit) => ({
      ...{ id: `of-${unit}`, name: `Of ${unit}`, unit, locale: 'en' as const, roles: [{ role: 'handler', unit }] },
    })),
  ],
};

let banjie: TestBanjie;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({ packages: [coordinationMeetingPackage, issueReportPackage], tenants: [street] });
});
afterAll(() => banjie?.close());

const iso = (moment: number): string => new Date(moment).toISOString();
const dayIn = (days: number): string => iso(banjie.now() + days * DAY + ZONE).slice(0, 10);
const passTo = (moment: number) => banjie.pass(`${Math.ceil((moment - banjie.now()) / MINUTE)} minutes`);
const act = (person: string, action: string, id: string, input: object = {}, process = 'coordinationMeeting') =>
  banjie.act(person, `${process}.${action}`, id, input);
const does = async (...asked: Parameters<typeof act>): Promise<void> => {
  const done = await act(...asked);
  expect([asked[1], done.issues, done.message, done.__typename]).toEqual([asked[1], undefined, undefined, 'ActionDone']);
};
const caseOf = async (id: string, selection: string, person = 'gu-qin'): Promise<Any> => {
  const { data, errors } = await banjie.ask(person, `{ case(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.case;
};
const factsOf = async (id: string, facts: string, person?: string): Promise<Any> =>
  (await caseOf(id, `... on CoordinationMeeting { facts { ${facts} } }`, person)).facts;
const eventsOf = async (id: string): Promise<readonly string[]> =>
  (await caseOf(id, 'history(first: 100) { edges { node { name } } }')).history.edges.map(({ node }: Any) => node.name);
const stateOf = async (id: string, person?: string): Promise<string> => (await caseOf(id, 'state', person)).state;
const subjects = async (person: string): Promise<readonly string[]> =>
  (await banjie.ask(person, '{ inbox(first: 50) { edges { node { subject } } } }')).data.inbox.edges.map(
    ({ node }: Any) => node.subject,
  );
const changed = async (field: string, args: string): Promise<void> => {
  const { data, errors } = await banjie.ask(
    'shi-lei',
    `mutation { ${field}(${args}, requestId: "${randomUUID()}") { __typename } }`,
  );
  expect([errors?.[0]?.message, data?.[field]]).toEqual([undefined, { __typename: 'ChangeDone' }]);
};

const call = (at: number, more: object = {}) => ({
  ...{ matter: '巷道管线', where: '学士坊6号巷口', point: place, at: iso(at), lead: 'housing' },
  ...{ units: ['gas-station', 'power-station'], agenda: ['管线间距'], ...more },
});
const opened = async (more: object = {}, days = 20): Promise<string> => {
  const done = await banjie.start('jiang-lan', 'coordinationMeeting', call(banjie.now() + days * DAY, more));
  expect([done.message, done.issues, done.__typename]).toEqual([undefined, undefined, 'ActionDone']);
  return done.case?.id ?? '';
};
const there = async (id: string, people: readonly string[]): Promise<void> => {
  const { at } = await factsOf(id, 'at');
  if (Date.parse(at) > banjie.now()) await passTo(Date.parse(at));
  for (const person of people) await does(person, 'checkIn', id, { place });
};
const EVERYBODY = ['mao-yi', 'tang-bin', 'jiao-min', 'ruan-jie'];

describe('the lane', () => {
  let report: string;
  let meeting: string;
  const since = () => iso(banjie.now() - 400 * DAY);

  beforeAll(async () => {
    const filed = await banjie.start('deng-li', 'issueReport', {
      category: 'roadDamage',
      text: '巷道过窄，燃气管无法铺设',
      place,
    });
    report = filed.case?.id ?? '';
    await does('lou-tao', 'dispatch', report, { unit: 'housing', reason: '道路' }, 'issueReport');
    await does('mao-yi', 'accept', report, {}, 'issueReport');
  });

  it('calls the units by the kind of matter, not too soon, and each speaks for itself', async () => {
    const units = ['gas-station', 'water-station', 'power-station'];
    const meet = (at: number, more: object = {}) =>
      act('mao-yi', 'callMeeting', report, { at: iso(at), units, agenda: '管线间距', blocking: true, ...more }, 'issueReport');
    expect(await meet(banjie.now() + MINUTE)).toMatchObject({ reason: 'tooSoon' });
    expect(await meet(banjie.now() + 20 * DAY, { subject: 'moon' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await meet(banjie.now() + 20 * DAY, { lead: 'gas-station' })).toMatchObject({
      ...{ __typename: 'InvalidInput', issues: [{ path: ['input', 'units', '0'] }] },
    });
    expect(await meet(banjie.now() + 20 * DAY, { subject: 'pipes' })).toMatchObject({ __typename: 'ActionDone' });
    const linked = () =>
      caseOf(report, 'linkedFrom { from kind } ... on IssueReport { facts { meetings { meeting blocking } } }', 'mao-yi');
    const found = await banjie.until(linked, ({ facts }) => facts.meetings[0].meeting !== null);
    expect(found.linkedFrom).toEqual([{ from: found.facts.meetings[0].meeting, kind: 'meetingOf' }]);
    meeting = found.facts.meetings[0].meeting;
    expect(await factsOf(meeting, 'lead { unit { id } } units { unit { id } people } subject { id } blocking')).toEqual({
      ...{ lead: { unit: { id: 'housing' } }, subject: { id: 'pipes' }, blocking: true },
      units: [
        { unit: { id: 'gas-station' }, people: ['mei-fen', 'tang-bin'] },
        { unit: { id: 'water-station' }, people: ['jiao-min', 'yuan-shui'] },
        { unit: { id: 'power-station' }, people: ['bao-gang', 'ruan-jie'] },
      ],
    });
    await does('tang-bin', 'reply', meeting, { says: 'comes' });
    expect(await act('wu-jianhua', 'reply', meeting, { says: 'comes' }).catch(String)).toMatch(/no case/);
  });

  it('fails once because too few come, and begins the next time', async () => {
    await there(meeting, ['mao-yi', 'tang-bin']);
    expect(await act('mao-yi', 'begin', meeting)).toMatchObject({ reason: 'noQuorum' });
    const again = banjie.now() + 20 * DAY;
    await does('mao-yi', 'adjourn', meeting, { at: iso(again), reason: '供水、供电未到' });
    expect(await subjects('yuan-shui')).toContainEqual(expect.stringContaining('Water Company Station hasn’t said'));
    await there(meeting, EVERYBODY);
    await does('mao-yi', 'begin', meeting);
    expect((await factsOf(meeting, 'sittings { n failed quorate }')).sittings).toEqual([
      { n: 1, failed: true, quorate: null },
      { n: 2, failed: false, quorate: true },
    ]);
  });

  it('stops the report by what isn’t settled, and names it and its owner', async () => {
    const due = dayIn(20);
    const trench = { text: '提交沟槽方案', owner: 'gas-station', due, blocking: true, proof: 'paper' };
    expect(await act('mao-yi', 'resolve', meeting, { ...trench, owner: 'market' })).toMatchObject({ reason: 'ownerNotCalled' });
    expect(await act('mao-yi', 'resolve', meeting, { ...trench, due: dayIn(-1) })).toMatchObject({ reason: 'dueTooEarly' });
    await does('mao-yi', 'resolve', meeting, trench);
    await does('mao-yi', 'resolve', meeting, { text: '迁移水表', owner: 'water-station', due, blocking: true });
    await does('mao-yi', 'resolve', meeting, { text: '电缆入地', owner: 'power-station', due });
    const finish = () => act('mao-yi', 'done', report, { result: '已铺设' }, 'issueReport');
    const refused = await finish();
    expect(refused).toMatchObject({ __typename: 'Refused', reason: 'blockedBy' });
    expect(refused.message).toContain('提交沟槽方案');
    expect(refused.message).toMatch(/Gas Company Station|燃气服务站/);
    expect(refused.message).toContain(meeting);
    const { nextActions } = await caseOf(report, 'nextActions { name code waitsFor { caseId } }', 'mao-yi');
    expect(nextActions).toContainEqual({
      name: 'done',
      code: 'blockedBy',
      waitsFor: [expect.objectContaining({ caseId: meeting })],
    });
  });

  it('writes the minutes from the record; no words change who was there', async () => {
    await does('mao-yi', 'conclude', meeting, { remarks: '市场所也到会' });
    expect(await act('ma-lili', 'checkIn', meeting, { place }).catch(String)).toMatch(/no case/);
    expect(await act('tang-bin', 'checkIn', meeting, { place })).toMatchObject({ reason: 'kernel.wrongState' });
    await does('jiao-min', 'objectToMinutes', meeting, { text: '我们提前到会' });
    await does('mao-yi', 'answerObjection', meeting, { objection: 1, amended: false, words: '以签到为准' });
    const { minutes } = await factsOf(meeting, 'minutes { units { unit { id } was } }');
    expect(minutes.units.map(({ unit, was }: Any) => `${unit.id} ${was}`)).toEqual([
      expect.stringMatching(/^housing (onTime|late)$/),
      expect.stringMatching(/^gas-station (onTime|late)$/),
      expect.stringMatching(/^water-station (onTime|late)$/),
      expect.stringMatching(/^power-station (onTime|late)$/),
    ]);
  });

  it('has the work of a dissolved unit done by its successor, with its due day', async () => {
    const { items } = await factsOf(meeting, 'items { due }');
    await changed('endUnit', 'id: "water-station", evenSo: true');
    const now = await banjie.until(
      () => factsOf(meeting, 'items { due owner { unit { id } people } }'),
      (facts) => facts.items[1].owner.unit.id === 'water-bureau',
    );
    expect(now.items[1]).toEqual({
      due: items[1].due,
      owner: { unit: { id: 'water-bureau' }, people: ['of-water-bureau'] },
    });
    const { tasks } = await caseOf(meeting, 'tasks { action person }');
    expect(tasks).toContainEqual({ action: 'done', person: 'of-water-bureau' });
    expect(tasks).not.toContainEqual({ action: 'done', person: 'jiao-min' });
  });

  it('frees the report when what stopped it is proved, or dropped', async () => {
    await does('tang-bin', 'done', meeting, { item: 1, text: '方案已定', paper: 'R-7' });
    await does('gu-qin', 'check', meeting, { item: 1, passed: true });
    expect((await act('mao-yi', 'done', report, { result: '已铺设' }, 'issueReport')).message).toContain('迁移水表');
    await does('mao-yi', 'drop', meeting, { item: 2, reason: '水表不动' });
    await does('jiang-lan', 'decideDrop', meeting, { item: 2, agreed: true });
    // Whoever tried hears of it.
    const free = await banjie.until(
      () => subjects('mao-yi'),
      (all) => all.some((one) => one.includes(report) && one.includes('free')),
    );
    expect(free).toBeDefined();
    await does('mao-yi', 'done', report, { result: '已铺设' }, 'issueReport');
  });

  it('is over with the last item; the report hears each of them, and its reporters the end', async () => {
    await banjie.pass('12 days');
    await banjie.until(
      () => eventsOf(meeting),
      (events) => events.includes('MinutesStood'),
    );
    await does('ruan-jie', 'done', meeting, { item: 3, text: '已入地' });
    // Of a last check and a new item at once the check closes it, and the item is refused.
    const late = { text: '补充事项', owner: 'gas-station', due: dayIn(9) };
    const [checked, resolved] = await Promise.all([
      act('gu-qin', 'check', meeting, { item: 3, passed: true }),
      act('mao-yi', 'resolve', meeting, late),
    ]);
    expect([checked.__typename, resolved.reason]).toEqual(['ActionDone', 'kernel.wrongState']);
    expect(await stateOf(meeting)).toBe('closed');
    const heard = () => caseOf(report, '... on IssueReport { facts { meetings { end items { n state } } } }', 'mao-yi');
    const { facts } = await banjie.until(heard, (found) => found.facts.meetings[0].end !== null);
    expect(facts.meetings).toEqual([
      {
        end: 'closed',
        items: [
          { n: 1, state: 'closed' },
          { n: 2, state: 'dropped' },
          { n: 3, state: 'closed' },
        ],
      },
    ]);
    expect(await subjects('deng-li')).toContainEqual(expect.stringMatching(/settled|办结/));
    const { data } = await banjie.ask('qiu-ming', `{ verifyRecord(caseId: "${meeting}") { intact } }`);
    expect(data.verifyRecord).toEqual({ intact: true });
  });

  it('stands in the figures as it was', async () => {
    const span = `from: "${since()}", before: "${iso(banjie.now() + 1_000)}"`;
    const { data } = await banjie.ask(
      'gu-qin',
      `{ meetingReport(${span}, by: PROCESS) { key meetings cancelled again fromCases cases per100 items settled onTime late openOverdue dropped onTimeShare }
         meetingAttendance(${span}) { unit sittings late onTime excused absent } }`,
    );
    expect(data.meetingReport).toEqual([
      {
        ...{ key: 'issueReport', meetings: 1, cancelled: 0, again: 0, fromCases: 1, cases: 1, per100: 100, items: 3, settled: 2 },
        ...{ onTime: 2, late: 0, openOverdue: 0, dropped: 1, onTimeShare: 1 },
      },
    ]);
    // Two sittings; power missed the first, and the bureau has the place of water, which missed it, too.
    const came = data.meetingAttendance.map(({ unit, sittings, onTime, late, absent }: Any) => [
      unit,
      sittings,
      onTime + late,
      absent,
    ]);
    expect(came).toEqual([
      ['gas-station', 2, 2, 0],
      ['housing', 2, 2, 0],
      ['power-station', 2, 1, 1],
      ['water-bureau', 2, 1, 1],
    ]);
  });
});

describe('a meeting', () => {
  it('counts twelve units that check in at once, each once', async () => {
    const id = await opened({ units: twelve, quorum: 1000 });
    await there(id, ['mao-yi']);
    expect(await act('mao-yi', 'begin', id)).toMatchObject({ reason: 'noQuorum' });
    const answers = await Promise.all(twelve.map((unit) => act(`of-${unit}`, 'checkIn', id, { place })));
    expect(answers.map(({ __typename }) => __typename)).toEqual(twelve.map(() => 'ActionDone'));
    expect((await eventsOf(id)).filter((name) => name === 'CheckedIn')).toHaveLength(13);
    // It begins while the last unit that is needed excuses itself: whichever is first, the other one fits to it.
    const excuse = { says: 'excused', reason: '出警', view: '无意见' };
    const [begun, excused] = await Promise.all([act('mao-yi', 'begin', id), act('of-unit-12', 'reply', id, excuse)]);
    const first = begun.__typename === 'ActionDone';
    expect([begun, excused].filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    const { attendance } = await factsOf(id, 'attendance { unit { id } }');
    expect([new Set(attendance.map(({ unit }: Any) => unit.id)).size, await stateOf(id)]).toEqual(
      first ? [13, 'inSession'] : [12, 'called'],
    );
  });

  it('doesn’t take the hour of somebody who is the only one of their unit twice', async () => {
    const at = banjie.now() + 20 * DAY;
    const only = { units: ['unit-1'] };
    expect(await banjie.start('jiang-lan', 'coordinationMeeting', call(at, only))).toMatchObject({ __typename: 'ActionDone' });
    const half = await banjie.start('jiang-lan', 'coordinationMeeting', call(at + 30 * MINUTE, only));
    expect(half).toMatchObject({ __typename: 'Refused', reason: 'samePlaceSameHour' });
    expect(await banjie.start('jiang-lan', 'coordinationMeeting', call(at + HOUR, only))).toMatchObject({
      __typename: 'ActionDone',
    });
  });

  it('is refused with what is wrong: too many units, a unit that isn’t there, a blocking one without its case', async () => {
    const at = banjie.now() + 20 * DAY;
    const start = (more: object) => banjie.start('jiang-lan', 'coordinationMeeting', call(at, more));
    expect(await start({ units: [...twelve, 'market'] })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'units'] }],
    });
    expect(await start({ units: ['moon'] })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'units', '0'] }],
    });
    expect(await start({ blocking: true })).toMatchObject({ reason: 'blocksNothing' });
    expect(await banjie.start('jiang-lan', 'coordinationMeeting', call(banjie.now() - HOUR))).toMatchObject({
      reason: 'tooSoon',
    });
    expect(await banjie.start('mao-yi', 'coordinationMeeting', call(at))).toMatchObject({ reason: 'kernel.wrongRole' });
  });

  it('in an emergency is held at night half an hour later, and answered in half of that', async () => {
    const local = banjie.now() + ZONE;
    await banjie.pass(`${Math.ceil((DAY - (local % DAY) + 23 * HOUR) / MINUTE)} minutes`);
    const at = banjie.now() + 40 * MINUTE;
    expect(await banjie.start('jiang-lan', 'coordinationMeeting', call(at))).toMatchObject({ reason: 'tooSoon' });
    expect(await banjie.start('jiang-lan', 'coordinationMeeting', call(at - 20 * MINUTE, { emergency: true }))).toMatchObject({
      reason: 'tooSoon',
    });
    const done = await banjie.start('jiang-lan', 'coordinationMeeting', call(at, { emergency: true, units: ['gas-station'] }));
    const id = done.case?.id ?? '';
    await banjie.pass('21 minutes');
    await banjie.until(
      () => eventsOf(id),
      (events) => events.includes('SilenceNoted'),
    );
    await there(id, ['mao-yi', 'tang-bin']);
    await does('mao-yi', 'begin', id);
    // What is resolved for a unit that isn’t there binds it when the leader says so.
    expect(await stateOf(id)).toBe('inSession');
  });

  it('shows the names of residents to the lead unit alone', async () => {
    const id = await opened({ residents: [{ name: '王大妈', door: '6-1' }], units: ['gas-station'] });
    const read = async (person: string) => (await factsOf(id, 'residents { name door }', person)).residents;
    expect(await read('mao-yi')).toEqual([{ name: '王大妈', door: '6-1' }]);
    const [masked] = await read('tang-bin');
    expect(masked).toEqual({ name: expect.not.stringContaining('大妈'), door: '6-1' });
  });

  it('reminds of an item at each step once, binds whoever wasn’t there by the leader alone, and begins a second time with those who come', async () => {
    const id = await opened({ units: ['gas-station', 'power-station', 'market'] });
    await there(id, ['mao-yi', 'tang-bin']);
    await does('mao-yi', 'adjourn', id, { at: iso(banjie.now() + 20 * DAY), reason: '到会不足' });
    await there(id, ['mao-yi', 'tang-bin']);
    await does('mao-yi', 'begin', id);
    expect(await subjects('ma-lili')).toContainEqual(expect.stringMatching(/began without your unit|未到会/));
    const due = dayIn(10);
    await does('mao-yi', 'resolve', id, { text: '移走摊位', owner: 'market', due });
    await does('mao-yi', 'resolve', id, { text: '改管', owner: 'gas-station', due });
    await does('mao-yi', 'conclude', id);
    const itemsOf = async () => (await factsOf(id, 'items { state }')).items.map(({ state }: Any) => state);
    expect(await itemsOf()).toEqual(['waiting', 'open']);
    expect(await act('ma-lili', 'done', id, { item: 1, text: '已移' })).toMatchObject({ reason: 'noSuchItem' });
    await does('jiang-lan', 'bind', id, { item: 1, bound: true, reason: '占道属市场' });
    expect(await itemsOf()).toEqual(['open', 'open']);
    await banjie.pass('40 days');
    await banjie.until(
      () => eventsOf(id),
      (events) => events.includes('MinutesStood') && events.filter((name) => name === 'ItemsReminded').length >= 5,
    );
    const mine = (await subjects('tang-bin')).filter((one) => /改管/.test(one) && !/To be done|由贵单位/.test(one));
    // Once before its day and once after it; the rest is for the leaders.
    expect(mine).toHaveLength(2);
  });
});
