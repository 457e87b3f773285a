import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import { decideStart, whyNot } from '../../../workflows/kernel/decide.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/site-pairing/facts.ts';
import { type Limits, limits as rules } from '../../../workflows/site-pairing/limits.ts';
import { sitePairing } from '../../../workflows/site-pairing/rules.ts';
import { staffWithout, undone } from '../leaving.ts';

const limits = defaultsOf(rules) as Limits;

const admin = person('sheng', 'academyAdmin');
const worker = { ...person('lan', 'siteWorker'), unit: 'site-001' };
const [first, second, stranger] = ['first', 'second', 'stranger'].map((id) => person(id, 'lecturer')) as [
  typeof admin,
  typeof admin,
  typeof admin,
];
const site = { id: 'site-001', kind: 'villageSite', en: 'Site 1', zh: '村社1' };
const department = { id: 'agency-01', en: 'Enrolment', zh: '参保' };
const rule = { title: { en: 'Visit', zh: '走访' }, amount: 2, mostPerYear: 30, validYears: 1, alsoWith: [] };
const credits = { day: '2026-03-02', rules: [{ kind: 'siteVisit', ...rule }] };
const today = '2026-03-02';

const opening = (more: object = {}, reference: object = {}) => ({
  id: 'SP-1',
  now: 0,
  actor: admin,
  input: { site: site.id, worker: 'lan', lecturers: ['first', 'second'], purpose: 'Help', until: '2026-12-31', ...more },
  reference: { site, worker, lecturers: [first, second], today, ...reference },
});
const active = (): Played<Facts> => play<Facts>(sitePairing, opening()).does(worker, 'agree', {}, { today, minutesToEnd: 1000 });
const visit = { day: today, place: 'Hall', done: 'Helped', lecturers: ['first', 'second'] };
const raised = (): Played<Facts> =>
  active().does(
    worker,
    'raiseDifficulty',
    { text: '老人不会用手机', departments: ['agency-01'] },
    { departments: [department], limits },
  );
const note = (played: Played<Facts>, state: string, at = played.now(), from = 'SD-1') =>
  played.does(otherCase(from), 'noteDifficulty', { difficulty: 1, caseId: from, state, at });

