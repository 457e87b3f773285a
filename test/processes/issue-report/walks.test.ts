import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, itemsOf, otherCase, type Played, START } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/issue-report/facts.ts';
import { inputs } from '../../../workflows/issue-report/inputs.ts';
import { notices } from '../../../workflows/issue-report/notices.ts';
import { issueReport } from '../../../workflows/issue-report/rules.ts';
import { whyNot } from '../../../workflows/kernel/decide.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import { undone } from '../leaving.ts';
import {
  category,
  checked,
  chen,
  chosen,
  fire,
  fireman,
  follower,
  grid,
  li,
  limits,
  nobody,
  people,
  report,
  spot,
  urban,
  wang,
  zhao,
} from './street.ts';

type Action = keyof typeof issueReport.actions;

/** Somebody who is everything at once: the guards alone keep such people from their own work. */
const everything = {
  id: 'everything',
  name: 'everything',
  grants: ['handler', 'shiftLeader', 'leader', 'officer', 'dispatcher', 'ruler', 'resident'].map((role) => ({ role })),
};
const actors: readonly Actor[] = [
  ...people,
  everything,
  follower('IR-1'),
  otherCase('IR-2'),
  otherCase('CM-1'),
  ...Object.keys(issueReport.clocks).map(clock),
];

const unit = fc.constantFrom(urban, fire);
const yes = fc.boolean();
const text = fc.constant('Words.');
const files = fc.constant([]);
const reference = fc.constant({ limits });

type Sent = { readonly input: Record<string, fc.Arbitrary<unknown>>; readonly reference?: fc.Arbitrary<unknown> };
const sent: Record<Action, Sent> = {
  dispatch: { input: { unit: text, reason: text }, reference: unit.map((to) => chosen(to)) },
  transfer: { input: { unit: text, reason: text }, reference: unit.map((to) => chosen(to)) },
  reject: { input: { ground: text, channel: text } },
  accept: { input: {} },
  assign: { input: { person: text }, reference: fc.constantFrom(li, zhao, fireman).map((person) => ({ person })) },
  comment: { input: { text, photos: files, toReporter: yes }, reference },
  noteWork: { input: { text, photos: files }, reference },
  done: { input: { result: text, photos: files, ending: fc.constantFrom('settled', 'settled', 'nothingFound') }, reference },
  confirmHandOver: { input: { who: text } },
  endWithoutWork: { input: { ending: fc.constant('notValid'), reason: text } },
  withdraw: { input: {} },
  correct: {
    input: { category: fc.constant('fireLane'), reason: text },
    reference: fc.option(unit).map((to) => ({
      limits,
      category: { ...category, code: 'fireLane' },
      area: grid,
      dispatch: to && { rule: 'r', why: category.title, unit: to },
    })),
  },
  correctContact: { input: { phone: fc.constant('13800000000') } },
  askReporter: { input: { question: text } },
  answer: { input: { text, photos: files }, reference },
  goOnWithout: { input: {} },
  requestExtension: { input: { workingDays: fc.integer({ min: 1, max: 8 }), reason: text }, reference },
  decideExtension: { input: { granted: yes, reason: text } },
  requestSuspension: { input: { until: fc.constant(new Date(START + 100 * 86_400_000).toISOString()), reason: text }, reference },
  decideSuspension: { input: { approved: yes, reason: text } },
  resume: { input: {} },
  callMeeting: {
    input: {
      at: fc.constant(new Date(START + 20 * 86_400_000).toISOString()),
      ...{ units: fc.constant(['fire']), agenda: text, blocking: yes, emergency: yes, remote: yes },
    },
    reference: fc.constant({ departments: [{ unit: fire, people: ['fire-leader'] }], calling: { earliest: START } }),
  },
  meetingOpened: { input: { meeting: fc.constant('CM-1'), call: fc.constant(1) } },
  meetingRefused: { input: { process: fc.constant('coordinationMeeting'), reason: text } },
  meetingItem: {
    input: {
      ...{ meeting: fc.constant('CM-1'), call: fc.constant(1) },
      item: fc.constant({ n: 1, text: 'Move it', owner: fire.title, due: START, blocking: true, state: 'open' }),
    },
  },
  meetingEnded: {
    input: {
      meeting: fc.constant('CM-1'),
      call: fc.constant(1),
      end: fc.constantFrom('closed', 'cancelled'),
      items: fc.constant([]),
    },
  },
  object: { input: { ground: text } },
  lapseObjection: { input: {} },
  rule: {
    input: { upheld: yes, reason: text },
    reference: fc.option(unit.map((to) => chosen(to))).map((to) => ({ chosen: to })),
  },
  ruleFinally: { input: { unit: text, reason: text }, reference: unit.map((to) => chosen(to)) },
  verify: { input: { passed: yes, finding: text, at: fc.constant(spot), photos: files }, reference: fc.constant(checked) },
  rate: { input: { stars: fc.integer({ min: 1, max: 5 }) } },
  reopen: { input: { reason: text, photos: files }, reference },
  settle: { input: {} },
  reversePoints: { input: { reason: text } },
  merge: {
    input: { into: fc.constant('IR-2') },
    reference: fc.constant({
      target: {
        id: 'IR-2',
        process: 'issueReport',
        open: true,
        mergedInto: null,
        category: category.code,
        place: spot,
        own: false,
      },
    }),
  },
  unmerge: { input: { reason: text }, reference: fc.constant({ own: false }) },
  absorb: {
    input: {
      from: fc.constant('IR-2'),
      reporters: fc.constant([{ id: 'wu', case: 'IR-2', at: START, role: 'courier', words: 'Boxes.', reachable: true }]),
    },
  },
  releaseMerged: { input: { from: fc.constant('IR-2'), cases: fc.constant(['IR-2']) } },
  seal: { input: { rejection: fc.constant(null) } },
};

