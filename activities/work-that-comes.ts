/** Whom work comes to because somebody has left or nobody else is there. Pure. */
import type { Transition } from '../workflows/kernel/contract.ts';
import { ruleOf } from '../workflows/kernel/decide.ts';
import { OWN_ACTS } from '../workflows/kernel/own-acts.ts';
import { both } from '../workflows/kernel/parts.ts';
import type { AnyProcess, Notice, OpenTask } from '../workflows/kernel/process.ts';

/**
 * Messages to those to whom work comes: an act's own messages went to those for whom it was meant. When work is handed back, all that is new
 * is told; else what fell to others.
 */
export const workThatComes = (
  process: AnyProcess,
  { waited, event }: { readonly waited: Transition['waited']; readonly event: Pick<Transition['event'], 'name'> },
  tasks: readonly OpenTask[],
): readonly Notice[] => {
  const handedBack = event.name === OWN_ACTS.handBack;
  return tasks
    .filter((task) => (handedBack || task.fellFrom !== undefined) && !waited.some((old) => isSameWork(old, task)))
    .flatMap(({ action, person, role }) => {
      const to = person === undefined ? role !== undefined && { role } : { person };
      const { title = { en: action, zh: action } } = ruleOf(process, action) ?? {};
      return to ? [{ to, notice: 'cameToYou', params: both('act', title) }] : [];
    });
};

const isSameWork = (one: OpenTask, other: OpenTask): boolean =>
  one.action === other.action && one.person === other.person && one.role === other.role;
