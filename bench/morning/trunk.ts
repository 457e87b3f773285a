/** What was collected comes to the hub and goes on the trunk. A slot’s van breaks down and misses its run: its parcels wait in the cold store. */
import { at, iso, MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { beginRounds, type Morning, pickupsIn } from './morning.ts';
import { CELLS, RUNS } from './tenant.ts';

const CLERK = 'hua-lei';
const KEEPER = 'jing-tao';
/** Minutes from the collection to the hub. */
const TO_HUB = 25;
/** Those whose van breaks down, and when they come. */
const LATE_SLOT = 'early600';
const LATE_AT = '07:20';

type AtHub = { readonly collected: string; readonly slot: string; readonly parcels: readonly { readonly n: number }[] };
const AT_HUB = `facts#>>'{collected,at}' AS collected, facts#>>'{slot,id}' AS slot, facts->'parcels' AS parcels`;

export const beginTrunk = (morning: Morning, from: number, until: number): void => {
  const missed = new Set<string>();
  beginRounds(morning, { from, until, every: 10 * MINUTE }, async (now) => {
    const waiting = await pickupsIn<AtHub>(morning, 'collected', AT_HUB);
    await Promise.all(waiting.map((one) => arriveAtHub(morning, one, now, missed)));
    // Each is offered a run once before it closes.
    if (!RUNS.slice(1).some(({ cutOff }) => closesWithin(morning, cutOff, now, 10))) return;
    const stored = await pickupsIn<AtHub>(morning, 'stored', AT_HUB);
    await Promise.all(stored.filter(({ id }) => !stays(morning, id)).map((one) => handOver(morning, one, now)));
  });
};

/** A few are left in the cold store for the next day. */
const stays = ({ chance }: Morning, id: string): boolean => chance('stays', id).happens(0.05);

const closesWithin = ({ plan: { day } }: Morning, cutOff: string, now: number, minutes: number): boolean => {
  const left = at(day, cutOff) - now;
  return left >= 0 && left < minutes * MINUTE;
};

const arriveAtHub = async (
  morning: Morning,
  one: AtHub & { readonly id: string },
  now: number,
  missed: Set<string>,
): Promise<void> => {
  const { plan, tally, callers } = morning;
  const late = one.slot === LATE_SLOT;
  const there = Number(one.collected) + TO_HUB * MINUTE;
  if (now < (late ? Math.max(there, at(plan.day, LATE_AT)) : there)) return;
  if (!late || missed.has(one.id)) return handOver(morning, one, now);
  missed.add(one.id);
  const tried = await callers.tryAct('producePickup.handToTrunk', CLERK, one.id, handing(one, RUNS[0].key));
  expect(
    tried.kind === 'refused' && tried.reason === 'runGone',
    `${one.id} comes after its run has closed, but was answered ${JSON.stringify(tried)}.`,
  );
  tally.add('parcels of the missed trunk', one.parcels.length);
  await store(morning, one.id, now);
};

const handing = ({ parcels }: AtHub, run: string) => ({ run, parcels: parcels.map(({ n }) => n), sealsOk: true });

/** To the first run that hasn’t closed and has room. */
const handOver = async ({ callers, plan, tally }: Morning, one: AtHub & { readonly id: string }, now: number): Promise<void> => {
  for (const { key, cutOff } of RUNS) {
    // The moved clock goes on while acts are under way.
    if (at(plan.day, cutOff) < now + MINUTE) continue;
    const tried = await callers.tryAct('producePickup.handToTrunk', CLERK, one.id, handing(one, key));
    if (tried.kind === 'done') {
      return tally.add(`handed to ${key}`);
    }
    expect(
      tried.kind === 'refused' && ['runFull', 'runGone'].includes(tried.reason),
      `${one.id} should go on ${key}, and was answered ${JSON.stringify(tried)}.`,
    );
    tally.add(`refused by ${key}: ${tried.reason}`);
  }
};

const store = async ({ callers, tally, chance }: Morning, id: string, now: number): Promise<void> => {
  for (const cell of CELLS) {
    const tried = await callers.tryAct('producePickup.store', KEEPER, id, {
      cell,
      temperature: chance('cold', id).whole(20, 38),
    });
    if (tried.kind === 'done') {
      tally.add('stored in the cold');
      if (chance('reads', id).happens(0.1)) {
        await callers.act('producePickup.read', KEEPER, id, {
          temperature: chance('cold', id, 'read').whole(20, 70),
          at: iso(now),
        });
        tally.add('temperatures noted');
      }
      return;
    }
    expect(
      tried.kind === 'refused' && tried.reason === 'coldFull',
      `${id} should be stored in ${cell}, and was answered ${JSON.stringify(tried)}.`,
    );
    tally.add('coldFull');
  }
  tally.add('left at the hub because the cold store is full');
};
