import { defineConfig } from 'prisma/config';

/** Read by Prisma's own command line; Banjie itself applies the same folder through workers/migrations.ts. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
