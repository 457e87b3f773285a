import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { versionFor } from './administrator.ts';
import { aPhoto, nextOf, startOf } from './case-acts.ts';
import { fuseJob, liveLineSite } from './live-line-site.ts';
import { nextRequest, type Office, openOffice } from './office.ts';
import { powerOffice } from './power-office.ts';
import { day, protectedLines } from './protected-lines.ts';

let office: Office;
let lines: ReturnType<typeof protectedLines>;
let power: ReturnType<typeof powerOffice>;
let site: ReturnType<typeof liveLineSite>;
beforeAll(async () => {
  office = await openOffice();
  lines = protectedLines(office);
  power = powerOffice(office);
  site = liveLineSite(office);
});
afterAll(() => office?.close());

const found = async (person: string, input: object): Promise<string> => (await lines.find(person, input)).case.id;
const clockOf = async (id: string, name: string) =>
  (
    await office.ask('shao-kai', `{ case(id: "${id}") { clocks { name run budget { workingDays clockMinutes } state paused } } }`)
  ).data.case.clocks
    .filter((clock: { name: string }) => clock.name === name)
    .at(-1);
const told = (id: string, notice: string) =>
  office.sql(`SELECT person, channel FROM outbox WHERE case_id = $1 AND notice = $2 ORDER BY person, channel`, [id, notice]);

describe('a critical hazard', () => {
  it('is told to the leader at once, secured, rectified by one and rechecked by another', async () => {
    const id = await found('wei-min', { grade: 'critical', line: 'E617', section: '1', text: 'The earth wire hangs down' });
    expect(await told(id, 'tellAtOnce')).toEqual([
      { person: 'shao-kai', channel: 'inbox' },
      { person: 'shao-kai', channel: 'sms' },
    ]);
    expect(await clockOf(id, 'rectify')).toMatchObject({ budget: { clockMinutes: 240 }, state: 'running' });
    expect(await lines.hazard('shao-kai', 'assign', id, { unit: 'marketing' })).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('has no rectifier'),
    });
    expect(await lines.hazard('shao-kai', 'assign', id, { unit: 'xiaoyue-station' })).toMatchObject({
      case: { state: 'assigned' },
    });
    // Another station's rectifier doesn't even see it.
    await expect(lines.hazard('kong-liang', 'accept', id)).rejects.toThrow('no case');
    expect(await lines.hazard('wei-min', 'accept', id)).toMatchObject({ case: { state: 'rectifying' } });
    expect(await nextOf(office, 'wei-min', id, 'rectify')).toMatchObject({ allowed: false, code: 'measureNeeded' });
    await lines.hazard('wei-min', 'secure', id, { measure: 'A guard stands by, the lane is fenced off', guard: '老李' }, [
      await aPhoto(90),
    ]);
    expect(await nextOf(office, 'shao-kai', id, 'extend')).toMatchObject({ allowed: false, code: 'noExtension' });
    await lines.hazard('wei-min', 'noteWork', id, { text: 'Scaffold is up.' }, [await aPhoto(60)]);
    expect(await lines.hazard('wei-min', 'rectify', id, { result: 'The wire was spliced.' })).toMatchObject({
      case: { state: 'rechecking' },
    });
    expect(await clockOf(id, 'rectify')).toMatchObject({ paused: true });
    expect(await lines.recheck('wei-min', id)).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('somebody else'),
    });
    expect(
      await lines.hazard('shi-yong', 'recheck', id, { passed: false, finding: 'The splice slips.' }, [await aPhoto(120)]),
    ).toMatchObject({
      case: { state: 'rectifying' },
    });
    expect(await clockOf(id, 'rectify')).toMatchObject({ run: 0, state: 'running' });
    await lines.hazard('wei-min', 'rectify', id, { result: 'A new splice.' });
    expect(await lines.recheck('shi-yong', id)).toMatchObject({ case: { state: 'closed' } });
    expect(await lines.facts(id)).toMatchObject({
      rework: 1,
      measures: [{ guard: '老李' }],
      foundToFixed: { workingDays: 0, minutes: expect.any(Number), calendarDays: expect.any(Number) },
    });
    const seen = await office.ask('shao-kai', `{ case(id: "${id}") { attachments { sha256 } } }`);
    expect(seen.data.case.attachments).toHaveLength(4);
  });
});

