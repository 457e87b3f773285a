/** Whether every application has come to one end or waits for somebody, and holds what it has to, and nothing else. */
import { expect } from '../moved/expectation.ts';
import { applications, ITEM, type Year } from './year.ts';

/** States in which nobody of the house or the firm is to act; what they wait for is a case of its own. */
const ELSEWHERE: readonly string[] = ['onNotice'];
const GIVEN_BACK: readonly string[] = ['rejected', 'withdrawn', 'lapsed'];

/** Gives the number of applications by state. */
export const checkEnds = async (year: Year): Promise<ReadonlyMap<string, number>> => {
  const { cases, house, plan } = year;
  const all = await applications(year);
  expect(all.length === plan.planned.length, `${plan.planned.length} applications were begun, and ${all.length} are on record.`);
  const ids = new Set(cases.values());
  for (const { id, state, closed, tasks } of all) {
    expect(ids.has(id), `Nobody began ${id}.`);
    expect(closed || tasks > 0 || ELSEWHERE.includes(state), `${id} is ${state}, and waits for nobody.`);
    expect(!closed || tasks === 0, `${id} has ended as ${state}, and still waits for somebody.`);
  }
  const { rows } = await house.owner.query<{ resource: string; id: string }>(
    `SELECT resource, case_id AS id FROM holds WHERE tenant = $1 AND process = 'subsidyApplication'`,
    [house.tenant],
  );
  const held = new Map(rows.map(({ resource, id }) => [resource, id]));
  const wanted = new Map(
    all.flatMap(({ id, state, facts }) => {
      if (GIVEN_BACK.includes(state)) return [];
      const firms: readonly string[] = [facts.firm, ...facts.formerly];
      const invoices: readonly { number: string }[] = facts.submittedAt === null ? [] : facts.evidence.invoices;
      return [
        ...firms.map((firm): [string, string] => [`paid:${ITEM}:${firm}:${plan.year}`, id]),
        ...invoices.map(({ number }): [string, string] => [`invoice:${number}`, id]),
      ];
    }),
  );
  for (const [resource, id] of wanted)
    expect(held.get(resource) === id, `${id} should hold ${resource}, which ${held.get(resource) ?? 'nobody'} holds.`);
  const astray = [...held].find(([resource]) => !wanted.has(resource));
  expect(astray === undefined, `${astray?.[1]} holds ${astray?.[0]}, which is free.`);
  return new Map(Object.entries(Object.groupBy(all, ({ state }) => state)).map(([state, of]) => [state, of?.length ?? 0]));
};
