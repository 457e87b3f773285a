import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts, Terms } from '../../../workflows/park-tenancy/facts.ts';
import { parkTenancy } from '../../../workflows/park-tenancy/rules.ts';

const anna: Actor = { ...person('anna', 'firmAgent'), actsFor: [{ subject: 'firm:F1' }] };
const mu = person('mu', 'parkManager');
const kong = person('kong', 'parkManager');
const hua = person('hua', 'leader');
const cashier = person('xun', 'cashier');
const reviewers = ['r1', 'r2', 'r3'].map((id) => person(id, 'fitReviewer'));

/** The beginning of any day, as the tenant's data says it. */
const at = new Proxy<Record<string, number>>({}, { get: (_, day) => Date.parse(`${String(day)}T00:00:00+08:00`) });
const on = (today: string, more: object = {}) => ({
  today,
  at,
  taken: null,
  sitting: [],
  occupiedBy: null,
  next: false,
  notices: [],
  isOwn: true,
  ...more,
});
const room = { id: 'P1', title: { en: 'P1', zh: 'P1' }, area: 10_000 };
const criteria = [
  { key: 'culture', title: { en: 'Culture', zh: '文化' }, weight: 60, money: false, veto: false },
  { key: 'tax', title: { en: 'Tax', zh: '税收' }, weight: 40, money: true, veto: false },
];
const FROM = '2026-03-02';
const terms: Terms = {
  ...{ rooms: [room], from: FROM, to: '2026-09-01', months: 6, rentFen: 2_000 },
  ...{ freeMonths: 0, depositMonths: 1, stepPerMille: 0 },
};
const sheet = (points: number) => ({
  points: criteria.map(({ key }) => ({ criterion: key, points })),
  vetoes: [],
  words: 'fits',
});

const asked = (publicProperty = false): Played<Facts> =>
  play<Facts>(parkTenancy, {
    actor: anna,
    input: { area: 10_000, floorLoad: 0, powerKw: 0, use: 'design', from: FROM, months: 6, plan: 'plan', staff: 3 },
    reference: {
      today: FROM,
      park: { id: 'p', title: { en: 'Park', zh: '园区' }, publicProperty, unit: null },
      firm: { uscc: 'F1', name: 'Firm' },
    },
  });
const reviewed = (publicProperty = false) =>
  asked(publicProperty).does(mu, 'admit', {}, { criteria, reviewers: ['r1', 'r2', 'r3'] });
const negotiating = (publicProperty = false): Played<Facts> => {
  const played = reviewed(publicProperty);
  for (const reviewer of reviewers) played.does(reviewer, 'score', sheet(70));
  return played.does(mu, 'concludeReview');
};
const offered = (more: Partial<Terms> = {}) =>
  negotiating().does(mu, 'offer', {}, { terms: { ...terms, ...more }, floor: null, notices: [] });
const signed = (more: Partial<Terms> = {}): Played<Facts> => {
  const input = { version: 1, sha256: 'a'.repeat(64) };
  return offered(more)
    .does(anna, 'agree', { version: 1 }, on(FROM))
    .does(anna, 'sign', input, on(FROM))
    .does(mu, 'sign', input, on(FROM));
};
const moved = (more: Partial<Terms> = {}): Played<Facts> =>
  signed({ depositMonths: 0, ...more })
    .does(mu, 'handOver', { meters: '0', keys: 1, photos: [] }, on(FROM))
    .does(anna, 'takeOver', {}, on(FROM));
const renewalFile = { version: 2, sha256: 'b'.repeat(64) };
const signsRenewal = (played: Played<Facts>): Played<Facts> =>
  played.does(anna, 'sign', renewalFile, on(FROM)).does(mu, 'sign', renewalFile, on(FROM));
const rent = clock('rent');
const codeOf = (played: Played<Facts>, ...[actor, action, input, reference]: Parameters<Played<Facts>['tries']>) =>
  played.tries(actor, action, input, reference)?.code;

