/** What is known of somebody beside their cases: who they are, what administrators changed of them, what they were refused, and evaluations. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Row } from '../evidence/record-rows.ts';
import { type Loggable, selected } from '../merkle-log/entries.ts';
import type { TenantRead } from '../tenant-read.ts';
import type { ErasureMark, SignErasure } from './erased-event.ts';
import { erasedRow } from './erased-row.ts';
import { ERASED, redacted } from './redacted.ts';

type Logged = Loggable & { readonly said: Row };
type Kept = { readonly sha256: string; readonly content: string; readonly erased: object | null };
export type PersonRows = {
  readonly account: Row | null;
  readonly changes: readonly Logged[];
  readonly attempts: readonly Logged[];
  readonly snapshots: readonly Kept[];
  readonly emergencies: readonly { readonly id: string; readonly reason: string }[];
};

const all = (row: string, from: string): string => `coalesce((SELECT jsonb_agg(${row}) FROM ${from}), '[]')`;

const ROWS = `SELECT (SELECT to_jsonb(p) FROM people p WHERE p.id = $1->>'person') AS account,
  ${all('to_jsonb(x)', `(SELECT ${selected('change')} FROM data_changes r WHERE r.subject = 'person:' || ($1->>'person') OR r.actor_id = $1->>'person' OR (r.name = 'endPerson' AND r.before->>'id' = $1->>'person')) x`)} AS changes,
  ${all('to_jsonb(x)', `(SELECT ${selected('attempt')} FROM attempts r WHERE r.actor_id = $1->>'person') x`)} AS attempts,
  ${all(`jsonb_build_object('id', m.id, 'reason', m.reason)`, `emergencies m WHERE m.person = $1->>'person'`)} AS emergencies,
  ${all(`jsonb_build_object('sha256', s.sha256, 'content', s.content, 'erased', s.erased)`, `snapshots s WHERE strpos(s.content, $1->>'person') > 0`)} AS snapshots`;

export const readPersonRows = async (read: TenantRead, person: string): Promise<PersonRows> => {
  const [found] = await read<PersonRows>(ROWS, { person });
  return found ?? { account: null, changes: [], attempts: [], snapshots: [], emergencies: [] };
};

/** All names and numbers that somebody has, and has had. */
export const wordsOfPerson = ({ account, changes }: PersonRows, person: string): ReadonlySet<string> => {
  const states = [
    account,
    ...changes.flatMap(({ said }) => (isAbout(said, person) ? [said.before, said.after] : [])),
  ] as (Row | null)[];
  const words = states.flatMap((row) => ['name', 'phone', 'email', 'subject'].map((key) => row?.[key]));
  // The name by which somebody signs in may be their id, which stays.
  return new Set(
    words.filter((word): word is string => typeof word === 'string' && word !== '' && word !== person && word !== ERASED),
  );
};

const isAbout = ({ subject, name }: Row, person: string): boolean => subject === `person:${person}` || name === 'endPerson';

/** What the database function takes out of these rows. */
export const personRequest = (
  rows: PersonRows,
  { tenant, person, words }: { readonly tenant: string; readonly person: string; readonly words: ReadonlySet<string> },
  how: { readonly mark: ErasureMark; readonly sign: SignErasure },
) => {
  const erase = { words, photos: new Set<string>() };
  const name = (said: Row): unknown => (said.actor_id === person ? ERASED : said.actor_name);
  return {
    tenant,
    person,
    name: ERASED,
    by: how.mark.by,
    changes: rows.changes.flatMap((row) => {
      const { said } = row;
      const state = (value: unknown) => (isAbout(said, person) ? withoutContact(value) : redacted(value, erase));
      const left = { ...said, actor_name: name(said), before: state(said.before), after: state(said.after), request_hash: '' };
      return erasedRow(row, left, how) ?? [];
    }),
    attempts: rows.attempts.flatMap((row) => {
      const left = { ...row.said, actor_name: ERASED, message: redacted(row.said.message, erase) };
      return erasedRow(row, left, how) ?? [];
    }),
    emergencies: rows.emergencies.map(({ id, reason }) => ({ id, reason: redacted(reason, erase) })),
    snapshots: rows.snapshots.flatMap((kept) => snapshotLeft(kept, person, words, how) ?? []),
  };
};

const withoutContact = (state: unknown): unknown =>
  typeof state === 'object' && state !== null && 'name' in state
    ? { ...state, name: ERASED, subject: '', phone: null, email: null }
    : state;

/** A sealed text, such as an evaluation, in which what is beside the person's id isn't their name any more. */
const snapshotLeft = (
  { sha256, content }: Kept,
  person: string,
  words: ReadonlySet<string>,
  { mark, sign }: { readonly mark: ErasureMark; readonly sign: SignErasure },
) => {
  const left = textLeft(content, person, words);
  if (left === content) return undefined;
  const said = { ...mark, left: createHash('sha256').update(left, 'utf8').digest('hex') };
  return { sha256, content: left, erased: { ...said, signature: sign({ kind: 'snapshot', ref: sha256, ...said }) } };
};

const textLeft = (content: string, person: string, words: ReadonlySet<string>): string => {
  const erase = { words, photos: new Set<string>() };
  if (content.startsWith('{') || content.startsWith('['))
    return canonicalize(beside(JSON.parse(content), person, erase)) ?? content;
  return content
    .split('\n')
    .map((line) => (line.includes(person) ? redacted(line, erase) : line))
    .join('\n');
};

const beside = (value: unknown, person: string, erase: Parameters<typeof redacted>[1]): unknown => {
  if (Array.isArray(value)) return value.map((one) => beside(one, person, erase));
  if (typeof value !== 'object' || value === null) return value;
  if (Object.values(value).includes(person)) return redacted(value, erase);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, beside(one, person, erase)]));
};
