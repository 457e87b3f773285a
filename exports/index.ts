/** `banjie`: the pack. Its parts for a server and a Temporal worker that run already, and the database that they stand on. */

/** The working calendar of the mainland, with its public holidays. */
export { chinaCalendar } from '../activities/calendar/china.ts';
/** An e-mail or SMS, and a payment, as they are handed to your `send` and your `sendPayment`. */
export type { Message, OutgoingPayment } from '../activities/delivery/services.ts';
/** Cases for a program that has Banjie mounted and acts as a machine: a person of a tenant with roles of its own. */
export { BanjieClient } from '../activities/machines/client.ts';
/** What is mounted. */
export type { ProcessManifest } from '../graphql/manifest.ts';
/** What a tenant begins with: its units, people, grants and data. */
export type { TenantData } from '../prisma/seed/tenant-data.ts';
/** The plain roles of API and worker in a database, made by its owner. */
export { connectRoles, type PlainUrls, type RoleOptions } from '../workers/app-role.ts';
/** Banjie as a plugin of Temporal's SDK, for workers, clients, bundles and replays. */
export { BanjiePlugin, type PluginOptions, type PluginParts } from '../workers/banjie-plugin.ts';
/** What a project says of its Banjie in `banjie.config.ts`. */
export { type BanjieConfig, defineConfig } from '../workers/config.ts';
/** Brings the database up to date, with what the processes have in it. */
export { type Migrated, migrate } from '../workers/migrations.ts';
/** Banjie's parts on given servers. */
export { type Mounted, type MountOptions, mountBanjie } from '../workers/mounting.ts';
/** Banjie for Node's own server, Express and what hands on their requests. */
export { nodeHandler } from '../workers/node-handler.ts';
/** The shipped processes. */
export { processes } from '../workers/processes.ts';
/** Who hears what a start is doing. */
export { type Progress, quietProgress, showProgress } from '../workers/progress.ts';
/** A start that can't go on, in words for whoever started it. */
export { StartError } from '../workers/start-error.ts';
