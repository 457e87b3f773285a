/** Which values of a case are personal, and whose. Pure. */
import { z } from 'zod';
import type { AnyProcess } from '../../workflows/kernel/process.ts';
import { partOf } from '../case-texts.ts';
import { itemsOf } from '../evidence/derived-case.ts';
import type { EventRow, Row } from '../evidence/record-rows.ts';
import type { ProcessPackage } from '../process-package.ts';

/** What somebody is called and how they are reached. */
export type Contact = { readonly name?: string | null; readonly phone?: string | null; readonly email?: string | null };

/** Whose data is erased: of everybody a case is about, of somebody with an account, or of those of a role without one. */
export type Whose =
  | { readonly kind: 'retention' }
  | { readonly kind: 'person'; readonly person: string }
  | { readonly kind: 'party'; readonly role: string };

/** What is known of a case from which words are gathered. */
export type PersonalIn = {
  readonly id: string;
  readonly facts: unknown;
  readonly events: readonly EventRow[];
  readonly parties: readonly Row[];
};

type Rules = Pick<ProcessPackage, 'inputs' | 'facts'> & { readonly process: AnyProcess };

/** The personal values of a case that are to be erased. */
export const personalWords = (rules: Rules, found: PersonalIn, whose: Whose): ReadonlySet<string> => {
  const words = new Set<string>();
  const add = ({ name, phone, email }: Contact) => {
    for (const value of [name, phone, email]) if (value) words.add(value);
  };
  for (const party of found.parties) if (isTheirs(party, whose)) add(party as Contact);
  for (const event of found.events) {
    for (const item of itemsOf(event, 'parties')) if (isTheirs(item, whose)) add(item as Contact);
    if (!saysTheirs(rules.process, found, event, whose)) continue;
    if (!isInOffice(rules.process, event.role) && event.actorName) words.add(event.actorName);
    const schema = rules.inputs[event.action];
    if (schema) for (const value of personalIn(schema, event.input)) words.add(value);
  }
  if (whose.kind === 'retention')
    for (const value of [found.facts, ...found.events.flatMap(({ changes: { before, after } }) => [before, after])])
      for (const word of personalIn(rules.facts, value)) words.add(word);
  return words;
};

/** Whether an act is somebody's official work: its record says who did it, by their id. */
export const isInOffice = (process: AnyProcess, role: string): boolean =>
  process.staff.includes(role) || !(process.apart?.unnamed || [...process.start.by, 'follower', 'anonymous'].includes(role));

const isTheirs = (party: Row, whose: Whose): boolean => {
  if (whose.kind === 'retention') return true;
  const person = party.person ?? null;
  return whose.kind === 'person' ? person === whose.person : person === null && party.role === whose.role;
};

/** Whether what is personal in an act is theirs: they did it for themselves, or it was opened at a window for them alone. */
export const saysTheirs = (process: AnyProcess, { id }: Pick<PersonalIn, 'id'>, event: EventRow, whose: Whose): boolean => {
  if (whose.kind === 'retention') return true;
  const by = whose.kind === 'person' ? [whose.person] : [`follower:${id}`, 'anonymous'];
  if (by.includes(event.actorId)) return !isInOffice(process, event.role);
  const entered = itemsOf(event, 'parties');
  return event.revision === 0 && entered.length > 0 && entered.every((party) => isTheirs(party, whose));
};

/** The values in something that its schema marks as personal. */
export function* personalIn(schema: z.core.$ZodType, value: unknown, marked = false): Generator<string> {
  if (value === null || value === undefined) return;
  const { mark, inner, element, fields, options, rest } = partOf(schema);
  const own = marked || mark !== undefined;
  if (inner) return yield* personalIn(inner, value, own);
  if (typeof value === 'string') {
    if (own && value !== '') yield value;
  } else if (Array.isArray(value)) {
    if (element) for (const one of value) yield* personalIn(element, one, own);
  } else if (typeof value === 'object') {
    const named = new Map(fields);
    for (const [key, one] of Object.entries(value)) {
      const field = named.get(key) ?? rest;
      if (field) yield* personalIn(field, one, own);
    }
  }
  for (const option of options) if (z.safeParse(option, value).success) return yield* personalIn(option, value, own);
}
