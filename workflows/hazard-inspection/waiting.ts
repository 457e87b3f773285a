/** Whom a hazard notifies, and what its plan hears of it. */
import { actOn, type Effect } from '../effects/index.ts';
import { clipped, notifier, personOrRole } from '../kernel/parts.ts';
import type { Recipient } from '../kernel/process.ts';
import type { Facts } from './facts.ts';
import type { Notices } from './notices.ts';
import type { Hazard } from './vocabulary.ts';

/** The rectifier, or all of the unit where there is none. */
export const theRectifier = (current: Hazard): Recipient => personOrRole(current, current.facts.rectifier, 'rectifier');

/** The patroller who found it, or the others of the unit. */
export const theFinder = (current: Hazard): Recipient => personOrRole(current, current.facts.finder, 'patroller');

/** What a hazard is called: how grave it is, where, and what. */
export const titleOf = ({ grade, line, text }: Pick<Facts, 'grade' | 'line' | 'text'>): string =>
  `${grade.title.zh} ${grade.title.en}：${line ? `${line.title.zh} ` : ''}${clipped(text)}`;

/** A message to be sent; its template is in `notices.ts`. */
export const notify = notifier<Notices>();

/** Whether it needs a permit and none was carried out since that was said. */
export const lacksPermit = ({ permitNeeded, permits }: Facts): boolean =>
  permitNeeded !== null &&
  !permits.some(({ carriedOut, closedAt }) => carriedOut && closedAt !== null && closedAt >= permitNeeded.at);

export const openPermits = ({ permits }: Facts): readonly string[] => permits.filter(({ open }) => open).map(({ id }) => id);

/** What the plan under which it was found hears of it. The `revision` shows the plan which words arrive late. */
export const toPlan = (id: string, revision: number, facts: Facts, state: 'open' | 'closed' | 'withdrawn'): readonly Effect[] =>
  facts.plan === null
    ? []
    : [
        actOn(facts.plan, 'noteHazard', {
          hazard: id,
          revision,
          state,
          grade: facts.grade.code,
          line: facts.line?.id,
          round: facts.round ?? undefined,
          foundAt: facts.foundAt,
          closedAt: facts.closedAt ?? undefined,
        }),
      ];
