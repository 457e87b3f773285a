import { AsyncLocalStorage } from 'node:async_hooks';
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { useDisableIntrospection } from '@graphql-yoga/plugin-disable-introspection';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { isKeepable } from '../workflows/kernel/text.ts';
import { actInputs } from './act-inputs.ts';
import { problemOf } from './callers/caller.ts';
import { type CallerReader, localeOf } from './callers/caller-reader.ts';
import { codecEndpoint, isCodecPath } from './codec-endpoint.ts';
import { travelling } from './compressed.ts';
import { type Context, requestContext, type Services, takeFor } from './context.ts';
import { maskError } from './error-mask.ts';
import { fileHandler, fileIn } from './files.ts';
import { filesInTheirPlaces, guarded, isUpload, LARGEST_UPLOAD, throughTheDoor } from './front-door.ts';
import { inboundHandler, inboundIn } from './inbound/inbound.ts';
import { operationCount } from './operation-count.ts';
import { operationSpan } from './operation-span.ts';
import { answerOwnPath, findOwnPath, type OwnPath } from './own-paths.ts';
import { questionLimits } from './question-limits.ts';
import { namedReadings } from './readings/request-readings.ts';
import { requestIdOf } from './request-id.ts';
import { uploadRoom } from './upload-room.ts';

export type Api = {
  /** Answers one request that came from this address; undefined where nothing of Banjie stands at this path, as `pathBelow` gives it. */
  handle(request: Request, path: string, address: string | undefined): Promise<Response | undefined>;
};

/** The API as a plain function of requests, for any server that speaks fetch. */
export const createApi = (schema: GraphQLSchema, services: Services, read: CallerReader, paths: readonly OwnPath[] = []): Api => {
  const files = fileHandler(services);
  const codec = codecEndpoint(services, services.codec);
  const inbound = inboundHandler(services);
  /** Who calls, if they don't do so too often. */
  const callers: CallerReader = async (request, address) => {
    const caller = await read(request, address);
    if ('code' in caller) return caller;
    await takeFor(services.rates, caller, address, caller.kind === 'anonymous' ? 'anonymousRequests' : 'requests');
    return caller;
  };
  const yoga = createYoga<{ address: string | undefined }, Context>({
    schema,
    graphqlEndpoint: `${services.basePath}/graphql`,
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
      namedReadings(),
      ...(services.tracing ? [operationSpan(services.tracing)] : []),
      ...(services.onOperation ? [operationCount(services.onOperation)] : []),
    ],
    context: async ({ request, address }) => {
      const caller = await callers(request, address);
      if ('code' in caller) throw problemOf(caller);
      const requestId = requestIdOf(request);
      return requestContext({
        services,
        caller,
        address,
        log: services.log.child({ requestId, tenant: caller.tenant, actor: caller.actor.id }),
        signal: request.signal,
        readCaller: async () => {
          const now = await read(request, address);
          return 'code' in now ? undefined : now;
        },
      });
    },
  });
  const room = uploadRoom();
  /** Who sends files is asked who they are before the bytes are read; the room that they take is given back by what this gives. */
  const admitUpload = async (...[request, address]: Parameters<CallerReader>): Promise<() => void> => {
    const caller = await read(request, address);
    if ('code' in caller) throw problemOf(caller);
    await takeFor(services.rates, caller, address, 'uploads');
    const anonymous = caller.kind === 'anonymous';
    return room.enter({ name: anonymous ? (address ?? '') : `${caller.tenant} ${caller.actor.id}`, anonymous }, request);
  };
  return {
    handle: async (request, path, address) => {
      const file = fileIn(path);
      const found = findOwnPath(paths, path);
      const machine = inboundIn(path);
      if (machine) return guarded(await inbound(request, machine, address));
      if (path !== '/graphql' && file === undefined && !isCodecPath(path) && !found) return undefined;
      const url = new URL(request.url);
      url.pathname = path;
      if (!isKeepable([...url.searchParams.values()]))
        return new Response('The address holds a character that can’t be kept.\n', { status: 400 });
      const ask = () => callers(request, address);
      if (file !== undefined) return files(request, file, ask);
      if (isCodecPath(path)) return guarded(await codec(request, ask));
      if (found) return answerOwnPath(found, services, request, url, ask);
      const asker = { requestId: requestIdOf(request), locale: localeOf(request) };
      const admitted = await throughTheDoor(request);
      if (admitted instanceof Response) return guarded(admitted);
      let leave = (): void => {};
      try {
        if (isUpload(admitted)) leave = await admitUpload(admitted, address);
      } catch (error) {
        return guarded(refused(maskError({ ...asker, log: services.log, hints: false })(error)));
      }
      try {
        const answer = await asked.run(asker, () => yoga.fetch(admitted, { address }));
        return travelling(request, guarded(answer));
      } finally {
        leave();
      }
    },
  };
};

/** A request that isn't answered at all. */
const refused = (error: GraphQLError): Response => {
  const { status = 200, headers } = (error.extensions.http ?? {}) as { status?: number; headers?: Record<string, string> };
  const { http: _, ...extensions } = error.extensions;
  return Response.json({ errors: [{ message: error.message, extensions }] }, { status, ...(headers ? { headers } : {}) });
};

/** Who asked, for errors that come up where there is no context yet. */
const asked = new AsyncLocalStorage<{ requestId: string; locale: 'en' | 'zh' }>();
const unknownAsker = { requestId: 'unknown', locale: 'en' } as const;
