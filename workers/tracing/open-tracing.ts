/** Traces of a program of ours, where the settings of OpenTelemetry name a collector; otherwise nothing of it is loaded. */
import type { SimplePlugin } from '@temporalio/plugin';
import { StartError } from '../start-error.ts';

export type OpenTracing = {
  /** Spans of Temporal's client, of workflows and of activities. */
  readonly plugin: SimplePlugin;
  /** Sends what waits, and ends. */
  close(): Promise<void>;
};

type Source = Readonly<Record<string, string | undefined>>;

export const openTracing = async (program: string, source: Source = process.env): Promise<OpenTracing | undefined> => {
  if (!isAsked(source)) return undefined;
  const { exportTraces } = await import('./exported.ts').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new StartError(
      'OTEL_EXPORTER_OTLP_ENDPOINT asks for traces, and Temporal’s part of them isn’t installed: npm install @temporalio/interceptors-opentelemetry, in the version of your @temporalio/worker.',
    );
  });
  return exportTraces(program);
};

const isAsked = (source: Source): boolean => {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: any,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own = any,
    OTEL_SDK_DISABLED: disabled,
    OTEL_TRACES_EXPORTER: exporter,
  } = source;
  if (!own || disabled?.toLowerCase() === 'true' || exporter === 'none') return false;
  if (URL.canParse(own)) return true;
  throw new StartError(
    `OTEL_EXPORTER_OTLP_ENDPOINT is "${own}", but it is the address of a collector, such as http://localhost:4318.`,
  );
};
