/** `banjie <command>`: one program for each command, which begins when its module is loaded. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { moduleBeside } from '../activities/module-beside.ts';

type Command = { readonly module: string; readonly does: string };

const commands: Readonly<Record<string, Command>> = {
  start: { module: './start', does: 'everything in one program; brings PostgreSQL and Temporal where none is given' },
  api: { module: './api', does: 'the API alone, on given servers' },
  worker: { module: './worker', does: 'the worker alone, on given servers' },
  migrate: { module: './migrate', does: 'prepares the database and Temporal as their owner, and ends' },
  demo: { module: './demo', does: 'plays cases from beginning to end: demo [story …]' },
  db: { module: './db', does: 'the database by hand: db migrate, diff, reset, tenant, psql-url' },
  'new-process': { module: './new-process', does: 'writes a process of your own to begin with: new-process NAME [--zh 名称]' },
  schema: { module: './print-schema', does: 'prints the API of the mounted processes: schema [file]' },
  reconcile: { module: './reconcile', does: 'compares the record with Temporal: reconcile [case …]' },
  verify: { module: '../verify/banjie-verify', does: 'checks exported evidence, without a server' },
  badge: { module: './check-badge', does: 'checks a badge by its issuer’s address alone' },
};

const wide = Math.max(...Object.keys(commands).map((name) => name.length));
const list = Object.entries(commands)
  .map(([name, { does }]) => `  ${name.padEnd(wide)}  ${does}`)
  .join('\n');
const help = `banjie <command>: durable workflows for government offices, on Temporal.\n\n${list}\n\n  --help, --version\n`;

const [name = '--help', ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  const module = moduleBeside(import.meta.url, command.module);
  // As if the program had been called by its own name.
  process.argv = [process.execPath, fileURLToPath(module), ...words];
  await import(module.href);
} else if (['--help', '-h', 'help'].includes(name)) console.log(help);
else if (['--version', '-v'].includes(name)) console.log(createRequire(import.meta.url)('banjie/package.json').version);
else {
  console.error(`There is no command “${name}”. These are there:\n${list}`);
  process.exitCode = 1;
}
