/** Erases what is personal in one case that is over: of everybody, or of one person. */
import { isDeepStrictEqual } from 'node:util';
import { folded } from '../../workflows/kernel/text.ts';
import { digitsIn } from '../case-texts.ts';
import { itemsOf } from '../evidence/derived-case.ts';
import { EVENT, type EventRow, type Row } from '../evidence/record-rows.ts';
import { type Loggable, selected } from '../merkle-log/entries.ts';
import { newest } from '../process-package.ts';
import { tenantRead } from '../tenant-read.ts';
import { type ErasureMark, erasedEvent } from './erased-event.ts';
import { erasedRow } from './erased-row.ts';
import { deleteHistories } from './histories.ts';
import { isInOffice, personalWords, saysTheirs, type Whose } from './personal-words.ts';
import { ERASED, redacted, type ToErase } from './redacted.ts';
import type { ErasureCounts, ErasureServices } from './services.ts';

type CaseRows = {
  readonly id: string;
  readonly process: string;
  readonly revision: number;
  readonly facts: Row;
  readonly title: string;
  readonly events: readonly EventRow[];
  readonly parties: readonly Row[];
  readonly outbox: readonly Row[];
  readonly attachments: readonly { readonly sha256: string; readonly thumbnail: string | null; readonly revision: number }[];
  readonly knowledge: readonly Row[];
  readonly attempts: readonly (Loggable & { readonly said: Row })[];
  /** Accounts of its parties, for what is said of them elsewhere. */
  readonly accounts: readonly { readonly name: string; readonly phone: string | null; readonly email: string | null }[];
};

const all = (row: string, from: string): string => `coalesce((SELECT jsonb_agg(${row}) FROM ${from}), '[]')`;

const ROWS = `SELECT c.id, c.process, c.revision, c.facts, c.title,
  coalesce((SELECT jsonb_agg(${EVENT} ORDER BY e.revision) FROM events e WHERE e.case_id = c.id), '[]') AS events,
  ${all('to_jsonb(p)', 'parties p WHERE p.case_id = c.id')} AS parties,
  ${all(`jsonb_build_object('id', o.id, 'channel', o.channel, 'person', o.person, 'address', o.address, 'params', o.params)`, 'outbox o WHERE o.case_id = c.id')} AS outbox,
  ${all(`jsonb_build_object('sha256', a.sha256, 'thumbnail', a.thumbnail, 'revision', a.revision)`, 'attachments a WHERE a.case_id = c.id')} AS attachments,
  ${all(`jsonb_build_object('id', k.id, 'question', k.question, 'answer', k.answer)`, 'knowledge_entries k WHERE k.source_case = c.id')} AS knowledge,
  ${all('to_jsonb(x)', `(SELECT ${selected('attempt')} FROM attempts r WHERE r.case_id = c.id) x`)} AS attempts,
  ${all(`jsonb_build_object('name', q.name, 'phone', q.phone, 'email', q.email)`, 'people q WHERE q.id IN (SELECT person FROM parties WHERE case_id = c.id)')} AS accounts
  FROM cases c WHERE c.id = $1->>'caseId' AND c.closed AND NOT c.live`;

export type CaseToErase = {
  readonly tenant: string;
  readonly caseId: string;
  readonly whose: Whose;
  /** What is known of the person beside the case, such as their name and numbers. */
  readonly words: ReadonlySet<string>;
  readonly mark: ErasureMark;
};

/** Undefined where the case is open, or goes on just now: nothing was done then. Run again, it finds nothing more. */
export const eraseCase = async (services: ErasureServices, of: CaseToErase): Promise<ErasureCounts | undefined> => {
  const { tenant, caseId } = of;
  const [rows] = await tenantRead(services.pool, tenant)<CaseRows>(ROWS, { caseId });
  if (!rows || !(await deleteHistories(services.temporal, caseId))) return undefined;
  const { request, counts } = requestOf(services, rows, of);
  const { rows: answers } = await services.pool.query<{ done: boolean }>('SELECT erase_case($1) AS done', [
    JSON.stringify(request),
  ]);
  if (!answers[0]?.done) return undefined;
  return counts;
};

