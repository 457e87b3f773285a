import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookAtStaff } from '../../activities/acting/staff-days.ts';
import { changeOf, wrongWith } from './administrator.ts';
import { allGear, briefing, ended, fuseJob, goodTools, goodWeather, inHours, liveLineSite, steps } from './live-line-site.ts';
import { type Office, openOffice } from './office.ts';

let office: Office;
let site: ReturnType<typeof liveLineSite>;
beforeAll(async () => {
  office = await openOffice();
  site = liveLineSite(office);
});
afterAll(() => office?.close());

const tasksOf = async (person: string, id: string): Promise<string[]> =>
  (await office.ask(person, `{ tasks(first: 50) { edges { node { action caseId } } } }`)).data.tasks.edges
    .map(({ node }: { node: { action: string; caseId: string } }) => node)
    .filter(({ caseId }: { caseId: string }) => caseId === id)
    .map(({ action }: { action: string }) => action)
    .toSorted();

describe('a live-line work permit', () => {
  it('goes from issuing over survey, checks, fencing, a signed briefing, permission and ten steps to the return of the line', async () => {
    const opened = await site.issue('zhang-qian', fuseJob());
    expect(opened).toMatchObject({
      __typename: 'ActionDone',
      case: { state: 'issued', unit: 'live-line-team' },
      event: { name: 'Issued', role: 'permitIssuer' },
    });
    const { id } = opened.case;
    expect(await tasksOf('fan-hao', id)).toEqual(['checkInsulation', 'checkWeather', 'recordFencing', 'recordSurvey']);
    await site.prepare(id);
    expect(await tasksOf('fan-hao', id)).toEqual(['holdBriefing']);
    await site.brief(id, { signers: [] });
    for (const person of ['cai-jun', 'deng-chao', 'guo-jing']) {
      expect(await tasksOf(person, id)).toEqual(['signBriefing']);
      await site.done(person, 'signBriefing', id, { version: 1 });
      expect(await tasksOf(person, id)).toEqual([]);
    }
    expect(await site.done('sun-wei', 'permit', id, { conditions: 'Reclosing of E551 is off.' })).toMatchObject({
      case: { state: 'working' },
    });
    for (const step of steps) {
      await site.done('cai-jun', 'confirmStep', id, { step });
      expect(await tasksOf('guo-jing', id)).toEqual(['confirmStep']);
      await site.done('guo-jing', 'confirmStep', id, { step });
    }
    expect(await tasksOf('fan-hao', id)).toEqual(['endWork']);
    expect(await site.done('fan-hao', 'endWork', id, ended)).toMatchObject({ case: { state: 'handedBack' } });
    expect(await tasksOf('sun-wei', id)).toEqual(['close']);
    expect(await site.done('sun-wei', 'close', id, { lineReturned: true })).toMatchObject({ case: { state: 'closed' } });

    const { facts } = await site.facts(id);
    expect(facts.progress).toHaveLength(10);
    expect(facts.progress[0]).toMatchObject({
      step: 'shield',
      doer: { id: 'cai-jun', name: '蔡军', at: expect.any(String) },
      guardian: { id: 'guo-jing', name: '郭静', at: expect.any(String) },
    });
    expect(await office.sql(`SELECT resource FROM holds WHERE case_id = $1`, [id])).toEqual([]);
    const verdict = await office.ask('pan-yan', `{ verifyRecord(caseId: "${id}") { intact events } }`);
    expect(verdict.data.verifyRecord).toEqual({ intact: true, events: 32 });
  });
});

