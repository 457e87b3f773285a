import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import { decideStart, whyNot } from '../../../workflows/kernel/decide.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Facts } from '../../../workflows/packaging-trial/facts.ts';
import { inputs } from '../../../workflows/packaging-trial/inputs.ts';
import { type Limits, limits as rules } from '../../../workflows/packaging-trial/limits.ts';
import { packagingTrial } from '../../../workflows/packaging-trial/rules.ts';
import { staffWithout } from '../leaving.ts';

const limits = { ...(defaultsOf(rules) as Limits), shipmentsPerArm: 2 };
const title = (name: string) => ({ en: name, zh: `${name}（中）` });
const product = { id: 'loquatRed', title: title('Loquats') };
const baseline = { key: 'plainBox', title: title('Plain box'), costFen: 170 };

const proposer = person('ke-min', 'courier');
const secretary = person('yan-ping', 'allianceSecretary');
const expert = person('tang-he', 'expert');
const clerk = person('hua-lei', 'trunkClerk');
const member = (id: string, unit: string) => ({ ...person(id, 'allianceMember'), unit });
const photo = { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 1 };

const design = {
  title: title('Net and tray'),
  parts: ['net', 'tray'],
  costFen: 212,
  grams: 90,
  baselineScheme: 'plainBox',
  firm: { id: '91339901MA9X00046W', name: 'Haoyu' },
  target: 30,
  shipments: 2,
  zones: ['local', 'eastChina'],
  budgetFen: 600,
  days: 30,
  photos: [photo],
};
const opening = (more: object = {}, reference: object = {}, actor = proposer) => ({
  id: 'PT-1',
  now: 0,
  actor,
  input: { product: product.id, key: 'netTray', ...design, ...more },
  reference: { product, usual: 'plainBox', baseline, limits, ...reference },
});
type Trial = Played<Facts>;
const proposed = (more: object = {}, actor = proposer): Trial => play<Facts>(packagingTrial, opening(more, {}, actor));
const advised = (trial: Trial = proposed(), fit = true): Trial =>
  trial.does(expert, 'advise', { fit, text: 'It holds', tests: [] }, { tests: [], limits });
const approved = (more: object = {}): Trial => advised(proposed(more)).does(secretary, 'approve', {}, { limits });
const begun = (more: object = {}): Trial => approved(more).does(secretary, 'beginShipping', {}, { limits });

/** A pickup tells of its parcels; each to this zone. */
const shipped = (trial: Trial, pickup: string, ...zones: readonly string[]): Trial =>
  trial.does(
    otherCase(pickup),
    'noteShipment',
    { pickup, parcels: zones.map((zone, n) => ({ n: n + 1, units: 20, zone })) },
    { limits },
  );
const full = (more: object = {}): Trial =>
  shipped(shipped(begun(more), 'EX-1', 'local', 'eastChina'), 'EX-2', 'local', 'eastChina');
const received = (trial: Trial, pickup: string, n: number, bad: number): Trial =>
  trial.does(otherCase(pickup), 'noteReceipt', { pickup, n, units: 20, bad }, { limits });
const measuring = (): Trial => full().does(secretary, 'endShipping', {}, { limits });
const seats = ['couriers', 'coop-a', 'coop-b', 'xiaotong'].map((id) => ({ id, title: title(id), people: [`of-${id}`] }));
const members = seats.map(({ id }) => id);
const votes = (trial: Trial, unit: string, vote: string, reason?: string): Trial =>
  trial.does(member(`of-${unit}`, unit), 'vote', { vote, ...(reason === undefined ? {} : { reason }) }, { members, limits });
const deciding = (): Trial => {
  const trial = measuring();
  for (const [n, bad] of [
    [1, 0],
    [2, 4],
  ] as const)
    for (const pickup of ['EX-1', 'EX-2']) received(trial, pickup, n, bad);
  return trial.does(secretary, 'publish', {}, { seats, limits });
};
const known = { members, from: '2026-03-16', products: ['loquatRed'], isSent: true, limits };
const decided = (trial: Trial, more: object = {}): Trial => trial.does(clock('vote'), 'decide', {}, { ...known, ...more });
const why = (trial: Trial, who: typeof proposer, action: string) =>
  whyNot(packagingTrial, trial.current(), action, who, trial.now())?.code;
