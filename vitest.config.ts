import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Slow suites that need a server of their own to break, Docker, or a project with Next, or that look at every act of every process: they run when they are named, as in `npm test -- test/faults`. */
const slow = ['test/faults', 'test/containers', 'test/tlog', 'test/mining', 'test/next', 'test/gates'].filter(
  (suite) => !process.argv.some((word) => word.includes(suite)),
);

/** Files that change what all modules of a process share, such as the tracing that is registered in it, or leave calls behind that fail later. */
const ALONE = ['test/graphql/traces.test.ts', 'test/servers/temporal-connection.test.ts'];

/** Short files that take long: first, so that none of them is the last and one processor has nothing to do. */
const LONG = [
  ...ALONE,
  'test/pairs/',
  'test/package/',
  'test/graphql/stories',
  'test/graphql/spring-season',
  'test/kernel/price',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const project = (name: string, test: UserWorkspaceConfig['test']): UserWorkspaceConfig => ({
  // `banjie/…`, which examples import as an outsider would, is the source here. `module` is for bundlers: Node doesn't know it.
  ssr: { resolve: { conditions: ['banjie-source', 'node', 'development|production'] } },
  // As Node itself finds it: two copies of GraphQL don't know each other's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    name,
    // Native code of the Temporal worker runs in processes, not in threads.
    pool: 'forks',
    execArgv: ['--conditions=banjie-source'],
    // A story of a dozen acts, twice, on a machine that has other work too.
    testTimeout: 90_000,
    // What follows by itself takes its time on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 120_000,
    ...test,
  },
});
const excluded = [...configDefaults.exclude, ...slow.map((suite) => `${suite}/**`)];

export default defineConfig({
  test: {
    globalSetup: ['test/servers/global-setup.ts'],
    // Two leave a processor idle for a third of the time: tests wait for servers more than these have to do.
    maxWorkers: 3,
    teardownTimeout: 20_000,
    sequence: { sequencer: LongFirst },
    projects: [
      project('alone', { include: ALONE, exclude: excluded }),
      // Loading the modules and warming them up takes longer than most files: the files of one process share them.
      project('together', { include: ['test/**/*.test.ts'], exclude: [...excluded, ...ALONE], isolate: false }),
    ],
  },
});