describe('a site pairing', () => {
  it('is for people who may stand on their side', () => {
    const why = (more: object, reference: object = {}) => decideStart(sitePairing, opening(more, reference));
    expect(why({}, { worker: { ...worker, unit: 'site-002' } })).toMatchObject({ code: 'notOfTheSite' });
    expect(why({}, { lecturers: [admin] })).toMatchObject({ code: 'notALecturer' });
    const both = { ...worker, grants: [...worker.grants, { role: 'lecturer' }] };
    expect(why({}, { worker: both, lecturers: [both] })).toMatchObject({ code: 'selfPairing' });
  });

  it('takes the site for itself when the site agrees, and leaves it when it is over', () => {
    const pairing = active();
    expect(pairing.last()).toMatchObject({ state: 'active', facts: { since: today } });
    expect(itemsOf(pairing.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'site:site-001' }]);
    expect(pairing.tries(first, 'agree', {}, { today, minutesToEnd: 1000 })?.code).toBe('kernel.wrongState');
    pairing.does(admin, 'end', { reason: 'Needed elsewhere' });
    expect(pairing.last()).toMatchObject({ clocks: { stop: ['visit', 'term'] } });
    expect(itemsOf(pairing.last(), 'holds')).toEqual([{ op: 'release', resource: 'site:site-001' }]);
  });

  it('gives credits to those who were there, when the site has confirmed the visit and not before', () => {
    const pairing = active();
    expect(pairing.tries(stranger, 'logVisit', visit, { today })?.code).toBe('groupsOwn');
    pairing.does(first, 'logVisit', visit, { today });
    expect(itemsOf(pairing.last(), 'ledger')).toEqual([]);
    expect(pairing.tries(first, 'confirmVisit', { visit: 1 }, { credits })?.code).toBe('kernel.wrongRole');
    pairing.does(worker, 'confirmVisit', { visit: 1 }, { credits });
    expect(itemsOf(pairing.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:first', rule: 'siteVisit:visit 1', amount: 2 },
      { op: 'credit', to: 'person:second', rule: 'siteVisit:visit 1', amount: 2 },
    ]);
    expect(pairing.tries(first, 'logVisit', visit, { today })?.code).toBe('oneADay');
    expect(pairing.tries(worker, 'confirmVisit', { visit: 1 }, { credits })?.code).toBe('noSuchVisit');
  });

  it('reminds of a visit again and again', () => {
    const pairing = active().does(clock('visit'), 'remind');
    expect(pairing.last()).toMatchObject({
      clocks: { start: { visit: 'default' } },
      notify: [{}, {}, { to: { role: 'academyAdmin' } }],
    });
  });

  it('opens a case for a difficulty, and isn’t closed while that is open', () => {
    const pairing = raised();
    expect(itemsOf(pairing.last(), 'opening')).toMatchObject([
      { process: 'siteDifficulty', input: { pairing: 'SP-1', difficulty: 1, department: 'agency-01' } },
    ]);
    pairing.does(first, 'logVisit', visit, { today }).does(worker, 'confirmVisit', { visit: 1 }, { credits });
    const why = () => whyNot(sitePairing, pairing.current(), 'close', worker, pairing.now());
    expect(why()).toMatchObject({ code: 'difficultiesOpen', en: expect.stringContaining('老人不会用手机') });
    note(pairing, 'open');
    expect(why()?.en).toContain('SD-1');
    note(pairing, 'answered');
    expect(why()?.code).toBe('difficultiesOpen');
    note(pairing, 'closed');
    expect(why()).toBeUndefined();
    expect(pairing.does(worker, 'close').current().state).toBe('closed');
  });

  it('brings a difficulty before several departments, and hears that it is over when each has answered and the site agrees', () => {
    const departments = ['agency-01', 'agency-02'].map((id) => ({ ...department, id }));
    const pairing = active().does(
      worker,
      'raiseDifficulty',
      { text: '老人不会用手机', departments: ['agency-01', 'agency-02'] },
      { departments, limits },
    );
    expect(itemsOf(pairing.last(), 'opening')).toMatchObject([
      { input: { difficulty: 1, department: 'agency-01', others: ['agency-02'] } },
      { input: { difficulty: 2, department: 'agency-02', others: ['agency-01'] } },
    ]);
    const told = (n: number, state: string) =>
      pairing
        .does(otherCase(`SD-${n}`), 'noteDifficulty', { difficulty: n, caseId: `SD-${n}`, state, at: pairing.now() })
        .last()
        .notify?.filter(({ notice }) => notice === 'difficultyOver');
    expect([told(1, 'closed'), told(2, 'answered')]).toEqual([[], []]);
    expect(told(2, 'closed')).toHaveLength(2);
    const few = { departments, limits: { ...limits, mostOpenDifficulties: 1 } };
    expect(active().tries(worker, 'raiseDifficulty', { text: 'T', departments: ['agency-01'] }, few)?.code).toBe('tooManyOpen');
  });

  it('keeps the last word of a difficulty, though an earlier one comes later', () => {
    const pairing = note(raised(), 'closed');
    note(pairing, 'answered', pairing.now() - 3_600_001);
    expect(pairing.current().facts.difficulties).toMatchObject([{ state: 'closed' }]);
  });

  it('hears of its difficulties only from their own cases', () => {
    const pairing = note(raised(), 'open');
    const other = { difficulty: 1, caseId: 'SD-1', state: 'closed', at: pairing.now() };
    expect(pairing.tries(otherCase('SD-2'), 'noteDifficulty', other)?.code).toBe('notOfThisPairing');
    expect(pairing.tries(otherCase('SD-2'), 'noteDifficulty', { ...other, caseId: 'SD-2' })?.code).toBe('notOfThisPairing');
  });

  it('takes only so many open difficulties', () => {
    const few = { departments: [department], limits: { ...limits, mostOpenDifficulties: 1 } };
    expect(raised().tries(first, 'raiseDifficulty', { text: 'More', departments: ['agency-01'] }, few)?.code).toBe('tooManyOpen');
  });
});

