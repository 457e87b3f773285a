/** Who speaks for which of the units of a meeting. Pure. */
import { unique } from '../kernel/parts.ts';
import { type Actor, holdsRole, type Refusal, refuse } from '../kernel/process.ts';
import type { Called, Facts } from './facts.ts';
import { type CoordinationMeeting, STAFF } from './vocabulary.ts';

/** The lead unit first. */
export const allUnits = ({ lead, units }: Pick<Facts, 'lead' | 'units'>): readonly Called[] => [lead, ...units];

export const unitNamed = (facts: Pick<Facts, 'lead' | 'units'>, id: string): Called | undefined =>
  allUnits(facts).find(({ unit }) => unit.id === id);

/** The unit that comes in the place of another. */
export const delegateOf = ({ replies }: Pick<Facts, 'replies'>, unit: string): Called | null =>
  replies.given.find(({ of }) => of === unit)?.answer.delegate ?? null;

const speaksFor = (actor: Actor, { unit, people }: Called): boolean =>
  people.includes(actor.id) || holdsRole(actor, STAFF, { unit: unit.id });

/** The units of a list for which somebody speaks, by themselves or as the one that was sent in their place. */
export const spokenFor = (current: CoordinationMeeting, actor: Actor, among: readonly Called[]): readonly Called[] =>
  among.filter((one) => {
    const delegate = delegateOf(current.facts, one.unit.id);
    const leads = one.unit.id === current.facts.lead.unit.id && holdsRole(actor, STAFF, current);
    return leads || speaksFor(actor, one) || (delegate !== null && speaksFor(actor, delegate));
  });

export const notCalled = refuse(
  'notCalled',
  'Your unit isn’t called to this meeting, or nothing is waited for from it. Say it as a comment, or ask the lead unit.',
  '贵单位未受邀参会，或目前无须办理。可留言说明，或联系牵头单位。',
);

/** The unit for which somebody acts: the one that they name, or their only one. */
export const unitFor = (
  current: CoordinationMeeting,
  actor: Actor,
  asked: string | undefined,
  among: readonly Called[] = allUnits(current.facts),
): Called | Refusal => {
  const own = spokenFor(current, actor, among);
  if (own.length === 0) return notCalled;
  const one = asked === undefined ? own[0] : own.find(({ unit }) => unit.id === asked);
  return one && (asked !== undefined || own.length === 1)
    ? one
    : refuse('whichUnit', 'Say for which of the units that you speak for.', '请填写您所代表的单位。');
};

/** Everybody who speaks for a unit of the meeting, each once. */
export const everybody = (facts: Pick<Facts, 'lead' | 'units' | 'replies'>): readonly string[] =>
  unique(allUnits(facts).flatMap(({ unit, people }) => [...people, ...(delegateOf(facts, unit.id)?.people ?? [])]));
