/** The images that `npm run containers` makes of Debian's packages, so that no image registry is needed. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PostgreSQL as Debian ships it. */
export const IMAGE = 'banjie-postgres:local';
/** In the place of Docker's own image of Node: the node and npm that come as packages. */
export const NODE_IMAGE = 'banjie-node:local';
const NPM = 'npm@11.21.2';

const run = (program: string, args: readonly string[], cwd?: string): boolean =>
  spawnSync(program, args, { stdio: 'inherit', cwd }).status === 0;

/** Makes an image with these packages, and what `fill` puts into its folder; false where it can't be made. */
const make = (
  image: string,
  packages: string,
  fill: (folder: string) => boolean = () => true,
  changes: readonly string[] = [],
): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'banjie-image-'));
  // It becomes the container's root, which everybody in it must be able to enter.
  chmodSync(folder, 0o755);
  try {
    const importing = ['import', ...changes.flatMap((change) => ['--change', `'${change}'`]), '-', image].join(' ');
    return (
      run('debootstrap', ['--variant=minbase', `--include=${packages}`, 'stable', folder]) &&
      fill(folder) &&
      run('sh', ['-c', `tar -C '${folder}' -c . | docker ${importing}`])
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

export const makePostgresImage = (): boolean => make(IMAGE, 'postgresql');

export const makeNodeImage = (): boolean => {
  const authority = process.env.NODE_EXTRA_CA_CERTS;
  return make(
    NODE_IMAGE,
    'ca-certificates',
    (folder) => {
      copyFileSync(process.execPath, join(folder, 'usr/local/bin/node'));
      // Where the registry is reached through a proxy with an authority of its own.
      if (authority) copyFileSync(authority, join(folder, 'etc/authority.crt'));
      const home = join(folder, 'usr/local/lib/node_modules');
      if (!run('mkdir', ['-p', home]) || !run('npm', ['pack', NPM, '--silent', '--pack-destination', home])) return false;
      const packed = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
      return (
        run('sh', ['-c', `tar xzf ${packed} && mv package npm && rm ${packed}`], home) &&
        run('ln', ['-s', '../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'usr/local/bin/npm')]) &&
        run('chmod', ['+x', join(home, 'npm/bin/npm-cli.js')])
      );
    },
    [
      'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ...(authority ? ['ENV NODE_EXTRA_CA_CERTS=/etc/authority.crt'] : []),
    ],
  );
};
