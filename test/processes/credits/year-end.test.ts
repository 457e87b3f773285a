import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, person, play } from '../../../testing/play.ts';
import type { Facts as AppealFacts } from '../../../workflows/credit-appeal/inputs.ts';
import { creditAppeal } from '../../../workflows/credit-appeal/rules.ts';
import { creditCorrection } from '../../../workflows/credit-correction/rules.ts';
import { creditExpiry } from '../../../workflows/credit-expiry/rules.ts';
import { decideStart } from '../../../workflows/kernel/decide.ts';
import type { Actor, Case, Outcome } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/yearly-evaluation/inputs.ts';
import { yearlyEvaluation } from '../../../workflows/yearly-evaluation/rules.ts';
import { deadEnds, withoutThem } from '../leaving.ts';

const academy = person('sheng', 'academyAdmin');
const other = person('ji', 'academyAdmin');
const personnel = person('xiang', 'personnel');
const leader = person('kong', 'leader');
const people = [academy, other, personnel, leader];
const waiting = <F>(
  process: Parameters<typeof withoutThem>[0],
  case_: Played<F>,
  all: readonly Actor[],
  left: readonly Actor[],
) => withoutThem(process, case_.current() as Case, all, left).tasks.map(({ action, role }) => [action, role]);

describe('a yearly evaluation', () => {
  const frozen = { sha256: 'a'.repeat(64), csvSha256: 'b'.repeat(64), people: 3, passed: 2, groups: [], roles: ['trainee'] };
  const final = { ...frozen, sha256: 'c'.repeat(64), passed: 3 };
  const opened = () =>
    play<Facts>(yearlyEvaluation, {
      actor: academy,
      input: { year: 2025 },
      reference: { today: '2025-12-31', expiryRuns: true },
      id: 'YE-1',
    });
  const confirmed = () => opened().does(personnel, 'confirm', {}, { frozen });

  it('isn’t opened before the last day of its year', () => {
    const start = (today: string) =>
      decideStart(yearlyEvaluation, {
        id: 'YE-2',
        actor: academy,
        now: 0,
        input: { year: 2025 },
        reference: { today, expiryRuns: false },
      });
    expect(start('2025-12-30')).toMatchObject({ code: 'yearNotOver' });
    const opened = start('2025-12-31');
    expect(opened).toMatchObject({ outcome: { state: 'opened' } });
    // Where nobody lets credits expire, it is begun with the evaluation.
    expect(itemsOf((opened as { outcome: Outcome }).outcome, 'opening')).toEqual([{ process: 'creditExpiry', input: {} }]);
  });

  it('holds its year, and has one clock to be confirmed and another one for appeals', () => {
    const case_ = opened();
    expect(case_.last().clocks).toEqual({ start: { confirmation: 'default' } });
    expect(itemsOf(case_.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'evaluation:2025' }]);
    expect(itemsOf(case_.last(), 'opening')).toEqual([]);
    expect(case_.tries(academy, 'confirm', {}, { frozen })?.code).toBe('ownEvaluation');
    case_.does(personnel, 'confirm', {}, { frozen });
    expect(case_.last()).toMatchObject({ clocks: { start: { appeals: 'default' }, stop: ['confirmation'] }, tasks: [] });
    expect(case_.last().notify).toMatchObject([{ to: { role: 'trainee' }, notice: 'confirmed' }]);
    case_.does(clock('appeals'), 'finish');
    expect(case_.last().clocks).toEqual({ stop: ['appeals'] });
    expect(itemsOf(case_.last(), 'acts')).toEqual([{ on: 'YE-1', action: 'settle', input: {} }]);
    // A year is evaluated once.
    expect(itemsOf(case_.last(), 'holds')).toEqual([]);
  });

  it('is final when its time to appeal is over and the last appeal is decided, with what the appeals have changed', () => {
    const case_ = confirmed();
    const settle = (open: number) =>
      case_.does(otherCase('CA-1'), 'settle', {}, { open, final: open > 0 ? null : final }).current().state;
    expect(settle(0)).toBe('confirmed');
    case_.does(clock('appeals'), 'finish');
    expect([settle(1), settle(0)]).toEqual(['deciding', 'final']);
    expect(case_.current().facts).toMatchObject({ frozen: { passed: 2 }, final: { passed: 3 } });
  });

  it('is made void by two people with a reason, and its year is free again', () => {
    const case_ = confirmed().does(academy, 'askVoid', { reason: 'The table was wrong' });
    expect(case_.last().clocks).toEqual({ start: { voiding: 'default' }, pause: ['appeals'] });
    expect(case_.tries(academy, 'void')?.code).toBe('ownVoiding');
    expect(deadEnds(yearlyEvaluation, case_, [other, personnel, leader])).toEqual([]);
    case_.does(personnel, 'void', {}, { appeals: ['CA-1'] });
    // Appeals that are open end with it.
    expect(itemsOf(case_.last(), 'acts')).toHaveLength(1);
    expect(case_.current().state).toBe('voided');
    expect(itemsOf(case_.last(), 'holds')).toEqual([{ op: 'release', resource: 'evaluation:2025' }]);
    expect(case_.last().notify).toMatchObject([{ to: { role: 'trainee' }, notice: 'voided' }]);
  });

  it('goes on as it was when it isn’t made void, also where its last appeal was decided meanwhile', () => {
    const asked = (case_: Played<Facts>) => case_.does(personnel, 'askVoid', { reason: 'The table was wrong' });
    const kept = (case_: Played<Facts>, open: number) =>
      case_.does(academy, 'keep', { reason: 'It is right' }, { open, final: open > 0 ? null : final });
    expect(kept(asked(confirmed()), 0).last()).toMatchObject({ state: 'confirmed', clocks: { resume: ['appeals'] } });
    const deciding = () => asked(confirmed().does(clock('appeals'), 'finish'));
    expect(kept(deciding(), 1).current().state).toBe('deciding');
    expect(kept(deciding(), 0).current()).toMatchObject({ state: 'final', facts: { final: { passed: 3 }, voiding: null } });
  });

  it('frees its year when it is cancelled', () => {
    const case_ = opened().does(academy, 'cancel', { reason: 'The table was wrong' });
    expect(case_.last().clocks).toEqual({ stop: ['confirmation'] });
    expect(itemsOf(case_.last(), 'holds')).toEqual([{ op: 'release', resource: 'evaluation:2025' }]);
  });

  it('is confirmed by somebody who is there, however many have left, and never by the one who opened it', () => {
    expect(deadEnds(yearlyEvaluation, opened(), [other, personnel, leader])).toEqual([]);
    const rest = [personnel, leader, other];
    expect(waiting(yearlyEvaluation, opened(), people, rest)).toEqual([
      ['confirm', 'academyAdmin'],
      ['confirm', 'admin'],
    ]);
    expect(waiting(yearlyEvaluation, opened(), people, [personnel])).toEqual([
      ['confirm', 'academyAdmin'],
      ['confirm', 'leader'],
    ]);
  });
});

