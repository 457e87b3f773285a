import { join } from 'node:path';
import { writeSchema } from '../graphql/print-schema.ts';
import { createSchema } from '../graphql/schema/schema.ts';
import { processes } from './processes.ts';

/** `npm run schema`: writes schema.graphql, the contract that callers and tests compare with. */
writeSchema(createSchema(processes), join(import.meta.dirname, '..', 'schema.graphql'));
