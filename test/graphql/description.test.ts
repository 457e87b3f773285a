import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOf } from './administrator.ts';
import { type Office, openOffice, rubbish } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office?.close());

const ZH = { 'accept-language': 'zh' };

describe('a description', () => {
  it('has what a form needs, in the language of the caller', async () => {
    const { data } = await office.ask(
      'deng-li',
      `{ processes(name: ["issueReport"]) { name roles { name title { zh } } facts limits { name title { zh } number unit { zh } }
        start { mutation input mayStart reason } actions { name mutation input allowed roles { name title { en } } } } }`,
      {},
      ZH,
    );
    const [process] = data.processes;
    expect(data.processes).toHaveLength(1);
    expect(process.start).toMatchObject({ mutation: 'startIssueReport', mayStart: true, reason: null });
    expect(process.start.input).toMatchObject({
      required: expect.arrayContaining(['category', 'text', 'place']),
      properties: {
        text: {
          title: '问题描述',
          description: '请用自己的话说明。',
          maxLength: 2000,
          'x-widget': 'text',
          'x-title': { en: 'What is wrong' },
        },
        category: { 'x-pick': 'category' },
        photos: { 'x-widget': 'photo', 'x-limit': 'maxPhotos', items: { type: 'string', format: 'binary' } },
        channel: { enum: expect.arrayContaining(['app']), 'x-values': { app: { zh: '线上上报' } } },
        reporter: { properties: { phone: { 'x-personal': 'phone', title: '联系电话' } } },
      },
    });
    expect(JSON.stringify(process.start.input)).not.toMatch(/sha256|graphql/);
    expect(process.facts.properties.handler).toMatchObject({ title: '经办人', 'x-weight': 'main' });
    expect(process.facts.properties.suspendedUntil.anyOf[0]).toMatchObject({ type: 'string', format: 'date-time' });
    expect(process.limits).toContainEqual({
      name: 'maxPhotos',
      title: { zh: expect.any(String) },
      number: 6,
      unit: { zh: '张' },
    });
    expect(process.roles).toContainEqual({ name: 'dispatcher', title: { zh: '派单员' } });
    const dispatch = process.actions.find(({ name }: { name: string }) => name === 'dispatch');
    expect(dispatch).toMatchObject({
      mutation: 'issueReportDispatch',
      allowed: false,
      input: { properties: { unit: { title: '承办单位', 'x-pick': 'unit' } } },
      roles: [{ name: 'dispatcher', title: { en: 'dispatcher' } }],
    });
    const lapse = process.actions.find(({ roles }: { roles: { name: string }[] }) => roles[0]?.name.startsWith('clock:'));
    expect(lapse.mutation).toBeNull();
  });

  it('says who may open a case, and why somebody may not', async () => {
    const { data } = await office.ask('fang-yong', '{ processes(name: ["creditAppeal"]) { start { mayStart reason } } }', {}, ZH);
    const { data: other } = await office.ask(
      'fang-yong',
      '{ processes(name: ["powerApplication"]) { start { mayStart reason } } }',
      {},
      ZH,
    );
    for (const { start } of [...data.processes, ...other.processes]) {
      expect(start.mayStart === (start.reason === null)).toBe(true);
    }
    expect(other.processes[0].start).toMatchObject({ mayStart: false, reason: expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('is of the processes that the street uses, until its administrator says otherwise', async () => {
    const names = async () =>
      (await office.ask('deng-li', '{ processes { name } }')).data.processes.map(({ name }: { name: string }) => name);
    const used = await names();
    expect(used).toContain('issueReport');
    expect(used).not.toContain('trainingCourse');
    const say = (process: string, value: number) =>
      changeOf(office, 'setLimit', {
        input: {
          process,
          name: 'offered',
          value,
          validFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
        },
      });
    expect(await say('trainingCourse', 1)).toMatchObject({ __typename: 'ChangeDone' });
    expect(await say('issueReport', 0)).toMatchObject({ __typename: 'ChangeDone' });
    expect(await names()).toContain('trainingCourse');
    expect(await names()).not.toContain('issueReport');
    expect(await say('issueReport', 1)).toMatchObject({ __typename: 'ChangeDone' });
  });

  it('tells which act is the usual one, and in which tenant one is', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    const { data } = await office.ask(
      'fang-yong',
      `{ tenant { id title { en } zone } case(id: "${id}") { nextActions(allowed: true) { name task ends order } tasks { clock { name title { zh } } remaining { value unit text } roleTitle { zh } unitTitle { en } } } }`,
      {},
      ZH,
    );
    expect(data.tenant).toMatchObject({ id: 'fushan', zone: 'Asia/Shanghai' });
    const usual = data.case.nextActions.toSorted(
      (one: { order: number }, other: { order: number }) => one.order - other.order,
    )[0];
    expect(usual).toMatchObject({ name: 'accept', task: true, ends: false, order: 0 });
    expect(data.case.tasks[0]).toMatchObject({
      clock: { name: 'accept' },
      remaining: { unit: 'dutyMinutes', text: expect.stringMatching(/^剩\d+小时.*办公时间$/) },
      roleTitle: { zh: '经办人' },
      unitTitle: { en: expect.any(String) },
    });
  });
});

describe('a case', () => {
  it('is told as a sheet in the language of the caller, what matters most first', async () => {
    const { id } = (await office.start('deng-li', { ...rubbish, text: 'Six bags' })).case;
    const { data } = await office.ask(
      'lou-tao',
      `{ case(id: "${id}") { title titleText unitTitle { zh } openedByName sheet { key title { text } kind weight display value entries { key display } } history(first: 1) { edges { node { roleTitle { zh } sheet { key title { text } display } } } } } }`,
      {},
      ZH,
    );
    const { sheet, title, titleText, history } = data.case;
    expect(sheet.slice(0, 2)).toMatchObject([
      { key: 'category', kind: 'group', weight: 'main' },
      { key: 'text', title: { text: '问题描述' }, kind: 'text', weight: 'main', display: 'Six bags', value: 'Six bags' },
    ]);
    expect(sheet.map(({ key }: { key: string }) => key)).not.toContain('workedOn');
    expect(title).toContain(titleText.split('：')[0]);
    expect(titleText.length).toBeLessThan(title.length);
    expect(history.edges[0].node.sheet).toContainEqual({ key: 'text', title: { text: '问题描述' }, display: 'Six bags' });
  });

  it('that is closed has no due time any more', async () => {
    const { id } = (await office.start('deng-li', rubbish)).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Gone' });
    await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
    const { data } = await office.ask('deng-li', `{ case(id: "${id}") { closed dueAt history(byClock: true) { totalCount } } }`);
    expect(data.case).toEqual({ closed: true, dueAt: null, history: { totalCount: 0 } });
  });
});

/** Asked as browsers do, whose answers aren't unpacked on the way. */
const raw = (headers: Record<string, string>, query: string) =>
  new Promise<{ status: number; headers: Record<string, unknown>; bytes: number }>((resolve, reject) => {
    const url = new URL(`${office.url}/graphql?query=${encodeURIComponent(query)}`);
    request(
      url,
      { headers: { 'x-graphql-yoga-csrf': '1', authorization: `Bearer ${office.token('deng-li')}`, ...headers } },
      (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes }));
      },
    )
      .on('error', reject)
      .end();
  });

describe('a long answer', () => {
  const query = '{ processes(name: ["issueReport"]) { name start { input } actions { name input } } }';

  it('is compressed, and a short one isn’t', async () => {
    const plain = await raw({}, query);
    for (const way of ['br', 'gzip']) {
      const small = await raw({ 'accept-encoding': way }, query);
      expect(small.headers['content-encoding']).toBe(way);
      expect(small.bytes).toBeLessThan(plain.bytes / 3);
    }
    expect((await raw({ 'accept-encoding': 'br' }, '{ me { id } }')).headers['content-encoding']).toBeUndefined();
  });

  it('isn’t sent again to a client that has it', async () => {
    const first = await raw({}, query);
    const mark = String(first.headers.etag);
    expect(await raw({ 'if-none-match': mark }, query)).toMatchObject({ status: 304, bytes: 0 });
    expect((await raw({ 'if-none-match': mark, 'accept-language': 'zh' }, query)).status).toBe(200);
  });
});