const work = (trial: Trial) => trial.current().tasks.map(({ action, person: who, role }) => `${action} ${who ?? role}`);
const told = (trial: Trial) => trial.last().notify?.map(({ notice }) => notice);

describe('a proposal', () => {
  const refused = (more: object, reference: object = {}) =>
    (decideStart(packagingTrial, opening(more, reference)) as { code?: string }).code;

  it('plans enough parcels, to enough zones, in a time and with money that suffice', () => {
    expect(refused({ shipments: 1 })).toBe('tooFewShipments');
    expect(refused({ zones: ['local', 'local'] })).toBe('tooFewZones');
    expect(refused({ days: 61 })).toBe('tooLong');
    expect(refused({ budgetFen: 423 })).toBe('budgetTooSmall');
    expect(refused({ budgetFen: 424 })).toBeUndefined();
  });

  it('tries something else than what is in use, once at a time', () => {
    expect(refused({ key: 'plainBox' })).toBe('sameScheme');
    expect(refused({}, { usual: 'netTray' })).toBe('usualAlready');
    expect(itemsOf(proposed().outcomes[0] ?? {}, 'holds')).toMatchObject([{ op: 'hold', resource: 'trial:loquatRed:netTray' }]);
  });

  it('is approved after a technical opinion that finds it fit, with the money set aside', () => {
    expect(work(proposed())).toEqual(['advise expert']);
    expect(why(proposed(), secretary, 'approve')).toBe('noOpinion');
    expect(why(advised(proposed(), false), secretary, 'approve')).toBe('notFit');
    const trial = approved();
    expect(itemsOf(trial.last(), 'ledger')).toMatchObject([
      { from: 'scheme:alliance', to: 'budget:trial:PT-1', amount: 600, rule: 'trialBudget' },
    ]);
    expect(trial.last().clocks?.start).toEqual({ shipping: { calendarDays: 30 } });
  });

  it('isn’t judged before each drop test of the product is done', () => {
    const tests = [{ id: 'drop80', title: title('From 80 cm') }];
    const opinion = (done: readonly object[], fit = true) =>
      proposed().tries(expert, 'advise', { fit, text: 'It holds', tests: done }, { tests, limits });
    expect(opinion([])).toMatchObject({ code: 'testMissing', en: expect.stringContaining('From 80 cm') });
    expect(opinion([{ test: 'drop80', passed: true }])).toBeUndefined();
    // What falls apart isn't fit.
    expect(opinion([{ test: 'drop80', passed: false }])).toMatchObject({ code: 'testFailed' });
    expect(opinion([{ test: 'drop80', passed: false }], false)).toBeUndefined();
  });

  it('names its maker by a credit code whose last sign fits the others', () => {
    const codes = ['91339901MA9X00046W', '91339901MA9X000460', '91339901MA9X00046', '91339901MA9X0004OW'];
    const fits = (id: string) => inputs.start.shape.firm.safeParse({ id, name: '浩宇包装' }).success;
    expect(codes.map(fits)).toEqual([true, false, false, false]);
  });

  it('sent back is changed by its proposer and judged anew, or ends when the time is over', () => {
    const trial = proposed().does(secretary, 'sendBack', { reason: 'Too dear' }, { limits });
    expect(work(trial)).toEqual(['amend ke-min']);
    expect(trial.last().clocks).toMatchObject({ start: { revise: 'default' }, stop: ['approve'] });
    expect(why(trial, expert, 'advise')).toBe('isSentBack');
    expect(why(trial, person('xie-lei', 'courier'), 'amend')).toBe('proposersOwn');
    expect(trial.does(proposer, 'amend', { ...design, costFen: 200 }, { baseline, limits }).current().facts).toMatchObject({
      scheme: { key: 'netTray', costFen: 200 },
      sentBack: null,
      opinion: null,
    });
    expect(why(trial, proposer, 'amend')).toBe('notSentBack');
    const late = proposed().does(secretary, 'sendBack', { reason: 'Too dear' }, { limits }).does(clock('revise'), 'lapse');
    expect(late.current().state).toBe('withdrawn');
    expect(itemsOf(late.last(), 'holds')).toEqual([{ op: 'release', resource: 'trial:loquatRed:netTray' }]);
  });

  it('whose proposer has left is withdrawn by the secretary', () => {
    const trial = proposed().does(secretary, 'sendBack', { reason: 'Too dear' }, { limits });
    expect(work(trial.handedBack(staffWithout([proposer, secretary, expert], proposer)))).toEqual(['withdraw allianceSecretary']);
    expect(trial.does(secretary, 'withdraw', { reason: 'Nobody goes on with it' }).current().state).toBe('withdrawn');
  });
});

