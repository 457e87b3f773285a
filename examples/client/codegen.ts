/** Types for what the client asks: `npx graphql-codegen --config codegen.ts`. */
export default {
  schema: 'node_modules/banjie/schema.graphql',
  documents: ['reports.ts'],
  generates: {
    'gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        // Documents are plain texts, so that a page needs no GraphQL library.
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { Date: 'string', DateTime: 'string', Fen: 'number', JSON: 'unknown', Upload: 'Blob' },
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
  },
};
