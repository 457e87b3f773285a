import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Temporal's worker writes into our log and shows its figures at `metricsAddress` (host:port). Once per program, before the first worker. */
export const installRuntime = (log: Logger, metricsAddress: string): void => {
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const { workflowId, error, trace_id: traceId, span_id: spanId, ...rest } = (meta ?? {}) as Record<string, unknown>;
      log[levels[level]](
        {
          ...rest,
          ...(workflowId ? { caseId: workflowId } : {}),
          ...(traceId ? { traceId, spanId } : {}),
          ...(error ? { err: error } : {}),
        },
        message,
      );
    }),
    telemetryOptions: { metrics: { prometheus: { bindAddress: metricsAddress } } },
    shutdownSignals: [],
  });
};
