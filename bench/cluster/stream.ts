/** Reports that are filed and brought to their end one after another, whatever is killed meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export type Act = {
  readonly requestId: string;
  readonly caseId: string;
  readonly action: string;
  /** `performance.now()` when it was sent first, and when it was answered. */
  readonly sent: number;
  readonly answered: number;
  /** How often it was sent again. */
  readonly repeats: number;
};

export type Stream = {
  readonly acts: readonly Act[];
  /** What came back otherwise than done. */
  readonly faults: readonly string[];
  /** Lets each caller bring their case to its end. */
  stop(): Promise<void>;
};

const place = { lat: 30.003, lon: 120.573 };
const script = [
  { action: 'start', person: 'deng-li', input: { category: 'rubbish', text: 'Rubbish beside the bus stop', place } },
  { action: 'accept', person: 'fang-yong', input: undefined },
  { action: 'done', person: 'fang-yong', input: { result: 'Taken away.' } },
  { action: 'verify', person: 'zhou-min', input: { passed: true, at: place } },
  { action: 'rate', person: 'deng-li', input: { stars: 5 } },
] as const;

/** Acts of one case. */
export const ACTS = script.length;

/** Seconds after which an act that isn't answered is a fault. */
const PATIENCE = 90;

/** Opens it: so many callers at once, each at the next of these addresses after a failure. */
export const openStream = async (urls: readonly string[], callers: number): Promise<Stream> => {
  const people = (await (await fetch(`${urls[0]}/dev/people`)).json()) as { id: string; token: string }[];
  const tokens = new Map(people.map(({ id, token }) => [id, token]));
  const acts: Act[] = [];
  const faults: string[] = [];
  let going = true;

  const post = async (url: string, person: string, query: string, variables: object) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(person)}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
    return (await response.json()) as { data?: Record<string, Answer>; errors?: { extensions?: { code?: string } }[] };
  };

  /** Sends one act until it is answered, each time with the same requestId. */
  const send = async (first: number, { action, person, input }: (typeof script)[number], caseId: string): Promise<string> => {
    const requestId = randomUUID();
    const sent = performance.now();
    const field = action === 'start' ? 'startIssueReport' : `issueReport${pascal(action)}`;
    const given = [
      '$requestId: ID!',
      ...(caseId ? ['$caseId: ID!'] : []),
      ...(input ? [`$input: IssueReport${pascal(action)}!`] : []),
    ];
    const passed = given.map((one) => one.slice(1).split(':', 1)[0]).map((name) => `${name}: $${name}`);
    const query = `mutation (${given.join(', ')}) { ${field}(${passed.join(', ')}) { __typename ... on ActionDone { case { id } } ... on Refused { message } ... on Conflict { message } } }`;
    for (let repeats = 0; performance.now() - sent < PATIENCE * 1_000; repeats++) {
      const url = urls[(first + repeats) % urls.length] as string;
      const { data, errors } = await post(url, person, query, { requestId, caseId, input }).catch(
        () => ({ errors: [{}] }) as Gone,
      );
      const answer = data?.[field];
      if (answer?.__typename === 'ActionDone') {
        acts.push({ requestId, caseId: answer.case.id, action, sent, answered: performance.now(), repeats });
        return answer.case.id;
      }
      const code = errors?.[0]?.extensions?.code;
      if (answer || (code !== undefined && code !== 'UNAVAILABLE'))
        throw new Error(`${action} of ${caseId}: ${JSON.stringify(answer ?? errors)}`);
      await sleep(250);
    }
    throw new Error(`${action} of ${caseId} wasn't answered within ${PATIENCE} s.`);
  };

  const caller = async (n: number): Promise<void> => {
    while (going) {
      let caseId = '';
      try {
        for (const step of script) caseId = await send(n, step, caseId);
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
  };
  const all = Promise.all(Array.from({ length: callers }, (_, n) => caller(n)));
  return {
    acts,
    faults,
    stop: async () => {
      going = false;
      await all;
    },
  };
};

type Answer = { __typename: string; case: { id: string } };
type Gone = { data?: undefined; errors: { extensions?: { code?: string } }[] };

const pascal = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
