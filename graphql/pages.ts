/**
 * Lists by pages. A cursor holds the sort key of the last entry that was read, so that a page goes on behind it whatever has become of
 * that entry meanwhile. Where the key itself may change, the pages are of the moment when the first was asked: see `Pages.moved`.
 */
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { ApiError } from '../activities/acting/api-error.ts';
import { decrypted, encrypted } from '../activities/keys.ts';
import { PAGE } from './builder.ts';
import type { Context } from './context.ts';

type Value = string | number | bigint | Date | null;
// biome-ignore lint/suspicious/noExplicitAny: a page holds whatever its list reads, by Prisma's own conditions
type Row = any;

/** A column by which a list is sorted; the last of them tells all entries apart. Those without a value come last. */
export type SortKey = { readonly field: string; readonly down?: boolean; readonly nullable?: boolean };

/** An entry whose key has changed, with the key that it had; without one, it wasn't there yet. */
export type Moved = { readonly id: string; readonly keys?: readonly Value[] };

/** The usual order of what was written down: the last first. */
export const LAST_FIRST: readonly SortKey[] = [
  { field: 'at', down: true },
  { field: 'id', down: true },
];

export type Pages = {
  /** What is listed, and in which order: a cursor is good for this alone. */
  readonly list: string;
  readonly keys: readonly SortKey[];
  readonly where: object;
  readonly find: (query: object) => Promise<Row[]>;
  /** Whether entries are put together by hand, so that nothing is to be selected for what is asked of them. */
  readonly whole?: true;
  readonly count: () => Promise<number>;
  /** Entries whose key may have changed since a moment, by `id`; for lists that are sorted by what acts change. */
  readonly moved?: (since: Date) => Promise<readonly Moved[]>;
};

type PageArgs = {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
};

/** More entries than this that have moved are too many to be put back; the page goes on by the keys of now. */
export const MOST_MOVED = 1_000;

/** One page of a list, as `t.connection` gives it. Nothing is read but what was asked for. */
export const pageOf = async (
  { context, info, args }: { context: Context; info: GraphQLResolveInfo; args: PageArgs },
  pages: Pages,
): Promise<never> => {
  if (args.first != null && args.last != null) throw bothEnds;
  const backward = args.last != null;
  const size = args.last ?? args.first ?? PAGE;
  const seal = sealFor(context, pages.list);
  const [after, before] = [args.after, args.before].map((cursor) => (cursor == null ? undefined : opened(cursor, seal)));
  const start = backward ? before : after;
  const since = start?.since ?? new Date(context.now);
  const bounds = [
    ...(after ? [behind(pages.keys, after.keys)] : []),
    ...(before ? [behind(reversed(pages.keys), before.keys)] : []),
  ];
  const keys = backward ? reversed(pages.keys) : pages.keys;
  const query = (pages.whole ? {} : queryFromInfo({ context, info, path: ['edges', 'node'] })) as { select?: object };
  const read = (where: readonly object[], take?: number): Promise<Row[]> =>
    pages.find({
      ...query,
      ...(query.select ? { select: { ...query.select, ...selected(pages.keys) } } : {}),
      where: { AND: [pages.where, ...where] },
      orderBy: keys.map(ordered),
      ...(take === undefined ? {} : { take }),
    });

  const page = async (): Promise<Entry[]> => {
    const moved = start && pages.moved ? await pages.moved(since) : [];
    if (moved.length === 0 || moved.length > MOST_MOVED)
      return (await read(bounds, size + 1)).map((row) => entryOf(pages.keys, row));
    const ids = moved.map(({ id }) => id);
    const were = new Map(moved.flatMap(({ id, keys: had }) => (had ? [[id, had] as const] : [])));
    const back = [...were].filter(([, had]) =>
      [after && isBehind(pages.keys, had, after.keys), before && isBehind(pages.keys, before.keys, had)].every(
        (is) => is !== false,
      ),
    );
    const [others, those] = await Promise.all([
      read([...bounds, { NOT: { id: { in: ids } } }], size + 1),
      back.length > 0 ? read([{ id: { in: back.map(([id]) => id) } }]) : [],
    ]);
    return [
      ...others.map((row) => entryOf(pages.keys, row)),
      ...those.map((row: Row) => ({ row, keys: were.get(row.id) ?? [] })),
    ].toSorted((one, other) => (isBehind(keys, one.keys, other.keys) ? 1 : -1));
  };

  const wanted = new Set(info.fieldNodes.flatMap(({ selectionSet }) => namesIn(info, selectionSet)));
  const found = wanted.has('edges') || wanted.has('pageInfo') ? await page() : [];
  const shown = found.slice(0, size);
  if (backward) shown.reverse();
  const edges = shown.map(({ row, keys: at }) => ({ cursor: closed(at, since, seal), node: row }));
  const more = found.length > size;
  return {
    edges,
    totalCount: pages.count,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: backward ? before !== undefined : more,
      hasPreviousPage: backward ? more : after !== undefined,
    },
  } as never;
};

