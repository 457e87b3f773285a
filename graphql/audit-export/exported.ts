/** What was done and what was tried, page by page, as exports have it. No words that people wrote are among it. */
import { pseudonym } from '../../activities/keys.ts';
import type { Attempt, Prisma } from '../../prisma/client/client.ts';
import type { Context } from '../context.ts';
import { CASE_OF, type CaseOf, isAccount, isOfficial, shownActor } from '../schema/masking.ts';
import { officesOf, processesOf } from '../schema/process.ts';
import { attemptActor, isUnnamed } from '../tenant/attempts.ts';

export const OUTCOMES = ['done', 'refused', 'conflict'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One act. */
export type Exported = {
  readonly outcome: Outcome;
  readonly caseId: string | null;
  readonly process: string;
  readonly revision: number | null;
  readonly event: string | null;
  readonly action: string;
  readonly at: string;
  /** A pseudonym; clocks, cases and followers by their own names. */
  readonly person: string;
  /** Where names are asked for: as the caller reads it. */
  readonly name: string | null;
  readonly role: string | null;
  /** In whose place, where a deputy acted: by the same name as in `person`. */
  readonly actingFor: string | null;
  /** The emergency in which the role was taken. */
  readonly emergency: string | null;
  readonly unit: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
  readonly late: boolean | null;
  readonly code: string | null;
};

export type People = 'ids' | 'names';

/** Rows that are held at once. */
const PAGE = 500;

/** A name for somebody that is the same in all exports of the tenant; where the caller isn't to learn who it is, the same in that case alone. */
export const personOf = (
  { services, caller }: Pick<Context, 'services' | 'caller'>,
  id: string,
  hiddenIn: string | undefined,
): string =>
  isAccount(id) ? `p-${pseudonym(services.secret, { purpose: 'audit export', of: [caller.tenant, hiddenIn ?? ''] }, id)}` : id;

const EVENT = {
  ...{ caseId: true, revision: true, process: true, name: true, action: true, actorId: true, actorName: true, role: true },
  capacity: true,
  ...{ unit: true, at: true, fromState: true, toState: true, late: true, tx: true, seq: true },
  case: { select: CASE_OF },
} as const;
type EventRow = Prisma.EventGetPayload<{ select: typeof EVENT }>;

/** Events in the order in which they were recorded. */
export async function* eventPages(
  context: Context,
  where: Prisma.EventWhereInput,
  people: People,
): AsyncGenerator<readonly Exported[]> {
  for (let last: { tx: bigint; seq: bigint } | undefined; ; ) {
    const rows: EventRow[] = await context.db.event.findMany({
      select: EVENT,
      where: { AND: [where, ...(last ? [behind(last)] : [])] },
      orderBy: [{ tx: 'asc' }, { seq: 'asc' }],
      take: PAGE,
    });
    yield rows.map((row) => ofEvent(context, row, people));
    last = rows.at(-1);
    if (rows.length < PAGE) return;
    await written(context);
  }
}

/** Events of one case after the other. */
export async function* casePages(
  context: Context,
  where: Prisma.EventWhereInput,
  people: People,
): AsyncGenerator<readonly Exported[]> {
  for (let last: EventRow | undefined; ; ) {
    const after: Prisma.EventWhereInput[] = last
      ? [
          { caseId: { gte: last.caseId } },
          { OR: [{ caseId: { gt: last.caseId } }, { caseId: last.caseId, revision: { gt: last.revision } }] },
        ]
      : [];
    const rows: EventRow[] = await context.db.event.findMany({
      select: EVENT,
      where: { AND: [where, ...after] },
      orderBy: [{ caseId: 'asc' }, { revision: 'asc' }],
      take: PAGE,
    });
    yield rows.map((row) => ofEvent(context, row, people));
    last = rows.at(-1);
    if (rows.length < PAGE) return;
    await written(context);
  }
}

/** Attempts in the order in which they were noted. */
export async function* attemptPages(
  context: Context,
  where: Prisma.AttemptWhereInput,
  people: People,
): AsyncGenerator<readonly Exported[]> {
  for (let last: { tx: bigint; seq: bigint } | undefined; ; ) {
    const rows: Attempt[] = await context.db.attempt.findMany({
      where: { AND: [where, ...(last ? [behind(last)] : [])] },
      orderBy: [{ tx: 'asc' }, { seq: 'asc' }],
      take: PAGE,
    });
    yield await Promise.all(rows.map((row) => ofAttempt(context, row, people)));
    last = rows.at(-1);
    if (rows.length < PAGE) return;
    await written(context);
  }
}

const behind = ({ tx, seq }: { tx: bigint; seq: bigint }) => ({
  AND: [{ tx: { gte: tx } }, { OR: [{ tx: { gt: tx } }, { tx, seq: { gt: seq } }] }],
});

/** What was read of a page is written down before the next is read: nothing piles up. */
const written = ({ services }: Context): Promise<void> => services.readings.flush();

const ofEvent = (context: Context, row: EventRow, people: People): Exported => {
  const { caseId, process, revision, action, role, unit, fromState, toState, late } = row;
  // In office everybody is known; of a sealed case its senders aren't.
  const unnamed = processesOf(context).get(process)?.apart?.unnamed && !isOfficial(context, row);
  const hidden = unnamed || (row.case.sealed && !officesOf(context).has(role));
  return {
    ...{ outcome: 'done', caseId, process, revision, event: row.name, action, at: row.at.toISOString() },
    person: personOf(context, row.actorId, hidden ? caseId : undefined),
    name: people === 'names' ? shownActor(context, row, row.case) : null,
    role,
    ...capacityIn(context, row),
    ...{ unit, fromState, toState, late, code: null },
  };
};

/** In whose place, or in which emergency. */
const capacityIn = (context: Context, { capacity }: Pick<EventRow, 'capacity'>) => {
  const as = capacity as { for?: string; emergency?: string } | null;
  return { actingFor: as?.for === undefined ? null : personOf(context, as.for, undefined), emergency: as?.emergency ?? null };
};

const ofAttempt = async (context: Context, row: Attempt, people: People): Promise<Exported> => {
  const { caseId, process, action, unit, code } = row;
  const of: CaseOf | null = caseId === null ? null : await context.load.cases.load(caseId);
  const unnamed = isUnnamed(processesOf(context).get(process), action);
  const hidden = unnamed || (of?.sealed && of.openedBy === row.actorId) ? (of?.id ?? process) : undefined;
  return {
    ...{ outcome: row.kind === 'Conflict' ? 'conflict' : 'refused', caseId, process, revision: null, event: null, action },
    ...{ at: row.at.toISOString(), person: personOf(context, row.actorId, hidden) },
    name: people === 'names' ? (await attemptActor(context, row)).name : null,
    role: null,
    ...capacityIn(context, row),
    ...{ unit: unnamed ? null : unit, fromState: null, toState: null, late: null, code },
  };
};
