import { staffRoles } from '../../activities/acting/visibility.ts';
import { newest } from '../../activities/process-package.ts';
import type { AnyProcess, AnyRule, Title } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';

/** The newest rules of each mounted process, by name. */
export const processesOf = ({ services }: Pick<Context, 'services'>): ReadonlyMap<string, AnyProcess> => {
  let known = newestRules.get(services.packages);
  if (!known) {
    known = new Map([...services.packages].map(([name, pkg]) => [name, newest(pkg)]));
    newestRules.set(services.packages, known);
  }
  return known;
};
const newestRules = new WeakMap<object, ReadonlyMap<string, AnyProcess>>();

/** Roles in which people stand with their names before everybody. */
export const officesOf = ({ services: { packages } }: Pick<Context, 'services'>): ReadonlySet<string> => {
  let known = offices.get(packages);
  if (!known) {
    known = new Set(staffRoles(packages));
    offices.set(packages, known);
  }
  return known;
};
const offices = new WeakMap<object, ReadonlySet<string>>();

/** Whether people do it, and not a clock or another case. */
export const isForPeople = ({ by }: Pick<AnyRule, 'by'>): boolean =>
  by.some((role) => role !== 'case' && !role.startsWith('clock:'));

/** A Mermaid state diagram: one arrow per pair of states, with the actions that lead from the one to the other. */
export const diagramOf = ({ states, start, actions, closed }: AnyProcess, language: 'en' | 'zh'): string => {
  const arrows = new Map<string, string[]>();
  for (const rule of Object.values<AnyRule>(actions)) {
    for (const from of rule.from) {
      for (const to of rule.to ?? []) {
        if (from === to) continue;
        const arrow = `${from} --> ${to}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), rule.title[language]]);
      }
    }
  }
  return [
    'stateDiagram-v2',
    ...Object.entries<Title>(states).map(([name, title]) => `  state "${title[language]}" as ${name}`),
    ...(start.to ?? Object.keys(states).slice(0, 1)).map((state: string) => `  [*] --> ${state}`),
    ...[...arrows].map(([arrow, titles]) => `  ${arrow}: ${titles.join(', ')}`),
    ...closed.map((name: string) => `  ${name} --> [*]`),
  ].join('\n');
};