type Entry = { readonly row: Row; readonly keys: readonly Value[] };
const entryOf = (keys: readonly SortKey[], row: Row): Entry => ({ row, keys: keys.map(({ field }) => row[field]) });

const selected = (keys: readonly SortKey[]) => Object.fromEntries(keys.map(({ field }) => [field, true]));
const reversed = (keys: readonly SortKey[]): readonly SortKey[] => keys.map((key) => ({ ...key, down: !key.down }));
const ordered = ({ field, down, nullable }: SortKey) => {
  const sort = down ? 'desc' : 'asc';
  return { [field]: nullable ? { sort, nulls: down ? 'first' : 'last' } : sort };
};

/** The condition of all that comes behind an entry with these keys. */
const behind = (keys: readonly SortKey[], values: readonly Value[]): object => {
  const alternatives = keys.flatMap((key, at) => {
    const same = keys.slice(0, at).map(({ field }, before) => ({ [field]: values[before] }));
    return beyond(key, values[at] ?? null).map((condition) => ({ AND: [...same, condition] }));
  });
  const [first] = keys;
  // Said again for the first key alone, which lets the database begin there.
  const bound = first && !first.nullable ? [{ [first.field]: { [first.down ? 'lte' : 'gte']: values[0] } }] : [];
  return { AND: [...bound, { OR: alternatives }] };
};

const beyond = ({ field, down, nullable }: SortKey, value: Value): readonly object[] => {
  if (value === null) return down ? [{ [field]: { not: null } }] : [];
  return [{ [field]: { [down ? 'lt' : 'gt']: value } }, ...(nullable && !down ? [{ [field]: null }] : [])];
};

/** The same of two entries that are read already. */
const isBehind = (keys: readonly SortKey[], one: readonly Value[], other: readonly Value[]): boolean => {
  for (const [at, { down }] of keys.entries()) {
    const [mine, theirs] = [comparable(one[at]), comparable(other[at])];
    if (mine === theirs) continue;
    const later = theirs !== null && (mine === null || mine > theirs);
    return down ? !later : later;
  }
  return false;
};

const comparable = (value: Value | undefined) => (value instanceof Date ? value.getTime() : (value ?? null));

type Seal = { readonly close: (text: string) => string; readonly open: (cursor: string) => string | undefined };

/** Cursors are sealed for one list of one tenant: what they hold is the record's own, such as how many events all tenants have. */
const sealFor = ({ services, caller }: Context, list: string): Seal => {
  const owner = { purpose: 'cursor', of: [caller.tenant, list] };
  return {
    close: (text) => encrypted(services.secrets, owner, text),
    open: (cursor) => decrypted(services.secrets, owner, cursor),
  };
};

const closed = (keys: readonly Value[], since: Date, seal: Seal): string =>
  seal.close(JSON.stringify([since.getTime(), ...keys.map(written)]));

const opened = (cursor: string, seal: Seal): { readonly since: Date; readonly keys: readonly Value[] } => {
  const text = seal.open(cursor);
  if (text === undefined) throw noCursor;
  const [since, ...keys] = JSON.parse(text) as [number, ...(string | null)[]];
  return { since: new Date(since), keys: keys.map(readBack) };
};

const written = (value: Value): string | null => {
  if (value === null) return null;
  if (value instanceof Date) return `d${value.getTime()}`;
  return typeof value === 'string' ? `s${value}` : `b${value}`;
};

const readBack = (text: string | null): Value => {
  if (text === null) return null;
  const rest = text.slice(1);
  if (text.startsWith('s')) return rest;
  return text.startsWith('d') ? new Date(Number(rest)) : BigInt(rest);
};

type Selections = NonNullable<GraphQLResolveInfo['fieldNodes'][number]['selectionSet']>;

const namesIn = (info: GraphQLResolveInfo, set: Selections | undefined): string[] =>
  (set?.selections ?? []).flatMap((part) => {
    if (part.kind === 'Field') return [part.name.value];
    return namesIn(info, part.kind === 'InlineFragment' ? part.selectionSet : info.fragments[part.name.value]?.selectionSet);
  });

const noCursor = new ApiError('INVALID_INPUT', {
  en: 'This cursor isn’t of this list in this order; send one that came with another page of it, or none.',
  zh: '该游标不属于本列表或本排序，请使用本列表其他页给出的游标，或留空。',
});

const bothEnds = new ApiError('INVALID_INPUT', {
  en: 'Ask for the first entries or for the last ones, not for both.',
  zh: 'first与last只能填写一个。',
});