const refusals = (rule: string) => office.sql<{ n: number }>(`SELECT count(*)::int AS n FROM attempts WHERE code = $1`, [rule]);
/** Sees that something is refused by this rule, in these words, noted as an attempt, and leaves nothing behind. */
const refused = async (rule: string, words: string | RegExp, ask: () => Promise<{ message?: string }>): Promise<void> => {
  const before = [await refusals(rule), await counts()];
  expect(await ask()).toMatchObject({
    __typename: 'Refused',
    message: typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
  });
  const after = [await refusals(rule), await counts()];
  expect(after).toEqual([[{ n: ((before[0] as { n: number }[])[0]?.n ?? 0) + 1 }], before[1]]);
};
const invalid = async (path: string[], words: string, ask: () => Promise<object>): Promise<void> => {
  const before = await counts();
  expect(await ask()).toMatchObject({ __typename: 'InvalidInput', issues: [{ path, message: expect.stringContaining(words) }] });
  expect(await counts()).toEqual(before);
};
const counts = async () => {
  const [row] = await office.sql(`SELECT (SELECT count(*) FROM cases)::int AS cases, (SELECT count(*) FROM events)::int AS events,
    (SELECT count(*) FROM start_requests)::int AS reserved, (SELECT count(*) FROM holds)::int AS holds`);
  return row;
};

describe('a permit is not issued', () => {
  const tries = (more: object, by = 'zhang-qian') => site.issue(by, fuseJob(more));

  it('for what the tables don’t have', async () => {
    await invalid(['input', 'line'], 'no “E999” in the table “Lines”', () => tries({ line: 'E999' }));
    await invalid(['input', 'sections', '1'], 'no section “9”', () => tries({ sections: ['1', '9'] }));
    await invalid(['input', 'job'], 'no “juggling” in the table “Job types of live-line work”', () => tries({ job: 'juggling' }));
    await invalid(['input', 'members', '0'], 'nobody “nobody”', () => tries({ members: ['nobody', 'cai-jun'] }));
    await invalid(['input', 'hazard'], 'no hazard SY-HI-1', () => tries({ hazard: 'SY-HI-1' }));
    await invalid(['input', 'members'], 'at least one member', () => tries({ members: [] }));
    await invalid(['input', 'task'], 'at least one word', () => tries({ task: ' ' }));
  });

  it('by somebody who is no issuer, nor with one person in two parts', async () => {
    await refused('kernel.wrongRole', 'permit issuer', () => tries({}, 'fan-hao'));
    await refused('samePersonTwice', '范浩', () => tries({ guardian: 'fan-hao' }));
    await refused('samePersonTwice', 'different people', () => tries({ members: ['cai-jun', 'guo-jing'] }));
    await refused('roleNotHeld', '蔡军 can’t be work leader', () =>
      tries({ leader: 'cai-jun', members: ['deng-chao', 'liang-bo'] }),
    );
  });

  it('to a member whose qualification ended the day before work; it may end on the day or the day after', async () => {
    const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
    const [eve, work, next] = [day(2), day(3), day(4)] as [string, string, string];
    const window = { from: `${work}T09:00:00+08:00`, until: `${work}T15:00:00+08:00` };
    const ends = (on: string) =>
      office.sql(`UPDATE qualifications SET until = $1 WHERE person = 'liang-bo' AND kind = 'bypassWork'`, [on]);
    const withLiang = { ...window, members: ['cai-jun', 'liang-bo'] };
    await ends(eve);
    await refused('notQualified', `梁波 lacks “bypass work” on ${work}: it ended on ${eve}`, () => tries(withLiang));
    for (const on of [work, next]) {
      await ends(on);
      expect(await tries(withLiang)).toMatchObject({ __typename: 'ActionDone' });
    }
    await office.sql(`UPDATE qualifications SET until = NULL WHERE person = 'liang-bo'`);
  });

  it('too early, which is said by the clock of the utility', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const id = await site.issued({ from: `${tomorrow}T01:30:00Z`, until: `${tomorrow}T06:00:00Z` });
    await site.prepare(id);
    await site.brief(id);
    await refused('tooEarly', '09:30', () => site.act('sun-wei', 'permit', id, {}));
    const next = await office.ask('sun-wei', `{ case(id: "${id}") { nextActions { name reason } } }`);
    expect(next.data.case.nextActions).toContainEqual({ name: 'permit', reason: expect.stringContaining('09:30') });
    const inbox = await office.ask('cai-jun', `{ inbox(first: 50) { edges { node { caseId notice body } } } }`);
    const told = inbox.data.inbox.edges.find(
      ({ node }: { node: { caseId: string; notice: string } }) => node.caseId === id && node.notice === 'issued',
    );
    expect(told.node.body).toContain('09:30');
    await site.done('zhang-qian', 'cancel', id, { reason: 'Far away.' });
  });

  it('for a period that ends before it begins, is past, or is longer than a permit may be', async () => {
    await refused('periodBackwards', 'before it begins', () => tries({ from: inHours(3), until: inHours(2) }));
    await refused('periodOver', 'past', () => tries({ from: inHours(-3), until: inHours(-2) }));
    await refused('periodTooLong', '1440 minutes', () => tries({ from: inHours(1), until: inHours(26) }));
  });
});