describe('a credit appeal', () => {
  const appellant = person('ou', 'trainee');
  const filed = (actor = appellant, confirmedBy: string | null = null) =>
    play<AppealFacts>(creditAppeal, {
      actor,
      input: { evaluation: 'YE-1', text: 'The course of May is missing.' },
      reference: {
        evaluation: { id: 'YE-1', year: 2025, state: 'confirmed', appealable: true, confirmedBy },
        line: { required: 40, credits: 38, passed: false },
        before: null,
      },
    });
  const rule = { kind: 'course', title: { en: '', zh: '' }, amount: 4, mostPerYear: 60, validYears: 2, alsoWith: [] };
  const award = { kind: 'course', amount: 4, day: '2025-05-01' };
  const upheld = (more: object = {}) => ({ awards: [award], exempt: false, reason: 'It is on the roll.', ...more });
  const missed = { rules: [{ ...rule, room: 60 }], group: null };

  it('is filed once for an evaluation, and gives what was missed', () => {
    const case_ = filed();
    expect(case_.last().clocks).toEqual({ start: { decide: 'default' } });
    expect(itemsOf(case_.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'appeal:YE-1:ou' }]);
    expect(itemsOf(case_.last(), 'links')).toEqual([{ op: 'link', to: 'YE-1', as: 'appealOf' }]);
    case_.does(academy, 'uphold', upheld(), missed);
    expect(case_.last().clocks).toEqual({ stop: ['decide'] });
    expect(itemsOf(case_.last(), 'ledger')).toMatchObject([{ op: 'credit', to: 'person:ou', amount: 4, year: 2025 }]);
    expect(itemsOf(case_.last(), 'acts')).toEqual([{ on: 'YE-1', action: 'settle', input: {} }]);
  });

  it('gives no more than the cap of the year has room for, and says how much that is', () => {
    const full = { rules: [{ ...rule, room: 3 }], group: null };
    expect(filed().tries(academy, 'uphold', upheld(), full)).toMatchObject({
      code: 'capReached',
      en: expect.stringContaining('room for 3'),
    });
    expect(filed().tries(academy, 'uphold', upheld({ awards: [{ ...award, day: '2024-05-01' }] }), missed)?.code).toBe(
      'anotherYear',
    );
  });

  it('puts a wrong group or requirement right, or exempts, without giving credits', () => {
    const none = { rules: [], group: null };
    const uphold = (more: object, reference: object = none) =>
      filed().does(academy, 'uphold', upheld({ awards: [], ...more }), reference);
    expect(filed().tries(academy, 'uphold', upheld({ awards: [] }), none)?.code).toBe('nothingChanged');
    const title = { en: 'Enterprises', zh: '企业' };
    const moved = uphold({ group: 'enterprises' }, { rules: [], group: title });
    expect(moved.current().facts.decision).toMatchObject({ upheld: true, group: 'enterprises', credits: 0 });
    expect(moved.last().notify).toMatchObject([{ params: { changedEn: 'Your target group is “Enterprises”.' } }]);
    expect(uphold({ required: 20 }).current().facts.decision).toMatchObject({ required: 20 });
    expect(uphold({ exempt: true }).current().facts.decision).toMatchObject({ exempt: true });
    expect(itemsOf(uphold({ exempt: true }).last(), 'ledger')).toEqual([]);
  });

  it('is decided by somebody who is there, however many have left, and never by the appellant', () => {
    expect(deadEnds(creditAppeal, filed(), [...people, appellant])).toEqual([]);
    expect(waiting(creditAppeal, filed(), people, [academy, other])).toEqual([['uphold', 'personnel']]);
    expect(waiting(creditAppeal, filed(), people, [academy, other, personnel])).toEqual([['uphold', 'leader']]);
    const both: Actor = { ...appellant, grants: [{ role: 'trainee' }, { role: 'academyAdmin' }] };
    expect(filed(both).tries(both, 'dismiss', { reason: 'x' })?.code).toBe('ownAppeal');
    expect(filed(both).tries(leader, 'dismiss', { reason: 'It isn’t on the roll.' })).toBeUndefined();
    const ownLeader: Actor = { ...leader, id: 'hua' };
    expect(filed(ownLeader).tries(ownLeader, 'uphold', upheld(), missed)?.code).toBe('ownAppeal');
    expect(filed(ownLeader).tries(academy, 'uphold', upheld(), missed)).toBeUndefined();
  });

  it('isn’t decided by whoever confirmed the result, and falls to others where nobody else is there', () => {
    const confirmed = (by: Actor) => filed(appellant, by.id);
    expect(waiting(creditAppeal, confirmed(academy), people, [])).toEqual([['uphold', 'academyAdmin']]);
    expect(waiting(creditAppeal, confirmed(academy), people, [other])).toEqual([['uphold', 'personnel']]);
    expect(waiting(creditAppeal, confirmed(personnel), people, [academy, other])).toEqual([['uphold', 'leader']]);
    for (const by of [academy, personnel, leader])
      expect(confirmed(by).tries(by, 'dismiss', { reason: 'x' }), by.id).toMatchObject({ code: 'ownResult' });
    expect(confirmed(academy).tries(other, 'uphold', upheld(), missed)).toBeUndefined();
    for (const by of [academy, personnel]) expect(deadEnds(creditAppeal, confirmed(by), people)).toEqual([]);
  });

  it('is taken back by the appellant alone', () => {
    expect(filed().tries(person('ren', 'trainee'), 'withdraw')?.code).toBe('othersAppeal');
    const withdrawn = filed().does(appellant, 'withdraw').last();
    expect(withdrawn).toMatchObject({ clocks: { stop: ['decide'] }, tasks: [] });
    // Another one may be filed in its place.
    expect(itemsOf(withdrawn, 'holds')).toEqual([{ op: 'release', resource: 'appeal:YE-1:ou' }]);
  });
});

