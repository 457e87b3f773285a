import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinaCalendar } from '../../activities/calendar/china.ts';
import { dueAt } from '../../activities/calendar/clock.ts';
import { power as seed } from '../../prisma/seed/shangyu/power.ts';
import type { TrackRow } from '../../workflows/power-application/track.ts';
import { changeOf } from './administrator.ts';
import { factsOf } from './case-acts.ts';
import { nextRequest, type Office, openOffice, RESULT } from './office.ts';
import { factory, powerOffice, scheme, visit } from './power-office.ts';

let office: Office;
let power: ReturnType<typeof powerOffice>;
beforeAll(async () => {
  office = await openOffice();
  power = powerOffice(office);
});
afterAll(() => office?.close());

const rowOf = (code: string) => seed.tables.find(({ table, key }) => table === 'powerTracks' && key === code)?.value as TrackRow;

/** The time in all that an application was given: its budget, and its due time reckoned again by the calendar. */
const promise = async (id: string): Promise<{ days: number; due: number; reckoned: number | undefined }> => {
  const [clock] = await office.sql<{ budget: { workingDays: number }; due_at: Date; started_at: Date }>(
    `SELECT budget, due_at, started_at FROM clocks WHERE case_id = $1 AND name = 'total'`,
    [id],
  );
  if (!clock) throw new Error(`${id} has no total.`);
  const reckoned = dueAt(chinaCalendar(), clock.budget, [{ at: clock.started_at.getTime(), kind: 'start' }]);
  return { days: clock.budget.workingDays, due: clock.due_at.getTime(), reckoned };
};

