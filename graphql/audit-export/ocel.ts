/** OCEL 2.0 in JSON: events with the cases, people and units that they are about. */
import type { Prisma } from '../../prisma/client/client.ts';
import type { Context } from '../context.ts';
import { isAccount } from '../schema/masking.ts';
import type { Exported } from './exported.ts';

/** Cases that are held at once. */
const PAGE = 500;

const strings = (names: readonly string[]) => names.map((name) => ({ name, type: 'string' }));
const EVENT_ATTRIBUTES = [
  'process',
  'action',
  'role',
  'actor',
  'actorName',
  'actingFor',
  'emergency',
  'fromState',
  'toState',
  'late',
];
const CASE_ATTRIBUTES = ['state', 'closed', 'area'];

const attributes = (values: Readonly<Record<string, string | boolean | null | undefined>>) =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [{ name, value: String(value) }],
  );

const unitId = (unit: string): string => `unit:${unit}`;
const isSomebody = (person: string): boolean => isAccount(person);

const eventOf = (row: Exported) => ({
  id: `${row.caseId}/${row.revision}`,
  type: row.event,
  time: row.at,
  attributes: attributes({
    ...{ process: row.process, action: row.action, role: row.role, actor: row.person, actorName: row.name },
    ...{ actingFor: row.actingFor, emergency: row.emergency },
    ...{ fromState: row.fromState, toState: row.toState, late: row.late },
  }),
  relationships: [
    { objectId: row.caseId, qualifier: 'case' },
    ...(isSomebody(row.person) ? [{ objectId: row.person, qualifier: 'actor' }] : []),
    ...(row.unit === null ? [] : [{ objectId: unitId(row.unit), qualifier: 'unit of the actor' }]),
  ],
});

/** A list of JSON values, with commas between them. */
async function* listed(values: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  let first = true;
  for await (const page of values) {
    if (page.length === 0) continue;
    yield `${first ? '' : ',\n'}${page.map((value) => JSON.stringify(value)).join(',\n')}`;
    first = false;
  }
}

/** Cases of these events, with the unit that has them and the cases they are tied to. `seen` hears of their units. */
async function* cases(
  { db }: Context,
  where: Prisma.EventWhereInput,
  seen: (process: string, unit: string | null) => void,
): AsyncGenerator<readonly object[]> {
  const exported = { events: { some: where } };
  for (let last: string | undefined; ; ) {
    const rows = await db.case.findMany({
      select: {
        ...{ id: true, process: true, unit: true, area: true, state: true, closed: true, updatedAt: true },
        linksTo: { select: { to: true, kind: true }, where: { endedRevision: null, toCase: exported } },
      },
      where: { AND: [exported, ...(last === undefined ? [] : [{ id: { gt: last } }])] },
      orderBy: { id: 'asc' },
      take: PAGE,
    });
    for (const { process, unit } of rows) seen(process, unit);
    yield rows.map((row) => ({
      id: row.id,
      type: row.process,
      attributes: attributes({ state: row.state, closed: row.closed, area: row.area }).map((one) => ({
        ...one,
        time: row.updatedAt.toISOString(),
      })),
      relationships: [
        ...(row.unit === null ? [] : [{ objectId: unitId(row.unit), qualifier: 'unit' }]),
        ...row.linksTo.map(({ to, kind }) => ({ objectId: to, qualifier: kind })),
      ],
    }));
    last = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}

/** Held meanwhile are the names of people, units, processes and kinds of events alone. */
export async function* asOcel(
  context: Context,
  where: Prisma.EventWhereInput,
  pages: AsyncIterable<readonly Exported[]>,
): AsyncGenerator<string> {
  const people = new Set<string>();
  const units = new Set<string>();
  const processes = new Set<string>();
  const kinds = new Set<string>();
  const events = async function* (): AsyncGenerator<readonly object[]> {
    for await (const page of pages) {
      for (const { person, unit, event } of page) {
        if (isSomebody(person)) people.add(person);
        if (unit !== null) units.add(unit);
        if (event !== null) kinds.add(event);
      }
      yield page.map(eventOf);
    }
  };
  const objects = async function* (): AsyncGenerator<readonly object[]> {
    yield* cases(context, where, (process, unit) => {
      processes.add(process);
      if (unit !== null) units.add(unit);
    });
    yield [...people].map((id) => ({ id, type: 'person', attributes: [], relationships: [] }));
    yield [...units].map((unit) => ({ id: unitId(unit), type: 'unit', attributes: [], relationships: [] }));
  };
  yield '{"events": [\n';
  yield* listed(events());
  yield '\n],\n"objects": [\n';
  yield* listed(objects());
  const objectTypes = [
    ...[...processes].map((name) => ({ name, attributes: strings(CASE_ATTRIBUTES) })),
    ...['person', 'unit'].map((name) => ({ name, attributes: [] })),
  ];
  const eventTypes = [...kinds].map((name) => ({ name, attributes: strings(EVENT_ATTRIBUTES) }));
  yield `\n],\n"objectTypes": ${JSON.stringify(objectTypes)},\n"eventTypes": ${JSON.stringify(eventTypes)}}\n`;
}
