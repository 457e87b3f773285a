/** What has to be true of an office whatever happened in it; each check says what is wrong in sentences. */
import { isDeepStrictEqual } from 'node:util';
import { readRecord } from '../../activities/evidence/record-rows.ts';
import { verdictOf } from '../../activities/evidence/verdict.ts';
import { newest } from '../../activities/process-package.ts';
import { readStaff } from '../../activities/staff.ts';
import { caseOf, storedRow } from '../../activities/stored.ts';
import { tenantRead } from '../../activities/tenant-read.ts';
import type { Case as StoredCase } from '../../prisma/client/client.ts';
import { applyOutcome, decideStart, unopened, whyNot } from '../../workflows/kernel/decide.ts';
import { decideAny } from '../../workflows/kernel/own-acts.ts';
import { isFollower } from '../../workflows/kernel/parts.ts';
import {
  type Actor,
  type AnyProcess,
  type AnyRule,
  type Case,
  holdsRole,
  isRefusal,
  type OpenTask,
} from '../../workflows/kernel/process.ts';
import { named } from '../../workflows/kernel/staffing.ts';
import type { Office } from '../graphql/office.ts';
import { isFor, subsets } from '../processes/leaving.ts';

const byRole = (role: string | undefined) => role === 'follower' || role === 'anonymous';

/** Everybody of a tenant who is there. */
export const peopleOf = async (office: Office, tenant: string): Promise<readonly Actor[]> => {
  const { grants } = await readStaff(tenantRead(office.program.services.pool, tenant));
  return [...grants].map(([id, held]) => ({ id, name: id, grants: held }));
};

export const storedCases = async (office: Office, ids: readonly string[]): Promise<readonly StoredCase[]> =>
  (await office.sql<{ row: object }>(`SELECT to_jsonb(c) AS row FROM cases c WHERE id = ANY ($1) ORDER BY id`, [ids])).map(
    ({ row }) => storedRow<StoredCase>(row),
  );

const rulesOf = (office: Office, { process, rulesVersion }: { process: string; rulesVersion: number }): AnyProcess => {
  const pkg = office.program.services.packages.get(process);
  const rules = pkg?.versions.find(({ version }) => version === rulesVersion);
  if (!rules) throw new Error(`No rules of ${process}.`);
  return rules;
};

/**
 * Every open case waits for somebody who is there and whose role lets them do it, and somebody can do it now or move the case on. What a case still lacks may
 * hold up a task, such as a paper that is missing; then another way leads on.
 */
export const whoCannotGoOn = async (office: Office, tenant: string, cases: readonly string[], now: number): Promise<string[]> => {
  const people = await peopleOf(office, tenant);
  return (await storedCases(office, cases)).flatMap((row) => {
    const process = rulesOf(office, row);
    const current = caseOf(row);
    const where = `${row.id}, ${row.state}`;
    if (row.closed) return [];
    // Where nobody is waited for, a clock has to move the case on, or its rules say what does.
    if (current.tasks.length === 0)
      return Object.values(current.clocks).includes('running') || process.lifecycle?.[row.state]?.untimed
        ? []
        : [`${where}: nobody is waited for.`];
    const tasks = current.tasks.filter(({ role, person }) => !byRole(role) && (person === undefined || !isFollower(person)));
    const ways = [
      ...tasks.map(({ action }) => action),
      ...Object.entries<AnyRule>(process.actions).flatMap(([action, { to }]) =>
        to?.some((state) => state !== row.state) ? [action] : [],
      ),
    ];
    return [
      ...tasks
        .filter(
          (task) => !people.some((one) => isFor(task, one, current) && mayBeTheirs(process, current, task.action, one, now)),
        )
        .map(({ action, person, role }) => `${where}: nobody may ${action}, which is for ${person ?? role}.`),
      ...(tasks.length === 0 || people.some((one) => ways.some((action) => !whyNot(process, current, action, one, now)))
        ? []
        : [`${where}: nobody can do anything.`]),
    ];
  });
};