describe('a review', () => {
  it('waits for nobody who has left, and says so when that was the last one', () => {
    const played = reviewed().does(reviewers[0] as Actor, 'score', sheet(70));
    const without = (...left: readonly string[]) =>
      parkTenancy.whenGone?.(played.current() as never, { left, withoutRole: [], unqualified: [] }, played.now());
    expect(without('r2', 'r3')).toMatchObject({
      facts: { review: { left: ['r2', 'r3'], given: [{ of: 'r1' }] } },
      notify: [{ notice: 'allScored' }],
    });
    expect(without('r2')?.notify).toEqual([]);
    expect(without('stranger')).toEqual({});
  });

  it('ends with its clock: whoever was silent doesn’t count; a leader concludes it where too few are there, or others are called in', () => {
    const played = reviewed()
      .does(reviewers[0] as Actor, 'score', sheet(50))
      .does(clock('review'), 'closeReview');
    expect(played.current().facts.review?.silent).toEqual(['r2', 'r3']);
    expect(codeOf(played, mu, 'concludeReview')).toBe('tooFewReviewers');
    expect(codeOf(played, mu, 'callIn', { reviewer: 'r2' }, { mayJudge: true })).toBe('cantJudge');
    expect(codeOf(played, mu, 'callIn', { reviewer: 'r4' }, { mayJudge: false })).toBe('cantJudge');
    expect(codeOf(played, hua, 'concludeReview')).toBeUndefined();
    played.does(mu, 'callIn', { reviewer: 'r4' }, { mayJudge: true });
    expect(codeOf(played, mu, 'concludeReview')).toBe('stillScoring');
  });

  it('stands once its points can be read: nobody changes theirs or takes them away, also when another is called in', () => {
    const played = reviewed();
    for (const reviewer of reviewers) played.does(reviewer, 'score', sheet(50));
    const [first] = reviewers as [Actor];
    expect(codeOf(played, first, 'recuse', { reason: 'I know them.' })).toBe('reviewOpened');
    const gone = { left: ['r1'], withoutRole: [], unqualified: [] };
    expect(parkTenancy.whenGone?.(played.current() as never, gone, played.now())).toEqual({});
    played.does(mu, 'callIn', { reviewer: 'r4' }, { mayJudge: true });
    expect(codeOf(played, first, 'recuse', { reason: 'I know them.' })).toBe('reviewOpened');
    expect(codeOf(played, first, 'score', sheet(90))).toBe('reviewOpened');
    expect(codeOf(played, person('r4', 'fitReviewer'), 'recuse', { reason: 'I know them.' })).toBeUndefined();
  });

  it('takes no set of criteria in which money counts more than the tenant’s limit lets it', () => {
    const richest = [
      { ...criteria[0], weight: 40 },
      { ...criteria[1], weight: 60 },
    ];
    expect(codeOf(asked(), mu, 'admit', {}, { criteria: richest, reviewers: ['r1', 'r2', 'r3'] })).toBe('tooMuchMoney');
    expect(codeOf(asked(), mu, 'admit', {}, { criteria, reviewers: ['r1', 'r2'] })).toBe('tooFewReviewers');
  });
});

describe('an offer', () => {
  it('that the firm leaves unanswered lapses; one that the park owes doesn’t', () => {
    expect(codeOf(negotiating(), clock('answer'), 'lapse', {}, on(FROM))).toBe('parkAnswers');
    const played = offered();
    expect(played.does(clock('answer'), 'lapse', {}, on(FROM)).current().state).toBe('lapsed');
  });

  it('is signed by both sides as one and the same file', () => {
    const played = offered().does(anna, 'agree', { version: 1 }, on(FROM));
    played.does(mu, 'sign', { version: 1, sha256: 'a'.repeat(64) }, on(FROM));
    expect(codeOf(played, anna, 'sign', { version: 1, sha256: 'b'.repeat(64) }, on(FROM))).toBe('otherFile');
    expect(codeOf(played, mu, 'sign', { version: 1, sha256: 'a'.repeat(64) }, on(FROM))).toBe('signedAlready');
  });
});

