/** What `npx graphql-codegen --config codegen.ts` writes, without its many packages: `npm run client`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, parse } from 'graphql';
import config from './codegen.ts';

const here = import.meta.dirname;
const read = (file: string): string => readFileSync(resolve(here, file), 'utf8');

/** The files of `gql/`, by their paths. */
export const clientTypes = async (): Promise<ReadonlyMap<string, string>> => {
  const schema = parse(read('../../schema.graphql'));
  const [[folder, { config: chosen, presetConfig }]] = Object.entries(config.generates) as [
    [string, (typeof config.generates)['gql/']],
  ];
  const documents = config.documents.flatMap((location) =>
    [...read(location).matchAll(/graphql\(`([^`]*)`\)/g)].map(([, rawSDL = '']) => ({
      location,
      rawSDL,
      document: parse(rawSDL),
    })),
  );
  const parts = await preset.buildGeneratesSection({
    baseOutputDir: `${resolve(here, folder)}/`,
    schema,
    schemaAst: buildASTSchema(schema),
    documents,
    config: chosen,
    presetConfig,
    plugins: [],
    pluginMap: {},
  });
  return new Map(await Promise.all(parts.map(async (part) => [part.filename, await codegen(part)] as const)));
};

if (import.meta.main) {
  for (const [file, text] of await clientTypes()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
