/** What a page for reports asks: file one, see what is to do, do it, hear what happens. */
import type { BanjieClient } from './client.ts';
import type { IssueReportStart, TasksQuery } from './gql/graphql.ts';
import { graphql } from './gql/index.ts';

const FILE = graphql(`
  mutation FileReport($input: IssueReportStart!, $requestId: ID!) {
    startIssueReport(input: $input, requestId: $requestId) {
      __typename
      ... on ActionDone {
        case {
          id
          ... on IssueReport {
            facts {
              category {
                code
              }
              place {
                lat
                lon
              }
            }
          }
        }
      }
      ... on Refused {
        message
      }
      ... on Conflict {
        message
      }
      ... on InvalidInput {
        message
      }
    }
  }
`);

const ACCEPT = graphql(`
  mutation AcceptReport($caseId: ID!, $requestId: ID!) {
    issueReportAccept(caseId: $caseId, requestId: $requestId) {
      __typename
      ... on ActionDone {
        case {
          state
        }
      }
      ... on Refused {
        message
      }
      ... on Conflict {
        message
      }
      ... on InvalidInput {
        message
      }
    }
  }
`);

const TASKS = graphql(`
  query Tasks($after: String) {
    tasks(first: 50, after: $after, filter: { process: ["issueReport"] }) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          caseId
          action
          dueAt
        }
      }
    }
  }
`);

const EVENTS = graphql(`
  subscription Events($after: String) {
    events(after: $after, filter: { process: ["issueReport"] }) {
      cursor
      node {
        caseId
        title {
          text
        }
        ... on IssueReportReportedEvent {
          input {
            category
          }
        }
      }
    }
  }
`);

/** The number of the new case and where it is; what wasn't done is said in words. */
export const fileReport = async ({ ask }: BanjieClient, input: IssueReportStart, requestId: string) => {
  const { startIssueReport: answer } = await ask(FILE, { input, requestId });
  if (answer.__typename !== 'ActionDone') throw new Error(answer.message);
  // Of another process it would have other facts; the type asks which it is.
  if (!('facts' in answer.case)) throw new Error('This is no report.');
  return { id: answer.case.id, place: answer.case.facts.place };
};

/** The state of the case after it. */
export const acceptReport = async ({ ask }: BanjieClient, caseId: string, requestId: string): Promise<string> => {
  const { issueReportAccept: answer } = await ask(ACCEPT, { caseId, requestId });
  if (answer.__typename !== 'ActionDone') throw new Error(answer.message);
  return answer.case.state;
};

/** The whole work list, page after page, soonest due first. */
export async function* workList({ ask }: BanjieClient) {
  for (let after: string | null = null; ; ) {
    const { tasks }: TasksQuery = await ask(TASKS, { after });
    yield* tasks.edges.map(({ node }) => node);
    if (!tasks.pageInfo.hasNextPage) return;
    after = tasks.pageInfo.endCursor;
  }
}

/** What is recorded from now on, or behind the cursor of what was heard last. */
export async function* happenings({ listen }: BanjieClient, after?: string) {
  for await (const { data, errors } of listen(EVENTS, { after: after ?? null })) {
    if (!data) throw new Error(errors?.map(({ message }) => message).join(' '));
    yield data.events;
  }
}
