import { describe, expect, it } from 'vitest';
import { clock, itemsOf, person } from '../../../testing/play.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { staffWithout } from '../leaving.ts';
import {
  accepted,
  agreed,
  auditing,
  auditor,
  ballotOf,
  begun,
  built,
  clerk,
  closing,
  contracting,
  contractNow,
  contractor,
  DAY,
  ended,
  FIRM,
  fire,
  firm,
  heardOut,
  heritage,
  homes,
  inspection,
  inWork,
  lead,
  leader,
  notice,
  of,
  payAll,
  plan,
  RATES,
  reviewed,
  says,
  shared,
  supervisor,
  surveyed,
  surveyor,
  visit,
  voting,
  WORKS,
  work,
} from './house.ts';

const everybody = [lead, surveyor, clerk, supervisor, leader, person('tao', 'resident')];
/** All are there but one. */
const without = (id: string) => staffWithout(everybody, ...everybody.filter((one) => one.id === id));

describe('homes are visited before there is a plan', () => {
  const on = (today: string, hour: number) => ({ today, hour });

  it('and somebody isn’t met only after three tries on different days, one in the evening', () => {
    const house = begun().does(surveyor, 'noAnswer', { door: '6-3' }, on('2026-03-02', 10));
    expect(house.tries(surveyor, 'noAnswer', { door: '6-3' }, on('2026-03-02', 19))?.code).toBe('triedToday');
    house.does(surveyor, 'noAnswer', { door: '6-3' }, on('2026-03-03', 10));
    house.does(surveyor, 'noAnswer', { door: '6-3' }, on('2026-03-04', 10));
    const state = () => house.current().facts.surveys.find(({ door }) => door === '6-3')?.state;
    expect(state()).toBe('open');
    house.does(surveyor, 'noAnswer', { door: '6-3' }, on('2026-03-05', 18));
    expect(state()).toBe('noAnswer');
    expect(house.last().notify?.map(({ notice: name }) => name)).toEqual(['noAnswer']);
  });

  it('and none is left out', () => {
    const house = begun();
    expect(house.tries(lead, 'draft', {}, plan())?.code).toBe('notSurveyed');
    expect(house.tries(surveyor, 'survey', visit('7-1'))?.code).toBe('noSuchDoor');
    expect(surveyed().tries(lead, 'draft', {}, plan())).toBeUndefined();
  });
});

describe('a plan', () => {
  it('that paves a lane brings its lines underground', () => {
    const house = surveyed();
    const lane = work({ lot: 'lane', where: 'public' });
    expect(house.tries(lead, 'draft', {}, plan([lane]))?.code).toBe('linesAboveGround');
    expect(house.tries(lead, 'draft', {}, plan([lane, work({ lot: 'cables', where: 'public' })]))).toBeUndefined();
  });

  it('of a listed house follows guide and atlas, or is changed', () => {
    const house = surveyed(true).does(lead, 'draft', {}, plan());
    const says = (more: object) => ({ body: 'heritage', approves: true, words: 'So.', ...more });
    expect(house.tries(heritage, 'review', says({}))?.code).toBe('guideMissing');
    expect(house.tries(heritage, 'review', says({ followsGuide: false }))?.code).toBe('againstGuide');
    expect(house.tries(fire, 'review', says({}))?.code).toBe('otherBody');
    expect(house.tries(lead, 'openVote', { matters: ['plan'], by: 'area' }, ballotOf(house))?.code).toBe('kernel.wrongState');
  });

  it('that nobody has changed isn’t voted on before its notice, its opinions and a meeting', () => {
    const house = reviewed().does(lead, 'publish', { boards: [] }).does(of('b'), 'opine', { text: 'Too dear.' });
    const tries = () => house.tries(lead, 'openVote', { matters: ['plan'], by: 'area' }, ballotOf(house))?.code;
    expect(tries()).toBe('notPublic');
    house.does(notice, 'noticeEnded', ended('P', 1, WORKS.length));
    expect(tries()).toBe('opinionsOpen');
    house.does(lead, 'answerOpinion', { opinion: 1, answer: 'Cheaper tiles.' });
    expect(tries()).toBe('notMet');
    house.does(lead, 'noteAssembly', { minutes: 'They met.', photos: [] });
    expect(tries()).toBeUndefined();
  });

  it('with an objection upheld is made anew, three rounds at most', () => {
    const house = reviewed();
    for (const version of [1, 2, 3]) {
      if (version > 1) {
        house.does(lead, 'draft', { differences: 'Less.' }, plan());
        for (const [who, body] of [
          [heritage, 'heritage'],
          [fire, 'fire'],
          [person('mo', 'utilityReviewer'), 'utilities'],
        ] as const)
          house.does(who, 'review', { body, approves: true, words: 'Good.' });
      }
      house.does(lead, 'publish', { boards: [] }).does(notice, 'noticeEnded', ended('P', version, WORKS.length, 'struck'));
      expect(house.current().facts.notice?.state).toBe('struck');
    }
    expect(house.tries(lead, 'draft', { differences: 'Less.' }, plan())?.code).toBe('roundsUsed');
    expect(house.does(lead, 'shelve', { reason: 'Later.' }).current().state).toBe('shelved');
    expect(house.does(lead, 'resume').current().state).toBe('drafting');
  });
});

