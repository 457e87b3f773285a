/** Who calls, and with which roles. */

import { ApiError, type ErrorCode } from '../../activities/acting/api-error.ts';
import type { Actor, Title } from '../../workflows/kernel/process.ts';
import { RateLimited } from '../rates/rates.ts';

/** A person with a token, the follower of one case with its code, or nobody in particular in a tenant they name (or none, ''). */
export type Caller = {
  readonly kind: 'person' | 'follower' | 'anonymous';
  readonly tenant: string;
  readonly actor: Actor;
  readonly locale: 'en' | 'zh';
};

/** Why it isn't said who calls; `retryAfter`, in seconds, where they asked too often. */
export type CallerProblem = { readonly code: ErrorCode; readonly message: Title; readonly retryAfter?: number };

export const problemOf = ({ code, message, retryAfter }: CallerProblem): ApiError =>
  retryAfter === undefined ? new ApiError(code, message) : new RateLimited(retryAfter, message);