describe('the shipping', () => {
  it('gives each parcel the two packagings in turn, and tells the pickup which', () => {
    const trial = shipped(begun({ shipments: 3, budgetFen: 900 }), 'EX-1', 'local', 'eastChina', 'local');
    expect(itemsOf(trial.last(), 'acts')).toEqual([
      {
        on: 'EX-1',
        action: 'assignArm',
        input: {
          parcels: [
            { n: 1, scheme: 'netTray' },
            { n: 2, scheme: 'plainBox' },
            { n: 3, scheme: 'netTray' },
          ],
        },
      },
    ]);
    expect(itemsOf(trial.last(), 'ledger')).toMatchObject([
      { from: 'budget:trial:PT-1', to: 'payable:91339901MA9X00046W', amount: 424 },
    ]);
    shipped(trial, 'EX-2', 'local');
    expect(trial.current().facts.parcels.map(({ arm }) => arm)).toEqual(['trial', 'baseline', 'trial', 'baseline']);
  });

  it('tells the same again where it is told of the same again, and enters it once', () => {
    const trial = shipped(shipped(begun(), 'EX-1', 'local', 'eastChina'), 'EX-1', 'local', 'eastChina');
    expect(trial.current().facts.parcels).toHaveLength(2);
    expect(itemsOf(trial.last(), 'acts')).toMatchObject([
      { input: { parcels: [{ scheme: 'netTray' }, { scheme: 'plainBox' }] } },
    ]);
    expect(itemsOf(trial.last(), 'ledger')).toEqual([]);
  });

  it('doesn’t count what goes elsewhere, comes from another case, or comes when it is full or over', () => {
    const usual = (trial: Trial) => itemsOf(trial.last(), 'acts');
    const trial = shipped(begun(), 'EX-1', 'north');
    expect(trial.current()).toMatchObject({ state: 'shipping', facts: { parcels: [] } });
    expect(shipped(approved(), 'EX-1', 'local').current().facts.parcels).toEqual([]);
    expect(usual(trial)).toMatchObject([{ input: { parcels: [{ scheme: 'plainBox' }] } }]);
    expect(
      trial.tries(otherCase('EX-9'), 'noteShipment', { pickup: 'EX-1', parcels: [{ n: 1, units: 1, zone: 'local' }] }, { limits })
        ?.code,
    ).toBe('notItsParcels');
    const filled = full();
    expect(told(filled)).toEqual(['armFull']);
    expect(work(filled)).toEqual(['endShipping allianceSecretary']);
    expect(shipped(filled, 'EX-3', 'local').current().facts.parcels).toHaveLength(4);
    expect(usual(shipped(measuring(), 'EX-3', 'local'))).toMatchObject([{ input: { parcels: [{ scheme: 'plainBox' }] } }]);
  });

  it('takes the parcels of a pickup out that doesn’t take place, and others take their packaging', () => {
    const trial = shipped(begun(), 'EX-1', 'local');
    shipped(trial, 'EX-2', 'local', 'eastChina');
    trial.does(otherCase('EX-2'), 'noteCancelled', { pickup: 'EX-2' }, { limits });
    expect(trial.current().facts.parcels.map(({ pickup, arm }) => [pickup, arm])).toEqual([['EX-1', 'trial']]);
    expect(itemsOf(trial.last(), 'links')).toEqual([{ op: 'unlink', to: 'EX-2', as: 'trialShipment' }]);
    expect(itemsOf(trial.last(), 'ledger')).toMatchObject([{ to: 'budget:trial:PT-1', amount: 212, rule: 'packagingBack:EX-2' }]);
    shipped(trial, 'EX-3', 'local', 'local');
    expect(trial.current().facts.parcels.map(({ arm }) => arm)).toEqual(['trial', 'baseline', 'trial']);
    trial.does(otherCase('EX-3'), 'noteCancelled', { pickup: 'EX-3', parcels: [1] }, { limits });
    expect(trial.current().facts.parcels.map(({ pickup, n }) => [pickup, n])).toEqual([
      ['EX-1', 1],
      ['EX-3', 2],
    ]);
  });

  it('ends early only with a reason, and by itself when its days are over', () => {
    const trial = shipped(begun(), 'EX-1', 'local', 'local');
    expect(trial.tries(secretary, 'endShipping', {}, { limits })?.code).toBe('tooFew');
    expect(trial.tries(secretary, 'endShipping', { reason: 'The season is over' }, { limits })).toBeUndefined();
    expect(trial.does(clock('shipping'), 'endShipping', {}, { limits }).current().state).toBe('measuring');
    const nothing = approved().does(clock('shipping'), 'endShipping', {}, { limits });
    expect(nothing.current().state).toBe('dropped');
    expect(itemsOf(nothing.last(), 'ledger')).toMatchObject([
      { from: 'budget:trial:PT-1', to: 'scheme:alliance', amount: 600, rule: 'trialBudgetBack' },
    ]);
  });
});

