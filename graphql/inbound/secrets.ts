/** The secrets by which machines sign their events. */
import { randomBytes } from 'node:crypto';
import { decrypted, encrypted, type Secrets } from '../../activities/keys.ts';
import type { TenantRead } from '../../activities/tenant-read.ts';
import type { Machine } from '../../workflows/machines/contract.ts';

const ownerOf = ({ tenant, person }: Machine) => ({ purpose: 'inbound', of: [tenant, person] });

/** A new secret, as Standard Webhooks writes it, under the house's key. */
export const newSecret = (secrets: Secrets, machine: Machine): string =>
  encrypted(secrets, ownerOf(machine), `whsec_${randomBytes(32).toString('base64')}`);

/** A kept secret as it is given to who signs; undefined where the house has lost its key. */
export const openSecret = (secrets: Secrets, machine: Machine, kept: string): string | undefined =>
  decrypted(secrets, ownerOf(machine), kept);

/** The secrets by which a machine may sign now, kept as they are; none where it is unknown or switched off. */
export const readSecrets = async (read: TenantRead, person: string): Promise<readonly string[]> => {
  const [row] = await read<{ secret: string; before: string | null }>(
    `SELECT secret, CASE WHEN before_until > now() THEN before END AS before FROM inbound_machines WHERE person = $1->>'person' AND active`,
    { person },
  );
  return row ? [row.secret, ...(row.before === null ? [] : [row.before])] : [];
};
