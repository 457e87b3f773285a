import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shangyu } from '../../../prisma/seed/shangyu.ts';
import { whyNot } from '../../../workflows/kernel/decide.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/live-work-permit/facts.ts';
import { inputs } from '../../../workflows/live-work-permit/inputs.ts';
import { notices } from '../../../workflows/live-work-permit/notices.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import { holdsOf } from '../../../workflows/live-work-permit/waiting.ts';
import { clock, type Played, START } from '../play.ts';
import {
  atWork, cai, candidate, crew, deng, ended, everyone, guardian, HOUR, issued, issuer, job, leader, liang, otherGuardian, otherLeader, permitter, signed, tools, weather,
} from './site.ts'; // biome-ignore format: a list of people

type Action = keyof typeof liveWorkPermit.actions;

const days = crew.days;
const qian = candidate('qian', 'permitter', []);
const people: readonly Actor[] = [issuer, leader, otherLeader, permitter, qian, guardian, otherGuardian, cai, deng, liang, ...Object.keys(liveWorkPermit.clocks).map(clock)]; // biome-ignore format: a list of people

const words = fc.constant('Words.');
const yes = fc.boolean();
const workers = fc.subarray(['cai', 'deng', 'liang']);
const of = (id: string) => everyone.filter((one) => one.id === id);
type Sent = { readonly input: Record<string, fc.Arbitrary<unknown>>; readonly reference?: (input: never) => unknown };
const everybodyThere = () => ({ ...crew, crew: everyone });

const sent: Record<Action, Sent> = {
  recordSurvey: { input: { findings: words } },
  checkWeather: { input: Object.fromEntries(Object.entries(weather).map(([name, value]) => [name, fc.constant(value)])) },
  checkInsulation: { input: { tools: words, megohms: fc.constant(tools.megohms) } },
  recordFencing: { input: { measures: words } },
  holdBriefing: { input: { task: words, division: words, hazards: words, measures: words } },
  signBriefing: { input: {} },
  permit: { input: {}, reference: everybodyThere },
  cancel: { input: { reason: words } },
  lapse: { input: {} },
  confirmStep: { input: { step: fc.constantFrom(...job.steps.map(({ id }) => id)) } },
  abandonSteps: { input: { reason: words, safeState: words } },
  suspend: { input: { cause: fc.constantFrom('weather', 'load'), reason: words } },
  guardianLeaves: { input: { reason: words } },
  guardianReturns: { input: {} },
  resume: { input: {} },
  extend: { input: { until: fc.constant(new Date(START + 65 * HOUR).toISOString()), reason: words }, reference: everybodyThere },
  expire: { input: {} },
  changeMembers: {
    input: { add: workers, remove: workers, reason: words },
    reference: ({ add }: { add: string[] }) => ({ added: add.flatMap(of), days }),
  },
  changeGuardian: {
    input: { guardian: fc.constantFrom('guo', 'han'), reason: words },
    reference: (input: { guardian: string }) => ({ guardian: of(input.guardian)[0], days }),
  },
  changeLeader: {
    input: { leader: fc.constantFrom('fan', 'luo'), handover: words },
    reference: (input: { leader: string }) => ({ leader: of(input.leader)[0], days }),
  },
  endWork: { input: { siteCleared: yes, gear: fc.constantFrom(ended.gear, []), report: words } },
  sendBack: { input: { reason: words } },
  close: { input: { lineReturned: yes } },
};
const names = Object.keys(sent) as Action[];
/** What would end most walks too early comes seldom. */
const weight = (name: Action) =>
  ['cancel', 'lapse', 'expire', 'abandonSteps'].includes(name) ? 1 : name === 'confirmStep' ? 30 : 6;

const openings = fc.constantFrom(
  () => issued({}, { hazard: 'HI-7' }),
  () => signed({}, { hazard: 'HI-7' }),
  () => atWork({}, { hazard: 'HI-7' }),
);
const visited = new Set<string>();
const taken = new Set<string>();

/** At each step somebody who may do something does it, and the permit is looked at. What their input gets refused for is skipped. */
const walk = (played: Played<Facts>, length: number, draw: fc.GeneratorValue, look: (actor: string, before: Facts) => void) => {
  for (let n = 0; n < length; n++) {
    const before = played.current();
    const possible = names.filter((name) => (liveWorkPermit.actions[name].from as readonly string[]).includes(before.state));
    if (possible.length === 0) return;
    const action: Action = draw(fc.constantFrom<Action[]>, ...possible.flatMap((name) => Array<Action>(weight(name)).fill(name)));
    const allowed = people.filter((actor) => !whyNot(liveWorkPermit, before, action, actor, played.now() + HOUR));
    if (allowed.length === 0) continue;
    const actor: Actor = draw(fc.constantFrom<Actor[]>, ...allowed);
    const input = draw(fc.record, sent[action].input);
    const data = sent[action].reference?.(input as never);
    if (played.tries(actor, action, input, data)) continue;
    played.does(actor, action, input, data);
    visited.add(played.current().state);
    taken.add(action);
    look(actor.id, before.facts);
  }
};

