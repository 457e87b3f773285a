import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../graphql/rates/rates.ts';
import { createSchema } from '../../graphql/schema/schema.ts';
import { processes } from '../../workers/processes.ts';
import { questionsOf } from './every-question.ts';
import { nextRequest, type Office, openOffice, rubbish, thisMachine } from './office.ts';
import { FACTS, SENT } from './selections.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({
    program: { trustedProxies: thisMachine, rates: { ...NO_LIMITS, wrongCodes: 10, wrongCodesOfCase: 12 } },
  });
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

  it('names each act so that nobody else gets its answer, and gets it again', async () => {
    expect(await office.start(null, fireLane, 'report-1', here)).toMatchObject({
      __typename: 'InvalidInput',
      issues: [{ path: ['requestId'], message: expect.stringMatching(/UUID/) }],
    });
    const requestId = nextRequest();
    const first = await office.start(null, fireLane, requestId, here);
    expect(await office.start(null, fireLane, requestId, here)).toMatchObject({ replayed: true, followCode: first.followCode });
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

  it('is let in with the right code whatever others have guessed; who guesses from one address has to wait', async () => {
    const mine = await file(fireLane);
    const counted = async () => (await office.sql(`SELECT 1 FROM rate_limits WHERE key LIKE 'wrongCodesOfCase%'`)).length;
    const before = await counted();
    const guess = (id: string, from: string) =>
      read({ ...follow(id, '00000-00001'), 'x-forwarded-for': `198.51.100.1, ${from}` }, '{ me { id } }');
    // Numbers that somebody made up count for the address alone.
    for (let i = 0; i < 10; i++) expect(codeOf(await guess(`FS-IR-20200101-000${i}`, '203.0.113.9'))).toBe('UNAUTHENTICATED');
    const locked = await guess(mine.case.id, '203.0.113.9');
    expect([locked.status, locked.errors]).toMatchObject([
      429,
      [
        {
          message: expect.stringMatching(/Try again in 1?\d minutes/),
          extensions: { code: 'RATE_LIMITED', retryAfter: expect.any(Number) },
        },
      ],
    ]);
    // From many addresses, the case has had enough of them.
    const answers = await Promise.all(Array.from({ length: 13 }, (_, n) => guess(mine.case.id, `203.0.113.${100 + n}`)));
    expect(answers.map(codeOf).toSorted()).toEqual(['RATE_LIMITED', ...Array.from({ length: 12 }, () => 'UNAUTHENTICATED')]);
    for (const from of ['203.0.113.9', '203.0.113.100']) {
      const headers = { ...follow(mine.case.id, mine.followCode), 'x-forwarded-for': from };
      expect((await read(headers, '{ me { id } }')).errors).toBeUndefined();
    }
    expect((await counted()) - before).toBe(1);
  });

  it('gets a new code from the hotline or with the old one, which holds no more then', async () => {
    const opened = await office.start('song-jia', { ...rubbish, reporter: { phone: '13800001234' } });
    const { id } = opened.case;
    const renew = async (person: string | null, headers = {}, of = id) =>
      (
        await office.ask(
          person,
          `mutation { newFollowCode(caseId: "${of}", requestId: "${nextRequest()}") {
            __typename ... on ActionDone { followCode event { name __typename } } ... on Refused { reason } } }`,
          {},
          headers,
        )
      ).data?.newFollowCode;
    const first = await renew('song-jia');
    expect(first).toMatchObject({ __typename: 'ActionDone', event: { name: 'CodeRenewed', __typename: 'CodeRenewedEvent' } });
    expect(codeOf(await read(follow(id, opened.followCode), '{ me { id } }'))).toBe('UNAUTHENTICATED');
    const second = await renew(null, follow(id, first.followCode));
    expect(second.followCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    expect((await read(follow(id, second.followCode), '{ me { id } }')).errors).toBeUndefined();
    expect(codeOf(await read(follow(id, first.followCode), '{ me { id } }'))).toBe('UNAUTHENTICATED');
    // Its owner hears of each new code and of what is done with it, on the telephone, and never reads it there.
    await read(
      follow(id, second.followCode),
      `mutation { issueReportComment(caseId: "${id}", input: { text: "Still there", photos: [] }, requestId: "${nextRequest()}") { __typename } }`,
    );
    const said = await office.sql<{ notice: string; address: string; params: object }>(
      `SELECT notice, address, params FROM outbox WHERE case_id = $1 AND channel = 'sms' AND notice IN ('codeRenewed', 'doneWithCode') ORDER BY at`,
      [id],
    );
    expect(said).toEqual([
      { notice: 'codeRenewed', address: '13800001234', params: {} },
      { notice: 'codeRenewed', address: '13800001234', params: {} },
      { notice: 'doneWithCode', address: '13800001234', params: { actEn: 'Comment', actZh: '留言', of: id } },
    ]);
    for (const worker of ['zhou-min', 'fang-yong', 'lou-tao'])
      expect(await renew(worker)).toMatchObject({ reason: 'kernel.wrongRole' });
    // Nor does the hotline get one for what never came to it: with it, it would act in the reporter's name.
    const elsewhere = { ...rubbish, place: { lat: 30.006, lon: 120.573 } };
    const unasked = await office.start(null, { ...elsewhere, reporter: { phone: '13800001235' } }, undefined, here);
    expect(await renew('song-jia', {}, unasked.case.id)).toMatchObject({ reason: 'kernel.wrongRole' });
    // Where the number is changed, the old one hears of it as well.
    await office.act('song-jia', 'correctContact', id, { phone: '13800009999' });
    const heard = await office.sql<{ address: string }>(
      `SELECT address FROM outbox WHERE case_id = $1 AND notice = 'contactCorrected' AND channel = 'sms' ORDER BY address`,
      [id],
    );
    expect(heard).toEqual([{ address: '13800001234' }, { address: '13800009999' }]);
    const own = (await office.start('deng-li', rubbish)).case.id;
    expect(await renew('song-jia', {}, own)).toMatchObject({ reason: 'kernel.noFollower' });
  });

  it('is as unnamed as somebody who is signed in and wants to be', async () => {
    const done = await office.start('wang-xiuying', { ...fireLane, anonymous: true, text: 'Lobsters in the lane' });
    expect(done).toMatchObject({ __typename: 'ActionDone', event: { role: 'anonymous' } });
    const { id } = done.case;
    const [row] = await office.sql<{ all: string }>(
      `SELECT concat(to_jsonb(c), (SELECT string_agg(to_jsonb(e)::text, '') FROM events e WHERE e.case_id = c.id),
         (SELECT string_agg(to_jsonb(p)::text, '') FROM parties p WHERE p.case_id = c.id)) AS all FROM cases c WHERE c.id = $1`,
      [id],
    );
    expect(row?.all).not.toContain('wang-xiuying');
    expect((await office.ask('wang-xiuying', `{ case(id: "${id}") { id } }`)).data.case).toBeNull();
    expect((await read(follow(id, done.followCode), `{ case(id: "${id}") { id } }`)).data.case.id).toBe(id);
    expect(await office.start('wang-xiuying', { ...rubbish, anonymous: true })).toMatchObject({ reason: 'notAnonymously' });
  });

  it('is told at once where to call in danger, and where what may be about this office belongs: nothing of that is kept', async () => {
    const advised = async (input: object, person: string | null = null) =>
      (
        await office.ask(
          person,
          `mutation ($input: IssueReportStart!) { startIssueReport(requestId: "${nextRequest()}", input: $input) {
            ... on ActionDone { advice followCode case { id state } } } }`,
          { input },
          person ? {} : here,
        )
      ).data.startIssueReport;
    expect((await advised({ ...fireLane, category: 'fire' })).advice).toMatch(/call there yourself.*119/);
    const told = await advised(
      { ...rubbish, category: 'misconduct', text: 'Ostrich bribes', reporter: { name: '王秀英', phone: '13800009999' } },
      'wang-xiuying',
    );
    expect(told).toMatchObject({
      advice: expect.stringMatching(/12388/),
      case: { state: 'rejected' },
      followCode: expect.any(String),
    });
    const [row] = await office.sql<{ all: string }>(
      `SELECT concat(to_jsonb(c), (SELECT string_agg(to_jsonb(e)::text, '') FROM events e WHERE e.case_id = c.id),
         (SELECT string_agg(to_jsonb(p)::text, '') FROM parties p WHERE p.case_id = c.id),
         (SELECT string_agg(to_jsonb(x)::text, '') FROM case_texts x WHERE x.case_id = c.id)) AS all FROM cases c WHERE c.id = $1`,
      [told.case.id],
    );
    expect(row?.all).not.toMatch(/ostrich|wang-xiuying|王秀英|13800009999/i);
    const { data } = await office.ask(null, '{ categories { code warning channel { sealed } } }', {}, here);
    const misconduct = data.categories.find(({ code }: { code: string }) => code === 'misconduct');
    expect(misconduct).toMatchObject({ warning: expect.stringMatching(/Don’t write it here.*12388/), channel: { sealed: true } });
  });

  it('isn’t read by the office once a report is found to be about it', async () => {
    const { id } = (
      await office.start('wang-xiuying', {
        ...rubbish,
        text: 'Pelican bribes',
        place: { ...rubbish.place, address: 'Pelican Lane 7' },
      })
    ).case;
    // What was said before is in the messages of that time.
    await office.act('fang-yong', 'accept', id);
    await office.act('wang-xiuying', 'comment', id, { text: 'Pelicans in office' });
    const done = await office.act('lou-tao', 'correct', id, { category: 'misconduct', reason: 'Pelicans in office.' });
    expect(done).toMatchObject({ case: { state: 'rejected' } });
    const asked = `{ case(id: "${id}") { title openedBy openedByName sheet { display entries { display } } parties { person name phone }
      attachments { sha256 } ${FACTS('issueReport')} history(first: 9) { edges { node { name actorId actorName reason authority
      sheet { display } ${SENT('issueReport', 'Reported')} } } } } cases(filter: { text: "Pelican" }) { totalCount } }`;
    for (const person of ['fang-yong', 'zhou-min', 'he-ping', 'qiu-ming', 'song-jia']) {
      const { data, errors } = await office.ask(person, asked);
      expect(errors).toBeUndefined();
      expect([person, JSON.stringify(data).match(/pelican|王|wang-xiuying/i)]).toEqual([person, null]);
    }
    const filters = `{ opened: cases(first: 100, filter: { openedBy: "wang-xiuying" }) { edges { node { id } } }
      party: cases(first: 100, filter: { party: "wang-xiuying" }) { edges { node { id } } }
      acted: events(first: 100, filter: { actor: "wang-xiuying" }) { edges { node { caseId } } } }`;
    for (const person of ['fang-yong', 'lou-tao', 'qiu-ming', 'shi-lei', 'wang-xiuying']) {
      const { data } = await office.ask(person, filters);
      expect([person, JSON.stringify(data).split(`"${id}"`).length - 1]).toEqual([person, person === 'wang-xiuying' ? 4 : 0]);
    }
    expect((await office.ask('wang-xiuying', `{ case(id: "${id}") { state } }`)).data.case.state).toBe('rejected');
    const words = 'edges { node { caseId person subject body } }';
    const told = async (person: string) => {
      const { data, errors } = await office.ask(
        person,
        person === 'shi-lei' ? `{ list: outbox(caseId: "${id}") { ${words} } }` : `{ list: inbox { ${words} } }`,
      );
      expect(errors).toBeUndefined();
      return data.list.edges.filter(({ node }: { node: { caseId: string } }) => node.caseId === id);
    };
    for (const person of ['shi-lei', 'fang-yong']) {
      const said = await told(person);
      expect(said.length).toBeGreaterThan(0);
      expect(JSON.stringify(said)).not.toMatch(/pelican|王|wang-xiuying/i);
    }
    expect(JSON.stringify(await told('wang-xiuying'))).toContain('12388');
  });

  it('is sealed by what its process says, and not by a fact of that name', async () => {
    const { id } = (await office.start('wang-xiuying', { ...rubbish, text: 'Flamingo feathers' })).case;
    await office.sql(`UPDATE cases SET facts = facts || '{"sealed": true}' WHERE id = $1`, [id]);
    const { data } = await office.ask(
      'lou-tao',
      `{ case(id: "${id}") { openedBy } cases(filter: { text: "Flamingo" }) { totalCount } }`,
    );
    expect(data).toEqual({ case: { openedBy: 'wang-xiuying' }, cases: { totalCount: 1 } });
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
    for (const [n, into] of chain.slice(1).entries()) {
      await office.act('lou-tao', 'merge', chain[n] as string, { into });
      // A report that is merged before it has taken this one over would send it back.
      const taken = `SELECT 1 FROM events WHERE case_id = $1 AND name = 'MergedReportTaken'`;
      await expect.poll(() => office.sql(taken, [into])).toHaveLength(1);
    }
    const last = chain.at(-1) as string;
    await office.act('lou-tao', 'dispatch', last, { unit: 'housing', reason: 'Benches are theirs.' });
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

describe('what the staff say among themselves', () => {
  it('is read by no reporter: not on the case, in no list, in no sheet, not with a code; what is said to them is', async () => {
    const { case: of, followCode } = await office.start('song-jia', { ...rubbish, reporter: { phone: '13800001234' } });
    const own = (await office.start('deng-li', rubbish)).case.id;
    for (const id of [of.id, own]) {
      await office.act('fang-yong', 'object', id, { ground: 'Walrus ground' });
      await office.act('yan-zheng', 'rule', id, { upheld: false, reason: 'Walrus ruling' });
      await office.act('fang-yong', 'accept', id);
      await office.act('fang-yong', 'comment', id, { text: 'Walrus aside' });
      await office.act('fang-yong', 'comment', id, { text: 'We are on the way', toReporter: true });
      await office.act('fang-yong', 'noteWork', id, { text: 'Walrus note' });
      await office.act('fang-yong', 'requestExtension', id, { workingDays: 1, reason: 'Walrus crew' });
      await office.act('he-ping', 'decideExtension', id, { granted: true, reason: 'Walrus grant' });
      await office.act('fang-yong', 'requestSuspension', id, { until: '2099-01-01T00:00:00+08:00', reason: 'Walrus rains' });
      const soon = new Date(Date.now() + 86_400_000).toISOString();
      await office.act('fang-yong', 'requestSuspension', id, { until: soon, reason: 'Walrus rains' });
      await office.act('lu-xia', 'decideSuspension', id, { approved: true, toReporters: 'We wait for spring' });
    }
    const node = `name reason actorName sheet { display value entries { display } } ${SENT('issueReport', 'Commented', 'ExtensionRequested', 'Objected')}`;
    const asked = (id: string) => `{ case(id: "${id}") { title ${FACTS('issueReport')} sheet { display entries { display } }
      history(first: 30) { edges { node { ${node} } } } } events(first: 30) { edges { node { name reason sheet { display } } } }
      cases(filter: { text: "Walrus" }) { totalCount } }`;
    for (const [person, id, headers] of [
      ['deng-li', own, {}],
      [null, of.id, follow(of.id, followCode)],
    ] as const) {
      const { data, errors } = await office.ask(person, asked(id), {}, headers);
      expect(errors).toBeUndefined();
      const said = JSON.stringify(data);
      expect([person, said.match(/Walrus/)]).toEqual([person, null]);
      expect(said).toContain('We are on the way');
      expect(data.cases.totalCount).toBe(0);
      expect(data.case.history.edges.map(({ node }: { node: { name: string } }) => node.name)).toContain('Reported');
    }
    const inbox = (await office.ask('deng-li', '{ inbox(first: 60) { edges { node { caseId subject body } } } }')).data.inbox
      .edges;
    expect(JSON.stringify(inbox)).not.toMatch(/Walrus/);
    expect(JSON.stringify(inbox)).toMatch(/We wait for spring/);
    expect(JSON.stringify((await office.ask('he-ping', asked(own))).data).match(/Walrus \w+/g)?.length).toBeGreaterThan(6);
  });
});

describe('names', () => {
  it('of those who report aren’t shown to others who report, nor to staff whose work doesn’t need them', async () => {
    const one = (
      await office.start('wang-xiuying', {
        ...rubbish,
        category: 'other',
        text: 'Xylophones on the pavement',
        place: { ...rubbish.place, address: 'Quince Lane 7' },
        reporter: { name: '王秀英', phone: '13800005678' },
      })
    ).case.id;
    await office.act('wang-xiuying', 'comment', one, { text: 'They are louder now' });
    const two = (await office.start('zhu-guoqiang', { ...rubbish, category: 'other' })).case.id;
    await office.act('lou-tao', 'merge', two, { into: one });
    const asked = `{ case(id: "${one}") { title openedBy openedByName sheet { display value entries { display value } }
      parties { person name phone } tasks { person personName } attachments { sha256 } linkedFrom { from }
      ${FACTS('issueReport')} history(first: 20) { edges { node { name actorId actorName reason sheet { display }
        ${SENT('issueReport', 'Reported', 'Commented', 'MergedReportTaken')} } } } } }`;
    const shown = async (person: string) => (await office.ask(person, asked)).data.case;
    await expect.poll(() => shown('zhu-guoqiang'), { timeout: 10_000 }).not.toBeNull();
    await office.act('lou-tao', 'askReporter', one, { question: 'Since when?' });
    const theirs = JSON.stringify(await shown('zhu-guoqiang'));
    expect(theirs.match(/王|wang-xiuying|1380000|Xylophones|Quince|louder/g)).toBeNull();
    expect(theirs).toContain('zhu-guoqiang');
    const { edges } = (await office.ask('zhu-guoqiang', `{ cases(filter: { text: "Xylophones" }) { edges { node { id } } } }`))
      .data.cases;
    expect(edges).toEqual([]);

    const reported = async (person: string) =>
      (await shown(person)).history.edges.find(({ node }: { node: { name: string } }) => node.name === 'Reported').node;
    expect(await reported('zhou-min')).toMatchObject({ actorName: '王**', actorId: null });
    expect(JSON.stringify(await shown('zhou-min')).match(/王秀英|13800005678|wang-xiuying/)).toBeNull();
    for (const person of ['wang-xiuying', 'lou-tao']) {
      expect([person, await reported(person)]).toMatchObject([
        person,
        { actorName: '王秀英', actorId: 'wang-xiuying', input: { reporter: { phone: '13800005678' } } },
      ]);
    }
    expect((await reported('qiu-ming')).actorName).toBe('王秀英');
  });

  it('aren’t told by filters nor by who was first to those who don’t read them', async () => {
    const one = (await office.start('wang-xiuying', { ...rubbish, category: 'other' })).case.id;
    const two = (await office.start('zhu-guoqiang', { ...rubbish, category: 'other' })).case.id;
    await office.act('lou-tao', 'merge', two, { into: one });
    const found = async (person: string) => {
      const { data } = await office.ask(
        person,
        `{ opened: cases(first: 100, filter: { openedBy: "wang-xiuying" }) { edges { node { id } } }
           party: cases(first: 100, filter: { party: "wang-xiuying" }) { edges { node { id } } }
           acted: events(first: 100, filter: { actor: "wang-xiuying" }) { edges { node { caseId } } }
           asked: tasks(first: 100, filter: { mine: false, person: "wang-xiuying" }) { edges { node { caseId } } } }`,
      );
      type Edges = { edges: { node: { id?: string; caseId?: string } }[] };
      return Object.entries<Edges>(data)
        .filter(([, { edges }]) => edges.some(({ node }) => (node.id ?? node.caseId) === one))
        .map(([name]) => name);
    };
    const sees = async () => (await office.ask('zhu-guoqiang', `{ case(id: "${one}") { id } }`)).data.case;
    await expect.poll(sees, { timeout: 10_000 }).not.toBeNull();
    await office.act('lou-tao', 'askReporter', one, { question: 'Since when?' });
    for (const person of ['zhu-guoqiang', 'zhou-min']) expect([person, await found(person)]).toEqual([person, []]);
    for (const person of ['wang-xiuying', 'lou-tao', 'qiu-ming'])
      expect([person, await found(person)]).toEqual([person, ['opened', 'party', 'acted', 'asked']]);

    const late = (person: string) => office.act(person, 'comment', one, { text: 'It smells' }, { expectedRevision: 0 });
    expect(await late('zhu-guoqiang')).toMatchObject({ __typename: 'Conflict', message: expect.stringMatching(/was first/) });
    // The merged report may have its last word in between.
    const commentThenLate = async () => {
      await office.act('wang-xiuying', 'comment', one, { text: 'Still there' });
      return (await late('lou-tao')).message;
    };
    await expect.poll(commentThenLate).toMatch(/^王秀英 was first/);
    expect(await late('zhu-guoqiang')).toMatchObject({ message: expect.stringMatching(/^Somebody else was first/) });
    await office.act('lou-tao', 'comment', one, { text: 'Not for them' });
    expect(await late('wang-xiuying')).toMatchObject({ message: expect.stringMatching(/^Somebody else was first/) });
  });

  it('and numbers of reporters with an account are read by those who work on the case', async () => {
    const { id } = (await office.start('wang-xiuying', rubbish)).case;
    const parties = async (person: string) =>
      (await office.ask(person, `{ case(id: "${id}") { parties { person name phone } } }`)).data.case.parties;
    for (const person of ['fang-yong', 'he-ping', 'lou-tao', 'song-jia', 'wang-xiuying']) {
      expect([person, await parties(person)]).toEqual([
        person,
        [{ person: 'wang-xiuying', name: '王秀英', phone: expect.stringMatching(/^1000000\d{4}$/) }],
      ]);
    }
    expect(await parties('zhou-min')).toEqual([{ person: null, name: '王**', phone: expect.stringMatching(/^100\*{4}/) }]);
    expect(await parties('qiu-ming')).toMatchObject([{ name: '王秀英', phone: expect.stringMatching(/^100\*{4}/) }]);
  });

  it('are joined by who sees the same: with a report of their own, and without seeing who came first', async () => {
    const first = (await office.start('wang-xiuying', rubbish)).case.id;
    const near = async (place: string, category = 'rubbish') =>
      office.ask('deng-li', `{ issueReportNear(category: "${category}", place: ${place}) { id lat lon } }`);
    const at = `{ lat: ${rubbish.place.lat}, lon: ${rubbish.place.lon} }`;
    expect((await near(at)).data.issueReportNear).toContainEqual({ id: first, ...rubbish.place });
    expect((await near('{ lat: 120.573, lon: 30.003 }')).errors).toMatchObject([{ message: expect.stringMatching(/swapped/) }]);
    expect((await near(at, 'rubish')).errors).toMatchObject([{ message: expect.stringMatching(/no category “rubish”/) }]);
    const joined = await office.start('deng-li', { ...rubbish, sameAs: first });
    expect(joined).toMatchObject({ __typename: 'ActionDone', case: { state: 'merged' } });
    await expect
      .poll(async () => (await office.act('deng-li', 'comment', first, { text: 'Me too' })).__typename, { timeout: 10_000 })
      .toBe('ActionDone');
    expect(await office.start('wang-xiuying', { ...rubbish, sameAs: first })).toMatchObject({ reason: 'yoursAlready' });
  });

  it('or not, without an account they go along with a merger, rate there with their own code, and go back', async () => {
    const one = (await office.start('wang-xiuying', rubbish)).case.id;
    const { case: two, followCode } = await office.start('song-jia', { ...rubbish, reporter: { phone: '13800001234' } });
    const mine = follow(two.id, followCode);
    const reporters = async () =>
      (await office.ask('lou-tao', `{ case(id: "${one}") { ${FACTS('issueReport')} } }`)).data.case.facts.reporters;
    const seen = async () => (await read(mine, `{ case(id: "${one}") { state } }`)).data.case;
    await office.act('lou-tao', 'merge', two.id, { into: one });
    await expect.poll(reporters, { timeout: 10_000 }).toHaveLength(2);
    await office.act('lou-tao', 'unmerge', two.id, { reason: 'Another corner' });
    expect(await seen()).toBeNull();
    await expect.poll(reporters, { timeout: 10_000 }).toHaveLength(1);
    await office.act('lou-tao', 'merge', two.id, { into: one });
    await expect.poll(reporters, { timeout: 10_000 }).toHaveLength(2);
    await office.act('fang-yong', 'accept', one);
    await office.act('fang-yong', 'done', one, { result: 'Gone' });
    await office.act('zhou-min', 'verify', one, { passed: true, at: rubbish.place });
    const said = `SELECT to_jsonb(o)::text AS all FROM outbox o WHERE case_id = $1 AND to_jsonb(o)::text LIKE '%13800001234%'`;
    expect((await office.sql<{ all: string }>(said, [one])).length).toBeGreaterThan(0);
    expect(await office.act(null, 'rate', one, { stars: 5 }, { headers: mine })).toMatchObject({ event: { name: 'Rated' } });
  });

  it('are gone again with a report that is taken out of the merger, whatever its reporter has done meanwhile', async () => {
    const one = (await office.start('wang-xiuying', rubbish)).case.id;
    const two = (await office.start('deng-li', rubbish)).case.id;
    const seen = async () =>
      (await office.ask('deng-li', `{ case(id: "${one}") { id } cases(first: 100) { edges { node { id } } } }`)).data;
    await office.act('lou-tao', 'merge', two, { into: one });
    await expect.poll(async () => (await seen()).case, { timeout: 10_000 }).not.toBeNull();
    await expect
      .poll(async () => (await office.act('deng-li', 'comment', one, { text: 'It smells' })).__typename, { timeout: 10_000 })
      .toBe('ActionDone');
    expect(await office.act('deng-li', 'comment', two, { text: 'It smells' })).toMatchObject({
      reason: 'kernel.goesOnElsewhere',
      message: expect.stringContaining(one),
    });
    await office.act('lou-tao', 'unmerge', two, { reason: 'Another corner' });
    const after = await seen();
    expect(after.case).toBeNull();
    expect(JSON.stringify(after.cases)).not.toContain(one);
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
    const { data } = await office.ask('fang-yong', '{ people(first: 1) { edges { node { phone } } } }');
    expect(data.people.edges).toEqual([{ node: { phone: null } }]);
  });
});
