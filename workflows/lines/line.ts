/** Power lines as cases speak of them, and what cases on one line compete for. Pure. */
import type { Hold } from '../effects/index.ts';
import type { Title } from '../kernel/process.ts';

/** A line, a section of it or a unit, with its name in both languages. */
export type Named = { readonly id: string; readonly title: Title };
/** A stretch of a line, from one pole to another, both of them in it. */
export type Section = Named & {
  readonly from: number;
  readonly to: number;
  /** Those of its poles that carry other lines too, as they are called there: `E552/7`. */
  readonly shared?: readonly string[] | undefined;
};
export type Line = {
  readonly id: string;
  readonly title: Title;
  /** The unit whose people look after it. */
  readonly unit?: string | undefined;
  readonly sections: readonly Section[];
};

/** What stands in the way of work on a line as a whole, such as a connection: `line:E551`. */
export const lineResource = (line: string): string => `line:${line}`;

/** Says that something is open on a line. Many cases may have that at once; what needs the line free waits for all of them. */
export const openOn = (line: Pick<Line, 'id' | 'title'>): Hold => ({
  resource: lineResource(line.id),
  title: { en: `open work on line ${line.title.en}`, zh: `线路${line.title.zh}上的未结事项` },
  shared: true,
});

/**
 * The poles of a section, which one case has for itself: `pole:E551/19`. Poles tell of an overlap whatever the sections are called, also where
 * a line has been divided anew since. A pole that carries two lines is held by both of its names.
 */
export const polesAlone = (line: Pick<Line, 'id' | 'title'>, { title, from, to, shared = [] }: Section): readonly Hold[] =>
  [...Array.from({ length: to - from + 1 }, (_, index) => `${line.id}/${from + index}`), ...shared].map((pole) => ({
    resource: `pole:${pole}`,
    title: { en: `section ${title.en} of line ${line.title.en}`, zh: `线路${line.title.zh}的${title.zh}` },
  }));
