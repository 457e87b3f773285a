/** Which townships and village sites the courses of a term have reached, as figures and as a picture. */

import { ApiError } from '../../activities/acting/api-error.ts';
import {
  type Coverage,
  coverageByKind,
  coverageOf,
  type KindCoverage,
  readReached,
  type Share,
  type Term,
  USUAL_KINDS,
} from '../../activities/training-course/coverage.ts';
import { percent } from '../../activities/yearly-evaluation/evaluation.ts';
import { type Actor, holdsEverywhere, holdsRole } from '../../workflows/kernel/process.ts';
import { isDay } from '../../workflows/kernel/text.ts';
import type { OwnPath } from '../own-paths.ts';
import type { SchemaModule } from '../schema/schema.ts';
import { coverageSvg } from './coverage-svg.ts';

const READERS = ['academyAdmin', 'personnel', 'leader', 'lecturer', 'auditor', 'admin'] as const;

export const trainingCoverageModule: SchemaModule = (builder, { title }) => {
  const share = builder.objectRef<Share>('CoverageShare').implement({
    description: 'How many of these units were reached.',
    fields: (t) => ({
      reached: t.exposeInt('reached'),
      units: t.exposeInt('units'),
      hundredths: t.exposeInt('hundredths', {
        nullable: true,
        description: 'reached ÷ units in hundredths of a per cent, rounded half up: 9237 is 92.37 %.',
      }),
      percent: t.string({ nullable: true, description: 'The same for people to read.', resolve: percentOf }),
    }),
  });
  const township = builder.objectRef<Coverage['byTownship'][number]>('TownshipCoverage').implement({
    description: 'A township with its village sites.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: (parent) => parent }),
      reached: t.exposeBoolean('reached', { description: 'Whether somebody of it, or of one of its sites, attended.' }),
      sites: t.field({ type: share, resolve: (parent) => parent.sites }),
    }),
  });
  const unit = builder.objectRef<KindCoverage['units'][number]>('CoveredUnit').implement({
    description: 'A unit that is counted.',
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.field({ type: title, resolve: (parent) => parent }),
      reached: t.exposeBoolean('reached'),
    }),
  });
  const kind = builder.objectRef<KindCoverage>('KindCoverage').implement({
    description: 'The units of one kind.',
    fields: (t) => ({
      kind: t.exposeString('kind'),
      share: t.field({ type: share, resolve: (parent) => parent.share }),
      units: t.field({ type: [unit], resolve: (parent) => parent.units }),
    }),
  });
  const coverage = builder.objectRef<Coverage & { byKind: readonly KindCoverage[] }>('TrainingCoverage').implement({
    description: 'How far the courses of a term have reached. 培训覆盖率',
    fields: (t) => ({
      townships: t.field({ type: share, resolve: (parent) => parent.townships }),
      villageSites: t.field({ type: share, resolve: (parent) => parent.villageSites }),
      byTownship: t.field({ type: [township], resolve: (parent) => parent.byTownship }),
      byKind: t.field({
        type: [kind],
        description:
          'By the kinds that were asked for. A unit counts when somebody of it, or of one below it that is counted, attended, or a course came to one of them. 按单位类型的覆盖率',
        resolve: (parent) => parent.byKind,
      }),
    }),
  });
  builder.queryField('trainingCourseCoverage', (t) =>
    t.field({
      type: coverage,
      authScopes: { roleSomewhere: READERS },
      description:
        'Share of townships and village sites reached by courses with a session from a day on and before another; whose role is bound to units is given those. A site counts when at least one person of it attended such a session, or such a course came to it; a township when one of its own or of its sites’ people did; share = reached ÷ all units of the kind. Cancelled courses don’t count. 培训覆盖率=有人到课的单位数÷同类单位总数',
      args: {
        from: t.arg({ type: 'Date' }),
        before: t.arg({ type: 'Date' }),
        topic: t.arg.string({ required: false, description: 'Only courses on this topic.' }),
        format: t.arg.string({ required: false, description: 'Only courses of this format.' }),
        group: t.arg.string({ required: false, description: 'Only courses for this target group.' }),
        kinds: t.arg.stringList({
          required: false,
          description: `Kinds of units to count, ${USUAL_KINDS.join(' and ')} when left out; see \`byKind\`.`,
        }),
      },
      resolve: async (_, { from, before, topic, format, group, kinds }, { read, caller }) => {
        const asked = { topic: topic ?? undefined, format: format ?? undefined, group: group ?? undefined };
        const counted = [...new Set(kinds ?? USUAL_KINDS)];
        const units = await readReached(read, term({ from, before, ...asked }), unitsOf(caller.actor), counted);
        return { ...coverageOf(units), byKind: coverageByKind(units, counted) };
      },
    }),
  );
};

/** The units of whom somebody reads figures; undefined where it is all of them. */
const unitsOf = (actor: Actor): readonly string[] | undefined =>
  holdsEverywhere(actor, READERS)
    ? undefined
    : actor.grants.flatMap(({ role, units = [] }) => ((READERS as readonly string[]).includes(role) ? units : []));

/** `GET /academy/coverage.svg?from=…&before=…[&topic=…][&format=…][&group=…][&lang=en|zh]`, with a token of somebody who reads the figures. */
export const coveragePicture: OwnPath = {
  path: '/academy/coverage.svg',
  answer: async ({ url: { searchParams: asked }, caller, read }) => {
    if (!holdsRole(caller.actor, READERS)) {
      throw new ApiError('FORBIDDEN', {
        en: 'This picture is for those who oversee the academy’s courses.',
        zh: '此图仅供培训管理人员查看。',
      });
    }
    const wanted = term({
      from: asked.get('from') ?? '',
      before: asked.get('before') ?? '',
      topic: asked.get('topic') ?? undefined,
      format: asked.get('format') ?? undefined,
      group: asked.get('group') ?? undefined,
    });
    const lang = asked.get('lang') ?? caller.locale;
    const picture = coverageSvg(
      coverageOf(await readReached(read, wanted, unitsOf(caller.actor))),
      wanted,
      lang === 'en' ? 'en' : 'zh',
    );
    return new Response(picture, {
      headers: {
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
      },
    });
  },
};

const term = (asked: Term): Term => {
  if (isDay(asked.from) && isDay(asked.before) && asked.from < asked.before) return asked;
  throw new ApiError('INVALID_INPUT', {
    en: 'Give a day `from` and a later day `before`, such as 2026-01-01 and 2027-01-01.',
    zh: '请填写起始日from及其后的截止日before，例如2026-01-01与2027-01-01。',
  });
};

const percentOf = ({ reached, units }: Share): string | null => percent({ people: units, passed: reached });