describe('a credit correction', () => {
  const title = { en: 'Course', zh: '课程' };
  const corrected = (input: object, reference: object) =>
    play(creditCorrection, { actor: academy, input, reference: { today: '2026-03-02', line: null, award: null, ...reference } });

  it('is closed as soon as it is made, and waits for nobody', () => {
    const rule = { kind: 'course', title, amount: 4, mostPerYear: 60, validYears: 2, alsoWith: [] };
    const given = corrected(
      { award: { person: 'ou', kind: 'course', amount: 4, day: '2025-06-01' }, reason: 'From the paper register' },
      { award: { rule, name: 'ou', unit: null } },
    );
    expect(given.current()).toMatchObject({ state: 'made', tasks: [], clocks: {} });
    expect(itemsOf(given.last(), 'ledger')).toMatchObject([
      { op: 'credit', to: 'person:ou', amount: 4, rule: 'course:correction' },
    ]);
    expect(given.last().notify).toMatchObject([{ to: { person: 'ou' }, params: { kindEn: 'Course', kindZh: '课程' } }]);
    const line = { id: 'L-1', person: 'ou', kind: 'course', title, year: 2025, amount: 4, over: false };
    const taken = corrected({ takeBack: 'L-1', reason: 'Nobody met' }, { line });
    expect(itemsOf(taken.last(), 'ledger')).toEqual([{ op: 'takeBack', id: 'L-1' }]);
    expect(itemsOf(taken.last(), 'parties')).toEqual([{ role: 'owner', person: 'ou' }]);
  });
});