describe('a vote', () => {
  const votes = (choice: 'yes' | 'no' | 'abstain', door: string) => ({ door, choices: says(choice) });

  it('begins fifteen days after the notice at the earliest, and lasts five to sixty days', () => {
    const house = heardOut();
    const tries = (more: object) => house.tries(lead, 'openVote', { matters: ['plan'], by: 'area' }, ballotOf(house, more))?.code;
    expect(tries({ from: '2026-03-17' })).toBe('tooSoon');
    expect(tries({ closesAt: house.now() + 4 * DAY })).toBe('voteLength');
    expect(tries({ closesAt: house.now() + 61 * DAY })).toBe('voteLength');
    expect(tries({ closesAt: house.now() + 5 * DAY })).toBeUndefined();
  });

  it('may be changed until the close, and not after it', () => {
    const house = voting();
    house.does(of('a'), 'vote', votes('no', '6-1')).does(of('a'), 'vote', votes('yes', '6-1'));
    expect(house.current().facts.ballot?.votes.given.map(({ answer }) => answer.choices[0]?.choice)).toEqual(['yes']);
    expect(house.tries(of('a'), 'vote', votes('yes', '6-2'))?.code).toBe('notOwner');
    expect(house.tries(of('a'), 'vote', { door: '6-1', choices: says('yes', 'rebuild') })?.code).toBe('notOpen');
    expect(house.tries(of('g'), 'vote', votes('yes', '6-13'))?.code).toBe('disputed');
    house.does(clock('vote'), 'closeVote', {}, closing(house)).later(240).does(clock('vote'), 'closeVote', {}, closing(house));
    expect(house.current().state).toBe('negotiating');
    expect(house.tries(of('a'), 'vote', votes('yes', '6-1'))?.code).toBe('kernel.wrongState');
  });

  it('of too few is extended once, and then goes back', () => {
    const house = voting().does(of('a'), 'vote', votes('yes', '6-1'));
    house.does(clock('vote'), 'closeVote', {}, closing(house));
    expect([house.current().state, house.current().facts.ballot?.extensions]).toEqual(['voting', 1]);
    expect(house.last().clocks?.start).toEqual({ vote: { until: house.current().facts.vote?.to } });
    house.does(clock('vote'), 'closeVote', {}, closing(house));
    expect([house.current().state, house.current().facts.vote?.ending]).toEqual(['negotiating', 'gateMissed']);
    expect(house.tries(lead, 'openVote', { matters: ['plan'], by: 'area' }, ballotOf(house))?.code).toBe('votedAlready');
    expect(house.current().tasks.map(({ action }) => action)).toEqual(['draft']);
  });

  it('by proxy stands for three at most, may be revoked, and gives way to the owner’s own', () => {
    const house = voting();
    const tao: Actor = person('tao', 'resident');
    const paper = { photos: [] };
    const free = { barred: false, name: 'Tao' };
    expect(house.tries(of('a'), 'authorise', { door: '6-1', proxy: 'cen', ...paper }, { barred: true, name: 'Cen' })?.code).toBe(
      'proxyBarred',
    );
    for (const [who, door] of [
      ['a', '6-1'],
      ['b', '6-2'],
      ['d', '6-4'],
    ] as const)
      house.does(of(who), 'authorise', { door, proxy: 'tao', ...paper }, free);
    expect(house.tries(of('h'), 'authorise', { door: '6-14', proxy: 'tao', ...paper }, free)?.code).toBe('proxyFull');
    house.does(tao, 'vote', votes('no', '6-1')).does(of('a'), 'vote', votes('yes', '6-1'));
    expect(house.tries(tao, 'vote', votes('no', '6-1'))?.code).toBe('represented');
    house.does(of('b'), 'revoke', { door: '6-2' });
    expect(house.tries(tao, 'vote', votes('no', '6-2'))?.code).toBe('notOwner');
  });

  it('on paper counts once two clerks have entered the same', () => {
    const house = voting();
    house.does(surveyor, 'enterPaper', { ...votes('yes', '6-3'), photos: [] });
    expect(house.current().facts.ballot?.votes.given).toEqual([]);
    expect(house.tries(clerk, 'enterPaper', { ...votes('no', '6-3'), photos: [] })?.code).toBe('papersDiffer');
    house.does(clerk, 'enterPaper', { ...votes('yes', '6-3'), photos: [] });
    expect(house.current().facts.ballot?.votes.given.length).toBe(1);
  });

  it('on paper is entered anew where the first clerk has left', () => {
    const house = voting().does(surveyor, 'enterPaper', { ...votes('yes', '6-3'), photos: [] });
    house.handedBack(without('xing'));
    house.does(clerk, 'enterPaper', { ...votes('yes', '6-3'), photos: [] });
    expect(house.current().facts.ballot?.votes.given).toEqual([]);
    house.does(lead, 'enterPaper', { ...votes('yes', '6-3'), photos: [] });
    expect(house.current().facts.ballot?.votes.given.length).toBe(1);
  });

  it('of somebody who has left stands in for nobody any more; the owner hears of it', () => {
    const house = voting().does(of('a'), 'authorise', { door: '6-1', proxy: 'tao', photos: [] }, { barred: false, name: 'Tao' });
    house.does(person('admin', 'admin'), 'handBack', { left: ['tao'] });
    expect(house.current().facts.ballot?.proxies[0]?.ended?.how).toBe('left');
    expect(house.last().notify).toContainEqual(expect.objectContaining({ notice: 'proxyNoted', to: { party: 'household/a' } }));
  });

  it('keeps its register when a home is sold meanwhile; the new owner is told', () => {
    const house = voting();
    const before = house.current().facts.register;
    house.does(lead, 'noteSale', { door: '6-1', household: 'z' }, { household: { household: 'z', name: 'Zhu' } });
    expect(house.current().facts.register).toEqual(before);
    expect(house.last().notify).toMatchObject([{ notice: 'bought', to: { party: 'household/z' } }]);
    expect(house.tries(of('a'), 'vote', votes('yes', '6-1'))).toBeUndefined();
    expect(house.current().facts.sold).toMatchObject([{ door: '6-1', duringVote: true }]);
  });

  it('that carries against the no of a tenant of public housing waits for the leader', () => {
    const house = voting().does(of('t9'), 'hearTenant', { door: '6-9', agrees: false, words: 'Where do I live meanwhile?' });
    expect(house.tries(of('a'), 'hearTenant', { door: '6-9', agrees: true })?.code).toBe('notTenant');
    for (const [who, door] of [
      ['a', '6-1'],
      ['b', '6-2'],
      ['d', '6-4'],
      ['e', '6-5'],
      ['office', '6-9'],
      ['h', '6-14'],
    ] as const)
      house.does(of(who), 'vote', votes('yes', door));
    expect(house.tries(leader, 'agree', { agrees: true, reason: 'Early.' })?.code).toBe('nothingToDecide');
    house.does(clock('vote'), 'closeVote', {}, closing(house));
    expect(house.current().state).toBe('voting');
    expect(house.current().tasks.map(({ action, role }) => [action, role])).toEqual([['agree', 'leader']]);
    expect(house.does(leader, 'agree', { agrees: true, reason: 'A flat is found.' }).current().state).toBe('agreed');
  });
});