const mayBeTheirs = (...asked: Parameters<typeof whyNot>): boolean =>
  !['wrongRole', 'wrongState', 'unknownAction'].some((code) => whyNot(...asked)?.code.endsWith(code));

type EventRow = {
  case: string;
  revision: number;
  action: string;
  actor: string;
  name: string;
  role: string;
  at: Date;
  to: string;
  input: unknown;
  reference: unknown;
  facts: object;
  grants: Actor['grants'];
  unit: string | null;
};
type LineRow = { case_id: string; revision: number; rule: string; to_owner: string; amount: string; asked: string | null };
/** Compares each case with its events and what they wrote, as an auditor has it compared. */
export const otherThanTheEventsWrote = async (office: Office, tenant: string, cases: readonly string[]): Promise<string[]> => {
  const wrong: string[] = [];
  for (const id of cases) {
    const rows = await readRecord(tenantRead(office.program.services.pool, tenant), id);
    if (!rows) throw new Error(`${id} isn't in the record.`);
    const { why, brokenAt, differences } = verdictOf(id, rows);
    if (why) wrong.push(`${id} at ${brokenAt}: ${why.en}`);
    wrong.push(...differences.map(({ where, en }) => `${id}, ${where}: ${en}`));
  }
  return wrong;
};

type LedgerItem = { op: string; rule: string; to: string; amount: number };

/**
 * Decides every recorded act again from what stands in the record, and compares what follows with what was recorded: the state, the facts,
 * and the lines of the ledger.
 */
export const otherThanTheRulesSay = async (office: Office, cases: readonly string[]): Promise<string[]> => {
  const events = await office.sql<EventRow>(
    `SELECT e.case_id AS "case", e.revision, e.action, e.actor_id AS actor, e.actor_name AS name, e.role, e.at, e.to_state AS "to", e.input, e.reference,
       e.changes->'after' AS facts,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', r.role)) FROM person_roles r WHERE r.tenant = e.tenant AND r.person_id = e.actor_id), '[]') AS grants,
       (SELECT p.unit FROM people p WHERE p.tenant = e.tenant AND p.id = e.actor_id) AS unit
     FROM events e WHERE e.case_id = ANY ($1) ORDER BY e.case_id, e.revision`,
    [cases],
  );
  const lines = Map.groupBy(
    await office.sql<LineRow>(`SELECT * FROM ledger_lines WHERE case_id = ANY ($1) AND reverses IS NULL`, [cases]),
    (line) => `${line.case_id} ${line.revision}`,
  );
  const stored = new Map((await storedCases(office, cases)).map((row) => [row.id, row]));
  const tasks = await office.sql<{ case_id: string; opened_revision: number; closed_revision: number | null; task: OpenTask }>(
    `SELECT case_id, opened_revision, closed_revision, jsonb_strip_nulls(jsonb_build_object('action', action, 'person', person, 'role', role,
       'group', group_key, 'fellFrom', fell_from, 'clock', clock)) AS task FROM tasks WHERE case_id = ANY ($1)`,
    [cases],
  );
  return [...Map.groupBy(events, (event) => event.case).entries()].flatMap(([id, history]) => {
    const row = stored.get(id) as StoredCase;
    const process = rulesOf(office, row);
    const wrong: string[] = [];
    let current: Case | undefined;
    for (const event of history) {
      // A step of a clock that only tells people changes nothing.
      if (event.action === 'escalate' && current) {
        current = { ...current, revision: event.revision };
        continue;
      }
      const actor = {
        id: event.actor,
        name: event.name,
        grants: [{ role: event.role }, ...event.grants],
        ...(event.unit === null ? {} : { unit: event.unit }),
      };
      const command = {
        action: event.action,
        actor,
        now: event.at.getTime(),
        input: event.input,
        reference: event.reference ?? undefined,
      };
      const where = `${id} at ${event.revision}, ${event.action}`;
      const before = current ?? unopened(process, { id, tenant: row.tenant, actor, now: command.now });
      const decided = (gone: NonNullable<Case['gone']>): readonly string[] => {
        const decision = current
          ? decideAny(office.program.services.packages.get(row.process)?.versions ?? [], { ...current, gone }, command)
          : decideStart(process, { id, ...command });
        if (isRefusal(decision)) return [`${where}: the rules refuse it now: ${decision.code}.`];
        const next = JSON.parse(JSON.stringify(applyOutcome(before, decision.outcome))) as Case;
        after = next;
        const said = { ...(before.facts as object), ...event.facts };
        return [
          ...(next.state === event.to ? [] : [`${where}: it led to ${event.to}, and the rules lead to ${next.state}.`]),
          ...(isDeepStrictEqual(next.facts, said) ? [] : [`${where}: other facts than the rules give.`]),
          ...otherLines(where, decision.outcome.effects ?? [], lines.get(`${id} ${event.revision}`) ?? []),
        ];
      };
      let after = before;
      // The record doesn't keep who had gone by then: it could have been anybody whom the case names.
      const judged = (current ? subsets(...named(process, current).slice(0, 6)) : [[]]).map(decided);
      if (!judged.some((faults) => faults.length === 0)) wrong.push(...(judged[0] ?? []));
      const next: Case = { ...after, state: event.to, facts: { ...(before.facts as object), ...event.facts } };
      const open = tasks.filter(
        (task) =>
          task.case_id === id && task.opened_revision <= event.revision && (task.closed_revision ?? Infinity) > event.revision,
      );
      current = { ...next, tasks: open.map(({ task }) => task) };
    }
    return wrong;
  });
};

