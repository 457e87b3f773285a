import type { ProcessPackage } from '../activities/process-package.ts';
import type { OwnPath } from './own-paths.ts';
import type { SchemaModule } from './schema/schema.ts';

/** A process in one piece, as a program mounts it: its rules, data and texts, and what it adds to the API by hand. */
export type ProcessManifest = ProcessPackage & {
  /** GraphQL types and fields beside those that are derived from the process. */
  readonly modules?: readonly SchemaModule[];
  /** Paths that it answers by plain HTTP. */
  readonly paths?: readonly OwnPath[];
};

/** A manifest whose type says what is sent to the process, by action and `start`. */
export type ManifestOf<Inputs extends ProcessManifest['inputs']> = Omit<ProcessManifest, 'inputs'> & { readonly inputs: Inputs };