describe('the tables of tracks', () => {
  it('say so where the steps may take longer than the whole, whichever of the two was changed', async () => {
    const validFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const row = { ...rowOf('threeZero'), when: { ...rowOf('threeZero').when, classes: ['household'] } };
    const adviceFor = async (value: object) =>
      (
        await changeOf(
          office,
          'setTableRow',
          { input: { table: 'powerTracks', key: 'threeZero', validFrom, value } },
          { person: 'qiu-lin' },
        )
      ).advice;
    expect(await adviceFor({ ...row, total: 2 })).toMatch(/may take 3 working days, 1 more than the 2 in all/);
    expect(await adviceFor({ ...row, days: { accept: 1, connect: 3 } })).toMatch(/may take 4 working days, 1 more than the 3/);
    expect(await adviceFor(row)).toBeNull();
  });

  it('of two cities give the same application two due dates', async () => {
    await office.sql(
      `INSERT INTO tenants (id, code, en, zh, zone) SELECT 'xinchang', code || 'X', 'Xinchang Power Supply', '新昌供电公司', zone FROM tenants WHERE id = 'shangyu'`,
    );
    await office.sql(
      `INSERT INTO calendars (tenant, version, calendar) SELECT 'xinchang', version, calendar FROM calendars WHERE tenant = 'shangyu'`,
    );
    await office.sql(
      `INSERT INTO people (tenant, id, subject, name) VALUES ('xinchang', 'xinchang-firm', 'xinchang-firm', '新昌茶厂')`,
    );
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('xinchang', 'xf', 'xinchang-firm', 'customer', '2020-01-01')`,
    );
    await office.sql(`INSERT INTO table_rows (tenant, table_name, key, valid_from, value, retired)
      SELECT 'xinchang', table_name, key, valid_from, CASE WHEN key = 'highSingle' THEN jsonb_set(value, '{total}', '20') ELSE value END, retired
      FROM table_rows WHERE tenant = 'shangyu'`);
    const people = (await (await fetch(`${office.url}/dev/people`)).json()) as { id: string; token: string }[];
    const token = people.find(({ id }) => id === 'xinchang-firm')?.token;
    const theirs = await office.ask(
      null,
      `mutation ($input: PowerApplicationStart!, $requestId: ID!) { startPowerApplication(input: $input, requestId: $requestId) { ${RESULT} } }`,
      { input: factory, requestId: nextRequest() },
      { authorization: `Bearer ${token}` },
    );
    const here = await promise(await power.file());
    const there = await promise(theirs.data.startPowerApplication.case.id);
    expect([here.days, there.days]).toEqual([38, 20]);
    expect(there.due).toBeLessThan(here.due);
    expect([here.due, there.due]).toEqual([here.reckoned, there.reckoned]);
  });

  it('changed from a day on count for applications filed from that day on', async () => {
    const before = await power.file();
    const [{ later } = { later: '' }] = await office.sql<{ later: string }>(
      `SELECT (tenant_today('shangyu') + 2)::text AS later`,
    );
    expect(await power.setTrack('highSingle', { ...rowOf('highSingle'), total: 25 }, later)).toMatchObject({
      __typename: 'ChangeDone',
    });
    const still = await power.file();
    // The day comes.
    await office.sql(
      `UPDATE table_rows SET valid_from = valid_from - 2 WHERE tenant = 'shangyu' AND key = 'highSingle' AND valid_from = $1`,
      [later],
    );
    const after = await power.file();
    const days: number[] = [];
    for (const id of [before, still, after]) days.push((await promise(id)).days);
    expect(days).toEqual([38, 38, 25]);
    // What was filed before goes on by what held then, also in the steps that are still to come.
    await power.done('xie-lan', 'accept', before, {});
    expect((await factsOf(office, 'xie-lan', before)).track.total).toBe(38);
  });

  it('take no row that doesn’t hold together', async () => {
    const broken = { ...rowOf('highSingle'), survey: 'skipped' };
    expect(await power.setTrack('highSingle', broken)).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('survey'),
    });
  });

  it('say why an application is on its track, and keep it with the filing', async () => {
    const id = await power.file();
    const { data } = await office.ask(
      'pan-yan',
      `{ case(id: "${id}") { history(first: 1) { edges { node { name reason authority } } } } }`,
    );
    const { reason, authority } = data.case.history.edges[0].node;
    expect(reason).toContain('10 kV, single source (class “Business”, 10 kV, 1 source, 400 kW of 1–10000).');
    expect(authority.track.chosen.code).toBe('highSingle');
  });
});

describe('the green channel', () => {
  const coop = {
    ...factory,
    customerClass: 'cooperative',
    purpose: 'Spring irrigation',
    materials: ['licence', 'landContract', 'equipment'],
  };

  it('gives a co-operative one contact by name, who is changed with a reason that the customer reads', async () => {
    // In season the whole year, so that it doesn't matter when this is tried.
    const { season: _, ...when } = rowOf('greenHigh').when;
    await power.setTrack('greenHigh', { ...rowOf('greenHigh'), when });
    const id = await power.file(coop, 'shengfeng-coop');
    expect(await promise(id)).toMatchObject({ days: 10 });
    const { manager, track } = await factsOf(office, 'shengfeng-coop', id);
    expect(track).toMatchObject({ code: 'greenHigh', green: true });
    const [mine, other] = manager.id === 'ge-hui' ? ['ge-hui', 'ren-bo'] : ['ren-bo', 'ge-hui'];
    // The next one goes to whoever has fewer.
    const second = await factsOf(office, 'shengfeng-coop', await power.file(coop, 'shengfeng-coop'));
    expect(second.manager.id).toBe(other);

    expect(await power.act(other, 'accept', id, {})).toMatchObject({ __typename: 'Refused', reason: 'notTheContact' });
    expect(await power.act('xie-lan', 'accept', id, {})).toMatchObject({ __typename: 'Refused', reason: 'notTheContact' });
    const handOver = { person: other, reason: 'On leave from Monday.' };
    expect(await power.act(other, 'transferManager', id, handOver)).toMatchObject({ reason: 'notTheContact' });
    expect(await power.act(mine, 'transferManager', id, { ...handOver, person: 'nobody' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await power.act(mine, 'transferManager', id, { ...handOver, person: 'xie-lan' })).toMatchObject({
      reason: 'notAManager',
    });
    await power.done(mine, 'transferManager', id, handOver);
    const inbox = await office.ask('shengfeng-coop', `{ inbox(first: 20) { edges { node { caseId body } } } }`);
    expect(JSON.stringify(inbox.data.inbox)).toContain('On leave from Monday.');
    expect(await power.act(mine, 'accept', id, {})).toMatchObject({ reason: 'notTheContact' });

    await power.done(other, 'accept', id, {});
    await power.done('tao-ming', 'survey', id, visit);
    await power.done('jin-lei', 'drawScheme', id, { ...scheme, tariff: 'agricultural', costCents: 0 });
    // No design review and no mid inspection on this track.
    expect(await power.done('shengfeng-coop', 'sign', id, { version: 1 })).toMatchObject({ case: { state: 'building' } });
    await power.done('shengfeng-coop', 'requestFinalInspection', id, { works: 'The pumps.' });
    await power.done('mao-jun', 'inspect', id, { passed: true });
    expect(await power.done('yao-gang', 'connect', id, { meter: 'M-1' })).toMatchObject({ case: { state: 'connected' } });
  });
});

describe('missing material', () => {
  it('is named all at once; what was missed then is our fault, on record and in the report, and our clock goes on', async () => {
    const id = await power.file({ materials: ['licence', 'premises'] });
    expect(await power.act('xie-lan', 'accept', id, {})).toMatchObject({ __typename: 'Refused', reason: 'materialMissing' });
    await power.done('xie-lan', 'giveNotice', id, { remark: 'With the power of each machine.' });
    expect(await power.clocksOf(id)).toEqual({ total: ['paused'], accept: ['paused'], customer: ['running'] });
    const work = await office.ask('yuwang-firm', `{ case(id: "${id}") { tasks { action dueAt } } }`);
    expect(work.data.case.tasks).toMatchObject([{ action: 'supplyMaterials', dueAt: expect.any(String) }]);
    await power.done('yuwang-firm', 'supplyMaterials', id, { materials: ['equipment'] });
    expect(await power.clocksOf(id)).toEqual({ total: ['running'], accept: ['running'], customer: ['stopped'] });

    expect(await power.act('xie-lan', 'giveNotice', id, {})).toMatchObject({ reason: 'noticeGivenAlready' });
    const second = { unusable: ['licence'], reason: 'It ran out last year.' };
    expect(await power.done('xie-lan', 'giveSecondNotice', id, second)).toMatchObject({
      case: { state: 'awaitingMaterials' },
      event: { name: 'SecondNoticeGiven' },
    });
    expect(await power.clocksOf(id)).toEqual({ total: ['running'], accept: ['running'], customer: ['stopped'] });
    expect((await factsOf(office, 'xie-lan', id)).faults).toMatchObject([
      { kind: 'missedInFirstNotice', materials: ['licence'] },
    ]);
    const { data } = await office.ask('yuwang-firm', `{ powerApplicationReport(id: "${id}") { faults } }`);
    expect(data.powerApplicationReport).toEqual({ faults: 1 });
    expect(await power.subjectsOf('shao-kai', id)).toEqual([`A first notice was incomplete: ${id}`]);
    await power.done('yuwang-firm', 'supplyMaterials', id, { materials: ['licence'] });
    expect(await power.done('xie-lan', 'accept', id, {})).toMatchObject({ case: { state: 'surveying' } });
  });
});

describe('an application that comes to no meter', () => {
  it('is rejected with a ground, appealed, and goes on where it was when the leader upholds that', async () => {
    const id = await power.presented();
    await power.done('xie-lan', 'reject', id, { ground: 'The land isn’t zoned for it.' });
    expect((await factsOf(office, 'xie-lan', id)).report).toMatchObject({ procedures: 2, onTime: true });
    await expect(power.act('chen-dahu', 'appeal', id, { ground: 'No.' })).rejects.toThrow(id);
    await power.done('yuwang-firm', 'appeal', id, { ground: 'It is, since last week.' });
    expect(await power.act('xie-lan', 'decideAppeal', id, { upheld: false, reason: 'No.' })).toMatchObject({
      reason: 'kernel.wrongRole',
    });
    expect(await power.done('shao-kai', 'decideAppeal', id, { upheld: true, reason: 'Seen.' })).toMatchObject({
      case: { state: 'awaitingSignature' },
    });
    expect(await power.clocksOf(id)).toMatchObject({ total: ['paused'], customer: ['running'], appeal: ['stopped'] });
    expect(await power.done('yuwang-firm', 'sign', id, { version: 1 })).toMatchObject({ case: { state: 'designing' } });
    expect(await power.done('yuwang-firm', 'withdraw', id, { reason: 'Sold.' })).toMatchObject({ case: { state: 'withdrawn' } });
  });

  it('stays rejected when the appeal is dismissed', async () => {
    const id = await power.file();
    await power.done('xie-lan', 'reject', id, { ground: 'The land isn’t zoned for it.' });
    await power.done('yuwang-firm', 'appeal', id, { ground: 'It is.' });
    await power.done('shao-kai', 'decideAppeal', id, { upheld: false, reason: 'Not shown.' });
    expect(await power.act('yuwang-firm', 'appeal', id, { ground: 'Again.' })).toMatchObject({ reason: 'appealOver' });
    const { data } = await office.ask(
      'pan-yan',
      `{ case(id: "${id}") { state closedAt } verifyRecord(caseId: "${id}") { intact events } }`,
    );
    expect(data.case).toMatchObject({ state: 'rejected', closedAt: expect.any(String) });
    expect(data.verifyRecord).toEqual({ intact: true, events: 4 });
  });
});
