import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnCase, startCase } from '../../../activities/acting/act.ts';
import type { ActAnswer } from '../../../activities/acting/services.ts';
import { seedSampleData } from '../../../prisma/seed/seed.ts';
import { liveWorkPermitPackage } from '../../../processes/live-work-permit.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { caseOf, type House, nextRequest, openHouse } from '../../kernel/house.ts';
import { timeSkipping } from '../../servers/shared.ts';

const HOUR = 3_600_000;

/** The sample utility on a server whose clock can be moved: a night passes in a moment. */
let server: TestWorkflowEnvironment;
let house: House;
beforeAll(async () => {
  server = await timeSkipping();
  house = await openHouse({ packages: [liveWorkPermitPackage], temporalAddress: server.address as string });
  await seedSampleData(house.database.ownerUrl);
});
afterAll(async () => {
  await house?.close();
  await server?.teardown();
});

const person = (id: string, role: string): Actor => ({ id, name: id, unit: 'live-line-team', grants: [{ role }] });
const issuer = person('zhang-qian', 'permitIssuer');
const leader = person('fan-hao', 'workLeader');
const permitter = person('sun-wei', 'permitter');
const guardian = person('guo-jing', 'guardian');
const worker = person('cai-jun', 'lineWorker');

/** The server's own time, which runs ahead of ours. */
const inHours = async (hours: number): Promise<string> => new Date((await server.currentTimeMs()) + hours * HOUR).toISOString();

const act = (actor: Actor, action: string, caseId: string, input: object = {}): Promise<ActAnswer> =>
  actOnCase(
    house.world,
    { tenant: 'shangyu', actor },
    { process: 'liveWorkPermit', action, caseId, input, requestId: nextRequest() },
  );
const does = async (...of: Parameters<typeof act>): Promise<void> => {
  caseOf(await act(...of));
};

const issued = async (hours: number): Promise<string> => {
  const input = {
    job: 'replaceInsulator',
    line: 'E552',
    sections: ['1'],
    task: 'Replace the insulator on pole 9.',
    from: new Date().toISOString(),
    until: await inHours(hours),
    leader: 'fan-hao',
    permitter: 'sun-wei',
    guardian: 'guo-jing',
    members: ['cai-jun'],
  };
  return caseOf(
    await startCase(
      house.world,
      { tenant: 'shangyu', actor: issuer },
      { process: 'liveWorkPermit', input, requestId: nextRequest() },
    ),
  );
};
const opened = async (hours: number): Promise<string> => {
  const id = await issued(hours);
  await does(leader, 'recordSurvey', id, { findings: 'Free.' });
  await does(leader, 'checkWeather', id, { wind: 2, humidity: 40, thunder: false, precipitation: false });
  await does(leader, 'checkInsulation', id, { megohms: 900, tools: 'All.' });
  await does(leader, 'recordFencing', id, { measures: 'Fence.' });
  await does(leader, 'holdBriefing', id, { task: 'T', division: 'D', hazards: 'H', measures: 'M' });
  await does(worker, 'signBriefing', id, { version: 1 });
  await does(guardian, 'signBriefing', id, { version: 1 });
  await does(permitter, 'permit', id);
  return id;
};
const end = async (id: string): Promise<void> => {
  await does(leader, 'abandonSteps', id, { reason: 'Out of time.', safeState: 'Conductor tied, shields off.' });
  const gear = [
    { item: 'liftingArm', count: 1 },
    { item: 'shield', count: 6 },
  ];
  await does(leader, 'endWork', id, { siteCleared: true, gear, report: 'To be done again.' });
  await does(permitter, 'close', id, { lineReturned: true });
};

const state = async (id: string) => (await house.sql<{ state: string }>(`SELECT state FROM cases WHERE id = $1`, [id]))[0]?.state;
const clockEvents = (id: string) =>
  house.sql(
    `SELECT name, input->>'percent' AS percent FROM events WHERE case_id = $1 AND actor_id LIKE 'clock:%' ORDER BY revision`,
    [id],
  );
const told = (id: string, notice: string) =>
  house.sql(`SELECT person, params->>'percent' AS percent FROM outbox WHERE case_id = $1 AND notice = $2 ORDER BY 2, 1`, [
    id,
    notice,
  ]);
const held = (id: string) => house.sql(`SELECT resource FROM holds WHERE case_id = $1`, [id]);

describe('a permit that expires over night', () => {
  it('tells leader and permitter before, stops the work at its end, and can only be ended then', async () => {
    const id = await opened(10);
    // The end that people read of the clock is the permit's own, to the moment.
    expect(
      await house.sql(
        `SELECT (extract(epoch FROM k.due_at) * 1000)::float8 = (c.facts->>'until')::float8 AS same FROM cases c JOIN clocks k ON k.case_id = c.id
         WHERE c.id = $1 AND k.name = 'validity'`,
        [id],
      ),
    ).toEqual([{ same: true }]);
    await does(worker, 'confirmStep', id, { step: 'shield' });
    await server.sleep('580m');
    await expect
      .poll(() => clockEvents(id))
      .toEqual([
        { name: 'Escalated', percent: '80' },
        { name: 'Escalated', percent: '95' },
      ]);
    expect(await told(id, 'escalated')).toEqual([
      { person: 'fan-hao', percent: '80' },
      { person: 'sun-wei', percent: '80' },
      { person: 'fan-hao', percent: '95' },
      { person: 'sun-wei', percent: '95' },
    ]);
    expect(await state(id)).toBe('working');
    await server.sleep('30m');
    await expect.poll(() => state(id)).toBe('expired');
    expect((await told(id, 'expired')).map((row) => (row as { person: string }).person)).toEqual([
      'cai-jun',
      'fan-hao',
      'guo-jing',
      'sun-wei',
      'zhang-qian',
    ]);

    expect(await act(guardian, 'confirmStep', id, { step: 'shield' })).toMatchObject({ refusal: { code: 'pastExpiry' } });
    const late = { until: await inHours(2), reason: 'Nearly done.' };
    expect(await act(issuer, 'extend', id, late)).toMatchObject({ kind: 'refused', refusal: { code: 'pastExpiry' } });
    expect(await act(leader, 'resume', id)).toMatchObject({ refusal: { code: 'kernel.wrongState' } });
    // Leader, guardian and member, the line, and the 22 poles of the section.
    expect(await held(id)).toHaveLength(26);
    await end(id);
    expect(await held(id)).toEqual([]);
    await server.sleep('2h');
    expect((await clockEvents(id)).slice(2)).toEqual([{ name: 'Expired', percent: null }]);
  });
});

describe('an extension before expiry', () => {
  it('moves the end by as much, once', async () => {
    const id = await opened(2);
    await does(issuer, 'extend', id, { until: await inHours(4), reason: 'A seized bolt.' });
    await server.sleep('3h');
    expect(await state(id)).toBe('working');
    expect(await act(issuer, 'extend', id, { until: await inHours(3), reason: 'R' })).toMatchObject({
      refusal: { code: 'extendedAlready' },
    });
    await does(worker, 'confirmStep', id, { step: 'shield' });
    await server.sleep('62m');
    await expect.poll(() => state(id)).toBe('expired');
    await end(id);
  });
});

describe('a permit that nobody permits', () => {
  it('lapses at the end of its period, and holds nothing', async () => {
    const id = await issued(3);
    await server.sleep('182m');
    await expect.poll(() => state(id)).toBe('lapsed');
    expect(await held(id)).toEqual([]);
    const live = await house.sql(`SELECT closed, live FROM cases WHERE id = $1`, [id]);
    expect(live).toEqual([{ closed: true, live: false }]);
  });
});
