/** A span for each question: its kind, its name and how it was answered; never what it asks about. */
import { type ExecutionResult, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Tracing } from '../activities/tracing.ts';

export const operationSpan = (tracing: Tracing): Plugin => ({
  onExecute: ({ args: { document, operationName }, executeFn, setExecuteFn }) => {
    const operation = getOperationAST(document, operationName);
    const kind = operation?.operation ?? 'none';
    const name = operation?.name?.value.slice(0, 100);
    setExecuteFn((given: Parameters<typeof executeFn>[0]) =>
      tracing.within(
        {
          name: name ? `${kind} ${name}` : kind,
          values: { 'graphql.operation.type': kind, ...(name ? { 'graphql.operation.name': name } : {}) },
        },
        async (say) => {
          const result = (await executeFn(given)) as ExecutionResult;
          say({ 'banjie.outcome': outcomeOf(result) });
          return result;
        },
      ),
    );
  },
});

/** `ok`, or the code of the first error, which has no plain words yet. */
const outcomeOf = ({ errors }: ExecutionResult): string => {
  const [first] = errors ?? [];
  if (!first) return 'ok';
  const { code } = (first.originalError ?? {}) as { readonly code?: unknown };
  const said = first.extensions?.code ?? code;
  return typeof said === 'string' && /^[A-Z_]+$/.test(said) ? said : 'INTERNAL';
};
