/** Grid areas: the parts of the map that belong to officers. Borders are redrawn together, so that no point falls between two areas. */
import { areaAt, type Shape } from '../../activities/issue-report/areas.ts';
import { overlap, shapeFault } from '../../activities/shapes.ts';
import type { Area, Prisma } from '../../prisma/client/client.ts';
import type { Title } from '../../workflows/kernel/process.ts';
import type { Builder } from '../builder.ts';
import type { Context } from '../context.ts';
import type { TitleRef } from '../schema/titles.ts';
import { type ChangeAnswer, ChangeIssues, type ChangeRefs, change, cleanText, EXPECTED, issue } from './change.ts';
import { today } from './days.ts';

/** Areas that are redrawn at once. */
const MOST_AT_ONCE = 200;
/** Cases that an answer names. */
const MOST_NAMED = 100;

type Concerned = { readonly caseId: string; readonly before: string | null; readonly after: string | null };
type Redrawing = { readonly openCases: number; readonly cases: readonly Concerned[] };
type Trial = Redrawing & { readonly issues: readonly string[] };

export const addAreas = (builder: Builder, { result }: ChangeRefs, title: TitleRef): void => {
  builder.prismaObject('Area', {
    description: 'A grid area 网格.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: ({ en, zh }) => ({ en, zh }) }),
      shape: t.expose('shape', { type: 'GeoJSON', description: 'Polygon or MultiPolygon in WGS 84.' }),
      endedOn: t.expose('endedOn', {
        type: 'Date',
        nullable: true,
        description: 'The first day on which nothing comes to it any more.',
      }),
    }),
  });
  builder.queryField('areas', (t) =>
    t.prismaField({
      type: ['Area'],
      authScopes: { tenant: true },
      description: 'The grid areas. 网格',
      resolve: (query, _, __, { db }) => db.area.findMany({ ...query, orderBy: { id: 'asc' } }),
    }),
  );
  builder.queryField('areasVersion', (t) =>
    t.int({
      authScopes: { tenant: true },
      description: 'How often the areas were changed; send it as expectedVersion. 网格版本',
      resolve: (_, __, { load }) => load.versions.load('areas'),
    }),
  );
  const area = builder.inputType('AreaInput', {
    fields: (t) => ({
      id: t.id(),
      en: t.string(),
      zh: t.string(),
      shape: t.field({ type: 'GeoJSON', description: 'Polygon or MultiPolygon in WGS 84: longitude before latitude.' }),
    }),
  });
  const concerned = builder.objectRef<Concerned>('RedrawnCase').implement({
    description: 'An open case whose place lies in another area by the new borders.',
    fields: (t) => ({
      caseId: t.exposeID('caseId'),
      before: t.exposeID('before', { nullable: true }),
      after: t.exposeID('after', { nullable: true, description: 'None where no area has the place.' }),
    }),
  });
  const redrawing = builder.objectRef<Trial>('Redrawing').implement({
    description: 'What new borders come to. Open cases keep the area in which they were filed.',
    fields: (t) => ({
      openCases: t.exposeInt('openCases', { description: 'Open cases whose place would lie in another area, or in none.' }),
      cases: t.field({ type: [concerned], description: `The first ${MOST_NAMED} of them.`, resolve: ({ cases }) => [...cases] }),
      issues: t.stringList({
        description: 'What would keep these borders from being saved.',
        resolve: ({ issues }) => [...issues],
      }),
    }),
  });
  builder.queryField('areasDryRun', (t) =>
    t.field({
      type: redrawing,
      authScopes: { role: ['admin', 'auditor', 'dispatcher', 'leader'] },
      description: 'Which open cases new borders would concern; nothing is changed. 网格调整试运行',
      args: { areas: t.arg({ type: [area], extensions: { most: MOST_AT_ONCE } }) },
      resolve: async (_, { areas }, context) => {
        await context.take('searches');
        const known = await context.db.area.findMany();
        try {
          return { ...(await concernedBy(context, redrawn(known, areas, await today(context)))), issues: [] };
        } catch (error) {
          if (!(error instanceof ChangeIssues)) throw error;
          return { openCases: 0, cases: [], issues: error.issues.map(({ message }) => message[context.caller.locale]) };
        }
      },
    }),
  );
  builder.mutationField('setAreas', (t) =>
    t.field({
      type: result,
      authScopes: { role: ['admin'] },
      description:
        'Enters areas, or changes their names and borders, all of these at once; the others stay. Open cases keep the area in which they were filed: see areasDryRun. 修改网格',
      args: {
        areas: t.arg({ type: [area], extensions: { most: MOST_AT_ONCE } }),
        expectedVersion: t.arg.int({ required: false, description: EXPECTED }),
        requestId: t.arg.id(),
      },
      resolve: (_, { areas, ...asked }, context) => setAreas(context, areas, asked),
    }),
  );
};

