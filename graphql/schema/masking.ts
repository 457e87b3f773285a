/** What somebody sees of a case and of its events: facts by what the process shows, personal values by the role they hold on it. */
import { isStaffOf, OVERSEERS, placeOf } from '../../activities/acting/visibility.ts';
import type { Case, Event } from '../../prisma/client/client.ts';
import { factsFor, inputWithout, readsEveryFact } from '../../workflows/kernel/audiences.ts';
import type { Personal } from '../../workflows/kernel/describe.ts';
import { type Actor, type AnyProcess, holdsRole } from '../../workflows/kernel/process.ts';
import type { Context } from '../context.ts';
import { hearQuoted, hiddenWords, masked, maskedName, ownAtTop, type Reader, withoutWords } from '../described/masked.ts';
import { keptPart, type Part } from '../described/part.ts';
import { heardOf, isKept, keptFields, keptWords } from './audience.ts';
import { officesOf, processesOf } from './process.ts';
import { factsForStrangers, isStranger } from './strangers.ts';

/** Where a case lies, and whose it is. */
export type CaseOf = Pick<Case, 'id' | 'process' | 'unit' | 'area' | 'openedBy' | 'facts' | 'sealed'>;
export type EventOf = Event & { readonly case: CaseOf };

/** The columns of a case by which is judged what of it is shown. */
export const CASE_OF = { id: true, process: true, unit: true, area: true, openedBy: true, facts: true, sealed: true } as const;

/** Where an object of facts or of an input comes from, so that names in it are shown by who reads them. */
export const FROM: unique symbol = Symbol('from');
export type From = { readonly [FROM]?: CaseOf };

/** Whether an id is a person's with an account, and neither nobody's nor that of a clock or a case. */
export const isAccount = (id: string): boolean => id !== 'anonymous' && !id.includes(':');

const isBySelf = ({ caller: { actor } }: Context, { actorId }: Pick<Event, 'actorId'>): boolean =>
  actorId === actor.id && actorId !== 'anonymous';

/** Whether an act of others on a sealed case keeps to itself what was said. */
const isSealedAct = (context: Context, event: EventOf): boolean => event.case.sealed && !isBySelf(context, event);

/** Whether somebody reads what is personal on a case: by role on this case. */
export const readsPersonal = (actor: Actor, process: AnyProcess | undefined, row: Pick<Case, 'unit' | 'area'>): boolean =>
  process !== undefined && holdsRole(actor, process.personal, placeOf(row));

/** Whether somebody reads what is personal of people outside. */
export const readsOutsiders = (
  actor: Actor,
  process: AnyProcess | undefined,
  row: Pick<CaseOf, 'unit' | 'area' | 'facts'>,
): boolean =>
  process?.outsiders
    ? holdsRole(actor, process.outsiders.readBy, placeOf(row))
    : readsPersonal(actor, process, row) || isWithThem(actor, process, row);

/** Whether somebody does with others what the case is about, or is asked to. */
const isWithThem = ({ id }: Actor, process: AnyProcess | undefined, { facts }: Pick<CaseOf, 'facts'>): boolean =>
  process?.together?.(facts).includes(id) ?? false;

/** Whether the caller reads who people on a case are: by a role that needs it, to oversee what was done, or as one of them. */
export const readsNames = (
  { services, caller: { actor } }: Context,
  of: Pick<CaseOf, 'process' | 'unit' | 'area' | 'facts' | 'sealed'>,
): boolean => {
  const process = processesOf({ services }).get(of.process);
  return (
    !of.sealed &&
    ((!process?.apart?.unnamed && holdsRole(actor, OVERSEERS, placeOf(of))) ||
      readsPersonal(actor, process, of) ||
      isWithThem(actor, process, of))
  );
};

export const isOwn = (actor: Actor, { id, openedBy }: Pick<CaseOf, 'id' | 'openedBy'>): boolean =>
  actor.id === `follower:${id}` || (actor.id === openedBy && actor.id !== 'anonymous');

const readerOf = (context: Context, of: CaseOf): Reader => {
  const { actor } = context.caller;
  const process = processesOf(context).get(of.process);
  return {
    id: actor.id,
    full: readsPersonal(actor, process, of) || isWithThem(actor, process, of),
    closed: closedTo(actor, process, of),
    outsiders: readsOutsiders(actor, process, of),
    own: isOwn(actor, of),
    people: [of.openedBy],
    seen: (kind, people) => context.readings.shown(process, of, kind, people),
  };
};

