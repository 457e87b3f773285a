import { AsyncLocalStorage } from 'node:async_hooks';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { useDisableIntrospection } from '@graphql-yoga/plugin-disable-introspection';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { ApiError } from '../activities/acting/api-error.ts';
import { actInputs } from './act-inputs.ts';
import type { Caller, CallerProblem } from './callers/caller.ts';
import { travelling } from './compressed.ts';
import { type Context, requestContext, type Services } from './context.ts';
import { maskError } from './error-mask.ts';
import { fileHandler } from './files.ts';
import { filesInTheirPlaces, guarded, LARGEST_UPLOAD, throughTheDoor } from './front-door.ts';
import { answerOwnPath, findOwnPath, type OwnPath } from './own-paths.ts';
import { questionLimits } from './question-limits.ts';
import { requestIdOf } from './request-id.ts';

export type Api = {
  /** Answers one request; what isn't for the API is undefined. */
  handle(request: Request): Promise<Response>;
};

/** The API as a plain function of requests, for any server that speaks fetch; Node's is one line: `createServer(createServerAdapter(handle))`. */
export const createApi = (
  schema: GraphQLSchema,
  services: Services,
  callers: (request: Request) => Promise<Caller | CallerProblem>,
  paths: readonly OwnPath[] = [],
): Api => {
  const files = fileHandler(services);
  const yoga = createYoga<Record<string, unknown>, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    graphiql: services.production ? false : { title: 'Banjie 办结' },
    maxRequestBodySize: LARGEST_UPLOAD,
    // Pages of other addresses ask only where they are named.
    cors: services.origins.length > 0 ? { origin: [...services.origins], credentials: true } : false,
    ...(services.production ? {} : { renderGraphiQL }),
    batching: { limit: 10 },
    multipart: true,
    logging: false,
    maskedErrors: {
      maskError: (error) =>
        maskError({ ...(asked.getStore() ?? unknownAsker), log: services.log, hints: !services.production })(error),
    },
    plugins: [
      filesInTheirPlaces(),
      useDisableIntrospection({ isDisabled: (request) => services.production && !request.headers.has('authorization') }),
      useCSRFPrevention({ requestHeaders: ['x-graphql-yoga-csrf', 'graphql-require-preflight'] }),
      ...questionLimits({ production: services.production, locale: () => (asked.getStore() ?? unknownAsker).locale }),
      actInputs(schema),
    ],
    context: async ({ request }) => {
      const caller = await callers(request);
      if ('code' in caller) throw new ApiError(caller.code, caller.message);
      const requestId = requestIdOf(request);
      return requestContext({
        services,
        caller,
        log: services.log.child({ requestId, tenant: caller.tenant, actor: caller.actor.id }),
        signal: request.signal,
        readCaller: async () => {
          const now = await callers(request);
          return 'code' in now ? undefined : now;
        },
      });
    },
  });
  return {
    handle: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith('/files/')) return files(request, callers);
      const found = findOwnPath(paths, pathname);
      if (found) return answerOwnPath(found, services, request, callers);
      if (pathname !== '/graphql') return new Response('Not found. The API is at /graphql.\n', { status: 404 });
      const language = request.headers.get('accept-language') ?? '';
      const admitted = await throughTheDoor(request);
      if (admitted instanceof Response) return guarded(admitted);
      const answer = await asked.run({ requestId: requestIdOf(request), locale: language.startsWith('zh') ? 'zh' : 'en' }, () =>
        yoga.fetch(admitted, {}),
      );
      return travelling(request, guarded(answer));
    },
  };
};

/** Who asked, for errors that come up where there is no context yet. */
const asked = new AsyncLocalStorage<{ requestId: string; locale: 'en' | 'zh' }>();
const unknownAsker = { requestId: 'unknown', locale: 'en' } as const;
