/** Who calls, and with which roles. */

import type { ErrorCode } from '../../activities/acting/api-error.ts';
import type { Actor, Title } from '../../workflows/kernel/process.ts';

/** A person with a token, the follower of one case with its code, or nobody in particular in a tenant they name (or none, ''). */
export type Caller = {
  readonly kind: 'person' | 'follower' | 'anonymous';
  readonly tenant: string;
  readonly actor: Actor;
  readonly locale: 'en' | 'zh';
};

export type CallerProblem = { readonly code: ErrorCode; readonly message: Title };