describe('the measuring', () => {
  it('takes what recipients say, and somebody else than the proposer measures the rest', () => {
    const trial = received(measuring(), 'EX-1', 1, 3);
    expect(trial.current().facts.measured).toMatchObject([{ pickup: 'EX-1', n: 1, units: 20, bad: 3, how: 'receipt' }]);
    expect(work(trial)).toEqual(['measure trunkClerk', 'publish allianceSecretary']);
    const measure = (more: object) => ({ pickup: 'EX-1', n: 2, units: 20, bad: 1, photos: [photo], ...more });
    expect(trial.tries(clerk, 'measure', measure({ n: 1 }), { limits })?.code).toBe('measuredAlready');
    expect(trial.tries(clerk, 'measure', measure({ n: 3 }), { limits })?.code).toBe('noSuchParcel');
    expect(trial.tries(clerk, 'measure', measure({ bad: 21 }), { limits })?.code).toBe('moreBadThanUnits');
    expect(trial.tries(clerk, 'measure', measure({ units: 21 }), { limits })?.code).toBe('moreThanSent');
    expect(trial.does(clerk, 'measure', measure({}), { limits }).current().facts.measured[1]).toMatchObject({ how: 'measured' });
    const own = advised(proposed({}, clerkWhoGrows))
      .does(secretary, 'approve', {}, { limits })
      .does(secretary, 'beginShipping', {}, { limits });
    shipped(own, 'EX-1', 'local', 'eastChina');
    expect(own.tries(clerkWhoGrows, 'measure', measure({}), { limits })?.code).toBe('kernel.ownMatter');
  });

  const clerkWhoGrows = { ...clerk, grants: [...clerk.grants, { role: 'grower' }] };

  it('goes on to the vote when its time is over, with what nobody measured shown apart', () => {
    const trial = received(measuring(), 'EX-1', 1, 3);
    expect(trial.tries(secretary, 'publish', {}, { seats: [], limits })?.code).toBe('noMembers');
    trial.does(clock('measure'), 'publish', {}, { seats, limits });
    expect(trial.current()).toMatchObject({
      state: 'deciding',
      facts: { result: { trial: { units: 20, loss: 150, unmeasured: 1 }, baseline: { loss: null, unmeasured: 2, worst: 1000 } } },
    });
    expect(told(trial)).toEqual(['voteOpen', 'voteOpen', 'voteOpen', 'voteOpen']);
  });

  it('takes no receipt into account once the result is published', () =>
    expect(received(deciding(), 'EX-1', 1, 20).current().facts.result).toMatchObject({ trial: { bad: 0 } }));
});

