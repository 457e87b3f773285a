import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, it } from 'vitest';
import { sealed } from '../../activities/sealed.ts';
import { countBallot, endingOf } from '../../workflows/kernel/ballot-count.ts';
import { type Register, type RegisterPart, registerOf, voterOfPart } from '../../workflows/kernel/ballot-register.ts';
import {
  authorise,
  type Ballot,
  type Choice,
  cast,
  choicesProblem,
  closeBallot,
  enterPaper,
  extended,
  openBallot,
  ownBallot,
  revoke,
  type VoteRule,
  voteOf,
  whoVotes,
  withoutGoneProxies,
} from '../../workflows/kernel/ballots.ts';
import { isRefusal, type Refusal } from '../../workflows/kernel/process.ts';
import {
  isAsStrict,
  leastOf,
  MORE_THAN_HALF,
  reaches,
  roundedPerMille,
  THREE_QUARTERS,
  TWO_THIRDS,
} from '../../workflows/kernel/thresholds.ts';

/** The value, where it wasn't refused. */
const done = <T>(value: T | Refusal): T => {
  if (typeof value === 'object' && value !== null && isRefusal(value)) throw new Error(value.code);
  return value as T;
};
const codeOf = (value: unknown): string | undefined => (value as Partial<Refusal> | undefined)?.code;

const twice = (threshold: VoteRule['yes']['persons']) => ({ persons: threshold, weight: threshold });
const ORDINARY: VoteRule = { gate: twice(TWO_THIRDS), yes: twice(MORE_THAN_HALF) };
const HEAVY: VoteRule = { gate: twice(TWO_THIRDS), yes: twice(THREE_QUARTERS) };

const home = (part: string, owner: string, weight: number, more: Partial<RegisterPart> = {}): RegisterPart => ({
  ...{ part, weight, owners: [{ owner, speakers: [owner] }] },
  ...more,
});

/** Fourteen homes of nine persons: one has three homes, the housing office has four, one is disputed. */
const PARTS = [
  home('6-1', 'a', 4_120),
  home('6-2', 'b', 5_230),
  home('6-3', 'c', 3_875),
  home('6-4', 'd', 6_010),
  home('6-5', 'e', 4_400),
  home('6-6', 'e', 4_400),
  home('6-7', 'e', 5_125),
  home('6-8', 'f', 3_990),
  home('6-9', 'office', 4_860),
  home('6-10', 'office', 4_725),
  home('6-11', 'office', 4_280),
  home('6-12', 'office', 5_050),
  home('6-13', 'g', 4_185, { disputed: true }),
  home('6-14', 'h', 4_000),
];
const register = done(registerOf(PARTS));
const opened = (rule = ORDINARY, of: Register = register): Ballot =>
  openBallot(of, sealed(of).sha256, [{ key: 'plan', title: { en: 'Plan', zh: '方案' }, rule }]);
const plan = (choice: Choice) => [{ matter: 'plan', choice }];
const says = (ballot: Ballot, voter: string, choice: Choice, by = voter, way: 'self' | 'proxy' = 'self'): Ballot =>
  cast(ballot, { voter, way, by, at: 1, choices: plan(choice) });
const speaker = (id: string, ...subjects: readonly string[]) => ({ id, subjects });
const asks = (ballot: Ballot, of: Register = register) => ({ register: of, ballot, caseId: 'MR-1' });

/** Voters of these weights in their order, each saying yes (y), no (n), abstaining (a), silent (-), or without a vote (x). */
const voted = (rule: VoteRule, weights: readonly number[], marks: string) => {
  const parts = weights.map((weight, n) => home(`${n}`, `p${n}`, weight, { disputed: marks[n] === 'x' }));
  const of = done(registerOf(parts));
  const choices: Readonly<Record<string, Choice>> = { y: 'yes', n: 'no', a: 'abstain' };
  const ballot = [...marks].reduce(
    (all, mark, n) => {
      const choice = choices[mark];
      return choice ? says(all, `p${n}`, choice) : all;
    },
    opened(rule, of),
  );
  const result = countBallot(of, closeBallot(ballot, 9)).matters[0];
  if (!result) throw new Error('no result');
  return result;
};
const ending = (...args: Parameters<typeof voted>): string => {
  const { gateReached, carried } = voted(...args);
  return gateReached ? (carried ? 'carried' : 'lost') : 'gateMissed';
};
const alike = (count: number, weight = 10): readonly number[] => Array.from({ length: count }, () => weight);

