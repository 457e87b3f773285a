/** Walks of a permit: whatever people may do, in an order that is drawn. */
import fc from 'fast-check';
import { clock, type Played, START } from '../../../testing/play.ts';
import { whyNot } from '../../../workflows/kernel/decide.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Facts } from '../../../workflows/live-work-permit/facts.ts';
import { liveWorkPermit } from '../../../workflows/live-work-permit/rules.ts';
import {
  cai, candidate, crew, deng, ended, everyone, guardian, HOUR, issuer, job, leader, liang, otherGuardian, otherLeader, permitter, tools, weather,
} from './site.ts'; // biome-ignore format: a list of people

export type Action = keyof typeof liveWorkPermit.actions;

const days = crew.days;
export const qian = candidate('qian', 'permitter', []);
const people: readonly Actor[] = [issuer, leader, otherLeader, permitter, qian, guardian, otherGuardian, cai, deng, liang, ...Object.keys(liveWorkPermit.clocks).map(clock)]; // biome-ignore format: a list of people

const words = fc.constant('Words.');
const yes = fc.boolean();
const workers = fc.subarray(['cai', 'deng', 'liang']);
const of = (id: string) => everyone.filter((one) => one.id === id);
type Sent = { readonly input: Record<string, fc.Arbitrary<unknown>>; readonly reference?: (input: never) => unknown };
const everybodyThere = () => ({ ...crew, crew: everyone });
const theQualified = () => ({ ...crew, crew: everyone.filter(({ qualifications }) => qualifications.length > 0) });

const sent: Record<Action, Sent> = {
  recordSurvey: { input: { findings: words } },
  checkWeather: { input: Object.fromEntries(Object.entries(weather).map(([name, value]) => [name, fc.constant(value)])) },
  checkInsulation: { input: { tools: words, megohms: fc.constant(tools.megohms) } },
  recordFencing: { input: { measures: words } },
  holdBriefing: { input: { task: words, division: words, hazards: words, measures: words } },
  signBriefing: { input: { version: fc.integer({ min: 1, max: 3 }) } },
  permit: { input: {}, reference: everybodyThere },
  cancel: { input: { reason: words } },
  lapse: { input: {} },
  confirmStep: { input: { step: fc.constantFrom(...job.steps.map(({ id }) => id)) }, reference: theQualified },
  abandonSteps: { input: { reason: words, safeState: words } },
  suspend: { input: { cause: fc.constantFrom('weather', 'load'), reason: words } },
  guardianLeaves: { input: { reason: words } },
  guardianReturns: { input: {} },
  lift: { input: { reason: words } },
  resume: { input: {}, reference: theQualified },
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
export const names = Object.keys(sent) as Action[];
/** What would end most walks too early comes seldom. */
const weight = (name: Action) =>
  ['cancel', 'lapse', 'expire', 'abandonSteps'].includes(name) ? 1 : name === 'confirmStep' ? 30 : 6;

export const visited = new Set<string>();
export const taken = new Set<string>();

/** At each step somebody who may do something does it, and the permit is looked at. What their input gets refused for is skipped. */
export const walk = (
  played: Played<Facts>,
  length: number,
  draw: fc.GeneratorValue,
  look: (actor: string, before: Facts) => void,
) => {
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
