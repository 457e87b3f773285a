import { Client, type QueryResultRow } from 'pg';

/** Asks one question of a database and hangs up. */
export const sql = async <Row extends QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};