/** Kinds of what is personal that are for other roles than theirs. */
const closedTo = (actor: Actor, process: AnyProcess | undefined, of: Pick<Case, 'unit' | 'area'>): ReadonlySet<Personal> =>
  new Set(
    Object.entries<readonly string[] | undefined>(process?.reads ?? {}).flatMap(([kind, roles]) =>
      roles === undefined || holdsRole(actor, roles, placeOf(of)) ? [] : [kind as Personal],
    ),
  );

/** Whether somebody reads all that is personal on a case, of every kind, and every fact. */
export const readsAll = (actor: Actor, process: AnyProcess | undefined, row: CaseOf): boolean =>
  process !== undefined &&
  readsPersonal(actor, process, row) &&
  closedTo(actor, process, row).size === 0 &&
  readsEveryFact(process, actor, heardOf(row));

const NOTHING: Part = {};

/** What the facts of a process are made of. */
export const factsPart = ({ services }: Context, process: string): Part => {
  const facts = services.packages.get(process)?.facts;
  return facts ? keptPart(facts) : NOTHING;
};

/** What is sent with the act of an event. */
export const inputPart = ({ services }: Context, { process, action }: Pick<Event, 'process' | 'action'>): Part => {
  const input = services.packages.get(process)?.inputs[action];
  return input ? keptPart(input) : NOTHING;
};

/** Notes that pictures were shown, where they may be somebody’s. */
export const sawPhotos = (context: Pick<Context, 'services' | 'readings'>, of: CaseOf): void => {
  if (!context.services.packages.get(of.process)?.erasesPhotos) return;
  context.readings.shown(processesOf(context).get(of.process), of, 'photo', [of.openedBy]);
};

/** Facts of a case, all or some, as far as the caller is to see them. */
export const shownFacts = (context: Context, of: CaseOf, facts: unknown): object => {
  const process = processesOf(context).get(of.process);
  const { actor } = context.caller;
  const seen = process?.shows ? process.shows(facts as object, actor, isStaffOf(actor, process, of), of.id) : facts;
  const heard = process ? factsFor(process, actor, heardOf(of), seen as object) : seen;
  const shown = isStranger(context, process) ? factsForStrangers(process, heard as object) : heard;
  const part = factsPart(context, of.process);
  return masked(part, shown, ownAtTop(part, shown, readerOf(context, of)), { [FROM]: of }) as object;
};

const changesOf = ({ changes }: Event): { before: object; after: object } => ({
  before: {},
  after: {},
  ...(changes as object),
});

/** The facts that an event changed, as far as the caller is to see them. */
export const shownChanges = (context: Context, event: EventOf): { before: object; after: object } => {
  if (event.case.sealed && !isOwn(context.caller.actor, event.case)) return { before: {}, after: {} };
  const { before, after } = changesOf(event);
  return { before: shownFacts(context, event.case, before), after: shownFacts(context, event.case, after) };
};

const senderOf = (context: Context, event: EventOf): Reader => {
  const { id } = context.caller.actor;
  return { ...readerOf(context, event.case), own: id === event.actorId && id !== 'anonymous' };
};

/** What was sent with an act; the caller's own in full. */
export const shownInput = (context: Context, event: EventOf): object => {
  const sent = isSealedAct(context, event)
    ? {}
    : inputWithout(keptFields(context, event.case, event), (event.input ?? {}) as object);
  return masked(inputPart(context, event), sent, senderOf(context, event), { [FROM]: event.case }) as object;
};

/** Words of a case that are personal, and that the caller isn't to see wherever they are quoted. */
const wordsOfCase = (context: Context, of: CaseOf, facts: unknown): ReadonlyMap<string, string> => {
  const part = factsPart(context, of.process);
  return hiddenWords(part, facts, ownAtTop(part, facts, readerOf(context, of)));
};

/** The same of words that are for others, in any of these facts of it. */
const wordsForOthers = (context: Context, of: CaseOf, ...facts: readonly unknown[]): ReadonlyMap<string, string> => {
  const part = factsPart(context, of.process);
  return new Map(facts.flatMap((some) => [...keptWords(context, of, some, part)]));
};

const hearWordsOfCase = (context: Context, of: CaseOf, facts: unknown, text: unknown): void => {
  const part = factsPart(context, of.process);
  hearQuoted(part, facts, ownAtTop(part, facts, readerOf(context, of)), text);
};