describe('works inside a home', () => {
  it('need the signature of this household, whatever the vote said', () => {
    const house = agreed();
    expect(house.tries(lead, 'share', {}, { rates: RATES })?.code).toBe('signaturesOpen');
    const sign = { door: '6-1', signs: true, photos: [] };
    expect(house.tries(of('b'), 'signPrivate', sign)?.code).toBe('notTheirHome');
    expect(house.tries(lead, 'signPrivate', sign)?.code).toBe('photoMissing');
    house.does(clock('signatures'), 'endSigning').does(lead, 'share', {}, { rates: RATES });
    expect(house.current().facts.shares?.leftOut).toEqual([5, 6]);
  });

  it('aren’t in the contract where the signature was taken back', () => {
    const house = payAll(contracting()).does(of('a'), 'signPrivate', { door: '6-1', signs: false, photos: [] });
    expect(house.tries(lead, 'contract', ...contractNow(house))?.code).toBe('leftPrivate');
    house.does(lead, 'share', {}, { rates: RATES });
    expect(house.current().facts.shares?.leftOut).toEqual([5, 6]);
  });
});

describe('a contract', () => {
  it('waits for eight tenths of the dues, the permits and the money', () => {
    const house = contracting();
    expect(house.tries(lead, 'contract', ...contractNow(house))?.code).toBe('duesShort');
    payAll(house);
    const [input, reference] = contractNow(house);
    expect(house.tries(lead, 'contract', { ...input, permits: [] }, reference)?.code).toBe('permitMissing');
    expect(house.tries(lead, 'contract', input, { ...reference, budget: null })?.code).toBe('budgetShort');
    house.does(lead, 'noteChallenge', { court: 'Court', number: '1' }).does(leader, 'suspend', { reason: 'Wait.' });
    expect(house.tries(lead, 'contract', input, reference)?.code).toBe('suspended');
    house.does(leader, 'goOn', { reason: 'Dismissed.' });
    expect(house.tries(lead, 'contract', input, reference)).toBeUndefined();
  });

  it('isn’t prepared before the shares were public', () => {
    const house = agreed().does(clock('signatures'), 'endSigning').does(lead, 'share', {}, { rates: RATES });
    expect(house.tries(lead, 'procure', { procurement: 'T' }, firm)?.code).toBe('sharesNotPublic');
    expect(house.tries(person('lead', 'auditorOfWorks'), 'checkShares', { agrees: true, boards: [] })?.code).toBe(
      'kernel.fourEyes',
    );
    expect(house.does(auditor, 'checkShares', { agrees: false, words: 'No.', boards: [] }).current().facts.shares).toBeNull();
    expect(shared().tries(lead, 'procure', { procurement: 'T' }, firm)).toBeUndefined();
  });
});

