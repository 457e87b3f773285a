/** A start that can't go on, in words for the operator: shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Codes of Node and PostgreSQL for a disk that is full, or full for this user. */
const FULL = ['ENOSPC', 'EDQUOT', '53100'];

/** What is shown to the operator of an error that ends a start, in words; undefined where it is a fault of ours. */
export const wordsOfStart = (error: unknown): string | undefined => {
  if (error instanceof StartError) return error.message;
  for (let at = error; at instanceof Error; at = at.cause)
    if (FULL.includes(String((at as { code?: unknown }).code)))
      return `The disk is full (${at.message}). Make room, and start again.`;
  return undefined;
};
