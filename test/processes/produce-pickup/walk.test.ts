import { describe, expect, it } from 'vitest';
import { itemsOf, otherCase } from '../../../testing/play.ts';
import { producePickup } from '../../../workflows/produce-pickup/rules.ts';
import type { Pickup } from '../../../workflows/produce-pickup/vocabulary.ts';
import {
  accepted,
  booked,
  candidates,
  capacity,
  carrier,
  cashier,
  clerk,
  clockOf,
  collected,
  collecting,
  dispatcher,
  first,
  follower,
  grower,
  handing,
  keeper,
  offered,
  onTrunk,
  second,
  slotFrom,
  taken,
  trunkClerk,
  weighed,
} from './line.ts';

const parcels = (played: ReturnType<typeof booked>) => played.current().facts.parcels;

describe('an offer', () => {
  it('passes on when the time is over, and to the dispatcher after the last', () => {
    const played = offered().does(clockOf('offer'), 'offerNext', {}, { candidates });
    expect(played.current().facts).toMatchObject({ offer: { to: 'ke' }, tried: [{ person: 'tu', how: 'timedOut' }] });
    played.does(second, 'decline', { reason: 'tooFar' }, { candidates });
    expect(played.current()).toMatchObject({ state: 'booked', facts: { offer: null, asking: 'byHand' } });
    expect(played.current().tasks).toMatchObject([{ action: 'assign', role: 'pickupDispatcher' }]);
    expect(played.tries(dispatcher, 'assign', { courier: 'ke', reason: 'near' }, { courier: second, capacity })?.code).toBe(
      'declinedThis',
    );
    played.does(dispatcher, 'assign', { courier: 'ke', agreedBy: 'phone', reason: 'near' }, { courier: second, capacity });
    expect(played.current().state).toBe('accepted');
  });

  it('isn’t accepted by who is full or tired', () => {
    expect(
      offered()
        .later(-0.95)
        .tries(first, 'accept', {}, { capacity: { ...capacity, nights: 5 } })?.code,
    ).toBe('tired');
    expect(itemsOf(accepted().last(), 'holds')).toMatchObject([
      { op: 'hold', resource: 'courier:tu:dawn:2026-03-03', amount: 2, most: 12, full: { code: 'full' } },
      { op: 'hold', resource: 'courier:tu:dawn:2026-03-03:g', amount: 5000, most: 180_000 },
    ]);
  });

  it('that is given back shortly before the slot is a broken promise', () => {
    const early = accepted().does(first, 'giveBack', { reason: 'Flat tyre' }, { candidates });
    expect(early.current().facts).toMatchObject({ offer: { to: 'ke' }, brokenPromises: [], courier: null });
    const late = accepted().later(9.6).does(first, 'giveBack', { reason: 'Flat tyre' }, { candidates });
    expect(late.current().facts.brokenPromises).toMatchObject([{ by: 'tu' }]);
    expect(itemsOf(late.last(), 'holds')).toMatchObject([{ op: 'release' }, { op: 'release' }]);
  });

  it.each([
    ['offered', offered],
    ['accepted', accepted],
  ])('goes to others at once where a courier leaves while it is %s', (_, begun) => {
    const played = begun();
    const gone = { left: ['tu'], withoutRole: [], unqualified: [] };
    const outcome = producePickup.whenGone?.(played.current() as Pickup, gone, played.now());
    expect(outcome).toMatchObject({
      state: 'booked',
      facts: { asking: 'notYet', tried: [{ person: 'tu', how: 'left' }] },
      clocks: { start: { offerFrom: { clockMinutes: 0 } } },
    });
    expect(producePickup.whenGone?.(played.current() as Pickup, { ...gone, left: ['ke'] }, played.now())).toEqual({});
  });
});

