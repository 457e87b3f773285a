import { ApiError } from '../../activities/acting/api-error.ts';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { processesOf } from './process.ts';

/** Refuses a name that a question asks by and nothing here has: an empty answer would read as “none”. */
export const among = (what: string, name: string, those: Iterable<string>): void => {
  const all = [...new Set(those)];
  if (all.includes(name)) return;
  const [shown, more] = [all.slice(0, 40).join(', '), all.length > 40 ? ' …' : ''];
  throw new ApiError('INVALID_INPUT', {
    en: `There is no ${what} “${name}” here; choose from: ${shown}${more}.`,
    zh: `没有“${name}”（${what}），可选：${shown}${more}。`,
  });
};

/** The rules of a process that a question names. */
export const processOf = (context: Pick<Context, 'services'>, name: string): AnyProcess => {
  const all = processesOf(context);
  among('process', name, all.keys());
  return all.get(name) as AnyProcess;
};

type Names = readonly string[] | null | undefined;

/** Processes, states and actions that a filter names; states and actions of these processes, or of any. */
export const checkNames = (
  context: Pick<Context, 'services'>,
  { process, state, action }: { readonly process?: Names; readonly state?: Names; readonly action?: Names },
): void => {
  const all = processesOf(context);
  for (const name of process ?? []) among('process', name, all.keys());
  const asked = [...all.values()].filter(({ name }) => !process || process.includes(name));
  for (const name of state ?? [])
    among(
      'state',
      name,
      asked.flatMap(({ states }) => Object.keys(states)),
    );
  for (const name of action ?? [])
    among('action', name, ['start', ...OWN, ...asked.flatMap(({ actions }) => Object.keys(actions))]);
};

/** Acts that every case takes. */
const OWN = ['escalate', 'adoptRules', 'handBack'];
