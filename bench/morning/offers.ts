/** Couriers answer what they are offered, a third of them never; the dispatcher sees to what nobody takes. */
import type { Tried } from '../moved/caller.ts';
import { MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { beginRounds, type Morning, pickupsIn } from './morning.ts';

const DISPATCHER = 'yu-bo';
const SECOND = 1000;

/** While people book, couriers look more often. */
export const beginOffers = (morning: Morning, { from, booked, until }: { from: number; booked: number; until: number }): void => {
  beginRounds(morning, { from: from + 30 * SECOND, until: booked, every: 30 * SECOND }, (now) => answerAll(morning, now));
  beginRounds(morning, { from: booked + MINUTE, until, every: MINUTE }, (now) => answerAll(morning, now));
  beginRounds(morning, { from: from + 5 * MINUTE, until, every: 5 * MINUTE }, () => seeToTheRest(morning));
};

type Offered = { readonly to: string; readonly at: string };

const answerAll = async (morning: Morning, now: number): Promise<void> => {
  const offered = await pickupsIn<Offered>(morning, 'offered', `facts#>>'{offer,to}' AS to, facts#>>'{offer,at}' AS at`);
  await Promise.all(
    offered.map(async ({ id, to, at }) => {
      const chance = morning.chance('answer', id, to);
      if (morning.plan.silent.has(to) || now < Number(at) + chance.whole(10, 90) * SECOND) return;
      await (chance.happens(0.06) ? decline(morning, to, id, 'vehicle') : accept(morning, to, id));
    }),
  );
};

/** Reasons for which an answer that took its time may come too late. */
const TOO_LATE: readonly string[] = ['notOffered', 'kernel.wrongState'];

const mayBeLate = (what: string, tried: Tried): void =>
  expect(
    tried.kind === 'conflict' || (tried.kind === 'refused' && TOO_LATE.includes(tried.reason)),
    `${what} should be done, or come too late, and came back as ${JSON.stringify(tried)}.`,
  );

const decline = async ({ callers, tally }: Morning, courier: string, id: string, reason: string): Promise<void> => {
  const tried = await callers.tryAct('producePickup.decline', courier, id, { reason });
  if (tried.kind === 'done') return tally.add('declined');
  mayBeLate(`Declining ${id}`, tried);
  tally.add('answers that came too late');
};

const accept = async (morning: Morning, courier: string, id: string): Promise<void> => {
  const { callers, tally, chance, lives } = morning;
  const tried = await callers.tryAct('producePickup.accept', courier, id);
  if (tried.kind === 'refused' && tried.reason === 'full') {
    // Others came between, and have filled the load.
    tally.add('accepts refused because the load is full');
    return decline(morning, courier, id, 'full');
  }
  if (tried.kind !== 'done') {
    mayBeLate(`Accepting ${id}`, tried);
    return tally.add('answers that came too late');
  }
  tally.add('accepted');
  if (chance('gives back', id).happens(0.01)) lives.begin(() => giveBack(morning, courier, id));
};

const giveBack = async ({ callers, tally, lives, house }: Morning, courier: string, id: string): Promise<void> => {
  await lives.until(house.clock.now() + 2 * MINUTE);
  const tried = await callers.tryAct('producePickup.giveBack', courier, id, { reason: '车胎漏气。' });
  if (tried.kind === 'done') tally.add('given back');
};

/** Opens to all what nobody is left for, or gives it to somebody who has agreed. */
const seeToTheRest = async (morning: Morning): Promise<void> => {
  const { callers, tally, plan, chance } = morning;
  const answering = plan.couriers.filter((courier) => !plan.silent.has(courier));
  type Left = { readonly slot: string; readonly asking: string; readonly broadcast: boolean };
  const left = await pickupsIn<Left>(
    morning,
    'booked',
    `facts#>>'{slot,id}' AS slot, facts->>'asking' AS asking, facts->'broadcast' <> 'null' AS broadcast`,
  );
  for (const { id, asking, broadcast } of left) {
    if (asking !== 'byHand' || broadcast) continue;
    const some = chance('rest', id).some(answering, 6);
    if (chance('rest', id, 'how').happens(0.5)) {
      await callers.act('producePickup.broadcast', DISPATCHER, id);
      tally.add('opened to all');
      const answers = await Promise.all(some.map((courier) => callers.tryAct('producePickup.accept', courier, id)));
      const won = answers.filter(({ kind }) => kind === 'done').length;
      expect(won <= 1, `${won} couriers won ${id}, which was opened to all.`);
      tally.add('won by one of six', won);
      continue;
    }
    for (const courier of some) {
      const tried = await callers.tryAct('producePickup.assign', DISPATCHER, id, {
        courier,
        agreedBy: 'phone',
        reason: '电话确认。',
      });
      if (tried.kind === 'done') {
        tally.add('assigned');
        break;
      }
      expect(tried.kind === 'refused', `Assigning ${id} came back as ${JSON.stringify(tried)}.`);
    }
  }
};
