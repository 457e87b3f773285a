/** Each story as it is told: what an act costs, what the same request answers again, and what the ledger and the figures come to. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { figuresUnlikeTheEvents, otherThanTheEventsWrote } from '../pairs/checks.ts';
import { tenantOf } from '../replay/telling.ts';
import { administratorOf } from './administrators.ts';
import { type Act, type Answer, type GateHouse, openGateHouse, toldOnes } from './house.ts';
import { faultsOfLedger } from './ledger.ts';
import { priceOf } from './price.ts';
import { passes, remark } from './results.ts';

type Sent = { readonly act: Act; readonly requestId: string; readonly answer: Answer };

/** The same request, sent again, has to be answered by the same act. */
const answeredAgain = async (house: GateHouse, { act, requestId, answer }: Sent, when: string): Promise<string[]> => {
  const again = await house.send(act, { requestId });
  const same =
    again.__typename === 'ActionDone' &&
    again.replayed === true &&
    again.case?.id === answer.case?.id &&
    again.event?.name === answer.event?.name;
  return same ? [] : [`${act.who} ${act.action} on ${answer.case?.id}, sent again ${when}: ${JSON.stringify(again)}`];
};

describe.each(toldOnes)('$process, as its stories tell it', ({ process, told }) => {
  let house: GateHouse;
  const found = {
    price: { looked: 0, wrong: [] as string[], dearer: new Map<string, string>() },
    repeats: { looked: 0, wrong: [] as string[] },
    ledger: { looked: 0, wrong: [] as string[] },
    figures: { looked: 0, wrong: [] as string[] },
  };
  beforeAll(async () => {
    house = await openGateHouse();
    for (const story of Object.keys(told.stories)) {
      const sent: Sent[] = [];
      const cases = await house.tell(told, story, {
        instead: async (act) => {
          const requestId = randomUUID();
          const price = act.caseId && act.process === process ? await priceOf(house, act.caseId) : undefined;
          const answer = await house.send(act, { requestId });
          if (answer.__typename !== 'ActionDone') return answer;
          if (price) {
            const { wrong, more } = await price();
            found.price.looked++;
            found.price.wrong.push(...wrong.map((words) => `${story}: ${act.action}: ${words}`));
            if (more.length > 0) found.price.dearer.set(act.action, more.join(' and '));
          }
          const one = { act, requestId, answer };
          sent.push(one);
          found.repeats.wrong.push(...(await answeredAgain(house, one, 'at once')));
          return answer;
        },
      });
      for (const one of sent) found.repeats.wrong.push(...(await answeredAgain(house, one, 'at the end')));
      found.repeats.looked += sent.length * 2;
      const ledger = await faultsOfLedger(house.office);
      found.ledger.looked += ledger.looked;
      found.ledger.wrong.push(...ledger.wrong, ...(await otherThanTheEventsWrote(house.office, tenantOf(told), cases)));
    }
    found.figures.wrong.push(...(await figuresUnlikeTheEvents(house.office, administratorOf(tenantOf(told)), process)));
    found.figures.looked++;
    const dearer = [...Map.groupBy(found.price.dearer, ([, more]) => more)];
    for (const [more, acts] of dearer)
      remark('price', process, `${more} beside the six: ${acts.map(([action]) => action).join(', ')}`);
  }, 600_000);
  afterAll(() => house?.close());

  it('answers the same request in the same way, at once and after the story is over', () =>
    passes('repeats', process, found.repeats.looked, found.repeats.wrong));
  it('has balances that are the sums of their lines', () => passes('ledger', process, found.ledger.looked, found.ledger.wrong));
  it('has the figures that a count of its events gives', () =>
    passes('figures', process, found.figures.looked, found.figures.wrong));
  it('pays six events and two actions for each act of a person, and beside them the next clock, and the end or the taking up of a case', () =>
    passes('price', process, found.price.looked, found.price.wrong));
});
