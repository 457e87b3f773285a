/** A start that can't go on, in words for whoever runs Banjie: shown as it is, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
