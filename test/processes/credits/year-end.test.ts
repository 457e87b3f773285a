import { describe, expect, it } from 'vitest';
import type { Facts as AppealFacts } from '../../../workflows/credit-appeal/inputs.ts';
import { creditAppeal } from '../../../workflows/credit-appeal/rules.ts';
import { creditCorrection } from '../../../workflows/credit-correction/rules.ts';
import { creditExpiry } from '../../../workflows/credit-expiry/rules.ts';
import type { Actor, Case } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/yearly-evaluation/inputs.ts';
import { yearlyEvaluation } from '../../../workflows/yearly-evaluation/rules.ts';
import { deadEnds, withoutThem } from '../leaving.ts';
import { clock, itemsOf, type Played, person, play } from '../play.ts';

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
  const frozen = { sha256: 'a'.repeat(64), people: 3, passed: 2, groups: [] };
  const opened = () =>
    play<Facts>(yearlyEvaluation, { actor: academy, input: { year: 2025 }, reference: { thisYear: 2026 }, id: 'YE-1' });

  it('holds its year, and has one clock to be confirmed and another one for appeals', () => {
    const case_ = opened();
    expect(case_.last().clocks).toEqual({ start: { confirmation: 'default' } });
    expect(itemsOf(case_.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'evaluation:2025' }]);
    expect(case_.tries(academy, 'confirm', {}, { frozen })?.code).toBe('ownEvaluation');
    case_.does(personnel, 'confirm', {}, { frozen });
    expect(case_.last()).toMatchObject({ clocks: { start: { appeals: 'default' }, stop: ['confirmation'] }, tasks: [] });
    case_.does(clock('appeals'), 'finish');
    expect(case_.last().clocks).toEqual({ stop: ['appeals'] });
    // A year is evaluated once.
    expect(case_.last().effects).toBeUndefined();
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
  const filed = (actor = appellant) =>
    play<AppealFacts>(creditAppeal, {
      actor,
      input: { evaluation: 'YE-1', text: 'The course of May is missing.' },
      reference: {
        evaluation: { id: 'YE-1', year: 2025, state: 'confirmed', appealable: true },
        line: { required: 40, credits: 38, passed: false },
        before: null,
      },
    });
  const rule = { kind: 'course', title: { en: '', zh: '' }, amount: 4, mostPerYear: 60, validYears: 2, alsoWith: [] };
  const award = { kind: 'course', amount: 4, day: '2025-05-01' };

  it('is filed once for an evaluation, and gives what was missed', () => {
    const case_ = filed();
    expect(case_.last().clocks).toEqual({ start: { decide: 'default' } });
    expect(itemsOf(case_.last(), 'holds')).toMatchObject([{ op: 'hold', resource: 'appeal:YE-1:ou' }]);
    expect(itemsOf(case_.last(), 'links')).toEqual([{ op: 'link', to: 'YE-1', as: 'appealOf' }]);
    case_.does(academy, 'uphold', { award, reason: 'It is on the roll.' }, { rule });
    expect(case_.last().clocks).toEqual({ stop: ['decide'] });
    expect(itemsOf(case_.last(), 'ledger')).toMatchObject([{ op: 'credit', to: 'person:ou', amount: 4, year: 2025 }]);
  });

  it('is decided by somebody who is there, however many have left, and never by the appellant', () => {
    expect(deadEnds(creditAppeal, filed(), [...people, appellant])).toEqual([]);
    expect(waiting(creditAppeal, filed(), people, [academy, other])).toEqual([['uphold', 'personnel']]);
    expect(waiting(creditAppeal, filed(), people, [academy, other, personnel])).toEqual([['uphold', 'leader']]);
    const both: Actor = { ...appellant, grants: [{ role: 'trainee' }, { role: 'academyAdmin' }] };
    expect(filed(both).tries(both, 'dismiss', { reason: 'x' })?.code).toBe('ownAppeal');
    expect(filed(both).tries(leader, 'dismiss', { reason: 'It isn’t on the roll.' })).toBeUndefined();
    const ownLeader: Actor = { ...leader, id: 'hua' };
    expect(filed(ownLeader).tries(ownLeader, 'uphold', { award, reason: 'x' }, { rule })?.code).toBe('ownAppeal');
    expect(filed(ownLeader).tries(academy, 'uphold', { award, reason: 'x' }, { rule })).toBeUndefined();
  });

  it('is taken back by the appellant alone', () => {
    expect(filed().tries(person('ren', 'trainee'), 'withdraw')?.code).toBe('othersAppeal');
    expect(filed().does(appellant, 'withdraw').last()).toMatchObject({ clocks: { stop: ['decide'] }, tasks: [] });
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
    expect(case_.last()).toMatchObject({ clocks: { start: { yearEnd: { clockMinutes: 1000 } } }, tasks: [] });
    case_.does(clock('yearEnd'), 'expire', {}, turn);
    expect(case_.last().clocks).toEqual({ start: { yearEnd: { clockMinutes: 525_600 } } });
    expect(itemsOf(case_.last(), 'ledger')).toEqual([{ op: 'expire', asset: 'credits', before: '2027-01-01' }]);
    case_.does(other, 'stop', { reason: 'Another way' });
    expect(case_.last().clocks).toEqual({ stop: ['yearEnd'] });
    expect(itemsOf(case_.last(), 'holds')).toEqual([{ op: 'release', resource: 'creditExpiry' }]);
  });
});