const requestOf = ({ packages, sign }: ErasureServices, rows: CaseRows, { tenant, whose, words, mark }: CaseToErase) => {
  const pkg = packages.get(rows.process);
  if (!pkg) throw new Error(`The process ${rows.process} isn’t known to this program, which can’t tell what is personal in it.`);
  const process = newest(pkg);
  const gathered = new Set([...words, ...personalWords({ ...pkg, process }, rows, whose)]);
  if (whose.kind === 'retention')
    for (const { name, phone, email } of rows.accounts) for (const value of [name, phone, email]) if (value) gathered.add(value);
  gathered.delete(ERASED);
  const theirs = new Set(
    rows.events
      .filter((event) => saysTheirs(process, rows, event, whose) && !isOfficial(event, process))
      .map(({ revision }) => revision),
  );
  const photos = pkg.erasesPhotos ? rows.attachments.filter(({ revision }) => theirs.has(revision)) : [];
  const erase: ToErase = { words: gathered, photos: new Set(photos.map(({ sha256 }) => sha256)) };
  const people = new Set(whose.kind === 'person' ? [whose.person] : []);
  const isActor = ({ actorId, role }: EventRow): boolean =>
    whose.kind === 'person'
      ? people.has(actorId)
      : !isInOffice(process, role) && (whose.kind === 'retention' || theirsAlone(actorId, rows.id));
  const events = rows.events.flatMap((event) => {
    const left = {
      actorName: isActor(event) && event.actorName !== '' ? ERASED : redacted(event.actorName, erase),
      reason: redacted(event.reason, erase),
      input: redacted(event.input, erase),
      reference: redacted(event.reference, erase),
      changes: redacted(event.changes, erase),
      wrote: writtenLeft(event, erase, people),
    };
    return erasedEvent(rows.id, event, left, { mark, sign }) ?? [];
  });
  const outside = new Set(rows.events.filter(isActor).map(({ actorId }) => actorId));
  const parties = rows.parties.map((party) => ({ id: party.id, ...contactLeft(party, erase) }));
  const outbox = rows.outbox.flatMap(({ id, channel, person, address, params }) => {
    const reaches =
      ['email', 'sms', 'payment'].includes(String(channel)) &&
      (whose.kind === 'retention' ||
        (person !== null && people.has(String(person))) ||
        (address !== null && gathered.has(String(address))));
    const left = { id, address: reaches ? null : address, params: redacted(params, erase) };
    return left.address === address && isDeepStrictEqual(left.params, params) ? [] : [left];
  });
  const attempts = rows.attempts.flatMap((row) => {
    const { said } = row;
    const left = {
      ...said,
      actor_name: outside.has(String(said.actor_id)) ? ERASED : redacted(said.actor_name, erase),
      message: redacted(said.message, erase),
    };
    return erasedRow(row, left, { mark, sign }) ?? [];
  });
  const knowledge = rows.knowledge.map((entry) => redacted(entry, erase));
  const request = {
    tenant,
    caseId: rows.id,
    revision: rows.revision,
    facts: redacted(rows.facts, erase),
    title: redacted(rows.title, erase),
    events,
    parties: parties.filter((party, n) => !isDeepStrictEqual(party, { id: party.id, ...contactOf(rows.parties[n] ?? {}) })),
    outbox,
    photos: [...erase.photos],
    erasure: mark.erasure,
    files: photos.flatMap(({ sha256, thumbnail }) => [sha256, ...(thumbnail ? [thumbnail] : [])]),
    knowledge: knowledge.filter((entry, n) => !isDeepStrictEqual(entry, rows.knowledge[n])),
    attempts,
    texts: [...gathered].flatMap((word) => [folded(word), digitsIn(word)]).filter((text) => text.length > 1),
  };
  const changed = request.parties.length + outbox.length + attempts.length + request.knowledge.length;
  const counts: ErasureCounts = {
    cases: events.length + changed > 0 ? 1 : 0,
    events: events.length,
    rows: changed,
    photos: photos.length,
  };
  return { request, counts };
};

const isOfficial = ({ role, revision }: EventRow, process: Parameters<typeof isInOffice>[0]): boolean =>
  revision > 0 && isInOffice(process, role);

const theirsAlone = (actorId: string, caseId: string): boolean => actorId === `follower:${caseId}` || actorId === 'anonymous';

const contactOf = ({ name = null, phone = null, email = null }: Row) => ({ name, phone, email });

/** How somebody is reached is nothing then, and not a text. */
const contactLeft = (party: Row, erase: ToErase) => {
  const { name, phone, email } = redacted(contactOf(party), erase);
  return { name, phone: phone === '' ? null : phone, email: email === '' ? null : email };
};

/** What an event wrote without what is erased. Clocks and steps say nothing of people; a badge is taken out whole. */
const writtenLeft = (event: EventRow, erase: ToErase, people: ReadonlySet<string>): unknown => {
  const wrote = event.wrote as { readonly case?: unknown; readonly effects?: readonly { readonly kind: string }[] };
  if (!wrote.effects) return wrote;
  return {
    ...wrote,
    case: redacted(wrote.case, erase),
    effects: wrote.effects.map((effect) => {
      const items = itemsOf(event, effect.kind);
      const left = redacted(items, erase);
      if (effect.kind === 'parties')
        return { ...effect, items: left.map((item, n) => ({ ...item, ...given(contactLeft(items[n] ?? {}, erase), item) })) };
      if (effect.kind === 'badges')
        return {
          ...effect,
          items: left.map((item) => (people.has(String(item.person)) && 'jwt' in item ? { ...item, jwt: '' } : item)),
        };
      return { ...effect, items: left };
    }),
  };
};

/** Of these fields, those that are there. */
const given = (fields: Row, of: Row): Row => Object.fromEntries(Object.entries(fields).filter(([key]) => Object.hasOwn(of, key)));