describe('before work', () => {
  let id: string;
  beforeAll(async () => {
    id = await site.issued({ line: 'E552', sections: ['1'] });
  });

  it('everything is recorded and signed in its turn, and only then permitted', async () => {
    await refused('notPrepared', 'the site survey, the weather', () => site.act('fan-hao', 'holdBriefing', id, briefing));
    await refused('kernel.wrongState', 'Permit the work', () => site.act('sun-wei', 'permit', id, {}));
    await refused('unfitWeather', '12 m/s', () => site.act('fan-hao', 'checkWeather', id, { ...goodWeather, wind: 12 }));
    await refused('insulationTooLow', '700', () => site.act('fan-hao', 'checkInsulation', id, { ...goodTools, megohms: 5 }));
    await refused('notYourPart', '范浩', () => site.act('luo-qiang', 'checkWeather', id, goodWeather));
    await invalid(['input', 'wind'], 'metres per second', () =>
      site.act('fan-hao', 'checkWeather', id, { ...goodWeather, wind: -1 }),
    );
    await site.prepare(id);
    await site.brief(id, { signers: ['cai-jun'] });
    await refused('signedAlready', 'signed already', () => site.act('cai-jun', 'signBriefing', id, { version: 1 }));
    await refused('notSigned', '邓超, 郭静', () => site.act('sun-wei', 'permit', id, {}));
    await site.done('guo-jing', 'signBriefing', id, { version: 1 });
  });

  it('a member who leaves the utility doesn’t block the others', async () => {
    await office.sql(
      `INSERT INTO people (tenant, id, subject, name, unit, locale) VALUES ('shangyu', 'leaver', 'leaver', '李维', 'live-line-team', 'zh')`,
    );
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'leaver', 'leaver', 'lineWorker', '2020-01-01')`,
    );
    for (const kind of ['liveLineWork', 'bypassWork']) {
      await office.sql(
        `INSERT INTO qualifications (tenant, id, person, kind, valid_from, source) VALUES ('shangyu', $1, 'leaver', $2, '2020-01-01', 'register')`,
        [`leaver:${kind}`, kind],
      );
    }
    await site.done('fan-hao', 'changeMembers', id, {
      add: ['leaver', 'liang-bo'],
      remove: ['deng-chao'],
      reason: 'Deng is ill.',
    });
    await site.done('liang-bo', 'signBriefing', id, { version: 1 });
    await refused('notSigned', '李维', () => site.act('sun-wei', 'permit', id, {}));
    const ended = await office.ask('qiu-lin', `mutation { endPerson(id: "leaver", requestId: "leaver-ends") { __typename } }`);
    expect(ended.errors).toBeUndefined();
    expect(await site.act('sun-wei', 'permit', id, {})).toMatchObject({ case: { state: 'working' } });
    expect((await site.facts(id)).facts.members.map((member: { id: string }) => member.id)).toEqual(['cai-jun', 'liang-bo']);
    await site.wrapUp(id);
  });

  it('a permit is not permitted when a qualification was taken away meanwhile', async () => {
    const other = await site.issued({ line: 'E552', sections: ['2'] });
    await site.prepare(other);
    await site.brief(other);
    await office.sql(
      `UPDATE qualifications SET revoked_on = tenant_today('shangyu') WHERE person = 'deng-chao' AND kind = 'liveLineWork'`,
    );
    await refused('notQualified', '邓超 lacks “live-line work”', () => site.act('sun-wei', 'permit', other, {}));
    await office.sql(`UPDATE qualifications SET revoked_on = NULL WHERE person = 'deng-chao'`);
    await site.done('zhang-qian', 'cancel', other, { reason: 'Put off until the register is right.' });
    await refused('kernel.wrongState', 'cancelled', () => site.act('sun-wei', 'permit', other, {}));
  });
});

describe('during work', () => {
  let id: string;
  beforeAll(async () => {
    id = await site.opened({ line: 'E617', sections: ['1'] });
  });
  const confirm = (person: string, step: string) => site.act(person, 'confirmStep', id, { step });

  it('a step out of order is refused by the name of the missing one, and one person never confirms twice', async () => {
    await refused('stepOutOfOrder', '“Put on insulation shielding” is missing', () => confirm('cai-jun', 'closeBypass'));
    await site.done('cai-jun', 'confirmStep', id, { step: 'shield' });
    await refused('confirmedTwice', 'confirmed by two people', () => confirm('cai-jun', 'shield'));
    await refused('waitsForGuardian', '郭静', () => confirm('deng-chao', 'shield'));
    await refused('stepOutOfOrder', 'still to be confirmed by the guardian', () => confirm('deng-chao', 'hangBypass'));
    await site.done('guo-jing', 'confirmStep', id, { step: 'shield' });
    await refused('confirmedTwice', 'already', () => confirm('guo-jing', 'shield'));
    await refused('doerFirst', 'confirms it first', () => confirm('guo-jing', 'hangBypass'));
    await refused('unknownStep', 'no step “dance”', () => confirm('cai-jun', 'dance'));
    await refused('notOnPermit', 'aren’t on this permit', () => confirm('luo-qiang', 'hangBypass'));
    const stranger = await office.ask(
      'liang-bo',
      `mutation { liveWorkPermitConfirmStep(caseId: "${id}", requestId: "s", input: { step: "hangBypass" }) { __typename } }`,
    );
    // A line worker sees only permits on which they stand.
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('of two who race to confirm one step, one is noted', async () => {
    const answers = await Promise.all([confirm('cai-jun', 'hangBypass'), confirm('deng-chao', 'hangBypass')]);
    expect(answers.filter(({ __typename }) => __typename === 'ActionDone')).toHaveLength(1);
    await site.done('guo-jing', 'confirmStep', id, { step: 'hangBypass' });
  });

  it('suspended work refuses steps, and goes on after weather and insulation have been checked again', async () => {
    await site.done('guo-jing', 'suspend', id, { cause: 'weather', reason: 'Thunder from the west.' });
    await refused('workSuspended', 'Thunder from the west.', () => confirm('cai-jun', 'closeBypass'));
    await refused('stopNotLifted', '郭静', () => site.act('fan-hao', 'resume', id));
    await site.done('guo-jing', 'lift', id, { reason: 'The thunder has passed.' });
    await refused('recheckNeeded', 'the weather, the insulation', () => site.act('fan-hao', 'resume', id));
    await site.done('fan-hao', 'checkWeather', id, goodWeather);
    await site.done('fan-hao', 'checkInsulation', id, goodTools);
    await site.done('fan-hao', 'resume', id);
    await site.step(id, 'closeBypass');
  });

  it('the guardian leaves after a replacement is named, or work stops', async () => {
    await site.done('guo-jing', 'guardianLeaves', id, { reason: 'Called to the station.' });
    await refused('workSuspended', 'Called to the station.', () => confirm('cai-jun', 'checkSplit'));
    await site.done('fan-hao', 'checkWeather', id, goodWeather);
    await site.done('fan-hao', 'checkInsulation', id, goodTools);
    await refused('noGuardian', '郭静 has left', () => site.act('fan-hao', 'resume', id));
    await refused('roleNotHeld', '梁波 can’t be dedicated guardian', () =>
      site.act('fan-hao', 'changeGuardian', id, { guardian: 'liang-bo', reason: 'R' }),
    );
    await site.done('fan-hao', 'changeGuardian', id, { guardian: 'han-bing', reason: 'Guo was called away.' });
    await refused('guardianNotBriefed', '韩冰', () => site.act('fan-hao', 'resume', id));
    await refused('otherVersion', 'Read that one', () => site.act('han-bing', 'signBriefing', id, { version: 2 }));
    await site.done('han-bing', 'signBriefing', id, { version: 1 });
    await site.done('fan-hao', 'resume', id);
    await site.step(id, 'checkSplit', 'cai-jun', 'han-bing');
  });

  it('somebody without a valid qualification doesn’t join, and who joins is briefed first', async () => {
    await refused('roleNotHeld', '姚刚', () => site.act('fan-hao', 'changeMembers', id, { add: ['yao-gang'], reason: 'R' }));
    await office.sql(
      `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) VALUES ('shangyu', 'yao', 'yao-gang', 'lineWorker', '2020-01-01')`,
    );
    await refused(
      'notQualified',
      /姚刚 lacks “live-line work” on \S+: it ended on 2024-05-31; 姚刚 has never had “bypass work”/,
      () => site.act('fan-hao', 'changeMembers', id, { add: ['yao-gang'], reason: 'R' }),
    );
    await site.done('fan-hao', 'changeMembers', id, { add: ['liang-bo'], reason: 'A third man.' });
    await refused('notBriefed', 'sign it before you act', () => confirm('liang-bo', 'removeFuse'));
    await site.done('liang-bo', 'signBriefing', id, { version: 1 });
    await site.step(id, 'removeFuse', 'liang-bo', 'han-bing');
  });

  it('the leader changes by the issuer, once, while work is suspended', async () => {
    const luo = { leader: 'luo-qiang', handover: 'Fuse is off, the load runs over the bypass.' };
    await refused('kernel.wrongState', 'suspended', () => site.act('zhang-qian', 'changeLeader', id, luo));
    await site.done('sun-wei', 'suspend', id, { cause: 'load', reason: 'The load has risen.' });
    await site.done('zhang-qian', 'changeLeader', id, luo);
    await refused('leaderChangedAlready', 'once already', () =>
      site.act('zhang-qian', 'changeLeader', id, { ...luo, leader: 'fan-hao' }),
    );
    await site.done('luo-qiang', 'checkWeather', id, goodWeather);
    await site.done('luo-qiang', 'checkInsulation', id, goodTools);
    await refused('stopNotLifted', '孙伟', () => site.act('luo-qiang', 'resume', id));
    await refused('notYourPart', '孙伟', () => site.act('luo-qiang', 'lift', id, { reason: 'The load looks fine.' }));
    await site.done('sun-wei', 'lift', id, { reason: 'The load is down again.' });
    await site.done('luo-qiang', 'signBriefing', id, { version: 1 });
    await site.done('luo-qiang', 'resume', id);
    // The poles of the section are not listed here.
    expect(
      await office.sql(`SELECT resource FROM holds WHERE case_id = $1 AND resource NOT LIKE 'pole:%' ORDER BY resource`, [id]),
    ).toEqual(
      ['line:E617', 'worker:cai-jun', 'worker:deng-chao', 'worker:han-bing', 'worker:liang-bo', 'worker:luo-qiang'].map(
        (resource) => ({ resource }),
      ),
    );
  });

  it('it is extended once, by the issuer', async () => {
    await refused('extensionTooLong', '240 minutes', () =>
      site.act('zhang-qian', 'extend', id, { until: inHours(9), reason: 'A seized bolt.' }),
    );
    await refused('notYourPart', '章谦', () => site.act('he-jianguo', 'extend', id, { until: inHours(5), reason: 'R' }));
    await site.done('zhang-qian', 'extend', id, { until: inHours(5), reason: 'A seized bolt.' });
    await refused('extendedAlready', 'once', () => site.act('zhang-qian', 'extend', id, { until: inHours(6), reason: 'R' }));
  });

  const heard = async (notice: string) =>
    (
      await office.sql<{ person: string }>(
        `SELECT person FROM outbox WHERE case_id = $1 AND notice = $2 AND channel = 'inbox' ORDER BY person`,
        [id, notice],
      )
    ).map(({ person }) => person);

  it('those in charge hear at once that somebody has lost a qualification, who does no step until it is there again', async () => {
    const held = await office.sql<{ id: string }>(
      `SELECT id FROM qualifications WHERE person = 'deng-chao' AND kind = 'liveLineWork'`,
    );
    const revoke = (of: { id: string } | undefined) =>
      changeOf(office, 'revokeQualification', { id: of?.id }, { person: 'qiu-lin' });
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const added = await changeOf(
      office,
      'addQualification',
      { input: { person: 'deng-chao', kind: 'liveLineWork', validFrom: today } },
      { person: 'qiu-lin' },
    );
    // What is held otherwise isn't lost.
    expect(await revoke(added.change.after)).toMatchObject({ __typename: 'ChangeDone' });
    expect(await heard('workersUnqualified')).toEqual([]);
    for (const one of held) expect(await revoke(one)).toMatchObject({ __typename: 'ChangeDone' });
    expect(await heard('workersUnqualified')).toEqual(['deng-chao', 'han-bing', 'luo-qiang', 'sun-wei', 'zhang-qian']);
    await refused('notQualified', '邓超 lacks “live-line work”', () => confirm('deng-chao', 'installSwitch'));
    // One that comes to its end is told on the day after, once.
    const look = async () => {
      await office.sql(`UPDATE staff_versions SET looked_on = looked_on - 1 WHERE tenant = 'shangyu'`);
      await lookAtStaff({ services: office.program.services, log: pino({ level: 'silent' }) });
      return (await heard('workersUnqualified')).length;
    };
    await office.sql(`UPDATE qualifications SET revoked_on = NULL, until = tenant_today(tenant) - 1 WHERE id = $1`, [
      held[0]?.id,
    ]);
    expect([await look(), await look()]).toEqual([10, 10]);
    await office.sql(`UPDATE qualifications SET until = NULL WHERE id = $1`, [held[0]?.id]);
  });

  it('those in charge hear at once whose role has ended', async () => {
    const [role] = await office.sql<{ id: string }>(
      `SELECT id FROM person_roles WHERE person_id = 'liang-bo' AND role = 'lineWorker' AND ended_on IS NULL`,
    );
    expect(await changeOf(office, 'endRole', { id: role?.id }, { person: 'qiu-lin' })).toMatchObject({
      __typename: 'ChangeDone',
    });
    expect(await heard('workersGone')).toEqual(['han-bing', 'luo-qiang', 'sun-wei', 'zhang-qian']);
  });

  it('it ends with the steps abandoned safely, the gear counted back, and the line returned', async () => {
    const end = (more: object = {}) => site.act('luo-qiang', 'endWork', id, { ...ended, ...more });
    await refused('stepsLeft', 'Install the switch', end);
    await site.done('luo-qiang', 'abandonSteps', id, {
      reason: 'The switch is faulty.',
      safeState: 'The old fuse is back and closed.',
    });
    await refused('siteNotCleared', 'Clear the site', () => end({ siteCleared: false }));
    const short = allGear.map((item) => (item.item === 'leadClamp' ? { ...item, count: 5 } : item));
    await refused('gearCount', 'lead clamps: 5 of 6', () => end({ gear: short }));
    await invalid(['input', 'gear', '0', 'count'], 'less than 0', () => end({ gear: [{ item: 'bypassCable', count: -1 }] }));
    expect(await end()).toMatchObject({ case: { state: 'handedBack' } });
    await refused('lineNotReturned', 'line is returned', () => site.act('sun-wei', 'close', id, { lineReturned: false }));
    await site.done('sun-wei', 'sendBack', id, { reason: 'A rope hangs on the pole.' });
    await site.done('luo-qiang', 'endWork', id, ended);
    await site.done('sun-wei', 'close', id, { lineReturned: true });
    await refused('kernel.wrongState', 'closed', () => confirm('cai-jun', 'shield'));
    expect(await office.sql(`SELECT resource FROM holds WHERE case_id = $1`, [id])).toEqual([]);
  });
});

describe('what is open elsewhere', () => {
  it('is named in nextActions before anybody tries, and who was refused is told when it is free', async () => {
    const first = await site.opened({ sections: ['2'] });
    const second = await site.issued({ sections: ['3'] });
    await site.prepare(second);
    await site.brief(second);
    const next = async () =>
      (
        await office.ask(
          'sun-wei',
          `{ case(id: "${second}") { nextActions { name allowed code waitsFor { caseId resource title { en } } } } }`,
        )
      ).data.case.nextActions.find(({ name }: { name: string }) => name === 'permit');
    expect(await next()).toEqual({
      name: 'permit',
      allowed: false,
      code: 'kernel.held',
      waitsFor: ['fan-hao', 'guo-jing', 'cai-jun', 'deng-chao'].map((id) =>
        expect.objectContaining({ caseId: first, resource: `worker:${id}` }),
      ),
    });
    await refused('kernel.held', first, () => site.act('sun-wei', 'permit', second, {}));
    await site.wrapUp(first);
    const told = await office.sql(`SELECT person FROM outbox WHERE case_id = $1 AND notice = 'free'`, [second]);
    expect(told).toEqual([{ person: 'sun-wei' }]);
    expect(await next()).toMatchObject({ allowed: true });
    expect(await site.act('sun-wei', 'permit', second, {})).toMatchObject({ case: { state: 'working' } });
    await site.wrapUp(second);
  });
});

describe('a pole that carries two lines', () => {
  it('is worked on under one permit at a time, whichever of the lines names it', async () => {
    const [row] = await office.sql<{ value: object }>(
      `SELECT value FROM table_rows WHERE tenant = 'shangyu' AND table_name = 'lines' AND key = 'E552'`,
    );
    const share = (pole: object) => {
      const validFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      const input = { table: 'lines', key: 'E552', validFrom, value: { ...row?.value, sharedPoles: [pole] } };
      return wrongWith(office, 'setTableRow', { input }, { person: 'qiu-lin' });
    };
    expect(await share({ pole: 5, line: 'E551', as: 999 })).toEqual([expect.stringContaining('can’t be pole 999 of E551')]);
    expect(await share({ pole: 5, line: 'E551', as: 10 })).toEqual([]);
    const first = await site.opened({ line: 'E551', sections: ['1'] });
    const holds = `SELECT resource FROM holds WHERE case_id = $1 AND resource IN ('pole:E551/10', 'pole:E552/5') ORDER BY 1`;
    expect(await office.sql(holds, [first])).toEqual([{ resource: 'pole:E551/10' }, { resource: 'pole:E552/5' }]);
    const second = await site.issued({ line: 'E552', sections: ['1'] });
    await site.prepare(second);
    await site.brief(second);
    const { data } = await office.ask(
      'sun-wei',
      `{ case(id: "${second}") { nextActions { name waitsFor { caseId resource } } } }`,
    );
    const waits = data.case.nextActions.find(({ name }: { name: string }) => name === 'permit').waitsFor;
    expect(waits).toContainEqual({ caseId: first, resource: expect.stringMatching(/^pole:(E551\/10|E552\/5)$/) });
    expect((await site.facts(second)).facts.sections).toMatchObject([{ shared: ['E551/10'] }]);
    await site.done('zhang-qian', 'cancel', second, { reason: 'The other line first.' });
    await site.wrapUp(first);
  });
});

describe('a permit for a hazard', () => {
  it('is linked to it, and tells it when it opens and when it closes', async () => {
    const hazard = `${(await office.sql<{ code: string }>(`SELECT code FROM tenants WHERE id = 'shangyu'`))[0]?.code}-HI-1`;
    await office.sql(
      `INSERT INTO cases (id, tenant, process, rules_version, title, state, closed, revision, facts, tasks_open, clock_states, opened_by, opened_at, updated_at, live, head_hash)
       VALUES ($1, 'shangyu', 'hazardInspection', 1, 'A cracked insulator', 'found', false, 0, '{"line": null, "section": null}', '[]', '{}', 'yuan-fei', now(), now(), false, '')`,
      [hazard],
    );
    const id = await site.issued({ hazard, sections: ['2'] });
    await site.done('zhang-qian', 'cancel', id, { reason: 'The insulator can wait.' });
    const acts = await office.sql(
      `SELECT notice, address, params FROM outbox WHERE case_id = $1 AND channel = 'act' ORDER BY revision`,
      [id],
    );
    expect(acts).toEqual([
      { notice: 'permitOpened', address: hazard, params: { permit: id } },
      { notice: 'permitClosed', address: hazard, params: { permit: id, carriedOut: false, workers: [] } },
    ]);
    expect(await office.sql(`SELECT from_case, to_case, kind FROM links WHERE from_case = $1`, [id])).toEqual([
      { from_case: id, to_case: hazard, kind: 'permitFor' },
    ]);
    await office.sql(`UPDATE cases SET closed = true WHERE id = $1`, [hazard]);
    await invalid(['input', 'hazard'], 'is closed', () => site.issue('zhang-qian', fuseJob({ hazard })));
  });
});

describe('a kind of qualification of the utility’s own', () => {
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const wrong = (table: string, key: string, value: object, more: object = {}) =>
    wrongWith(office, 'setTableRow', { input: { table, key, validFrom: today(), value, ...more } }, { person: 'qiu-lin' });
  const title = { en: 'insulated bucket', zh: '绝缘斗臂车作业资格' };

  it('is named before a job type asks for it, is had by those for whom it is entered, and stays while a job needs it', async () => {
    const [row] = await office.sql<{ value: object }>(
      `SELECT value FROM table_rows WHERE tenant = 'shangyu' AND table_name = 'permitJobTypes' AND key = 'replaceInsulator'`,
    );
    const job = { ...row?.value, qualifications: ['liveLineWork', 'insulatedBucket'] };
    expect(await wrong('permitJobTypes', 'fromBucket', job)).toEqual([
      expect.stringContaining('“insulatedBucket”, which nobody can have'),
    ]);
    const enter = () =>
      changeOf(
        office,
        'addQualification',
        { input: { person: 'fan-hao', kind: 'insulatedBucket', validFrom: today() } },
        { person: 'qiu-lin' },
      );
    expect((await enter()).issues).toMatchObject([{ path: ['input', 'kind'] }]);
    expect(await wrong('qualificationKinds', 'insulatedBucket', { title })).toEqual([]);
    expect(await wrong('permitJobTypes', 'fromBucket', job)).toEqual([]);
    expect(await enter()).toMatchObject({ __typename: 'ChangeDone' });
    expect(await site.issue('zhang-qian', fuseJob({ job: 'fromBucket', members: ['cai-jun'] }))).toMatchObject({
      __typename: 'Refused',
      reason: 'notQualified',
      message: expect.stringMatching(/^郭静 has never had “insulated bucket”/),
    });
    expect(await wrong('qualificationKinds', 'insulatedBucket', { title }, { retired: true })).toEqual([
      expect.stringContaining('“fromBucket” of the table permitJobTypes'),
    ]);
  });
});

it('an act of a permit costs six events of history', async () => {
  const id = await site.issued({ sections: ['3'] });
  const length = async () => (await office.program.services.temporal.workflow.getHandle(id).describe()).historyLength;
  for (const [action, input] of [
    ['recordSurvey', { findings: 'Free.' }],
    ['checkWeather', goodWeather],
  ] as const) {
    const before = await length();
    await site.done('fan-hao', action, id, input);
    expect((await length()) - before).toBe(6);
  }
});
