import { createHash, randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fushan } from '../../prisma/seed/fushan.ts';
import { microRenovationPackage } from '../../processes/micro-renovation.ts';
import { publicNoticePackage } from '../../processes/public-notice.ts';
import type { WholeBanjie } from '../../testing/whole-banjie.ts';
import { allIsOver } from '../servers/all-is-over.ts';
import { startOnSharedPostgres } from '../servers/whole-banjie.ts';
import { aPhoto } from './case-acts.ts';
import { listen } from './listening.ts';
import { askWithFiles } from './office.ts';

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

let banjie: WholeBanjie;
let office: { url: string; token: (person: string) => string };
let photo: Blob;
let id: string;
beforeAll(async () => {
  banjie = await startOnSharedPostgres({
    packages: [microRenovationPackage, publicNoticePackage],
    tenants: [fushan],
  });
  const people = (await (await fetch(`${banjie.url}/dev/people`)).json()) as readonly { id: string; token: string }[];
  office = { url: banjie.url, token: (person) => people.find((one) => one.id === person)?.token ?? '' };
  photo = await aPhoto();
  id = await opened();
});
afterAll(() => banjie?.close());

const act = (person: string, action: string, input: object = {}, caseId = id) =>
  banjie.act(person, `microRenovation.${action}`, caseId, input);