type AreaInput = { id: string; en: string; zh: string; shape?: unknown };
type Drawn = { readonly id: string; readonly shape: Shape } & Title;
type Asked = { readonly requestId: string; readonly expectedVersion?: number | null | undefined };

const setAreas = (context: Context, areas: readonly AreaInput[], asked: Asked): Promise<ChangeAnswer> =>
  change(context, { name: 'setAreas', input: areas, subject: 'areas', ...asked }, async (tx) => {
    const { tenant } = context.caller;
    const standing = await tx.area.findMany();
    const all = redrawn(standing, areas, await today(context));
    const changed = all.filter(({ id }) => areas.some((area) => area.id === id));
    for (const { id, en, zh, shape } of changed) {
      const data = { en, zh, shape: shape as unknown as Prisma.InputJsonValue };
      await tx.area.upsert({ where: { tenant_id: { tenant, id } }, create: { tenant, id, ...data }, update: data });
    }
    const { openCases } = await concernedBy(context, all);
    return { before: standing.filter(({ id }) => areas.some((area) => area.id === id)), after: { areas: changed, openCases } };
  });

/** All areas as they will be; refused where one is no shape, was dissolved, or covers ground of another. */
const redrawn = (known: readonly Area[], areas: readonly AreaInput[], day: Date): readonly Drawn[] => {
  const isEnded = ({ endedOn }: Area): boolean => endedOn !== null && endedOn <= day;
  const ended = known.filter(isEnded);
  const standing = known.filter((area) => !isEnded(area));
  const fresh = areas.map(({ id, en, zh, shape }, at): Drawn => {
    const path = ['areas', at];
    if (!/^[\w.-]{1,80}$/.test(id) || areas.findIndex((area) => area.id === id) < at)
      throw issue(
        [...path, 'id'],
        'Each area has an id of its own, of 1 to 80 letters, digits, dots, dashes or underscores.',
        '每个网格须有各自的编号，为1至80位字母、数字、点、横线或下划线。',
      );
    if (ended.some((area) => area.id === id))
      throw issue(
        [...path, 'id'],
        `The area “${id}” was dissolved; enter a new one under an id of its own.`,
        `网格“${id}”已撤销，请以新编号登记。`,
      );
    const fault = shapeFault(shape);
    if (fault) throw issue([...path, 'shape'], ...FAULTS[fault]);
    return { id, en: cleanText([...path, 'en'], en), zh: cleanText([...path, 'zh'], zh), shape: shape as Shape };
  });
  const others = standing
    .filter(({ id }) => !fresh.some((area) => area.id === id))
    .map(({ id, en, zh, shape }): Drawn => ({ id, en, zh, shape: shape as unknown as Shape }));
  fresh.forEach((area, at) => {
    const other = [...fresh.slice(at + 1), ...others].find(({ shape }) => overlap(area.shape, shape));
    if (other)
      throw issue(
        ['areas', at, 'shape'],
        `${area.en} and ${other.en} would cover the same ground. Redraw both of them together.`,
        `${area.zh}与${other.zh}范围重叠，请一并调整两个网格。`,
      );
  });
  return [...fresh, ...others].toSorted((one, other) => (one.id < other.id ? -1 : 1));
};

const FAULTS: Readonly<Record<NonNullable<ReturnType<typeof shapeFault>>, readonly [en: string, zh: string]>> = {
  form: [
    'Give a Polygon or a MultiPolygon of GeoJSON, with longitude before latitude in degrees.',
    '请提供GeoJSON的Polygon或MultiPolygon，经度在前、纬度在后（度）。',
  ],
  long: [
    'The borders of an area have at most 1,000 points. Leave out points that change little.',
    '一个网格的边界最多1000个点，请删去影响不大的点。',
  ],
  ring: ['A border has at least four points, and the last is the same as the first.', '边界至少有四个点，且首尾相同。'],
  crossed: ['The border crosses itself; put its points in their order.', '边界自相交，请核对各点顺序。'],
};

/** Open cases whose place lies elsewhere by these borders than where they were filed; those of dissolved areas stay there in any case. */
const concernedBy = async ({ db }: Context, areas: readonly Drawn[]): Promise<Redrawing> => {
  const open = await db.case.findMany({
    where: { closed: false, area: { in: areas.map(({ id }) => id) }, lat: { not: null }, lon: { not: null } },
    select: { id: true, area: true, lat: true, lon: true },
    orderBy: { id: 'asc' },
  });
  const cases = open.flatMap(({ id, area, lat, lon }) => {
    const after = areaAt({ lat: lat as number, lon: lon as number }, areas)?.id ?? null;
    return after === area ? [] : [{ caseId: id, before: area, after }];
  });
  return { openCases: cases.length, cases: cases.slice(0, MOST_NAMED) };
};
