import { once } from 'node:events';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedSampleData } from '../../prisma/seed/seed.ts';
import { freshDatabase, sharedTemporal } from '../servers/shared.ts';
import { sql } from '../servers/sql.ts';
import { openProject, type Project } from './project.ts';

let project: Project;
beforeAll(async () => {
  project = await openProject();
}, 240_000);
afterAll(() => project?.remove());

/** A street of its own on the servers of the tests. */
const street = async () => {
  const [database, temporal] = await Promise.all([freshDatabase(), sharedTemporal()]);
  await seedSampleData(database.ownerUrl);
  // Case numbers name workflows, and other tests use the same Temporal.
  await sql(database.ownerUrl, 'UPDATE tenants SET code = code || $1', [database.name.slice(-6).toUpperCase()]);
  return { database, temporal, taskQueue: `package-${database.name}` };
};

describe('what is packed', () => {
  it('is what was built, with the files that it reads; no tests, benches, examples or sources', () => {
    const paths = project.packed.files.map(({ path }) => path);
    console.log(`packed: ${(project.packed.size / 1_000_000).toFixed(1)} MB, ${paths.length} files`);
    const folders = new Set(
      paths.map((path) => {
        const [first = '', second] = path.split('/');
        return first === 'dist' ? `dist/${second}` : first === 'docs' ? first : path;
      }),
    );
    expect([...folders].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'NOTICE',
      'README.md',
      'README.zh.md',
      'SECURITY.md',
      'bin/banjie.cjs',
      ...['activities', 'exports', 'graphql', 'prisma', 'processes', 'testing', 'verify', 'workers', 'workflows'].map(
        (name) => `dist/${name}`,
      ),
      'docs',
      'package.json',
      'schema.graphql',
    ]);
    expect(paths.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path))).toEqual([]);
    expect(paths.filter((path) => /\.test\.[jt]s$|\.map$/.test(path))).toEqual([]);
    for (const read of ['rights.sql', 'functions/record-transition.sql', 'seed/areas/fushan.geojson'])
      expect(paths).toContain(`dist/prisma/${read}`);
  });

  it('lets everything be imported that stands in exports, and nothing else', async () => {
    const own = JSON.parse(readFileSync(join(project.folder, 'node_modules/banjie/package.json'), 'utf8'));
    const modules = readdirSync(join(import.meta.dirname, '../../exports')).map((file) => basename(file, '.ts'));
    expect(Object.keys(own.exports)).toEqual(
      expect.arrayContaining(modules.map((name) => (name === 'index' ? '.' : `./${name}`))),
    );
    const open = [...modules.map((name) => (name === 'index' ? 'banjie' : `banjie/${name}`)), 'banjie/processes/issue-report'];
    const closed = ['banjie/workers/mounting', 'banjie/dist/exports/index.js', 'banjie/exports/process.ts'];
    project.write(
      'importing.mjs',
      `for (const name of ${JSON.stringify([...open, ...closed])})
         console.log(name, await import(name).then((found) => Object.keys(found).length > 0, (error) => error.code));`,
    );
    const { out, err } = await project.run(['importing.mjs']);
    expect(err).toBe('');
    expect(out.trim().split('\n')).toEqual([
      ...open.map((name) => `${name} true`),
      ...closed.map((name) => `${name} ERR_PACKAGE_PATH_NOT_EXPORTED`),
    ]);
  });

  it('writes a process of the project’s own, which plays its story and stands in the API', async () => {
    const made = await project.run([project.banjie, 'new-process', 'tool-loan', '--zh', '工具借用']);
    expect(made.err).toBe('');
    expect(made.out).toContain('banjie.config.ts is new');
    expect((await project.run(['--test', 'processes/tool-loan/story.test.ts'])).out).toMatch(/pass 3\n.*fail 0/);
    const { out } = await project.run([project.banjie, 'schema']);
    expect(out).toContain('startToolLoan(');
    const again = await project.run([project.banjie, 'new-process', 'tool-loan']);
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/“toolLoan” is taken/) });
  }, 60_000);

  it.each([
    ['nodenext', ['examples', 'processes', 'banjie.config.ts']],
    ['bundler', ['examples/key-loan']],
  ])(
    'has types that fit a strict project whose modules are found by %s',
    async (moduleResolution, include) => {
      const compilerOptions = {
        target: 'es2024',
        module: moduleResolution === 'nodenext' ? 'nodenext' : 'esnext',
        moduleResolution,
        types: ['node'],
        noEmit: true,
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
      };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions, include }));
      const { code, out } = await project.run(['node_modules/typescript/bin/tsc']);
      expect(out).toBe('');
      expect(code).toBe(0);
    },
    120_000,
  );
});