describe('a tenancy', () => {
  it('isn’t begun while the tenant before is still in the room', () => {
    const played = signed({ depositMonths: 0 }).does(mu, 'handOver', { meters: '0', keys: 1, photos: [] }, on(FROM));
    expect(codeOf(played, anna, 'takeOver', {}, on(FROM, { occupiedBy: 'TN-9' }))).toBe('stillOccupied');
  });

  it('is handed over once, and to nobody while another is in', () => {
    const keys = { meters: '0', keys: 1, photos: [] };
    const played = signed({ depositMonths: 0 });
    expect(codeOf(played, mu, 'handOver', keys, on(FROM, { occupiedBy: 'TN-9' }))).toBe('stillOccupied');
    played.does(mu, 'handOver', keys, on(FROM));
    expect(codeOf(played, mu, 'handOver', keys, on(FROM))).toBe('handedOverAlready');
  });

  it('isn’t agreed on with a firm that has ended', () => {
    const played = offered();
    const gone = { subject: 'firm:F1', name: 'Firm', state: 'dissolved' };
    const ended = parkTenancy.whenSubject?.(played.current() as never, gone as never, played.now());
    const current = { ...played.current(), facts: { ...played.current().facts, ...ended?.facts } };
    const why = (actor: Actor, action: 'offer' | 'agree' | 'sign') =>
      parkTenancy.actions[action].guard?.({ current, actor, now: played.now() } as never)?.code;
    expect([why(mu, 'offer'), why(anna, 'agree'), why(mu, 'sign')]).toEqual(['firmGone', 'firmGone', 'firmGone']);
  });

  it('is billed for all missed months in one go, each once and in order, and then for the next', () => {
    const played = moved().does(rent, 'bill', {}, on('2026-06-01'));
    const lines = itemsOf(played.last(), 'ledger') as { rule: string; amount: number }[];
    // 2026-03-02 is the second of 31 days.
    expect(lines.map(({ rule, amount }) => [rule, amount])).toEqual([
      ['rent:2026-03', 193_548],
      ['rent:2026-04', 200_000],
      ['rent:2026-05', 200_000],
      ['rent:2026-06', 200_000],
    ]);
    expect(played.current().facts.billing).toMatchObject({ billedTo: '2026-06-30', nextAt: at['2026-07-01'] });
    expect(itemsOf(played.does(rent, 'bill', {}, on('2026-06-20')).last(), 'ledger')).toEqual([]);
  });

  it('is renewed by offers of both sides, in time before its end', () => {
    const played = moved({ to: '2027-03-01', months: 12 });
    expect(codeOf(played, mu, 'offer', {}, { terms, floor: null, notices: [] })).toBe('noRenewal');
    played.does(anna, 'askRenewal', { months: 6 }, on(FROM));
    expect(codeOf(played, anna, 'agree', { version: 1 }, on(FROM))).toBe('noOffer');
    const next = { ...terms, from: '2027-03-02', to: '2027-09-01', rentFen: 2_200 };
    played.does(mu, 'offer', {}, { terms: next, floor: null, notices: [] }).does(anna, 'agree', { version: 2 }, on(FROM));
    signsRenewal(played).does(cashier, 'payDeposit', { kind: 'cash', fen: 220_000, reference: 'R-2' }, on(FROM));
    const { lease, renewal } = played.current().facts;
    expect(renewal).toBeNull();
    expect(lease).toMatchObject({ to: '2027-09-01', parts: [{ to: '2027-03-01' }, { from: '2027-03-02', rentFen: 2_200 }] });
    expect(codeOf(moved({ to: '2026-05-01', months: 2 }), anna, 'askRenewal', { months: 6 }, on(FROM))).toBe('renewalTooLate');
  });

  it('that is shown another’s offer doesn’t end before its tenant has answered', () => {
    const played = moved({ to: '2026-03-10' });
    const rival = { ...terms, from: '2026-03-18', to: '2026-12-31' };
    played.does(otherCase('TN-2'), 'showRival', { case: 'TN-2', rooms: ['P1'], version: 1 }, { terms: rival });
    expect(played.current().facts.rivals).toHaveLength(1);
    played.later(24 * 10).does(clock('term'), 'noteTerm', {}, on('2026-03-12', { next: true }));
    expect(played.current().state).toBe('movedIn');
    played.does(clock('match'), 'waive');
    expect(itemsOf(played.last(), 'acts')).toEqual([{ on: 'TN-2', action: 'rightLapsed', input: { case: 'TN-1' } }]);
    expect(played.does(clock('term'), 'noteTerm', {}, on('2026-03-13', { next: true })).current().state).toBe('ending');
  });

  it('is changed on days of its lease alone', () => {
    const change = { kind: 'addRoom', room: 'P2', from: '2027-03-02' };
    expect(codeOf(moved({ to: '2027-03-01' }), anna, 'askChange', change, on(FROM, { room: { ...room, id: 'P2' } }))).toBe(
      'afterTerm',
    );
  });

  it('whose right has lapsed may renew again when the other goes no further', () => {
    const played = moved({ to: '2027-03-01' });
    const rival = { ...terms, from: '2027-03-09', to: '2027-12-31' };
    played
      .does(otherCase('TN-2'), 'showRival', { case: 'TN-2', rooms: ['P1'], version: 1 }, { terms: rival })
      .does(anna, 'waive');
    expect(codeOf(played, anna, 'askRenewal', { months: 6 }, on(FROM))).toBe('rightWaived');
    played.does(otherCase('TN-2'), 'rivalGone', { case: 'TN-2' });
    expect(codeOf(played, anna, 'askRenewal', { months: 6 }, on(FROM))).toBeUndefined();
  });
});

