/** A typed client: what is asked says what is answered. */
import { createClient } from 'graphql-sse';
import type { TypedDocumentString } from './gql/graphql.ts';

export type BanjieClient = ReturnType<typeof banjieClient>;

/** Asks the API at an address such as https://office.example/banjie/graphql, as whom the token names. */
export const banjieClient = (url: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` };
  const live = createClient({ url, headers });
  return {
    ask: async <Result, Variables>(query: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data?: Result; errors?: readonly { readonly message: string }[] };
      if (!data || errors) throw new Error(errors?.map(({ message }) => message).join(' ') ?? response.statusText);
      return data;
    },
    /** Goes on until whoever reads stops. */
    listen: <Result, Variables extends Record<string, unknown>>(
      query: TypedDocumentString<Result, Variables>,
      variables: Variables,
    ) => live.iterate<Result>({ query: query.toString(), variables }),
  };
};
