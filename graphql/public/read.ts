/** Cases that are public, read under the rights of the tenant that is named, whoever asks. */
import type { ProcessPackage } from '../../activities/process-package.ts';
import { type TenantRead, tenantRead } from '../../activities/tenant-read.ts';
import type { AnyProcess, Title } from '../../workflows/kernel/process.ts';
import { isPublic, type PublicLine, type PublicRow, type PublicView } from '../../workflows/kernel/public-view.ts';
import type { Services } from '../context.ts';
import { keptPart } from '../described/part.ts';
import { rowWithout, withoutPersonal, wordsWithout } from './without-personal.ts';

/** What the public is shown of a case, without its rows. */
export type Shown = {
  readonly id: string;
  readonly tenant: string;
  readonly process: AnyProcess;
  readonly state: string;
  readonly openedAt: Date;
  readonly until: Date | null;
  readonly title: Title | string;
  readonly lines: readonly PublicLine[];
  /** What the words of its rows are made of. */
  readonly facts: object;
};

type Row = {
  readonly id: string;
  readonly process: string;
  readonly version: number;
  readonly state: string;
  readonly sealed: boolean;
  readonly facts: object;
  readonly openedAt: number;
  readonly until: number | null;
};

type Asked = Pick<Services, 'packages' | 'pool'>;

/** The versions of processes of which something is public. */
const open = ({
  packages,
}: Asked): readonly { readonly pkg: ProcessPackage; readonly rules: AnyProcess; readonly view: PublicView }[] =>
  [...packages.values()].flatMap((pkg) =>
    pkg.versions.flatMap((rules) => (rules.publicView ? [{ pkg, rules, view: rules.publicView as PublicView }] : [])),
  );

/** States in which cases are public, by process and version of the rules. */
export const openStates = (services: Asked, process?: string) =>
  open(services)
    .filter(({ rules }) => process === undefined || rules.name === process)
    .map(({ rules, view }) => ({ process: rules.name, rulesVersion: rules.version, state: { in: [...view.states] } }));

/** The list of rows is left where it is: it is read by pages. */
const READ = `SELECT c.id, c.process, c.rules_version AS version, c.state, c.sealed, c.facts - p.rows AS facts, ms(c.opened_at) AS "openedAt",
    (SELECT ms(k.due_at) FROM clocks k WHERE k.case_id = c.id AND k.name = p.until ORDER BY k.run DESC LIMIT 1) AS until
  FROM cases c JOIN jsonb_to_recordset($1->'open') AS p(process text, version int, rows text, until text)
    ON p.process = c.process AND p.version = c.rules_version
  WHERE c.id IN (SELECT jsonb_array_elements_text($1->'ids'))`;

/** What is public of these cases, by their numbers; those of which nothing is are left out. */
export const readPublic = async (
  services: Asked,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Shown>> => {
  if (ids.length === 0) return new Map();
  const known = open(services);
  const rows = await read(services, tenant)<Row>(READ, {
    ids,
    open: known.map(({ rules: { name, version }, view }) => ({
      process: name,
      version,
      rows: view.rows?.fact ?? '',
      until: view.until ?? null,
    })),
  });
  return new Map(
    rows.flatMap((row) => {
      const of = known.find(({ rules }) => rules.name === row.process && rules.version === row.version);
      return of && isPublic(of.rules, row) ? [[row.id, shownOf(of, tenant, row)] as const] : [];
    }),
  );
};

const read = ({ pool }: Asked, tenant: string): TenantRead => tenantRead(pool, tenant);

const shownOf = ({ pkg, rules, view }: ReturnType<typeof open>[number], tenant: string, row: Row): Shown => {
  const named = Object.fromEntries(
    Object.entries(row.facts).filter(([name]) => (view.facts as readonly string[]).includes(name)),
  );
  const facts = (withoutPersonal(keptPart(pkg.facts), named) ?? {}) as object;
  const { id, state, openedAt, until } = row;
  return {
    ...{ id, tenant, process: rules, state, facts },
    openedAt: new Date(openedAt),
    until: until === null ? null : new Date(until),
    ...wordsWithout(view.words(facts)),
  };
};

/** A cursor is whatever somebody sends: beyond this there is nothing on any list. */
const within = (count: number): number => Math.max(0, Math.min(Math.trunc(count) || 0, 1_000_000_000));

/** Some of the rows of a case that is public, in their order, and how many there are. */
export const readPublicRows = async (
  services: Asked,
  { id, tenant, process, facts }: Shown,
  { from, many }: { readonly from: number; readonly many: number },
): Promise<{ readonly rows: readonly PublicRow[]; readonly count: number }> => {
  const view = process.publicView as PublicView | undefined;
  const pkg = services.packages.get(process.name);
  if (!view?.rows || !pkg) return { rows: [], count: 0 };
  const { fact, words } = view.rows as { readonly fact: string; readonly words: (row: unknown, facts: object) => PublicRow };
  const { without } = view.rows;
  const [found] = await read(services, tenant)<{ count: number; rows: readonly unknown[] }>(
    `SELECT jsonb_array_length(list) AS count, coalesce((SELECT jsonb_agg(row ORDER BY n) FROM jsonb_array_elements(list) WITH ORDINALITY r(row, n)
       WHERE n > ($1->>'from')::bigint AND n <= ($1->>'from')::bigint + ($1->>'many')::bigint), '[]') AS rows
     FROM (SELECT coalesce((SELECT jsonb_agg(row ORDER BY n) FROM jsonb_array_elements(CASE WHEN jsonb_typeof(facts->($1->>'fact')) = 'array' THEN facts->($1->>'fact') ELSE '[]' END) WITH ORDINALITY a(row, n)
         WHERE NOT coalesce(facts->($1->>'without') ? (row->>($1->>'by')), false)), '[]') AS list FROM cases WHERE id = $1->>'id') l`,
    { id, fact, without: without?.fact ?? null, by: without?.by ?? null, from: within(from), many: within(many) },
  );
  const part = keptPart(pkg.facts).properties?.[fact]?.items ?? {};
  return {
    count: found?.count ?? 0,
    rows: (found?.rows ?? []).flatMap((row) => {
      const seen = withoutPersonal(part, row);
      return seen === undefined ? [] : [rowWithout(words(seen, facts))];
    }),
  };
};
