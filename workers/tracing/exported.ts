/** OpenTelemetry's SDK as our programs register it. Loaded only where traces are asked for. */
import { setTimeout as sleep } from 'node:timers/promises';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResourcesSync, envDetectorSync, Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry';
import type { OpenTracing } from './open-tracing.ts';

/** Milliseconds for what waits to be sent when a program ends. */
const PATIENCE = 3_000;

/** Where to, how much and as whom is read by the SDK from its own variables, `OTEL_…`. */
export const exportTraces = (program: string): OpenTracing => {
  const resource = new Resource({ 'service.name': program }).merge(detectResourcesSync({ detectors: [envDetectorSync] }));
  const spanProcessor = new BatchSpanProcessor(wordless(new OTLPTraceExporter()));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [spanProcessor] });
  // What callers send along beside their span (baggage) goes no further.
  provider.register({ contextManager: new AsyncLocalStorageContextManager(), propagator: new W3CTraceContextPropagator() });
  return {
    plugin: new OpenTelemetryPlugin({ resource, spanProcessor }),
    close: async () => {
      // A collector that is away keeps no program from ending.
      await Promise.race([provider.shutdown().catch(() => undefined), sleep(PATIENCE, undefined, { ref: false })]);
      for (const part of [trace, context, propagation]) part.disable();
    },
  };
};

/** What may leave the house of a span: Temporal's interceptors put all that they know of a workflow into it, and the words of errors, which name people. */
const SAID =
  /^(http|url|graphql|db|banjie)\.|^(run_id|runId|workflowId|workflowType|taskQueue|namespace|temporal(Workflow|Activity|Update)Id)$/;

const wordless = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(wordlessSpan), done),
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});

const wordlessSpan = (span: ReadableSpan): ReadableSpan =>
  Object.create(span, {
    attributes: { value: Object.fromEntries(Object.entries(span.attributes).filter(([name]) => SAID.test(name))) },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  });
