import { randomUUID } from 'node:crypto';

/** The API as the sample people call it, over HTTP. */
export type Caller = {
  /** Answers with the data; throws what went wrong. */
  ask<Data>(person: string, query: string, variables?: object): Promise<Data>;
  /** Starts a report or acts on one, and gives its number; throws unless it was done. */
  act(person: string, action: string, caseId: string, input?: object): Promise<string>;
};

const RESULT = '__typename ... on ActionDone { case { id state revision } event { name } } ... on Refused { message }';

export const callerAt = async (url: string): Promise<Caller> => {
  const people = (await (await fetch(`${url}/dev/people`)).json()) as { id: string; token: string }[];
  const tokens = new Map(people.map(({ id, token }) => [id, token]));
  const ask = async <Data>(person: string, query: string, variables: object = {}): Promise<Data> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(person)}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    ask,
    act: async (person, action, caseId, input) => {
      const field = action === 'start' ? 'startIssueReport' : `issueReport${pascal(action)}`;
      const type = action === 'start' ? 'IssueReportStart' : `IssueReport${pascal(action)}`;
      const [caseGiven, caseSent] = caseId ? ['$caseId: ID!, ', 'caseId: $caseId, '] : ['', ''];
      const [inputGiven, inputSent] = input ? [`, $input: ${type}!`, ', input: $input'] : ['', ''];
      const query = `mutation (${caseGiven}$requestId: ID!${inputGiven}) { ${field}(${caseSent}requestId: $requestId${inputSent}) { ${RESULT} } }`;
      const data = await ask<Record<string, { __typename: string; case: { id: string } }>>(person, query, {
        ...(caseId ? { caseId } : {}),
        requestId: randomUUID(),
        ...(input ? { input } : {}),
      });
      const answer = data[field];
      if (answer?.__typename !== 'ActionDone') throw new Error(`${action} was not done: ${JSON.stringify(answer)}`);
      return answer.case.id;
    },
  };
};

const pascal = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