describe('works', () => {
  it('go in their order', () => {
    const house = inWork();
    for (const lot of ['lane', 'cables', 'inside']) expect(house.tries(contractor, 'startLot', { lot })?.code).toBe('outOfOrder');
    house.does(contractor, 'startLot', { lot: 'drains' });
    expect(house.tries(contractor, 'startLot', { lot: 'cables' })?.code).toBe('outOfOrder');
    house.does(contractor, 'doneLot', { lot: 'drains' }).does(contractor, 'startLot', { lot: 'cables' });
    expect(house.tries(contractor, 'startLot', { lot: 'facade' })?.code).toBe('noSuchLot');
  });

  it('aren’t covered before the supervisor has passed what is hidden', () => {
    const house = inWork().does(contractor, 'startLot', { lot: 'drains' });
    house.does(contractor, 'coverUp', { lot: 'drains', what: 'pipe bed', photos: [] });
    expect(house.tries(contractor, 'doneLot', { lot: 'drains' })?.code).toBe('hiddenUnchecked');
    house.does(supervisor, 'checkHidden', { lot: 'drains', n: 1, passed: false });
    expect(house.tries(contractor, 'doneLot', { lot: 'drains' })?.code).toBe('hiddenUnchecked');
    house.does(contractor, 'coverUp', { lot: 'drains', what: 'pipe bed', photos: [] });
    house.does(supervisor, 'checkHidden', { lot: 'drains', n: 2, passed: true });
    expect(house.tries(contractor, 'doneLot', { lot: 'drains' })).toBeUndefined();
  });

  it('enter a home a day after it was told, and cut supplies two days after', () => {
    const house = inWork();
    const at = (hours: number) => new Date(house.now() + hours * 3_600_000).toISOString();
    const span = (hours: number) => ({ from: at(hours), until: at(hours + 3) });
    expect(house.tries(contractor, 'appoint', { door: '6-1', lot: 'inside', ...span(20) })?.code).toBe('tooSoon');
    expect(house.tries(contractor, 'appoint', { door: '6-1', lot: 'inside', ...span(26) })).toBeUndefined();
    expect(house.tries(contractor, 'announceOff', { supply: 'water', ...span(40) })?.code).toBe('tooSoon');
    expect(house.tries(contractor, 'announceOff', { supply: 'water', ...span(50) })).toBeUndefined();
  });

  it('keep a home for its other appointments when one is called off, by its own household or those who work there', () => {
    const house = inWork();
    const at = (hours: number) => new Date(house.now() + hours * 3_600_000).toISOString();
    for (const hours of [30, 60])
      house.does(contractor, 'appoint', { door: '6-1', lot: 'inside', from: at(hours), until: at(hours + 3) });
    expect(house.tries(of('b'), 'cancelAppointment', { n: 1 })?.code).toBe('notTheirHome');
    const other = { ...contractor, actsFor: [{ subject: 'firm:91339901MA9X00089A' }] };
    expect(house.tries(other, 'cancelAppointment', { n: 1 })?.code).toBe('kernel.actsForNone');
    const from = house.current().facts.appointments[1]?.from;
    expect(itemsOf(house.does(of('a'), 'cancelAppointment', { n: 1 }).last(), 'holds')).toMatchObject([
      { op: 'release' },
      { op: 'hold', during: { from } },
    ]);
  });

  it('let the crews of a contractor go who is replaced', () => {
    const house = inWork().does(contractor, 'startLot', { lot: 'drains' });
    const firm = { uscc: '91339901MA9X00089A', name: 'Other' };
    house.does(lead, 'changeContractor', { reason: 'They left.', procurement: 'T-2' }, { firm });
    expect(itemsOf(house.last(), 'holds')).toEqual([{ op: 'release', resource: `crew:${FIRM}:drains` }]);
  });

  it('are varied by up to a tenth of a lot without those concerned, and beyond it with more than half of them', () => {
    const house = inWork();
    // The roof costs 38,000.00 yuan.
    const vary = (fen: number, more: object = {}) => house.does(lead, 'vary', { lot: 'roof', text: 'Battens.', fen, ...more });
    vary(380_000);
    expect(house.current().facts.variations.at(-1)?.needs).toBe('office');
    house.does(supervisor, 'approveVariation', { n: 1 }).does(leader, 'approveVariation', { n: 1 });
    expect(house.current().facts.variations.at(-1)?.state).toBe('agreed');
    // A tenth of what it costs now, and a thousandth more.
    vary(418_000);
    expect(house.current().facts.variations.at(-1)?.needs).toBe('office');
    house.does(lead, 'dropVariation', { n: 2 });
    vary(422_180);
    expect(house.current().facts.variations.at(-1)?.needs).toBe('consent');
    expect(house.tries(supervisor, 'approveVariation', { n: 3 })?.code).toBe('needsConsent');
    for (const household of ['a', 'b', 'd', 'e']) house.does(of(household), 'consent', { n: 3, yes: true });
    expect(house.current().facts.variations.at(-1)?.state).toBe('open');
    house.does(of('office'), 'consent', { n: 3, yes: true });
    expect(house.current().facts.variations.at(-1)?.state).toBe('agreed');
    vary(1_000, { door: '6-2' });
    expect(house.current().facts.variations.at(-1)).toMatchObject({ needs: 'consent', asked: ['b'] });
    expect(house.tries(of('a'), 'consent', { n: 4, yes: true })?.code).toBe('notConcerned');
  });
});

