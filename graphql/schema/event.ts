import { OVERSEERS } from '../../activities/acting/visibility.ts';
import { type Erased, erasedOf, sealsOf } from '../../activities/event-hash.ts';
import type { Event } from '../../prisma/client/client.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import { type Builder, connectionOf } from '../builder.ts';
import type { Context } from '../context.ts';
import { inputSheet } from '../described/sheet.ts';
import { CASE_OF, type CaseOf, isAccount, isOfficial, shownActor, shownAuthority, shownReason } from './masking.ts';
import { personId, personName, roleTitle, unitTitle } from './names-of.ts';
import { processesOf } from './process.ts';
import type { SheetRef } from './sheet.ts';
import type { TitleRef } from './titles.ts';

type Seals = ReturnType<typeof sealsOf>;

/** Auditors and administrators compute hashes again. */
/** Where people of a process are for its `personal` roles alone, somebody who acts in no office is one of them, whatever else they are. */
const unnamedAs = (context: Context, event: Pick<Event, 'process' | 'role' | 'actorId'>) =>
  processesOf(context).get(event.process)?.apart?.unnamed && isAccount(event.actorId) && !isOfficial(context, event)
    ? 'party'
    : undefined;

const oversees = ({ caller }: Context): boolean => holdsRole(caller.actor, OVERSEERS);

/** In what other capacity than their own somebody acted. */
type Capacity = {
  readonly for?: string;
  readonly deputyship?: string;
  readonly from?: string;
  readonly emergency?: string;
  readonly until: string;
};
type ActingFor = Capacity & { readonly for: string; readonly of: CaseOf };

type Stopped = { readonly name: string; readonly process: string; readonly dueAt: number | null; readonly overdue: boolean };

