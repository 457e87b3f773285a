/** Roles by the claims of tokens: what a token says of groups is written to the list of people, by which all else goes. */
import type { Pool } from 'pg';
import type { ClaimedRoles, Unread } from './tokens.ts';

/** Whose roles were given or ended by their claims. */
export type ClaimsChange = { readonly tenant: string; readonly person: string; readonly roles: readonly string[] };

export type ClaimReader = (tenant: string, subject: string, said: ClaimedRoles) => Promise<void>;

/** Milliseconds after which the same token is looked at again, for the mappings may have changed. */
const AGAIN = 300_000;
/** Bearers that are remembered. */
const MOST = 10_000;

/** Asks the database once for a new token, and every five minutes for one that is known. */
export const claimReader = (
  pool: Pool,
  onChange: (change: ClaimsChange) => void,
  onUnread: (of: { readonly tenant: string; readonly subject: string; readonly why: Unread }) => void,
): ClaimReader => {
  const seen = new Map<string, { readonly made: number; readonly values: string; readonly at: number }>();
  return async (tenant, subject, { values, name, made }) => {
    const key = JSON.stringify([tenant, subject]);
    const said = JSON.stringify(values);
    const last = seen.get(key);
    if (last && last.made === made && last.values === said && Date.now() - last.at < AGAIN) return;
    const { rows } = await pool.query<{ person: string; roles: string[] }>('SELECT * FROM read_claims($1, $2, $3, $4, $5)', [
      tenant,
      subject,
      name,
      new Date(made),
      typeof values === 'string' ? null : values,
    ]);
    if (typeof values === 'string') onUnread({ tenant, subject, why: values });
    if (seen.size >= MOST) seen.clear();
    seen.set(key, { made, values: said, at: Date.now() });
    for (const { person, roles } of rows) onChange({ tenant, person, roles });
  };
};
