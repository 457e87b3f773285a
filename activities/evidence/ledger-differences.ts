/** Where the ledger lines of a case, and the balances that they touch, are others than its events wrote. Pure. */

import { itemsOf } from './derived-case.ts';
import { type Difference, words } from './differences.ts';
import type { EventRow, LineRow, RecordRows, Row } from './record-rows.ts';

const { named, added, lost } = words;

/**
 * An event says which lines it enters and which it takes back. How much of a capped line is left, and which lines have had their time, the
 * ledger has found out itself: of these it is checked that they stay within what was asked for.
 */
export const ledgerDifferences = (rows: RecordRows): Difference[] => {
  const { events, lines, takenBack, accounts } = rows;
  const original = new Map([...takenBack, ...lines].map((line) => [line.id, line]));
  const ofRevision = Map.groupBy(lines, ({ revision }) => revision);
  const wrong: Difference[] = [];
  for (const event of events) {
    const items = itemsOf(event, 'ledger');
    const left = new Set(ofRevision.get(event.revision));
    for (const item of items.filter(({ op }) => op === 'credit')) {
      const line = [...left].find((one) => isEntered(one, item, event));
      if (line) left.delete(line);
      else wrong.push(lost(entry(item, event.revision)));
    }
    for (const line of left) {
      const back = line.reverses === null ? undefined : original.get(line.reverses);
      const entered = back ? isTakenBack(line, back, items, event, rows) : isExpired(line, items, event, rows);
      if (!entered) wrong.push(added(entryOf(line)));
    }
    for (const missing of notTakenBack(items, event, rows)) wrong.push(lost(missing));
  }
  const known = new Set(events.map(({ revision }) => revision));
  for (const line of lines) if (!known.has(line.revision)) wrong.push(added(entryOf(line)));
  for (const { owner, asset, balance, sum } of accounts)
    if (balance !== sum)
      wrong.push({
        where: 'accounts.balance',
        en: `The balance of ${owner} (${asset}) is ${balance}; its lines come to ${sum}.`,
        zh: `${owner}的${asset}余额为${balance}，分录合计为${sum}。`,
      });
  return wrong;
};

const entry = ({ rule }: Row, revision: number) =>
  named('ledger_lines', `The ledger line “${rule}” of revision ${revision}`, `修订号${revision}的分录“${rule}”`);
const entryOf = (line: LineRow) => entry({ rule: line.rule }, line.revision);

const sameMoment = (one: string, other: string) => Date.parse(one) === Date.parse(other);

const isEntered = (line: LineRow, item: Row, event: EventRow): boolean => {
  const cap = item.cap as Row | undefined;
  const asked = Number(item.amount);
  return (
    line.reverses === null &&
    line.rule === item.rule &&
    line.asset === item.asset &&
    line.from_owner === item.from &&
    line.to_owner === item.to &&
    line.kind === (item.kind ?? null) &&
    line.year === (item.year ?? null) &&
    isUntil(line, item) &&
    sameMoment(line.at, event.at) &&
    (cap === undefined
      ? line.amount === asked && line.asked === null && line.cap === null
      : line.asked === asked && line.cap === cap.key && line.amount >= 0 && line.amount <= Math.min(asked, Number(cap.most)))
  );
};

/** Its last day is the one that is named, or that of a year: of which one the tenant's calendar says, which may be a day ahead of the moment or behind it. */
const isUntil = ({ until, at }: LineRow, item: Row): boolean => {
  if (item.validYears === undefined) return until === (item.until ?? null);
  const years = [-1, 1].map((days) => new Date(Date.parse(at) + days * 86_400_000).getUTCFullYear() + Number(item.validYears));
  return years.some((year) => until === `${year}-12-31`);
};

/** What had had its time before it was taken back went as that. */
const expiredOf = ({ lots }: RecordRows, id: string): number => lots.find((lot) => lot.id === id)?.expired ?? 0;

/** Whether a line is the rest of one lot that has had its time. */
const isExpired = (line: LineRow, items: readonly Row[], event: EventRow, { lots, draws }: RecordRows): boolean => {
  const drawn = draws.filter((draw) => draw.line_id === line.id);
  const lot = lots.find(({ id }) => id === drawn[0]?.lot_id);
  return (
    lot !== undefined &&
    drawn.length === 1 &&
    drawn[0]?.amount === line.amount &&
    line.reverses === null &&
    line.rule.endsWith(`:${lot.id}:expired`) &&
    line.from_owner === lot.owner &&
    line.to_owner === lot.source &&
    sameMoment(line.at, event.at) &&
    items.some(
      ({ op, asset, before }) => op === 'expire' && asset === lot.asset && lot.until !== null && lot.until < String(before),
    )
  );
};

const isTakenBack = (line: LineRow, back: LineRow, items: readonly Row[], event: EventRow, rows: RecordRows): boolean =>
  line.amount <= back.amount &&
  line.amount >= back.amount - expiredOf(rows, back.id) &&
  back.asset === line.asset &&
  back.from_owner === line.to_owner &&
  back.to_owner === line.from_owner &&
  back.kind === line.kind &&
  back.year === line.year &&
  sameMoment(line.at, event.at) &&
  (items.some(
    (item) =>
      (item.op === 'reverse' && back.case_id === rows.case.id && back.rule === item.rule) ||
      (item.op === 'takeBack' && back.id === item.id) ||
      (item.op === 'expire' && back.asset === item.asset && back.until !== null && back.until < String(item.before)),
  ) ||
    // What has had its time already when it is given.
    (back.case_id === rows.case.id && back.revision === line.revision && back.until !== null && line.rule.endsWith(':expired')));

/** Lines that an event was to take back, and that nothing has taken back. */
const notTakenBack = (items: readonly Row[], event: EventRow, rows: RecordRows) => {
  const { lines } = rows;
  const done = new Set(lines.filter(({ revision }) => revision <= event.revision).map(({ reverses }) => reverses));
  const own = items
    .filter(({ op }) => op === 'reverse')
    .flatMap(({ rule }) =>
      lines.filter(
        (line) =>
          line.rule === rule &&
          line.revision <= event.revision &&
          line.amount > expiredOf(rows, line.id) &&
          line.reverses === null &&
          !done.has(line.id),
      ),
    )
    .map(entryOf);
  const others = items
    .filter(({ op, id }) => op === 'takeBack' && !lines.some(({ reverses }) => reverses === id))
    .map(({ id }) =>
      named(
        'ledger_lines',
        `The taking back of the line ${id} at revision ${event.revision}`,
        `修订号${event.revision}对分录${id}的冲回`,
      ),
    );
  return [...own, ...others];
};
