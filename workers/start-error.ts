/** A start that can't go on, in words for the operator: shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** What to print when a program ends early: the plain words of a StartError, the whole stack of any other error. */
export const endingWords = (error: unknown): string => {
  if (error instanceof StartError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};
