import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

/** Slow suites that need a server of their own to break, Docker, or a project with Next, or that look at every act of every process: they run when they are named, as in `npm test -- test/faults`. */
const slow = ['test/faults', 'test/containers', 'test/tlog', 'test/mining', 'test/next', 'test/gates'].filter(
  (suite) => !process.argv.some((word) => word.includes(suite)),
);

export default defineConfig({
  // `banjie/…`, which examples import as an outsider would, is the source here. `module` is for bundlers: Node doesn't know it.
  ssr: { resolve: { conditions: ['banjie-source', 'node', 'development|production'] } },
  // As Node itself finds it: two copies of GraphQL don't know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...slow.map((suite) => `${suite}/**`)],
    globalSetup: ['test/servers/global-setup.ts'],
    // Native code of the Temporal worker runs in processes, not in threads.
    pool: 'forks',
    execArgv: ['--conditions=banjie-source'],
    // PostgreSQL and Temporal want the rest of a two-core machine.
    maxWorkers: 2,
    // A story of a dozen acts, twice, on a machine that has other work too.
    testTimeout: 90_000,
    // What follows by itself takes its time on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
});