describe('a finding', () => {
  const cases = () => office.sql(`SELECT count(*) FROM cases`);

  it('on a line, section, plan or round that isn’t there, or of an unknown grade, leaves nothing behind', async () => {
    const before = await cases();
    expect(await lines.find('yao-gang', { line: 'E900', section: '1' })).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['input', 'line'], message: expect.stringContaining('E900') }],
    });
    const path = async (input: object) => (await lines.find('yao-gang', input)).issues?.[0].path;
    expect(await path({ line: 'E551', section: '9' })).toEqual(['input', 'section']);
    expect(await path({ section: '1', place: { lat: 30, lon: 120 } })).toEqual(['input', 'section']);
    expect(await path({ line: 'E551', grade: 'awful' })).toEqual(['input', 'grade']);
    expect(await path({ line: 'E551', plan: 'SY-PP-1' })).toEqual(['input', 'plan']);
    expect(await path({ line: 'E551', round: 'SY-RD-1' })).toEqual(['input', 'round']);
    expect(await lines.find('yao-gang', {})).toMatchObject({ __typename: 'Refused' });
    expect(await lines.find('kong-liang', { line: 'E551' })).toMatchObject({ __typename: 'Refused' });
    expect(await startOf(office, 'yao-gang', 'hazardInspection', { grade: 'general', text: 'x', line: 'E551' })).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining('photo'),
    });
    expect(await cases()).toEqual(before);
    expect(await office.sql(`SELECT * FROM holds WHERE resource = 'line:E900'`)).toEqual([]);
  });

  it('comes to those who look after its line, whoever found it, and goes on to others when the line is corrected', async () => {
    const id = await found('yao-gang', { line: 'E617', section: '1' });
    expect(await lines.hazard('wei-min', 'accept', id)).toMatchObject({ case: { state: 'rectifying', unit: 'xiaoyue-station' } });
    expect(await lines.hazard('shao-kai', 'correctPlace', id, { line: 'E552', reason: 'The lines cross there.' })).toMatchObject({
      case: { unit: 'fenghui-station' },
    });
    expect(await lines.hazard('kong-liang', 'rectify', id, { result: 'Cut.' })).toMatchObject({ case: { state: 'rechecking' } });
    expect(await office.sql(`SELECT resource FROM holds WHERE case_id = $1`, [id])).toEqual([{ resource: 'line:E552' }]);
    expect(await lines.recheck('lv-ping', id)).toMatchObject({ case: { state: 'closed' } });
  });

  it('holds its line until it is closed or withdrawn: who waits to connect sees every hazard, and is told when the last is gone', async () => {
    const first = await found('yao-gang', { line: 'E552', section: '1' });
    const second = await found('lv-ping', { line: 'E552', section: '2' });
    const connection = await power.ready({ line: 'E552' });
    const connect = () => power.act('yao-gang', 'connect', connection, { meter: 'M-552', reading: 0 });
    const waits = async () =>
      (await nextOf(office, 'yao-gang', connection, 'connect')).waitsFor.map(({ caseId }: { caseId: string }) => caseId);
    expect(await waits()).toEqual([first, second]);
    expect(await connect()).toMatchObject({
      __typename: 'Refused',
      reason: 'kernel.held',
      message: expect.stringContaining(first),
    });
    await lines.hazard('kong-liang', 'accept', first);
    await lines.hazard('kong-liang', 'rectify', first, { result: 'Cut.' });
    await lines.recheck('yao-gang', first);
    expect(await waits()).toEqual([second]);
    expect(await told(connection, 'free')).toEqual([]);
    expect(await lines.hazard('lv-ping', 'withdraw', second, { reason: 'x' })).toMatchObject({ __typename: 'Refused' });
    await lines.hazard('shao-kai', 'withdraw', second, { reason: 'The tree stands ten metres away.' });
    // Who tried is an installer and hears once.
    expect(await told(connection, 'free')).toEqual([
      { person: 'lv-ping', channel: 'inbox' },
      { person: 'xie-lan', channel: 'inbox' },
      { person: 'yao-gang', channel: 'inbox' },
    ]);
    expect(await connect()).toMatchObject({ case: { state: 'connected' } });
  });
});

