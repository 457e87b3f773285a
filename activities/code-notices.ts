/** What somebody is told who follows a case with a code: that there is a new one, and what was done with it. Pure. */
import type { Transition } from '../workflows/kernel/contract.ts';
import { ruleOf } from '../workflows/kernel/decide.ts';
import { OWN_ACTS } from '../workflows/kernel/own-acts.ts';
import { both, isFollower } from '../workflows/kernel/parts.ts';
import type { AnyProcess, Notice } from '../workflows/kernel/process.ts';

/** Whoever finds or steals a code acts as its owner, who has no inbox in which to see that. The code itself is never said. */
export const toldOfCode = (
  process: AnyProcess,
  {
    next: { id },
    event,
  }: { readonly next: Pick<Transition['next'], 'id'>; readonly event: Pick<Transition['event'], 'action' | 'name' | 'actor'> },
): readonly Notice[] => {
  const { accountless } = process.start;
  if (!accountless) return [];
  const { party } = accountless;
  if (event.name === OWN_ACTS.renewCode) return [{ to: { party, follows: id }, notice: 'codeRenewed' }];
  if (!isFollower(event.actor.id)) return [];
  const { title = { en: event.action, zh: event.action } } = ruleOf(process, event.action) ?? {};
  // Of a case that was merged into this one, its own number.
  const follows = event.actor.id.slice('follower:'.length);
  return [{ to: { party, follows }, notice: 'doneWithCode', params: { ...both('act', title), of: follows } }];
};