describe('a collection', () => {
  it('begins shortly before the slot, and nobody waits for the sender before it', () => {
    const there = { at: taken.at };
    expect(accepted().tries(first, 'arrive', there)?.code).toBe('tooEarly');
    const played = accepted();
    played.later((slotFrom - played.now()) / 3_600_000 - 1.5).does(first, 'arrive', there);
    // Half an hour before the slot they wait until a quarter of an hour into it.
    const vain = { why: 'nobodyThere', photos: weighed[0]?.photos };
    const none = { candidates, nextFree: null };
    expect(played.later(-0.3).tries(first, 'notReady', vain, none)?.code).toBe('waitLonger');
    expect(played.later(0.5).tries(first, 'notReady', vain, none)).toBeUndefined();
  });

  it('is told to the sender when the courier sets out, once', () => {
    const played = accepted().does(first, 'setOut', {});
    expect(played.last().notify).toMatchObject([{ to: { party: 'grower' }, notice: 'onTheWay' }]);
    expect(played.tries(first, 'setOut', {})?.code).toBe('onTheWayAlready');
  });

  it('at the station makes room in the slot, and its way to the trunk counts from then', () => {
    const played = booked().does(clerk, 'dropOff', taken, collecting);
    expect(itemsOf(played.last(), 'holds')).toEqual([
      { op: 'release', resource: 'slot:dawn:2026-03-03' },
      { op: 'release', resource: 'slot:dawn:2026-03-03:g' },
    ]);
    played.does(trunkClerk, 'handToTrunk', { run: 'r1', parcels: [1, 2], sealsOk: true }, handing);
    expect(played.current().facts.pickToTrunk).toBe(60);
  });

  it('is charged per parcel, and the money lines say who owes and what was saved', () => {
    expect(itemsOf(collected().last(), 'ledger')).toMatchObject([
      { from: 'scheme:freight', to: 'owed:mou', amount: 1001, rule: 'freight:1:1' },
      { from: 'scheme:saving', to: 'saved:loquatSyrup:2026', amount: 499 },
      { from: 'scheme:freight', to: 'owed:mou', amount: 1001, rule: 'freight:2:1' },
      { from: 'scheme:saving', to: 'saved:loquatSyrup:2026', amount: 499 },
    ]);
  });

  it('strikes off what wasn’t ready', () => {
    const played = accepted().later(9.6);
    played.does(first, 'collect', { ...taken, parcels: [weighed[1]] }, collecting);
    expect(parcels(played).map(({ n }) => n)).toEqual([2]);
  });

  it('takes a packaging that its trial has assigned, and no other', () => {
    const played = accepted()
      .does(otherCase('PT-1'), 'assignArm', { parcels: [{ n: 1, scheme: 'trial0' }] })
      .later(8.6);
    const wanted = (scheme?: string) => ({ ...taken, parcels: [{ ...weighed[0], ...(scheme ? { scheme } : {}) }] });
    expect(played.tries(first, 'collect', wanted('board'), collecting)?.code).toBe('wrongScheme');
    expect(played.tries(first, 'collect', wanted(), collecting)).toBeUndefined();
  });

  it('in vain when the slot is over ends the pickup, and counts as a no-show unless it may not be sent', () => {
    const why = (reason: string) => {
      const vain = { why: reason, photos: weighed[0]?.photos };
      const played = accepted().later(10.5).does(first, 'arrive', { at: taken.at });
      expect(played.tries(first, 'notReady', { ...vain, photos: [] }, { candidates, nextFree: null })?.code).toBe('noPhoto');
      played.does(first, 'notReady', vain, { candidates, nextFree: null });
      return played;
    };
    expect(itemsOf(why('nobodyThere').last(), 'holds')).toHaveLength(4);
    expect(why('nobodyThere').current()).toMatchObject({ state: 'unserved', facts: { noShow: true } });
    expect(why('forbidden').current()).toMatchObject({ state: 'unserved', facts: { noShow: false } });
  });
});

describe('a booking that is called off', () => {
  it('leaves its room in the slot and its courier’s to others', () => {
    const released = (played: ReturnType<typeof booked>) =>
      itemsOf(played.does(grower, 'cancel', { reason: 'Rain' }).last(), 'holds');
    const slot = ['slot:dawn:2026-03-03', 'slot:dawn:2026-03-03:g'].map((resource) => ({ op: 'release', resource }));
    expect(released(booked())).toEqual(slot);
    expect(released(accepted())).toMatchObject([...slot, {}, { op: 'release', resource: 'courier:tu:dawn:2026-03-03:g' }]);
  });
  it('when it lies in the cold store makes room there', () => {
    const cell = { id: 'a', store: 's', title: { en: 'a', zh: 'a' }, grams: 9_000_000, temperature: null };
    const played = collected().does(
      keeper,
      'store',
      { cell: 'a', temperature: 30 },
      { cell, range: { coldest: null, warmest: null } },
    );
    played.does(grower, 'instruct', { n: 1, what: 'back' }).does(grower, 'instruct', { n: 2, what: 'dispose' });
    expect(played.current().state).toBe('closed');
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'release', resource: 'cold:a' }]);
  });
});

