/** Who parcels are from, as the tenant's growers and earlier pickups say. */
import type { Sender } from '../../workflows/produce-pickup/vocabulary.ts';
import type { TenantRead } from '../tenant-read.ts';

type Row = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly unit: string | null;
  readonly grower: {
    readonly kind: Sender['kind'];
    readonly plot?: string;
    readonly born?: number;
    readonly station?: string;
  } | null;
  /** When each no-show that counts was, the last first. */
  readonly noShows: readonly number[];
};

const AGE = 65;
const DAY = 86_400_000;

/** Somebody as a sender on this day; undefined where nobody is entered under that id. Whoever is no grower sells in the live room. */
export const readSender = async (
  read: TenantRead,
  {
    person,
    day,
    now,
    noShowDays,
    noShowsToBar,
  }: {
    readonly person: string;
    readonly day: string;
    readonly now: number;
    readonly noShowDays: number;
    readonly noShowsToBar: number;
  },
): Promise<(Sender & { readonly isGrower: boolean }) | undefined> => {
  const [row] = await read<Row>(
    `SELECT p.id, p.name, p.phone, p.unit, g.value AS grower, coalesce((
         SELECT jsonb_agg(ms(c.closed_at) ORDER BY c.closed_at DESC) FROM cases c
         WHERE c.tenant = p.tenant AND c.process = 'producePickup' AND c.state = 'unserved' AND c.facts->>'grower' = p.id
           AND c.facts->'noShow' = 'true' AND c.closed_at > to_timestamp(($1->>'since')::float8 / 1000)), '[]') AS "noShows"
     FROM people p LEFT JOIN table_on('growers', ($1->>'day')::date) g ON g.key = p.id
     WHERE p.tenant = current_setting('banjie.tenant', true) AND p.id = $1->>'person' AND (p.ended_on IS NULL OR p.ended_on > tenant_today(p.tenant))`,
    { person, day, since: now - noShowDays * DAY },
  );
  if (!row) return undefined;
  const { grower, noShows } = row;
  const barring = noShows[noShowsToBar - 1];
  return {
    id: row.id,
    name: row.name,
    phone: row.phone,
    unit: grower?.station ?? row.unit,
    kind: grower?.kind ?? 'liveShop',
    over65: grower?.born !== undefined && Number(day.slice(0, 4)) - grower.born >= AGE,
    plot: grower?.plot ?? null,
    noShows: noShows.length,
    barredUntil: barring === undefined ? null : barring + noShowDays * DAY,
    isGrower: grower !== null,
  };
};