const names = Object.keys(sent) as Action[];
const steps = fc.tuple(fc.integer({ min: 5, max: 60 }), fc.gen());

const openings = fc.constantFrom(
  () => report(wang),
  () => report(chen),
  () => report(chen, { dispatch: null }),
  () => report(nobody, { dispatch: null, category: { ...category, anonymous: true } }),
  () => report(wang, { category: { ...category, emergency: { title: category.title, phone: '119' } } }),
);

const visited = new Map<string, number>();
const events = new Map<string, number>();

type Step = {
  readonly played: Played<Facts>;
  readonly action: Action;
  readonly actor: string;
  readonly before: ReturnType<Played<Facts>['current']>;
};

/** At each step somebody who may do something does it, and the case is looked at. What their input gets refused for is skipped. */
const walk = (
  played: Played<Facts>,
  [length, draw]: readonly [number, fc.GeneratorValue],
  look: (step: Step) => void,
  among: readonly Actor[] = actors,
): Played<Facts> => {
  for (let taken = 0; taken < length; taken++) {
    const before = played.current();
    const possible = names.filter((name) => (issueReport.actions[name].from as readonly string[]).includes(before.state));
    const action: Action = draw(fc.constantFrom<Action[]>, ...possible);
    const allowed = among.filter((actor) => !whyNot(issueReport, before, action, actor, played.now()));
    if (allowed.length === 0) continue;
    const actor: Actor = draw(fc.constantFrom<Actor[]>, ...allowed);
    const input = draw(fc.record, sent[action].input);
    const data = draw(() => sent[action].reference ?? fc.constant(undefined));
    if (played.tries(actor, action, input, data)) continue;
    played.does(actor, action, input, data);
    visited.set(played.current().state, (visited.get(played.current().state) ?? 0) + 1);
    events.set(action, (events.get(action) ?? 0) + 1);
    look({ played, action, actor: actor.id, before });
  }
  return played;
};

const RUNS = { numRuns: 300 };
const isClosed = (state: string) => (issueReport.closed as readonly string[]).includes(state);

