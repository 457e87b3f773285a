// Runs after an install of the checkout (`prepare`), before anything else is there: plain JavaScript.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const howToGoOn = 'Set it right, then run `node prisma/generate.mjs`.';

/** The command line of the installed `prisma` package, or nothing where it isn't installed. */
const prismaCommandLine = () => {
  try {
    const packageFile = createRequire(import.meta.url).resolve('prisma/package.json');
    return join(dirname(packageFile), 'build', 'index.js');
  } catch {
    return undefined;
  }
};

const generate = () => {
  if (!existsSync(join(root, 'prisma', 'schema.prisma'))) {
    return 'Database client not generated: prisma/schema.prisma is missing here.';
  }
  const commandLine = prismaCommandLine();
  if (!commandLine && existsSync(join(root, 'prisma', 'client', 'client.ts'))) {
    return 'Database client: the one that was generated before is used, for the package `prisma` is not installed here.';
  }
  if (!commandLine) {
    process.exitCode = 1;
    return 'Database client not generated: the package `prisma` is not installed. Run `npm ci`.';
  }
  const started = Date.now();
  const run = spawnSync(process.execPath, [commandLine, 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // Prisma would fetch an engine that generating doesn't need; any program in its place keeps it off the network.
      PRISMA_SCHEMA_ENGINE_BINARY: existsSync('/bin/true') ? '/bin/true' : process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
      NO_COLOR: '1',
    },
  });
  if (run.status === 0) {
    return `Database client generated from prisma/schema.prisma in ${((Date.now() - started) / 1000).toFixed(1)} s.`;
  }
  process.exitCode = 1;
  const reason = run.error?.message ?? `${run.stdout}\n${run.stderr}`.trim();
  return `Database client not generated from prisma/schema.prisma. ${howToGoOn}\n${reason}`;
};

console.log(generate());