const done = async (person: string, action: string, input: object = {}, caseId = id): Promise<Any> => {
  const answer = await act(person, action, input, caseId);
  expect([action, answer.reason ?? answer.issues ?? answer.__typename]).toEqual([action, 'ActionDone']);
  return answer.case;
};
const withPhoto = async (person: string, action: string, input: object): Promise<Any> => {
  const name = action.slice(0, 1).toUpperCase() + action.slice(1);
  const { data, errors } = await askWithFiles(
    office,
    person,
    `mutation ($caseId: ID!, $requestId: ID!, $input: MicroRenovation${name}!) {
      microRenovation${name}(caseId: $caseId, requestId: $requestId, input: $input) { __typename ... on Refused { reason } ... on InvalidInput { issues { path } } } }`,
    { caseId: id, requestId: randomUUID(), input: { ...input, photos: [null] } },
    { 'variables.input.photos.0': photo },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  const answer = (data as Any)[`microRenovation${name}`];
  return answer.reason ?? answer.issues ?? answer.__typename;
};

const says = (door: string, choice: string) => ({ door, choices: [{ matter: 'plan', choice }] });
const vote = async (person: string, door: string, choice: string): Promise<string | undefined> => {
  const answer = await act(person, 'vote', says(door, choice));
  return answer.reason ?? answer.__typename;
};
const RESULT = `closed ending extensions registerHash register base { persons weight }
  matters { matter took { persons weight } yes { persons weight } gateReached carried gateMargin { persons weight } }
  votes { doors way choices { matter choice } }`;
const result = async (person: string): Promise<Any> => {
  const { data, errors } = await banjie.ask(person, `{ voteResult(caseId: "${id}") { ${RESULT} } }`);
  return errors?.[0]?.extensions.code ?? data.voteResult;
};
const voted = async (person: string): Promise<Any> =>
  (await result(person)).votes.map(({ doors, way, choices }: Any) => [doors[0], way, choices[0].choice]);

/** A renovation of unit 6 whose vote is open, with one matter. */
const opened = async (): Promise<string> => {
  const { case: made } = await banjie.start('lai-jing', 'microRenovation', { project: 'xueshifang', unit: 'xueshifang-6' });
  const caseId = made?.id ?? '';
  await Promise.all(
    Array.from({ length: 14 }, (_, n) =>
      done('xing-yun', 'survey', { door: `6-${n + 1}`, wishes: '修屋面', condition: '漏雨', photos: [] }, caseId),
    ),
  );
  const works = [{ work: 'roofTile', quantity: 10_000, kind: 'repair' }];
  await done('lai-jing', 'draft', { works }, caseId);
  await done('gu-heng', 'review', { body: 'heritage', approves: true, followsGuide: true, words: '符合' }, caseId);
  await done('dou-ming', 'review', { body: 'fire', approves: true, words: '符合' }, caseId);
  await done('mo-qi', 'review', { body: 'utilities', approves: true, words: '符合' }, caseId);
  await done('lai-jing', 'publish', { boards: [] }, caseId);
  const published = async () =>
    (await banjie.ask(null, '{ publicNotices(tenant: "fushan") { totalCount } }')).data.publicNotices.totalCount;
  await banjie.until(published, (count) => count === 1);
  await banjie.pass('16 days');
  const notice = '... on MicroRenovation { facts { notice { state } } }';
  await banjie.until(
    async () => (await banjie.ask('lai-jing', `{ case(id: "${caseId}") { ${notice} } }`)).data.case.facts.notice?.state,
    (state) => state !== 'running',
  );
  await done('lai-jing', 'noteAssembly', { minutes: '同意', photos: [] }, caseId);
  await done('lai-jing', 'openVote', { matters: ['plan'], by: 'area' }, caseId);
  await banjie.pass('1 hour');
  return caseId;
};

describe('the vote of a renovation', () => {
  it('is told to nobody while it runs but to whoever cast it, on no way out', async () => {
    expect(await vote('pan-wen', '6-3', 'no')).toBe('ActionDone');
    expect(await voted('pan-wen')).toEqual([['6-3', 'self', 'no']]);
    const listener = await listen(office as Any, 'meng-ashui', {
      filter: { caseId: [id] },
      fields: 'node { ... on MicroRenovationVotedEvent { input { door choices { choice } } } }',
    });
    expect(await vote('dai-baogen', '6-4', 'no')).toBe('ActionDone');
    const facts =
      '... on MicroRenovation { facts { ballot { votes { given { of answer { choices { choice } } } } papers { of } proxies { of } } } }';
    const event =
      '... on MicroRenovationVotedEvent { input { door choices { choice } } reason changes { after { ballot { votes { given { of } } } } } }';
    for (const person of ['meng-ashui', 'lai-jing', 'shen-guoping', 'qiu-ming', 'shi-lei']) {
      const { data } = await banjie.ask(
        person,
        `{ case(id: "${id}") { ${facts} history(first: 80) { edges { node { ${event} } } } }
        cases(first: 5, filter: { process: ["microRenovation"] }) { edges { node { ${facts} } } }
        events(first: 80, filter: { caseId: ["${id}"] }) { edges { node { ${event} } } } }`,
      );
      const text = JSON.stringify(data);
      expect(text, person).toContain('"papers":[]');
      expect(text, person).not.toMatch(/"choice":|xs-c|xs-d/);
      expect(await result(person)).toMatchObject({ closed: false, matters: [], votes: [] });
    }
    await allIsOver(banjie.sql);
    const exported = await Promise.all(
      ['jsonl', 'csv', 'ocel.json', 'xes'].map(async (format) =>
        (
          await fetch(`${banjie.url}/audit/export.${format}?caseId=${id}`, {
            headers: { authorization: `Bearer ${office.token('qiu-ming')}` },
          })
        ).text(),
      ),
    );
    expect(exported.join('\n')).toContain(id);
    expect(exported.join('\n')).not.toMatch(/"choice"|xs-c|xs-d/);
    listener.hangUp();
    expect(JSON.stringify(listener.heard)).not.toContain('choice');
  });

  it('is cast for one’s own homes alone, on the matters that are open, and not for a disputed home', async () => {
    expect(await vote('meng-ashui', '6-2', 'yes')).toBe('notOwner');
    expect(await vote('feng-ting', '6-13', 'yes')).toBe('disputed');
    expect(await act('meng-ashui', 'vote', { door: '6-1', choices: [{ matter: 'raiseFund', choice: 'yes' }] })).toMatchObject({
      reason: 'notOpen',
    });
  });

  it('may be changed: of fifty votes in one second the last one recorded counts, and each is an event', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => vote('qiu-shan', '6-6', n % 2 === 0 ? 'yes' : 'abstain')),
    );
    expect(answers.filter((one) => one === 'ActionDone')).toHaveLength(50);
    const event = 'revision ... on MicroRenovationVotedEvent { input { door choices { choice } } }';
    const { data } = await banjie.ask(
      'qiu-shan',
      `{ case(id: "${id}") { history(first: 100) { edges { node { ${event} } } } } }`,
    );
    const own = data.case.history.edges
      .map(({ node }: Any) => node)
      .filter(({ input }: Any) => input?.door === '6-6')
      .toSorted((one: Any, other: Any) => one.revision - other.revision);
    expect(own).toHaveLength(50);
    expect(await voted('qiu-shan')).toEqual([['6-5', 'self', own.at(-1).input.choices[0].choice]]);
  });

  it('is cast by somebody who stands in, until the owner votes', async () => {
    const proxy = (person: string, door: string, who = 'tao-proxy') => withPhoto(person, 'authorise', { door, proxy: who });
    expect(await proxy('cao-yulan', '6-2', 'lai-jing')).toBe('proxyBarred');
    expect(await proxy('cao-yulan', '6-2', 'cen-hao')).toBe('proxyBarred');
    expect(await proxy('meng-ashui', '6-2')).toBe('notOwner');
    expect(await proxy('cao-yulan', '6-2')).toBe('ActionDone');
    expect(await vote('tao-proxy', '6-2', 'no')).toBe('ActionDone');
    expect(await voted('cao-yulan')).toEqual([['6-2', 'proxy', 'no']]);
    expect(await vote('cao-yulan', '6-2', 'yes')).toBe('ActionDone');
    expect(await vote('tao-proxy', '6-2', 'no')).toBe('represented');
    expect(await voted('cao-yulan')).toEqual([['6-2', 'self', 'yes']]);
    expect(await proxy('meng-ashui', '6-1')).toBe('ActionDone');
    await done('meng-ashui', 'revoke', { door: '6-1' });
    expect(await vote('tao-proxy', '6-1', 'no')).toBe('notOwner');
  });

  it('counts on paper once two clerks have entered the same, also where both do it at once', async () => {
    const paper = (clerk: string, choice: string) => withPhoto(clerk, 'enterPaper', says('6-8', choice));
    expect(await Promise.all([paper('xing-yun', 'yes'), paper('hao-lan', 'yes')])).toEqual(['ActionDone', 'ActionDone']);
    expect(await voted('shi-yue')).toEqual([['6-8', 'paper', 'yes']]);
    expect(await paper('xing-yun', 'abstain')).toBe('ActionDone');
    expect(await paper('hao-lan', 'no')).toBe('papersDiffer');
    expect(await paper('xing-yun', 'no')).toBe('ActionDone');
    expect(await voted('shi-yue')).toEqual([['6-8', 'paper', 'yes']]);
    expect(await paper('hao-lan', 'no')).toBe('ActionDone');
    expect(await voted('shi-yue')).toEqual([['6-8', 'paper', 'no']]);
  });

  it('goes by the register as it was frozen, whose hash the auditor finds again', async () => {
    const before = await result('qiu-ming');
    await done('lai-jing', 'noteSale', { door: '6-4', household: 'xs-t9' });
    const { register, registerHash, base } = await result('qiu-ming');
    expect(registerHash).toBe(before.registerHash);
    expect(
      createHash('sha256')
        .update(canonicalize(JSON.parse(register)) as string)
        .digest('hex'),
    ).toBe(registerHash);
    expect(base).toEqual({ persons: 9, weight: 64_250 });
    expect((await result('meng-ashui')).register).toBeNull();
    expect(await vote('luo-cuihua', '6-4', 'yes')).toBe('notOwner');
    expect(await vote('dai-baogen', '6-4', 'yes')).toBe('ActionDone');
  });

  it('is extended once where too few took part, sealed as before, and is told in totals to all at its close', async () => {
    // b, c, d, e and f took part: five of nine.
    await banjie.pass('35 days');
    expect(await result('meng-ashui')).toMatchObject({ closed: false, extensions: 1, matters: [] });
    expect(await vote('meng-ashui', '6-1', 'yes')).toBe('ActionDone');
    expect(await vote('ju-fang', '6-9', 'yes')).toBe('ActionDone');
    expect(await vote('wu-laoda', '6-14', 'yes')).toBe('ActionDone');
    expect(await vote('pan-wen', '6-3', 'abstain')).toBe('ActionDone');
    await banjie.pass('20 days');
    const shown = await result('zhu-guoqiang');
    expect(shown).toMatchObject({ closed: true, ending: 'carried', extensions: 1, votes: [], register: null });
    expect(shown.matters[0]).toMatchObject({
      matter: 'plan',
      took: { persons: 8, weight: 60_065 },
      gateReached: true,
      carried: true,
    });
    expect(await vote('meng-ashui', '6-1', 'no')).toMatch(/closed|kernel.wrongState/);
    expect((await result('lai-jing')).votes).toHaveLength(8);
    expect(await voted('meng-ashui')).toEqual([['6-1', 'self', 'yes']]);
    expect(await voted('qiu-ming')).toEqual([]);
  });

  it('is followed by shares of which each household reads its own, and why somebody asks for help is for lead and leader', async () => {
    const share = async (person: string): Promise<Any> => {
      const { data, errors } = await banjie.ask(person, `{ myShare(caseId: "${id}") { door common fen relief paid left } }`);
      return errors?.[0]?.extensions.code ?? data.myShare;
    };
    expect(await share('qiu-shan')).toEqual([]);
    await done('lai-jing', 'share');
    // 100 m² of roof at 380 yuan, 700 ‰ subsidised: 11,400 yuan over 642.50 m².
    const shares = await share('qiu-shan');
    expect(shares.map(({ door }: Any) => door)).toEqual(['6-5', '6-6', '6-7']);
    expect(shares.map(({ fen, left }: Any) => [Number(fen), Number(left)])).toEqual([
      [78_070, 78_070],
      [78_070, 78_070],
      [90_934, 90_934],
    ]);
    // Whoever bought a home pays for it.
    expect((await share('luo-cuihua')).map(({ door }: Any) => door)).toEqual(['6-4']);
    expect(await share('dai-baogen')).toEqual([]);
    expect(await share('zhu-guoqiang')).toBe('NOT_FOUND');
    await done('wu-laoda', 'askHardship', { door: '6-14', reason: '低保户' });
    const facts = '... on MicroRenovation { facts { dues { door paid } hardship { door reason } } }';
    const told = async (person: string): Promise<string> =>
      JSON.stringify(
        (
          await banjie.ask(
            person,
            `{ case(id: "${id}") { ${facts} history(last: 10) { edges { node { reason ... on MicroRenovationHardshipAskedEvent { input { reason } } } } } } }`,
          )
        ).data,
      );
    for (const person of ['wu-laoda', 'lai-jing', 'jiang-lan']) expect(await told(person), person).toContain('低保户');
    for (const person of ['meng-ashui', 'bian-jin', 'pu-suan', 'xing-yun', 'shen-guoping', 'qiu-ming'])
      expect(await told(person), person).not.toContain('低保户');
    expect(await told('meng-ashui')).toContain('"dues":[{"door":"6-1"');
    expect(await told('meng-ashui')).not.toContain('"door":"6-14","paid"');
  });
});
