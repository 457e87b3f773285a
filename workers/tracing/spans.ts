/** Spans by the tracer provider of the process, whoever has registered it. */
import type * as OpenTelemetry from '@opentelemetry/api';
import type { Tracing } from '../../activities/tracing.ts';

/** Where OpenTelemetry keeps what was registered, for all copies of it in a process. */
const REGISTERED = Symbol.for('opentelemetry.js.api.1');

/** Traces where somebody has registered a provider before: this program, or the team that mounts Banjie. Otherwise nothing is loaded. */
export const registeredTracing = async (): Promise<Tracing | undefined> => {
  const { trace } = (Reflect.get(globalThis, REGISTERED) ?? {}) as { trace?: unknown };
  return trace === undefined ? undefined : tracingBy(await import('@opentelemetry/api'));
};

const tracingBy = ({
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
}: typeof OpenTelemetry): Tracing => {
  const tracer = trace.getTracer('banjie');
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };
  return {
    within: ({ name, kind, values = {}, from }, work) => {
      const before = from && spanContextOf(from.traceparent);
      const links = before && !from.believed ? [{ context: before }] : [];
      const within = before && from.believed ? trace.setSpanContext(ROOT_CONTEXT, before) : context.active();
      const span = tracer.startSpan(
        name,
        { kind: kind ? kinds[kind] : SpanKind.INTERNAL, attributes: { ...values }, links },
        // A team whose own server traces has taken up the caller's span before.
        trace.getSpan(context.active()) ? context.active() : within,
      );
      return context.with(trace.setSpan(context.active(), span), async () => {
        try {
          const result = await work((more) => void span.setAttributes(more));
          if (result !== undefined) span.end();
          return result;
        } catch (error) {
          // What it says may name people; the log has it.
          span.setStatus({ code: SpanStatusCode.ERROR }).end();
          throw error;
        }
      });
    },
    current: () => {
      const found = trace.getSpanContext(context.active());
      return found && isSpanContextValid(found) ? { traceId: found.traceId, spanId: found.spanId } : undefined;
    },
  };
};

/** A `traceparent` as W3C Trace Context has it. */
const spanContextOf = (traceparent: string): OpenTelemetry.SpanContext | undefined => {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
};
