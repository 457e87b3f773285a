/** Fifty at once for every step of every story: it is done once, and the others are told why not. */
import pLimit from 'p-limit';
import { beforeAll, describe, it } from 'vitest';
import { newest } from '../../activities/process-package.ts';
import type { AnyProcess, AnyRule } from '../../workflows/kernel/process.ts';
import { otherThanTheEventsWrote } from '../pairs/checks.ts';
import { NotDone, tenantOf } from '../replay/telling.ts';
import { type Act, type Answer, type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { CALLERS, eventsAfter, judge, revisionOf } from './judged-race.ts';
import { faultsOfLedger } from './ledger.ts';
import { passes, remark } from './results.ts';

/** Connections that one machine opens at once. */
const AT_ONCE = 50;

describe.each(toldOnes)('$process', ({ process, told }) => {
  let house: GateHouse;
  const wrong: string[] = [];
  const often = new Map<string, number>();
  let races = 0;
  const rules = newest(told.package) as AnyProcess;

  /** Those who may do the same now, whoever tells the story first. */
  const rivals = async ({ who, process: of, action, caseId }: Act): Promise<readonly (string | null)[]> => {
    const rule = rules.actions[action] as AnyRule;
    const may = house.office.people
      .filter((one) => one.tenant === tenantOf(told) && one.id !== who && one.roles.some((role) => rule.by.includes(role)))
      .slice(0, 9);
    const allowed = await Promise.all(
      may.map(async ({ id }) => {
        const { data } = await house.office.ask(id, `{ case(id: "${caseId}") { nextActions(allowed: true) { name } } }`);
        return data?.case?.nextActions.some(({ name }: { name: string }) => name === action) ? [id] : [];
      }),
    );
    return of === process ? [who, ...allowed.flat()] : [who];
  };

  const race = async (story: string, act: Act, callers: readonly (string | null)[]): Promise<Answer> => {
    const { action } = act;
    const before = await revisionOf(house, act);
    const limited = pLimit(AT_ONCE);
    const answers = await Promise.all(
      Array.from({ length: CALLERS }, (_, n) =>
        limited(() => house.send({ ...act, who: callers[n % callers.length] as string | null })),
      ),
    );
    const events = await eventsAfter(house, act, before);
    const { done, wrong: faults } = judge(rules.actions[action] as AnyRule, answers, events, action);
    races++;
    wrong.push(...faults.map((words) => `${story}: ${action} by ${callers.length}: ${words}`));
    if (done.length > 1) often.set(action, Math.max(done.length, often.get(action) ?? 0));
    return (done.find(({ event }) => event !== undefined) ?? answers[0]) as Answer;
  };

  beforeAll(async () => {
    for (const round of ['one', 'one', 'rivals'] as const) {
      // What a story takes for good it can't have again.
      house = await openGateHouse();
      for (const story of Object.keys(told.stories)) {
        const tell = house.tell(told, story, {
          instead: async (act, plain) => {
            if (act.caseId === undefined || act.process !== process) return plain();
            return race(story, act, round === 'one' ? [act.who] : await rivals(act));
          },
        });
        const cases = await tell.catch((error: unknown) => {
          if (!(error instanceof NotDone)) throw error;
          // Whom a rival has come before tells the story no further.
          if (round === 'one') wrong.push(`${story} ends early: ${error.message}`);
          return [];
        });
        await house.settled();
        const ledger = await faultsOfLedger(house.office);
        wrong.push(...ledger.wrong, ...(await otherThanTheEventsWrote(house.office, tenantOf(told), cases)));
      }
      await house.close();
    }
    for (const [action, times] of often)
      remark('races', process, `${action} can be done again at once: up to ${times} of ${CALLERS}`);
  }, 1_800_000);

  it('lets one of fifty do what moves the case, and tells the others why not', () => passes('races', process, races, wrong));
});
