/** The house as its people call it, over HTTP by their own tokens: so many at a time, every act that was done counted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { requestOf } from '../../workers/demo/multipart.ts';
import { expect, Unexpected } from './expectation.ts';
import type { House } from './house.ts';
import { turns } from './turns.ts';

// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
export type Any = any;

/** An act that was done; `took` in milliseconds. */
export type Command = { readonly name: string; readonly caseId: string; readonly at: number; readonly took: number };
export type Done = { readonly id: string; readonly state: string; readonly revision: number; readonly facts?: Any };
/** What came of an act that may be refused, or come too late. */
export type Tried =
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'refused'; readonly reason: string; readonly message: string }
  | { readonly kind: 'conflict'; readonly message: string };

export type More = {
  /** Asks for the facts of the case too. */
  readonly facts?: true;
};

export type Callers = {
  /** Opens a case and gives it; anything else is unexpected. */
  start(process: string, person: string, input?: object, more?: More): Promise<Done>;
  /** Acts on a case; `name` is the process and the action, such as `deskQuestion.answer`. Anything but done is unexpected. */
  act(name: string, person: string, caseId: string, input?: object, more?: More): Promise<Done>;
  tryStart(process: string, person: string, input?: object, more?: More): Promise<Tried>;
  tryAct(name: string, person: string, caseId: string, input?: object, more?: More): Promise<Tried>;
  /** Asks something; throws what went wrong. */
  ask(person: string, query: string, variables?: object): Promise<Any>;
  /** Makes a change of the tenant's data. */
  change(person: string, mutation: keyof typeof CHANGES, input: object): Promise<void>;
  readonly commands: readonly Command[];
  /** Acts sent again under the same requestId, and answered as the first time. */
  repeats(): number;
  /** Acts that were found done when the API or the caller sent them to their case once more. */
  foundDone(): number;
  /** What had no answer in time and was sent again, an act under the same requestId. */
  sentAgain(): number;
  /** Questions and changes beside the acts. */
  questions(): number;
};

const CHANGES = {
  setPerson: 'PersonInput',
  giveRole: 'RoleInput',
  setTableRow: 'TableRowInput',
  setLimit: 'LimitInput',
} as const;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

/** One act in so many is sent once more under its requestId, as callers do when the line broke before the answer. */
const REPEAT_EVERY = 100;
/** So often an act is sent that has no answer in time, with this pause in milliseconds. */
const MOST_SENT = 8;
const PAUSE = 500;

type Options = {
  readonly atOnce: number;
  /** Begins every requestId. */
  readonly run: string;
  /** What of its facts is looked at, by process: a selection on its case. */
  readonly facts?: Readonly<Record<string, string>>;
};

type Sent = { readonly query: string; readonly variables: object };

class NoAnswer extends Error {}

