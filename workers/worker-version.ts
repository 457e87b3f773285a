/** Which version of a deployment a worker is, as Temporal's worker versioning has it. */
import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import type { WorkerDeploymentOptions } from '@temporalio/worker';

/** The pack's version with what its workflows are: the same of each machine that runs the same code. */
export const buildIdOf = (bundle: string): string => {
  const { version } = createRequire(import.meta.url)('banjie/package.json') as { version: string };
  // The folder in which it was bundled has another name each time, and the map of the source names it too.
  const code = bundle.replaceAll(/banjie-workflows-\w+/g, '').replaceAll(/^\/\/# sourceMappingURL=.*$/gm, '');
  return `${version}-${hash('sha256', code).slice(0, 12)}`;
};

/**
 * Open cases go on in the new version at once. They stay open for years: pinned to the version that opened them, each version would need
 * workers as long. What that asks of a change is tested: histories of all versions replay, and a case keeps its version of the rules.
 */
export const deploymentOf = (deploymentName: string, buildId: string): WorkerDeploymentOptions => ({
  version: { deploymentName, buildId },
  useWorkerVersioning: true,
  defaultVersioningBehavior: 'AUTO_UPGRADE',
});