describe('a renewal', () => {
  const END = '2027-03-01';
  const next: Terms = { ...terms, from: '2027-03-02', to: '2027-09-01', months: 6, rentFen: 2_200 };
  const cash = (fen: number) => ({ kind: 'cash', fen, reference: 'R-1' });
  /** With a deposit of 2,000 yuan in cash; both have agreed to the renewal. */
  const agreed = (more: Partial<Terms> = {}, first: Partial<Terms> = {}): Played<Facts> =>
    signed({ to: END, months: 12, ...first })
      .does(cashier, 'payDeposit', cash(200_000), on(FROM))
      .does(mu, 'handOver', { meters: '0', keys: 1, photos: [] }, on(FROM))
      .does(anna, 'takeOver', {}, on(FROM))
      .does(anna, 'askRenewal', { months: 6 }, on(FROM))
      .does(mu, 'offer', {}, { terms: { ...next, ...more }, floor: null, notices: [] })
      .does(anna, 'agree', { version: 2 }, on(FROM));

  it('of six months or more binds only when both sides have signed and what is more of the deposit is there', () => {
    const played = agreed();
    expect(played.current()).toMatchObject({
      state: 'movedIn',
      clocks: { signature: 'running' },
      facts: { lease: { to: END }, renewing: { version: 2, written: true, depositOpen: 20_000 } },
    });
    expect(played.current().tasks.map(({ action }) => action)).toEqual(expect.arrayContaining(['payDeposit', 'sign']));
    // The rooms are kept for it meanwhile.
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'release' },
      { during: { until: at['2027-03-09'] } },
      { during: { from: at['2027-03-02'], until: at['2027-09-09'] } },
    ]);
    expect(codeOf(played, anna, 'agree', { version: 2 }, on(FROM))).toBe('renewalToSign');
    expect(codeOf(played, anna, 'askRenewal', { months: 6 }, on(FROM))).toBe('renewalToSign');
    expect(codeOf(played, anna, 'sign', { version: 1, sha256: 'b'.repeat(64) }, on(FROM))).toBe('staleVersion');
    signsRenewal(played);
    expect(played.current().facts.lease?.to).toBe(END);
    const guarantee = { kind: 'guarantee', fen: 500_000, reference: 'BH', until: '2030-01-01' };
    expect(codeOf(played, mu, 'payDeposit', guarantee, on(FROM))).toBe('cashStays');
    expect(codeOf(played, cashier, 'payDeposit', cash(220_000), on(FROM))).toBe('otherDeposit');
    played.does(cashier, 'payDeposit', cash(20_000), on(FROM));
    expect(itemsOf(played.last(), 'ledger')).toMatchObject([{ amount: 20_000 }]);
    expect(played.current()).toMatchObject({
      facts: { agreed: 2, renewal: null, renewing: null, deposit: { fen: 220_000 }, lease: { to: '2027-09-01' } },
    });
    expect(played.current().facts.signatures.map(({ sha256 }) => sha256[0])).toEqual(['b', 'b']);
  });

  it('of fewer months binds at once where no deposit is missing', () => {
    const played = agreed({ to: '2027-05-01', months: 2, rentFen: 2_000 });
    expect(played.current().facts).toMatchObject({ renewing: null, lease: { to: '2027-05-01' } });
    expect(codeOf(played, anna, 'sign', renewalFile, on(FROM))).toBe('nothingToSign');
    expect(agreed({ to: '2027-05-01', months: 2 }).current().facts.renewing).toMatchObject({ written: false });
  });

  it('that nobody signs in time lapses alone: the lease stays, and its offer may be agreed to again', () => {
    const played = agreed().does(clock('signature'), 'lapse', {}, on(FROM));
    expect(played.current()).toMatchObject({ state: 'movedIn', facts: { renewing: null, lease: { to: END } } });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([
      { op: 'release' },
      { op: 'hold', during: { until: at['2027-03-09'] } },
    ]);
    expect(codeOf(played, anna, 'agree', { version: 2 }, on(FROM))).toBeUndefined();
  });

  it('that is to be signed is ended by a notice of either side, and waits with the end of the term', () => {
    const ends = { to: END, cause: 'term', reason: 'because' };
    expect(agreed().does(mu, 'giveNotice', ends, on(FROM)).current()).toMatchObject({
      state: 'ending',
      facts: { renewing: null },
    });
    const played = agreed();
    played.later(24 * 400).does(clock('term'), 'noteTerm', {}, on('2027-03-02'));
    expect(played.current()).toMatchObject({ state: 'movedIn', facts: { lease: { indefinite: false } } });
  });

  it('needs a guarantee that holds as long as it', () => {
    const guarantee = (until: string) => ({ kind: 'guarantee', fen: 500_000, reference: 'BH', until });
    const played = signed({ to: END, months: 12 })
      .does(mu, 'payDeposit', guarantee('2027-04-01'), on(FROM))
      .does(mu, 'handOver', { meters: '0', keys: 1, photos: [] }, on(FROM))
      .does(anna, 'takeOver', {}, on(FROM))
      .does(anna, 'askRenewal', { months: 6 }, on(FROM))
      .does(mu, 'offer', {}, { terms: next, floor: null, notices: [] })
      .does(anna, 'agree', { version: 2 }, on(FROM));
    expect(played.current().facts.renewing?.depositOpen).toBe(220_000);
    expect(codeOf(played, mu, 'payDeposit', guarantee('2027-04-01'), on(FROM))).toBe('guaranteeTooShort');
    signsRenewal(played).does(mu, 'payDeposit', guarantee('2027-09-08'), on(FROM));
    expect(played.current().facts.lease?.to).toBe('2027-09-01');
  });
});

