import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { WorkflowHandle } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { Runtime } from '@temporalio/worker';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../activities/deliver.ts';
import { payloadCodec } from '../../activities/payload-codec.ts';
import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { openPortal } from '../../examples/portal/portal.ts';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { migrate } from '../../workers/migrations.ts';
import type { MountOptions } from '../../workers/mounting.ts';
import { processes } from '../../workers/processes.ts';
import { quietProgress } from '../../workers/progress.ts';
import { freshDatabase, sharedTemporal } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';

const SECRET = 'a secret of the tests';

Runtime.install({
  logger: { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: console.error },
});

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
  ({ url } = portal);
  history = (workflowId) => portal.temporal.workflow.getHandle(workflowId).fetchHistory();
  welcome = () =>
    portal.temporal.workflow.execute('welcome', {
      workflowId: `welcome-${database.name}`,
      taskQueue,
      args: ['Deng Li'],
    });
  ends.push(portal.close, async () => rmSync(dataDir, { recursive: true, force: true }));
});
afterAll(async () => {
  for (const end of ends) await end();
});

const ask = async (person: string, query: string) => {
  const people = (await (await fetch(`${url}/banjie/dev/people`)).json()) as { id: string; token: string }[];
  const token = people.find(({ id }) => id === person)?.token;
  const response = await fetch(`${url}/banjie/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
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
