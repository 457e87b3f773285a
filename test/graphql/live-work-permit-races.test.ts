import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnCase, startCase } from '../../activities/acting/act.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import type { Actor } from '../../workflows/kernel/process.ts';
import { briefing, fuseJob, goodTools, goodWeather, liveLineSite } from './live-line-site.ts';
import { nextRequest, type Office, openOffice } from './office.ts';

const MANY = 50;
const numbers = Array.from({ length: MANY }, (_, i) => String(i + 1));
/** Leaders beside the one of the sample team, so that many can want one section. */
const leaders = numbers.map((n) => `leader-${n}`);

let office: Office;
let site: ReturnType<typeof liveLineSite>;
beforeAll(async () => {
  office = await openOffice();
  site = liveLineSite(office);
  const sections = numbers.map((id) => ({ id, from: Number(id), to: Number(id), title: { en: `span ${id}`, zh: `${id}档` } }));
  await office.sql(
    `INSERT INTO table_rows (tenant, table_name, key, valid_from, value, retired) VALUES ('shangyu', 'lines', 'E900', '2020-01-01', $1, false)`,
    [{ title: { en: 'Long E900', zh: '长线E900' }, sections }],
  );
  await office.sql(
    `INSERT INTO people (tenant, id, subject, name, unit, locale) SELECT 'shangyu', x, x, x, 'live-line-team', 'zh' FROM unnest($1::text[]) x`,
    [leaders],
  );
  await office.sql(
    `INSERT INTO person_roles (tenant, id, person_id, role, valid_from) SELECT 'shangyu', x || ':' || role, x, role, '2020-01-01'
     FROM unnest($1::text[]) x, unnest(ARRAY['workLeader', 'guardian', 'lineWorker']) role`,
    [leaders],
  );
  await office.sql(
    `INSERT INTO qualifications (tenant, id, person, kind, valid_from, source) SELECT 'shangyu', x, x, 'liveLineWork', '2020-01-01', 'register' FROM unnest($1::text[]) x`,
    [leaders],
  );
});
afterAll(() => office?.close());

const actor = (id: string, role: string): Actor => ({ id, name: id, unit: 'live-line-team', grants: [{ role }] });
const by = (who: Actor) => ({ tenant: 'shangyu', actor: who });
const caseOf = (answer: ActAnswer): string => {
  if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
  return answer.caseId;
};

/** A permit that waits for its permitter alone. Only the last act is sent over HTTP: four hundred before it would say nothing more. */
const ready = async (leader: string, section: string, guardian = 'guo-jing', member = 'cai-jun'): Promise<string> => {
  const { services } = office.program;
  const input = fuseJob({ job: 'replaceInsulator', line: 'E900', sections: [section], leader, guardian, members: [member] });
  const opening = { process: 'liveWorkPermit', input, requestId: nextRequest() };
  const caseId = caseOf(await startCase(services, by(actor('zhang-qian', 'permitIssuer')), opening));
  const acts: readonly [Actor, string, object][] = [
    [actor(leader, 'workLeader'), 'recordSurvey', { findings: 'Free.' }],
    [actor(leader, 'workLeader'), 'checkWeather', goodWeather],
    [actor(leader, 'workLeader'), 'checkInsulation', goodTools],
    [actor(leader, 'workLeader'), 'recordFencing', { measures: 'Fence.' }],
    [actor(leader, 'workLeader'), 'holdBriefing', briefing],
    [actor(member, 'lineWorker'), 'signBriefing', { version: 1 }],
    [actor(guardian, 'guardian'), 'signBriefing', { version: 1 }],
  ];
  for (const [who, action, input] of acts) {
    caseOf(await actOnCase(services, by(who), { process: 'liveWorkPermit', action, caseId, input, requestId: nextRequest() }));
  }
  return caseId;
};