describe('the register of a vote', () => {
  it('counts an owner of several parts once with all their weight, and a disputed part in the base without a vote', () => {
    expect(countBallot(register, opened()).base).toEqual({ persons: 9, weight: 64_250 });
    expect(voterOfPart(register, '6-6')).toMatchObject({ voter: 'e', parts: ['6-5', '6-6', '6-7'], weight: 13_925 });
    expect(voterOfPart(register, '6-10')).toMatchObject({ voter: 'office', parts: ['6-9', '6-10', '6-11', '6-12'] });
    expect(voterOfPart(register, '6-13')).toMatchObject({ mayVote: false, weight: 4_185 });
    expect(opened().votes.asked).toHaveLength(8);
  });

  it('has a disputed part apart from the other parts of whoever claims it', () => {
    const of = done(registerOf([home('1', 'a', 10), home('2', 'a', 20, { disputed: true })]));
    expect(of.map(({ weight, mayVote }) => [weight, mayVote])).toEqual([
      [10, true],
      [20, false],
    ]);
  });

  it('has one vote for co-owners, by the one whom they named', () => {
    const owners = [
      { owner: 'm', speakers: ['mo'] },
      { owner: 'k', speakers: ['ko'] },
    ];
    const both = home('1', '', 10, { owners, representative: 'k' });
    const of = done(registerOf([both, home('2', 'm', 5)]));
    expect(of.map(({ voter, speakers }) => [voter, speakers])).toEqual([
      ['k+m', ['ko']],
      ['m', ['m']],
    ]);
    expect(whoVotes(asks(opened(ORDINARY, of), of), speaker('ko'), '1')).toMatchObject({ way: 'self' });
    expect(codeOf(whoVotes(asks(opened(ORDINARY, of), of), speaker('mo'), '1'))).toBe('represented');
    expect(codeOf(registerOf([{ ...both, representative: undefined }]))).toBe('noRepresentative');
    expect(codeOf(registerOf([{ ...both, representative: 'other' }]))).toBe('noRepresentative');
    expect(codeOf(registerOf([both, { ...both, part: '2', representative: 'm' }]))).toBe('noRepresentative');
  });

  it('refuses a part without weight, without an owner, or entered twice', () => {
    expect(codeOf(registerOf([home('1', 'a', 0)]))).toBe('noWeight');
    expect(codeOf(registerOf([home('1', 'a', 1.5)]))).toBe('noWeight');
    expect(codeOf(registerOf([home('1', 'a', 1, { owners: [] })]))).toBe('noOwner');
    expect(codeOf(registerOf([home('1', 'a', 1), home('1', 'b', 1)]))).toBe('partTwice');
  });

  it('has a hash that whoever audits it finds again, whatever the order in which parts were read', () => {
    const { content, sha256 } = sealed(registerOf(PARTS.toReversed()));
    expect(sha256).toBe(opened().registerHash);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    expect(canonicalize(JSON.parse(content))).toBe(content);
    const sold = PARTS.map((one) => (one.part === '6-8' ? home('6-8', 'new', 3_990) : one));
    expect(sealed(registerOf(sold)).sha256).not.toBe(sha256);
  });
});

