/** What becomes of the rows of a notice. Pure. */
import { actOn, type Effect, release } from '../effects/index.ts';
import { isOrRelated } from '../kernel/four-eyes.ts';
import { notifier, unique } from '../kernel/parts.ts';
import type { Actor, Notice, Outcome } from '../kernel/process.ts';
import type { Facts, Objection, Row } from './facts.ts';
import type { Notices } from './notices.ts';
import { rowHold } from './parent.ts';
import type { Clock, PublicNotice, State } from './vocabulary.ts';

export const notify = notifier<Notices>();

export const words = ({ title }: Facts) => ({ titleEn: title.en, titleZh: title.zh });

export const openOf = ({ objections }: Facts): readonly Objection[] => objections.filter(({ state }) => state === 'open');

/** Rows of which nothing is decided yet. */
export const unsettled = ({ rows, passed, struck, corrected }: Facts): readonly Row[] => {
  const settled = new Set([...passed, ...struck, ...corrected]);
  return rows.filter(({ key }) => !settled.has(key));
};

/** Boards of which a photo is missing. */
export const unproven = ({ places, proofs }: Facts, when: 'start' | 'end'): readonly string[] =>
  places
    .filter(({ kind, name }) => kind === 'board' && !proofs.some((proof) => proof.board === name && proof.when === when))
    .map(({ name }) => name);

/** Whether a photo is missing that could have been taken. */
export const lacksProof = (facts: Facts, state: State): boolean =>
  unproven(facts, 'start').length > 0 || (state === 'deciding' && unproven(facts, 'end').length > 0);

const rowsOf = ({ rows }: Facts, { rows: keys }: Pick<Objection, 'rows'>): readonly Row[] =>
  rows.filter(({ key }) => keys.includes(key));

/** Those who decided what an objection is about. */
export const decidersOf = (facts: Facts, objection: Pick<Objection, 'rows'>): readonly string[] =>
  unique(rowsOf(facts, objection).flatMap(({ decidedBy }) => decidedBy));

export const decidedIt = (facts: Facts, actor: Actor, objection: Pick<Objection, 'rows'>): boolean =>
  isOrRelated(actor, [actor.id], decidersOf(facts, objection));

/** Those who decided what each open objection is about: for them there is nothing to do. */
export const decidersOfAll = (facts: Facts): readonly string[] => {
  const [first = [], ...others] = openOf(facts).map((objection) => decidersOf(facts, objection));
  return first.filter((person) => others.every((some) => some.includes(person)));
};

/** Those whose rows these are. */
export const peopleOf = (facts: Facts, keys: readonly string[]): readonly string[] =>
  unique(rowsOf(facts, { rows: keys }).flatMap(({ people }) => people));

const letGo = (facts: Facts, keys: readonly string[]): readonly Effect[] =>
  keys.length === 0 ? [] : [release(...keys.map((key) => rowHold(facts.parent, key)))];

/** The clock of deciding runs to the end of the objection that came first. */
export const decideUntil = (facts: Facts): number | undefined => {
  const due = openOf(facts).map((one) => one.due);
  return due.length === 0 ? undefined : Math.min(...due);
};

type Changed = Omit<Outcome<State, Facts, Clock>, 'state' | 'facts'> & { readonly facts: Partial<Facts> };

/**
 * What follows from what has changed: the clock of deciding goes by the objection that is now the first; and once the window is over,
 * every row without an open objection passes, as long as no photo of a board is missing.
 */
export const settling = (
  { id, facts: before, state }: PublicNotice,
  changed: Changed,
  isOver = state === 'deciding',
): Outcome<State, Facts, Clock> => {
  const facts = { ...before, ...changed.facts };
  const clocks = clocksOf(before, facts);
  const gone = [...newIn(before.struck, facts.struck), ...newIn(before.corrected, facts.corrected)];
  const done = { ...changed, ...(clocks ? { clocks } : {}), effects: [...(changed.effects ?? []), ...letGo(facts, gone)] };
  if (!isOver) return done;
  const waiting = new Set(openOf(facts).flatMap(({ rows }) => rows));
  const passing = lacksProof(facts, 'deciding')
    ? []
    : unsettled(facts)
        .filter(({ key }) => !waiting.has(key))
        .map(({ key }) => key);
  const passed = [...facts.passed, ...passing];
  const now = { ...changed.facts, ...(passing.length > 0 ? { passed } : {}) };
  const over = unsettled({ ...facts, passed }).length === 0 && openOf(facts).length === 0;
  const end = facts.struck.length + facts.corrected.length > 0 ? 'partlyPassed' : 'passed';
  return {
    ...done,
    state: over ? end : 'deciding',
    facts: now,
    effects: [
      ...done.effects,
      ...letGo(facts, passing),
      ...(passing.length > 0 ? [actOn(facts.parent, 'rowPassed', { notice: id, keys: passing })] : []),
      ...(over ? [ended({ id, facts: { ...facts, passed } }, end)] : []),
    ],
    notify: [...(changed.notify ?? []), ...toldPassed(facts, passing)],
  };
};

/** What the case is told of which the notice is. */
export const ended = (
  { id, facts }: Pick<PublicNotice, 'id' | 'facts'>,
  end: Extract<State, 'passed' | 'partlyPassed' | 'withdrawn'>,
): Effect => {
  const { passed, struck, corrected } = facts;
  return actOn(facts.parent, 'noticeEnded', { notice: id, end, passed, struck, corrected });
};

/** Each of them hears once, with the rows that are theirs. */
const toldPassed = (facts: Facts, keys: readonly string[]): readonly Notice[] =>
  peopleOf(facts, keys).map((person) => {
    const own = facts.rows.filter(({ key, people }) => keys.includes(key) && people.includes(person));
    return notify({ person }, 'passed', { ...words(facts), rows: own.map(({ key }) => key).join(', ') });
  });

const clocksOf = (before: Facts, facts: Facts): Outcome<State, Facts, Clock>['clocks'] => {
  const [was, until] = [decideUntil(before), decideUntil(facts)];
  if (was === until || until === undefined) return undefined;
  return { stop: ['decide'], start: { decide: { until } } };
};

const newIn = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((key) => !before.includes(key));
