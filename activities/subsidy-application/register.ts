/** Firms as the register has them, with those before them, and the account that was verified as theirs. */
import { monthsAfter } from '../../workflows/subsidy-application/months.ts';
import type { FirmFound } from '../../workflows/subsidy-application/vocabulary.ts';
import { decrypted, encrypted, type Owner } from '../keys.ts';
import type { TenantRead } from '../tenant-read.ts';

type FirmRow = Omit<FirmFound, 'verifiedUntil' | 'account'> & {
  readonly bank: string | null;
  readonly sealed: string | null;
  readonly verifiedAt: number | null;
};

const FIRM = `WITH RECURSIVE before(key) AS (
    SELECT key FROM subjects WHERE kind = 'firm' AND successor = $1->>'firm'
    UNION SELECT s.key FROM before b JOIN subjects s ON s.kind = 'firm' AND s.successor = b.key)
  SELECT key AS code, name, state, successor, ARRAY(SELECT key FROM before WHERE key <> $1->>'firm' ORDER BY key) AS before,
    account_bank AS bank, account_sealed AS sealed, ms(account_verified_at) AS "verifiedAt"
  FROM subjects WHERE kind = 'firm' AND key = $1->>'firm'`;

type Asked = { readonly tenant: string; readonly secret?: string; readonly now: number; readonly months: number };

/** Whose account number it is, as the register seals it. */
const ownerOf = (tenant: string, firm: string): Owner => ({ purpose: 'account', of: [tenant, 'firm', firm] });

/** The number of an account under the key of its firm. */
export const sealedAccount = (secret: string, tenant: string, firm: string, number: string): string =>
  encrypted([secret], ownerOf(tenant, firm), number);

/** A firm by its code; undefined where the register doesn’t know it. */
export const readFirm = async (
  read: TenantRead,
  code: string,
  { tenant, secret, now, months }: Asked,
): Promise<FirmFound | undefined> => {
  const [row] = await read<FirmRow>(FIRM, { firm: code });
  if (!row) return undefined;
  const { bank, sealed, verifiedAt, ...firm } = row;
  const until = verifiedAt === null ? null : monthsAfter(verifiedAt, months);
  const counts = until !== null && until > now;
  const number =
    counts && sealed !== null && secret !== undefined ? decrypted([secret], ownerOf(tenant, code), sealed) : undefined;
  return {
    ...firm,
    verifiedUntil: counts ? until : null,
    account: number === undefined ? null : { bank: bank ?? '', number },
  };
};