describe('the cold store', () => {
  const cell = { id: 'a', store: 's', title: { en: 'a', zh: 'a' }, grams: 9_000_000, temperature: null };
  const at = (tenths: number) => ({ cell: 'a', temperature: tenths });
  const known = { cell, range: { coldest: 10, warmest: 50 } };
  it('takes what missed the trunk while the other parcels are on their way', () => {
    const played = collected().does(trunkClerk, 'handToTrunk', { run: 'r1', parcels: [1], sealsOk: true }, handing);
    played.does(keeper, 'store', at(30), known);
    expect(played.current().state).toBe('onTrunk');
    expect(parcels(played).map(({ state }) => state)).toEqual(['onTrunk', 'stored']);
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ resource: 'cold:a', amount: 2500 }]);
    expect(played.tries(keeper, 'store', at(30), known)?.code).toBe('nothingHere');
    played.does(trunkClerk, 'handToTrunk', { run: 'r1', parcels: [2], sealsOk: true }, handing);
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'hold' }, { op: 'release', resource: 'cold:a' }]);
  });
  it('is neither too warm nor too cold for them, and was read while they were there', () => {
    expect(collected().tries(keeper, 'store', at(51), known)?.code).toBe('tooWarm');
    expect(collected().tries(keeper, 'store', at(-50), known)?.code).toBe('tooCold');
    const played = collected().does(keeper, 'store', at(30), known);
    const read = (hours: number) => ({ temperature: 91, at: new Date(played.now() + hours * 3_600_000).toISOString() });
    expect(played.tries(keeper, 'read', read(-3), known)?.code).toBe('beforeItWasHere');
    expect(played.tries(keeper, 'read', read(0), known)).toBeUndefined();
  });
});

describe('a sender who is a courier', () => {
  it('takes in no parcels of their own', () => {
    const both = { ...grower, id: 'mou', grants: [...grower.grants, { role: 'courier' }] };
    const played = booked().later(8);
    const roster = [{ ...candidates[0], id: 'mou' }, candidates[1]];
    played.does(clockOf('offerFrom'), 'offerNext', {}, { candidates: roster });
    expect(played.current().facts).toMatchObject({ offer: { to: 'ke' }, leftOut: [{ courier: 'mou', why: 'own' }] });
    const assign = { courier: 'mou', agreedBy: 'phone', reason: 'near' };
    expect(played.tries(dispatcher, 'assign', assign, { courier: both, capacity })?.code).toBe('ownParcels');
    expect(played.tries(both, 'accept', {}, { capacity })?.code).toBe('kernel.ownMatter');
  });
});

describe('a payment', () => {
  it('is noted once by its reference, for one parcel or for all in their order', () => {
    const played = collected().does(cashier, 'pay', { fen: 1500, paymentRef: 'P1' });
    expect(parcels(played).map(({ paid }) => paid)).toEqual([1001, 499]);
    expect(itemsOf(played.last(), 'ledger')).toMatchObject([
      { from: 'owed:mou', amount: 1001, rule: 'paid:1' },
      { from: 'owed:mou', amount: 499, rule: 'paid:2' },
    ]);
    // Another pickup of this payer has it no more.
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ resource: 'payment:mou/P1', full: { code: 'paymentNoted' } }]);
    expect(played.tries(carrier, 'pay', { n: 2, fen: 1, paymentRef: 'P1' })?.code).toBe('paymentNoted');
    expect(played.tries(cashier, 'pay', { n: 2, fen: 503, paymentRef: 'P2' })?.code).toBe('tooMuch');
  });
});

describe('an event of the carrier', () => {
  it('is noted once, and not from another time', () => {
    const played = onTrunk();
    const at = (hours: number) => new Date(played.now() + hours * 3_600_000).toISOString();
    played.does(carrier, 'track', { n: 1, carrierEvent: 'E1', at: at(0) });
    const why = (carrierEvent: string, hours: number) =>
      played.tries(carrier, 'track', { n: 1, carrierEvent, at: at(hours) })?.code;
    expect([why('E1', 0), why('E2', 240), why('E2', -240), why('E2', 0)]).toEqual([
      'trackedAlready',
      'inTheFuture',
      'beforeCollection',
      undefined,
    ]);
  });
});

describe('how a parcel came', () => {
  it('is what its recipient says, whatever the sender says after', () => {
    const counted = (good: number) => ({ n: 1, good, bad: 6 - good, photos: [] });
    const played = onTrunk().does(carrier, 'deliver', { n: 1, to: 'recipient', consent: false });
    played.does(grower, 'confirmReceipt', counted(6)).does(follower, 'confirmReceipt', counted(1));
    expect(played.tries(grower, 'confirmReceipt', counted(6))?.code).toBe('recipientSaid');
    expect(parcels(played)[0]?.receipt).toMatchObject({ good: 1, bad: 5 });
  });
});