/** What happened on a case; each event of each process has a type of its own for what was sent and what changed. */
export const addEvents = (builder: Builder, { title, sheet, typeName }: EventParts) => {
  const stopped = builder.objectRef<Stopped>('StoppedClock').implement({
    description: 'A clock that an event stopped.',
    fields: (t) => ({
      name: t.exposeString('name'),
      title: t.field({
        type: title,
        nullable: true,
        resolve: ({ process, name }, _, context) => processesOf(context).get(process)?.clocks[name]?.title ?? null,
      }),
      dueAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was due.',
        resolve: ({ dueAt }) => (dueAt === null ? null : new Date(dueAt)),
      }),
      overdue: t.exposeBoolean('overdue', { description: 'Whether it had run over.' }),
    }),
  });
  const actingFor = builder.objectRef<ActingFor>('ActingFor').implement({
    description: 'In whose place somebody acted, as their deputy. 代理对象',
    fields: (t) => ({
      id: t.id({
        nullable: true,
        description: 'For those who read the name as well.',
        resolve: (parent, _, context) => personId(context, parent.of, parent.for),
      }),
      name: t.string({ nullable: true, resolve: (parent, _, context) => personName(context, parent.of, parent.for) }),
      deputyship: t.id({ description: 'As `deputies` lists it.', resolve: ({ deputyship = '' }) => deputyship }),
      from: t.field({
        type: 'Date',
        description: 'The first day of the deputyship.',
        resolve: ({ from = '' }) => new Date(from),
      }),
      until: t.field({ type: 'Date', description: 'Its last day.', resolve: ({ until }) => new Date(until) }),
    }),
  });
  const effectSeal = builder.objectRef<{ kind: string; seal: string }>('EffectSeal').implement({
    description: 'What an act did beyond its own case, of one kind, as the SHA-256 of its canonical JSON.',
    fields: (t) => ({ kind: t.exposeString('kind'), seal: t.exposeString('seal') }),
  });
  const written = builder.objectRef<Seals['wrote']>('WrittenSeals').implement({
    description: 'What an event wrote beside itself, part by part as the SHA-256 of its canonical JSON.',
    fields: (t) => ({
      case: t.exposeString('case', { description: 'The case without its facts, which follow from the changes.' }),
      clocks: t.exposeString('clocks'),
      fired: t.exposeString('fired', { description: 'Steps of ladders.' }),
      effects: t.field({
        type: [effectSeal],
        description: 'In the hash they are one object: the seals by their kinds.',
        resolve: ({ effects }) => Object.entries(effects).map(([kind, seal]) => ({ kind, seal })),
      }),
    }),
  });
  const seals = builder.objectRef<Seals>('EventSeals').implement({
    description:
      'What of an event may be personal, each part as the SHA-256 of the canonical JSON (RFC 8785) of [its salt, the part]: the hash of the event covers these. `evidence` gives the salts of what you may read.',
    fields: (t) => ({
      actorName: t.exposeString('actorName'),
      reason: t.exposeString('reason'),
      input: t.exposeString('input'),
      reference: t.exposeString('reference', { description: 'Of what `authority` shows.' }),
      changes: t.exposeString('changes'),
      clocks: t.exposeString('clocks'),
      requestHash: t.exposeString('requestHash'),
      wrote: t.expose('wrote', { type: written, description: 'Of what it wrote beside itself.' }),
    }),
  });
  const erased = builder.objectRef<Erased>('EventErased').implement({
    description: 'What was erased of an event. Its seals stay, so that the chain of hashes verifies.',
    fields: (t) => ({
      at: t.field({ type: 'DateTime', resolve: ({ at }) => new Date(at) }),
      by: t.exposeID('by', { description: 'Who confirmed it, or the clock of the retention.' }),
      erasure: t.exposeID('erasure', { description: 'As `erasures` lists it.' }),
      parts: t.stringList({
        description: 'Its parts from which something was taken.',
        resolve: ({ seals }) => Object.keys(seals).toSorted(),
      }),
    }),
  });
  const event = builder.prismaInterface('Event', {
    name: 'Event',
    description:
      'One transition of a case: who did what, when, on what authority. Events are never changed; each carries the hash of the one before.',
    resolveType: ({ process, name }) => typeName(process, name),
    // The whole row, so that an event which was just written isn't read again for its fields.
    include: { case: { select: CASE_OF } },
    fields: (t) => {
      const stateTitle = (state: 'fromState' | 'toState') =>
        t.field({
          type: title,
          nullable: true,
          resolve: (row, _, context) => processesOf(context).get(row.process)?.states[row[state] ?? ''] ?? null,
        });
      return {
        caseId: t.exposeID('caseId'),
        case: t.relation('case'),
        revision: t.exposeInt('revision'),
        process: t.exposeString('process'),
        name: t.exposeString('name', { description: 'What happened, in the past tense.' }),
        action: t.exposeString('action'),
        title: t.field({
          type: title,
          nullable: true,
          description: 'What was done, for people.',
          resolve: ({ process, action }, _, context) => {
            const rules = processesOf(context).get(process);
            return (action === 'start' ? rules?.start.title : rules?.actions[action]?.title) ?? null;
          },
        }),
        actorId: t.id({
          nullable: true,
          description: 'For those who read the name as well.',
          resolve: (row, _, context) =>
            personId(context, { ...row.case, process: row.process }, row.actorId, unnamedAs(context, row)),
        }),
        actorName: t.string({
          description: 'Who did it. Reporters and applicants are masked unless your role on this case needs their names.',
          resolve: (row, _, context) => shownActor(context, row, row.case),
        }),
        role: t.exposeString('role', { description: 'In which role.' }),
        roleTitle: t.field({
          type: title,
          nullable: true,
          resolve: ({ process, role }, _, context) => roleTitle(processesOf(context).get(process), role),
        }),
        actingFor: t.field({
          type: actingFor,
          nullable: true,
          description: 'In whose place it was done, where a deputy did it. 代理对象',
          resolve: ({ capacity, case: of, process }) => {
            const as = capacity as Capacity | null;
            return as?.for === undefined ? null : { ...as, for: as.for, of: { ...of, process } };
          },
        }),
        emergency: t.id({
          nullable: true,
          description: 'The emergency in which they had taken the role, as `emergencies` lists it. 紧急授权',
          resolve: ({ capacity }) => (capacity as Capacity | null)?.emergency ?? null,
        }),
        unit: t.exposeID('unit', { nullable: true, description: 'Unit of who did it.' }),
        unitTitle: t.field({ type: title, nullable: true, resolve: ({ unit }, _, context) => unitTitle(context, unit) }),
        at: t.expose('at', { type: 'DateTime' }),
        fromState: t.exposeString('fromState', { nullable: true }),
        fromStateTitle: stateTitle('fromState'),
        toState: t.exposeString('toState'),
        toStateTitle: stateTitle('toState'),
        reason: t.string({
          nullable: true,
          description: 'What is personal in it is masked unless your role on the case needs it.',
          resolve: (row, _, context) => shownReason(context, row),
        }),
        sheet: t.field({
          type: [sheet],
          description: 'What was sent with it, for people, masked like `input` of its own type. 办理内容',
          resolve: (row, _, context) => inputSheet(context, row),
        }),
        authority: t.field({
          type: 'JSON',
          nullable: true,
          description:
            'What the tenant’s data said when it was decided, for the actor and for those who work on the case or oversee it. JSON, because each process looks up data of its tenant’s own.',
          resolve: (row, _, context) => shownAuthority(context, row),
        }),
        clocks: t.field({
          type: [stopped],
          description: 'Clocks it stopped: when they were due, and whether they had run over.',
          resolve: ({ process, clocks }) =>
            Object.entries((clocks ?? {}) as Record<string, Pick<Stopped, 'dueAt' | 'overdue'>>).map(([name, clock]) => ({
              ...clock,
              name,
              process,
            })),
        }),
        confidential: t.exposeBoolean('confidential', {
          description: 'Whether only the actor and those who work on the case see it.',
        }),
        requestId: t.exposeString('requestId'),
        previous: t.exposeString('previous', { description: 'Hash of the event before it.' }),
        requestHash: t.string({
          nullable: true,
          description:
            'What tells a repeat of the act from another act under its requestId, with a mark of the sending that counted; for auditors and administrators.',
          resolve: ({ requestHash }, _, context) => (oversees(context) ? requestHash : null),
        }),
        capacity: t.string({
          nullable: true,
          description:
            'JSON of the capacity in which it was done, as the hash covers it; null in one’s own right. For auditors and administrators.',
          resolve: ({ capacity }, _, context) => (oversees(context) && capacity !== null ? JSON.stringify(capacity) : null),
        }),
        sealed: t.field({
          type: seals,
          nullable: true,
          description: 'What the hash covers beside the open fields; for auditors and administrators.',
          resolve: (row, _, context) => (oversees(context) ? sealsOf(row) : null),
        }),
        erased: t.field({
          type: erased,
          nullable: true,
          description: 'Where something of it was erased. 已删除的内容',
          resolve: (row) => erasedOf(row) ?? null,
        }),
        signature: t.exposeString('signature', {
          nullable: true,
          description: 'Of the hash, by a key of the house: the id of the key and the Ed25519 signature in Base64.',
        }),
        hash: t.exposeString('hash', {
          description:
            'SHA-256 over canonical JSON (RFC 8785) of case, revision, tenant, process, name, action, actorId, role, capacity, unit, at, fromState, toState, confidential, requestId, previous and sealed.',
        }),
      };
    },
  });
  return { event, connection: connectionOf(builder, event, 'Event') };
};
export type EventRefs = ReturnType<typeof addEvents>;
export type EventRef = EventRefs['event'];

type EventParts = {
  readonly title: TitleRef;
  readonly sheet: SheetRef;
  /** The type of an event of this process and name. */
  readonly typeName: (process: string, name: string) => string;
};
