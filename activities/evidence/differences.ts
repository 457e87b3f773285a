/** Where the rows of a case are others than its events wrote, in words. Pure. What may be personal is named and not quoted. */
import { isDeepStrictEqual } from 'node:util';
import type { Title } from '../../workflows/kernel/process.ts';
import { type DerivedCase, type DerivedMeasurement, itemsOf, type WrittenClock } from './derived-case.ts';
import type { RecordRows, Row } from './record-rows.ts';

export type Difference = Title & {
  /** The row, and the column where one is meant: `cases.state`, `tasks`, `ledger_lines`. */
  readonly where: string;
};

type Named = Title & { readonly where: string };
const named = (where: string, en: string, zh: string): Named => ({ where, en, zh });

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null'));

/** One value that is another; both are quoted where they aren't personal. */
const differs = ({ where, en, zh }: Named, stored: unknown, derived: unknown): Difference => ({
  where,
  en: `${en} is ${shown(stored)} in the record; its events say ${shown(derived)}.`,
  zh: `${zh}在记录中为${shown(stored)}，按办理记录应为${shown(derived)}。`,
});

const otherwise = ({ where, en, zh }: Named): Difference => ({
  where,
  en: `${en} isn’t as its events wrote it.`,
  zh: `${zh}与办理记录不一致。`,
});

const added = ({ where, en, zh }: Named): Difference => ({
  where,
  en: `${en} stands in the record, and no event wrote it so.`,
  zh: `${zh}见于记录，但没有办理记录写入。`,
});

const lost = ({ where, en, zh }: Named): Difference => ({
  where,
  en: `${en} was written by an event, and doesn’t stand in the record so.`,
  zh: `${zh}由办理记录写入，但记录中没有或已改动。`,
});

/** Rows without their like among what was written, and the other way round; each stands for one. */
const compared = <Stored, Derived>(
  stored: readonly Stored[],
  derived: readonly Derived[],
  of: { stored: (row: Stored) => unknown; derived: (row: Derived) => unknown; name: (key: never) => Named },
): Difference[] => {
  const left = derived.map((row) => of.derived(row));
  const more: unknown[] = [];
  for (const row of stored) {
    const key = of.stored(row);
    const at = left.findIndex((one) => isDeepStrictEqual(one, key));
    if (at < 0) more.push(key);
    else left.splice(at, 1);
  }
  return [...more.map((key) => added(of.name(key as never))), ...left.map((key) => lost(of.name(key as never)))];
};

const ms = (at: unknown): number | null => (at === null || at === undefined ? null : Date.parse(String(at)));
/** Without the keys that aren't there, as JSON has them. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** All differences between the rows of a case and its events, but those of the ledger. */
export const differencesOf = (rows: RecordRows, derived: DerivedCase): Difference[] => [
  ...ofCase(rows, derived),
  ...ofClocks(rows, derived),
  ...ofTasks(rows, derived),
  ...ofParties(rows, derived),
  ...ofLinks(rows, derived),
  ...ofAttachments(rows, derived),
  ...ofMeasurements(rows, derived),
  ...ofPayments(rows, derived),
];