describe('the vote', () => {
  it('is one of each member body, changed until the end, with a reason against it', () => {
    const trial = deciding();
    expect(why(trial, member('of-coop-z', 'coop-z'), 'vote')).toBe('noSeat');
    expect(trial.tries(member('of-coop-a', 'coop-a'), 'vote', { vote: 'drop' }, { members, limits })?.code).toBe('noReason');
    votes(votes(trial, 'coop-a', 'drop', 'Too dear'), 'coop-a', 'adopt');
    expect(trial.current().facts.votes?.given).toMatchObject([{ of: 'coop-a', by: 'of-coop-a', answer: { vote: 'adopt' } }]);
    expect(work(trial)).toEqual(['vote of-couriers', 'vote of-coop-b', 'vote of-xiaotong']);
  });

  it('is given by whoever speaks for the body now; the others go on without one who has left', () => {
    const trial = deciding();
    const staff = seats.map(({ id }) => member(`of-${id}`, id));
    expect(work(trial.handedBack(staffWithout(staff, member('of-couriers', 'couriers'))))).toEqual([
      'vote of-coop-a',
      'vote of-coop-b',
      'vote of-xiaotong',
    ]);
    const successor = member('new-one', 'couriers');
    votes(trial, 'couriers', 'adopt');
    expect(trial.does(successor, 'vote', { vote: 'adopt' }, { members, limits }).current().facts.votes?.given[0]?.by).toBe(
      'new-one',
    );
    // Whoever spoke for it before hears of it.
    expect(trial.last().notify).toMatchObject([{ to: { person: 'of-couriers' }, notice: 'voteReplaced' }]);
  });

  it('adopts the packaging from a day on, writes it into the tables and gives the rest of the money back', () => {
    const trial = deciding();
    for (const unit of ['couriers', 'coop-a', 'coop-b']) votes(trial, unit, 'adopt');
    decided(trial);
    expect(trial.current()).toMatchObject({
      state: 'settling',
      facts: {
        ends: 'adopted',
        decision: { outcome: 'adopted', members: 4, cast: 3, yes: 3, from: '2026-03-16' },
        votes: { silent: ['xiaotong'] },
      },
    });
    expect(itemsOf(trial.last(), 'table_rows')).toMatchObject([
      {
        table: 'packagingSchemes',
        key: 'netTray',
        from: '2026-03-16',
        value: { products: ['loquatRed'], adopted: true, costFen: 212, grams: 90 },
      },
      { table: 'products', key: 'loquatRed', from: '2026-03-16', value: { scheme: 'netTray' } },
    ]);
    expect(itemsOf(trial.last(), 'ledger')).toMatchObject([{ to: 'scheme:alliance', amount: 600 - 424 }]);
    expect(new Set(told(trial))).toEqual(new Set(['adopted', 'toPay']));
    expect(itemsOf(shipped(trial, 'EX-9', 'local').last(), 'acts')).toMatchObject([
      { input: { parcels: [{ scheme: 'netTray' }] } },
    ]);
  });

  it('leaves out a body that is no longer a member, and says so to whoever votes for it', () => {
    const trial = deciding();
    const late = trial.tries(member('of-xiaotong', 'xiaotong'), 'vote', { vote: 'adopt' }, { members: ['couriers'], limits });
    expect(late?.code).toBe('noMember');
    votes(votes(trial, 'coop-a', 'adopt'), 'coop-b', 'drop', 'Too dear');
    decided(trial, { members: ['couriers', 'coop-a'] });
    expect(trial.current().facts).toMatchObject({
      decision: { outcome: 'adopted', members: 2, cast: 1 },
      votes: { left: ['coop-b', 'xiaotong'], silent: ['couriers'] },
    });
  });

  it('for more has the trial shipped once again, each packaging with as many parcels again as the budget has', () => {
    const trial = deciding();
    votes(votes(trial, 'coop-a', 'more', 'Too few'), 'coop-b', 'adopt');
    decided(trial);
    expect(trial.current()).toMatchObject({ state: 'shipping', facts: { run: 2, decision: { outcome: 'more' } } });
    expect(trial.last().clocks?.start).toEqual({ shipping: 'default' });
    expect(told(trial)).toEqual(['moreWanted', 'moreWanted']);
    // 600 fen pay for two parcels at 212.
    expect(shipped(trial, 'EX-3', 'local').current().facts.parcels).toHaveLength(4);
  });

  it('against it drops the packaging, and says so with the figures', () => {
    const trial = votes(votes(deciding(), 'coop-a', 'drop', 'Too dear'), 'coop-b', 'adopt');
    expect(decided(trial).current()).toMatchObject({ state: 'settling', facts: { ends: 'dropped' } });
    expect(trial.last().notify?.[0]).toMatchObject({
      notice: 'dropped',
      params: { trialLoss: '0', baselineLoss: '200', yes: 1, cast: 2, members: 4 },
    });
  });
});

