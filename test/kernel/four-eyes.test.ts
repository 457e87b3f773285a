import { describe, expect, it } from 'vitest';
import { relatedIn } from '../../activities/conflicts.ts';
import { person, play } from '../../testing/play.ts';
import { type Actor, defineProcess } from '../../workflows/kernel/process.ts';
import { staffedAgain, staffOf } from '../../workflows/kernel/staffing.ts';

type Inputs = { start: { firm: string }; assess: object; rule: object };
type Facts = { firm: string; assessor: string | null };

/** A claim of a firm: assessed by one, ruled on by another. */
const claim = defineProcess<Inputs, Facts>()({
  name: 'claim',
  code: 'CL',
  version: 1,
  title: { en: 'Claim', zh: '理赔' },
  states: {
    filed: { en: 'filed', zh: '已受理' },
    assessed: { en: 'assessed', zh: '已评定' },
    ruled: { en: 'ruled', zh: '已裁决' },
  },
  closed: ['ruled'],
  clocks: {},
  lifecycle: {
    filed: { tasks: () => [{ action: 'assess', role: 'assessor' }] },
    assessed: { tasks: () => [{ action: 'rule', role: 'assessor', otherwise: { role: 'ruler' } }] },
    ruled: {},
  },
  roles: {
    firm: { en: 'firm', zh: '企业' },
    assessor: { en: 'assessor', zh: '评定员' },
    ruler: { en: 'ruler', zh: '裁决员' },
  },
  own: { people: ({ firm }) => [firm], offices: ['assessor', 'ruler'] },
  limits: {},
  staff: ['assessor', 'ruler'],
  personal: ['assessor'],
  start: {
    title: { en: 'File', zh: '申请' },
    event: 'Filed',
    by: ['firm'],
    to: ['filed'],
    decide: ({ input: { firm } }) => ({ state: 'filed', title: firm, facts: { firm, assessor: null } }),
  },
  actions: {
    assess: {
      title: { en: 'Assess', zh: '评定' },
      event: 'Assessed',
      by: ['assessor'],
      from: ['filed'],
      to: ['assessed'],
      decide: ({ actor }) => ({ state: 'assessed', facts: { assessor: actor.id } }),
    },
    rule: {
      title: { en: 'Rule', zh: '裁决' },
      event: 'Ruled',
      by: ['assessor', 'ruler'],
      from: ['assessed'],
      to: ['ruled'],
      apart: [{ did: 'assess', who: ({ assessor }) => assessor }],
      decide: () => ({ state: 'ruled' }),
    },
  },
});

const [anna, bo] = [person('anna', 'assessor'), person('bo', 'assessor')];
const related = (actor: Actor, ...to: readonly string[]): Actor => ({ ...actor, related: to });
const filed = () => play<Facts>(claim, { actor: person('silk', 'firm'), input: { firm: 'silk' } });
const assessed = () => filed().does(anna, 'assess');
const staff = (people: readonly Actor[], relations: Parameters<typeof relatedIn>[0] = []) =>
  staffOf(
    people.map(({ id, grants }) => ({ id, left: false, grants })),
    relatedIn(relations),
  );

describe('what two people have to do', () => {
  it('isn’t done by one, who is told before they try which act of theirs it was', () => {
    expect(assessed().tries(anna, 'rule')).toMatchObject({ code: 'kernel.fourEyes', en: expect.stringContaining('“Assess”') });
    expect(assessed().tries(bo, 'rule')).toBeUndefined();
  });

  it('isn’t done by a deputy’s hand either that did the first, nor by somebody related to who did', () => {
    const deputy = { id: 'anna', name: 'anna', deputyship: 'd', from: '2026-03-01', until: '2026-03-31' };
    expect(assessed().tries({ ...bo, deputy }, 'rule')).toBeDefined();
    expect(assessed().tries(related(bo, 'anna'), 'rule')?.code).toBe('kernel.fourEyes');
  });

  it('waits for the others, and falls to those behind them where there is none', () => {
    const tasks = (people: readonly Actor[], relations?: Parameters<typeof relatedIn>[0]) =>
      staffedAgain(claim, assessed().current(), staff(people, relations)).tasks;
    expect(tasks([anna, bo])).toEqual([{ action: 'rule', role: 'assessor', except: ['anna'] }]);
    expect(tasks([anna, person('chen', 'ruler')])).toEqual([{ action: 'rule', role: 'ruler', fellFrom: 'assessor' }]);
    const married = [{ person: 'bo', kind: 'person', other: 'anna' }] as const;
    expect(tasks([anna, bo, person('chen', 'ruler')], married)).toMatchObject([{ role: 'ruler', fellFrom: 'assessor' }]);
  });
});

describe('whoever is related to a firm', () => {
  const partner = { person: 'anna', kind: 'firm', other: 'silk' } as const;

  it('does no act of office on its cases, as on their own', () => {
    expect(filed().tries(related(anna, 'silk'), 'assess')?.code).toBe('kernel.ownMatter');
    expect(filed().tries(related(anna, 'wool'), 'assess')).toBeUndefined();
  });

  it('isn’t waited for', () => {
    expect(staffedAgain(claim, filed().current(), staff([anna, bo], [partner])).tasks).toEqual([
      { action: 'assess', role: 'assessor', except: ['anna'] },
    ]);
  });

  it('isn’t waited for by name either, where only an office does it', () => {
    const byName = {
      ...claim,
      lifecycle: { ...claim.lifecycle, filed: { tasks: () => [{ action: 'assess', person: 'anna' }] } },
    };
    const tasks = (relations: Parameters<typeof relatedIn>[0]) =>
      staffedAgain(byName as typeof claim, filed().current(), staff([anna, person('chen', 'admin')], relations)).tasks;
    expect(tasks([])).toEqual([{ action: 'assess', person: 'anna' }]);
    expect(tasks([partner])).toEqual([{ action: 'assess', role: 'admin', fellFrom: 'anna' }]);
  });

  it('between two people holds both ways', () => {
    expect([...relatedIn([{ person: 'anna', kind: 'person', other: 'bo' }, partner])]).toEqual([
      ['anna', ['bo', 'silk']],
      ['bo', ['anna']],
    ]);
  });
});
