/** Stored rows between the two ways they are read: through the database client, and as JSON in one statement. */
import type { CaseRow } from '../../activities/stored.ts';
import type { Event, Case as StoredCase } from '../../prisma/client/client.ts';
import type { Case } from '../../workflows/kernel/process.ts';

/** A case row of the database client as rules see it. */
export const caseOfRow = (row: StoredCase): Case => ({
  id: row.id,
  tenant: row.tenant,
  state: row.state,
  revision: row.revision,
  rulesVersion: row.rulesVersion,
  facts: row.facts,
  openedBy: row.openedBy,
  openedAt: row.openedAt.getTime(),
  clocks: row.clockStates as Case['clocks'],
  tasks: row.tasksOpen as unknown as Case['tasks'],
  gone: row.gone as unknown as NonNullable<Case['gone']>,
  ...(row.unit === null ? {} : { unit: row.unit }),
  ...(row.area === null ? {} : { area: row.area }),
});

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A case row in JSON as the database client would have given it. */
export const caseFrom = (row: CaseRow): StoredCase => ({
  id: row.id,
  tenant: row.tenant,
  process: row.process,
  rulesVersion: row.rules_version,
  title: row.title,
  state: row.state,
  closed: row.closed,
  revision: row.revision,
  unit: row.unit,
  area: row.area,
  facts: row.facts as StoredCase['facts'],
  tasksOpen: row.tasks_open as unknown as StoredCase['tasksOpen'],
  named: [],
  gone: row.gone as unknown as StoredCase['gone'],
  clockStates: row.clock_states as StoredCase['clockStates'],
  openedBy: row.opened_by,
  openedAt: new Date(row.opened_at),
  updatedAt: new Date(row.updated_at),
  closedAt: date(row.closed_at),
  live: row.live,
  dueAt: date(row.due_at),
  nextStepAt: date(row.next_step_at),
  headHash: row.head_hash,
});

/** A row of `events` in JSON. */
export type EventRow = {
  readonly case_id: string;
  readonly revision: number;
  readonly tenant: string;
  readonly process: string;
  readonly name: string;
  readonly action: string;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly role: string;
  readonly unit: string | null;
  readonly at: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly reason: string | null;
  readonly input: unknown;
  readonly reference: unknown;
  readonly changes: unknown;
  readonly clocks: unknown;
  readonly request_id: string;
  readonly request_hash: string;
  readonly previous: string;
  readonly hash: string;
  readonly tx: number;
  readonly seq: number;
};

/** An event row in JSON as the database client would have given it. */
export const eventFrom = (row: EventRow): Event => ({
  caseId: row.case_id,
  revision: row.revision,
  tenant: row.tenant,
  process: row.process,
  name: row.name,
  action: row.action,
  actorId: row.actor_id,
  actorName: row.actor_name,
  role: row.role,
  unit: row.unit,
  at: new Date(row.at),
  fromState: row.from_state,
  toState: row.to_state,
  reason: row.reason,
  input: row.input as Event['input'],
  reference: row.reference as Event['reference'],
  changes: row.changes as Event['changes'],
  clocks: row.clocks as Event['clocks'],
  requestId: row.request_id,
  requestHash: row.request_hash,
  previous: row.previous,
  hash: row.hash,
  tx: BigInt(row.tx),
  seq: BigInt(row.seq),
});
