import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { ApiError } from '../activities/acting/api-error.ts';
import type PrismaTypes from '../prisma/client/pothos-types.ts';
import { getDatamodel } from '../prisma/client/pothos-types.ts';
import { holdsEverywhere, holdsRole } from '../workflows/kernel/process.ts';
import { capacities } from '../workflows/kernel/standing-in.ts';
import type { Context } from './context.ts';

export type SchemaTypes = {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: string; Output: Date | string };
    Date: { Input: string; Output: Date | string };
    Fen: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
    JSONSchema: { Input: unknown; Output: unknown };
    GeoJSON: { Input: unknown; Output: unknown };
    Upload: { Input: File; Output: never };
  };
  AuthScopes: {
    tenant: boolean;
    person: boolean;
    staff: boolean;
    /** One of these roles in the whole tenant: a grant bound to a unit or an area says nothing about what isn't a case there. */
    role: readonly string[];
    /** One of these roles, bound or not: for what is no secret to them, or is cut to their units and areas where it is read. */
    roleSomewhere: readonly string[];
  };
};

export type Builder = ReturnType<typeof createBuilder>;

/** The pages of a type, such as `CaseConnection` and `CaseEdge`, with the number of all its entries. */
// biome-ignore lint/suspicious/noExplicitAny: a page holds whatever its type reads
export const connectionOf = (builder: Builder, type: any, name: string): [any, any] => {
  const edge = builder.edgeObject({ type, name: `${name}Edge` });
  const connection = builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      fields: (t) => ({
        totalCount: t.int({
          // By this the list knows a question that wants nothing but the number.
          extensions: { pothosPrismaTotalCount: true },
          resolve: (page) => {
            const { totalCount } = page as unknown as { totalCount: number | (() => Promise<number>) };
            return typeof totalCount === 'function' ? totalCount() : totalCount;
          },
        }),
      }),
    },
    edge,
  );
  return [connection, edge];
};

/** Entries of a page where nobody says how many, and at most. */
export const PAGE = 20;
export const LARGEST_PAGE = 100;

export const signIn = {
  en: 'Sign in for this: send your token as “Authorization: Bearer …”.',
  zh: '请先登录：在请求头中以“Authorization: Bearer …”发送令牌。',
};

/** The builder that every module of the schema adds to. */
export const createBuilder = () =>
  new SchemaBuilder<SchemaTypes>({
    plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
    defaultFieldNullability: false,
    defaultInputFieldRequiredness: true,
    relay: { cursorType: 'String', clientMutationId: 'omit', nodeQueryOptions: false, nodesQueryOptions: false },
    prisma: {
      client: ({ db }) => db,
      dmmf: getDatamodel(),
      filterConnectionTotalCount: true,
      defaultConnectionSize: PAGE,
      maxConnectionSize: LARGEST_PAGE,
    },
    scopeAuth: {
      authScopes: ({ caller, isStaff }) => ({
        tenant: caller.tenant !== '',
        person: caller.kind === 'person',
        staff: isStaff,
        // What is lent counts for cases alone.
        role: (roles) => holdsEverywhere(capacities(caller.actor)[0], roles),
        roleSomewhere: (roles) => holdsRole(capacities(caller.actor)[0], roles),
      }),
      unauthorizedError: (_, { caller }, info) =>
        caller.kind === 'anonymous'
          ? new ApiError('UNAUTHENTICATED', signIn)
          : new ApiError('FORBIDDEN', {
              en: `“${info.fieldName}” isn’t for your role. Ask an administrator of your tenant if it should be.`,
              zh: `您的角色无权访问“${info.fieldName}”，如有需要请联系本单位管理员。`,
            }),
    },
  });
