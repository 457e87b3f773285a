/** What is left here of a report that may be about those who would read it. */
import { titleOf } from './dispatching.ts';
import type { Facts } from './facts.ts';
import type { IssueOutcome } from './vocabulary.ts';

/** A place to about a kilometre. */
export const aboutThere = ({ lat, lon }: { readonly lat: number; readonly lon: number }) => ({
  lat: Math.round(lat * 100) / 100,
  lon: Math.round(lon * 100) / 100,
});

/** A report without its words and its address, by a title that says its kind alone. */
export const sealedAs = ({ category, place, reporters }: Pick<Facts, 'category' | 'place' | 'reporters'>) =>
  ({
    title: titleOf(category.title, ''),
    facts: {
      sealed: true,
      text: '',
      place: { ...aboutThere(place), address: null },
      reporters: reporters.map((one) => ({ ...one, words: null })),
    },
  }) satisfies Pick<IssueOutcome, 'title' | 'facts'>;

/** The reports of these reporters, besides the one that they have come to. */
export const othersOf = (id: string, reporters: Facts['reporters']): readonly string[] => [
  ...new Set(reporters.map((reporter) => reporter.case).filter((of) => of !== id)),
];
