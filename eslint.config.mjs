import tseslint from 'typescript-eslint';

/** Imports point one way: rules know nothing, the workflow knows rules and kernel, activities and graphql know rules, a manifest its process, workers all. */
const forbid = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ['prisma/client/**', 'examples/client/gql/**', 'node_modules/**', 'dist/**', '**/*.mjs'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: 'test', package: 'node:test' }] },
      ],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  forbid(
    ['workflows/**', 'bench/workflows/**'],
    ['node:*', 'pg', '**/prisma/**', '**/graphql/**', '**/workers/**', '**/processes/**', '**/activities/**/*.ts'],
    'The workflow bundle knows no Node, no database and no API.',
  ),
  forbid(['workflows/*/rules.ts'], ['@temporalio/*', 'zod', '**/run-case.ts'], 'Rules are pure.'),
  forbid(
    ['activities/**'],
    ['**/graphql/**', '**/workers/**', '**/processes/**'],
    'Activities know rules, inputs and the database.',
  ),
  forbid(['graphql/**'], ['**/workers/**', '**/processes/**'], 'The API knows rules, inputs and the database.'),
  // What is written as others would write it takes what others may take.
  forbid(
    ['examples/**'],
    [
      '**/workflows/**',
      '**/activities/**',
      '**/graphql/**',
      '**/workers/**',
      '**/prisma/**',
      '**/processes/**',
      '**/exports/**',
      '!banjie/processes/*',
    ],
    'Examples import banjie/… as anybody would.',
  ),
  forbid(['processes/**'], ['**/workers/**'], 'A manifest puts its process together; programs mount it.'),
);
