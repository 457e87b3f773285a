/** An unexpected result; it ends the run. */
export class Unexpected extends Error {}

export const expect: (holds: boolean, otherwise: string) => asserts holds = (holds, otherwise) => {
  if (!holds) throw new Unexpected(otherwise);
};
