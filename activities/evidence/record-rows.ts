/** All rows of a case as one moment has them, in JSON. Reads no more than what a verdict needs. */
import type { TenantRead } from '../tenant-read.ts';

export type EventRow = {
  readonly revision: number;
  readonly tenant: string;
  readonly process: string;
  readonly name: string;
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly capacity: unknown;
  readonly unit: string | null;
  readonly at: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly reason: string | null;
  readonly confidential: boolean;
  readonly input: unknown;
  readonly reference: unknown;
  readonly changes: { readonly before?: object; readonly after?: object };
  readonly clocks: unknown;
  readonly wrote: unknown;
  readonly requestId: string;
  readonly requestHash: string;
  readonly previous: string;
  readonly salt: string | null;
  readonly erased?: unknown;
  readonly hash: string;
  readonly signature: string | null;
  readonly tx: string;
  readonly seq: string;
};

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

export type LineRow = {
  readonly id: string;
  readonly case_id: string;
  readonly revision: number;
  readonly rule: string;
  readonly asset: string;
  readonly from_owner: string;
  readonly to_owner: string;
  readonly amount: number;
  readonly asked: number | null;
  readonly cap: string | null;
  readonly kind: string | null;
  readonly year: number | null;
  readonly until: string | null;
  readonly at: string;
  readonly reverses: string | null;
};

/** A lot that lines of the case opened or drew on, with what all lines together took from it, and how much of that had had its time. */
export type LotRow = {
  readonly id: string;
  readonly owner: string;
  readonly asset: string;
  readonly source: string | null;
  readonly until: string | null;
  readonly amount: number;
  readonly rest: number;
  readonly drawn: number;
  readonly expired: number;
};

export type DrawRow = { readonly line_id: string; readonly lot_id: string; readonly amount: number };

export type RecordRows = {
  readonly case: Row;
  readonly events: readonly EventRow[];
  readonly clocks: readonly Row[];
  readonly steps: readonly Row[];
  readonly moves: readonly Row[];
  readonly tasks: readonly Row[];
  readonly parties: readonly Row[];
  readonly links: readonly Row[];
  /** Ties of other cases to this one, each with the effects of the event that it says it comes from. */
  readonly linksHere: readonly (Row & { readonly effects: unknown })[];
  readonly attachments: readonly Row[];
  readonly measurements: readonly {
    readonly series: string;
    readonly at: string;
    readonly value: number;
    readonly revision: number;
  }[];
  readonly payments: readonly Row[];
  readonly lines: readonly LineRow[];
  /** Lines of other cases that lines of this one take back. */
  readonly takenBack: readonly LineRow[];
  readonly lots: readonly LotRow[];
  /** What lines of the case took from lots. */
  readonly draws: readonly DrawRow[];
  /** What the log has of its events, by revision, one revision beyond the last among it. */
  readonly logged: readonly { readonly revision: number; readonly position: number }[];
  /** The last event that is in the log. */
  readonly loggedTo: { readonly tx: string; readonly seq: string } | null;
  /** Accounts that lines of the case touch, with the sum of all their lines. */
  readonly accounts: readonly {
    readonly owner: string;
    readonly asset: string;
    readonly balance: number | null;
    readonly sum: number;
    /** What is left of its lots; none where it isn't kept in lots. */
    readonly lots: number | null;
  }[];
};

/** An event with the names of the API; its moment as it was hashed. */
export const EVENT = `jsonb_build_object('revision', e.revision, 'tenant', e.tenant, 'process', e.process, 'name', e.name, 'action', e.action,
  'actorId', e.actor_id, 'actorName', e.actor_name, 'role', e.role, 'capacity', e.capacity, 'unit', e.unit,
  'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'fromState', e.from_state, 'toState', e.to_state, 'reason', e.reason,
  'confidential', e.confidential, 'input', e.input, 'reference', e.reference, 'changes', e.changes, 'clocks', e.clocks, 'wrote', e.wrote,
  'requestId', e.request_id, 'requestHash', e.request_hash, 'previous', e.previous, 'salt', e.salt, 'erased', e.erased, 'hash', e.hash, 'signature', e.signature,
  'tx', e.tx::text, 'seq', e.seq::text)`;

const all = (row: string, from: string, order: string): string =>
  `coalesce((SELECT jsonb_agg(${row} ORDER BY ${order}) FROM ${from}), '[]')`;

