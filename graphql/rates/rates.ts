/**
 * How often something may be asked for that costs more than the asking. The counts are shared by all programs on a database, in its table
 * `rate_limits`; while the database is away, each program counts by itself.
 */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../../activities/acting/api-error.ts';
import type { Title } from '../../workflows/kernel/process.ts';

type Rate = {
  readonly points: number;
  readonly minutes: number;
  /** Counted here, and told to the others in portions behind the caller's back: nobody waits for the database. */
  readonly ample?: true;
};

/** By name, as the setting `BANJIE_RATES` has them; docs/settings.md says what each is of. */
export const RATES = {
  requests: { points: 3_000, minutes: 1, ample: true },
  anonymousRequests: { points: 300, minutes: 1, ample: true },
  anonymousStarts: { points: 10, minutes: 1 },
  tenantAnonymousStarts: { points: 100, minutes: 1 },
  uploads: { points: 60, minutes: 1 },
  searches: { points: 120, minutes: 1, ample: true },
  wrongTokens: { points: 30, minutes: 1 },
  wrongCodes: { points: 10, minutes: 15 },
  wrongCodesOfCase: { points: 30, minutes: 15 },
} as const satisfies Readonly<Record<string, Rate>>;

export type RateName = keyof typeof RATES;
/** Other numbers than the usual; 0 is no limit. */
export type OtherRates = Readonly<Partial<Record<RateName, number>>>;

export type Rates = {
  /** Counts one for whoever has this name, and refuses those who have had all of theirs. */
  take(rate: RateName, name: string): Promise<void>;
};

/** Somebody asks too often; `retryAfter` is in seconds. */
export class RateLimited extends ApiError {
  readonly retryAfter: number;

  constructor(
    retryAfter: number,
    title: Title = {
      en: `That was too often. Try again in ${retryAfter} seconds; repeat an act with the same requestId.`,
      zh: `请求过于频繁，请${retryAfter}秒后再试；重复提交操作时请使用相同的requestId。`,
    },
  ) {
    super('RATE_LIMITED', title);
    this.retryAfter = retryAfter;
  }
}

/** No limit at all, for programs that measure. */
export const NO_LIMITS: OtherRates = Object.fromEntries(Object.keys(RATES).map((name) => [name, 0]));

export const rateLimits = (pool: Pool, others: OtherRates = {}): Rates => {
  const takers = new Map(
    Object.entries(RATES).flatMap(([name, rate]: [string, Rate]) => {
      const points = others[name as RateName] ?? rate.points;
      return points === 0 ? [] : [[name, takerOf(pool, name, { ...rate, points })] as const];
    }),
  );
  return {
    take: async (rate, name) => {
      // Names of callers and addresses aren't kept.
      await takers.get(rate)?.(createHash('sha256').update(name).digest('base64url').slice(0, 22));
    },
  };
};

type Taker = (key: string) => Promise<void>;

const takerOf = (pool: Pool, name: string, { points, minutes, ample }: Rate): Taker => {
  const limit = { keyPrefix: name, points, duration: minutes * 60 };
  const shared = new RateLimiterPostgres({
    ...limit,
    storeClient: pool,
    tableName: 'rate_limits',
    tableCreated: true,
    // Who has had all is refused without a statement.
    inMemoryBlockOnConsumed: points,
    insuranceLimiter: new RateLimiterMemory(limit),
    // One of them clears the table.
    clearExpiredByTimeout: name === 'requests',
  });
  return ample ? inPortions(shared, new RateLimiterMemory(limit)) : async (key) => void (await consume(shared, key, 1));
};

const inPortions = (shared: RateLimiterAbstract, local: RateLimiterMemory): Taker => {
  const portion = Math.max(1, Math.floor(local.points / 20));
  return async (key) => {
    if ((await consume(local, key, 1)) % portion !== 0) return;
    shared.consume(key, portion).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return local.block(key, Math.ceil(refused.msBeforeNext / 1000));
    });
  };
};

/** Takes these points and says how many were taken in all. */
const consume = async (limiter: RateLimiterAbstract, key: string, points: number): Promise<number> => {
  try {
    return (await limiter.consume(key, points)).consumedPoints;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new RateLimited(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    throw refused;
  }
};