describe('the command', () => {
  it('lists what there is, and says so of what there isn’t', async () => {
    expect((await project.run([project.banjie, '--version'])).out.trim()).toBe('0.1.0-alpha.1');
    expect((await project.run([project.banjie])).out).toMatch(/\n {2}start +everything in one program/);
    const { code, err } = await project.run([project.banjie, 'strat']);
    expect(err).toMatch(/^There is no command “strat”\. These are there:\n {2}start/);
    expect(code).toBe(1);
  });

  it('names itself in what it says', async () =>
    expect((await project.run([project.banjie, 'db'])).out).toMatch(/\n {2}npx banjie db migrate +apply/));

  it('says which Node it needs, or goes on with the one that is installed beside it', async () => {
    project.write('old.cjs', `Object.defineProperty(process.versions, 'node', { value: '18.20.8' });`);
    const asked = ['--require', './old.cjs', project.banjie, '--version'];
    expect((await project.run(asked)).out.trim()).toBe('0.1.0-alpha.1');
    const beside = join(project.folder, 'node_modules/node');
    renameSync(beside, `${beside}-away`);
    const { code, err } = await project.run(asked);
    renameSync(`${beside}-away`, beside);
    expect(err).toMatch(
      /^Banjie needs Node 22\.19 or 24, and this is Node 18\.20\.8\. Install it from .* npm install node@24\n$/,
    );
    expect(code).toBe(1);
  });

  it('prints the API of what the project mounts', async () => {
    project.write(
      'banjie.config.ts',
      `import { defineConfig } from 'banjie';
       import { issueReportPackage } from 'banjie/processes/issue-report';
       import { keyLoanPackage } from './examples/key-loan/package.ts';
       export default defineConfig({ packages: [issueReportPackage, keyLoanPackage] });`,
    );
    const { out, err } = await project.run([project.banjie, 'schema']);
    expect(err).toBe('');
    expect(out).toMatch(/\bstartKeyLoan\(/);
    expect(out).toMatch(/\bstartIssueReport\(/);
    expect(out).not.toMatch(/\bstartPowerApplication\(/);
  });

  it('starts everything as one process, with small young heaps, and ends with code 0 when it is asked to', async () => {
    const { database, temporal, taskQueue } = await street();
    const port = String(await getPort({ host: '127.0.0.1' }));
    project.write('shipped.mjs', `import { processes } from 'banjie'; export default { packages: processes };`);
    project.write('heap.cjs', `process.on('SIGUSR2', () => console.log('pid', process.pid, process.execArgv.join(' ')));`);
    const child = project.start([project.banjie, 'start'], {
      DATABASE_URL: database.ownerUrl,
      APP_DATABASE_URL: database.appUrl,
      WORKER_DATABASE_URL: database.workerUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: taskQueue,
      BANJIE_CONFIG: 'shipped.mjs',
      PORT: port,
      METRICS_PORT: '0',
      NODE_OPTIONS: '--require ./heap.cjs',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => {
        said += text;
      });
    const ended = once(child, 'exit');
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/Banjie 办结 is ready\.[\s\S]+Stop with/);
    expect(said).toContain('npx banjie demo');
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).text()).toBe('ok\n');
    child.kill('SIGUSR2');
    await expect.poll(() => said).toMatch(new RegExp(`pid ${child.pid} --max-semi-space-size=8`));
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 90_000);
});

it('an office’s portal runs on what is packed, with a process and workflows of its own', async () => {
  const { database, temporal, taskQueue } = await street();
  project.write(
    'office.ts',
    `import { migrate, processes, quietProgress } from 'banjie';
     import { pino } from 'pino';
     import { hallBookingPackage } from './examples/hall-booking/package.ts';
     import { keyLoanPackage } from './examples/key-loan/package.ts';
     import { openPortal } from './examples/portal/portal.ts';

     const { ownerUrl, ...given } = JSON.parse(process.env.OFFICE ?? '{}');
     const packages = [...processes, keyLoanPackage, hallBookingPackage];
     await migrate(ownerUrl, { progress: quietProgress, packages });
     const portal = await openPortal(
       { ...given, packages, dataDir: './data', secret: 'a secret of the tests', oidc: undefined, production: false, log: pino({ level: 'silent' }) },
       0,
     );
     const people = (await (await fetch(portal.url + '/dev/people')).json()) as { id: string; token: string }[];
     const ask = async (person: string, query: string) => {
       const authorization = 'Bearer ' + people.find(({ id }) => id === person)?.token;
       const headers = { authorization, 'content-type': 'application/json' };
       return await (await fetch(portal.url + '/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
     };
     console.log(JSON.stringify([
       await ask('deng-li', 'mutation { startIssueReport(requestId: "p1", input: {category: "rubbish", text: "Rubbish", place: {lat: 30.003, lon: 120.573}}) { ... on ActionDone { case { state } } } }'),
       await ask('wang-xiuying', 'mutation { startKeyLoan(requestId: "p2", input: {room: "Hall"}) { ... on ActionDone { case { state title } } } }'),
       await portal.banjie.services.temporal.workflow.execute('welcome', { workflowId: given.taskQueue, taskQueue: given.taskQueue, args: ['Deng Li'] }),
     ]));
     await portal.close();
     process.exit();`,
  );
  const { out, err, code } = await project.run(['office.ts'], {
    OFFICE: JSON.stringify({
      ownerUrl: database.ownerUrl,
      appUrl: database.appUrl,
      workerUrl: database.workerUrl,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      taskQueue,
    }),
  });
  expect(code, err).toBe(0);
  expect(JSON.parse(out)).toEqual([
    { data: { startIssueReport: { case: { state: 'dispatched' } } } },
    { data: { startKeyLoan: { case: { state: 'asked', title: 'Hall' } } } },
    'Good morning, Deng Li',
  ]);
}, 90_000);
