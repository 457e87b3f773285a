/** The academy as its people call it, over HTTP by their own tokens: so many at a time, every act counted and expected to be done. */
import { type House, TENANT } from './house.ts';

// biome-ignore lint/suspicious/noExplicitAny: each caller knows what it asked for
type Any = any;

/** An unexpected result; it ends the year. */
export class Unexpected extends Error {}

export const expect: (holds: boolean, otherwise: string) => asserts holds = (holds, otherwise) => {
  if (!holds) throw new Unexpected(otherwise);
};

/** An act that was done; `took` in milliseconds. */
export type Command = { readonly name: string; readonly caseId: string; readonly at: number; readonly took: number };
export type Done = { readonly id: string; readonly state: string; readonly revision: number; readonly facts?: Any };

export type Academy = {
  /** Opens a case and gives it. */
  start(process: string, person: string, input?: object, more?: More): Promise<Done>;
  /** Acts on a case; `name` is the process and the action, such as `deskQuestion.answer`. */
  act(name: string, person: string, caseId: string, input?: object, more?: More): Promise<Done>;
  /** Asks something; throws what went wrong. */
  ask(person: string, query: string, variables?: object): Promise<Any>;
  /** Makes a change of the tenant's data. */
  change(person: string, mutation: string, input: object): Promise<void>;
  readonly commands: readonly Command[];
  /** Acts sent again under the same requestId, and answered as the first time. */
  repeats(): number;
  /** Acts that the API had sent to their case more than once before it answered. */
  foundDone(): number;
  /** Questions and changes beside the acts. */
  questions(): number;
};

type More = {
  /** Asks for the facts of the case too. */
  readonly facts?: true;
};

/** What of its facts a year looks at. */
const FACTS: Readonly<Record<string, string>> = {
  deskQuestion: '... on DeskQuestion { facts { suggested { id } offered { id name } answers { by { id } } breaches } }',
  trainingCourse:
    '... on TrainingCourse { facts { asked { id } result { enrolled attended enough } entries { key value { state } } } }',
  sitePairing: '... on SitePairing { facts { difficulties { caseId state } } }',
};

/** A case with its facts. */
export const withFacts = (process: string): string => `query ($id: ID!) { case(id: $id) { state ${FACTS[process]} } }`;

const RESULT = (process: string, facts = false) => `__typename
  ... on ActionDone { replayed case { id state revision ${facts ? FACTS[process] : ''} } }
  ... on Refused { message reason } ... on Conflict { message } ... on InvalidInput { message issues { path message } }`;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

/** One act in so many is sent once more under its requestId, as callers do when the line broke before the answer. */
const REPEAT_EVERY = 100;

export const callAcademy = (house: House, atOnce: number, run: string): Academy => {
  const { url, clock } = house;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person) ?? house.tokenOf(person);
    tokens.set(person, known);
    return known;
  };
  const turn = limit(atOnce);
  const commands: Command[] = [];
  let questions = 0;
  let repeats = 0;
  let foundDone = 0;
  let sent = 0;
  const post = async (person: string, query: string, variables: object): Promise<Any> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(person)}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Any; errors?: readonly { message: string }[] };
    if (errors)
      throw new Unexpected(`${person} asked ${query.slice(0, 120)}… and got: ${errors.map(({ message }) => message).join(' ')}`);
    return data;
  };
  const send = async (name: string, person: string, query: string, variables: object): Promise<Done> => {
    const requestId = `${run}-${++sent}`;
    const doubled = sent % REPEAT_EVERY === 0;
    const begun = performance.now();
    const answer = Object.values(await post(person, query, { ...variables, requestId }))[0] as Any;
    const took = performance.now() - begun;
    if (answer.__typename !== 'ActionDone') {
      throw new Unexpected(
        `${name} by ${person} came back otherwise than done: ${JSON.stringify(answer)} (${JSON.stringify(variables)}, at ${new Date(clock.now()).toISOString()})`,
      );
    }
    // The API itself sends an act again when the case is on its way into a new run, and may find it done.
    if (answer.replayed) foundDone += 1;
    commands.push({ name, caseId: answer.case.id, at: clock.now(), took });
    if (doubled) {
      const again = Object.values(await post(person, query, { ...variables, requestId }))[0] as Any;
      expect(
        again.__typename === 'ActionDone' && again.replayed === true,
        `${name} by ${person}, sent twice under one requestId, was not answered as the first time: ${JSON.stringify(again)}`,
      );
      repeats += 1;
    }
    return answer.case as Done;
  };
  return {
    start: (process, person, input, more) =>
      turn(() =>
        send(
          `${process}.start`,
          person,
          `mutation ($requestId: ID!${input ? `, $input: ${pascal(process)}Start!` : ''}) {
            start${pascal(process)}(requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT(process, more?.facts)} } }`,
          input ? { input } : {},
        ),
      ),
    act: (name, person, caseId, input, more) =>
      turn(() => {
        const [process, action] = name.split('.') as [string, string];
        return send(
          name,
          person,
          `mutation ($caseId: ID!, $requestId: ID!${input ? `, $input: ${pascal(process)}${pascal(action)}!` : ''}) {
            ${process}${pascal(action)}(caseId: $caseId, requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT(process, more?.facts)} } }`,
          { caseId, ...(input ? { input } : {}) },
        );
      }),
    ask: (person, query, variables = {}) =>
      turn(() => {
        questions += 1;
        return post(person, query, variables);
      }),
    change: (person, mutation, input) =>
      turn(async () => {
        questions += 1;
        const type = { setPerson: 'PersonInput', giveRole: 'RoleInput' }[mutation];
        const query = `mutation ($input: ${type}!, $requestId: ID!) { ${mutation}(input: $input, requestId: $requestId) {
          __typename ... on InvalidInput { issues { path message } } } }`;
        const answer = Object.values(await post(person, query, { input, requestId: `${run}-change-${questions}` }))[0] as Any;
        expect(
          answer.__typename === 'ChangeDone',
          `${mutation} of ${JSON.stringify(input)} in ${TENANT} was not done: ${JSON.stringify(answer)}`,
        );
      }),
    commands,
    repeats: () => repeats,
    foundDone: () => foundDone,
    questions: () => questions,
  };
};

/** Lets so many run at a time, first come first. */
const limit = (most: number): (<T>(run: () => Promise<T>) => Promise<T>) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