const ofCase = ({ case: row, clocks }: RecordRows, derived: DerivedCase): Difference[] => {
  const { last } = derived;
  const open = clocks.filter(({ state }) => state !== 'stopped');
  const earliest = (column: string, of: readonly Row[]) =>
    of
      .map((clock) => ms(clock[column]))
      .filter((at) => at !== null)
      .toSorted((one, other) => one - other)[0] ?? null;
  const quoted: [string, Title, unknown, unknown][] = [
    ['process', { en: 'The process', zh: '流程' }, row.process, derived.process],
    ['tenant', { en: 'The tenant', zh: '所属单位' }, row.tenant, derived.tenant],
    ['state', { en: 'The state', zh: '状态' }, row.state, derived.state],
    ['closed', { en: 'Whether it is closed', zh: '是否办结' }, row.closed, last?.closed],
    ['revision', { en: 'The revision', zh: '修订号' }, row.revision, derived.revision],
    ['rules_version', { en: 'The version of the rules', zh: '规则版本' }, row.rules_version, last?.rulesVersion],
    ['unit', { en: 'The unit', zh: '承办单位' }, row.unit, last?.unit ?? null],
    ['area', { en: 'The area', zh: '网格' }, row.area, last?.area ?? null],
    ['clock_states', { en: 'What its clocks do', zh: '时限状态' }, row.clock_states, plain(last?.clocks)],
    ['live', { en: 'Whether its workflow runs', zh: '工作流是否运行' }, row.live, last?.live],
    ['sealed', { en: 'Whether it is sealed', zh: '是否密件' }, row.sealed, last?.sealed],
    ['follow_run', { en: 'The number of its follow codes', zh: '查询码序号' }, row.follow_run, derived.followRun],
  ];
  const moments: [string, Title, unknown, number | null][] = [
    ['opened_at', { en: 'When it was opened', zh: '立案时间' }, row.opened_at, ms(derived.openedAt)],
    ['updated_at', { en: 'When it was changed last', zh: '最近办理时间' }, row.updated_at, ms(derived.updatedAt)],
    ['closed_at', { en: 'When it was closed', zh: '办结时间' }, row.closed_at, ms(derived.closedAt)],
    [
      'due_at',
      { en: 'When it is due', zh: '到期时间' },
      row.due_at,
      earliest(
        'due_at',
        open.filter(({ inner }) => inner !== true),
      ),
    ],
    [
      'next_step_at',
      { en: 'When the next step of a ladder is reached', zh: '下一提醒时间' },
      row.next_step_at,
      earliest('next_step_at', open),
    ],
  ];
  const silent: [string, Title, unknown, unknown][] = [
    ['title', { en: 'The title', zh: '标题' }, row.title, derived.title],
    ['opened_by', { en: 'Who opened it', zh: '立案人' }, row.opened_by, derived.openedBy],
    ['tasks_open', { en: 'What it waits for', zh: '待办' }, row.tasks_open, plain(last?.tasks)],
    ['named', { en: 'The people whom it names', zh: '指定人员' }, row.named, plain(last?.named)],
    ['gone', { en: 'Those of its people who have gone', zh: '离岗人员' }, row.gone, plain(last?.gone)],
    ['hands', { en: 'Who has acted on it, and in whose name', zh: '办理人员及其代理关系' }, row.hands, plain(last?.hands)],
  ];
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const facts = (row.facts ?? {}) as Row;
  const keys = [...new Set([...Object.keys(facts), ...Object.keys(derived.facts)])];
  return [
    ...quoted.flatMap(([column, { en, zh }, stored, by]) =>
      isDeepStrictEqual(stored, by) ? [] : [differs(named(`cases.${column}`, en, zh), stored, by)],
    ),
    ...moments.flatMap(([column, { en, zh }, stored, by]) =>
      ms(stored) === by ? [] : [differs(named(`cases.${column}`, en, zh), iso(ms(stored)), iso(by))],
    ),
    ...silent.flatMap(([column, { en, zh }, stored, by]) =>
      isDeepStrictEqual(stored, by) ? [] : [otherwise(named(`cases.${column}`, en, zh))],
    ),
    ...keys.flatMap((key) =>
      isDeepStrictEqual(facts[key], derived.facts[key])
        ? []
        : [otherwise(named(`cases.facts.${key}`, `The fact “${key}”`, `案件信息“${key}”`))],
    ),
  ];
};

