import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import type { Tracing } from '../../activities/tracing.ts';
import { BanjiePlugin } from '../../workers/banjie-plugin.ts';
import { createLog } from '../../workers/log.ts';
import { processes } from '../../workers/processes.ts';
import { type OpenTracing, openTracing } from '../../workers/tracing/open-tracing.ts';
import { registeredTracing } from '../../workers/tracing/spans.ts';
import { bundleWorkflows } from '../../workers/workflow-bundle.ts';
import { readHistories } from '../replay/histories.ts';
import { nextRequest, type Office, openOffice, rubbish } from './office.ts';

type Value = { readonly stringValue?: string; readonly intValue?: number };
type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Value }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
};
type Sent = { readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[] };

/** What a collector has got, as it came. */
const came: string[] = [];
const spans = (): Span[] =>
  came.flatMap((text) =>
    (JSON.parse(text) as Sent).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
const saidOf = (span: Span | undefined, name: string): Value[keyof Value] => {
  const { stringValue, intValue } = span?.attributes.find(({ key }) => key === name)?.value ?? {};
  return stringValue ?? intValue;
};
/** The trace of a request, once its last span is there. */
const traceOf = async (requestId: string): Promise<Span[]> => {
  const isIt = (span: Span) => saidOf(span, 'banjie.request_id') === requestId;
  await expect.poll(() => spans().some(isIt)).toBe(true);
  const { traceId } = spans().find(isIt) as Span;
  return spans().filter((span) => span.traceId === traceId);
};
/** The names from a span up to the request. */
const wayUp = (trace: readonly Span[], from: string): string[] => {
  const names: string[] = [];
  let at = trace.find(({ name }) => name === from);
  while (at) {
    names.push(at.name);
    const { parentSpanId } = at;
    at = trace.find(({ spanId }) => spanId === parentSpanId);
  }
  return names;
};

const loaded = (): string[] =>
  Object.keys(createRequire(import.meta.url).cache).filter((path) =>
    // The figures for Prometheus come with its interface, which does nothing by itself.
    /@opentelemetry\/(?!api\/)|interceptors-opentelemetry/.test(path),
  );

let collector: Server;
let withoutCollector: { readonly opened: unknown; readonly registered: unknown; readonly loaded: readonly string[] };
let tracing: OpenTracing;
let traced: Tracing;
let bundle: WorkflowBundleWithSourceMap;
let office: Office;
let logged: () => readonly string[];
const folder = mkdtempSync(join(tmpdir(), 'banjie-traces-'));

beforeAll(async () => {
  withoutCollector = { opened: await openTracing('banjie', {}), registered: await registeredTracing(), loaded: loaded() };
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      came.push(body);
      response.end('{}');
    });
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50');
  tracing = (await openTracing('banjie')) as OpenTracing;
  traced = (await registeredTracing()) as Tracing;
  const { log, file = '' } = createLog({
    level: 'info',
    production: false,
    dataDir: folder,
    more: () => traced.current() ?? {},
  });
  logged = () => {
    log.flush();
    return readFileSync(file, 'utf8').split('\n');
  };
  const temporalPlugins = [tracing.plugin];
  bundle = await bundleWorkflows(processes, temporalPlugins);
  office = await openOffice({ program: { temporalPlugins, bundle, log } });
}, 120_000);
afterAll(async () => {
  await office?.close();
  await tracing?.close();
  collector?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('where no collector is named, nothing of OpenTelemetry is loaded', () => {
  expect(withoutCollector).toEqual({ opened: undefined, registered: undefined, loaded: [] });
  expect(loaded()).not.toEqual([]);
});

test('a collector without an address ends the start with a sentence', async () => {
  await expect(openTracing('banjie', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' })).rejects.toThrow(
    'OTEL_EXPORTER_OTLP_ENDPOINT is "collector", but it is the address of a collector, such as http://localhost:4318.',
  );
});

test('an act is one trace from the request to the record, with nothing of what it is about', async () => {
  const opened = await office.start('deng-li', { ...rubbish, text: 'Rubbish before the house of Zhao Ming' });
  const withdraw = (requestId: string) =>
    office.ask(
      'deng-li',
      `mutation Withdraw($id: ID!, $requestId: ID!, $reason: String!) {
         issueReportWithdraw(caseId: $id, requestId: $requestId, input: { reason: $reason }) { __typename } }`,
      { id: opened.case.id, requestId, reason: 'Zhao Ming has cleared it away' },
      { 'x-request-id': requestId },
    );
  const requestId = nextRequest();
  expect((await withdraw(requestId)).data).toEqual({ issueReportWithdraw: { __typename: 'ActionDone' } });
  await expect
    .poll(async () => wayUp(await traceOf(requestId), 'record_transition'))
    .toEqual([
      'record_transition',
      'RunActivity:record',
      'StartActivity:record',
      'HandleUpdate:act',
      'StartWorkflowUpdate:act',
      'mutation Withdraw',
      'POST /graphql',
    ]);
  const trace = await traceOf(requestId);
  expect(wayUp(trace, 'read_act')).toEqual(['read_act', 'mutation Withdraw', 'POST /graphql']);
  const named = (name: string) => trace.find((span) => span.name === name);
  expect(saidOf(named('mutation Withdraw'), 'banjie.outcome')).toBe('ok');
  expect(saidOf(named('POST /graphql'), 'http.response.status_code')).toBe(200);
  expect(saidOf(named('HandleUpdate:act'), 'workflowId')).toBe(opened.case.id);

  // What is refused is an error within the workflow, whose words stay in the house.
  const refused = nextRequest();
  expect((await withdraw(refused)).data.issueReportWithdraw.__typename).toBe('Refused');
  await traceOf(refused);
  expect(came.join('\n')).not.toMatch(/Zhao Ming|deng-li|Deng Li|邓|memo|earchAttributes/);
});

test('a caller’s own trace is named beside ours, and gone on with only where its sender is trusted', async () => {
  const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const traceparent = `00-${traceId}-${spanId}-00`;
  const requestId = nextRequest();
  await office.ask('deng-li', '{ cases { totalCount } }', {}, { traceparent, 'x-request-id': requestId });
  const request = (await traceOf(requestId)).find(({ name }) => name === 'POST /graphql');
  expect(request?.traceId).not.toBe(traceId);
  expect(request?.links).toMatchObject([{ traceId, spanId }]);

  const believed = { traceparent: `00-${traceId}-${spanId}-01`, believed: true };
  const inside = await traced.within({ name: 'believed', from: believed }, async () => traced.current()?.traceId);
  expect(inside).toBe(traceId);
  // A team whose own server traces has a span under way, which took the caller's up.
  const [ours, within] = await traced.within({ name: 'of the team' }, async () => [
    traced.current()?.traceId,
    await traced.within({ name: 'of Banjie', from: believed }, async () => traced.current()?.traceId),
  ]);
  expect(within).toBe(ours);
});

test('a line of the log names the trace', async () => {
  const requestId = nextRequest();
  await office.sql('REVOKE SELECT ON attachments FROM banjie_app');
  await fetch(`${office.url}/files/${'0'.repeat(64)}?case=FS-IR-20200101-0001`, {
    headers: { authorization: `Bearer ${office.token('deng-li')}`, 'x-request-id': requestId },
  });
  await office.sql('GRANT SELECT ON attachments TO banjie_app');
  const { traceId, spanId } = (await traceOf(requestId)).find(({ name }) => name === 'GET /files') ?? ({} as Span);
  const line = logged().find((text) => text.includes(`"requestId":"${requestId}"`)) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ traceId, spanId });
});

test('cases that were opened without traces go on with them', async () => {
  const histories = readHistories();
  const kept = processes.flatMap((pkg) => histories.find(({ name }) => name.startsWith(`${newest(pkg).name}-`)) ?? []);
  const plugins = [new BanjiePlugin({ packages: processes }), tracing.plugin];
  const failed: unknown[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle, plugins }, kept)) {
    replayed++;
    if (error) failed.push([workflowId, error.message]);
  }
  expect([failed, replayed]).toEqual([[], processes.length]);
});
