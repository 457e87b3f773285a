/** A portal with a GraphQL schema of its own, and Banjie's stitched into it. */
import { delegateToSchema } from '@graphql-tools/delegate';
import { buildHTTPExecutor } from '@graphql-tools/executor-http';
import { stitchSchemas } from '@graphql-tools/stitch';
import type { Mounted, ProcessManifest } from 'banjie';
import { createSchema, schemaText } from 'banjie/graphql';
import { buildSchema, type GraphQLSchema, OperationTypeNode } from 'graphql';

/** What the portal's server gives to each request. */
export type PortalContext = { readonly request: Request; readonly address?: string };

/** What the portal knows by itself. */
const typeDefs = `
  type Notice { title: String!, caseId: ID!, case: Case }
  extend type Query { notices: [Notice!]! }`;

export const stitchedSchema = (
  banjie: Mounted,
  packages: readonly ProcessManifest[],
  notices: () => readonly { readonly title: string; readonly caseId: string }[],
): GraphQLSchema => {
  // Files leave as multipart, subscriptions as server-sent events; whoever calls the portal calls Banjie.
  const executor = buildHTTPExecutor({
    endpoint: 'http://localhost/banjie/graphql',
    fetch: async (url: string, init?: RequestInit, context?: PortalContext) =>
      (await banjie.handle(new Request(url, init), context?.address)) ?? new Response(null, { status: 404 }),
    ...{ File, FormData },
    headers: (asked) => {
      const { headers } = asked?.context?.request ?? new Request('http://localhost');
      const passed = ['authorization', 'accept-language', 'banjie-tenant'].map((name) => [name, headers.get(name) ?? '']);
      return { ...Object.fromEntries(passed.filter(([, value]) => value)), 'x-graphql-yoga-csrf': '1' };
    },
  });
  const office = { schema: buildSchema(schemaText(createSchema(packages))), executor };
  return stitchSchemas<PortalContext>({
    subschemas: [office],
    typeDefs,
    resolvers: {
      Query: { notices },
      Notice: {
        case: {
          selectionSet: '{ caseId }',
          resolve: ({ caseId }, _, context, info) =>
            delegateToSchema({
              schema: office,
              operation: OperationTypeNode.QUERY,
              fieldName: 'case',
              args: { id: caseId },
              context,
              info,
            }),
        },
      },
    },
  });
};
