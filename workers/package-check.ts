import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { StartError } from './start-error.ts';

/** Fails with a StartError where processes can't be mounted together: two of one name or of one code, or one without its workflow. */
export const checkPackages = (packages: readonly ProcessPackage[]): void => {
  const mounted = packages.map((pkg) => ({ ...newest(pkg), workflows: pkg.workflows }));
  const before = <Key extends 'name' | 'code'>(key: Key) =>
    mounted.find((one, index) => mounted.findIndex((other) => other[key] === one[key]) < index);
  const twice = before('name');
  if (twice) throw new StartError(`Two processes are called “${twice.name}”: rename one of them, or mount it once.`);
  const alike = before('code');
  if (alike) {
    const names = mounted.filter(({ code }) => code === alike.code).map(({ name }) => `“${name}”`);
    throw new StartError(`The processes ${names.join(' and ')} number their cases by “${alike.code}”: give one another code.`);
  }
  const lacking = mounted.find(({ workflows }) => !existsSync(fileURLToPath(workflows)));
  if (lacking)
    throw new StartError(
      `The workflow of the process “${lacking.name}” is missing: there is no file ${fileURLToPath(lacking.workflows)}.`,
    );
};
