/** What keeps somebody's data from being erased, in words and with the way on. */
import type { TenantRead } from '../../activities/tenant-read.ts';
import type { Title } from '../../workflows/kernel/process.ts';

/** Cases named in an answer at most. */
const MOST = 5;

/** Theirs that aren't over; those that were merged into one that isn't. `live` cases are closed, and something of them is still to come. */
const OF_PERSON = `WITH theirs AS (
    SELECT id FROM cases WHERE opened_by = $1->>'person'
    UNION SELECT case_id FROM parties WHERE person = $1->>'person' AND ended_revision IS NULL
    UNION SELECT case_id FROM bookings WHERE person = $1->>'person'
    UNION SELECT case_id FROM tasks WHERE person = $1->>'person' AND closed_revision IS NULL
    UNION SELECT id FROM cases WHERE NOT closed AND named && ARRAY[$1->>'person'])`;
const OF_PARTY = `WITH theirs AS (SELECT $1->>'caseId' AS id)`;

const NEEDED = ` SELECT c.id, h.reason AS held FROM theirs t CROSS JOIN LATERAL goes_on_as(t.id) g JOIN cases c ON c.id = g.id
  LEFT JOIN case_holds h ON h.case_id = c.id
  WHERE NOT c.closed OR c.live OR h.case_id IS NOT NULL ORDER BY h.case_id IS NULL, c.id LIMIT 100`;

export type ErasureOf = { readonly person: string | null; readonly caseId: string | null; readonly role: string | null };

export const neededBy = async (read: TenantRead, of: ErasureOf): Promise<Title | undefined> => {
  const rows = await read<{ id: string; held: string | null }>(`${of.person === null ? OF_PARTY : OF_PERSON}${NEEDED}`, of);
  const ids = [...new Set(rows.map(({ id }) => id))].slice(0, MOST).join(', ');
  const [first] = rows;
  if (!first) return undefined;
  if (first.held !== null)
    return {
      en: `${first.id} is held, and nothing of it is erased: ${first.held} An auditor or administrator ends that with liftHold once it isn’t needed any more.`,
      zh: `${first.id}已被保全，不得删除：${first.held} 不再需要时，由审计员或管理员用liftHold解除。`,
    };
  return {
    en: `Something open needs them: ${ids}. Have these cases closed first, with their ratings, appeals and credits, or end their part in them; then ask again.`,
    zh: `尚有未了结的事项涉及该人：${ids}。请先办结这些案件（含评价、申诉和积分），或结束其参与，再申请删除。`,
  };
};
