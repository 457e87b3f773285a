import { describe, expect, it } from 'vitest';
import {
  type DispatchData,
  type DispatchRule,
  dryRun,
  firstMatch,
  ruleIssues,
  shadowed,
} from '../../../activities/issue-report/dispatch-rules.ts';

const named = (en: string, zh: string) => ({ en, zh });
const world: DispatchData = {
  zone: 'Asia/Shanghai',
  units: [
    { id: 'urban', title: named('Urban management', '综合行政执法队'), kind: 'department', path: '/street/urban/' },
    { id: 'urban-night', title: named('Night team', '执法队夜班'), kind: 'station', path: '/street/urban/urban-night/' },
    { id: 'fire', title: named('Fire safety', '消防救援站'), kind: 'department', path: '/street/fire/' },
    { id: 'north', title: named('North township', '城北镇'), kind: 'township', path: '/street/north/' },
  ],
  categories: [
    { code: 'pavement', title: named('Occupied pavement', '占道经营'), owner: 'urban' },
    { code: 'fireLane', title: named('Blocked fire lane', '堵塞消防通道'), owner: 'fire' },
    { code: 'weeds', title: named('Weeds', '杂草'), owner: 'north' },
    { code: 'other', title: named('Other', '其他'), owner: null },
  ],
  areas: [
    { id: 'g1', title: named('Grid 1', '第一网格') },
    { id: 'g2', title: named('Grid 2', '第二网格') },
  ],
};
const rule = (id: string, unit: string, when: DispatchRule['when'] = {}): DispatchRule => ({
  id,
  unit,
  when,
  title: named(`Rule ${id}`, `规则${id}`),
});
const at = (time: string) => Date.parse(`2026-03-02T${time}:00+08:00`);
const matter = (category: string, area = 'g1', time = '10:00') => ({ category, area, at: at(time) });

describe('dispatch rules', () => {
  const rules = [
    rule('night', 'urban-night', { categories: ['pavement'], hours: { from: '22:00', to: '06:00' } }),
    rule('grid2', 'fire', { categories: ['pavement'], areas: ['g2'] }),
    rule('urban', 'urban', { owner: true }),
    rule('fire', 'fire', { owner: true }),
  ];

  it('are tried in order, and the first that matches wins', () => {
    expect(firstMatch(rules, matter('pavement', 'g2'), world)?.rule).toBe('grid2');
    expect(firstMatch(rules.toReversed(), matter('pavement', 'g2'), world)?.rule).toBe('urban');
  });

  it('say why, in both languages', () => {
    expect(firstMatch(rules, matter('pavement', 'g2'), world)?.why).toEqual({
      en: 'Rule grid2 (category “Occupied pavement”, area “Grid 2”).',
      zh: '规则grid2（类别“占道经营”、网格“第二网格”）。',
    });
    expect(firstMatch(rules, matter('fireLane'), world)?.why.en).toBe('Rule fire (by the responsibility list).');
    expect(firstMatch([rule('all', 'urban')], matter('other'), world)?.why.en).toBe('Rule all (all reports).');
  });

  it.each([
    ['21:59', 'urban'],
    ['22:00', 'night'],
    ['00:00', 'night'],
    ['05:59', 'night'],
    ['06:00', 'urban'],
  ])('go by the tenant’s local hour, over midnight too: at %s it is “%s”', (time, expected) => {
    expect(firstMatch(rules, matter('pavement', 'g1', time), world)?.rule).toBe(expected);
  });

  it('follow the responsibility list', () => {
    expect(firstMatch(rules, matter('fireLane'), world)?.unit).toBe('fire');
  });

  it('leave to the dispatch desk what none of them matches', () => {
    expect(firstMatch(rules, matter('other'), world)).toBeUndefined();
  });
});