const always = (look: (played: Played<Facts>, actor: string, before: Facts) => void) =>
  fc.assert(
    fc.property(openings, fc.integer({ min: 5, max: 50 }), fc.gen(), (open, length, draw) => {
      const played = open();
      walk(played, length, draw, (actor, before) => look(played, actor, before));
    }),
    { numRuns: 300 },
  );

describe('whatever people do, in whatever order', () => {
  it('issuer, leader, permitter, guardian and members are all different people', () => {
    always((played) => {
      const { issuer: by, leader: leads, permitter: permits, guardian: watches, members } = played.current().facts;
      const ids = [by, leads, permits, watches, ...members].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(members.length).toBeGreaterThanOrEqual(job.minMembers);
    });
  });

  it('steps are confirmed in their order, each by two people who were briefed, and the next only after both', () => {
    always((played, actor, before) => {
      const { progress } = played.current().facts;
      expect(progress.map(({ step }) => step)).toEqual(job.steps.slice(0, progress.length).map(({ id }) => id));
      for (const [n, { doer, guardian: watcher }] of progress.entries()) {
        expect(watcher?.id).not.toBe(doer.id);
        if (n < progress.length - 1) expect(watcher).not.toBeNull();
      }
      if (JSON.stringify(progress) === JSON.stringify(before.progress)) return;
      const briefed = [before.leader, ...before.signatures].map(({ id }) => id);
      expect(briefed).toContain(actor);
    });
  });

  it('leader, sections and line are held from permission to the return of the line, and by nothing else', () => {
    always((played) => {
      const held = new Set<string>();
      for (const { hold = [], release = [] } of played.outcomes) {
        for (const { resource } of hold) held.add(resource);
        for (const resource of release) held.delete(resource);
      }
      const { state, facts } = played.current();
      const open = ['working', 'suspended', 'expired', 'handedBack'].includes(state);
      expect([...held].toSorted()).toEqual(
        open
          ? holdsOf(facts)
              .map(({ resource }) => resource)
              .toSorted()
          : [],
      );
    });
  });

  it('an open permit waits for somebody, each task can be done by whom it is for, and a clock runs', () => {
    always((played) => {
      const { state, tasks, clocks } = played.current();
      if ((liveWorkPermit.closed as readonly string[]).includes(state)) {
        expect(tasks).toEqual([]);
        expect(Object.values(clocks)).not.toContain('running');
        return;
      }
      expect(Object.values(clocks)).toContain('running');
      expect(tasks.length).toBeGreaterThan(0);
      for (const { action, role, person } of tasks) {
        const rule = liveWorkPermit.actions[action as Action];
        expect(rule.from).toContain(state);
        expect(everyone.map(({ id }) => id).concat('qian')).toContain(person);
        if (role) expect(rule.by).toContain(role);
      }
    });
  });

  it('the hazard is told once that its permit opened, and once that it closed', () => {
    always((played) => {
      const acts = played.outcomes.flatMap(({ act }) => act ?? []).map(({ action }) => action);
      const closed = (liveWorkPermit.closed as readonly string[]).includes(played.current().state);
      expect(acts).toEqual(closed ? ['permitOpened', 'permitClosed'] : ['permitOpened']);
    });
  });

  it('every message has a template in both languages, and every word the template asks for', () => {
    always((played) => {
      for (const { notice, params: given } of played.last().notify ?? []) {
        const template = notices[notice as keyof typeof notices];
        expect(template, notice).toBeDefined();
        const asked = [template.en, template.zh].flatMap(({ subject, body }) => [
          ...`${subject} ${body}`.matchAll(/\{([^}]+)\}/g),
        ]);
        for (const [, name = ''] of asked) {
          if (name === 'case' || name === 'title') continue;
          if (name.startsWith('due.')) expect(Object.keys(liveWorkPermit.clocks)).toContain(name.slice(4));
          else expect(Object.keys(given ?? {}), `${notice} {${name}}`).toContain(name);
        }
      }
    });
  });

  it('the walks came through every state and every action', () => {
    expect(Object.keys(liveWorkPermit.states).filter((state) => !visited.has(state))).toEqual([]);
    expect(names.filter((name) => !taken.has(name))).toEqual([]);
    expect(names.toSorted()).toEqual(
      Object.keys(inputs)
        .filter((name) => name !== 'start')
        .toSorted(),
    );
  });
});

it('the sample utility has somebody in every role', () => {
  const held = new Set(shangyu.people.flatMap(({ roles }) => roles.map(({ role }) => role)));
  const wanted = [
    liveWorkPermit.start.by,
    liveWorkPermit.staff,
    ...Object.values(liveWorkPermit.actions).map(({ by }) => by),
  ].flat();
  expect(wanted.filter((role) => !role.startsWith('clock:') && !held.has(role))).toEqual([]);
});
