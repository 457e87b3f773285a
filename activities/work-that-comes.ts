/** Whom work comes to because somebody has left or nobody else is there. Pure. */
import type { Transition } from '../workflows/kernel/contract.ts';
import { ruleOf } from '../workflows/kernel/decide.ts';
import { OWN_ACTS } from '../workflows/kernel/own-acts.ts';
import { both, notifier } from '../workflows/kernel/parts.ts';
import type { AnyProcess, Notice, OpenTask, Title } from '../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../workflows/kernel/roles.ts';
import type { kernelNotices } from './notices.ts';

const notify = notifier<typeof kernelNotices>();

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
    .flatMap(({ action, person, role, fellFrom, nobody }) => {
      const to = person === undefined ? role !== undefined && { role } : { person };
      const { title = { en: action, zh: action } } = ruleOf(process, action) ?? {};
      if (nobody)
        return [notify({ role: 'admin' }, 'nobodyLeft', { ...both('act', title), ...both('role', wanted(process, fellFrom)) })];
      return to ? [notify(to, 'cameToYou', both('act', title))] : [];
    });
};

const isSameWork = (one: OpenTask, other: OpenTask): boolean =>
  one.action === other.action && one.person === other.person && one.role === other.role && one.nobody === other.nobody;

/** The role that is to be given for work which nobody may do: the one that it fell from, or else where all work falls to. */
const wanted = ({ roles, fallback = 'admin' }: AnyProcess, fellFrom = fallback): Title => {
  const titles = { ...KERNEL_ROLES, ...(roles as Readonly<Record<string, Title>>) };
  return titles[fellFrom] ?? titles[fallback] ?? { en: fallback, zh: fallback };
};