export const openCallers = (house: House, { atOnce, run, facts = {} }: Options): Callers => {
  const { url, clock, tenant } = house;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person) ?? house.tokenOf(person);
    tokens.set(person, known);
    return known;
  };
  const turn = turns(atOnce);
  const commands: Command[] = [];
  let questions = 0;
  let repeats = 0;
  let foundDone = 0;
  let sentAgain = 0;
  let sent = 0;
  const post = async (person: string, query: string, variables: object): Promise<Any> => {
    const { body, headers } = requestOf(query, variables);
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${await tokenOf(person)}` },
      body,
    });
    type Errors = readonly { message: string; extensions?: { code?: string } }[];
    const { data, errors } = (await response.json()) as { data: Any; errors?: Errors };
    if (!errors) return data;
    const words = `${person} asked ${query.slice(0, 120)}… and got: ${errors.map(({ message }) => message).join(' ')}`;
    throw errors.every(({ extensions }) => extensions?.code === 'UNAVAILABLE') ? new NoAnswer(words) : new Unexpected(words);
  };
  /** While there is no answer, again, an act under the same requestId, as callers should. */
  const untilAnswered = async (person: string, query: string, variables: object): Promise<Any> => {
    for (let times = 1; ; times++) {
      try {
        return await post(person, query, variables);
      } catch (error) {
        if (!(error instanceof NoAnswer) || times === MOST_SENT) throw error;
        sentAgain += 1;
        await sleep(PAUSE);
      }
    }
  };
  const sendOnce = async (person: string, { query, variables }: Sent, requestId: string): Promise<Any> =>
    Object.values(await untilAnswered(person, query, { ...variables, requestId }))[0];
  const send = (name: string, person: string, what: Sent): Promise<Tried> =>
    turn(async () => {
      const requestId = `${run}-${++sent}`;
      const doubled = sent % REPEAT_EVERY === 0;
      const begun = performance.now();
      const answer = await sendOnce(person, what, requestId);
      const took = performance.now() - begun;
      if (answer.__typename === 'Refused') return { kind: 'refused', reason: answer.reason, message: answer.message };
      if (answer.__typename === 'Conflict') return { kind: 'conflict', message: answer.message };
      expect(answer.__typename === 'ActionDone', otherwise(name, person, what, answer));
      // The API itself sends an act again when the case is on its way into a new run, and may find it done.
      if (answer.replayed) foundDone += 1;
      commands.push({ name, caseId: answer.case.id, at: clock.now(), took });
      if (doubled) {
        const again = await sendOnce(person, what, requestId);
        expect(
          again.__typename === 'ActionDone' && again.replayed === true,
          `${name} by ${person}, sent twice under one requestId, was not answered as the first time: ${JSON.stringify(again)}`,
        );
        repeats += 1;
      }
      return { kind: 'done', done: answer.case as Done };
    });
  const otherwise = (name: string, person: string, { variables }: Sent, answer: unknown): string =>
    `${name} by ${person} came back otherwise than done: ${JSON.stringify(answer)} (${JSON.stringify(variables)}, at ${new Date(clock.now()).toISOString()})`;
  const result = (process: string, more: More | undefined) => `__typename
    ... on ActionDone { replayed case { id state revision ${more?.facts ? facts[process] : ''} } }
    ... on Refused { message reason } ... on Conflict { message } ... on InvalidInput { message issues { path message } }`;
  const opening = (process: string, input: object | undefined, more: More | undefined): Sent => ({
    query: `mutation ($requestId: ID!${input ? `, $input: ${pascal(process)}Start!` : ''}) {
      start${pascal(process)}(requestId: $requestId${input ? ', input: $input' : ''}) { ${result(process, more)} } }`,
    variables: input ? { input } : {},
  });
  const acting = (name: string, caseId: string, input: object | undefined, more: More | undefined): Sent => {
    const [process, action] = name.split('.') as [string, string];
    return {
      query: `mutation ($caseId: ID!, $requestId: ID!${input ? `, $input: ${pascal(process)}${pascal(action)}!` : ''}) {
        ${process}${pascal(action)}(caseId: $caseId, requestId: $requestId${input ? ', input: $input' : ''}) { ${result(process, more)} } }`,
      variables: { caseId, ...(input ? { input } : {}) },
    };
  };
  const done = async (name: string, person: string, what: Sent): Promise<Done> => {
    const tried = await send(name, person, what);
    if (tried.kind !== 'done') throw new Unexpected(otherwise(name, person, what, tried));
    return tried.done;
  };
  return {
    start: (process, person, input, more) => done(`${process}.start`, person, opening(process, input, more)),
    act: (name, person, caseId, input, more) => done(name, person, acting(name, caseId, input, more)),
    tryStart: (process, person, input, more) => send(`${process}.start`, person, opening(process, input, more)),
    tryAct: (name, person, caseId, input, more) => send(name, person, acting(name, caseId, input, more)),
    ask: (person, query, variables = {}) =>
      turn(() => {
        questions += 1;
        return untilAnswered(person, query, variables);
      }),
    change: (person, mutation, input) =>
      turn(async () => {
        questions += 1;
        const query = `mutation ($input: ${CHANGES[mutation]}!, $requestId: ID!) { ${mutation}(input: $input, requestId: $requestId) {
          __typename ... on InvalidInput { issues { path message } } } }`;
        const answer = Object.values(await post(person, query, { input, requestId: `${run}-change-${questions}` }))[0] as Any;
        expect(
          answer.__typename === 'ChangeDone',
          `${mutation} of ${JSON.stringify(input)} in ${tenant} was not done: ${JSON.stringify(answer)}`,
        );
      }),
    commands,
    repeats: () => repeats,
    foundDone: () => foundDone,
    sentAgain: () => sentAgain,
    questions: () => questions,
  };
};
