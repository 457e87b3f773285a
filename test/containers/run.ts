/**
 * `npm run containers`: Banjie against a PostgreSQL as a distribution ships it, in a container. The image is made from Debian's own packages,
 * so that no image registry is needed.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IMAGE } from './image.ts';

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
if (!works('docker', 'image', 'inspect', IMAGE)) {
  if (!works('sh', '-c', 'command -v debootstrap')) {
    fail(
      'The image with PostgreSQL is made with debootstrap, which is not here. Install it (on Debian: apt-get install debootstrap) and run this again.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'banjie-image-'));
  // It becomes the container's root, which everybody in it must be able to enter.
  chmodSync(folder, 0o755);
  console.log('Making the image with PostgreSQL; the first time takes some minutes.');
  const made =
    run('debootstrap', ['--variant=minbase', '--include=postgresql', 'stable', folder]) === 0 &&
    run('sh', ['-c', `tar -C '${folder}' -c . | docker import - ${IMAGE}`]) === 0;
  rmSync(folder, { recursive: true, force: true });
  if (!made) fail('The image could not be made; what stands above says why. It wants the rights of root and a Debian mirror.');
}
// Its helper would come from a registry.
const env = { ...process.env, TESTCONTAINERS_RYUK_DISABLED: 'true' };
process.exitCode = run(process.execPath, [fileURLToPath(new URL('../run.ts', import.meta.url)), 'test/containers'], env) ?? 1;
