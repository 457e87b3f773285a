import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { WorkflowHandle } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { type ExecutionResult, execute, parse, subscribe } from 'graphql';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { samplePhoto } from '../../activities/attachments/sample-photo.ts';
import type { Message } from '../../activities/delivery/services.ts';
import { payloadCodec } from '../../activities/payload-codec.ts';
import { banjieClient } from '../../examples/client/client.ts';
import { clientTypes } from '../../examples/client/generate.ts';
import { acceptReport, fileReport, happenings, workList } from '../../examples/client/reports.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { banjie as openInNext } from '../../examples/next/banjie.ts';
import { openPortal } from '../../examples/portal/portal.ts';
import { stitchedSchema } from '../../examples/stitched/gateway.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { issueReportPackage } from '../../processes/issue-report.ts';
import { migrate } from '../../workers/migrations.ts';
import type { Mounted, MountOptions } from '../../workers/mounting.ts';
import { nodeHandler } from '../../workers/node-handler.ts';
import { processes } from '../../workers/processes.ts';
import { quietProgress } from '../../workers/progress.ts';
import { listen } from '../graphql/listening.ts';
import { askWithFiles, nextRequest, rubbish } from '../graphql/office.ts';
import { freshDatabase, sharedTemporal } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';
import { frameworks, opened, withRoutes } from './frameworks.ts';

const SECRET = 'a secret of the tests';

/** What the office does to whatever it sends to Temporal. */
const packed: PayloadCodec = {
  encode: async (payloads) =>
    payloads.map((payload) => ({
      metadata: { encoding: Buffer.from('binary/gzip') },
      data: gzipSync(JSON.stringify(kept(payload))),
    })),
  decode: async (payloads) =>
    payloads.map((payload) =>
      Buffer.from(payload.metadata?.encoding ?? []).toString() === 'binary/gzip'
        ? given(JSON.parse(gunzipSync(payload.data ?? Buffer.of()).toString()))
        : payload,
    ),
};
const kept = ({ metadata, data }: Payload) => ({ encoding: text(metadata?.encoding), data: text(data) });
const given = ({ encoding, data }: ReturnType<typeof kept>): Payload => ({
  metadata: { encoding: Buffer.from(encoding) },
  data: Buffer.from(data),
});
const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString();

let url: string;
let banjie: Mounted;
let people: readonly { readonly id: string; readonly token: string }[];
let history: (workflowId: string) => Promise<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>>;
let welcome: () => Promise<string>;
const sent: Message[] = [];
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const [database, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
  const packages = [...processes, hallBookingPackage, keyLoanPackage];
  await migrate(database.ownerUrl, { progress: quietProgress, packages });
  await seedSampleData(database.ownerUrl);
  // Case numbers name workflows, and other tests use the same Temporal.
  await sql(database.ownerUrl, 'UPDATE tenants SET code = code || $1', [database.name.slice(-6).toUpperCase()]);
  const dataDir = mkdtempSync(join(tmpdir(), 'banjie-portal-'));
  const taskQueue = `portal-${database.name}`;
  const options: MountOptions = {
    appUrl: database.appUrl,
    workerUrl: database.workerUrl,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    taskQueue,
    packages,
    dataDir,
    basePath: '/banjie',
    secret: SECRET,
    oidc: undefined,
    production: false,
    dataConverter: { payloadCodecs: [packed] },
    log: pino({ level: 'silent' }),
    send: async (message) => {
      sent.push(message);
    },
  };
  const portal = await openPortal(options, 0);
  ({ url, banjie } = portal);
  people = (await (await fetch(`${url}/banjie/dev/people`)).json()) as typeof people;
  history = (workflowId) => portal.banjie.services.temporal.workflow.getHandle(workflowId).fetchHistory();
  welcome = () =>
    portal.banjie.services.temporal.workflow.execute('welcome', {
      workflowId: `welcome-${database.name}`,
      taskQueue,
      args: ['Deng Li'],
    });
  ends.push(portal.close, async () => rmSync(dataDir, { recursive: true, force: true }));
});
afterAll(async () => {
  for (const end of ends) await end();
});

