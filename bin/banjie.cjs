#!/usr/bin/env node
// In words that Node 12 knows, so that old Nodes too can say which one is needed.
const { spawn } = require('child_process');
const { existsSync } = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

/** The least minor version of each major one; later majors will do. */
const LEAST = { 22: 19, 24: 0 };
/** Young garbage is collected in small pieces: shorter pauses for whoever waits for an answer. */
const HEAP = '--max-semi-space-size=8';

const root = path.join(__dirname, '..');
const source = path.join(root, 'workers', 'command-line.ts');
const isCheckout = existsSync(source);
/** A checkout runs its source; what is installed, what was built of it. */
const program = isCheckout ? source : path.join(root, 'dist', 'workers', 'command-line.js');
/** In a checkout `banjie/…` is the source, for its examples too. */
const FLAGS = isCheckout ? [HEAP, '--conditions=banjie-source'] : [HEAP];

const isEnough = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || minor >= LEAST[major];
};

/** The program of the npm package `node`, where it is installed beside Banjie. */
const nodeBeside = () => {
  try {
    const home = path.dirname(require.resolve('node/package.json', { paths: [root, process.cwd()] }));
    const file = path.join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return isEnough(require(path.join(home, 'package.json')).version) && existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
};

const goOnWith = (node) => {
  const child = spawn(node, [...FLAGS, __filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code === null ? 1 : code));
};

const run = () => {
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS || '').split(' ')];
  if (!given.some((word) => /^--max[-_]semi[-_]space[-_]size/.test(word))) {
    // A heap that exists keeps its size: the process begins once more, as the same process, so that it alone hears signals.
    if (process.execve && process.platform !== 'win32') {
      const words = [process.execPath, ...FLAGS, ...process.execArgv, __filename, ...process.argv.slice(2)];
      process.execve(process.execPath, words, process.env);
    }
    // Threads that begin later, such as those of workflows, have it all the same.
    require('v8').setFlagsFromString(HEAP);
  }
  import(pathToFileURL(program).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
};

const beside = isEnough(process.versions.node) ? undefined : nodeBeside();
if (isEnough(process.versions.node)) run();
else if (beside) goOnWith(beside);
else {
  console.error(
    `Banjie needs Node 22.19 or 24, and this is Node ${process.versions.node}. ` +
      'Install it from https://nodejs.org, or put it beside Banjie: npm install node@24',
  );
  process.exit(1);
}