describe('the right of a sitting tenant', () => {
  const other = (id: string) => ({ id, title: { en: id, zh: id }, area: 10_000 });
  const [p1, p2] = [room, other('P2')];
  const END = '2027-03-01';
  const sitting = (more: Partial<Terms> = {}) => moved({ to: END, months: 12, ...more });
  const rivalOf = (rooms: Terms['rooms'], more: Partial<Terms> = {}): Terms => ({
    ...{ ...terms, rooms, from: '2027-03-09', to: '2028-03-08', months: 12, rentFen: 2_400 },
    ...more,
  });
  const shows = (played: Played<Facts>, id: string, offer: Terms) =>
    played.does(otherCase(id), 'showRival', { case: id, rooms: offer.rooms.map((one) => one.id), version: 1 }, { terms: offer });

  it('is used against each of several others for the rooms that they want, one after the other', () => {
    const played = sitting({ rooms: [p1, p2] });
    shows(shows(played, 'TN-2', rivalOf([p1])), 'TN-3', rivalOf([p2], { to: '2027-09-08', months: 6 }));
    played.does(anna, 'match', {}, on(FROM));
    expect(itemsOf(played.last(), 'acts')).toEqual([{ on: 'TN-2', action: 'outmatched', input: { case: 'TN-1' } }]);
    played.does(anna, 'match', {}, on(FROM));
    expect(itemsOf(played.last(), 'acts')).toEqual([{ on: 'TN-3', action: 'outmatched', input: { case: 'TN-1' } }]);
    const { lease, rivals } = played.current().facts;
    expect(rivals).toEqual([]);
    expect(lease?.to).toBe('2028-03-08');
    expect(lease?.parts.map((part) => [part.room.id, part.from, part.to])).toEqual([
      ['P1', FROM, END],
      ['P2', FROM, END],
      ['P1', '2027-03-02', '2028-03-08'],
      ['P2', '2027-03-02', '2027-09-08'],
    ]);
  });

  it('gives no more time against whoever was shown before, and each who is shown has their own', () => {
    const played = sitting({ rooms: [p1, p2] });
    shows(played, 'TN-2', rivalOf([p1]));
    expect(played.last().clocks?.start).toHaveProperty('match');
    shows(played, 'TN-3', rivalOf([p2]));
    expect(played.last().clocks?.start).toBeUndefined();
    played.does(clock('match'), 'waive');
    expect(itemsOf(played.last(), 'acts')).toEqual([{ on: 'TN-2', action: 'rightLapsed', input: { case: 'TN-1' } }]);
    expect(played.last().clocks?.start).toHaveProperty('match');
    expect(played.does(clock('match'), 'waive').current().facts).toMatchObject({ rivals: [], waived: true });
  });

  it('is on equal terms: no renewal on others is agreed to while another’s offer is shown', () => {
    const played = sitting().does(anna, 'askRenewal', { months: 12 }, on(FROM));
    const worse = { ...terms, from: '2027-03-02', to: '2028-03-01', rentFen: 900 };
    played.does(mu, 'offer', {}, { terms: worse, floor: null, notices: [] });
    shows(played, 'TN-2', rivalOf([p1]));
    expect(codeOf(played, anna, 'agree', { version: 2 }, on(FROM))).toBe('rivalShown');
    played.does(anna, 'match', {}, on(FROM));
    expect(played.current().facts.lease?.parts.at(-1)).toMatchObject({ from: '2027-03-02', rentFen: 2_400 });
  });

  it('isn’t taken by the park’s own notice to the end of the term: the tenant stays by it', () => {
    const byPark = { to: END, cause: 'term', reason: 'because' };
    const played = sitting().does(mu, 'giveNotice', byPark, on(FROM));
    shows(played, 'TN-2', rivalOf([p1]));
    expect(played.current()).toMatchObject({ state: 'ending', clocks: { match: 'running' } });
    played.does(anna, 'match', {}, on(FROM));
    expect(played.current()).toMatchObject({ state: 'movedIn', facts: { ending: null, lease: { to: '2028-03-08' } } });
    // Nor one that was shown already; a firm that gives notice itself lets go.
    const shown = () => shows(sitting(), 'TN-2', rivalOf([p1]));
    expect(shown().does(mu, 'giveNotice', byPark, on(FROM)).current().facts.rivals).toHaveLength(1);
    const left = shown().does(anna, 'giveNotice', { ...byPark, cause: 'firmLeaves' }, on(FROM));
    expect(itemsOf(left.last(), 'acts')).toMatchObject([{ on: 'TN-2', action: 'rightLapsed' }]);
  });

  it('is passed by neither with a room more nor with a renewal that takes one more', () => {
    const change = { kind: 'addRoom', room: 'P2', from: '2026-04-01' };
    const played = sitting().does(anna, 'askChange', change, on(FROM, { room: p2 }));
    const sits = { rentFen: 2_000 };
    expect(codeOf(played, mu, 'allowChange', sits, on(FROM, { floor: null, area: 100, sitting: true }))).toBe(
      'sittingTenantFirst',
    );
    const renewing = sitting().does(anna, 'askRenewal', { months: 6 }, on(FROM));
    renewing.does(mu, 'offer', {}, { terms: rivalOf([p1, p2]), floor: null, notices: [] });
    const found = on(FROM, { sitting: [{ case: 'TN-9', rooms: ['P2'] }] });
    expect(codeOf(renewing, anna, 'agree', { version: 2 }, found)).toBe('sittingTenantFirst');
  });
});

