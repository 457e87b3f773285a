/** Where the time of a request goes, for whoever watches: spans of OpenTelemetry, without a word of what a case or a person is about. */

export type SpanValues = Readonly<Record<string, string | number>>;

export type SpanOf = {
  readonly name: string;
  /** Whether somebody is answered (`server`) or asked (`client`); neither where nothing is said. */
  readonly kind?: 'server' | 'client';
  readonly values?: SpanValues;
  /** The span from which somebody called, and whether it is believed: then this one belongs to it, and otherwise only names it. */
  readonly from?: { readonly traceparent: string; readonly believed: boolean };
};

export type Tracing = {
  /** Does work within a span that ends with it; `say` adds what is known later. Work that gives nothing wasn't ours, and leaves no span. */
  within<Result>(span: SpanOf, work: (say: (values: SpanValues) => void) => Promise<Result>): Promise<Result>;
  /** The numbers of the span under way. */
  current(): { readonly traceId: string; readonly spanId: string } | undefined;
};
