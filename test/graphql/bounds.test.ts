import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOf } from './administrator.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  for (const input of [
    { person: 'li-qiang', role: 'admin', unit: 'urban' },
    { person: 'zhao-lei', role: 'auditor', unit: 'urban' },
    { person: 'zhou-min', role: 'admin', area: 'fushan-park' },
  ])
    await changeOf(office, 'giveRole', { input });
});
afterAll(() => office?.close());

const code = async (person: string, query: string): Promise<string | undefined> =>
  (await office.ask(person, query)).errors?.[0]?.extensions.code;

describe('an administrator who is bound to a unit or an area', () => {
  it('changes nothing that is the whole street’s, their own role least of all', async () => {
    for (const person of ['li-qiang', 'zhou-min']) {
      const changes: [string, Record<string, unknown>][] = [
        ['giveRole', { input: { person, role: 'admin' } }],
        ['endPerson', { id: 'deng-li' }],
        ['setLimit', { process: 'issueReport', name: 'clock.handle', value: { workingDays: 9 }, validFrom: '2999-01-01' }],
        ['setWebhook', { id: 'mine', url: 'http://localhost:9', secret: `whsec_${'A'.repeat(32)}` }],
      ];
      for (const [name, args] of changes) {
        await expect(changeOf(office, name, args, { person }), name).rejects.toThrow('FORBIDDEN');
      }
      expect(
        await code(
          person,
          `mutation { adoptRules(process: "issueReport", dryRun: false, requestId: "${nextRequest()}") { caseId } }`,
        ),
      ).toBe('FORBIDDEN');
      expect(await code(person, '{ people(first: 1) { edges { node { phone } } } }')).toBe('FORBIDDEN');
    }
    expect(await office.sql(`SELECT unit FROM person_roles WHERE person_id = 'li-qiang' AND role = 'admin'`)).toEqual([
      { unit: 'urban' },
    ]);
  });
});

describe('an auditor who is bound to a unit', () => {
  it('reads the cases of that unit, and not what is kept about all of them', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const seen = async () => (await office.ask('zhao-lei', `{ case(id: "${id}") { id } }`)).data.case;
    expect(await seen()).toBeNull();
    const lists = ['attempts { totalCount }', 'dataChanges { totalCount }', 'outbox { totalCount }'];
    for (const list of [
      ...lists,
      `verifyRecord(caseId: "${id}") { intact }`,
      'noticeTemplates(process: "issueReport") { notice }',
    ]) {
      expect([list, await code('zhao-lei', `{ ${list} }`)]).toEqual([list, 'FORBIDDEN']);
      expect([list, await code('qiu-ming', `{ ${list} }`)]).toEqual([list, undefined]);
    }
    await office.act('lou-tao', 'transfer', id, { unit: 'urban', reason: 'Theirs' });
    expect(await seen()).toEqual({ id });
  });
});

describe('a leader of one department', () => {
  const accountOf = (owner: string, asker = 'lu-xia') => code(asker, `{ account(owner: "${owner}", asset: points) { balance } }`);
  it('reads the accounts of its people, and nobody else’s', async () => {
    expect(await accountOf('fang-yong')).toBeUndefined();
    for (const owner of ['li-qiang', 'deng-li', 'scheme:issueReports', 'nobody']) {
      expect([owner, await accountOf(owner)]).toEqual([owner, 'FORBIDDEN']);
      expect([owner, await accountOf(owner, 'qiu-ming')]).toEqual([owner, undefined]);
    }
  });

  it('reads by which rules work comes to it, without trying others on everybody’s reports', async () => {
    expect(await code('lu-xia', '{ issueReportDispatchRules { version } }')).toBeUndefined();
    expect(await code('lu-xia', '{ issueReportDryRun(rules: []) { total } }')).toBe('FORBIDDEN');
  });
});

describe('a leader', () => {
  const span = 'from: "2020-01-01", before: "2100-01-01"';
  const questions = [
    `trainingCoverage(${span}) { villageSites { units } }`,
    `deskResponse(${span.replaceAll('-01"', '-01T00:00:00Z"')}) { count }`,
    'knowledge { totalCount }',
  ];
  const answers = async (person: string) => Promise.all(questions.map((question) => code(person, `{ ${question} }`)));

  it('over the unit from which all others come down reads what is the whole tenant’s, and one of an agency doesn’t', async () => {
    expect(await answers('kong-hua')).toEqual([undefined, undefined, undefined]);
    expect(await answers('fu-rong')).toEqual(['FORBIDDEN', 'FORBIDDEN', undefined]);
    const picture = async (person: string) =>
      (
        await fetch(`${office.url}/academy/coverage.svg?from=2020-01-01&before=2100-01-01`, {
          headers: { authorization: `Bearer ${office.token(person)}` },
        })
      ).status;
    expect([await picture('kong-hua'), await picture('fu-rong')]).toEqual([200, 403]);
  });

  it('reads nothing of another tenant, however high', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    expect((await office.ask('kong-hua', `{ case(id: "${id}") { id } }`)).data.case).toBeNull();
    expect((await office.ask('kong-hua', '{ cases(first: 5) { totalCount } }')).data.cases.totalCount).toBe(0);
  });
});
