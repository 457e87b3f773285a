import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from '../prisma/client/client.ts';

/** The database client of the API, on a pool of the plain role. */
export const databaseClient = (pool: Pool): PrismaClient => new PrismaClient({ adapter: new PrismaPg(pool) });

/** The same client bound to one tenant: each of its questions is asked in a transaction that names the tenant, so that row-level security lets no other row through. */
export const tenantDatabase = (client: PrismaClient, tenant: string): PrismaClient =>
  client.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        const [, answer] = await client.$transaction([
          client.$executeRaw`SELECT set_config('banjie.tenant', ${tenant}, true)`,
          query(args) as never,
        ]);
        return answer;
      },
    },
  }) as unknown as PrismaClient;
