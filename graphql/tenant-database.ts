import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { type Prisma, PrismaClient } from '../prisma/client/client.ts';

/** The database client of the API, on a pool of the plain role. */
export const databaseClient = (pool: Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(pool) });

/** Works in one transaction under a tenant's rights: row-level security lets no other row through. */
export const underTenant = <Result>(
  client: PrismaClient,
  tenant: string,
  work: (transaction: Prisma.TransactionClient) => Promise<Result>,
  patience?: { readonly maxWait: number; readonly timeout: number },
): Promise<Result> =>
  client.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT set_config('banjie.tenant', ${tenant}, true)`;
    return work(transaction);
  }, patience);

/** Milliseconds to wait for a connection, and for an answer. */
const PATIENCE = { maxWait: 20_000, timeout: 60_000 };

/**
 * The same client bound to one tenant: each of its questions is asked under the tenant's rights. Its transaction is an open one, for the
 * client keeps its plans for questions in those, and plans a list of questions anew every time.
 */
export const tenantDatabase = (client: PrismaClient, tenant: string): PrismaClient =>
  client.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args }) =>
          underTenant(
            client,
            tenant,
            (transaction) => {
              const table = transaction[lowerFirst(model)] as unknown as Record<
                typeof operation,
                (args: unknown) => Promise<unknown>
              >;
              return table[operation](args);
            },
            PATIENCE,
          ),
      },
    },
  }) as unknown as PrismaClient;

const lowerFirst = <Name extends string>(name: Name): Uncapitalize<Name> =>
  `${name.slice(0, 1).toLowerCase()}${name.slice(1)}` as Uncapitalize<Name>;
