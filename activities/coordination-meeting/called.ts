/** Units that are called together, each with those who speak for it. */
import type { Called } from '../../workflows/coordination-meeting/facts.ts';
import { endedUnit, issue, noUnit } from '../found.ts';
import type { InputIssue } from '../lookups.ts';
import type { TenantRead } from '../tenant-read.ts';

type Row = Called & { readonly stands: boolean; readonly asked: string };

/**
 * A unit that was dissolved is the one that has its work. Its own people speak for it, or else whoever leads over it.
 */
const CALLED = `SELECT w.id AS asked, u.ended_on IS NULL OR u.ended_on > day AS stands,
    jsonb_build_object('id', u.id, 'title', jsonb_build_object('en', u.en, 'zh', u.zh)) AS unit,
    coalesce(nullif(ARRAY(SELECT DISTINCT p.id FROM person_roles r JOIN people p ON p.tenant = r.tenant AND p.id = r.person_id
        WHERE r.tenant = u.tenant AND r.unit = u.id AND r.role IN ('handler', 'shiftLeader', 'leader') AND r.valid_from <= day
          AND (r.ended_on IS NULL OR r.ended_on > day) AND (p.ended_on IS NULL OR p.ended_on > day) ORDER BY 1), '{}'),
      ARRAY(SELECT h.id FROM holders(u.tenant, 'leader', u.id, NULL) h ORDER BY 1)) AS people
  FROM jsonb_array_elements_text($1->'ids') w(id) LEFT JOIN unit_heirs() h ON h.unit = w.id
    JOIN units u ON u.id = coalesce(h.heir, w.id) CROSS JOIN tenant_today(u.tenant) AS day`;

/** Those units by the ids that were asked for; what is wrong with one stands at its path. */
export const readCalled = async (
  read: TenantRead,
  asked: readonly { readonly id: string; readonly path: InputIssue['path'] }[],
): Promise<{ readonly called: ReadonlyMap<string, Called> } | { readonly issues: readonly InputIssue[] }> => {
  const rows = new Map(
    (await read<Row>(CALLED, { ids: [...new Set(asked.map(({ id }) => id))] })).map((row) => [row.asked, row]),
  );
  const issues = asked.flatMap(({ id, path }): InputIssue[] => {
    const row = rows.get(id);
    if (!row) return [noUnit(path, id)];
    if (!row.stands) return [endedUnit(path, row.unit)];
    const { en, zh } = row.unit.title;
    return row.people.length > 0
      ? []
      : [
          issue(
            path,
            `Nobody speaks for “${en}”; choose a unit with a handler or a leader.`,
            `“${zh}”无可参会人员，请另选单位。`,
          ),
        ];
  });
  return issues.length > 0 ? { issues } : { called: new Map([...rows].map(([id, { unit, people }]) => [id, { unit, people }])) };
};
