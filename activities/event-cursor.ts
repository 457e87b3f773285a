/** Places in the record, as they are given out: sealed for one tenant, for they count the events of all. */
import { decrypted, encrypted, type Secrets } from './keys.ts';

/** A place in the record: transaction, then sequence. */
export type Position = { readonly tx: bigint; readonly seq: bigint };

const owner = (tenant: string) => ({ purpose: 'event cursor', of: [tenant] });

export const cursorOf = (secrets: Secrets, tenant: string, { tx, seq }: Position): string =>
  encrypted(secrets, owner(tenant), `${tx}.${seq}`);

/** The place again; undefined where it is no cursor of this tenant. */
export const positionOf = (secrets: Secrets, tenant: string, cursor: string): Position | undefined => {
  const [tx, seq] = decrypted(secrets, owner(tenant), cursor)?.split('.') ?? [];
  return tx === undefined || seq === undefined ? undefined : { tx: BigInt(tx), seq: BigInt(seq) };
};
