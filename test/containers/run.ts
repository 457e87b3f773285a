/**
 * `npm run containers`: Banjie against a PostgreSQL as a distribution ships it, in a container, and Banjie's own image. What they stand on is
 * made from Debian's own packages, so that no image registry is needed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BANJIE_IMAGE } from './banjie-image.ts';
import { IMAGE, makeNodeImage, makePostgresImage, NODE_IMAGE } from './image.ts';

const fail = (sentence: string): never => {
  console.error(sentence);
  process.exit(1);
};
const works = (program: string, ...args: string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const run = (program: string, args: string[], env = process.env): number | null =>
  spawnSync(program, args, { stdio: 'inherit', env }).status;

if (!works('docker', 'version')) {
  fail(
    'No Docker answers here. Install it (on Debian: apt-get install docker.io iptables), start its daemon (where overlays are not to be had: dockerd --storage-driver vfs) and run this again.',
  );
}
for (const [image, makeImage] of [
  [IMAGE, makePostgresImage],
  [NODE_IMAGE, makeNodeImage],
] as const) {
  if (works('docker', 'image', 'inspect', image)) continue;
  if (!works('sh', '-c', 'command -v debootstrap')) {
    fail(
      `The image ${image} is made with debootstrap, which is not here. Install it (on Debian: apt-get install debootstrap) and run this again.`,
    );
  }
  console.log(`Making the image ${image}; the first time takes some minutes.`);
  if (!makeImage())
    fail('The image could not be made; what stands above says why. It wants the rights of root and a Debian mirror.');
}
console.log(`Building the image ${BANJIE_IMAGE}, which takes some minutes where something has changed.`);
const npmrc = join(homedir(), '.npmrc');
const secret = existsSync(npmrc) ? ['--secret', `id=npmrc,src=${npmrc}`] : [];
const root = fileURLToPath(new URL('../..', import.meta.url));
const build = ['build', '--network=host', ...secret, '--build-arg', `NODE_IMAGE=${NODE_IMAGE}`, '--tag', BANJIE_IMAGE, root];
if (run('docker', build, { ...process.env, DOCKER_BUILDKIT: '1' }) !== 0)
  fail('The image could not be built; what stands above says why.');
// Its helper would come from a registry.
const env = { ...process.env, TESTCONTAINERS_RYUK_DISABLED: 'true' };
process.exitCode = run(process.execPath, [fileURLToPath(new URL('../run.ts', import.meta.url)), 'test/containers'], env) ?? 1;
