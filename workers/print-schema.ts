/** `banjie schema [FILE]`: the contract of the mounted processes, on standard output or into a file. */
import { schemaText, writeSchema } from '../graphql/print-schema.ts';
import { createSchema } from '../graphql/schema/schema.ts';
import { readConfig } from './config.ts';
import { runProgram } from './environment.ts';

await runProgram(async () => {
  const { packages } = await readConfig();
  const [file] = process.argv.slice(2);
  const schema = createSchema(packages);
  if (file) writeSchema(schema, file);
  else process.stdout.write(schemaText(schema));
});
