import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newest, type ProcessPackage } from '../activities/process-package.ts';
import { faultsOf } from '../testing/process-checks.ts';
import { StartError } from './start-error.ts';

/** The rules that Banjie ships are checked before they leave; to check them at each start would take a second. */
const SHIPPED = new URL('../workflows/', import.meta.url).href;

/** Fails with a StartError where processes can't be mounted together: two of one name or of one code, one without its workflow, or one whose rules have a fault. */
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
  for (const pkg of packages) if (!pkg.workflows.href.startsWith(SHIPPED)) checkRules(pkg);
};

/** Those without a fault: a start asks more than once. */
const sound = new WeakSet<ProcessPackage>();

/** Rules with a fault open cases that come to no end. */
const checkRules = (pkg: ProcessPackage): void => {
  if (sound.has(pkg)) return;
  const faults = faultsOf(pkg);
  if (faults.length === 0) {
    sound.add(pkg);
    return;
  }
  const [what, them] = faults.length === 1 ? ['a fault', 'it'] : [`${faults.length} faults`, 'them'];
  throw new StartError(
    `The rules of the process “${newest(pkg).name}” have ${what}. Mend ${them}, and start again:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
  );
};
