/** What of a case has changed since an act on it was judged. Pure. */
import type { Case } from './process.ts';

/** Any of the case, and any of its facts. */
export const ANY = '*';
export const ofFact = (name: string): string => `facts.${name}`;
export const ANY_FACT = ofFact(ANY);

/** At which revision each part of a case changed last, as far back as its run knows. */
export class Changes {
  private readonly since: number;
  private readonly lastAt = new Map<string, number>();

  /** From this revision on; what changed before it isn't known. */
  constructor(since: number) {
    this.since = since;
  }

  /** What is another value counts as changed, though it may say the same: that costs one more look. */
  note(before: Case, after: Case): void {
    const { facts: factsBefore, ...restBefore } = before;
    const { facts: factsAfter, ...restAfter } = after;
    const facts = changed(factsBefore as object, factsAfter as object);
    for (const part of [...changed(restBefore, restAfter), ANY, ...facts.map(ofFact), ...(facts.length > 0 ? [ANY_FACT] : [])])
      this.lastAt.set(part, after.revision);
  }

  /** Whether one of these parts isn't any more what it was at the revision `seen`. */
  concern(parts: readonly string[], seen: number): boolean {
    return parts.length > 0 && (seen < this.since || parts.some((part) => (this.lastAt.get(part) ?? seen) > seen));
  }
}

const changed = (before: object, after: object): string[] =>
  Object.keys({ ...before, ...after }).filter((key) => before[key as never] !== after[key as never]);
