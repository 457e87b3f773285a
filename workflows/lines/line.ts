/** Power lines as cases speak of them, and what cases on one line compete for. Pure. */
import type { Hold } from '../effects/index.ts';
import type { Title } from '../kernel/process.ts';

/** A line, a section of it or a unit, with its name in both languages. */
export type Named = { readonly id: string; readonly title: Title };
export type Section = Named;
export type Line = { readonly id: string; readonly title: Title; readonly sections: readonly Section[] };

/** What stands in the way of work on a line as a whole, such as a connection: `line:E551`. */
export const lineResource = (line: string): string => `line:${line}`;

/** Says that something is open on a line. Many cases may have that at once; what needs the line free waits for all of them. */
export const openOn = (line: Pick<Line, 'id' | 'title'>): Hold => ({
  resource: lineResource(line.id),
  title: { en: `open work on line ${line.title.en}`, zh: `线路${line.title.zh}上的未结事项` },
  shared: true,
});

/** A section that one case has for itself: `section:E551/3`. */
export const sectionAlone = (line: Pick<Line, 'id' | 'title'>, section: Section): Hold => ({
  resource: `section:${line.id}/${section.id}`,
  title: {
    en: `section ${section.title.en} of line ${line.title.en}`,
    zh: `线路${line.title.zh}的${section.title.zh}`,
  },
});