/** A text about a case, such as a notice to the caller, without what is personal in its facts. */
export const shownText = (context: Context, row: CaseOf & Pick<Case, 'facts'>, text: string): string => {
  hearWordsOfCase(context, row, row.facts, text);
  return withoutWords(text, wordsOfCase(context, row, row.facts));
};

/** The same of what wasn't said to the caller: without what is for others, too. */
export const overheardText = (context: Context, row: CaseOf & Pick<Case, 'facts'>, text: string): string =>
  withoutWords(shownText(context, row, text), wordsForOthers(context, row, row.facts));

/** The title of a case without what is personal in it or for others. */
export const shownTitle = (context: Context, row: CaseOf & Pick<Case, 'title' | 'facts'>): string => {
  const process = processesOf(context).get(row.process);
  const { actor } = context.caller;
  const outside = process?.titled && !isStaffOf(actor, process, row);
  return overheardText(context, row, outside ? process.titled(row.facts as object, actor, row.id) : row.title);
};

/** Whether somebody works on a case or oversees it, and so sees all of its acts. */
export const isStaffHere = ({ services, caller: { actor } }: Pick<Context, 'services' | 'caller'>, of: CaseOf): boolean => {
  const process = processesOf({ services }).get(of.process);
  return process !== undefined && (isStaffOf(actor, process, of) || readsPersonal(actor, process, of));
};

/** Texts of an event, such as its reason, without what is personal in its input and in the facts that it changed. */
const withoutPersonal = <Value>(context: Context, event: EventOf, value: Value): Value => {
  const { before, after } = changesOf(event);
  const reader = senderOf(context, event);
  for (const facts of [before, after]) hearWordsOfCase(context, event.case, facts, value);
  hearQuoted(inputPart(context, event), event.input, reader, value);
  return withoutWords(
    value,
    new Map([
      ...wordsForOthers(context, event.case, event.case.facts, before, after),
      ...wordsOfCase(context, event.case, before),
      ...wordsOfCase(context, event.case, after),
      ...hiddenWords(inputPart(context, event), event.input, reader),
    ]),
  );
};

/** Whether what was said with an act, and what it was decided on, isn't for the caller. */
const isUnsaid = (context: Context, event: EventOf): boolean => isSealedAct(context, event) || isKept(context, event.case, event);

/** The reason that an actor gave, as far as the caller is to see it. */
export const shownReason = (context: Context, event: EventOf): string | null =>
  isUnsaid(context, event) ? null : withoutPersonal(context, event, event.reason);

/** What the tenant's data said when an event was decided: for the actor, and for those who work on the case or oversee it. */
export const shownAuthority = (context: Context, event: EventOf): unknown => {
  const { actor } = context.caller;
  const process = processesOf(context).get(event.process);
  const reads =
    process !== undefined &&
    ((event.actorId === actor.id && actor.id !== 'anonymous') ||
      isStaffOf(actor, process, event.case) ||
      readsPersonal(actor, process, event.case));
  return reads && !isUnsaid(context, event) ? withoutPersonal(context, event, event.reference) : null;
};

/** Whether something was done in office, or by no person: by whom is then for everybody. Who isn't in office isn't named by default. */
export const isOfficial = (context: Context, { process, role }: Pick<Event, 'process' | 'role'>): boolean => {
  const rules = processesOf(context).get(process);
  if (role === 'case' || role.startsWith('clock:') || rules?.staff.includes(role) || rules?.own?.offices.includes(role))
    return true;
  return !rules?.apart?.unnamed && !rules?.start.by.includes(role) && officesOf(context).has(role);
};

/** The name of the actor of an event. Whoever acts in no office is masked unless a role on the case needs their names. */
export const shownActor = (
  context: Context,
  event: Pick<Event, 'process' | 'action' | 'role' | 'actorId' | 'actorName'>,
  of: Pick<CaseOf, 'id' | 'unit' | 'area' | 'openedBy' | 'facts' | 'sealed'>,
): string => {
  const { actor } = context.caller;
  const process = processesOf(context).get(event.process);
  if (of.sealed && event.action === 'start' && !isBySelf(context, event)) return maskedName('');
  if (isOfficial(context, event) || event.actorId === actor.id) return event.actorName;
  if (!readsNames(context, { ...of, process: event.process }))
    // Not even how the name begins, where it is for the deciding alone.
    return maskedName(of.sealed || process?.apart?.unnamed ? '' : event.actorName);
  if (isAccount(event.actorId)) context.readings.shown(process, of, 'name', [event.actorId]);
  return event.actorName;
};