const RECORD = `SELECT to_jsonb(c) AS "case",
  ${all(EVENT, 'events e WHERE e.case_id = c.id', 'e.revision')} AS events,
  ${all('to_jsonb(k)', 'clocks k WHERE k.case_id = c.id', 'k.name, k.run')} AS clocks,
  ${all('to_jsonb(s)', 'clock_steps s WHERE s.case_id = c.id', 's.revision')} AS steps,
  ${all('to_jsonb(m)', 'clock_moves m WHERE m.case_id = c.id', 'm.version')} AS moves,
  ${all('to_jsonb(t)', 'tasks t WHERE t.case_id = c.id', 't.opened_revision')} AS tasks,
  ${all('to_jsonb(p)', 'parties p WHERE p.case_id = c.id', 'p.revision')} AS parties,
  ${all('to_jsonb(l)', 'links l WHERE l.from_case = c.id', 'l.since_revision')} AS links,
  ${all(
    `to_jsonb(l) || jsonb_build_object('effects', e.wrote->'effects')`,
    'links l LEFT JOIN events e ON e.case_id = l.from_case AND e.revision = l.since_revision WHERE l.to_case = c.id',
    'l.from_case',
  )} AS "linksHere",
  ${all('to_jsonb(a)', 'attachments a WHERE a.case_id = c.id', 'a.revision')} AS attachments,
  ${all('to_jsonb(m)', 'measurements m WHERE m.case_id = c.id', 'm.at')} AS measurements,
  ${all('to_jsonb(y)', 'payments y WHERE y.case_id = c.id', 'y.revision, y.id')} AS payments,
  ${all('to_jsonb(l)', 'ledger_lines l WHERE l.case_id = c.id', 'l.revision')} AS lines,
  ${all(
    'to_jsonb(o)',
    'ledger_lines l JOIN ledger_lines o ON o.id = l.reverses WHERE l.case_id = c.id AND o.case_id <> c.id',
    'o.id',
  )} AS "takenBack",
  ${all(
    `jsonb_build_object('owner', o.owner, 'asset', o.asset, 'balance', (SELECT balance FROM accounts a WHERE a.tenant = c.tenant AND a.owner = o.owner AND a.asset = o.asset),
      'sum', coalesce((SELECT sum(amount) FROM ledger_lines i WHERE i.tenant = c.tenant AND i.to_owner = o.owner AND i.asset = o.asset), 0)
        - coalesce((SELECT sum(amount) FROM ledger_lines i WHERE i.tenant = c.tenant AND i.from_owner = o.owner AND i.asset = o.asset), 0),
      'lots', CASE WHEN kept_in_lots(o.owner, o.asset) THEN coalesce((SELECT sum(rest) FROM ledger_lots x WHERE x.tenant = c.tenant AND x.owner = o.owner AND x.asset = o.asset), 0) END)`,
    `(SELECT l.from_owner AS owner, l.asset FROM ledger_lines l WHERE l.case_id = c.id
      UNION SELECT l.to_owner, l.asset FROM ledger_lines l WHERE l.case_id = c.id) o`,
    'o.owner, o.asset',
  )} AS accounts,
  ${all(
    `to_jsonb(x) || (SELECT jsonb_build_object('drawn', coalesce(sum(d.amount), 0), 'expired', coalesce(sum(d.amount) FILTER (WHERE l.reverses IS NULL AND l.rule LIKE '%:expired'), 0))
      FROM ledger_draws d JOIN ledger_lines l ON l.id = d.line_id WHERE d.lot_id = x.id)`,
    `ledger_lots x WHERE x.id IN (SELECT id FROM ledger_lines WHERE case_id = c.id
      UNION SELECT d.lot_id FROM ledger_draws d JOIN ledger_lines l ON l.id = d.line_id WHERE l.case_id = c.id)`,
    'x.id',
  )} AS lots,
  ${all('to_jsonb(d)', 'ledger_draws d JOIN ledger_lines l ON l.id = d.line_id WHERE l.case_id = c.id', 'd.line_id, d.lot_id')} AS draws,
  ${all(
    `jsonb_build_object('revision', n, 'position', x.position)`,
    `generate_series(0, c.revision + 1) n JOIN log_entries x ON x.tenant = c.tenant AND x.kind = 'event' AND x.ref = c.id || '/' || n`,
    'n',
  )} AS logged,
  (SELECT h.positions->'event' FROM log_heads h WHERE h.tenant = c.tenant) AS "loggedTo"
  FROM cases c WHERE c.id = $1->>'caseId'`;

/** Undefined where there is no such case. */
export const readRecord = async (read: TenantRead, caseId: string): Promise<RecordRows | undefined> => {
  const [found] = await read<RecordRows>(RECORD, { caseId });
  return found;
};

/** Whether the log has a case, even where the record doesn't. */
export const isLogged = async (read: TenantRead, caseId: string): Promise<boolean> =>
  (await read(`SELECT 1 AS found FROM log_entries WHERE kind = 'event' AND ref = ($1->>'caseId') || '/0'`, { caseId })).length >
  0;
