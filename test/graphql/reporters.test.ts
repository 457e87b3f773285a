import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';
import { questionsOf } from './every-question.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';
import { FACTS, SENT } from './selections.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const here = { 'banjie-tenant': 'fushan' };
const fireLane = { ...rubbish, category: 'fireLane', text: 'Crates before the fire lane' };
const file = (input: object) => office.start(null, input, nextRequest(), here);
const follow = (id: string, code: string) => ({ ...here, authorization: `Follow ${id}:${code}` });
const read = async (headers: Record<string, string>, question: string) => office.ask(null, question, {}, headers);
const codeOf = (answer: { errors?: readonly { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;

describe('somebody without an account', () => {
  it('reports without a name what may be reported so, and leaves a number for the rest', async () => {
    expect(await file(fireLane)).toMatchObject({
      __typename: 'ActionDone',
      event: { role: 'anonymous' },
      followCode: expect.stringMatching(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/),
    });
    expect(await file(rubbish)).toMatchObject({
      __typename: 'Refused',
      reason: 'notAnonymously',
      message: expect.stringMatching(/leave a telephone number/),
    });
    expect(await file({ ...rubbish, reporter: { phone: '13800001234' } })).toMatchObject({ __typename: 'ActionDone' });
    expect(await office.start('song-jia', rubbish)).toMatchObject({ __typename: 'Refused', reason: 'notAnonymously' });
  });

  it('names the street, or is told to', async () => {
    const ask = (headers: object) =>
      office.ask(
        null,
        '{ issueReportNear(category: "rubbish", place: { lat: 30.003, lon: 120.573 }) { id } }',
        {},
        { ...headers },
      );
    expect((await ask(here)).errors).toBeUndefined();
    expect(codeOf(await ask({}))).toBe('UNAUTHENTICATED');
    expect(await ask({ 'banjie-tenant': 'moon' })).toMatchObject({
      errors: [{ message: expect.stringMatching(/no tenant “moon”/), extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('follows the report with its code as people type codes: sees where it stands, answers, comments, rates and has it reopened', async () => {
    const opened = await office.start('song-jia', { ...rubbish, reporter: { name: 'Li Na', phone: '13800001234' } });
    const { id } = opened.case;
    const mine = follow(id, opened.followCode.toLowerCase().replace('-', '').replaceAll('0', 'o').replaceAll('1', 'l'));
    const seen = await read(
      mine,
      `{ case(id: "${id}") { state stateTitle { en } unit clocks { name dueAt } ${FACTS('issueReport')} parties { name phone } } }`,
    );
    expect(seen.data.case).toMatchObject({
      state: 'dispatched',
      stateTitle: { en: 'dispatched' },
      unit: 'sanitation',
      parties: [{ name: 'L**', phone: '138****1234' }],
    });
    expect(seen.data.case.clocks.find(({ name }: { name: string }) => name === 'handle').dueAt).toMatch(/^20/);
    const does = (action: string, input: object) => office.act(null, action, id, input, { headers: mine });
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'askReporter', id, { question: 'Which bin?' });
    expect(await does('answer', { text: 'The green one' })).toMatchObject({
      event: { name: 'Answered', role: 'follower' },
      followCode: null,
    });
    expect(await does('comment', { text: 'Thank you' })).toMatchObject({ __typename: 'ActionDone' });
    expect(await does('done', { result: 'I did it' })).toMatchObject({ __typename: 'Refused', reason: 'kernel.wrongRole' });
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    expect(await does('rate', { stars: 4 })).toMatchObject({ event: { name: 'Rated' } });
    expect(await does('reopen', { reason: 'It is there again' })).toMatchObject({ case: { state: 'handling' } });
  });

  it('opens no other case with the code, in no list and by no act', async () => {
    const [mine, other] = [await file(fireLane), await file(fireLane)];
    const headers = follow(mine.case.id, mine.followCode);
    const seen = await read(
      headers,
      `{ case(id: "${other.case.id}") { id } cases { totalCount edges { node { id } } } events { edges { node { caseId } } } me { id } }`,
    );
    expect(seen.data).toMatchObject({
      case: null,
      cases: { totalCount: 1, edges: [{ node: { id: mine.case.id } }] },
      me: { id: `follower:${mine.case.id}` },
    });
    expect(seen.data.events.edges.every(({ node }: { node: { caseId: string } }) => node.caseId === mine.case.id)).toBe(true);
    expect(codeOf(await read(headers, '{ tasks { totalCount } }'))).toBe('FORBIDDEN');
    await expect(office.act(null, 'comment', other.case.id, { text: 'Not mine' }, { headers })).rejects.toThrow('NOT_FOUND');
    expect(codeOf(await read(follow(other.case.id, mine.followCode), '{ me { id } }'))).toBe('UNAUTHENTICATED');
    expect(codeOf(await read({ ...follow(mine.case.id, mine.followCode), 'banjie-tenant': 'tongyu' }, '{ me { id } }'))).toBe(
      'UNAUTHENTICATED',
    );
    const staff = await office.ask(
      'xu-jing',
      `{ case(id: "${mine.case.id}") { ${FACTS('issueReport')} history(first: 5) { edges { node { ${SENT('issueReport', 'Reported')} } } } } }`,
    );
    expect(JSON.stringify(staff.data)).not.toContain(mine.followCode);
  });

  it('who guesses codes has to wait, and so has whoever guesses from one address; others don’t', async () => {
    const [mine, other] = [await file(fireLane), await file(fireLane)];
    const wrong = (i: number) => `00000-0000${i}`;
    for (let i = 0; i < 10; i++)
      expect(codeOf(await read(follow(mine.case.id, wrong(i)), '{ me { id } }'))).toBe('UNAUTHENTICATED');
    const locked = await read(follow(mine.case.id, mine.followCode), '{ me { id } }');
    expect(locked.errors).toMatchObject([
      { message: expect.stringMatching(/Try again in 1?\d minutes/), extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await read(follow(other.case.id, other.followCode), '{ me { id } }')).errors).toBeUndefined();
    const from = { 'x-forwarded-for': '203.0.113.9' };
    for (let i = 0; i < 10; i++) await read({ ...follow(`FS-IR-20200101-000${i}`, wrong(i)), ...from }, '{ me { id } }');
    expect(codeOf(await read({ ...follow(other.case.id, other.followCode), ...from }, '{ me { id } }'))).toBe('FORBIDDEN');
  });

  it('changes nothing but by filing where a process says so', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const fields = Object.values(createSchema(processes).getMutationType()?.getFields() ?? {});
    const open = processes.flatMap(({ versions }) =>
      versions
        .filter(({ start }) => start.by.includes('anonymous'))
        .map(({ name }) => `start${name[0]?.toUpperCase()}${name.slice(1)}`),
    );
    expect(open).toContain('startIssueReport');
    for (const field of fields) {
      if (open.includes(field.name)) continue;
      const [question] = questionsOf('mutation', field, (name) =>
        name === 'requestId' ? nextRequest() : ['caseId', 'caseIds', 'into'].includes(name) ? id : undefined,
      );
      const { data, errors } = await office.ask(null, question?.text ?? '', question?.variables, here);
      const said = errors?.[0]?.extensions.code ?? JSON.stringify(data);
      expect([field.name, said]).toEqual([
        field.name,
        expect.stringMatching(/UNAUTHENTICATED|NOT_FOUND|"Refused"|"InvalidInput"/),
      ]);
      expect([field.name, said]).toEqual([field.name, expect.not.stringMatching(/"(ActionDone|ChangeDone)"/)]);
    }
  });
});

describe('a report that was merged, and merged again and again', () => {
  it('leads its reporter to the one that goes on, in lists as well, and nobody else', async () => {
    const file = async (person: string): Promise<string> =>
      (await office.start(person, { ...rubbish, category: 'other' })).case.id;
    const chain = [
      await file('zhu-guoqiang'),
      await file('wang-xiuying'),
      await file('wang-xiuying'),
      await file('wang-xiuying'),
    ];
    for (const [n, into] of chain.slice(1).entries()) await office.act('lou-tao', 'merge', chain[n] as string, { into });
    const last = chain.at(-1);
    const seen = async (person: string, own: string) => {
      const { data } = await office.ask(
        person,
        `{ cases(first: 100) { edges { node { id } } } events(first: 100, filter: { caseId: ["${last}"] }) { totalCount } }`,
      );
      const ids = data.cases.edges.map(({ node }: { node: { id: string } }) => node.id);
      return { own: ids.includes(own), last: ids.includes(last), events: data.events.totalCount > 0 };
    };
    expect(await seen('zhu-guoqiang', chain[0] as string)).toEqual({ own: true, last: true, events: true });
    const other = await file('deng-li');
    expect(await seen('deng-li', other)).toEqual({ own: true, last: false, events: false });
  });
});

describe('names', () => {
  it('of those who report aren’t shown to others who report, nor to staff whose work doesn’t need them', async () => {
    const one = (
      await office.start('wang-xiuying', { ...rubbish, category: 'other', reporter: { name: '王秀英', phone: '13800005678' } })
    ).case.id;
    const two = (await office.start('zhu-guoqiang', { ...rubbish, category: 'other' })).case.id;
    await office.act('lou-tao', 'merge', two, { into: one });
    const asked = `{ case(id: "${one}") { parties { name phone } history(first: 9) { edges { node { name actorName ${SENT('issueReport', 'Reported', 'MergedReportTaken')} } } } } }`;
    const shown = async (person: string) => (await office.ask(person, asked)).data.case;
    const reported = async (person: string) =>
      (await shown(person)).history.edges.find(({ node }: { node: { name: string } }) => node.name === 'Reported').node;
    await expect.poll(() => shown('zhu-guoqiang'), { timeout: 10_000 }).not.toBeNull();
    for (const person of ['zhu-guoqiang', 'zhou-min']) {
      expect([person, await reported(person)]).toMatchObject([person, { actorName: '王**' }]);
      expect([person, JSON.stringify(await shown(person)).match(/王秀英|13800005678/)]).toEqual([person, null]);
    }
    for (const person of ['wang-xiuying', 'lou-tao']) {
      expect([person, await reported(person)]).toMatchObject([
        person,
        { actorName: '王秀英', input: { reporter: { phone: '13800005678' } } },
      ]);
    }
    expect((await reported('qiu-ming')).actorName).toBe('王秀英');
  });

  it('of people without an office are masked in the list of people', async () => {
    const named = async (person: string) => {
      const { data } = await office.ask(person, '{ people(first: 100) { edges { node { id name } } } }');
      return Object.fromEntries(
        data.people.edges.map(({ node }: { node: { id: string; name: string } }) => [node.id, node.name]),
      );
    };
    expect(await named('fang-yong')).toMatchObject({
      'deng-li': '邓**',
      'wang-xiuying': '王**',
      'jin-meihua': '金美华',
      'qiu-ming': '邱明',
    });
    expect(await named('shi-lei')).toMatchObject({ 'deng-li': '邓力' });
    const { errors } = await office.ask('fang-yong', '{ people(first: 1) { edges { node { phone } } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