describe('shares in whole numbers', () => {
  it.each([
    [42_834, 64_250, TWO_THIRDS, true],
    [42_833, 64_250, TWO_THIRDS, false],
    [6, 9, TWO_THIRDS, true],
    [5, 9, TWO_THIRDS, false],
    [6, 8, THREE_QUARTERS, true],
    [5, 8, THREE_QUARTERS, false],
    [45_000, 60_000, THREE_QUARTERS, true],
    [44_999, 60_000, THREE_QUARTERS, false],
    [4, 8, MORE_THAN_HALF, false],
    [5, 8, MORE_THAN_HALF, true],
    [0, 0, TWO_THIRDS, false],
    [0, 0, MORE_THAN_HALF, false],
  ] as const)('%i of %i against a share', (part, whole, share, expected) => {
    expect(reaches(part, whole, share)).toBe(expected);
    if (whole > 0) expect(part >= leastOf(whole, share)).toBe(expected);
  });

  it('are compared by what they ask for, more being stricter than as much', () => {
    expect(isAsStrict(THREE_QUARTERS, TWO_THIRDS)).toBe(true);
    expect(isAsStrict(MORE_THAN_HALF, TWO_THIRDS)).toBe(false);
    expect(isAsStrict({ of: 1, in: 2 }, MORE_THAN_HALF)).toBe(false);
    expect(isAsStrict({ of: 50, in: 100, more: true }, MORE_THAN_HALF)).toBe(true);
  });

  it('in per mille are reached once they round to it', () => {
    expect(reaches(2, 3, roundedPerMille(667))).toBe(true);
    expect(reaches(6, 9, roundedPerMille(667))).toBe(true);
    expect(reaches(665, 1000, roundedPerMille(667))).toBe(false);
    expect(reaches(1, 2, roundedPerMille(500))).toBe(true);
    for (let whole = 1; whole <= 40; whole += 1)
      for (let part = 0; part <= whole; part += 1)
        for (const share of [0, 333, 500, 501, 667, 1000])
          expect(reaches(part, whole, roundedPerMille(share))).toBe(Math.round((part * 1000) / whole) >= share);
  });
});

