/** The utility's lines with their sections, one row of the table `lines` each. */
import { z } from 'zod';
import { picked, titled } from '../workflows/kernel/describe.ts';
import { say } from '../workflows/kernel/inputs.ts';
import type { Line, Section } from '../workflows/lines/line.ts';
import { key, rowTitle, whole } from './table-parts.ts';
import { readTableRow, type TableRule } from './tables.ts';
import type { TenantRead } from './tenant-read.ts';

/** Poles of one section at most: an open permit holds each of them. */
const MOST_POLES = 200;

const pole = (en: string, zh: string) => titled(en, zh, whole(0, 100_000));

const section = z
  .strictObject({
    id: titled('Number', '编号', key()),
    title: rowTitle(),
    from: pole('First pole', '起始杆号'),
    to: pole('Last pole', '终止杆号'),
  })
  .refine(
    ({ from, to }) => from <= to,
    say('The section begins behind its end; swap the two poles.', '起始杆号大于终止杆号，请对调。'),
  )
  .refine(
    ({ from, to }) => to - from < MOST_POLES,
    say(`A section has at most ${MOST_POLES} poles; divide it.`, `每个区段最多${MOST_POLES}基杆塔，请拆分。`),
  );

/** The first two sections of which something is true. */
const pairOf = (sections: readonly Section[], isWrong: (one: Section, other: Section) => boolean) =>
  sections
    .flatMap((one, index) => sections.slice(index + 1).map((other) => [one, other] as const))
    .find((pair) => isWrong(...pair));

const sections = z
  .array(section)
  .min(1, say('Give at least one section.', '请至少填写一个区段。'))
  .max(500, say('A line has at most 500 sections.', '一条线路最多500个区段。'))
  .superRefine((all, { addIssue }) => {
    const twice = pairOf(all, (one, other) => one.id.toLowerCase() === other.id.toLowerCase());
    if (twice) {
      const { id } = twice[1];
      addIssue({
        code: 'custom',
        message: `Two sections have the number ${id}; rename one. / 有两个区段编号均为${id}，请修改其一。`,
      });
    }
    const shared = pairOf(all, (one, other) => one.from <= other.to && other.from <= one.to);
    if (shared) {
      const [{ title: one }, { title: other }] = shared;
      addIssue({
        code: 'custom',
        message: `The sections “${one.en}” and “${other.en}” have poles in common; a pole belongs to one section. / 区段“${one.zh}”与“${other.zh}”杆号重叠，每基杆塔只属于一个区段。`,
      });
    }
  });

export const lines: TableRule = {
  title: { en: 'Lines', zh: '线路' },
  key: { en: 'Number of the line', zh: '线路编号' },
  staffOnly: true,
  row: z.strictObject({
    title: rowTitle(),
    unit: titled('Unit', '所属单位', picked('unit', key()).optional(), [
      'Its people look after the line: hazards on it come to them.',
      '负责该线路的单位，线路隐患由其处理。',
    ]),
    sections: titled('Sections', '区段', sections),
  }),
};

/** A line by its number; undefined where there is none. */
export const readLine = async (read: TenantRead, id: string): Promise<Line | undefined> => {
  const row = await readTableRow<Omit<Line, 'id'>>(read, 'lines', id);
  return row && { id, ...row };
};