describe('whatever people do, in whatever order', () => {
  it('the case is in a state that the process knows, and led there by a rule that names it', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        walk(open(), taken, ({ played }) => expect(Object.keys(issueReport.states)).toContain(played.current().state));
      }),
      RUNS,
    );
  });

  it('work that waits has a task, and a clock runs over it', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        walk(open(), taken, ({ played }) => {
          const { state, tasks, clocks } = played.current();
          if (isClosed(state)) expect(tasks).toEqual([]);
          else {
            expect(tasks.length).toBeGreaterThan(0);
            expect(Object.values(clocks)).toContain('running');
            for (const task of tasks) expect(clocks[task.clock ?? '']).toBe('running');
          }
        });
      }),
      RUNS,
    );
  });

  it('every task can be done by whom it is for', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        walk(open(), taken, ({ played }) => {
          for (const { action, role, person: id } of played.current().tasks) {
            const rule = issueReport.actions[action as Action];
            expect(rule.from).toContain(played.current().state);
            if (role) expect(rule.by).toContain(role);
            else expect(played.current().facts.reporters.map((reporter) => reporter.id)).toContain(id);
          }
        });
      }),
      RUNS,
    );
  });

  it('somebody can do what waits after anybody has left, lost their role, or their unit has ended', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        const look = ({ played }: Step) => expect(undone(issueReport, played.current(), people, played.now())).toEqual([]);
        // Nobody is the only one left to judge their own work.
        walk(
          open(),
          taken,
          look,
          actors.filter((actor) => actor !== everything),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('nobody verifies work they had a hand in', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        const hands = new Set<string>();
        walk(open(), taken, ({ played, action, actor, before }) => {
          if (action === 'verify') expect(hands).not.toContain(actor);
          if (['accept', 'noteWork', 'done'].includes(action)) hands.add(actor);
          if (action === 'assign') hands.add(played.current().facts.handler ?? '');
          expect(before.facts.workedOn.every((id) => hands.has(id))).toBe(true);
        });
      }),
      RUNS,
    );
  });

  it('the case’s own clock runs from the first dispatch while the matter is with the office, and rests while it is with others', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        walk(open(), taken, ({ played }) => {
          const { state, clocks, facts } = played.current();
          if (state === 'dispatched' || state === 'handling' || state === 'awaitingObjectionRuling')
            expect(clocks.handle).toBe('running');
          if (state === 'suspended' || state === 'verifying') expect(clocks.handle).toBe('paused');
          if (state === 'awaitingReporter' && facts.question?.from === 'handling') expect(clocks.handle).toBe('paused');
          if (isClosed(state)) expect(clocks.handle).not.toBe('running');
        });
      }),
      RUNS,
    );
  });

  it('a comment moves nothing', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        walk(open(), taken, ({ played, action, before }) => {
          if (action !== 'comment') return;
          const { state, tasks, clocks, unit: of, facts } = played.current();
          expect({ state, tasks, clocks, unit: of, facts }).toEqual({
            state: before.state,
            tasks: before.tasks,
            clocks: before.clocks,
            unit: before.unit,
            facts: before.facts,
          });
        });
      }),
      RUNS,
    );
  });

  it('points are given and taken back at most once', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        const played = walk(open(), taken, () => {});
        const lines = played.outcomes.flatMap((outcome) => itemsOf(outcome, 'ledger') as { op: string }[]);
        expect(lines.filter(({ op }) => op === 'credit').length).toBeLessThanOrEqual(1);
        expect(lines.filter(({ op }) => op === 'reverse').length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('every message has a template in both languages, and every word the template asks for', () => {
    fc.assert(
      fc.property(openings, steps, (open, taken) => {
        const played = walk(open(), taken, () => {});
        for (const { notice, params: words } of played.outcomes.flatMap(({ notify }) => notify ?? [])) {
          const template = notices[notice as keyof typeof notices];
          expect(template, notice).toBeDefined();
          const asked = [template.en, template.zh].flatMap(({ subject, body }) => [
            ...`${subject} ${body}`.matchAll(/\{([^}]+)\}/g),
          ]);
          for (const [, name = ''] of asked) {
            if (name === 'case' || name === 'title' || name.startsWith('phone.')) continue;
            if (name.startsWith('due.')) expect(Object.keys(issueReport.clocks)).toContain(name.slice(4));
            else expect(Object.keys(words ?? {}), `${notice} {${name}}`).toContain(name);
          }
        }
      }),
      RUNS,
    );
  });

  it('the walks came through every state and every action', () => {
    for (const state of Object.keys(issueReport.states)) expect(visited.get(state) ?? 0, state).toBeGreaterThan(0);
    for (const action of names) expect(events.get(action) ?? 0, action).toBeGreaterThan(0);
  });

  it('every action has words for callers', () => {
    for (const action of names) expect(Object.hasOwn(inputs, action), action).toBe(true);
  });
});
