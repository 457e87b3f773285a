/** The sample utility protecting its lines: plans, rounds and hazards over HTTP, by the tokens of its people. */
import { expect } from 'vitest';
import { actOn, aPhoto, factsOf, startOf } from './case-acts.ts';
import type { Office } from './office.ts';

/** A day (YYYY-MM-DD) so many days from today, by the tenant's clock. */
export const day = (ahead: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

/** Begun yesterday, so that its first rounds are due whatever time it is. */
export const season = () => ({
  title: 'Spring irrigation',
  from: day(-1),
  to: day(60),
  lines: ['E551', 'E552', 'E617'],
  wells: ['W-551-1', 'W-551-2', 'W-617-1'],
  customers: ['C-551-1'],
  rounds: [
    { from: day(-1), to: day(6), lines: ['E551', 'E552'], person: 'yao-gang' },
    { from: day(-1), to: day(8), lines: ['E617'], unit: 'xiaoyue-station' },
    { from: day(30), to: day(36), lines: ['E551'], unit: 'fenghui-station' },
  ],
});

export const protectedLines = (office: Office) => {
  const plan = (person: string, action: string, id: string, input?: object) =>
    actOn(office, person, `protectionPlan.${action}`, id, input);
  const facts = (id: string) => factsOf(office, 'shao-kai', id);
  return {
    plan,
    facts,
    drawUp: (person: string, content: object) => startOf(office, person, 'protectionPlan', content),
    round: (person: string, action: string, id: string, input?: object) =>
      actOn(office, person, `inspectionRound.${action}`, id, input),
    hazard: (person: string, action: string, id: string, input?: object, photos: readonly Blob[] = []) =>
      actOn(office, person, `hazardInspection.${action}`, id, input, photos),
    /** Somebody stands there and sends a photo of it. */
    recheck: async (person: string, id: string) =>
      actOn(office, person, 'hazardInspection.recheck', id, { passed: true }, [await aPhoto(120)]),
    find: async (person: string, input: object) =>
      startOf(office, person, 'hazardInspection', { grade: 'serious', text: 'A tree leans on the line', ...input }, [
        await aPhoto(),
      ]),
    /** A plan that is approved. */
    inForce: async (content: object = season()): Promise<string> => {
      const { id } = (await startOf(office, 'yuan-fei', 'protectionPlan', content)).case;
      await plan('yuan-fei', 'submit', id);
      expect(await plan('shao-kai', 'approve', id, { version: 1 })).toMatchObject({
        __typename: 'ActionDone',
        case: { state: 'inForce' },
      });
      return id;
    },
    /** The numbers of a plan's rounds, as soon as all are open. */
    roundsOf: async (id: string): Promise<string[]> => {
      const cases = async () => (await facts(id)).rounds.map((round: { case: string | null }) => round.case);
      await expect.poll(cases, { timeout: 20_000 }).not.toContain(null);
      return cases();
    },
    stateOf: async (id: string): Promise<string> =>
      (await office.ask('shao-kai', `{ case(id: "${id}") { state } }`)).data.case.state,
  };
};
