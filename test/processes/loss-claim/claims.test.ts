import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, person } from '../../../testing/play.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { type Loss, sharesOf, worthOf } from '../../../workflows/loss-claim/amount.ts';
import { lateDaysOf, whyNotClaimable } from '../../../workflows/loss-claim/filing.ts';
import {
  asked,
  assessor,
  bank,
  both,
  cashier,
  clerk,
  colleague,
  decision,
  filed,
  funds,
  grower,
  judging,
  liability,
  offered,
  otherCashier,
  PICKUP,
  payable,
  photo,
  recipient,
  ruler,
  secretary,
} from './house.ts';

const loss: Loss = {
  ...{ kind: 'damaged', badUnits: 6, units: 60, insured: false, declared: 18_000, proven: null, agreed: null },
  ...{ charge: 1_001, asked: 6_000, tenfoldMax: 80_000 },
};

describe('the amount of a claim', () => {
  it.each([
    ['the declared value in proportion to what is bad', {}, 1_800, 'declared'],
    ['the insured value in the same way', { insured: true, badUnits: 7 }, 2_100, 'insured'],
    ['half a cent rounded up', { badUnits: 1, declared: 10_030 }, 167, 'declared'],
    ['the whole declared value of what is lost', { kind: 'lost', badUnits: 0, asked: 20_000 }, 18_000, 'declared'],
    ['the proven loss where nothing was declared', { declared: null, proven: 4_200, agreed: 3_000 }, 4_200, 'proven'],
    ['the agreed loss where nothing was proven', { declared: null, agreed: 3_000 }, 3_000, 'agreed'],
    ['ten times the charge at most, without all of these', { declared: null, asked: 50_000 }, 10_010, 'tenfold'],
    ['no more than the law’s ceiling', { declared: null, asked: 200_000, charge: 9_000 }, 80_000, 'tenfold'],
    ['the charge for lateness alone', { kind: 'late', asked: 50_000 }, 1_001, 'charge'],
    ['never more than was asked for', { asked: 500 }, 500, 'declared'],
    ['nothing where nothing is bad', { badUnits: 0 }, 0, 'declared'],
  ] as const)('is %s', (_, more, fen, basis) => {
    expect(worthOf({ ...loss, ...more } as Loss)).toEqual({ fen, basis });
  });

  it('is borne in parts that sum to it, whatever rounding does', () => {
    const thirds = [333, 333, 334].map((perMille, n) => ({ party: `p${n}`, kind: 'carrier' as const, perMille }));
    for (let fen = 1; fen <= 200; fen++) {
      const shares = sharesOf(fen, thirds, { goodwill: false, goodwillMost: 0 });
      expect(shares.reduce((sum, share) => sum + share.fen, 0)).toBe(fen);
    }
  });

  it('isn’t owed for what the sender or nature has done; goodwill gives of nature’s part, up to its most', () => {
    const parts = [
      { party: 'swift', kind: 'carrier', perMille: 500 },
      { party: 'nature', kind: 'nature', perMille: 300 },
      { party: 'sender', kind: 'sender', perMille: 200 },
    ] as const;
    const shares = (goodwill: boolean, goodwillMost: number) => sharesOf(1_000, parts, { goodwill, goodwillMost });
    expect(shares(false, 20_000)).toEqual([{ party: 'swift', fen: 500 }]);
    expect(shares(true, 200)).toEqual([
      { party: 'swift', fen: 500 },
      { party: 'alliance', fen: 200 },
    ]);
  });
});

const joining = { as: 'recipient', claimant: { name: '林', phone: '10000019999' }, photos: [] };
const wants = { kind: 'short', badUnits: 3, asked: 900, account: '6222000000009999' };