describe('when people have left, a site pairing', () => {
  const people: readonly Actor[] = [admin, worker, first, second, stranger];
  const without = (...left: readonly Actor[]) => play<Facts>(sitePairing, opening(), staffWithout(people, ...left));
  const other = { ...person('wen', 'siteWorker'), unit: 'site-001' };
  const reason = 'They have left';

  it.each([
    ['proposed', () => play<Facts>(sitePairing, opening())],
    ['active', active],
    ['over without a visit', () => active().does(clock('term'), 'endTerm')],
    ['over with a difficulty open', () => raised().does(clock('term'), 'endTerm')],
    ['active with a visit to confirm', () => active().does(first, 'logVisit', visit, { today })],
    ['active with a difficulty', raised],
  ])('that is %s finds somebody for what waits', (_, played) => {
    const pairing = played();
    expect(undone(sitePairing, pairing.current(), people, pairing.now())).toEqual([]);
  });

  it('whose site worker has left has another one named by the academy, who agrees', () => {
    const pairing = without(worker);
    expect(pairing.current().tasks).toMatchObject([{ action: 'changeWorker', role: 'academyAdmin', fellFrom: 'lan' }]);
    pairing.does(admin, 'changeWorker', { worker: 'wen', reason }, { worker: other });
    expect(pairing.current().tasks).toMatchObject([{ action: 'agree', person: 'wen' }]);
    expect(pairing.does(other, 'agree', {}, { today, minutesToEnd: 1000 }).current().state).toBe('active');
  });

  it('goes on with the rest of its group, and has another group named after the last of them', () => {
    const waiting = (...left: readonly Actor[]) =>
      without(...left)
        .does(worker, 'agree', {}, { today, minutesToEnd: 1000 })
        .current()
        .tasks.map(({ action, person, role }) => `${action} ${person ?? role}`);
    expect(waiting()).toEqual(['logVisit first', 'logVisit second']);
    expect(waiting(first)).toEqual(['logVisit second']);
    expect(waiting(first, second)).toEqual(['changeGroup academyAdmin']);
  });

  it('does not open to strangers what its group still does', () => {
    const pairing = without(worker, first).does(admin, 'changeWorker', { worker: 'wen', reason }, { worker: other });
    pairing.does(other, 'agree', {}, { today, minutesToEnd: 1000 });
    expect(pairing.tries(stranger, 'logVisit', visit, { today })?.code).toBe('groupsOwn');
    expect(pairing.tries(second, 'logVisit', visit, { today })).toBeUndefined();
  });
});

describe('the time of a pairing', () => {
  const visited = () =>
    active().does(first, 'logVisit', visit, { today }).does(worker, 'confirmVisit', { visit: 1 }, { credits });
  const planned = () => visited().does(first, 'planVisit', { day: '2026-06-01', place: 'Hall', purpose: 'Help' }, { today });
  const over = () => planned().does(clock('term'), 'endTerm');

  it('runs to the end of its last day, and then the site is asked to close; no visit is reminded of any more', () => {
    expect(active().last().clocks?.start).toMatchObject({ term: { clockMinutes: 1000 } });
    const case_ = over();
    expect(case_.current()).toMatchObject({
      state: 'closing',
      facts: { visits: { planned: [] } },
      clocks: { visit: 'stopped', closing: 'running' },
      tasks: [{ action: 'close', person: worker.id, clock: 'closing' }],
    });
    // Those who planned a visit hear that it doesn't take place.
    expect(case_.last().notify).toContainEqual(expect.objectContaining({ to: { person: 'first' }, notice: 'visitCancelled' }));
    expect(case_.tries(first, 'planVisit', { day: today, place: 'Hall', purpose: 'Help' }, { today })?.code).toBe(
      'kernel.wrongState',
    );
  });

  it('ends by itself where the site doesn’t say a word, and the site is free for another pairing', () => {
    const case_ = over().does(clock('closing'), 'lapse');
    expect(case_.current()).toMatchObject({ state: 'ended', clocks: { closing: 'stopped' } });
    expect(itemsOf(case_.last(), 'holds')).toMatchObject([{ op: 'release' }]);
  });

  it('is prolonged by the academy to a later day, also after it was over', () => {
    const prolong = { until: '2028-03-01', reason: 'More to do' };
    const reference = { today, minutesToEnd: 2000 };
    expect(over().tries(admin, 'prolong', { ...prolong, until: today }, reference)?.code).toBe('notLonger');
    const case_ = over().does(admin, 'prolong', prolong, reference);
    expect(case_.current()).toMatchObject({ state: 'active', facts: { until: '2028-03-01' }, clocks: { visit: 'running' } });
    expect(case_.last().clocks?.start).toMatchObject({ term: { clockMinutes: 2000 } });
  });
});