const token = (person: string): string => people.find(({ id }) => id === person)?.token ?? '';

const ask = async (person: string, query: string) => {
  const response = await fetch(`${url}/banjie/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token(person)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  return (await response.json()) as any;
};

describe('an office with a portal and a Temporal worker of its own', () => {
  it('serves Banjie below its base path, and its own pages everywhere else', async () => {
    const page = async (path: string) => (await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })).text();
    for (const path of [
      '/',
      '/graphql',
      '/dev/people',
      '/banjie',
      '/banjiegraphql',
      '/banjie/files/leaflet.pdf',
      '/banjie/codec',
    ])
      expect(await page(path), path).toBe('The portal of our street');
    expect(await page('/banjie/graphql')).toContain('<title>Banjie 办结</title>');
    const { data } = await ask('deng-li', '{ processes(name: ["hallBooking"]) { name } }');
    expect(data.processes.map(({ name }: { name: string }) => name)).toContain('hallBooking');
  });

  it('runs cases, those of its own process too, beside its own workflows, and sends the messages by itself', async () => {
    const filed = await ask(
      'deng-li',
      `mutation { startIssueReport(requestId: "portal-1", input: {category: "rubbish", text: "Rubbish", place: {lat: 30.003, lon: 120.573}}) {
         ... on ActionDone { case { id state } } } }`,
    );
    const { id, state } = filed.data.startIssueReport.case;
    expect(state).toBe('dispatched');
    await expect
      .poll(() => sent.filter((message) => message.caseId === id), { timeout: 15_000 })
      .toContainEqual(expect.objectContaining({ channel: 'email', to: 'deng-li@example.org', tenant: 'fushan' }));

    const booked = await ask(
      'wang-xiuying',
      `mutation { startHallBooking(requestId: "portal-2", input: {hall: "Old temple", purpose: "Wedding"}) { ... on ActionDone { case { state title } } } }`,
    );
    expect(booked.data.startHallBooking.case).toEqual({ state: 'asked', title: 'Old temple: Wedding' });
    expect(await welcome()).toBe('Good morning, Deng Li');
    // The office's own codec comes first, and Banjie's behind it.
    const [opening] = (await history(id)).events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    expect(text(opening?.metadata?.encoding)).toBe('binary/encrypted');
    const codec = payloadCodec([SECRET]);
    expect(text((await codec.decode([opening as Payload]))[0]?.metadata?.encoding)).toBe('binary/gzip');
  });

  it('signs no badges that name an address nobody has said', async () => {
    const answer = await ask(
      'trainee-01',
      `mutation { issueBadge(year: 2025, requestId: "portal-badge") { ... on ChangeDone { replayed } } }`,
    );
    expect(answer.errors[0]).toMatchObject({
      message: expect.stringContaining('BANJIE_PUBLIC_URL'),
      extensions: { code: 'UNAVAILABLE' },
    });
  });

  it('lends a key to one at a time, by a process of four short files', async () => {
    const wanted = async (person: string, requestId: string): Promise<string> =>
      (
        await ask(
          person,
          `mutation { startKeyLoan(requestId: "${requestId}", input: {room: "Hall"}) { ... on ActionDone { case { id } } } }`,
        )
      ).data.startKeyLoan.case.id;
    const act = async (person: string, action: string, caseId: string, input = '') =>
      (
        await ask(
          person,
          `mutation { keyLoan${action}(caseId: "${caseId}", requestId: "${action}-${caseId}-${person}"${input}) {
             __typename ... on ActionDone { case { state } } ... on Refused { reason message } } }`,
        )
      ).data[`keyLoan${action}`];
    const [first, second] = [await wanted('wang-xiuying', 'key-1'), await wanted('deng-li', 'key-2')];
    expect(await act('lou-tao', 'HandOver', first)).toMatchObject({ case: { state: 'lent' } });
    const taken = await act('lou-tao', 'HandOver', second);
    expect(taken).toMatchObject({ __typename: 'Refused' });
    expect(taken.message).toContain(first);
    expect(await act('lou-tao', 'GiveBack', first)).toMatchObject({ __typename: 'Refused' });
    expect(await act('wang-xiuying', 'GiveBack', first, ', input: {remark: "The lock sticks"}')).toMatchObject({
      case: { state: 'returned' },
    });
    expect(await act('xu-jing', 'HandOver', second)).toMatchObject({ case: { state: 'lent' } });
  });
});

const FILE = `mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) {
  ... on ActionDone { case { id state attachments { url } } } ... on InvalidInput { message } } }`;

const photo = async () =>
  new Blob([new Uint8Array(await samplePhoto({ place: { lat: 30.003, lon: 120.573 }, takenAt: '0000:00:00 00:00:00' }))]);

describe.each(Object.entries(frameworks))('a portal of %s', (_, open) => {
  it('answers, takes photos, shows them by their links and streams what happens, beside pages of its own', async () => {
    const portal = await open(banjie);
    try {
      expect(await (await fetch(portal.url)).text()).toBe('The portal of our street');
      const there = { url: `${portal.url}/banjie`, token };
      const live = await listen(there, 'deng-li', { fields: 'cursor node { caseId }' });
      const variables = { input: { ...rubbish, photos: [null] }, requestId: nextRequest() };
      const { data } = await askWithFiles(there, 'deng-li', FILE, variables, { 'variables.input.photos.0': await photo() });
      const { id, attachments } = data.startIssueReport.case;
      expect(attachments[0].url).toMatch(/^\/banjie\/files\//);
      const picture = await fetch(`${portal.url}${attachments[0].url}`);
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      await expect.poll(() => live.heard.map(({ node }) => node.caseId), { timeout: 10_000 }).toContain(id);
      live.hangUp();
      await live.over;
      expect((await fetch(`${portal.url}/banjie/nothing`)).status).toBe(404);
    } finally {
      await portal.close();
    }
  });
});

it('a portal of Next that couldn’t open Banjie tries it again at the next request', async () => {
  const place = globalThis as { banjie?: unknown };
  const before = place.banjie;
  place.banjie = undefined;
  try {
    vi.stubEnv('BANJIE_SECRET', '');
    await expect(openInNext()).rejects.toThrow('BANJIE_SECRET');
    vi.stubEnv('BANJIE_SECRET', SECRET);
    await expect(openInNext()).rejects.toThrow('appUrl');
  } finally {
    vi.unstubAllEnvs();
    place.banjie = before;
  }
});

describe.each(Object.entries(withRoutes))('a portal of %s behind Banjie', (_, open) => {
  it('leaves what is sent to the portal itself unread, and loses nothing of what was read before', async () => {
    const portal = await open(banjie);
    try {
      const post = (path: string, body: string, type = 'application/json') =>
        fetch(`${portal.url}/banjie/${path}`, { method: 'POST', headers: { 'content-type': type }, body });
      expect(await (await post('guest-book', '{"name": "Deng Li"}')).json()).toEqual({ thanks: 'Deng Li' });
      for (const body of ['', '{}', '{"query": ', '{"query": "{ me { name } }", "variables": "none"}'])
        expect((await post('graphql', body)).status, body).toBe(400);
      const exported = await fetch(`${portal.url}/banjie/audit/export.csv?process=hallBooking&process=issueReport`, {
        headers: { authorization: `Bearer ${token('qiu-ming')}` },
      });
      expect(await exported.text()).toContain('issueReport');
    } finally {
      await portal.close();
    }
  });
});

describe('Node’s own server', () => {
  it('is told where somebody has read an upload before Banjie, and how to go on', async () => {
    const answer = nodeHandler(banjie);
    const { url, close } = await opened(
      createServer((request, response) => request.resume().once('end', () => answer(request, response))).listen(0),
    );
    const form = new FormData();
    form.set('operations', '{}');
    const response = await fetch(`${url}/banjie/graphql`, { method: 'POST', body: form });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('Mount Banjie before it')]);
    expect((await fetch(`${url}/elsewhere`, { method: 'POST', body: form })).status).toBe(404);
    await close();
  });
});

describe('a portal with a GraphQL schema of its own', () => {
  it('has Banjie stitched in: each asks as themselves, uploads arrive, and what happens is heard', async () => {
    const { case: reported } = (
      await ask(
        'deng-li',
        `mutation { startIssueReport(requestId: "${nextRequest()}", input: {category: "rubbish", text: "Rubbish", place: {lat: 30.003, lon: 120.573}}) { ... on ActionDone { case { id } } } }`,
      )
    ).data.startIssueReport;
    const schema = stitchedSchema(banjie, [issueReportPackage], () => [
      { title: 'The bus stop is clean again', caseId: reported.id },
    ]);
    const as = (person: string, source: string, variableValues = {}) => ({
      schema,
      document: parse(source),
      variableValues,
      contextValue: { request: new Request('http://portal', { headers: { authorization: `Bearer ${token(person)}` } }) },
    });
    const notices = '{ notices { title case { id state } } }';
    expect((await execute(as('deng-li', notices))).data).toEqual({
      notices: [{ title: 'The bus stop is clean again', case: { id: reported.id, state: 'dispatched' } }],
    });
    // Who may not see the case is told so by Banjie itself.
    expect((await execute(as('wang-xiuying', notices))).data).toEqual({
      notices: [{ title: 'The bus stop is clean again', case: null }],
    });

    const heard = (await subscribe(
      as('deng-li', 'subscription { events { node { caseId } } }'),
    )) as AsyncGenerator<ExecutionResult>;
    const next = heard.next();
    const input = { ...rubbish, photos: [new File([await photo()], 'bus-stop.jpg')] };
    const { data, errors } = await execute(as('deng-li', FILE, { input, requestId: nextRequest() }));
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      startIssueReport: { case: { attachments: [{ url: expect.stringContaining('/banjie/files/') }] } },
    });
    const reportedNow = Object(data).startIssueReport.case.id;
    expect((await next).value).toMatchObject({ data: { events: { node: { caseId: reportedNow } } } });
    await heard.return(undefined);
  });
});

describe('a typed client', () => {
  it('files, lists, acts and hears without a cast', async () => {
    const endpoint = `${url}/banjie/graphql`;
    const live = await listen({ url: `${url}/banjie`, token }, 'deng-li', { fields: 'cursor node { caseId }' });
    const courier = banjieClient(endpoint, token('deng-li'));
    const { id, place } = await fileReport(courier, rubbish, nextRequest());
    expect(place).toEqual(rubbish.place);
    await expect.poll(() => live.heard.length, { timeout: 10_000 }).toBeGreaterThan(0);
    live.hangUp();

    const handler = banjieClient(endpoint, token('fang-yong'));
    const tasks = [];
    for await (const task of workList(handler)) tasks.push(task);
    expect(tasks).toContainEqual({ caseId: id, action: 'accept', dueAt: expect.any(String) });
    expect(await acceptReport(handler, id, nextRequest())).toBe('handling');
    await expect(acceptReport(handler, id, nextRequest())).rejects.toThrow();
    for await (const { node } of happenings(courier, live.heard.at(-1)?.cursor)) {
      expect(node).toMatchObject({ caseId: id, title: { text: 'Accept' } });
      break;
    }
  });

  it('has the types that the schema of today gives', async () => {
    for (const [file, text] of await clientTypes()) expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
