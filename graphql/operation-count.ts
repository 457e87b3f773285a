/** Tells what kind of question was answered, and how. */
import { getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';

export type AnsweredOperation = {
  /** `none` where the question itself was no good. */
  readonly kind: 'query' | 'mutation' | 'subscription' | 'none';
  /** `ok`, or the code of the first error. */
  readonly outcome: string;
};

type Answer = { readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] };

export const operationCount = (tell: (operation: AnsweredOperation) => void): Plugin => {
  const kinds = new WeakMap<object, AnsweredOperation['kind']>();
  const noted: NonNullable<Plugin<{ request: Request }>['onExecute']> = ({ args: { document, operationName, contextValue } }) => {
    kinds.set(contextValue.request, getOperationAST(document, operationName)?.operation ?? 'none');
  };
  return {
    onExecute: noted as never,
    onSubscribe: noted as never,
    // Errors have their codes by now. Of several questions in one request the kind is that of the last.
    onResultProcess: ({ request, result }) => {
      const kind = kinds.get(request) ?? 'none';
      for (const one of (Array.isArray(result) ? result : [result]) as Answer[]) {
        const [first] = one.errors ?? [];
        tell({ kind, outcome: first ? String(first.extensions?.code ?? 'INTERNAL') : 'ok' });
      }
    },
  };
};
