import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../workers/metrics.ts';
import { freshDatabase } from '../servers/shared.ts';
import { type Line, openLine } from './line.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

describe('while PostgreSQL is away', () => {
  let office: Office;
  let line: Line;
  const metrics = createMetrics();
  beforeAll(async () => {
    office = await openOffice({
      appUrl: async (straight) => {
        line = await openLine(straight);
        return line.url;
      },
      program: { metrics },
    });
  });
  afterAll(() => office?.close());

  /** Paths outside GraphQL, each with the number of a request for it. */
  const outside = [
    [`/files/${'0'.repeat(64)}?case=FS-IR-20200101-0001`, 'call-1'],
    ['/academy/coverage.svg?from=2026-01-01&before=2027-01-01', 'call-2'],
    ['/dev/people', 'call-3'],
  ] as const;
  const knock = (path: string, id: string) =>
    fetch(`${office.url}${path}`, { headers: { authorization: `Bearer ${office.token('deng-li')}`, 'x-request-id': id } });

  it('the program is alive but not ready, callers are asked to try again, and all is well afterwards', async () => {
    const ready = async () => {
      const response = await fetch(`${office.url}/readyz`);
      return [response.status, await response.json()];
    };
    expect(await ready()).toMatchObject([
      200,
      { ready: true, postgres: 'ready', temporal: 'ready', workers: 'ready', clocks: 'ready', outbox: 'ready', worker: 'ready' },
    ]);
    const requestId = nextRequest();
    await line.cut();
    expect(await ready()).toMatchObject([
      503,
      { ready: false, postgres: expect.stringMatching(/^not ready/), temporal: 'ready' },
    ]);
    expect((await fetch(`${office.url}/healthz`)).status).toBe(200);
    const away = await office.ask('deng-li', '{ cases { totalCount } }');
    expect(away.errors).toMatchObject([
      { message: expect.stringMatching(/Try again in a moment/), extensions: { code: 'UNAVAILABLE' } },
    ]);
    await expect(office.start('deng-li', rubbish, requestId)).rejects.toThrow('UNAVAILABLE');
    for (const [path, id] of outside) {
      const response = await knock(path, id);
      expect([path, response.status, await response.text()]).toEqual([
        path,
        503,
        'The database can’t be reached just now. Try again in a moment; repeat an act with the same requestId.\n',
      ]);
      expect(office.logged.some((text) => text.includes(`"requestId":"${id}"`))).toBe(true);
    }
    expect(await metrics.registry.metrics()).toMatch(/^banjie_http_request_seconds_count\{path="files",status="503"\} 1$/m);
    await line.mend();
    await expect.poll(async () => (await ready())[0], { timeout: 15_000 }).toBe(200);
    expect(await office.start('deng-li', rubbish, requestId)).toMatchObject({ __typename: 'ActionDone', replayed: false });
  });

  it('what goes wrong otherwise is told in words with a number, and nothing of our inside is shown', async () => {
    await office.sql('REVOKE SELECT ON attachments FROM banjie_app');
    const response = await knock(`/files/${'0'.repeat(64)}?case=FS-IR-20200101-0001`, 'call-6');
    await office.sql('GRANT SELECT ON attachments TO banjie_app');
    expect([response.status, await response.text()]).toEqual([
      500,
      'Something went wrong on our side. Tell your administrator the number call-6.\n',
    ]);
    expect(office.logged.find((text) => text.includes('"requestId":"call-6"'))).toMatch(/permission denied/);
  });
});

describe('the program', () => {
  let child: ChildProcess;
  let dataDir: string;
  let said = '';
  let url: string;
  let metricsUrl: string;
  let token: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'banjie-running-'));
    const { ownerUrl, appUrl, workerUrl } = await freshDatabase();
    child = spawn(process.execPath, ['workers/start.ts'], {
      // Its Temporal is its own: the queue of its cases has a fixed name.
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_URL: ownerUrl,
        APP_DATABASE_URL: appUrl,
        WORKER_DATABASE_URL: workerUrl,
        PORT: '0',
        METRICS_PORT: '0',
        BANJIE_DATA_DIR: dataDir,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part) => {
        said += part;
      });
    }
    await vi.waitFor(() => expect(said).toMatch(/http:\/\/localhost:\d+\/metrics/), { timeout: 50_000, interval: 200 });
    metricsUrl = /http:\/\/localhost:\d+\/metrics/.exec(said)?.[0] ?? '';
    url = /http:\/\/localhost:\d+(?=\/graphql)/.exec(said)?.[0] ?? '';
    const people = (await (await fetch(`${url}/dev/people`)).json()) as { id: string; token: string }[];
    token = people.find(({ id }) => id === 'deng-li')?.token ?? '';
  }, 60_000);
  afterAll(() => {
    if (child?.exitCode === null) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
  const START =
    'mutation ($input: IssueReportStart!, $requestId: ID!) { startIssueReport(input: $input, requestId: $requestId) { __typename ... on ActionDone { case { id } } } }';
  const filing = () => JSON.stringify({ query: START, variables: { input: rubbish, requestId: nextRequest() } });
  let caseId: string;

  it('shows its figures and those of its worker on one page', async () => {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers(), 'x-request-id': 'call-4711' },
      body: filing(),
    });
    caseId = ((await answer.json()) as { data: { startIssueReport: { case: { id: string } } } }).data.startIssueReport.case.id;
    const page = await (await fetch(metricsUrl)).text();
    expect(page).toMatch(/^banjie_transitions_recorded_total [1-9]/m);
    expect(page).toMatch(/^banjie_http_request_seconds_count\{path="graphql",status="200"\} 1$/m);
    expect(page).toMatch(/^banjie_process_cpu_seconds_total /m);
    expect(page).toMatch(/^temporal_/m);
    expect(page).not.toContain(caseId);
  });

  it('logs lines of JSON, with the case and the request of each act', async () => {
    const lines = () =>
      readFileSync(join(dataDir, 'banjie.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    await expect
      .poll(() => lines().find((line) => line.caseId === caseId && line.requestId), { timeout: 10_000 })
      .toMatchObject({
        program: 'banjie',
        requestId: 'call-4711',
        action: 'start',
        actor: 'deng-li',
        outcome: 'done',
      });
    expect(readFileSync(join(dataDir, 'banjie.log'), 'utf8')).not.toContain(token);
  });

  it('asked to stop, answers what is under way, ends subscriptions, and leaves with 0', async () => {
    const listening = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers(), accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { events { cursor } }' }),
    });
    const heard = listening.text();
    const body = filing();
    const call = request(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers(), 'content-length': Buffer.byteLength(body) },
    });
    const answered = once(call, 'response');
    // Half of it is on the way when the signal comes.
    call.write(body.slice(0, 40));
    await new Promise((done) => setTimeout(done, 300));
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await expect.poll(() => said, { timeout: 10_000 }).toMatch(/what is under way is finished first/);
    expect(await heard).toMatch(/event: complete/);
    const knock = () =>
      fetch(`${url}/healthz`).then(
        () => 'open',
        () => 'closed',
      );
    await expect.poll(knock, { timeout: 10_000 }).toBe('closed');
    call.end(body.slice(40));
    const [response] = await answered;
    let text = '';
    for await (const part of response) text += part;
    expect(JSON.parse(text).data.startIssueReport).toMatchObject({
      __typename: 'ActionDone',
      case: { id: expect.stringMatching(/-0002$/) },
    });
    expect((await ended)[0]).toBe(0);
  }, 40_000);
});