describe('an award', () => {
  it('to which an objection is upheld frees the rooms, and the sitting tenant may ask for them again', () => {
    const sitting = [{ case: 'TN-2', rooms: ['P1'] }];
    const played = offered().does(anna, 'agree', { version: 1 }, on(FROM, { sitting }));
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'parkRoomNext:P1' }]);
    played.does(otherCase('TN-2'), 'rightLapsed', { case: 'TN-2' }, on(FROM));
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'parkRoom:P1' }]);
    const ended = { notice: 'PN-1', end: 'partlyPassed', passed: [], struck: ['TN-1/1'], corrected: [] };
    // What became of an earlier agreement says nothing of this one.
    played.does(otherCase('PN-0'), 'rowPassed', { notice: 'PN-0', keys: ['TN-1/0'] });
    expect(played.current().facts.notice).toBe('none');
    played.does(otherCase('PN-1'), 'noticeEnded', ended, on(FROM));
    expect(played.current()).toMatchObject({ state: 'negotiating', facts: { notice: 'struck', agreed: null } });
    expect(itemsOf(played.last(), 'holds')).toMatchObject([{ op: 'release' }, { op: 'release' }]);
    expect(itemsOf(played.last(), 'acts')).toMatchObject([{ on: 'TN-2', action: 'rivalGone' }]);
  });
});

