/** Personal fields as those see them who don't need them for their work. */

import { isStaffOf, placeOf } from '../../activities/acting/visibility.ts';
import type { Party } from '../../prisma/client/client.ts';
import { type Actor, type AnyProcess, holdsRole } from '../../workflows/kernel/process.ts';

/** Whether somebody reads the parties of a case in full: by role on this case. */
export const readsPersonal = (
  actor: Actor,
  process: AnyProcess | undefined,
  row: { readonly unit: string | null; readonly area: string | null },
): boolean => process !== undefined && holdsRole(actor, process.personal, placeOf(row));

/** Facts of a case, all or some, as far as this person is to see them. */
export const shownFacts = (
  actor: Actor,
  process: AnyProcess | undefined,
  row: { readonly unit: string | null; readonly area: string | null },
  facts: object,
): object => (process?.shows && !isStaffOf(actor, process, row) ? process.shows(facts, actor) : facts);

/** The facts that an event changed, as far as this person is to see them. */
export const shownChanges = (
  actor: Actor,
  process: AnyProcess | undefined,
  row: { readonly unit: string | null; readonly area: string | null },
  changes: unknown,
): unknown => {
  const { before, after } = changes as { before: object; after: object };
  return { before: shownFacts(actor, process, row, before), after: shownFacts(actor, process, row, after) };
};

export const maskedName = (name: string): string => `${[...name][0] ?? ''}**`;
export const maskedPhone = (phone: string): string =>
  phone.length > 7 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '*'.repeat(phone.length);
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1***');

type Personal = Pick<Party, 'name' | 'phone' | 'email'>;

export const maskedParty = <P extends Personal>(party: P): P => ({
  ...party,
  name: party.name === null ? null : maskedName(party.name),
  phone: party.phone === null ? null : maskedPhone(party.phone),
  email: party.email === null ? null : maskedEmail(party.email),
});

/** What callers sent, with the personal fields in it masked, however deep they lie. */
export const maskedInput = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskedInput);
  if (typeof value !== 'object' || value === null) return value;
  const personal = ['phone', 'email', 'idNumber'].some((key) => key in value);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (typeof part !== 'string')
        return [key, key === 'reporter' ? maskedInput({ phone: '', ...(part as object) }) : maskedInput(part)];
      if (key === 'phone') return [key, maskedPhone(part)];
      if (key === 'email') return [key, maskedEmail(part)];
      if (key === 'idNumber' || key === 'checkInCode') return [key, '*'.repeat(part.length)];
      return [key, key === 'name' && personal ? maskedName(part) : part];
    }),
  );
};