describe('the result of a vote', () => {
  it.each<[string, VoteRule, readonly number[], string, string]>([
    ['two thirds of persons and weight open the gate exactly', ORDINARY, alike(9), 'yyyyyy---', 'carried'],
    ['one person less misses it', ORDINARY, alike(9), 'yyyyy----', 'gateMissed'],
    ['persons alone don’t open it', ORDINARY, [1, 1, 1, 1, 1, 1, 10, 10, 10], 'yyyyyy---', 'gateMissed'],
    ['weight alone doesn’t open it', ORDINARY, [100, 1, 1], 'y--', 'gateMissed'],
    ['two thirds of the weight exactly', ORDINARY, [2, 1, 1, 2], 'yyy-', 'carried'],
    ['a hundredth below two thirds of the weight', ORDINARY, [200, 100, 99, 200], 'yyy-', 'gateMissed'],
    ['half of the persons isn’t more than half', ORDINARY, alike(8), 'yyyynnnn', 'lost'],
    ['half of the persons with most of the weight isn’t, either', ORDINARY, [9, 9, 9, 9, 1, 1, 1, 1], 'yyyynnnn', 'lost'],
    ['most of the persons with half of the weight isn’t, either', ORDINARY, [1, 1, 1, 3], 'yyyn', 'lost'],
    ['one above half of both', ORDINARY, alike(9), 'yyyyynnnn', 'carried'],
    ['three quarters of both exactly', HEAVY, alike(8), 'yyyyyynn', 'carried'],
    ['five of eight are fewer than three quarters', HEAVY, alike(8), 'yyyyynnn', 'lost'],
    ['three quarters of the persons with less of the weight', HEAVY, [1, 1, 1, 2], 'yyyn', 'lost'],
    ['three quarters of the weight with fewer persons', HEAVY, [30, 30, 5, 15], 'yynn', 'lost'],
    ['a heavy matter that would be carried as an ordinary one', HEAVY, alike(9), 'yyyyyynnn', 'lost'],
    ['all abstain: all took part, nobody said yes', ORDINARY, alike(9), 'aaaaaaaaa', 'lost'],
    ['whoever abstains took part in the gate', ORDINARY, alike(9), 'yyyyaa---', 'carried'],
    ['whoever abstains isn’t a yes', ORDINARY, alike(9), 'yyyaaa---', 'lost'],
    ['nobody says anything', ORDINARY, alike(9), '---------', 'gateMissed'],
    ['a part without a vote counts in the base of the persons', ORDINARY, alike(9), 'yyyyy---x', 'gateMissed'],
    ['a part without a vote counts in the base of the weight', ORDINARY, [1, 1, 1, 2], 'yyyx', 'gateMissed'],
    ['a part without a vote isn’t among those who took part', HEAVY, alike(8), 'yyyyynxx', 'carried'],
    ['no gate, where the voters’ own rules have none', { gate: null, yes: ORDINARY.yes }, alike(9), 'y--------', 'carried'],
    [
      'silence is yes by the voters’ own written rules alone',
      { ...ORDINARY, silenceIsYes: true },
      alike(9),
      'nnn------',
      'carried',
    ],
  ])('%s', (_, rule, weights, marks, expected) => {
    expect(ending(rule, weights, marks)).toBe(expected);
  });

  it('counts one owner of three homes once, with all three areas', () => {
    // Five of nine persons with 78 per cent of the area: one person is missing.
    const five = ['a', 'b', 'd', 'e', 'office'].reduce((ballot, voter) => says(ballot, voter, 'yes'), opened());
    expect(countBallot(register, five).matters[0]).toMatchObject({
      took: { persons: 5, weight: 48_200 },
      gateReached: false,
      carried: false,
      gateMargin: { persons: -1, weight: 48_200 - 42_834 },
    });
    const six = says(five, 'c', 'abstain');
    expect(countBallot(register, six).matters[0]).toMatchObject({ gateReached: true, carried: true });
  });

  it('never counts a silent part without a vote as yes', () => {
    expect(voted({ ...ORDINARY, silenceIsYes: true }, alike(3), 'y-x')).toMatchObject({
      took: { persons: 2, weight: 20 },
      silentYes: { persons: 1, weight: 10 },
    });
  });

  it('is extended once where the gate is missed, and goes back then', () => {
    const missed = closeBallot(opened(), 9);
    expect(endingOf(countBallot(register, missed), 1)).toBe('extend');
    expect(endingOf(countBallot(register, extended(missed)), 1)).toBe('gateMissed');
    const all = register.reduce((ballot, { voter }) => says(ballot, voter, 'yes'), opened());
    expect(endingOf(countBallot(register, all), 1)).toBe('carried');
    expect(endingOf(countBallot(register, says(says(says(says(all, 'a', 'no'), 'b', 'no'), 'c', 'no'), 'd', 'no')), 1)).toBe(
      'lost',
    );
  });

  it('is the same as that of a plain model in 1,000 votes at random', () => {
    let seed = 20_261_130;
    // Park and Miller: the same numbers each time.
    const below = (most: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % most;
    };
    const seen = new Set<string>();
    for (let round = 0; round < 1_000; round += 1) {
      const rule = [ORDINARY, HEAVY][below(2)] ?? ORDINARY;
      const weights = Array.from({ length: 1 + below(12) }, () => 1 + below(below(2) ? 4 : 9_000));
      const marks = weights.map(() => 'yyyyyyynnaa--x'[below(14)]).join('');
      const at = (kinds: string) => weights.filter((_, n) => kinds.includes(marks[n] ?? ''));
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const [took, yes] = [at('yna'), at('y')];
      // By fractions over one denominator: 12.
      const opens = 12 * took.length >= 8 * weights.length && 12 * sum(took) >= 8 * sum(weights);
      const passes =
        rule === HEAVY
          ? 12 * yes.length >= 9 * took.length && 12 * sum(yes) >= 9 * sum(took)
          : 12 * yes.length > 6 * took.length && 12 * sum(yes) > 6 * sum(took);
      const expected = opens ? (passes ? 'carried' : 'lost') : 'gateMissed';
      expect(ending(rule, weights, marks), `${weights} ${marks}`).toBe(expected);
      seen.add(expected);
    }
    expect(seen.size).toBe(3);
  });
});