describe('a weight that is corrected', () => {
  const photos = weighed[0]?.photos;
  const prices = { prices: collecting.prices };
  it('needs the sender’s word where it costs more and is far off; without it the lower charge stays', () => {
    const asked = onTrunk().does(trunkClerk, 'correctWeight', { n: 1, grams: 4000, photos }, prices);
    expect(parcels(asked)[0]).toMatchObject({ grams: 2500, correction: { grams: 4000 } });
    expect(asked.current().clocks.weight).toBe('running');
    asked.does(clockOf('weight'), 'settleWeights');
    expect(parcels(asked)[0]).toMatchObject({ grams: 2500, correction: null, charge: { fen: 1001 } });
    const agreed = onTrunk().does(trunkClerk, 'correctWeight', { n: 1, grams: 4000, photos }, prices);
    agreed.does(grower, 'agreeWeight', { n: 1, agree: true }, prices);
    expect(parcels(agreed)[0]).toMatchObject({ grams: 4000, charge: { list: 1750 }, charges: 2 });
    expect(itemsOf(agreed.last(), 'ledger')).toMatchObject([
      { op: 'reverse', rule: 'freight:1:1' },
      { op: 'reverse', rule: 'saving:1:1' },
      { op: 'credit', rule: 'freight:1:2' },
      { op: 'credit', rule: 'saving:1:2' },
    ]);
  });
  it('in small steps is asked about like one large one', () => {
    const played = onTrunk().does(trunkClerk, 'correctWeight', { n: 1, grams: 2700, photos }, prices);
    expect(parcels(played)[0]).toMatchObject({ grams: 2700, correction: null });
    played.does(trunkClerk, 'correctWeight', { n: 1, grams: 3020, photos }, prices);
    expect(parcels(played)[0]).toMatchObject({ grams: 2700, correction: { grams: 3020 } });
  });
  it('is no more when the parcel has been delivered, though others are on the way', () => {
    const played = onTrunk().does(carrier, 'deliver', { n: 1, to: 'recipient', consent: false });
    expect(played.tries(trunkClerk, 'correctWeight', { n: 1, grams: 900, photos }, prices)?.code).toBe('settledAlready');
  });
  it('is written at once where it costs less', () => {
    const played = onTrunk().does(trunkClerk, 'correctWeight', { n: 1, grams: 900, photos }, prices);
    expect(parcels(played)[0]).toMatchObject({ grams: 900, charge: { fen: 667 }, correction: null });
  });
});

describe('a parcel that nobody takes', () => {
  const patience = { patience: { messages: 2, gapHours: 8, unansweredHours: 24 } };
  const undeliverable = () => {
    const played = onTrunk().later(40);
    const ago = (hours: number) => new Date(played.now() - hours * 3_600_000).toISOString();
    expect(played.tries(carrier, 'reportUndeliverable', { n: 1, messages: [ago(50), ago(26)] }, patience)?.code).toBe(
      'messageTooEarly',
    );
    expect(played.tries(carrier, 'reportUndeliverable', { n: 1, messages: [ago(33), ago(26)] }, patience)?.code).toBe(
      'messagesTooClose',
    );
    return played.does(carrier, 'reportUndeliverable', { n: 1, messages: [ago(40), ago(26)] }, patience);
  };
  it('becomes what the sender says, while the others go on', () => {
    const played = undeliverable();
    expect(played.current()).toMatchObject({ state: 'undeliverable', clocks: { instruct: 'running', delivery: 'running' } });
    expect(played.does(carrier, 'deliver', { n: 2, to: 'recipient', consent: false }).current().state).toBe('undeliverable');
    played.does(grower, 'instruct', { n: 1, what: 'giveAway' });
    expect(played.current()).toMatchObject({ state: 'delivered', clocks: { claimWindow: 'running' } });
  });
  it('is no matter for a claim where the sender had it their own way', () => {
    const asked = { n: 1, kind: 'damaged', badUnits: 2, asked: 100, photos: [] };
    for (const what of ['giveAway', 'dispose']) {
      const given = undeliverable().does(grower, 'instruct', { n: 1, what });
      expect(given.tries(grower, 'claim', asked, { photosMin: 0, photosMax: 6, lateClaimDays: 0 })?.code).toBe('notClaimable');
    }
  });
  it('is sent back by rule where the sender says nothing', () => {
    const played = undeliverable().does(carrier, 'deliver', { n: 2, to: 'recipient', consent: false });
    played.does(clockOf('instruct'), 'instructNone');
    expect(parcels(played)[0]?.state).toBe('returned');
    played.does(clockOf('claimWindow'), 'settle');
    expect(played.current().state).toBe('closed');
  });
  it('is lost after three times its time, and all of it counts as bad', () => {
    const played = onTrunk().does(clockOf('delivery'), 'giveUp');
    expect(parcels(played).map(({ state }) => state)).toEqual(['lost', 'lost']);
    expect(played.current().state).toBe('delivered');
  });
});