const otherLines = (
  where: string,
  effects: readonly { kind: string; items: readonly unknown[] }[],
  lines: readonly LineRow[],
): string[] => {
  const given = effects
    .filter(({ kind }) => kind === 'ledger')
    .flatMap(({ items }) => items as LedgerItem[])
    .filter(({ op }) => op === 'credit')
    .map(({ rule, to, amount }) => `${rule} to ${to}: ${amount}`);
  // A ceiling may have cut a line; what was asked for stands beside it.
  const entered = lines.map(({ rule, to_owner, amount, asked }) => `${rule} to ${to_owner}: ${asked ?? amount}`);
  return isDeepStrictEqual(given.toSorted(), entered.toSorted())
    ? []
    : [`${where}: the ledger has ${entered.join('; ') || 'nothing'}, and the rules give ${given.join('; ') || 'nothing'}.`];
};

/** Said once more in its own words: an overseer's or staff member's grant that covers the place of the case, or a role that it is open to. */
const isTheirs = ({ grants }: Actor, { staff, openTo = [] }: AnyProcess, { unit, area }: StoredCase): boolean =>
  grants.some(
    ({ role, units, areas }) =>
      openTo.includes(role) ||
      (['admin', 'auditor', ...staff].includes(role) &&
        (!units || (unit !== null && units.includes(unit))) &&
        (!areas || (area !== null && areas.includes(area)))),
  );

const SHOWN = `title parties { person name phone email } history(first: 100) { edges { node { actorId actorName reason } } }`;

