/** Questions with their reviewed answers. Pure. */
import { defineEffect, type Effect } from './effect.ts';

/** A question with its answer, kept for the next person who asks; `replaces` is an entry that it takes the place of. */
export type Knowledge = {
  readonly question: string;
  readonly answer: string;
  readonly topic: string | null;
  readonly replaces?: string;
};

/** Keeps questions with their answers; they take the place of those that this case has kept before. */
export const keepKnowledge = (...kept: readonly Knowledge[]): Effect => ({ kind: knowledge.kind, items: kept });

export const knowledge = defineEffect({ kind: 'knowledge', order: 340, refusals: {} });
