/** How many units have to be there, and which are. In whole numbers. Pure. */
import { unique } from '../kernel/parts.ts';
import { leastOf, roundedPerMille } from '../kernel/thresholds.ts';
import type { Called, Facts, Sitting } from './facts.ts';
import { allUnits } from './speaking.ts';

/** So many of these units, at a share per mille that was rounded: 667 ‰ of three are two. */
export const needed = (units: number, share: number): number => leastOf(units, roundedPerMille(share));

export const sittingOf = ({ sittings }: Pick<Facts, 'sittings'>): Sitting => sittings.at(-1) as Sitting;

/** The units that came to the sitting that is on, each once. */
export const presentIn = ({ attendance, sittings }: Pick<Facts, 'attendance' | 'sittings'>): readonly string[] => {
  const { n } = sittingOf({ sittings });
  return unique(attendance.filter(({ sitting }) => sitting === n).map(({ unit }) => unit.id));
};

/** The same, each with those who speak for it. */
export const unitsThere = (facts: Facts): readonly Called[] => {
  const present = presentIn(facts);
  return allUnits(facts).filter(({ unit }) => present.includes(unit.id));
};

/** How far the quorum is reached: the lead unit, and so many of the others. */
export const quorumOf = (facts: Pick<Facts, 'attendance' | 'sittings' | 'lead' | 'units' | 'quorum'>) => {
  const present = presentIn(facts);
  const others = facts.units.filter(({ unit }) => present.includes(unit.id)).length;
  const lead = present.includes(facts.lead.unit.id);
  const wanted = needed(facts.units.length, facts.quorum);
  return { lead, others, wanted, reached: lead && others >= wanted };
};

/** Whether a sitting before this one failed because too few came: this one may then begin with those who are there. */
export const hasFailed = ({ sittings }: Pick<Facts, 'sittings'>): boolean => sittings.some(({ failed }) => failed);

/** The units that have said that they can't come. */
export const excusedIn = ({ replies }: Pick<Facts, 'replies'>): readonly string[] =>
  replies.given.flatMap(({ of, answer }) => (answer.says === 'excused' ? [of] : []));