describe('public property', () => {
  const hash = { version: 1, sha256: 'a'.repeat(64) };
  /** In rooms of public property, by an award that was made public and has passed. */
  const settled = () =>
    negotiating(true)
      .does(mu, 'offer', {}, { terms: { ...terms, to: '2027-03-01', months: 12, depositMonths: 0 }, floor: null, notices: [] })
      .does(anna, 'agree', { version: 1 }, on(FROM))
      .does(mu, 'publish', { boards: [] })
      .does(otherCase('PN-1'), 'rowPassed', { notice: 'PN-1', keys: ['TN-1/1'] })
      .does(anna, 'sign', hash, on(FROM))
      .does(mu, 'sign', hash, on(FROM))
      .does(mu, 'handOver', { meters: '0', keys: 1, photos: [] }, on(FROM))
      .does(anna, 'takeOver', {}, on(FROM));
  const next = { ...terms, from: '2027-03-02', to: '2028-03-01', months: 12, depositMonths: 0 };

  it('isn’t renewed before the offer was made public and has passed, each offer anew', () => {
    const played = settled().does(anna, 'askRenewal', { months: 12 }, on(FROM));
    expect(codeOf(played, mu, 'publish', { boards: [] })).toBe('nothingToPublish');
    played.does(mu, 'offer', {}, { terms: next, floor: null, notices: [] });
    expect(played.current().tasks).toMatchObject([{ action: 'publish' }]);
    expect(codeOf(played, anna, 'agree', { version: 2 }, on(FROM))).toBe('notPublished');
    played.does(mu, 'publish', { boards: [] });
    played.does(otherCase('PN-2'), 'rowPassed', { notice: 'PN-2', keys: ['TN-1/2'] });
    const better = settled().does(anna, 'askRenewal', { months: 12 }, on(FROM));
    better.does(mu, 'offer', {}, { terms: next, floor: null, notices: [] }).does(mu, 'publish', { boards: [] });
    better.does(mu, 'offer', {}, { terms: { ...next, rentFen: 1_000 }, floor: null, notices: [] });
    better.does(otherCase('PN-2'), 'rowPassed', { notice: 'PN-2', keys: ['TN-1/2'] });
    expect(codeOf(better, anna, 'agree', { version: 3 }, on(FROM))).toBe('notPublished');
    played.does(anna, 'agree', { version: 2 }, on(FROM));
    expect(played.current().facts.lease?.to).toBe('2027-03-01');
    expect(signsRenewal(played).current().facts.lease?.to).toBe('2028-03-01');
  });

  it('is on a notice no longer once nothing comes of the award, or the offer is another', () => {
    const notices = ['PN-1'];
    const back = { on: 'PN-1', action: 'withdraw' };
    const award = () =>
      negotiating(true)
        .does(mu, 'offer', {}, { terms, floor: null, notices: [] })
        .does(anna, 'agree', { version: 1 }, on(FROM))
        .does(mu, 'publish', { boards: [] });
    expect(itemsOf(award().does(anna, 'withdraw', { reason: 'no' }, { notices }).last(), 'acts')).toMatchObject([back]);
    // As it opens it isn’t known yet.
    expect(codeOf(award(), anna, 'withdraw', { reason: 'no' }, { notices: [] })).toBe('noticeUnderWay');
    const lapsed = award().does(clock('reservation'), 'lapse', {}, on(FROM, { notices }));
    expect(itemsOf(lapsed.last(), 'acts')).toMatchObject([back]);
    const played = settled().does(anna, 'askRenewal', { months: 12 }, on(FROM));
    played.does(mu, 'offer', {}, { terms: next, floor: null, notices: [] }).does(mu, 'publish', { boards: [] });
    played.does(mu, 'offer', {}, { terms: { ...next, rentFen: 1_000 }, floor: null, notices });
    expect(itemsOf(played.last(), 'acts')).toMatchObject([back]);
    // Its end says nothing of the offer that stands now.
    const end = { notice: 'PN-1', end: 'withdrawn', passed: [], struck: [], corrected: [] };
    played.does(mu, 'publish', { boards: [] }).does(otherCase('PN-1'), 'noticeEnded', end, on(FROM, { isOwn: false }));
    expect(played.current().facts.notice).toBe('running');
  });

  it('is added to no lease that runs', () => {
    const change = { kind: 'addRoom', room: 'P2', from: '2026-04-01' };
    expect(codeOf(settled(), anna, 'askChange', change, on(FROM, { room: { ...room, id: 'P2' } }))).toBe('publicFirst');
  });
});

