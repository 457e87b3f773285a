/** Listens to a subscription as a browser does: server-sent events over one request. */
import type { Office } from './office.ts';

export type Heard = { readonly cursor: string; readonly node: Record<string, unknown> };

export type Listener = {
  /** What was heard so far. */
  readonly heard: readonly Heard[];
  readonly errors: readonly { message: string; extensions: { code: string } }[];
  /** Settles when the server has ended it. */
  readonly over: Promise<void>;
  hangUp(): void;
};

const FIELDS =
  'cursor node { caseId revision name actorName ... on IssueReportReportedEvent { input { reporter { name phone } } } case { parties { name phone } } }';

/** Settles when the server has begun to answer. */
export const listen = async (
  office: Pick<Office, 'url' | 'token'>,
  person: string | null,
  { after, filter, fields = FIELDS, headers = {} }: { after?: string; filter?: object; fields?: string; headers?: object } = {},
): Promise<Listener> => {
  const call = new AbortController();
  const response = await fetch(`${office.url}/graphql`, {
    method: 'POST',
    signal: call.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(person ? { authorization: `Bearer ${office.token(person)}` } : {}),
      ...headers,
    },
    body: JSON.stringify({
      query: `subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { ${fields} } }`,
      variables: { after, filter },
    }),
  });
  const heard: Heard[] = [];
  const errors: Listener['errors'][number][] = [];
  const read = async () => {
    let text = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data = /^data: ?(.+)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        const said = data ? JSON.parse(data) : {};
        if (said.data?.events) heard.push(said.data.events);
        errors.push(...(said.errors ?? []));
      }
    }
  };
  const over = read().catch((error: Error) => {
    if (!call.signal.aborted) throw error;
  });
  return { heard, errors, over, hangUp: () => call.abort() };
};
