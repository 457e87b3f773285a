/** A case as it follows from its events and what they wrote. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { OpenTask } from '../../workflows/kernel/process.ts';
import type { Written } from '../event-hash.ts';
import type { EventRow } from './record-rows.ts';

export type DerivedTask = OpenTask & {
  readonly unit: string | null;
  readonly area: string | null;
  readonly openedAt: string;
  readonly openedRevision: number;
  readonly closedRevision: number | null;
  readonly closedBy: string | null;
};

type Fields = Readonly<Record<string, unknown>>;
export type WrittenCase = {
  readonly rulesVersion: number;
  readonly title: string | null;
  readonly closed: boolean;
  readonly live: boolean;
  readonly unit: string | null;
  readonly area: string | null;
  readonly tasks: readonly OpenTask[];
  readonly named: readonly string[];
  readonly gone: unknown;
  readonly hands: unknown;
  readonly clocks: Fields;
  readonly openedBy: string;
  readonly sealed: boolean;
};

/** A clock as an event has written it last. */
export type WrittenClock = Fields & { readonly name: string; readonly run: number; readonly calendarVersion: number };

export type DerivedCase = {
  readonly revision: number;
  readonly process: string;
  readonly tenant: string;
  readonly state: string;
  readonly title: string;
  readonly facts: Fields;
  readonly openedAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly openedBy: string;
  readonly followRun: number;
  readonly hash: string;
  readonly last: WrittenCase;
  readonly tasks: readonly DerivedTask[];
  readonly clocks: readonly WrittenClock[];
  readonly steps: readonly { name: string; run: number; percent: number; revision: number }[];
  readonly parties: readonly Fields[];
  readonly links: readonly Fields[];
  readonly attachments: readonly Fields[];
  readonly measurements: readonly DerivedMeasurement[];
  readonly payments: readonly Fields[];
};

export type DerivedMeasurement = {
  readonly series: string;
  readonly at: number;
  readonly value: number;
  readonly revision: number;
};

/** What an event wrote; an event that says nothing of it wrote nothing. */
export const writtenBy = ({ wrote }: Pick<EventRow, 'wrote'>): Written & { readonly case: WrittenCase } =>
  ({ clocks: null, fired: null, effects: [], ...(wrote as object) }) as never;

/** The items of one kind of effect. */
export const itemsOf = (event: Pick<EventRow, 'wrote'>, kind: string): readonly Fields[] =>
  (writtenBy(event).effects.find((effect) => effect.kind === kind)?.items ?? []) as readonly Fields[];

/** Undefined where there are no events. */
export const derivedCase = (events: readonly EventRow[]): DerivedCase | undefined => {
  const first = events[0];
  const final = events.at(-1);
  if (!first || !final) return undefined;
  let facts: Fields = {};
  let title = '';
  let closedAt: string | null = null;
  let wasClosed = false;
  let followRun = 0;
  let tasks: readonly DerivedTask[] = [];
  const clocks = new Map<string, WrittenClock>();
  const steps: DerivedCase['steps'][number][] = [];
  let parties: readonly Fields[] = [];
  let links: readonly Fields[] = [];
  const attachments = new Map<string, Fields>();
  const measurements = new Map<string, DerivedMeasurement>();
  const payments = new Map<string, Fields>();
  for (const event of events) {
    const wrote = writtenBy(event);
    const { closed = false } = wrote.case ?? {};
    facts = factsAfter(facts, event);
    title = wrote.case?.title ?? title;
    closedAt = closed ? ((wasClosed ? closedAt : null) ?? event.at) : null;
    wasClosed = closed;
    tasks = tasksAfter(tasks, event);
    for (const clock of (wrote.clocks ?? []) as readonly WrittenClock[]) clocks.set(`${clock.name} ${clock.run}`, clock);
    for (const step of (wrote.fired ?? []) as readonly Omit<(typeof steps)[number], 'revision'>[])
      steps.push({ ...step, revision: event.revision });
    followRun += itemsOf(event, 'follow_codes').length > 0 ? 1 : 0;
    parties = partiesAfter(parties, event);
    links = linksAfter(links, event);
    for (const { op, ...one } of itemsOf(event, 'payments')) {
      const id = String(one.id);
      const made = { ...one, revision: event.revision, state: 'inTransit', settledRevision: null };
      payments.set(id, op === 'pay' ? made : { ...payments.get(id), id, state: op, settledRevision: event.revision });
    }
    for (const one of itemsOf(event, 'attachments')) {
      const sha256 = String(one.sha256);
      if (!attachments.has(sha256)) attachments.set(sha256, { ...one, revision: event.revision });
    }
    for (const one of measuredBy(event)) {
      const key = `${one.series} ${one.at} ${one.value}`;
      if (!measurements.has(key)) measurements.set(key, one);
    }
  }
  return {
    revision: final.revision,
    process: final.process,
    tenant: final.tenant,
    state: final.toState,
    title,
    facts,
    openedAt: first.at,
    updatedAt: final.at,
    closedAt,
    openedBy: writtenBy(first).case?.openedBy ?? first.actorId,
    followRun,
    hash: final.hash,
    last: writtenBy(final).case,
    tasks,
    clocks: [...clocks.values()],
    steps,
    parties,
    links,
    attachments: [...attachments.values()],
    measurements: [...measurements.values()],
    payments: [...payments.values()],
  };
};