const ofClocks = ({ clocks, steps, moves }: RecordRows, derived: DerivedCase): Difference[] => {
  const name = ({ name, run }: Row) =>
    named('clocks', `The clock “${name}” (run ${run})`, `时限“${name}”（第${Number(run) + 1}次）`);
  const found = new Map(clocks.map((row) => [`${row.name} ${row.run}`, row]));
  const wrong = derived.clocks.flatMap((wrote) => {
    const row = found.get(`${wrote.name} ${wrote.run}`);
    found.delete(`${wrote.name} ${wrote.run}`);
    if (!row) return [lost(name(wrote))];
    const what = (column: string): Named => {
      const { en, zh } = name(wrote);
      return named(`clocks.${column}`, `${column} of ${en.charAt(0).toLowerCase()}${en.slice(1)}`, `${zh}的${column}`);
    };
    // A changed calendar moves due times and steps of ladders without an event of the case; its journal says from when to when.
    const moved = Number(row.calendar_version) > wrote.calendarVersion;
    const values: [string, unknown, unknown][] = [
      ...['budget', 'ledger', 'ladder', 'state', 'inner'].map((column): [string, unknown, unknown] => [
        column,
        row[column],
        wrote[column],
      ]),
      ['due_at', ms(row.due_at), dueOf(wrote, moves)],
      ['next_step', row.next_step ?? null, wrote.nextStep ?? null],
      ...(moved ? [] : [['next_step_at', ms(row.next_step_at), ms(wrote.nextStepAt)] as [string, unknown, unknown]]),
      ['started_at', ms(row.started_at), ms(wrote.startedAt)],
      ['stopped_at', ms(row.stopped_at), ms(wrote.stoppedAt)],
    ];
    return values.flatMap(([column, stored, by]) => (isDeepStrictEqual(stored, by) ? [] : [otherwise(what(column))]));
  });
  return [
    ...wrong,
    ...[...found.values()].map((row) => added(name(row))),
    ...compared(steps, derived.steps, {
      stored: ({ name, run, percent, revision }) => ({ name, run, percent, revision }),
      derived: ({ name, run, percent, revision }) => ({ name, run, percent, revision }),
      name: ({ name, percent }: Row) =>
        named('clock_steps', `The step at ${percent} % of the clock “${name}”`, `时限“${name}”${percent}%的提醒`),
    }),
  ];
};

/** When a clock is due: as it was written, or as a calendar has moved it since. */
const dueOf = (wrote: WrittenClock, moves: readonly Row[]): number | null => {
  const since = moves
    .filter(({ version }) => Number(version) > wrote.calendarVersion)
    .flatMap(({ clocks }) => clocks as readonly Row[])
    .findLast(({ name, run }) => name === wrote.name && run === wrote.run);
  return ms(since ? since.after : wrote.dueAt);
};

const ofTasks = ({ tasks, moves }: RecordRows, derived: DerivedCase): Difference[] => {
  const dueBy = (clock: string | undefined) => {
    const wrote = derived.clocks
      .filter(({ name }) => name === clock)
      .toSorted((one, other) => one.run - other.run)
      .at(-1);
    return wrote ? dueOf(wrote, moves) : null;
  };
  return compared(tasks, derived.tasks, {
    stored: (row) => ({
      action: row.action,
      person: row.person,
      role: row.role,
      unit: row.unit,
      area: row.area,
      group: row.group_key,
      fellFrom: row.fell_from,
      except: row.except_people,
      clock: row.clock,
      openedAt: ms(row.opened_at),
      openedRevision: row.opened_revision,
      closedRevision: row.closed_revision,
      closedBy: row.closed_by,
      due: row.closed_revision === null ? ms(row.due_at) : null,
    }),
    derived: (task) => ({
      action: task.action,
      person: task.person ?? null,
      role: task.role ?? null,
      unit: task.unit,
      area: task.area,
      group: task.group ?? null,
      fellFrom: task.fellFrom ?? null,
      except: task.except ?? [],
      clock: task.clock ?? null,
      openedAt: ms(task.openedAt),
      openedRevision: task.openedRevision,
      closedRevision: task.closedRevision,
      closedBy: task.closedBy,
      due: task.closedRevision === null ? dueBy(task.clock) : null,
    }),
    name: ({ action, openedRevision }: Row) =>
      named('tasks', `The task “${action}” opened at revision ${openedRevision}`, `修订号${openedRevision}产生的待办“${action}”`),
  });
};