/** All at once: exactly one is permitted, and every other is refused by the winner's name and unchanged. */
const oneOf = async (ids: readonly string[], resource: string): Promise<string> => {
  const answers = await Promise.all(ids.map((id) => site.act('sun-wei', 'permit', id, {})));
  const won = ids.filter((_, i) => answers[i].__typename === 'ActionDone');
  expect(won).toHaveLength(1);
  const winner = won[0] as string;
  for (const answer of answers.filter(({ __typename }) => __typename !== 'ActionDone')) {
    expect(answer).toMatchObject({ __typename: 'Refused', reason: 'kernel.held', message: expect.stringContaining(winner) });
  }
  const others = ids.filter((id) => id !== winner);
  expect(await office.sql(`SELECT DISTINCT state, revision FROM cases WHERE id = ANY ($1)`, [others])).toEqual([
    { state: 'briefing', revision: 7 },
  ]);
  expect(await office.sql(`SELECT case_id FROM holds WHERE resource = $1`, [resource])).toEqual([{ case_id: winner }]);
  expect(await office.sql(`SELECT case_id FROM holds WHERE case_id = ANY ($1)`, [others])).toEqual([]);
  return winner;
};

/** Who was told that something is free, and of how many permits. */
const told = (ids: readonly string[]) =>
  office.sql(
    `SELECT person, count(DISTINCT case_id)::int AS cases FROM outbox WHERE notice = 'free' AND case_id = ANY ($1) GROUP BY person`,
    [ids],
  );

/** A few at a time: the race is for the last act alone. */
const allReady = async (
  wanted: readonly (readonly [leader: string, section: string, guardian?: string, member?: string])[],
): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 0; at < wanted.length; at += 10) {
    ids.push(...(await Promise.all(wanted.slice(at, at + 10).map((one) => ready(...one)))));
  }
  return ids;
};

describe('of fifty permits that are to be opened at once', () => {
  it('for one leader, one is open; the others are refused by its name, and told when the leader is free', async () => {
    const ids = await allReady(numbers.map((section) => ['fan-hao', section]));
    const winner = await oneOf(ids, 'worker:fan-hao');
    await site.wrapUp(winner);
    expect(await told(ids)).toEqual([{ person: 'sun-wei', cases: MANY - 1 }]);
    const next = ids.find((id) => id !== winner) as string;
    await site.done('sun-wei', 'permit', next, {});
    await site.wrapUp(next);
  }, 300_000);

  it('on one line section, one is open; the others are refused by its name, and told when the section is free', async () => {
    const ids = await allReady(leaders.map((leader) => [leader, '7']));
    const winner = await oneOf(ids, 'pole:E900/7');
    // Its leader has no token here: the act is theirs all the same.
    const { services } = office.program;
    const [row] = await office.sql<{ leader: string }>(`SELECT facts->'leader'->>'id' AS leader FROM cases WHERE id = $1`, [
      winner,
    ]);
    const leader = actor(row?.leader as string, 'workLeader');
    const gear = [
      { item: 'liftingArm', count: 1 },
      { item: 'shield', count: 6 },
    ];
    for (const [action, input] of [
      ['abandonSteps', { reason: 'Not today.', safeState: 'As before.' }],
      ['endWork', { siteCleared: true, gear, report: 'Nothing done.' }],
    ] as const) {
      const act = { process: 'liveWorkPermit', action, caseId: winner, input, requestId: nextRequest() };
      caseOf(await actOnCase(services, by(leader), act));
    }
    await site.done('sun-wei', 'close', winner, { lineReturned: true });
    expect(await told(ids)).toEqual([{ person: 'sun-wei', cases: MANY - 1 }]);
  }, 300_000);

  it('on sections of one line each with people of its own, all are open, and the line shows them', async () => {
    const few = leaders.slice(0, 3);
    const ids = await allReady(few.map((leader, i) => [leader, String(20 + i), `leader-${11 + i}`, `leader-${21 + i}`]));
    await Promise.all(ids.map((id) => site.done('sun-wei', 'permit', id, {})));
    const open = await office.sql<{ case_id: string }>(`SELECT case_id FROM holds WHERE resource = 'line:E900' ORDER BY case_id`);
    expect(open.map(({ case_id }) => case_id)).toEqual(ids.toSorted());
  });
});