describe('the expiry of credits', () => {
  it('goes on by its clock from year to year, whether or not anybody is there, until the academy stops it', () => {
    const case_ = play(creditExpiry, { actor: academy, input: {}, reference: { today: '2026-03-02', minutesToNewYear: 1000 } });
    const turn = { today: '2027-01-01', minutesToNewYear: 525_600 };
    expect(case_.last()).toMatchObject({
      clocks: { start: { yearEnd: { clockMinutes: 1000 }, foretelling: { clockMinutes: 0 } } },
      tasks: [],
    });
    case_.does(clock('yearEnd'), 'expire', {}, turn);
    expect(case_.last().clocks).toEqual({ start: { yearEnd: { clockMinutes: 525_600 } } });
    expect(itemsOf(case_.last(), 'ledger')).toEqual([
      { op: 'expire', asset: 'credits', before: '2027-01-01', notice: 'expired' },
    ]);
    // A month before the next end of a year, and so every year.
    case_.does(clock('foretelling'), 'foretell', {}, { today: '2027-12-02', minutesToNewYear: 30 * 24 * 60 });
    expect(itemsOf(case_.last(), 'ledger')).toEqual([
      { op: 'foretell', asset: 'credits', until: '2027-12-31', notice: 'expires' },
    ]);
    expect(case_.last().clocks).toEqual({ start: { foretelling: { clockMinutes: 365 * 24 * 60 } } });
    case_.does(other, 'stop', { reason: 'Another way' });
    expect(case_.last().clocks).toEqual({ stop: ['foretelling', 'yearEnd'] });
    expect(itemsOf(case_.last(), 'holds')).toEqual([{ op: 'release', resource: 'creditExpiry' }]);
  });
});