describe('a claim', () => {
  const limits = { photosMin: 0, photosMax: 6, lateClaimDays: 0 };
  const asked = { n: 1, kind: 'damaged', badUnits: 2, asked: 100, photos: [] };
  const delivered = () =>
    onTrunk()
      .does(carrier, 'deliver', { n: 1, to: 'recipient', consent: false })
      .does(carrier, 'deliver', { n: 2, to: 'recipient', consent: false });
  it('opens a case of its own, keeps the pickup open, and is joined by who claims after', () => {
    const played = delivered().does(grower, 'claim', asked, limits);
    expect(itemsOf(played.last(), 'opening')).toMatchObject([{ process: 'lossClaim', input: { n: 1, as: 'sender', units: 6 } }]);
    expect(played.tries(grower, 'claim', asked, limits)?.code).toBe('claimed');
    played.does(otherCase('LC-1'), 'claimOpened', { n: 1, claim: 'LC-1' }).does(grower, 'claim', asked, limits);
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'LC-1', action: 'join' }]);
    played.later(48).does(clockOf('claimWindow'), 'settle');
    expect(played.current()).toMatchObject({ state: 'delivered', facts: { windowOver: true } });
    played.does(otherCase('LC-1'), 'claimEnded', { n: 1, claim: 'LC-1', end: 'paid' });
    expect(played.current()).toMatchObject({ state: 'closed', facts: { parcels: [{ claimBad: 2, claimOpen: false }, {}] } });
    played.does(otherCase('LC-1'), 'claimOpened', { n: 1, claim: 'LC-1', again: true });
    expect(played.current().facts.parcels[0]?.claimOpen).toBe(true);
  });
  it('by the station is the sender’s own, who said so', () => {
    expect(delivered().tries(clerk, 'claim', asked, limits)?.code).toBe('needsConsent');
    expect(delivered().tries(clerk, 'claim', { ...asked, consent: 'spoken' }, limits)).toBeUndefined();
    const played = delivered().does(clerk, 'claim', { ...asked, consent: 'spoken' }, limits);
    expect(itemsOf(played.last(), 'opening')).toMatchObject([
      { input: { as: 'sender', claimant: { id: 'mou', name: '牟' }, spokenBy: { consent: 'spoken' } } },
    ]);
    expect(played.last().notify).toMatchObject([{ notice: 'claimed' }, { to: { party: 'grower' }, notice: 'spokenFor' }]);
    expect(booked().tries(clerk, 'cancel', { reason: 'Rain' })?.code).toBe('needsConsent');
  });
  it('that was withdrawn is no more, and there may be another one', () => {
    const played = delivered().does(grower, 'claim', asked, limits);
    played.does(otherCase('LC-1'), 'claimOpened', { n: 1, claim: 'LC-1' });
    played.does(otherCase('LC-1'), 'claimEnded', { n: 1, claim: 'LC-1', end: 'withdrawn' });
    expect(itemsOf(played.does(grower, 'claim', asked, limits).last(), 'opening')).toHaveLength(1);
  });
  it('isn’t for a loss of what the recipient has counted', () => {
    const counted = delivered().does(grower, 'confirmReceipt', { n: 1, good: 5, bad: 1, photos: [] });
    expect(counted.tries(grower, 'claim', { ...asked, kind: 'lost' }, limits)?.code).toBe('wasReceived');
    expect(counted.tries(grower, 'claim', asked, limits)).toBeUndefined();
  });
  it('that never opens holds the pickup up for an hour, and no longer', () => {
    const played = delivered().does(grower, 'claim', asked, limits).later(46).does(clockOf('claimWindow'), 'settle');
    expect(played.current().state).toBe('delivered');
    played.does(clockOf('claimWindow'), 'settle');
    expect(played.current().state).toBe('closed');
  });
});
