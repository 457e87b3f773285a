import { writeFileSync } from 'node:fs';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** The contract as text, the same whatever the order in which it was put together. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;

export const writeSchema = (schema: GraphQLSchema, file: string): void => writeFileSync(file, schemaText(schema));
