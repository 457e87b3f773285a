/** A start that can't go on, in words for the operator: shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
