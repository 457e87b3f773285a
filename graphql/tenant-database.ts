import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '../prisma/client/client.ts';

/** The database client of the API, on a pool of the plain role. */
export const databaseClient = (pool: Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(pool) });

/**
 * The same client bound to one tenant: each of its questions is asked in a transaction that names the tenant, so that row-level security
 * lets no other row through. The transaction is an open one, for the client keeps its plans for questions in those, and plans a list of
 * questions anew every time.
 */
export const tenantDatabase = (client: PrismaClient, tenant: string): PrismaClient => {
  const ofClient = tenantDatabases.get(client) ?? new Map<string, PrismaClient>();
  tenantDatabases.set(client, ofClient);
  const made = ofClient.get(tenant) ?? bind(client, tenant);
  ofClient.set(tenant, made);
  return made;
};

const tenantDatabases = new WeakMap<PrismaClient, Map<string, PrismaClient>>();

/** Milliseconds: to wait for a connection, and for an answer. */
const PATIENCE = { maxWait: 20_000, timeout: 60_000 };

const bind = (client: PrismaClient, tenant: string): PrismaClient =>
  client.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args }) =>
          client.$transaction(async (transaction) => {
            await transaction.$executeRaw`SELECT set_config('banjie.tenant', ${tenant}, true)`;
            const table = transaction[lowerFirst(model)] as unknown as Record<string, (args: unknown) => Promise<unknown>>;
            return table[operation]?.(args);
          }, PATIENCE),
      },
    },
  }) as unknown as PrismaClient;

const lowerFirst = <Name extends string>(name: Name): Uncapitalize<Name> =>
  `${name.slice(0, 1).toLowerCase()}${name.slice(1)}` as Uncapitalize<Name>;
