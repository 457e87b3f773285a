/** What is personal in the facts and inputs of a case, by the marks of their schemas, and who may read it: said once more in plain words. */

import type { ProcessPackage } from '../../activities/process-package.ts';
import { newest } from '../../activities/process-package.ts';
import { isPerson, keptPart, type Part } from '../../graphql/described/part.ts';
import { type Actor, type AnyProcess, type Case, holdsRole } from '../../workflows/kernel/process.ts';

export type PersonalValue = {
  /** Where it stands, such as `facts.parcels.recipient.phone`. */
  readonly field: string;
  readonly kind: string;
  readonly outsider: boolean;
  readonly value: string;
  /** Whose it is, where that is said. */
  readonly people: readonly string[];
};

/** What is too short to be found again as somebody's: two letters might be anything. */
const SHORTEST = 3;

const collect = (part: Part, value: unknown, field: string, people: readonly string[], into: PersonalValue[]): void => {
  if (value === null || value === undefined) return;
  const kind = part['x-personal'];
  if (kind !== undefined && typeof value !== 'object') {
    const text = String(value);
    if (text.length >= SHORTEST) into.push({ field, kind, outsider: part['x-outsider'] === true, value: text, people });
    return;
  }
  if (Array.isArray(value)) {
    const { items } = part;
    if (items)
      for (const one of value) collect(kind === undefined ? items : { ...items, 'x-personal': kind }, one, field, people, into);
    return;
  }
  if (typeof value !== 'object') return;
  const fields = Object.entries(value as object);
  const named = fields.flatMap(([name, one]) =>
    isPerson(part.properties?.[name] ?? {}) && typeof one === 'string' ? [one] : [],
  );
  for (const [name, one] of fields) {
    const inner = part.properties?.[name] ?? part.additionalProperties;
    const owner = name.startsWith('person:') ? [name.slice('person:'.length)] : [];
    if (typeof inner === 'object')
      collect(inner, one, `${field}.${name}`, [...(named.length > 0 ? named : people), ...owner], into);
  }
};

export type Sent = { readonly action: string; readonly actor: string; readonly input: unknown };

/** Of the facts, and of what was sent: that is its sender's as well. */
export const personalValues = (
  { facts, inputs }: ProcessPackage,
  of: { readonly facts: unknown; readonly openedBy: string },
  sent: readonly Sent[],
): readonly PersonalValue[] => {
  const found: PersonalValue[] = [];
  if (facts) collect(keptPart(facts), of.facts, 'facts', [of.openedBy], found);
  for (const { action, actor, input } of sent) {
    const schema = inputs[action];
    if (schema) collect(keptPart(schema), input, action, [actor, of.openedBy], found);
  }
  return found;
};

/** Whether somebody may read a value, by the roles that the process names for it, or because it is theirs. */
export const mayRead = (
  pkg: ProcessPackage,
  viewer: Actor,
  { openedBy, ...current }: Pick<Case, 'unit' | 'area' | 'facts' | 'openedBy'>,
  { kind, outsider, people }: PersonalValue,
): boolean => {
  const { personal, outsiders, reads = {}, together, apart } = newest(pkg) as AnyProcess;
  const holds = (roles: readonly string[]) => holdsRole(viewer, roles, current);
  // Whoever oversees what was done reads who has done it.
  if (kind === 'name' && !outsider && !apart?.unnamed && holds(['auditor', 'admin'])) return true;
  const only = (reads as Readonly<Record<string, readonly string[] | undefined>>)[kind];
  // Who has opened it has entered it; whoever works on it is named in it for that.
  if (viewer.id === openedBy || (people.includes(viewer.id) && !(only !== undefined && holds(personal)))) return true;
  const isWith = together?.(current.facts as never).includes(viewer.id) ?? false;
  if (only !== undefined && !holds(only)) return false;
  return outsider && outsiders ? holds(outsiders.readBy) : holds(personal) || isWith;
};
