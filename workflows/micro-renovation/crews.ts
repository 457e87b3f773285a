/** The crews of contractors: one works on one lot of a kind at a time, in whichever unit that is. */
import { type Effect, hold, release } from '../effects/index.ts';
import { enumerated } from '../kernel/parts.ts';
import { LOTS } from './facts/plan.ts';
import type { Facts, Lot } from './facts.ts';

export const named = (lots: readonly Lot[]) => enumerated(lots.map((lot) => LOTS[lot][0])).en;
export const namedZh = (lots: readonly Lot[]) => lots.map((lot) => LOTS[lot][1]).join('、');

export const crewOf = (uscc: string, lot: Lot): string => `crew:${uscc}:${lot}`;

/** Takes the crew of a contractor for a lot. */
export const crewFor = (uscc: string, lot: Lot): Effect =>
  hold({
    resource: crewOf(uscc, lot),
    title: { en: `the crew for ${named([lot])}`, zh: `${namedZh([lot])}施工班组` },
  });

/** Lets the crews go that are at work here, such as those of a contractor who leaves. */
export const crewsFree = ({ lots, contractor }: Pick<Facts, 'lots' | 'contractor'>): readonly Effect[] =>
  contractor === null
    ? []
    : lots.filter(({ state }) => state === 'running').map(({ lot }) => release(crewOf(contractor.uscc, lot)));
