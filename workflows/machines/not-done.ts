/** Why an act of a machine was not done, as a workflow finds it in what it caught. */

/** `code` is that of the refusal, or of the API's error; the words say how to go on. */
export type NotDone = {
  readonly kind: 'refused' | 'conflict' | 'invalid';
  readonly code: string;
  readonly en: string;
  readonly zh: string;
};

/** What Banjie said, by whichever way it came; nothing where something else went wrong. */
export const notDoneIn = (error: unknown): NotDone | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { type, details } = at as { type?: unknown; details?: readonly unknown[] };
    if (typeof type === 'string' && type.startsWith('banjie.') && details?.[0]) return details[0] as NotDone;
  }
  return undefined;
};
