/** Which of the mounted processes a tenant uses. */
import type { AnyProcess, AnyRule } from '../../workflows/kernel/process.ts';
import { KERNEL_ROLES } from '../../workflows/kernel/roles.ts';
import type { Context } from '../context.ts';
import { OFFERED } from './limit.ts';
import { isForPeople, processesOf } from './process.ts';

type Found = { readonly roles: readonly string[]; readonly set: Readonly<Record<string, number>> };

const FOUND = `SELECT
    coalesce((SELECT jsonb_agg(DISTINCT r.role) FROM person_roles r
      WHERE r.valid_from <= tenant_today(r.tenant) AND (r.ended_on IS NULL OR r.ended_on > tenant_today(r.tenant))), '[]') AS roles,
    coalesce((SELECT jsonb_object_agg(process, value) FROM (
      SELECT DISTINCT ON (process) process, value FROM limits
      WHERE name = '${OFFERED}' AND valid_from <= tenant_today(tenant) ORDER BY process, valid_from DESC) l), '{}') AS set`;

/**
 * Whether people of a tenant can open cases of a process and do every act of it. Offices such as leader are those of many processes, so
 * that more than half of the roles that the process names have to be held too. What concerns firms or households needs somebody who acts for
 * one.
 */
const canBeUsed = ({ start, actions, roles = {}, subjects }: AnyProcess, held: ReadonlySet<string>): boolean => {
  const named = Object.keys(roles).filter((role) => !Object.hasOwn(KERNEL_ROLES, role));
  if (named.filter((role) => held.has(role)).length * 2 <= named.length && named.length > 0) return false;
  if (subjects && subjects.agents.length > 0 && !subjects.agents.some((role) => held.has(role))) return false;
  const someone = (by: readonly string[]) => by.some((role) => held.has(role) || role === 'anonymous' || role === 'follower');
  const acts = Object.values<AnyRule>(actions).filter(isForPeople);
  return (!isForPeople(start) || someone(start.by)) && acts.every(({ by }) => someone(by));
};

/** The processes that the caller's tenant uses: as its administrator has said, or else those for which it has people. */
export const offeredProcesses = async (context: Context): Promise<ReadonlySet<string>> => {
  const mounted = [...processesOf(context).values()];
  if (context.caller.tenant === '') return new Set(mounted.map(({ name }) => name));
  const [found] = await context.read<Found>(FOUND);
  const held = new Set(found?.roles);
  return new Set(
    mounted
      .filter((process) => {
        const said = found?.set[process.name];
        return said === undefined ? canBeUsed(process, held) : said !== 0;
      })
      .map(({ name }) => name),
  );
};
