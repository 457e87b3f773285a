import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shangyu } from '../../../prisma/seed/shangyu.ts';
import { itemsOf, type Played } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/live-work-permit/facts.ts';
import { inputs } from '../../../workflows/live-work-permit/inputs.ts';
import { notices } from '../../../workflows/live-work-permit/notices.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import { holdsOf } from '../../../workflows/live-work-permit/waiting.ts';
import { atWork, everyone, issued, job, signed } from './site.ts';
import { type Action, names, taken, visited, walk } from './walking.ts';

const openings = fc.constantFrom(
  () => issued({}, { hazard: 'HI-7' }),
  () => signed({}, { hazard: 'HI-7' }),
  () => atWork({}, { hazard: 'HI-7' }),
);
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
      const briefed = [before.briefing, ...before.signatures].map((mark) => mark?.id);
      // A new guardian takes back what only its doer has confirmed.
      if (progress.length < before.progress.length) return;
      expect(briefed).toContain(actor);
      expect(briefed).toContain(before.guardian.id);
    });
  });

  it('everybody on the site, the poles and the line are held from permission to the return of the line, and by nothing else', () => {
    always((played) => {
      const held = new Set<string>();
      const holds = played.outcomes.flatMap((outcome) => itemsOf(outcome, 'holds'));
      for (const { op, resource } of holds as { op: string; resource: string }[])
        if (op === 'hold') held.add(resource);
        else held.delete(resource);
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
        expect(everyone.map(({ id }) => id).concat('qian', 'zhang')).toContain(person);
        if (role) expect(rule.by).toContain(role);
      }
    });
  });

  it('the hazard hears once that its permit opened, and once that it closed', () => {
    always((played) => {
      const acts = played.outcomes.flatMap((outcome) =>
        (itemsOf(outcome, 'acts') as { action: string }[]).map(({ action }) => action),
      );
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
