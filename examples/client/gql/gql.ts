/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  mutation FileReport($input: IssueReportStart!, $requestId: ID!) {\n    startIssueReport(input: $input, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          id\n          ... on IssueReport {\n            facts {\n              category {\n                code\n              }\n              place {\n                lat\n                lon\n              }\n            }\n          }\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n": typeof types.FileReportDocument,
    "\n  mutation AcceptReport($caseId: ID!, $requestId: ID!) {\n    issueReportAccept(caseId: $caseId, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          state\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n": typeof types.AcceptReportDocument,
    "\n  query Tasks($after: String) {\n    tasks(first: 50, after: $after, filter: { process: [\"issueReport\"] }) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          caseId\n          action\n          dueAt\n        }\n      }\n    }\n  }\n": typeof types.TasksDocument,
    "\n  subscription Events($after: String) {\n    events(after: $after, filter: { process: [\"issueReport\"] }) {\n      cursor\n      node {\n        caseId\n        title {\n          text\n        }\n        ... on IssueReportReportedEvent {\n          input {\n            category\n          }\n        }\n      }\n    }\n  }\n": typeof types.EventsDocument,
};
const documents: Documents = {
    "\n  mutation FileReport($input: IssueReportStart!, $requestId: ID!) {\n    startIssueReport(input: $input, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          id\n          ... on IssueReport {\n            facts {\n              category {\n                code\n              }\n              place {\n                lat\n                lon\n              }\n            }\n          }\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n": types.FileReportDocument,
    "\n  mutation AcceptReport($caseId: ID!, $requestId: ID!) {\n    issueReportAccept(caseId: $caseId, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          state\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n": types.AcceptReportDocument,
    "\n  query Tasks($after: String) {\n    tasks(first: 50, after: $after, filter: { process: [\"issueReport\"] }) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          caseId\n          action\n          dueAt\n        }\n      }\n    }\n  }\n": types.TasksDocument,
    "\n  subscription Events($after: String) {\n    events(after: $after, filter: { process: [\"issueReport\"] }) {\n      cursor\n      node {\n        caseId\n        title {\n          text\n        }\n        ... on IssueReportReportedEvent {\n          input {\n            category\n          }\n        }\n      }\n    }\n  }\n": types.EventsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation FileReport($input: IssueReportStart!, $requestId: ID!) {\n    startIssueReport(input: $input, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          id\n          ... on IssueReport {\n            facts {\n              category {\n                code\n              }\n              place {\n                lat\n                lon\n              }\n            }\n          }\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FileReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptReport($caseId: ID!, $requestId: ID!) {\n    issueReportAccept(caseId: $caseId, requestId: $requestId) {\n      __typename\n      ... on ActionDone {\n        case {\n          state\n        }\n      }\n      ... on Refused {\n        message\n      }\n      ... on Conflict {\n        message\n      }\n      ... on InvalidInput {\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AcceptReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Tasks($after: String) {\n    tasks(first: 50, after: $after, filter: { process: [\"issueReport\"] }) {\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      edges {\n        node {\n          caseId\n          action\n          dueAt\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').TasksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Events($after: String) {\n    events(after: $after, filter: { process: [\"issueReport\"] }) {\n      cursor\n      node {\n        caseId\n        title {\n          text\n        }\n        ... on IssueReportReportedEvent {\n          input {\n            category\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').EventsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
