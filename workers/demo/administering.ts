/** What an administrator changes so that a story can be told now: rows of tables, limits, and firms of the register. */
import { randomUUID } from 'node:crypto';
import { StartError } from '../start-error.ts';
import type { Stage } from './stage.ts';

/** Sends a change with these arguments, written as `name: Type!`. */
export const administer = async (
  { ask, person }: Stage,
  admin: string,
  field: string,
  args: Readonly<Record<string, readonly [type: string, value: unknown]>>,
): Promise<void> => {
  const names = Object.keys(args);
  const declared = names.map((name) => `$${name}: ${args[name]?.[0]}`).join(', ');
  const given = names.map((name) => `${name}: $${name}`).join(', ');
  const result = (
    await ask(
      admin,
      `mutation ($requestId: ID!, ${declared}) { ${field}(requestId: $requestId, ${given}) {
         __typename ... on InvalidInput { issues { path message } } } }`,
      { requestId: randomUUID(), ...Object.fromEntries(names.map((name) => [name, args[name]?.[1]])) },
    )
  )[field];
  if (result.__typename !== 'ChangeDone') {
    throw new StartError(
      `${person(admin).name}, the administrator, could not change what this story needs. ${JSON.stringify(result.issues)}`,
    );
  }
};

export type Row = { readonly table: string; readonly key: string; readonly value: object };

/** The row of a table as it is today, with its version; nothing where there was none yet. */
export const readRow = async (
  { ask }: Stage,
  admin: string,
  { table, key }: Pick<Row, 'table' | 'key'>,
): Promise<{ readonly version: number; readonly value: object } | undefined> => {
  const { tableRows } = await ask(
    admin,
    'query ($table: String!, $key: String!) { tableRows(table: $table, key: $key, first: 1) { edges { node { version value } } } }',
    { table, key },
  );
  return tableRows.edges[0]?.node;
};

/** Enters a row from a day on, or takes it out of use. */
export const setRow = async (
  stage: Stage,
  admin: string,
  { row, day, retired = false }: { readonly row: Row; readonly day: string; readonly retired?: boolean },
): Promise<void> => {
  const version = (await readRow(stage, admin, row))?.version ?? 0;
  await administer(stage, admin, 'setTableRow', {
    input: ['TableRowInput!', { ...row, retired, validFrom: day }],
    expectedVersion: ['Int!', version],
  });
};