describe('the settling', () => {
  const cashier = person('xu-min', 'cashier');
  const other = person('ning-xia', 'cashier');
  const bank = person('rural-bank', 'bank');
  const settling = (): Trial => decided(votes(votes(deciding(), 'coop-a', 'drop', 'Too dear'), 'coop-b', 'drop', 'Too dear'));
  const payment = { payment: 'PT-1/1' };

  it('pays the maker once for all that was shipped in its packaging, and then the trial is over', () => {
    const trial = settling();
    expect(work(trial)).toEqual(['pay cashier']);
    expect(trial.tries(cashier, 'pay', {}, { limits })?.code).toBe('needsReference');
    trial.does(secretary, 'setAccount', { account: '6222000000009999' }, { limits }).does(cashier, 'pay', {}, { limits });
    expect(itemsOf(trial.last(), 'payments')).toMatchObject([{ op: 'pay', fen: 424, account: '6222000000009999' }]);
    expect(itemsOf(trial.last(), 'ledger')).toMatchObject([{ from: 'payable:91339901MA9X00046W', amount: 424 }]);
    expect(why(trial, other, 'pay')).toBe('paymentOpen');
    expect(why(trial, secretary, 'setAccount')).toBe('paymentOpen');
    expect(trial.does(bank, 'confirmPayment', payment, { limits }).current()).toMatchObject({ state: 'dropped', tasks: [] });
    expect(trial.tries(bank, 'confirmPayment', payment, { limits })?.code).toBe('kernel.paymentSettled');
  });

  it('waits again for a payment that came back, and for who clears what the bank says both of', () => {
    const trial = settling().does(cashier, 'pay', { paymentRef: 'R-1' }, { limits });
    expect(work(trial.does(bank, 'bouncePayment', payment, { limits }))).toEqual(['pay cashier']);
    expect(work(trial.does(bank, 'confirmPayment', payment, { limits }))).toEqual(['clearPayment cashier']);
    expect(why(trial, cashier, 'clearPayment')).toBe('kernel.fourEyes');
    trial.does(other, 'clearPayment', { ...payment, arrived: true, reason: 'By its file' }, { limits });
    expect(trial.current().state).toBe('dropped');
    // And what was confirmed may come back after all.
    expect(trial.does(bank, 'bouncePayment', payment, { limits }).current().state).toBe('settling');
  });

  it('isn’t done by whoever approved the trial or gave the account, and not waited for where nothing is owed', () => {
    const paysToo = { ...secretary, grants: [...secretary.grants, { role: 'cashier' }] };
    expect(why(settling(), paysToo, 'pay')).toBe('kernel.fourEyes');
    const given = settling().does(cashier, 'setAccount', { account: '6222000000009999' }, { limits });
    expect([why(given, cashier, 'pay'), why(given, other, 'pay')]).toEqual(['kernel.fourEyes', undefined]);
    const early = proposed().does(proposer, 'withdraw', { reason: 'No longer made' }, { limits });
    expect(early.current().state).toBe('withdrawn');
    const late = full().does(proposer, 'withdraw', { reason: 'No longer made' }, { limits });
    expect(late.current()).toMatchObject({ state: 'settling', facts: { ends: 'withdrawn' } });
  });
});
