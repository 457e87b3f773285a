/** `banjie/manifest`: a process in one piece, as a program mounts it, with what it asks of the tenant's data. */

/** The word of an SMS that is a secret code. */
export { secretCodeWord } from '../activities/case-codes.ts';
/** Sentences for what isn't in the tenant's data. */
export { endedUnit, issue, noCase, noPerson, noRow, noUnit } from '../activities/found.ts';
/** What cases hold: how much of it is taken at some time, and by whom. */
export { type Held, readHeld, readTaken } from '../activities/holds.ts';
/** What a rule needs to know from the tenant's data, typed by its action. */
export {
  type ActAsk,
  defineLookups,
  type InputIssue,
  type InputIssues,
  type LookupAnswer,
  type Lookups,
  type StartAsk,
} from '../activities/lookups.ts';
/** The module beside the manifest that holds its workflow, as source or built. */
export { moduleBeside } from '../activities/module-beside.ts';
/** Rules, inputs, facts, data and texts of a process. */
export type { CategoryCheck, ProcessPackage, Reply, SecretWordAsk } from '../activities/process-package.ts';
/** Firms and households of the register that look-ups read. */
export { type KnownSubject, readSubjects } from '../activities/subjects.ts';
/** Dated rows of the tenant that look-ups read. */
export { readTable, readTableRow, type TableRule } from '../activities/tables.ts';
/** Asks one question under a tenant's row-level security. */
export type { TenantRead } from '../activities/tenant-read.ts';
/** A process together with its own part of the API. */
export type { ProcessManifest } from '../graphql/manifest.ts';
/** Texts of notices. */
export { type Template, template } from '../workflows/kernel/template.ts';