describe('a vote', () => {
  it('may be changed until the close: the last one recorded counts, and after it none does', () => {
    const changed = says(says(opened(), 'a', 'yes'), 'a', 'no');
    expect(voteOf(changed, 'a')?.answer.choices).toEqual(plan('no'));
    expect(changed.votes.given).toHaveLength(1);
    expect(codeOf(whoVotes(asks(closeBallot(changed, 9)), speaker('a'), '6-1'))).toBe('closed');
    expect(closeBallot(changed, 9).votes.silent).toHaveLength(7);
  });

  it('is cast by the owner, by whoever acts for the owner, or with the code of one of their parts, and by nobody else', () => {
    const of = done(
      registerOf([home('1', 'k', 10, { owners: [{ owner: 'k', speakers: ['household:k'] }] }), home('2', 'z', 10)]),
    );
    const ballot = asks(opened(ORDINARY, of), of);
    expect(whoVotes(ballot, speaker('mei', 'household:k'), '1')).toMatchObject({ way: 'self', voter: { voter: 'k' } });
    expect(whoVotes(ballot, speaker('follower:MR-1/1'), '1')).toMatchObject({ way: 'self' });
    expect(codeOf(whoVotes(ballot, speaker('follower:MR-2/1'), '1'))).toBe('notOwner');
    expect(codeOf(whoVotes(ballot, speaker('mei', 'household:k'), '2'))).toBe('notOwner');
    expect(codeOf(whoVotes(ballot, speaker('mei', 'household:k'), '3'))).toBe('notOwner');
    expect(codeOf(whoVotes(asks(opened()), speaker('g'), '6-13'))).toBe('disputed');
  });

  it('says something on each matter once, and on no other', () => {
    expect(choicesProblem(opened(), plan('yes'))).toBeUndefined();
    expect(codeOf(choicesProblem(opened(), []))).toBe('voteIncomplete');
    expect(codeOf(choicesProblem(opened(), [...plan('yes'), ...plan('no')]))).toBe('voteIncomplete');
    expect(codeOf(choicesProblem(opened(), [{ matter: 'fund', choice: 'yes' }]))).toBe('notOpen');
  });

  it('is read by its voter, by whoever cast it, and by nobody else', () => {
    const ballot = says(says(done(authorise(opened(), standing('b', 'li'))), 'a', 'yes'), 'b', 'no', 'li', 'proxy');
    expect(ownBallot(asks(ballot), speaker('a')).votes).toMatchObject({ asked: ['a'], given: [{ of: 'a' }] });
    expect(ownBallot(asks(ballot), speaker('li'))).toMatchObject({
      votes: { asked: [], given: [{ of: 'b' }] },
      proxies: [{ of: 'b' }],
    });
    expect(ownBallot(asks(ballot), speaker('b'))).toMatchObject({ votes: { given: [{ by: 'li' }] }, proxies: [{ proxy: 'li' }] });
    expect(ownBallot(asks(ballot), speaker('c'))).toMatchObject({ votes: { given: [] }, proxies: [], papers: [] });
  });
});

const standing = (of: string, proxy: string, more: { most?: number; barred?: readonly string[] } = {}) => ({
  ...{ voter: register.find(({ voter }) => voter === of) as Register[number], proxy, at: 2, most: 3, barred: [] },
  ...more,
});
const withProxy = (ballot: Ballot, of: string, proxy: string): Ballot => done(authorise(ballot, standing(of, proxy)));