describe('saving dispatch rules', () => {
  const sentences = (rules: readonly DispatchRule[]) => ruleIssues(rules, world).map(({ message }) => message.en);

  it('is refused where one pushes a department’s matter down to a township, naming the owner', () => {
    const [issue, ...rest] = ruleIssues(
      [rule('a', 'urban', { owner: true }), rule('b', 'north', { categories: ['fireLane'] })],
      world,
    );
    expect(issue?.path).toEqual(['rules', 1, 'unit']);
    expect(issue?.message.en).toContain('is the matter of Fire safety; it isn’t pushed down to North township');
    expect(issue?.message.zh).toContain('消防救援站');
    expect(rest).toEqual([]);
  });

  it('is refused where a rule for all reports would push some down', () => {
    expect(sentences([rule('rest', 'north', { areas: ['g2'] })])).toHaveLength(2);
  });

  it('is allowed where the departments’ matters went to them before', () => {
    expect(sentences([rule('u', 'urban', { owner: true }), rule('f', 'fire', { owner: true }), rule('rest', 'north')])).toEqual(
      [],
    );
    expect(
      sentences([
        rule('u', 'urban', { owner: true, hours: { from: '08:00', to: '17:00' } }),
        rule('f', 'fire', { owner: true }),
        rule('rest', 'north'),
      ]),
    ).toHaveLength(1);
  });

  it('is allowed for a department’s own branch, and for a township’s own matter', () => {
    expect(
      sentences([rule('n', 'urban-night', { categories: ['pavement'] }), rule('w', 'north', { categories: ['weeds'] })]),
    ).toEqual([]);
  });

  it('says what isn’t there and how to go on', () => {
    const bad = rule('a', 'nowhere', { categories: ['nothing'], areas: ['g9'], hours: { from: '25:00', to: '06:00' } });
    expect(sentences([rule('a', 'urban', { owner: true }), bad])).toEqual([
      'There is no unit “nowhere”; choose one from the list of units.',
      'Another rule is called “a” already; give this one its own name.',
      'There is no category “nothing”; choose one from the catalogue.',
      'There is no area “g9”; choose one from the map.',
      'Give two different times of day, such as 22:00 and 06:00.',
    ]);
  });
});

describe('rules that never come to their turn', () => {
  it('are named with the rule that takes all of theirs', () => {
    const rules = [
      rule('own-urban', 'urban', { owner: true }),
      rule('pavement-nights', 'urban-night', { categories: ['pavement'], hours: { from: '22:00', to: '06:00' } }),
      rule('weeds-g1', 'north', { categories: ['weeds'], areas: ['g1'] }),
      rule('weeds', 'north', { categories: ['weeds'] }),
      rule('weeds-g2', 'urban', { categories: ['weeds'], areas: ['g2'] }),
      rule('all-day', 'fire', { hours: { from: '08:00', to: '18:00' } }),
      rule('others', 'fire', { categories: ['other'] }),
    ];
    expect(shadowed(rules, world)).toEqual([
      { id: 'pavement-nights', by: 'own-urban' },
      { id: 'weeds-g2', by: 'weeds' },
    ]);
    expect(shadowed([rule('all', 'fire'), ...rules], world).map(({ by }) => by)).toEqual(rules.map(() => 'all'));
  });
});

describe('a dry run over past cases', () => {
  it('counts what would have gone elsewhere, and says so case by case', () => {
    const past = [
      { ...matter('pavement'), id: '1', unit: 'urban' },
      { ...matter('fireLane'), id: '2', unit: 'urban' },
      { ...matter('other'), id: '3', unit: 'north' },
    ];
    const run = dryRun([rule('u', 'urban', { owner: true }), rule('f', 'fire', { owner: true })], past, world);
    expect(run).toMatchObject({ total: 3, matched: 2, unmatched: 1, changed: 2 });
    expect(run.units).toEqual([
      { unit: 'fire', before: 0, after: 1 },
      { unit: 'north', before: 1, after: 0 },
      { unit: 'urban', before: 2, after: 1 },
    ]);
    expect(run.cases[1]).toEqual({ id: '2', before: 'urban', after: 'fire', rule: 'f', changed: true });
    expect(run.cases[2]).toEqual({ id: '3', before: 'north', after: null, rule: null, changed: true });
  });
});

describe('as many rules as may be', () => {
  const name = { en: 'x', zh: 'x' };
  const many = {
    zone: 'Asia/Shanghai',
    units: [
      { id: 'owner', title: name, kind: 'department', path: '/owner/' },
      { id: 'lower', title: name, kind: 'community', path: '/lower/' },
    ],
    categories: Array.from({ length: 2_000 }, (_, n) => ({ code: `c${n}`, title: name, owner: 'owner' })),
    areas: Array.from({ length: 100 }, (_, n) => ({ id: `a${n}`, title: name })),
  };
  const rulesWith = (when: (n: number) => DispatchRule['when']): DispatchRule[] =>
    Array.from({ length: 500 }, (_, n) => ({ id: `r${n}`, title: name, unit: 'lower', when: when(n) }));

  it('are judged in a moment, and name what a person reads at once', () => {
    const hours = { from: '01:00', to: '02:00' };
    const wide = rulesWith(() => ({ areas: ['a1'], hours }));
    const named = rulesWith((n) => ({
      categories: Array.from({ length: 100 }, (_, m) => `c${(n * 7 + m * 13) % 2_000}`),
      areas: Array.from({ length: 100 }, (_, m) => `a${(m + n) % 100}`),
      hours,
    }));
    const began = performance.now();
    expect([wide, named].map((rules) => ruleIssues(rules, many).length)).toEqual([200, 200]);
    expect([wide, named].map((rules) => shadowed(rules, many).length)).toEqual([499, 0]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