describe('a claim', () => {
  const wrong = (more: object) => () => filed(more);

  it('is opened by the pickup of its parcel, which hears of it, and holds the parcel for ever', () => {
    const claim = filed();
    expect(itemsOf(claim.last(), 'holds')).toMatchObject([{ op: 'hold', resource: `claim:${PICKUP}/1` }]);
    expect(itemsOf(claim.last(), 'acts')).toEqual([{ on: PICKUP, action: 'claimOpened', input: { n: 1, claim: 'TY-LC-1' } }]);
    const all = payable().does(cashier, 'pay').does(bank, 'confirmPayment', { payment: 'TY-LC-1/1' });
    expect(all.outcomes.flatMap((outcome) => itemsOf(outcome, 'holds'))).toHaveLength(1);
  });

  it('needs two photos of damage and no more bad units than there were; what is lost or late needs neither', () => {
    expect(wrong({ photos: [photo(1)] })).toThrow('at least 2 photos');
    expect(wrong({ badUnits: 61 })).toThrow('There were 60');
    expect(wrong({ badUnits: 0 })).toThrow('how many are bad');
    expect(filed({ kind: 'lost', photos: [], badUnits: 0 }).current().state).toBe('filed');
  });

  it('for lateness alone is for a tenant who says from how many days on', () => {
    const late = { kind: 'late', badUnits: 0, units: 60, photos: 0, lateDays: 3 } as const;
    const why = (lateClaimDays: number) => whyNotClaimable(late, { photosMin: 2, photosMax: 6, lateClaimDays })?.code;
    expect([why(0), why(4), why(3)]).toEqual(['notLate', 'notLate', undefined]);
    expect(lateDaysOf(0, 3 * 86_400_000 - 1)).toBe(2);
  });

  it('has whoever claims the same parcel later as another claimant, once', () => {
    const join = { ...joining, kind: 'short', badUnits: 3, asked: 900 };
    const claim = filed().does(otherCase(PICKUP), 'join', join).does(otherCase(PICKUP), 'join', join);
    expect(claim.current().facts.claimants.map(({ as }) => as)).toEqual(['sender', 'recipient']);
    expect(claim.tries(otherCase('TY-EX-2'), 'join', join)?.code).toBe('othersParcel');
  });

  it('has what its claimant says anew, and where to, as long as nothing is offered or paid', () => {
    const more = { ...asked, photos: [], badUnits: 9, asked: 9_000, account: '6222000000005678' };
    const claim = filed().does(otherCase(PICKUP), 'join', more);
    expect(claim.current().facts).toMatchObject({ badUnits: 9, asked: 9_000, account: '6222000000005678' });
    const late = offered().does(otherCase(PICKUP), 'join', more);
    expect(late.current().facts).toMatchObject({ badUnits: 6, asked: 6_000, account: '6222000000005678' });
    const sent = payable().does(cashier, 'pay').does(otherCase(PICKUP), 'join', more);
    expect(sent.current().facts.account).toBe(asked.account);
  });

  it('by the station is the sender’s, who names who spoke for them and sees to which account', () => {
    const claim = filed({ spokenBy: { id: 'ning-xia', consent: 'signed' } });
    expect(claim.current().facts.claimants).toMatchObject([
      { as: 'sender', person: 'mou-xiulan', spokenBy: { person: 'ning-xia', consent: 'signed' } },
    ]);
    expect(claim.last().notify).toContainEqual(expect.objectContaining({ notice: 'accountGiven', params: { end: '1234' } }));
    claim.does(assessor, 'accept').does(assessor, 'assess', decision, judging());
    expect(claim.tries(clerk, 'agree', {}, funds())?.code).toBe('needsConsent');
    expect(claim.does(grower, 'agree', {}, funds()).tries(otherCashier, 'pay')?.code).toBe('kernel.fourEyes');
  });

  it('of two is paid to whom the assessor says, as that one asked, to their account', () => {
    const two = () =>
      filed()
        .does(otherCase(PICKUP), 'join', { ...joining, ...wants })
        .does(assessor, 'accept');
    expect(two().tries(assessor, 'assess', decision, judging())?.code).toBe('whoIsPaid');
    const claim = two().does(assessor, 'assess', { ...decision, payTo: 'recipient' }, judging());
    expect(claim.current().facts).toMatchObject({ offer: { fen: 900 }, ...wants });
    expect(claim.current().facts.claimants).toMatchObject([
      { as: 'recipient' },
      { as: 'sender', wants: { kind: 'damaged', badUnits: 6, asked: 6_000, account: asked.account } },
    ]);
    expect(claim.tries(grower, 'agree', {}, funds())?.code).toBe('notPayee');
    claim.does(grower, 'setAccount', { account: '6222000000004444' }).does(recipient, 'agree', {}, funds()).does(cashier, 'pay');
    expect(itemsOf(claim.last(), 'payments')).toMatchObject([{ fen: 900, account: wants.account }]);
    const alone = filed().does(assessor, 'accept');
    expect(alone.tries(assessor, 'assess', { ...decision, payTo: 'recipient' }, judging())?.code).toBe('notClaiming');
  });

  it('that nobody holds up any more leaves its parcel to be claimed for again', () => {
    const claim = filed().does(grower, 'withdraw', { reason: '误报' });
    expect(itemsOf(claim.last(), 'holds')).toEqual([{ op: 'release', resource: `claim:${PICKUP}/1` }]);
  });

  it('goes on for those who are left where one withdraws, with what the next one asked for', () => {
    const join = { ...joining, ...wants };
    const both = () => offered().does(otherCase(PICKUP), 'join', join);
    expect(both().tries(clerk, 'withdraw', { reason: '误报', consent: 'spoken' })?.code).toBe('whoseClaim');
    const gone = both().does(grower, 'withdraw', { reason: '误报' });
    expect(gone.current()).toMatchObject({ state: 'assessing', facts: { claimants: [{ as: 'recipient' }], ...wants } });
    expect(itemsOf(gone.last(), 'acts')).toEqual([]);
    const stays = both().does(recipient, 'withdraw', { reason: '误报' });
    expect(stays.current()).toMatchObject({ state: 'offered', facts: { claimants: [{ as: 'sender' }], asked: 6_000 } });
    expect(stays.does(grower, 'withdraw', { reason: '误报' }).current().state).toBe('withdrawn');
  });

  it('of a recipient without an account is answered with a code of its own', () => {
    const theirs = { as: 'recipient', claimant: { name: '林', phone: '10000019999' } };
    const claim = offered({}, {}, theirs);
    expect(claim.outcomes[0]?.notify).toMatchObject([{}, {}, { notice: 'yourClaim', params: { of: 'TY-LC-1/1' } }]);
    expect(claim.tries(person('somebody', 'grower'), 'agree', {}, funds())?.code).toBe('notClaimant');
    expect(claim.does(recipient, 'agree', {}, funds()).current().state).toBe('payable');
    const joined = offered().does(otherCase(PICKUP), 'join', { ...joining, ...wants });
    expect(joined.tries(recipient, 'agree', {}, funds())?.code).toBe('notPayee');
    expect(joined.does(recipient, 'dispute', { reason: '应赔60元' }).current().state).toBe('disputed');
  });

  it('isn’t assessed by those who had the parcel in hand, nor by somebody of the sender’s co-operative', () => {
    const kept = (more: Partial<Actor> & { id: string }) =>
      filed().tries({ ...person(more.id, 'claimAssessor'), ...more }, 'accept')?.code;
    expect(kept({ id: 'jing-tao' })).toBe('kernel.ownMatter');
    expect(kept({ id: 'luo-min' })).toBe('kernel.ownMatter');
    expect(kept({ id: 'feng-ying', related: ['coop-a'] })).toBe('kernel.ownMatter');
    expect(kept({ id: 'feng-ying', unit: 'coop-a' })).toBe('ownMatter');
    expect(kept({ id: 'feng-ying', unit: 'claims-office' })).toBeUndefined();
  });

  it('rests its time to answer while evidence is waited for, and not that of the law', () => {
    const claim = filed().does(assessor, 'accept').does(assessor, 'askEvidence', { what: '内件照片' });
    expect(claim.current().clocks).toMatchObject({ answer: 'paused', legal: 'running', evidence: 'running' });
    expect(claim.tries(clerk, 'giveEvidence', { text: '见照片', photos: [] })?.code).toBe('needsConsent');
    claim.does(clerk, 'giveEvidence', { text: '见照片', photos: [], consent: 'spoken' });
    expect(claim.current()).toMatchObject({ state: 'assessing', clocks: { answer: 'running', legal: 'running' } });
    const silent = filed().does(assessor, 'accept').does(assessor, 'askEvidence', { what: '内件照片' });
    expect(silent.does(clock('evidence'), 'evidenceOver').current().state).toBe('assessing');
  });

  it('is assessed by whoever has accepted it, by the rule or below, and never above', () => {
    const claim = filed().does(assessor, 'accept');
    expect(claim.tries(colleague, 'assess', decision, judging())?.code).toBe('othersClaim');
    expect(claim.tries(assessor, 'assess', { ...decision, amount: 1_801 }, judging())?.code).toBe('tooMuch');
    expect(claim.does(assessor, 'assess', decision, judging()).current().facts.offer).toMatchObject({
      ...{ fen: 1_800, worth: 1_800, basis: 'declared' },
      shares: [
        { party: { id: 'storeA' }, fen: 1_080 },
        { party: { id: 'swift' }, fen: 720 },
      ],
    });
  });

  it('is rejected where only nature or the sender is liable, unless goodwill gives something', () => {
    const nature = liability(['nature', 700], ['sender', 300]);
    const claim = offered({ liability: nature });
    expect(claim.current().state).toBe('rejected');
    expect(itemsOf(claim.last(), 'acts')).toMatchObject([{ action: 'claimEnded', input: { end: 'rejected' } }]);
    expect(offered({ liability: nature, goodwill: true }).current().facts.offer).toMatchObject({
      fen: 1_260,
      shares: [{ party: { id: 'alliance' }, fen: 1_260 }],
    });
  });

  it('isn’t rejected while somebody who pays is liable, neither by an amount nor by what is bad', () => {
    const claim = filed().does(assessor, 'accept');
    expect(claim.tries(assessor, 'assess', { ...decision, amount: 0 }, judging())?.code).toBe('nothingGiven');
    const disputed = offered().does(grower, 'dispute', { reason: '应赔60元' });
    expect(disputed.tries(ruler, 'rule', { ...decision, badUnits: 0 }, judging())?.code).toBe('nothingGiven');
  });

  it('is agreed by whoever is paid, by the station in their name, or by silence', () => {
    expect(offered().tries(person('somebody', 'grower'), 'agree', {}, funds())?.code).toBe('notClaimant');
    const spoken = offered().does(clerk, 'agree', { consent: 'signed' }, funds());
    expect(spoken.current().state).toBe('payable');
    expect(spoken.last().notify).toContainEqual(expect.objectContaining({ to: { party: 'claimant' }, notice: 'spokenFor' }));
    const silent = offered().does(clock('dispute'), 'agree', {}, funds()).current();
    expect([silent.state, silent.facts.silent]).toEqual(['payable', true]);
  });

  it('writes a line for each who is liable, from the fund of the year, which sum to what is owed', () => {
    expect(itemsOf(payable().last(), 'ledger')).toMatchObject([
      { from: 'scheme:fund:storeA:2026', to: 'payable:TY-LC-1', amount: 1_080, cap: { key: 'fund:storeA:2026', or: 'refuse' } },
      { from: 'scheme:fund:swift:2026', to: 'payable:TY-LC-1', amount: 720 },
    ]);
  });

  it('that is disputed is ruled by somebody else than its assessor, and that is final', () => {
    const claim = offered().does(grower, 'dispute', { reason: '应赔60元' });
    expect(claim.tries(person('feng-ying', 'claimRuler'), 'rule', decision, judging())?.code).toBe('kernel.fourEyes');
    claim.does(ruler, 'rule', { ...decision, badUnits: 8 }, judging());
    expect(claim.current()).toMatchObject({ state: 'payable', facts: { offer: { fen: 2_400 }, ruler: 'mu-lan', funded: true } });
    const none = offered().does(grower, 'dispute', { reason: '应赔60元' });
    expect(none.does(ruler, 'rule', { ...decision, liability: liability(['sender', 1000]) }, judging()).current().state).toBe(
      'rejected',
    );
  });

  it('waits for the alliance where a fund hasn’t enough: nothing is paid until the money is set aside', () => {
    const claim = offered().does(grower, 'agree', {}, funds(1_000));
    expect(claim.current().facts).toMatchObject({ funded: false, emptyFund: { id: 'storeA' } });
    expect(itemsOf(claim.last(), 'ledger')).toEqual([]);
    expect(claim.current().tasks).toMatchObject([{ action: 'fund', role: 'allianceSecretary' }]);
    expect(claim.tries(cashier, 'pay')?.code).toBe('fundEmpty');
    expect(claim.tries(secretary, 'fund', {}, funds(1_000))?.code).toBe('fundEmpty');
    claim.does(secretary, 'fund', {}, funds());
    expect(claim.does(cashier, 'pay').current().facts.payments).toHaveLength(1);
  });

  it('of a large sum is paid after somebody else than assessor and ruler has approved it, or goes back with its lines', () => {
    const large = () => payable({}, { declared: 600_000 });
    const claim = filed({ asked: 900_000 }, { declared: 600_000 })
      .does(assessor, 'accept')
      .does(assessor, 'assess', decision, judging())
      .does(grower, 'agree', {}, funds());
    expect(large().current().facts.second).toBe('none');
    expect(claim.current().facts.second).toBe('waits');
    expect(claim.tries(cashier, 'pay')?.code).toBe('needsSecond');
    expect(claim.tries(person('feng-ying', 'allianceSecretary'), 'approve')?.code).toBe('kernel.fourEyes');
    claim.does(ruler, 'sendBack', { reason: '声明价值存疑' });
    expect(itemsOf(claim.last(), 'ledger')).toEqual([
      { op: 'reverse', rule: 'share:storeA:1' },
      { op: 'reverse', rule: 'share:swift:1' },
    ]);
    claim.does(assessor, 'assess', { ...decision, liability: both }, judging()).does(grower, 'agree', {}, funds());
    expect(itemsOf(claim.last(), 'ledger')).toMatchObject([{ rule: 'share:storeA:2' }, { rule: 'share:swift:2' }]);
    expect(claim.does(ruler, 'approve').tries(person('mu-lan', 'cashier'), 'pay')?.code).toBe('kernel.fourEyes');
    expect(claim.does(cashier, 'pay').current().facts.payments).toMatchObject([{ fen: 60_000 }]);
  });
});