describe('somebody who stands in', () => {
  it('votes for whoever authorised them, until the owner votes: then that vote stands', () => {
    const ballot = withProxy(opened(), 'b', 'li');
    expect(whoVotes(asks(ballot), speaker('li'), '6-2')).toMatchObject({ way: 'proxy', voter: { voter: 'b' } });
    expect(codeOf(whoVotes(asks(ballot), speaker('li'), '6-1'))).toBe('notOwner');
    const both = says(says(ballot, 'b', 'no', 'li', 'proxy'), 'b', 'yes');
    expect(voteOf(both, 'b')?.answer).toEqual({ way: 'self', choices: plan('yes') });
    expect(codeOf(whoVotes(asks(both), speaker('li'), '6-2'))).toBe('represented');
    expect(codeOf(authorise(both, standing('b', 'other')))).toBe('ownVoteStands');
  });

  it('does so for as many as may be, each once', () => {
    const three = ['a', 'b', 'c'].reduce((ballot, of) => withProxy(ballot, of, 'li'), opened());
    expect(codeOf(authorise(three, standing('d', 'li')))).toBe('proxyFull');
    expect(codeOf(authorise(three, standing('a', 'li')))).toBeUndefined();
    expect(codeOf(authorise(done(revoke(three, 'a', 3)), standing('d', 'li')))).toBeUndefined();
  });

  it('is neither barred nor the owner', () => {
    expect(codeOf(authorise(opened(), standing('a', 'contractor', { barred: ['contractor'] })))).toBe('proxyBarred');
    expect(codeOf(authorise(opened(), standing('a', 'a')))).toBe('ownProxy');
    expect(codeOf(authorise(closeBallot(opened(), 9), standing('a', 'li')))).toBe('closed');
  });

  it('no longer does once revoked, replaced or gone; what they voted stands until the owner votes', () => {
    const cast = says(withProxy(opened(), 'b', 'li'), 'b', 'no', 'li', 'proxy');
    const revoked = done(revoke(cast, 'b', 3));
    expect(codeOf(whoVotes(asks(revoked), speaker('li'), '6-2'))).toBe('notOwner');
    expect(voteOf(revoked, 'b')?.answer.way).toBe('proxy');
    expect(codeOf(revoke(revoked, 'b', 4))).toBe('noProxy');
    const replaced = withProxy(cast, 'b', 'other');
    expect(codeOf(whoVotes(asks(replaced), speaker('li'), '6-2'))).toBe('notOwner');
    expect(whoVotes(asks(replaced), speaker('other'), '6-2')).toMatchObject({ way: 'proxy' });
    const gone = withoutGoneProxies(cast, ['li'], 5);
    expect(gone?.voters).toEqual(['b']);
    expect(gone?.ballot.proxies[0]?.ended).toEqual({ at: 5, how: 'left' });
    expect(withoutGoneProxies(cast, ['zhou'], 5)).toBeUndefined();
  });

  it('who is absent counts nobody as having taken part', () => {
    expect(countBallot(register, closeBallot(withProxy(opened(), 'b', 'li'), 9)).matters[0]?.took.persons).toBe(0);
  });
});

describe('a paper', () => {
  const entered = (ballot: Ballot, by: string, choice: Choice, gone: readonly string[] = []) =>
    enterPaper({ register, ballot }, { part: '6-8', by, at: 4, choices: plan(choice) }, (clerk) => gone.includes(clerk));

  it('counts once a second clerk has entered the same', () => {
    const first = done(entered(opened(), 'xu', 'yes'));
    expect(first.counts).toBe(false);
    expect(voteOf(first.ballot, 'f')).toBeUndefined();
    const again = done(entered(first.ballot, 'xu', 'no'));
    expect(again.counts).toBe(false);
    const second = done(entered(again.ballot, 'lou', 'no'));
    expect(second.counts).toBe(true);
    expect(voteOf(second.ballot, 'f')).toMatchObject({ by: 'lou', answer: { way: 'paper', choices: plan('no') } });
    expect(second.ballot.papers).toEqual([]);
  });

  it('that the clerks read otherwise counts for nobody until one enters it again', () => {
    const first = done(entered(opened(), 'xu', 'yes'));
    expect(codeOf(entered(first.ballot, 'lou', 'no'))).toBe('papersDiffer');
    expect(done(entered(first.ballot, 'lou', 'no', ['xu'])).counts).toBe(false);
    const closed = closeBallot(first.ballot, 9);
    expect(countBallot(register, closed)).toMatchObject({ halfPapers: 1, matters: [{ took: { persons: 0 } }] });
    expect(codeOf(entered(closed, 'lou', 'yes'))).toBe('closed');
  });

  it('that waits for the second clerk is void once its owner votes, and one that counts keeps a proxy out', () => {
    const first = done(entered(opened(), 'xu', 'yes'));
    expect(says(first.ballot, 'f', 'no').papers).toEqual([]);
    const counted = done(entered(withProxy(first.ballot, 'f', 'li'), 'lou', 'yes')).ballot;
    expect(codeOf(whoVotes(asks(counted), speaker('li'), '6-8'))).toBe('represented');
  });

  it('of a disputed or unknown part isn’t taken', () => {
    const paper = (part: string) => enterPaper({ register, ballot: opened() }, { part, by: 'xu', at: 4, choices: plan('yes') });
    expect(codeOf(paper('6-13'))).toBe('disputed');
    expect(codeOf(paper('7-1'))).toBe('notOwner');
  });
});
