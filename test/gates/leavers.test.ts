/** After each step that leads to something new, everybody who is waited for leaves, one after another, and the unit of the case ends: somebody can always go on. */
import { beforeAll, describe, it } from 'vitest';
import { caseOf } from '../../activities/stored.ts';
import { changeOf } from '../graphql/administrator.ts';
import { storedCases, whoCannotGoOn } from '../pairs/checks.ts';
import { NotDone, tenantOf } from '../replay/telling.ts';
import { administratorOf } from './administrators.ts';
import { type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { passes, remark } from './results.ts';

/** Ends a story where it was looked at. */
class Enough extends Error {}

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  const wrong: string[] = [];
  const done = new Set<string>();
  let looked = 0;
  const tenant = tenantOf(told);
  const admin = administratorOf(tenant);

  const change = async (name: string, args: Record<string, unknown>): Promise<boolean> =>
    (await changeOf(house.office, name, args, { person: admin }).catch(() => undefined))?.__typename === 'ChangeDone';

  /** Who leaves: those who are waited for by name, those with a part in the case, and the holders of the roles that are waited for. */
  const leaversOf = async (id: string): Promise<readonly string[]> => {
    const rows = await house.office.sql<{ person: string }>(
      `SELECT DISTINCT person FROM (
         SELECT person FROM tasks WHERE case_id = $1 AND closed_revision IS NULL
         UNION SELECT unnest(named) FROM cases WHERE id = $1 UNION SELECT opened_by FROM cases WHERE id = $1
         UNION SELECT r.person_id FROM tasks t JOIN person_roles r ON r.tenant = t.tenant AND r.role = t.role AND r.ended_on IS NULL
           WHERE t.case_id = $1 AND t.closed_revision IS NULL) them
       JOIN people p ON p.tenant = $2 AND p.id = person AND p.ended_on IS NULL WHERE person <> $3 ORDER BY person`,
      [id, tenant, admin],
    );
    return rows.map(({ person }) => person);
  };

  const lookAt = async (id: string, what: string): Promise<void> => {
    await house.settled();
    const [row] = await storedCases(house.office, [id]);
    if (!row || row.process !== process || row.closed) return;
    const key = `${row.state}: ${caseOf(row)
      .tasks.map(({ action, role, person }) => `${action} ${person === undefined ? role : 'by name'}`)
      .toSorted()
      .join()}`;
    if (done.has(key)) return;
    done.add(key);
    const look = async (gone: string) => {
      await house.settled();
      looked++;
      wrong.push(
        ...(await whoCannotGoOn(house.office, tenant, [id], house.now())).map(
          (fault) => `after ${what}, without ${gone}: ${fault}`,
        ),
      );
    };
    const gone: string[] = [];
    for (const person of await leaversOf(id))
      if (await change('endPerson', { id: person })) {
        gone.push(person);
        await look(gone.join(', '));
      }
    if (row.unit && (await change('endUnit', { id: row.unit }))) await look(`the unit ${row.unit} and ${gone.join(', ')}`);
    throw new Enough();
  };

  beforeAll(async () => {
    for (const story of Object.keys(told.stories)) {
      // Each telling goes on to the next thing that is new, in a house where nothing has happened yet.
      for (let before = -1; before !== done.size; ) {
        before = done.size;
        house = await openGateHouse();
        await house.tell(told, story, { after: lookAt }).catch((error: unknown) => {
          if (error instanceof NotDone) remark('leavers', process, `${story} ends early: ${error.message.slice(0, 160)}`);
          else if (!(error instanceof Enough)) throw error;
        });
        await house.close();
      }
    }
  }, 1_800_000);

  it('always has somebody who can go on, whoever leaves', () => passes('leavers', process, looked, wrong));
});
