/** `banjie/graphql`: the API of chosen processes, and what a process adds to it by hand. */

/** What an answer fails with, as a code and a sentence for the caller. */
export { ApiError, type ErrorCode } from '../activities/acting/api-error.ts';
/** The builder that modules of a process write their types and fields with. */
export { type Builder, connectionOf, LARGEST_PAGE, PAGE, type SchemaTypes, signIn } from '../graphql/builder.ts';
/** Who asks, and what a resolver works with. */
export type { Caller } from '../graphql/callers/caller.ts';
export { type Context, inLanguage, type Services } from '../graphql/context.ts';
/** A process together with its own part of the API. */
export type { ProcessManifest } from '../graphql/manifest.ts';
/** Paths that a process answers beside the API. */
export type { OwnPath } from '../graphql/own-paths.ts';
/** The contract as text, the same whatever the order of the processes. */
export { schemaText } from '../graphql/print-schema.ts';
/** The schema of these processes, and a module of it. */
export { createSchema, type SchemaModule, type SchemaRefs } from '../graphql/schema/schema.ts';