describe('a hazard that needs a live-line permit', () => {
  it('shows the permit, and can be closed only when one was carried out where it is, and by nobody of its crew', async () => {
    const id = await found('yao-gang', { line: 'E551', section: '1' });
    const permits = async () => (await lines.facts(id)).permits;
    await lines.hazard('kong-liang', 'accept', id);
    expect(await lines.hazard('kong-liang', 'requirePermit', id, { reason: 'The fuse is changed under load.' })).toMatchObject({
      __typename: 'ActionDone',
    });
    expect(await told(id, 'permitNeeded')).toMatchObject([{ person: 'he-jianguo' }, { person: 'zhang-qian' }]);
    expect(await nextOf(office, 'kong-liang', id, 'rectify')).toMatchObject({ allowed: false, code: 'permitNeeded' });
    // Work elsewhere rectifies nothing here.
    for (const [elsewhere, path] of [
      [{ line: 'E552', sections: ['1'] }, 'line'],
      [{ line: 'E551', sections: ['2'] }, 'sections'],
    ] as const)
      expect(await site.issue('zhang-qian', fuseJob({ ...elsewhere, hazard: id }))).toMatchObject({
        __typename: 'InvalidInput',
        issues: [{ path: ['input', path], message: expect.stringContaining(id) }],
      });
    const permit = await site.opened({ line: 'E551', sections: ['1'], hazard: id });
    await expect.poll(permits, { timeout: 20_000 }).toMatchObject([{ id: permit, open: true, carriedOut: false }]);
    expect(await nextOf(office, 'kong-liang', id, 'rectify')).toMatchObject({
      allowed: false,
      code: 'permitOpen',
      reason: expect.stringContaining(permit),
    });
    expect(await nextOf(office, 'shao-kai', id, 'withdraw')).toMatchObject({ allowed: false, code: 'permitOpen' });
    const links = await office.ask('kong-liang', `{ case(id: "${id}") { links { kind to } } }`);
    expect(links.data.case.links).toContainEqual({ kind: 'rectifiedUnder', to: permit });
    const back = await office.ask('zhang-qian', `{ case(id: "${permit}") { links { kind to } } }`);
    expect(back.data.case.links).toContainEqual({ kind: 'permitFor', to: id });
    // Broken off, it leaves the hazard as it was.
    await site.wrapUp(permit);
    await expect.poll(permits, { timeout: 20_000 }).toMatchObject([{ id: permit, open: false, carriedOut: false }]);
    expect(await told(id, 'permitClosed')).toEqual([{ person: 'kong-liang', channel: 'inbox' }]);
    expect(await nextOf(office, 'kong-liang', id, 'rectify')).toMatchObject({ allowed: false, code: 'permitNeeded' });
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'cai-patrols', 'cai-jun', 'patroller', '2020-01-01')`,
    );
    const again = await site.opened({ line: 'E551', sections: ['1'], hazard: id });
    await site.carryOut(again);
    await expect.poll(async () => (await permits())[1], { timeout: 20_000 }).toMatchObject({ id: again, carriedOut: true });
    await lines.hazard('kong-liang', 'rectify', id, { result: 'Done under permit.' });

    // Issued at this moment: the hazard may not have heard of it, and the record has.
    const late = await site.issued({ line: 'E551', sections: ['1'], hazard: id });
    expect(await lines.recheck('yao-gang', id)).toMatchObject({
      __typename: 'Refused',
      message: expect.stringContaining(late),
    });
    await site.done('zhang-qian', 'cancel', late, { reason: 'Nothing is left to do.' });
    await expect
      .poll(async () => (await permits()).map(({ open }: { open: boolean }) => open), { timeout: 20_000 })
      .toEqual([false, false, false]);
    // Whoever did the live-line work doesn't recheck it.
    expect(await lines.recheck('cai-jun', id)).toMatchObject({ __typename: 'Refused', reason: 'ownWork' });
    expect(await lines.recheck('yao-gang', id)).toMatchObject({ case: { state: 'closed' } });
  });
});

describe('the limit of a grade', () => {
  it('is extended before it has run over, and not afterwards', async () => {
    const more = { days: 2, reason: 'The crane comes on Monday.' };
    const id = await found('yao-gang', { line: 'E551' });
    expect(await lines.hazard('shao-kai', 'extend', id, more)).toMatchObject({ __typename: 'ActionDone' });
    await office.sql(`UPDATE clocks SET due_at = now() - interval '1 minute' WHERE case_id = $1 AND name = 'rectify'`, [id]);
    expect(await lines.hazard('shao-kai', 'extend', id, more)).toMatchObject({ __typename: 'Refused', reason: 'limitOver' });
  });

  const setGrade = async (limit: object, validFrom: string) =>
    office.ask(
      'qiu-lin',
      `mutation ($input: TableRowInput!, $expectedVersion: Int, $requestId: ID!) { setTableRow(input: $input, expectedVersion: $expectedVersion, requestId: $requestId) { __typename ... on InvalidInput { issues { message } } } }`,
      {
        input: {
          table: 'hazardGrades',
          key: 'general',
          validFrom,
          value: { title: { en: 'general', zh: '一般' }, limit, extendable: true, tellAtOnce: false, guarded: false },
        },
        ...(await versionFor(office, 'setTableRow', { input: { table: 'hazardGrades', key: 'general' } })),
        requestId: nextRequest(),
      },
    );

  it('is that of the day on which the hazard was found, whatever it becomes later', async () => {
    const before = await found('yao-gang', { grade: 'general', line: 'E551' });
    expect((await setGrade({ workingDays: 12 }, day(0))).data.setTableRow.__typename).not.toBe('InvalidInput');
    await setGrade({ workingDays: 7 }, day(3));
    const after = await found('yao-gang', { grade: 'general', line: 'E551' });
    expect((await clockOf(before, 'rectify')).budget).toMatchObject({ workingDays: 20 });
    expect((await clockOf(after, 'rectify')).budget).toMatchObject({ workingDays: 12 });
    expect((await lines.facts(before)).grade.limit).toMatchObject({ workingDays: 20 });
    expect((await setGrade({ dutyMinutes: 5 }, day(1))).data.setTableRow.__typename).toBe('InvalidInput');

    await lines.hazard('shao-kai', 'changeGrade', before, { grade: 'serious', reason: 'It has grown.' });
    expect(await clockOf(before, 'rectify')).toMatchObject({ run: 1, budget: { workingDays: 5 }, state: 'running' });
    expect(await lines.hazard('yao-gang', 'changeGrade', after, { grade: 'serious', reason: 'x' })).toMatchObject({
      __typename: 'Refused',
    });
  });
});

it('an act on a hazard costs six events of history', async () => {
  const id = await found('yao-gang', { line: 'E551', section: '3' });
  await lines.hazard('kong-liang', 'accept', id);
  const length = async () => (await office.program.services.temporal.workflow.getHandle(id).describe()).historyLength;
  const before = await length();
  await lines.hazard('kong-liang', 'noteWork', id, { text: 'On the way.' });
  expect((await length()) - before).toBe(6);
});
