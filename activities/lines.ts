/** The utility's lines with their sections, one row of the table `lines` each. */
import { z } from 'zod';
import { picked, titled } from '../workflows/kernel/describe.ts';
import { say } from '../workflows/kernel/inputs.ts';
import { unique } from '../workflows/kernel/parts.ts';
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

const sharedPole = z.strictObject({
  pole: pole('Pole of this line', '本线路杆号'),
  line: titled('Other line', '另一线路', picked('table:lines', key())),
  as: pole('Its number there', '另一线路杆号'),
});

type SharedPole = z.infer<typeof sharedPole>;
type Row = Omit<Line, 'id'> & { readonly sharedPoles?: readonly SharedPole[] | undefined };

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
    sharedPoles: titled('Shared poles', '同杆架设杆塔', z.array(sharedPole).max(1_000).optional(), [
      'Poles that carry another line too; entered with one of the two lines, it holds for both.',
      '同时架设另一线路的杆塔；在任一线路登记即对双方有效。',
    ]),
  }),
  check: (rows) => {
    for (const [id, { sections: own, sharedPoles = [] }] of rows as ReadonlyMap<string, Row>) {
      const wrong = sharedPoles.find(
        ({ pole, line, as }) => line === id || !has({ sections: own }, pole) || !has(rows.get(line) as Row | undefined, as),
      );
      if (wrong)
        return {
          en: `Pole ${wrong.pole} of ${id} can’t be pole ${wrong.as} of ${wrong.line}: name another line of the table, and poles that lie in sections of the two.`,
          zh: `${id}的${wrong.pole}号杆不能登记为${wrong.line}的${wrong.as}号杆：请填写表中另一条线路，且杆号须在双方区段内。`,
        };
    }
    return undefined;
  },
};

const has = (line: Pick<Row, 'sections'> | undefined, pole: number): boolean =>
  line?.sections.some(({ from, to }) => from <= pole && pole <= to) ?? false;

/** What other lines say of poles that they share with this one. */
const SHARING = `SELECT t.key AS line, (s->>'pole')::int AS "as", (s->>'as')::int AS pole
  FROM table_on('lines') t, jsonb_array_elements(t.value->'sharedPoles') s WHERE (t.value->'sharedPoles') @> ($1->'line') AND s->>'line' = $1->>'id'`;

/** A line by its number; undefined where there is none. */
export const readLine = async (read: TenantRead, id: string): Promise<Line | undefined> => {
  const [row, sharing] = await Promise.all([
    readTableRow<Row>(read, 'lines', id),
    read<SharedPole>(SHARING, { id, line: [{ line: id }] }),
  ]);
  if (!row) return undefined;
  const { sharedPoles = [], ...line } = row;
  const sharedOf = ({ from, to }: Section): readonly string[] =>
    unique([...sharedPoles, ...sharing].flatMap(({ pole, line, as }) => (from <= pole && pole <= to ? [`${line}/${as}`] : [])));
  const sections = line.sections.map((section) => {
    const shared = sharedOf(section);
    return shared.length === 0 ? section : { ...section, shared };
  });
  return { id, ...line, sections };
};