describe('works are accepted', () => {
  it('with a household present', () => {
    const house = built();
    expect(house.tries(supervisor, 'inspect', inspection({ door: undefined }))?.code).toBe('noHousehold');
    expect(house.does(supervisor, 'inspect', inspection()).current().state).toBe('settling');
  });

  it('lot by lot: what isn’t right goes back to work', () => {
    const house = built().does(supervisor, 'inspect', inspection({ findings: [{ lot: 'roof', text: 'A tile is loose.' }] }));
    expect(house.current().state).toBe('works');
    expect(house.current().facts.lots.map(({ lot, state }) => [lot, state])).toContainEqual(['roof', 'running']);
    expect(house.does(contractor, 'doneLot', { lot: 'roof' }).current().state).toBe('inspecting');
  });

  it('against a household’s no only after a look together and an independent opinion', () => {
    const house = built().does(supervisor, 'inspect', inspection({ householdAgrees: false, words: 'Crooked.' }));
    expect(house.tries(supervisor, 'inspect', inspection())?.code).toBe('householdRefuses');
    expect(house.tries(lead, 'independentOpinion', { expert: 'Institute', words: 'Straight.', lots: [] })?.code).toBe(
      'lookFirst',
    );
    house.does(supervisor, 'lookTogether', { householdAgrees: false, lots: [], words: 'Straight enough.' });
    house.does(lead, 'independentOpinion', { expert: 'Institute', words: 'Straight.', lots: [] });
    expect(house.current().state).toBe('settling');
  });
});

