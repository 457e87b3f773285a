/** One request that acts on many cases. */
import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { ActAnswer } from './services.ts';

/** The requestId of one of the acts of a request: the same for a repeat, and short enough whatever ids there are. */
export const requestIdOfPart = (requestId: string, ...of: readonly string[]): string =>
  `part-${createHash('sha256')
    .update([requestId, ...of].join('\0'))
    .digest('hex')}`;

/** An act on one of many cases; what keeps it from being tried at all is its answer, so that the others have theirs. */
export const oneOfMany = async (caseId: string, act: () => Promise<ActAnswer>): Promise<ActAnswer> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { kind: 'invalid', issues: [{ path: ['caseIds', caseId], message: error.title }] };
  }
};
