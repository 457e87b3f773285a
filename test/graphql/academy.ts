/** The sample academy, asked over HTTP: any of its processes by name. */
import { nextRequest, type Office } from './office.ts';
import { FACTS } from './selections.ts';

const RESULT = (process: string) => `__typename
  ... on ActionDone { replayed case { id state revision unit dueAt ${FACTS(process)} } event { name role } }
  ... on Refused { message reason nextActions { name } }
  ... on Conflict { message actor }
  ... on InvalidInput { message issues { path message } }`;

// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
type Any = any;

const pascal = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1);

export type Academy = {
  start(process: string, person: string, input?: object, requestId?: string): Promise<Any>;
  act(process: string, person: string, action: string, caseId: string, input?: object, requestId?: string): Promise<Any>;
  /** Balance, sums and lines of somebody's credits, as `asker` sees them. */
  credits(asker: string, owner?: string): Promise<Any>;
  /** The sum of all accounts of credits, which is zero at any moment. */
  sumOfAll(): Promise<number>;
};

export const openAcademy = (office: Office): Academy => {
  const send = async (person: string, query: string, variables: object) => {
    const answer = await office.ask(person, query, variables);
    if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
    return Object.values(answer.data)[0] as Any;
  };
  return {
    start: (process, person, input, requestId = nextRequest()) =>
      send(
        person,
        `mutation ($requestId: ID!${input ? `, $input: ${pascal(process)}Start!` : ''}) {
          start${pascal(process)}(requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT(process)} } }`,
        { requestId, ...(input ? { input } : {}) },
      ),
    act: (process, person, action, caseId, input, requestId = nextRequest()) =>
      send(
        person,
        `mutation ($caseId: ID!, $requestId: ID!${input ? `, $input: ${pascal(process)}${pascal(action)}!` : ''}) {
          ${process}${pascal(action)}(caseId: $caseId, requestId: $requestId${input ? ', input: $input' : ''}) { ${RESULT(process)} } }`,
        { caseId, requestId, ...(input ? { input } : {}) },
      ),
    credits: async (asker, owner = asker) =>
      send(
        asker,
        `query ($owner: ID!) { account(owner: $owner, asset: credits) { balance sums { kind year got cut expired }
          lines(first: 50) { totalCount nodes: edges { node { id rule kind year until amount asked from to reverses } } } } }`,
        { owner },
      ),
    sumOfAll: async () => {
      const [row] = await office.sql<{ sum: number }>(
        `SELECT coalesce(sum(balance), 0)::int AS sum FROM accounts WHERE tenant = 'xiaoshan' AND asset = 'credits'`,
      );
      return row?.sum ?? Number.NaN;
    },
  };
};