describe('after the works', () => {
  const defects = () => {
    const house = accepted().does(contractor, 'settle', { finals: [] });
    return house.does(auditor, 'audit', { finals: [] }, auditing(house));
  };

  it('a leak is answered and mended, or paid from what was kept back', () => {
    const house = defects().does(of('d'), 'reportDefect', { door: '6-4', lot: 'roof', text: 'It leaks.', photos: [] });
    expect(house.tries(of('a'), 'reportDefect', { door: '6-4', lot: 'roof', text: 'It leaks.', photos: [] })?.code).toBe(
      'notTheirHome',
    );
    house.does(contractor, 'answerDefect', { n: 1, answer: 'Tomorrow.' });
    expect(house.tries(lead, 'repairFromRetention', { n: 1, fen: 10_000, firm: 'Other' })?.code).toBe('contractorFirst');
    house.later(4 * 24);
    const kept = house.current().facts.settlement?.retention ?? 0;
    expect(house.tries(lead, 'repairFromRetention', { n: 1, fen: kept + 1, firm: 'Other' })?.code).toBe('retentionShort');
    house.does(lead, 'repairFromRetention', { n: 1, fen: 10_000, firm: 'Other' });
    expect(house.current().facts.payables.at(-1)).toMatchObject({ key: 'repair-1', fen: 10_000 });
    house
      .later(366 * 24)
      .does(clock('defects'), 'endDefects')
      .does(contractor, 'askRelease')
      .does(lead, 'release');
    expect(house.current().facts.payables.at(-1)).toMatchObject({ key: 'retention', fen: kept - 10_000 });
  });

  it('a defect that is open keeps the money back', () => {
    const house = defects().does(of('d'), 'reportDefect', { door: '6-4', lot: 'lane', text: 'It rocks.', photos: [] });
    house
      .later(366 * 24)
      .does(clock('defects'), 'endDefects')
      .does(contractor, 'askRelease');
    expect(house.tries(lead, 'release')?.code).toBe('defectsOpen');
    house.does(contractor, 'answerDefect', { n: 1, answer: 'Now.' }).does(contractor, 'repaired', { n: 1, photos: [] });
    house.does(supervisor, 'checkRepair', { n: 1, passed: true });
    expect(house.tries(lead, 'release')).toBeUndefined();
  });

  it('a roof that leaks in the fourth year is under warranty, a slab that rocks then isn’t', () => {
    const house = defects().later(4 * 365 * 24);
    const reports = (lot: string) => house.tries(of('d'), 'reportDefect', { door: '6-4', lot, text: 'So.', photos: [] })?.code;
    expect(reports('roof')).toBeUndefined();
    expect(reports('lane')).toBe('warrantyOver');
  });
});

it('the audit is another’s than who sent the settlement', () => {
  const house = accepted().does({ ...auditor, grants: [{ role: 'renovationLead' }] }, 'settle', { finals: [] });
  expect(house.tries(auditor, 'audit', { finals: [] }, auditing(house))?.code).toBe('kernel.fourEyes');
});

it('every home of the sample counts once', () => expect(homes.reduce((sum, { area }) => sum + area, 0)).toBe(64_250));