const ofParties = ({ parties }: RecordRows, derived: DerivedCase): Difference[] => {
  const fields = ['role', 'person', 'name', 'phone', 'email', 'revision'];
  const pick = (row: Row, ended: string) => ({
    ...Object.fromEntries(fields.map((field) => [field, row[field] ?? null])),
    ended: row[ended] ?? null,
  });
  return compared(parties, derived.parties, {
    stored: (row) => pick(row, 'ended_revision'),
    derived: (party) => pick(party, 'endedRevision'),
    name: ({ role, revision }: Row) =>
      named('parties', `The party “${role}” entered at revision ${revision}`, `修订号${revision}登记的当事人“${role}”`),
  });
};

const ofLinks = ({ case: { id }, links, linksHere }: RecordRows, derived: DerivedCase): Difference[] => [
  ...compared(links, derived.links, {
    stored: (row) => ({ to: row.to_case, kind: row.kind, since: row.since_revision, ended: row.ended_revision }),
    derived: (link) => ({
      to: link.to,
      kind: link.kind,
      since: link.sinceRevision,
      ended: link.endedRevision ?? null,
    }),
    name: ({ to, kind }: Row) => named('links', `The link “${kind}” to ${to}`, `与${to}的关联“${kind}”`),
  }),
  ...linksHere.flatMap((row) =>
    itemsOf({ wrote: { effects: row.effects ?? [] } }, 'links').some(
      ({ op, to, as }) => op === 'link' && to === id && as === row.kind,
    )
      ? []
      : [added(named('links', `The link “${row.kind}” from ${row.from_case}`, `来自${row.from_case}的关联“${row.kind}”`))],
  ),
];

const ofAttachments = ({ attachments }: RecordRows, derived: DerivedCase): Difference[] => {
  const fields = ['sha256', 'revision', 'mime', 'bytes', 'width', 'height', 'thumbnail', 'place'];
  const pick = (row: Row, taken: string) => ({
    ...Object.fromEntries(fields.map((field) => [field, row[field] ?? null])),
    taken: ms(row[taken]),
  });
  return compared(attachments, derived.attachments, {
    stored: (row) => pick(row, 'taken_at'),
    derived: (one) => pick(one, 'takenAt'),
    name: ({ sha256, revision }: Row) =>
      named(
        'attachments',
        `The attachment ${String(sha256).slice(0, 12)}… of revision ${revision}`,
        `修订号${revision}的附件${String(sha256).slice(0, 12)}…`,
      ),
  });
};

/** By series, for a long one is told of once. */
const ofMeasurements = ({ measurements }: RecordRows, derived: DerivedCase): Difference[] => {
  const stored = bySeries(measurements.map((row) => ({ ...row, at: Date.parse(row.at) })));
  const wrote = bySeries(derived.measurements);
  return [...new Set([...stored.keys(), ...wrote.keys()])].flatMap((series) =>
    isDeepStrictEqual(stored.get(series), wrote.get(series))
      ? []
      : [otherwise(named('measurements', `The series “${series}”`, `测量序列“${series}”`))],
  );
};

const bySeries = (points: readonly DerivedMeasurement[]): ReadonlyMap<string, readonly (readonly number[])[]> =>
  new Map(
    [...Map.groupBy(points, ({ series }) => series)].map(([series, of]) => [
      series,
      of
        .map(({ at, value, revision }) => [at, value, revision] as const)
        .toSorted((one, other) => one[0] - other[0] || one[1] - other[1]),
    ]),
  );

const ofPayments = ({ payments }: RecordRows, derived: DerivedCase): Difference[] =>
  compared(payments, derived.payments, {
    stored: ({ id, revision, from_owner, to_owner, fen, state, settled_revision }) => ({
      ...{ id, revision, from: from_owner, to: to_owner, fen: Number(fen), state },
      settled: settled_revision,
    }),
    derived: ({ id, revision, from, to, fen, state, settledRevision }) => ({
      ...{ id, revision, from, to, fen, state },
      settled: settledRevision,
    }),
    name: ({ id }: Row) => named('payments', `The payment ${id}`, `付款${id}`),
  });

/** The same words for the other rows of a case. */
export const words = { named, added, lost };
