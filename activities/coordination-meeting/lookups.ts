/** What each act on a meeting is judged by, or what in its input the tenant's data doesn't know. */
import type { Called, Facts } from '../../workflows/coordination-meeting/facts.ts';
import type { Inputs } from '../../workflows/coordination-meeting/inputs.ts';
import type { Limits } from '../../workflows/coordination-meeting/limits.ts';
import type { Reference } from '../../workflows/coordination-meeting/vocabulary.ts';
import { readActor } from '../actors.ts';
import { readMoments } from '../days.ts';
import { issue, noCase, noPerson } from '../found.ts';
import { defineLookups, type InputIssue } from '../lookups.ts';
import { readTableRow } from '../tables.ts';
import type { TenantRead } from '../tenant-read.ts';
import { readHeirs } from '../unit-successors.ts';
import { readCalled } from './called.ts';
import { readCalling, readTimes } from './calling.ts';

const dayEnds = async (read: TenantRead, day: string): Promise<number> => (await readMoments(read, [day]))[day]?.endsAt ?? 0;

type Of = { readonly id: string; readonly process: string; readonly unit: string | null };

const readCase = async (read: TenantRead, id: string): Promise<Of | undefined> =>
  (await read<Of>(`SELECT id, process, unit FROM cases WHERE id = $1->>'id'`, { id }))[0];

/** The one unit of this id, or what is wrong with it. */
const readUnit = async (
  read: TenantRead,
  id: string,
  path: InputIssue['path'],
): Promise<Called | { readonly issues: readonly InputIssue[] }> => {
  const found = await readCalled(read, [{ id, path }]);
  return 'issues' in found ? found : (found.called.get(id) as Called);
};

export const coordinationMeetingLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, actor, input, now }) => {
    const calls = actor.id.startsWith('case:');
    const id = calls ? actor.id.slice('case:'.length) : input.about;
    const about = id === undefined ? undefined : await readCase(read, id);
    if (id !== undefined && !about) return { issues: [noCase(['about'], id)] };
    const own = calls ? (about?.unit ?? undefined) : undefined;
    const [found, row] = await Promise.all([
      readCalling(read, input, { own, now }),
      calls && about ? readTableRow<{ acts: readonly string[] }>(read, 'blockedActs', about.process) : undefined,
    ]);
    return 'issues' in found
      ? found
      : {
          reference: {
            ...found,
            about: about ? { id: about.id, process: about.process, calls } : null,
            blocks: row?.acts ?? [],
          },
        };
  },
  reply: async ({ read, input: { delegate, person } }) => {
    const [unit, who] = await Promise.all([
      delegate === undefined ? null : readUnit(read, delegate, ['delegate']),
      person === undefined ? null : readActor(read, person),
    ]);
    if (unit && 'issues' in unit) return unit;
    if (person !== undefined && !who) return { issues: [noPerson(['person'], person)] };
    return { reference: { delegate: unit, person: who ?? null } };
  },
  adjourn: async ({ read, input, current: { facts }, now }) => ({
    reference: await readTimes(read, { at: input.at, emergency: facts.emergency }, now),
  }),
  resolve: async ({ read, input: { due, person } }) => {
    const [ends, who] = await Promise.all([dayEnds(read, due), person === undefined ? null : readActor(read, person)]);
    return person !== undefined && !who
      ? { issues: [noPerson(['person'], person)] }
      : { reference: { due: ends, person: who ?? null } };
  },
  extend: async ({ read, input, current: { facts }, actor }) => {
    const [due, [about]] = await Promise.all([
      dayEnds(read, input.due),
      facts.about === null
        ? []
        : read<{ due: number | null; handles: boolean }>(
            `SELECT CASE WHEN NOT c.closed THEN ms(c.due_at) END AS due,
               EXISTS (SELECT FROM tasks t WHERE t.case_id = c.id AND t.closed_revision IS NULL AND t.person = $1->>'who')
                 OR c.facts->>'handler' IS NOT DISTINCT FROM $1->>'who' AS handles
             FROM cases c WHERE c.id = $1->>'id'`,
            { id: facts.about, who: actor.id },
          ),
    ]);
    return { reference: { due, caseDue: about?.due ?? null, handlesCase: about?.handles ?? false } };
  },
  handOn: async ({ read, input: { to } }) => {
    const unit = await readUnit(read, to, ['to']);
    return 'issues' in unit ? unit : { reference: { to: unit } };
  },
  takeOver: async ({ read, input: { unit, to }, actor }) => {
    const heirs = await readHeirs(read);
    const heir = heirs.get(unit) ?? unit;
    const found = await readCalled(read, [{ id: heir, path: ['unit'] }]);
    const standing = 'called' in found ? (found.called.get(heir) ?? null) : null;
    if (to === undefined || actor.id.startsWith('case:')) return { reference: { to: standing } };
    if (standing && to !== standing.unit.id)
      return {
        issues: [
          issue(
            ['to'],
            `${standing.unit.title.en} has that work; leave this out, or have it hand an item on.`,
            `该工作由${standing.unit.title.zh}承担，请留空，或由其转交事项。`,
          ),
        ],
      };
    const named = await readUnit(read, to, ['to']);
    return 'issues' in named ? named : { reference: { to: named } };
  },
});