const measuredBy = (event: EventRow): readonly DerivedMeasurement[] =>
  itemsOf(event, 'measurements').flatMap(({ series, points }) =>
    (points as readonly (readonly [number, number])[]).map(([at, value]) => ({
      series: String(series),
      at,
      value,
      revision: event.revision,
    })),
  );

/** What is named before and not after was taken out; a case that goes over to other rules has those facts alone. */
const factsAfter = (facts: Fields, { action, changes: { before = {}, after = {} } }: EventRow): Fields => {
  if (action === 'adoptRules') return after as Fields;
  const rest = Object.fromEntries(Object.entries(facts).filter(([key]) => !Object.hasOwn(before, key)));
  return { ...rest, ...after };
};

const sameWork = (one: OpenTask, other: OpenTask): boolean =>
  (['action', 'person', 'role', 'group', 'fellFrom', 'clock'] as const).every(
    (key) => (one[key] ?? null) === (other[key] ?? null),
  ) && isDeepStrictEqual(one.except ?? [], other.except ?? []);

/** As `write_tasks` does it: closes what isn't waited for any more, and opens what is new. */
const tasksAfter = (tasks: readonly DerivedTask[], event: EventRow): readonly DerivedTask[] => {
  const { unit = null, area = null, tasks: waited = [] } = writtenBy(event).case ?? {};
  const kept = tasks.map((task) =>
    task.closedRevision !== null || (task.unit === unit && task.area === area && waited.some((one) => sameWork(one, task)))
      ? task
      : { ...task, closedRevision: event.revision, closedBy: event.actorId },
  );
  const opened = waited
    .filter((one) => !kept.some((task) => task.closedRevision === null && sameWork(one, task)))
    .map((one) => ({
      ...one,
      unit,
      area,
      openedAt: event.at,
      openedRevision: event.revision,
      closedRevision: null,
      closedBy: null,
    }));
  return [...kept, ...opened];
};

const partiesAfter = (parties: readonly Fields[], event: EventRow): readonly Fields[] => {
  const items = itemsOf(event, 'parties');
  if (items.length === 0) return parties;
  const of = (op: string | undefined) => items.filter((item) => item.op === op);
  const isOf = (item: Fields, party: Fields) => item.role === party.role && (item.person ?? null) === (party.person ?? null);
  const ended = parties.map((party) =>
    (party.endedRevision ?? null) === null && of('end').some((item) => isOf(item, party))
      ? { ...party, endedRevision: event.revision }
      : party,
  );
  const all: readonly Fields[] = [...ended, ...of(undefined).map((item) => ({ ...item, revision: event.revision }))];
  return all.map((party) => {
    const change = of('change').find((item) => isOf(item, party));
    if (!change) return party;
    const { name = party.name, phone = party.phone, email = party.email } = change;
    return { ...party, name, phone, email };
  });
};

const linksAfter = (links: readonly Fields[], event: EventRow): readonly Fields[] => {
  const items = itemsOf(event, 'links');
  const ended = links.map((link) =>
    (link.endedRevision ?? null) === null && items.some(({ op, to, as }) => op === 'unlink' && to === link.to && as === link.kind)
      ? { ...link, endedRevision: event.revision }
      : link,
  );
  const made = items.filter(({ op }) => op === 'link');
  return [...ended, ...made.map(({ to, as }) => ({ to, kind: as, sinceRevision: event.revision }))];
};