/** Asks for the cases as each of these people: nobody sees a case that isn't theirs, nor a number or name of somebody else that their role doesn't need. */
export const seenBeyondTheirRole = async (
  office: Office,
  viewers: readonly Actor[],
  cases: readonly string[],
): Promise<string[]> => {
  const rows = await storedCases(office, cases);
  const parties = await office.sql<{
    case_id: string;
    role: string;
    person: string | null;
    phone: string | null;
    email: string | null;
  }>(
    `SELECT p.case_id, p.role, p.person, coalesce(p.phone, a.phone) AS phone, coalesce(p.email, a.email) AS email FROM parties p
     LEFT JOIN people a ON a.tenant = p.tenant AND a.id = p.person WHERE p.case_id = ANY ($1)`,
    [cases],
  );
  const wrong: string[] = [];
  for (const viewer of viewers) {
    const asked = rows.map(({ id }, n) => `c${n}: case(id: ${JSON.stringify(id)}) { ${SHOWN} }`).join(' ');
    const { data } = await office.ask(viewer.id, `{ ${asked} }`);
    for (const [n, row] of rows.entries()) {
      const process = newest(office.program.services.packages.get(row.process) as never) as AnyProcess;
      const [{ mine }] = (await office.sql<{ mine: boolean }>(
        `SELECT EXISTS (SELECT FROM cases WHERE id = $1 AND opened_by = $2) OR EXISTS (SELECT FROM tasks WHERE case_id = $1 AND person = $2 AND closed_revision IS NULL)
           OR EXISTS (SELECT FROM events WHERE case_id = $1 AND actor_id = $2) OR EXISTS (SELECT FROM parties WHERE case_id = $1 AND person = $2)
           OR EXISTS (SELECT FROM links l WHERE l.to_case = $1 AND l.kind = 'mergedInto' AND EXISTS (SELECT FROM parties WHERE case_id = l.from_case AND person = $2)) AS mine`,
        [row.id, viewer.id],
      )) as [{ mine: boolean }];
      const seen = data?.[`c${n}`];
      if (seen && !mine && !isTheirs(viewer, process, row)) wrong.push(`${viewer.id} sees ${row.id}, which isn't theirs.`);
      if (!seen || holdsRole(viewer, process.personal, caseOf(row))) continue;
      const text = JSON.stringify(seen);
      for (const party of parties) {
        if (party.case_id !== row.id || party.person === viewer.id || process.publicParties?.includes(party.role)) continue;
        for (const secret of [party.phone, party.email])
          if (secret && text.includes(secret)) wrong.push(`${viewer.id} reads ${secret} in ${row.id}.`);
      }
    }
  }
  return wrong;
};

/** Asks for the figures of a process and counts them again from its events. */
export const figuresUnlikeTheEvents = async (office: Office, admin: string, process: string): Promise<string[]> => {
  const { data, errors } = await office.ask(
    admin,
    `query ($process: String!) { statistics(process: $process, from: "2020-01-01T00:00:00Z", before: "2100-01-01T00:00:00Z") {
      opened closed open reopenRate reworkRate ratings } }`,
    { process },
  );
  if (errors) return errors.map(({ message }) => message);
  const rules = newest(office.program.services.packages.get(process) as never) as AnyProcess;
  const [counted] = await office.sql<{ opened: number; closed: number; reopened: number; rework: number; ratings: number }>(
    `SELECT count(*)::int AS opened, count(*) FILTER (WHERE (SELECT to_state FROM events e WHERE e.case_id = o.case_id ORDER BY revision DESC LIMIT 1) = ANY ($2))::int AS closed,
       count(*) FILTER (WHERE EXISTS (SELECT FROM events e WHERE e.case_id = o.case_id AND e.name = 'Reopened'))::int AS reopened,
       count(*) FILTER (WHERE EXISTS (SELECT FROM events e WHERE e.case_id = o.case_id AND (e.changes->'after'->>'rework')::int > 0))::int AS rework,
       (SELECT count(*) FROM events e WHERE e.process = $1 AND e.name = 'Rated' AND e.tenant = (SELECT tenant FROM people WHERE id = $3))::int AS ratings
     FROM events o JOIN people p ON p.id = $3 AND p.tenant = o.tenant WHERE o.process = $1 AND o.revision = 0
       AND (SELECT to_state FROM events e WHERE e.case_id = o.case_id ORDER BY revision DESC LIMIT 1) <> ALL ($4)`,
    [process, rules.closed, admin, rules.aside ?? []],
  );
  const rate = (share: number) => (counted?.opened ? Math.round((share / counted.opened) * 10_000) / 10_000 : null);
  const [row] = data.statistics;
  if (!row || !counted) return counted?.opened ? [`${process} has no figures.`] : [];
  const expected = {
    opened: counted.opened,
    closed: counted.closed,
    open: counted.opened - counted.closed,
    reopenRate: rate(counted.reopened),
    reworkRate: rate(counted.rework),
    ratings: counted.ratings,
  };
  return Object.entries(expected).flatMap(([figure, value]) =>
    row[figure] === value ? [] : [`${process}: ${figure} is ${row[figure]}, and the events make it ${value}.`],
  );
};