describe('a notice', () => {
  const notice = (to: string, cause: string) => ({ to, cause, reason: 'because' });

  it('is given by the park at the end of the term or for a cause, and by the firm with its time', () => {
    const played = moved();
    const why = (actor: Actor, to: string, cause: string) =>
      codeOf(played, actor, 'giveNotice', notice(to, cause), on('2026-03-05'));
    expect(why(mu, '2026-06-01', 'term')).toBe('termRuns');
    expect(why(mu, '2026-09-02', 'term')).toBe('afterTerm');
    expect(why(mu, '2026-06-01', 'arrears')).toBe('noArrears');
    expect(why(mu, '2026-06-01', 'firmEnded')).toBe('firmStands');
    expect(why(mu, '2026-06-01', 'firmLeaves')).toBe('otherCause');
    expect(why(anna, '2026-03-20', 'firmLeaves')).toBe('noticeTooShort');
    expect(why(anna, '2026-03-01', 'firmLeaves')).toBe('dayOver');
    expect(why(mu, '2026-09-01', 'term')).toBeUndefined();
    expect(why(anna, '2026-04-04', 'firmLeaves')).toBeUndefined();
  });

  it('leaves the rent billed until the tenant has left, day by day', () => {
    const played = moved()
      .does(rent, 'bill', {}, on('2026-03-02'))
      .does(anna, 'giveNotice', notice('2026-04-10', 'firmLeaves'), on('2026-03-05'))
      .does(rent, 'bill', {}, on('2026-04-01'))
      .does(clock('term'), 'noteTerm', {}, on('2026-04-11'));
    expect(played.current().facts.billing?.billedTo).toBe('2026-04-10');
    expect(codeOf(played, mu, 'inspectExit', { damages: [], agreed: true, photos: [] }, on('2026-04-15'))).toBe('noTenantWord');
    const early = { damages: [], agreed: true, photos: [], tenantWord: 'We leave.' };
    expect(codeOf(played, mu, 'inspectExit', early, on('2026-04-02'))).toBe('tooEarly');
    expect(codeOf(played, mu, 'inspectExit', early, on('2026-04-03'))).toBeUndefined();
    played.does(mu, 'inspectExit', { damages: [], agreed: true, photos: [], tenantWord: 'Left late.' }, on('2026-04-15'));
    expect(itemsOf(played.last(), 'ledger')).toMatchObject([{ rule: 'rent:2026-04', amount: 33_333 }]);
    expect(played.current().facts.billing).toMatchObject({ billedTo: '2026-04-15', nextAt: null });
  });

  it('needs no word of a tenant that has ended, and pays its deposit back by hand', () => {
    const played = signed()
      .does(cashier, 'payDeposit', { kind: 'cash', fen: 200_000, reference: 'R' }, on(FROM))
      .does(anna, 'giveNotice', notice(FROM, 'firmLeaves'), on(FROM));
    expect(played.current().facts.ending?.isOver).toBe(true);
    expect(codeOf(played, mu, 'inspectExit', { damages: [], agreed: true, photos: [] }, on(FROM))).toBe('neverMovedIn');
    expect(codeOf(played, cashier, 'refund')).toBe('nothingToRefund');
    played.does(kong, 'settle', { deductions: [] });
    expect(codeOf(played, cashier, 'refund')).toBe('needsReference');
    played.does(cashier, 'refund', { paymentRef: 'C-1' });
    expect(codeOf(played, kong, 'close')).toBe('refundOpen');
    played.does(cashier, 'bouncePayment', { payment: 'TN-1/1' }).does(cashier, 'refund', { paymentRef: 'C-2' });
    played.does(cashier, 'confirmPayment', { payment: 'TN-1/2' });
    expect(played.does(kong, 'close').current().state).toBe('ended');
  });

  it('isn’t needed where another goes on for a firm: lease and debts go with it', () => {
    const played = moved().does(rent, 'bill', {}, on('2026-03-02')).does(anna, 'setAccount', { account: '6222 1111' });
    expect(codeOf(played, mu, 'succeed', {}, { firm: null })).toBe('noSuccessor');
    played.does(mu, 'succeed', {}, { firm: { uscc: 'F2', name: 'Next' } });
    expect(itemsOf(played.last(), 'ledger')).toMatchObject([{ from: 'owed:F1', to: 'owed:F2', amount: 193_548 }]);
    // The account was that of the firm before: the one that goes on gives its own.
    expect(played.current().facts).toMatchObject({ firm: { uscc: 'F2' }, account: null });
  });
});
