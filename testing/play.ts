/** Plays a case on its rules alone, without a workflow or a database: what an act leads to is applied to the case and noted. */
import { applyOutcome, type Decision, decide, decideStart, unopened } from '../workflows/kernel/decide.ts';
import { decideAny } from '../workflows/kernel/own-acts.ts';
import { type Actor, type AnyProcess, type Case, isRefusal, type Outcome, type Refusal } from '../workflows/kernel/process.ts';
import { type Staff, staffed, staffOf } from '../workflows/kernel/staffing.ts';
import { handsAfter } from '../workflows/kernel/standing-in.ts';
import { roles } from '../workflows/roles.ts';

export const START = Date.parse('2026-03-02T09:00:00+08:00');
const HOUR = 3_600_000;

export type Played<Facts> = {
  /** The case as it stands. */
  readonly current: () => Case<string, Facts>;
  readonly outcomes: readonly Outcome[];
  /** What followed from the last act that wasn't refused. */
  readonly last: () => Outcome;
  /** Does something, an hour after what was done before; a refusal is an error. */
  readonly does: (actor: Actor, action: string, input?: unknown, reference?: unknown) => Played<Facts>;
  /** Tries something and says why it was refused, if it was. */
  readonly tries: (actor: Actor, action: string, input?: unknown, reference?: unknown) => Refusal | undefined;
  readonly now: () => number;
  /** Lets hours pass. */
  readonly later: (hours: number) => Played<Facts>;
  /** Goes on with this staff: the record looks again who is there. */
  readonly handedBack: (those: Staff) => Played<Facts>;
};

const holding = (names: readonly string[]): Staff =>
  staffOf([{ id: 'somebody', left: false, grants: names.map((role) => ({ role })) }]);

/** A staff in which every role of the shipped processes is held everywhere and nobody has left. */
export const EVERYBODY_THERE = holding(Object.keys(roles));

/** Opens a case and lets it be acted on. */
export const play = <Facts>(
  process: AnyProcess,
  opening: { actor: Actor; input: unknown; reference?: unknown; id?: string },
  staff: Staff = holding([...Object.keys(roles), ...Object.keys(process.roles)]),
): Played<Facts> => {
  let now = START;
  const outcomes: Outcome[] = [];
  const id = opening.id ?? `${process.code}-1`;
  let current = unopened(process, { id, tenant: 'fushan', actor: opening.actor, now });
  const settle = (decision: Decision, what: string, actor: Actor) => {
    if (isRefusal(decision)) throw new Error(`${what} was refused: ${decision.en}`);
    outcomes.push(decision.outcome);
    // As it comes back from the record: what JSON doesn't keep is lost.
    const next = {
      ...applyOutcome(current, decision.outcome),
      hands: handsAfter(process, current, actor, decision.role),
    };
    current = JSON.parse(JSON.stringify({ ...next, ...staffed(process, next, staff) })) as Case;
  };
  settle(decideStart(process, { id, now, reference: undefined, ...opening }), 'start', opening.actor);
  const played: Played<Facts> = {
    current: () => current as Case<string, Facts>,
    outcomes,
    last: () => outcomes.at(-1) as Outcome,
    does: (actor, action, input = {}, reference) => {
      now += HOUR;
      settle(decideAny([process], current, { action, actor, now, input, reference }), action, actor);
      return played;
    },
    tries: (actor, action, input = {}, reference) => {
      const decision = decide(process, current, { action, actor, now: now + HOUR, input, reference });
      return isRefusal(decision) ? decision : undefined;
    },
    now: () => now,
    later: (hours) => {
      now += hours * HOUR;
      return played;
    },
    handedBack: (those) => {
      staff = those;
      const back = { action: 'handBack', actor: person('admin', 'admin'), now, input: {}, reference: undefined };
      settle(decideAny([process], current, back), 'handBack', back.actor);
      return played;
    },
  };
  return played;
};

/** What an outcome does beyond its case, of one kind such as `ledger`. */
export const itemsOf = ({ effects = [] }: Outcome, kind: string): readonly unknown[] =>
  effects.filter((effect) => effect.kind === kind).flatMap(({ items }) => items);

/** An actor in one role, everywhere or bound to units or areas. */
export const person = (id: string, role: string, bound: { units?: string[]; areas?: string[] } = {}): Actor => ({
  id,
  name: id,
  grants: [{ role, ...bound }],
});

export const clock = (name: string): Actor => ({ id: `clock:${name}`, name, grants: [{ role: `clock:${name}` }] });
export const otherCase = (id: string): Actor => ({ id: `case:${id}`, name: id, grants: [{ role: 'case' }] });
