import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../activities/delivery/services.ts';
import { changeOf, wrongWith } from './administrator.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four bytes').toString('base64')}`;
const PATIENCE = { timeout: 20_000 };

/** Somebody else's program that is called when something happens. */
type Call = { headers: IncomingHttpHeaders; body: string; path: string };
let receiver: Server;
let calls: Call[];
/** Answers of the receiver, one after another; 204 when there is none. */
let answers: number[];
let address: string;

let office: Office;
const sent: Message[] = [];
/** While it is set, the transport takes nothing. */
let away = false;
beforeAll(async () => {
  calls = [];
  answers = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body, path: request.url ?? '' });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  office = await openOffice({
    program: {
      send: async (message) => {
        if (away) throw new Error('The transport is away.');
        sent.push(message);
      },
    },
  });
});
afterAll(async () => {
  await office?.close();
  receiver?.close();
});

const settled = async (person = 'deng-li') => {
  const { id } = (await office.start(person, rubbish)).case;
  await office.act('fang-yong', 'accept', id);
  await office.act('fang-yong', 'done', id, { result: 'Swept.' });
  await office.act('zhou-min', 'verify', id, { passed: true, at: rubbish.place });
  return id as string;
};

describe('whoever reports', () => {
  it('hears by inbox, e-mail and message what the tenant’s templates say, in their own language, each once', async () => {
    const id = await settled('lin-tingting');
    const to = (channel: string, words: RegExp) =>
      sent.filter((message) => message.caseId === id && message.channel === channel && words.test(message.subject));
    await expect.poll(() => to('email', /is settled/), PATIENCE).toHaveLength(1);
    await expect.poll(() => to('sms', /is settled/), PATIENCE).toHaveLength(1);
    expect(to('email', /is settled/)).toMatchObject([
      { to: 'lin-tingting@example.org', locale: 'en', body: expect.stringMatching(/^Swept\. Please rate it; .* until \d/) },
    ]);
    const other = await settled('wang-xiuying');
    await expect
      .poll(() => sent.find((message) => message.caseId === other && /已办结/.test(message.subject)), PATIENCE)
      .toMatchObject({ locale: 'zh' });
    const { data } = await office.ask(
      'lin-tingting',
      '{ inbox(first: 50, unread: true) { totalCount edges { node { id notice caseId subject } } } }',
    );
    expect(data.inbox.edges.map(({ node }: { node: { notice: string } }) => node.notice)).toEqual([
      'closed',
      'accepted',
      'dispatched',
    ]);
    const ids = data.inbox.edges.map(({ node }: { node: { id: string } }) => node.id);
    const read = () => office.ask('lin-tingting', 'mutation ($ids: [ID!]!) { readNotices(ids: $ids) }', { ids });
    expect((await read()).data.readNotices).toBe(3);
    expect((await read()).data.readNotices).toBe(0);
    expect(
      (await office.ask('wang-xiuying', 'mutation ($ids: [ID!]!) { readNotices(ids: $ids) }', { ids })).data.readNotices,
    ).toBe(0);
  });

  it('hears it in the words that the tenant has set', async () => {
    const at = { process: 'issueReport', notice: 'accepted', channel: 'sms' };
    const template = {
      at,
      en: { subject: 'Taken on', body: '{case}: {title}, by {due.handle}.' },
      zh: { subject: '已签收', body: '{case}：{title}，{due.handle}前办结。' },
    };
    expect(await changeOf(office, 'setNoticeTemplate', template)).toMatchObject({ __typename: 'ChangeDone' });
    const { id } = (await office.start('lin-tingting', rubbish)).case;
    await office.act('fang-yong', 'accept', id);
    await expect
      .poll(
        () => sent.find(({ caseId, channel, subject }) => caseId === id && channel === 'sms' && subject === 'Taken on')?.body,
        PATIENCE,
      )
      .toMatch(new RegExp(`^${id}: .*Rubbish beside the bus stop, by \\d`));
    const listed = async () =>
      (
        await office.ask(
          'qiu-ming',
          '{ noticeTemplates(process: "issueReport") { notice channel muted overridden placeholders en { subject body } zh { subject } } }',
        )
      ).data.noticeTemplates.filter(({ notice }: { notice: string }) => notice === 'accepted');
    expect(await listed()).toMatchObject([
      { channel: 'inbox', overridden: false, en: { subject: 'Work on your report {case} has begun' } },
      { channel: 'email', overridden: false },
      {
        channel: 'sms',
        overridden: true,
        en: template.en,
        placeholders: expect.arrayContaining(['case', 'title', 'due.handle']),
      },
    ]);
    expect(await changeOf(office, 'removeNoticeTemplate', { at })).toMatchObject({ __typename: 'ChangeDone' });
    expect(await changeOf(office, 'muteNotice', { at: { ...at, channel: 'email' } })).toMatchObject({ __typename: 'ChangeDone' });
    expect(await listed()).toMatchObject([
      { channel: 'inbox', overridden: false, muted: false },
      { channel: 'email', overridden: true, muted: true },
    ]);
    const muted = await settled('lin-tingting');
    const channels = await office.sql<{ channel: string }>(
      `SELECT channel FROM outbox WHERE case_id = $1 AND notice = 'accepted' ORDER BY channel`,
      [muted],
    );
    expect(channels).toEqual([{ channel: 'inbox' }]);
    expect(await changeOf(office, 'removeNoticeTemplate', { at: { ...at, channel: 'email' } })).toMatchObject({
      __typename: 'ChangeDone',
    });
    expect(await wrongWith(office, 'removeNoticeTemplate', { at })).toEqual([
      expect.stringMatching(/^at.channel: The tenant has no text/),
    ]);
  });

  it('is spared a misspelt notice, channel or placeholder: the answer lists what there is', async () => {
    const at = { process: 'issueReport', notice: 'accepted', channel: 'inbox' };
    const template = {
      at,
      en: { subject: 'Taken on', body: '{case}' },
      zh: { subject: '已签收', body: '{case}' },
    };
    const wrong = (more: object) => wrongWith(office, 'setNoticeTemplate', { ...template, ...more });
    expect(await wrong({ at: { ...at, channel: 'pigeon' } })).toEqual([expect.stringMatching(/^at.channel.*inbox, email, sms/)]);
    expect(await wrong({ at: { ...at, notice: 'acepted' } })).toEqual([expect.stringMatching(/^at.notice.*escalated.*accepted/)]);
    expect(await wrong({ at: { ...at, process: 'isueReport' } })).toEqual([expect.stringMatching(/^at.process.*issueReport/)]);
    expect(await wrong({ en: { subject: 'Taken on', body: 'By {due.hadle}' } })).toEqual([
      expect.stringMatching(/^en.body: There is no “\{due.hadle\}” here; choose from: \{case\}, .*\{due.handle\}/),
    ]);
    expect(await wrong({ zh: { subject: ' ', body: '{case}' } })).toEqual([expect.stringMatching(/^zh.subject/)]);
  });

  it('leaves an outbox in which administrators see what was sent, with addresses masked', async () => {
    const id = await settled('lin-tingting');
    const outbox = async () =>
      (
        await office.ask(
          'shi-lei',
          `{ outbox(caseId: "${id}", channel: ["email", "sms"], first: 50) { edges { node { notice channel address body deliveredAt } } } }`,
        )
      ).data.outbox.edges.map(({ node }: { node: object }) => node);
    await expect
      .poll(async () => (await outbox()).every(({ deliveredAt }: { deliveredAt: string | null }) => deliveredAt), PATIENCE)
      .toBe(true);
    expect(await outbox()).toContainEqual(
      expect.objectContaining({
        notice: 'closed',
        channel: 'email',
        address: 'l***@example.org',
        body: expect.stringMatching(/^Swept\./),
      }),
    );
    expect(JSON.stringify(await outbox())).not.toMatch(/lin-tingting@|1000000\d{4}/);
    for (const person of ['deng-li', 'fang-yong', 'lu-xia']) {
      expect((await office.ask(person, '{ outbox { totalCount } }')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('an administrator', () => {
  const channel = async (name: string) =>
    (
      await office.ask('shi-lei', '{ messageChannels { name state waiting waitingSince failure pausedBy nextTryAt } }')
    ).data.messageChannels.find((one: { name: string }) => one.name === name);
  const texts = async (caseId: string) =>
    (
      await office.ask(
        'shi-lei',
        `{ outbox(caseId: "${caseId}", channel: ["sms"], first: 5) { edges { node { id state tries nextTryAt failure } } } }`,
      )
    ).data.outbox.edges.map(({ node }: { node: object }) => node);
  const filed = async () => (await office.start('lin-tingting', rubbish)).case.id as string;

  it('pauses a channel: its messages wait, those of others leave, and they leave when it is resumed', async () => {
    expect(await channel('sms')).toMatchObject({ state: 'OPEN', waiting: 0, failure: null });
    const requestId = nextRequest();
    expect(await changeOf(office, 'pauseChannel', { name: 'sms' }, { requestId })).toMatchObject({ replayed: false });
    expect(await changeOf(office, 'pauseChannel', { name: 'sms' }, { requestId })).toMatchObject({ replayed: true });
    expect(await wrongWith(office, 'pauseChannel', { name: 'sms' })).toEqual([expect.stringMatching(/paused already/)]);
    expect(await wrongWith(office, 'pauseChannel', { name: 'pigeon' })).toEqual([
      expect.stringMatching(/^name: There is no “pigeon” here; choose from: email, sms/),
    ]);
    const id = await filed();
    await expect.poll(() => sent.some(({ caseId, channel: by }) => caseId === id && by === 'email'), PATIENCE).toBe(true);
    expect(await channel('sms')).toMatchObject({ state: 'PAUSED', waiting: 1, pausedBy: 'shi-lei', nextTryAt: null });
    expect(await texts(id)).toMatchObject([{ state: 'WAITING', tries: 0 }]);
    expect(await changeOf(office, 'resumeChannel', { name: 'sms' })).toMatchObject({ __typename: 'ChangeDone' });
    expect(await wrongWith(office, 'resumeChannel', { name: 'sms' })).toEqual([expect.stringMatching(/isn’t paused/)]);
    await expect.poll(() => texts(id), PATIENCE).toMatchObject([{ state: 'DELIVERED', tries: 1, nextTryAt: null }]);
    for (const name of ['pauseChannel', 'resumeChannel'])
      await expect(changeOf(office, name, { name: 'sms' }, { person: 'xu-jing' })).rejects.toThrow('FORBIDDEN');
  });

  it('sees why a message doesn’t leave, and has one leave after all that was given up', async () => {
    away = true;
    const id = await filed();
    await expect.poll(() => texts(id), PATIENCE).toMatchObject([{ state: 'WAITING', failure: 'The transport is away.' }]);
    const [{ id: message }] = await texts(id);
    expect(await wrongWith(office, 'retryMessage', { id: message })).toEqual([expect.stringMatching(/outbox\(failed: true\)/)]);
    await office.sql(`UPDATE outbox SET next_at = now(), tried_at = now() - interval '3 days' WHERE id = $1`, [message]);
    await expect
      .poll(() => texts(id), PATIENCE)
      .toMatchObject([{ state: 'FAILED', failure: 'The transport is away.', nextTryAt: null }]);
    const { data } = await office.ask('shi-lei', `{ case(id: "${id}") { unsentNotices } }`);
    expect(data.case.unsentNotices).toBe(1);
    away = false;
    expect(await changeOf(office, 'retryMessage', { id: message })).toMatchObject({
      change: { before: { state: 'FAILED', failure: 'The transport is away.' } },
    });
    await expect.poll(() => texts(id), PATIENCE).toMatchObject([{ state: 'DELIVERED', failure: null }]);
    expect(sent.filter((one) => one.id === message)).toHaveLength(1);
  });
});

describe('a webhook', () => {
  const hook = (more: object = {}) => ({
    id: 'portal',
    url: `${address}/portal`,
    secret: SECRET,
    events: ['Reported', 'Verified'],
    ...more,
  });

  it('gets the events it asked for, signed, without anything personal, each once', async () => {
    expect(await changeOf(office, 'setWebhook', { input: hook() })).toMatchObject({ __typename: 'ChangeDone' });
    const { id } = (await office.start('song-jia', { ...rubbish, reporter: { name: 'Xanthippe', phone: '13912345678' } })).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Swept.' });
    const [{ day } = { day: '' }] = await office.sql<{ day: string }>(`SELECT tenant_today('fushan')::text AS day`);
    const input = { person: 'zhou-min', deputy: 'ma-lili', from: day, until: day };
    const { change } = await changeOf(office, 'setDeputy', { input });
    await office.act('ma-lili', 'verify', id, { passed: true, at: rubbish.place });
    await changeOf(office, 'endDeputy', { id: change.after.id });
    await expect.poll(() => calls.length, PATIENCE).toBe(2);
    const bodies = calls.map(({ headers, body }) => new Webhook(SECRET).verify(body, headers as Record<string, string>)) as {
      type: string;
      data: { caseId: string; revision: number };
    }[];
    // In whose place it was done is said as who did it is.
    const verified = bodies.find(({ type }) => type === 'Verified');
    expect(verified?.data).toMatchObject({ actorId: 'ma-lili', actingFor: 'zhou-min', emergency: null });
    // Nothing of what was sent, said or known: whoever is called asks for it, and is shown what is theirs to read.
    expect(Object.keys(verified?.data ?? {}).toSorted()).toEqual([
      'actingFor',
      'action',
      'actorId',
      'at',
      'caseId',
      'cursor',
      'emergency',
      'fromState',
      'hash',
      'name',
      'process',
      'revision',
      'role',
      'toState',
    ]);
    expect(bodies.map(({ type }) => type).toSorted()).toEqual(['Reported', 'Verified']);
    expect(bodies.every(({ data }) => data.caseId === id)).toBe(true);
    expect(JSON.stringify(calls)).not.toMatch(/Xanthippe|13912345678/);
    const other = `whsec_${Buffer.from('another secret of as many bytes').toString('base64')}`;
    expect(() => new Webhook(other).verify(calls[0]?.body ?? '', (calls[0]?.headers ?? {}) as Record<string, string>)).toThrow();
  });

  it('is called again after it failed, with the same name, and given up when it says that it wants nothing more', async () => {
    calls.length = 0;
    answers = [500];
    await office.start('deng-li', rubbish);
    await expect.poll(() => calls.length, PATIENCE).toBe(2);
    expect(calls[1]?.headers['webhook-id']).toBe(calls[0]?.headers['webhook-id']);
    expect(calls[1]?.body).toBe(calls[0]?.body);

    answers = [410];
    const gone = (await office.start('deng-li', rubbish)).case.id;
    const failed = async () =>
      (await office.ask('shi-lei', `{ outbox(caseId: "${gone}", failed: true) { edges { node { channel failure } } } }`)).data
        .outbox.edges;
    await expect.poll(failed, PATIENCE).toEqual([{ node: { channel: 'webhook', failure: expect.stringMatching(/410/) } }]);
    // It isn't called for the next event either.
    const { webhooks, dataChanges } = (
      await office.ask(
        'shi-lei',
        '{ webhooks { id active version } dataChanges(name: ["webhookGone"]) { edges { node { subject } } } }',
      )
    ).data;
    expect(webhooks).toEqual([{ id: 'portal', active: false, version: 2 }]);
    expect(dataChanges.edges).toEqual([{ node: { subject: 'webhook:portal' } }]);
    const called = calls.length;
    await office.start('deng-li', rubbish);
    expect(
      await office.sql(`SELECT 1 FROM outbox WHERE channel = 'webhook' AND delivered_at IS NULL AND failure IS NULL`),
    ).toEqual([]);
    expect(calls.length).toBe(called);
  });

  it('hears of a case in its order, and of what it missed again, behind the place that it names', async () => {
    expect(await changeOf(office, 'setWebhook', { input: hook({ secret: undefined, events: [] }) })).toMatchObject({
      __typename: 'ChangeDone',
    });
    calls.length = 0;
    answers = [503];
    const { id } = (await office.start('deng-li', rubbish)).case;
    await office.act('fang-yong', 'accept', id);
    await office.act('fang-yong', 'done', id, { result: 'Swept.' });
    type Body = { type: string; data: { caseId: string; revision: number; actorId: string; cursor: string } };
    const heard = () => calls.map(({ body }) => JSON.parse(body) as Body).filter(({ data }) => data.caseId === id);
    const revisions = () => heard().map(({ data }) => data.revision);
    await expect.poll(revisions, PATIENCE).toEqual([0, 0, 1, 2]);
    // Who reports has another name here, always the same.
    const [first, , accepted] = heard();
    expect(first?.data.actorId).toMatch(/^person:[\w-]{16}$/);
    expect(accepted?.data.actorId).toBe('fang-yong');

    calls.length = 0;
    const again = await changeOf(office, 'replayWebhook', { id: 'portal', after: first?.data.cursor });
    expect(again).toMatchObject({ __typename: 'ChangeDone', change: { after: { events: 2, cursor: expect.any(String) } } });
    await expect.poll(revisions, PATIENCE).toEqual([1, 2]);
    const { change } = await changeOf(office, 'replayWebhook', { id: 'portal', after: again.change.after.cursor });
    expect(change.after.events).toBe(0);
    const place = Buffer.from('1.1').toString('base64url');
    await expect(changeOf(office, 'replayWebhook', { id: 'portal', after: place })).rejects.toThrow('INVALID_INPUT');
    await expect(changeOf(office, 'replayWebhook', { id: 'portal', after: place }, { person: 'xu-jing' })).rejects.toThrow(
      'FORBIDDEN',
    );
    const [kept] = await office.sql<{ secret: string }>(`SELECT secret FROM webhooks WHERE id = 'portal'`);
    expect(kept?.secret).not.toContain(SECRET.slice(6));
    await changeOf(office, 'setWebhook', { input: hook({ secret: undefined }) });
  });

  it('is no longer called when it is switched off, and needs a secret that nobody reads again', async () => {
    expect(await changeOf(office, 'setWebhook', { input: hook({ secret: undefined, active: false }) })).toMatchObject({
      __typename: 'ChangeDone',
    });
    calls.length = 0;
    const id = await settled();
    await expect.poll(() => sent.some(({ caseId, subject }) => caseId === id && /已办结/.test(subject)), PATIENCE).toBe(true);
    expect(calls).toEqual([]);
    expect(await wrongWith(office, 'setWebhook', { input: { id: 'new', url: address } })).toEqual([
      expect.stringMatching(/^input.secret: Give a secret/),
    ]);
    expect(await wrongWith(office, 'setWebhook', { input: hook({ secret: 'short' }) })).toEqual([
      expect.stringMatching(/^input.secret/),
    ]);
    expect(await wrongWith(office, 'setWebhook', { input: hook({ events: ['Clsoed'] }) })).toEqual([
      expect.stringMatching(/^input.events: There is no “Clsoed” here; choose from: .*Closed/),
    ]);
    const { data } = await office.ask(
      'qiu-ming',
      '{ dataChanges(name: ["setWebhook"]) { totalCount edges { node { before after } } } }',
    );
    expect(data.dataChanges.totalCount).toBe(4);
    expect(JSON.stringify(data) + office.logged.join('')).not.toContain(SECRET.slice(6));
  });
});
