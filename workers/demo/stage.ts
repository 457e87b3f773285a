/** What a story is played with: people who act over HTTP, as any client would. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Title } from '../../workflows/kernel/process.ts';
import { StartError } from '../start-error.ts';
import { requestOf } from './multipart.ts';

// biome-ignore lint/suspicious/noExplicitAny: each story knows what it asked for
type Any = any;

/** A value that a story sends; files among it leave as a multipart upload. */
type Sent = Readonly<Record<string, unknown>>;

export type SamplePerson = {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
  readonly unit: string | null;
  readonly roles: readonly string[];
  readonly token: string;
};

/** A case as an act left it. */
export type Done = { readonly id: string; readonly state: string; readonly revision: number };

export type Stage = {
  readonly url: string;
  /** One of the sample people. */
  person(id: string): SamplePerson;
  /** Asks the API; an error ends the story. */
  ask(person: string, query: string, variables?: Sent): Promise<Any>;
  /** Opens a case of a process. */
  start(person: string, process: string, input: Sent): Promise<Done>;
  /** Does something to a case; anything but success ends the story. */
  act(person: string, action: string, caseId: string, input?: Sent): Promise<Done>;
  /** Tries what the rules don't allow, and gives their words. */
  refused(person: string, action: string, caseId: string, input?: Sent): Promise<string>;
  /** Tries to open a case that the rules don't allow, and gives their words. */
  refusedToStart(person: string, process: string, input: Sent): Promise<string>;
  /** Ends the story where something isn't as the story says. */
  expect(holds: boolean, otherwise: string): void;
  /** Waits until an act of one case on another has arrived; ends the story where it doesn't. */
  until(holds: () => Promise<boolean>, otherwise: string): Promise<void>;
  /** A line of the story as it goes on. */
  say(line: string): void;
};

/** One way that a case may go, from beginning to end. */
export type Story = {
  /** Its name on the command line: `npm run demo -- issue-report`. */
  readonly name: string;
  readonly title: Title;
  play(stage: Stage): Promise<void>;
};

const RESULT = `__typename
  ... on ActionDone { case { id state revision } }
  ... on Refused { message }
  ... on Conflict { message }
  ... on InvalidInput { message issues { path message } }`;

/** Milliseconds that an act of one case on another may take. */
const PATIENCE = 30_000;

const pascal = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** The sample people of the Banjie at this address, and what they can do. */
export const openStage = async (url: string, print: (line: string) => void = console.log): Promise<Stage> => {
  const listed = await fetch(`${url}/dev/people`);
  if (!listed.ok) {
    throw new StartError(
      `The Banjie at ${url} gives no tokens for sample people, for it takes those of an OIDC issuer. Start one without OIDC_ISSUER and NODE_ENV=production, and try again.`,
    );
  }
  const people = new Map(((await listed.json()) as SamplePerson[]).map((one) => [one.id, one]));

  const person = (id: string): SamplePerson => {
    const found = people.get(id);
    if (found) return found;
    throw new StartError(
      `Nobody is called ${id} at ${url}/dev/people. The stories are about the sample people, so play them on the sample data: give BANJIE_DATA_DIR a new folder.`,
    );
  };

  const ask: Stage['ask'] = async (id, query, variables = {}) => {
    const { body, headers } = requestOf(query, variables);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${person(id).token}`, 'accept-language': 'en' },
      body,
    });
    const answer = (await response.json()) as Any;
    if (answer.errors) {
      const words = answer.errors.map((error: Any) => `${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
      throw new StartError(`${person(id).name} was answered with an error. ${words.join(' ')}`);
    }
    return answer.data;
  };

  const startOf = async (id: string, process: string, input: Sent): Promise<Any> => {
    const start = `start${pascal(process)}`;
    const query = `mutation ($input: ${pascal(process)}Start!, $requestId: ID!) { ${start}(input: $input, requestId: $requestId) { ${RESULT} } }`;
    return (await ask(id, query, { input, requestId: randomUUID() }))[start];
  };

  const processes = new Map<string, string>();
  const processOf = async (id: string, caseId: string): Promise<string> => {
    const known = processes.get(caseId);
    if (known !== undefined) return known;
    const found = (await ask(id, 'query ($id: ID!) { case(id: $id) { process { name } } }', { id: caseId })).case;
    if (!found) throw new StartError(`${person(id).name} doesn't see the case ${caseId}, but should.`);
    processes.set(caseId, found.process.name);
    return found.process.name;
  };

  const actOf = async (id: string, action: string, caseId: string, input?: Sent): Promise<Any> => {
    const mutation = `${await processOf(id, caseId)}${pascal(action)}`;
    const [declared, given] = input ? [`, $input: ${pascal(mutation)}!`, ', input: $input'] : ['', ''];
    const query = `mutation ($caseId: ID!, $requestId: ID!${declared}) { ${mutation}(caseId: $caseId, requestId: $requestId${given}) { ${RESULT} } }`;
    return (await ask(id, query, { caseId, requestId: randomUUID(), ...(input ? { input } : {}) }))[mutation];
  };

  const succeeded = (id: string, what: string, result: Any): Done => {
    if (result.__typename === 'ActionDone') return result.case;
    const details = (result.issues ?? []).map(({ path, message }: Any) => `${path.join('.')}: ${message}`);
    throw new StartError(`${person(id).name} could not ${what}. ${[result.message, ...details].join(' ')}`);
  };

  return {
    url,
    person,
    ask,
    start: async (id, process, input) => succeeded(id, `open a case of ${process}`, await startOf(id, process, input)),
    act: async (id, action, caseId, input) =>
      succeeded(id, `do “${action}” on ${caseId}`, await actOf(id, action, caseId, input)),
    refused: async (id, action, caseId, input) => {
      const result = await actOf(id, action, caseId, input);
      if (result.__typename === 'Refused') return result.message;
      throw new StartError(
        `${person(id).name} tried “${action}” on ${caseId}, which should be refused, but was ${result.__typename}.`,
      );
    },
    refusedToStart: async (id, process, input) => {
      const result = await startOf(id, process, input);
      if (result.__typename === 'Refused') return result.message;
      throw new StartError(
        `${person(id).name} tried to open a case of ${process}, which should be refused, but was ${result.__typename}.`,
      );
    },
    expect: (holds, otherwise) => {
      if (!holds) throw new StartError(otherwise);
    },
    until: async (holds, otherwise) => {
      for (const end = Date.now() + PATIENCE; !(await holds()); await sleep(100)) {
        if (Date.now() > end) throw new StartError(otherwise);
      }
    },
    say: (line) => print(`  ${line}`.trimEnd()),
  };
};
