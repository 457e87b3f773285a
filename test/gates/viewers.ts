/** Who looks at a case: one of each kind of people of its tenant, all whom it names, and two of another tenant. */
import type { Case } from '../../prisma/client/client.ts';
import type { SamplePerson } from '../graphql/office.ts';
import { peopleOf } from '../pairs/checks.ts';
import type { Told } from '../replay/stories.ts';
import { tenantOf } from '../replay/telling.ts';
import type { GateHouse } from './house.ts';

const idsIn = (value: unknown): readonly string[] => JSON.stringify(value).match(/[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g) ?? [];

/** People are of one kind by their roles and by where these count. */
export const viewersOf = async (
  { office }: GateHouse,
  told: Told,
  { openedBy, facts, tasksOpen }: Pick<Case, 'openedBy' | 'facts' | 'tasksOpen'>,
): Promise<readonly SamplePerson[]> => {
  const tenant = tenantOf(told);
  const named = [openedBy, ...idsIn(facts), ...idsIn(tasksOpen)];
  const kinds = Map.groupBy(await peopleOf(office, tenant), ({ id, grants }) =>
    named.includes(id) ? id : JSON.stringify(grants.map(({ role, units, areas }) => [role, units, areas]).toSorted()),
  );
  const chosen = new Set([...kinds.values()].flatMap(([one]) => (one ? [one.id] : [])));
  return office.people.filter((one) => one.tenant === tenant && chosen.has(one.id));
};

/** Somebody of another tenant, and who oversees it. */
export const strangersTo = ({ office }: GateHouse, told: Told): readonly SamplePerson[] => {
  const elsewhere = office.people.filter((one) => one.tenant !== tenantOf(told));
  return [...elsewhere.slice(0, 1), ...elsewhere.filter(({ roles }) => roles.includes('admin')).slice(0, 1)];
};