describe('the payment of a claim', () => {
  const pay = () => payable().does(cashier, 'pay');
  const first = { payment: 'TY-LC-1/1' };

  it('is one at a time, and ends the claim when the bank has confirmed it', () => {
    const claim = pay();
    expect(claim.tries(cashier, 'pay')?.code).toBe('paymentInTransit');
    expect(claim.current().state).toBe('payable');
    claim.does(bank, 'confirmPayment', first);
    expect(claim.current().state).toBe('paid');
    expect(itemsOf(claim.last(), 'acts')).toMatchObject([{ on: PICKUP, action: 'claimEnded', input: { end: 'paid' } }]);
  });

  it('that came back is made again under another number, once, to an account that may be another', () => {
    const claim = pay().does(bank, 'bouncePayment', { ...first, reason: '账户已销户' });
    expect(claim.tries(bank, 'bouncePayment', first)?.code).toBe('kernel.paymentSettled');
    claim.does(grower, 'setAccount', { account: '6222000000009999' }).does(cashier, 'pay');
    expect(itemsOf(claim.last(), 'payments')).toMatchObject([{ id: 'TY-LC-1/2', account: '6222000000009999' }]);
    expect(claim.tries(grower, 'setAccount', { account: '6222' })?.code).toBe('paymentInTransit');
    expect(claim.does(bank, 'confirmPayment', { payment: 'TY-LC-1/2' }).current().state).toBe('paid');
  });

  it('waits where the bank first sends it back and then says that it arrived', () => {
    const claim = pay().does(bank, 'bouncePayment', first).does(bank, 'confirmPayment', first);
    expect(claim.tries(cashier, 'pay')?.code).toBe('paymentUnclear');
    expect(claim.current().tasks).toMatchObject([{ action: 'clearPayment', role: 'cashier' }]);
    const arrived = claim.does(otherCashier, 'clearPayment', { ...first, arrived: true, reason: '银行对账单' });
    expect(arrived.current().state).toBe('paid');
  });

  it('that comes back after it was confirmed opens the claim again, and is made again only when that is found true', () => {
    const claim = pay().does(bank, 'confirmPayment', first).does(bank, 'bouncePayment', first);
    expect(claim.current().state).toBe('payable');
    expect(itemsOf(claim.last(), 'acts')).toMatchObject([{ action: 'claimOpened', input: { n: 1, again: true } }]);
    expect(claim.tries(cashier, 'pay')?.code).toBe('paymentUnclear');
    claim.does(secretary, 'clearPayment', { ...first, arrived: false, reason: '款项已退回账户' }).does(cashier, 'pay');
    expect(claim.current().facts.payments.map(({ id, state }) => [id, state])).toEqual([
      ['TY-LC-1/1', 'bounced'],
      ['TY-LC-1/2', 'inTransit'],
    ]);
  });

  it('that was made again before the bank contradicted itself ends the claim, and is told as paid twice', () => {
    const claim = pay().does(bank, 'bouncePayment', first).does(cashier, 'pay').does(bank, 'confirmPayment', first);
    claim.does(bank, 'confirmPayment', { payment: 'TY-LC-1/2' });
    expect(claim.current().state).toBe('payable');
    claim.does(otherCashier, 'clearPayment', { ...first, arrived: true, reason: '银行对账单' });
    expect(claim.current().state).toBe('paid');
    expect(claim.last().notify).toContainEqual(expect.objectContaining({ notice: 'overpaid' }));
  });

  it('that is unclear is cleared by a second person, and made again by another one than that', () => {
    const claim = pay().does(bank, 'confirmPayment', first).does(bank, 'bouncePayment', first);
    const cleared = { ...first, arrived: false, reason: '银行对账单' };
    expect(claim.tries(cashier, 'clearPayment', cleared)?.code).toBe('kernel.fourEyes');
    expect(claim.does(otherCashier, 'clearPayment', cleared).tries(otherCashier, 'pay')?.code).toBe('kernel.fourEyes');
    expect(claim.tries(cashier, 'pay')).toBeUndefined();
    const byHand = pay().does(otherCashier, 'bouncePayment', first).does(bank, 'confirmPayment', first);
    expect(byHand.tries(otherCashier, 'clearPayment', cleared)?.code).toBe('kernel.fourEyes');
  });

  it('by hand has the number of a receipt, and no bank is asked', () => {
    const claim = payable();
    expect(claim.tries(cashier, 'pay', { cash: true })?.code).toBe('needsReference');
    claim.does(cashier, 'pay', { cash: true, paymentRef: 'R-17' });
    expect(itemsOf(claim.last(), 'payments')[0]).not.toHaveProperty('account');
    claim.does(cashier, 'confirmPayment', first);
    expect(itemsOf(claim.last(), 'payments')).toMatchObject([{ op: 'confirmed', byHand: true }]);
  });

  it('isn’t made to an account that its cashier has given, and whoever claims hears of each new account', () => {
    const claim = payable();
    expect(claim.tries(cashier, 'setAccount', { account: '6222000000007777' })?.code).toBe('needsConsent');
    claim.does(cashier, 'setAccount', { account: '6222000000007777', consent: 'spoken' });
    expect(claim.last().notify).toEqual([{ to: { person: 'mou-xiulan' }, notice: 'accountGiven', params: { end: '7777' } }]);
    expect(claim.tries(cashier, 'pay')?.code).toBe('kernel.fourEyes');
    expect(claim.tries(person('ning-xia', 'cashier'), 'pay')).toBeUndefined();
  });

  it('isn’t made by whoever has assessed the claim', () => {
    expect(payable().tries(person('feng-ying', 'cashier'), 'pay')?.code).toBe('kernel.fourEyes');
  });
});
