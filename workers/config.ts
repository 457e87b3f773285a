/** What a project says of its Banjie in `banjie.config.ts`: which processes are mounted, who sends messages, and as whom others act. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Message, OutgoingPayment } from '../activities/delivery/services.ts';
import type { ProcessManifest } from '../graphql/manifest.ts';
import type { Machine } from '../workflows/machines/contract.ts';
import { checkPackages } from './package-check.ts';
import { processes } from './processes.ts';
import { StartError } from './start-error.ts';

export type BanjieConfig = {
  /** The processes that are mounted: your own, and of the shipped ones (`processes`) those that you want. */
  readonly packages: readonly ProcessManifest[];
  /** Sends e-mail and SMS; without it, messages are kept in the outbox, and say so. */
  readonly send?: (message: Message) => Promise<void>;
  /** Hands payments to the bank, each id once; without it, they wait to be made by hand. */
  readonly sendPayment?: (payment: OutgoingPayment) => Promise<void>;
  /** As whom workflows of other namespaces act that call the worker's Nexus service `banjie`; without it, there is none. */
  readonly nexus?: Machine;
};

/** Gives the configuration its types: `export default defineConfig({ packages: [...processes, mine] })`. */
export const defineConfig = (config: BanjieConfig): BanjieConfig => config;

const NAMES = ['ts', 'mts', 'js', 'mjs'].map((ending) => `banjie.config.${ending}`);

/** The file of the configuration in this folder, or the one that BANJIE_CONFIG names; nothing where there is none. */
export const configFile = (folder = process.cwd(), named = process.env.BANJIE_CONFIG): string | undefined =>
  named ? resolve(folder, named) : NAMES.map((name) => resolve(folder, name)).find((path) => existsSync(path));

/** The configuration in this folder, or the one that BANJIE_CONFIG names; without one, all shipped processes. Fails with a StartError that says what is wrong with it. */
export const readConfig = async (folder = process.cwd(), named = process.env.BANJIE_CONFIG): Promise<BanjieConfig> => {
  const file = configFile(folder, named);
  if (!file) return { packages: processes };
  if (!existsSync(file)) throw new StartError(`BANJIE_CONFIG names ${file}, and there is no such file.`);
  const name = basename(file);
  const { default: config } = (await import(pathToFileURL(file).href).catch((error: Error) => {
    const how = /outside a module|Unexpected token 'export'/.test(error.message)
      ? ' Your package.json says that its files are no modules. Run: npm pkg set type=module'
      : '';
    throw new StartError(`${name} can't be read: ${error.message}.${how}`);
  })) as { default?: unknown };
  if (!isConfig(config))
    throw new StartError(
      `${name} says nothing that Banjie knows. Let it say: export default defineConfig({ packages: [...processes, myPackage] })`,
    );
  if (config.packages.length === 0) throw new StartError(`${name} mounts no process: name one in packages.`);
  const wrong = config.packages.findIndex((pkg) => !isPackage(pkg));
  if (wrong >= 0)
    throw new StartError(
      `In ${name} entry ${wrong + 1} of packages is no process: it needs versions, inputs, facts and workflows.`,
    );
  checkPackages(config.packages);
  return config;
};

const isConfig = (value: unknown): value is BanjieConfig => {
  const { packages, send, sendPayment, nexus } = (value ?? {}) as Partial<Record<keyof BanjieConfig, unknown>>;
  return (
    Array.isArray(packages) &&
    [send, sendPayment].every((one) => one === undefined || typeof one === 'function') &&
    (nexus === undefined || isMachine(nexus))
  );
};

const isMachine = (value: unknown): value is Machine => {
  const { tenant, person } = (value ?? {}) as Partial<Record<keyof Machine, unknown>>;
  return typeof tenant === 'string' && typeof person === 'string';
};

const isPackage = (value: unknown): boolean => {
  const { versions, inputs, facts, workflows } = (value ?? {}) as Partial<Record<keyof ProcessManifest, unknown>>;
  return Array.isArray(versions) && versions.length > 0 && Boolean(inputs && facts) && workflows instanceof URL;
};
