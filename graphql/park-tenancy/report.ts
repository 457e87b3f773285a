/** How a park is let: occupancy, time to move in, arrears, scores beside results, and why firms weren't admitted. */
import { ApiError } from '../../activities/acting/api-error.ts';
import { localDate, readZone } from '../../activities/local-moments.ts';
import type { ParkRoomRow } from '../../activities/park-tenancy/tables.ts';
import { readTable } from '../../activities/tables.ts';
import { daysAfter } from '../../workflows/kernel/days.ts';
import type { Facts } from '../../workflows/park-tenancy/facts.ts';
import { daysFrom, earliest, latest } from '../../workflows/park-tenancy/lease.ts';
import type { Context } from '../context.ts';
import { share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Arrears = {
  readonly caseId: string;
  readonly uscc: string;
  readonly state: string;
  readonly fen: number;
  readonly days: number;
};
type Result = {
  readonly caseId: string;
  readonly mean: number | null;
  readonly staff: number;
  readonly outputPerMu: number;
};
type Report = {
  readonly lettableDays: string;
  readonly letDays: string;
  readonly occupancy: number | null;
  readonly moveIns: number;
  readonly daysToMoveIn: number | null;
  readonly arrears: readonly Arrears[];
  readonly arrearsFen: number;
  readonly results: readonly Result[];
  readonly rejections: readonly { readonly criterion: string; readonly count: number }[];
};

const DAY = 86_400_000;

export const tenancyReportModule: SchemaModule = (builder) => {
  const arrears = builder.objectRef<Arrears>('TenancyArrears').implement({
    description: 'Rent that one tenancy owes, also when it has ended. 欠租',
    fields: (t) => ({
      caseId: t.exposeString('caseId'),
      uscc: t.exposeString('uscc'),
      state: t.exposeString('state'),
      fen: t.expose('fen', { type: 'Fen', description: 'Σ of what is left of its bills that are due, in fen.' }),
      days: t.exposeInt('days', { description: 'Days since the oldest of them was due.' }),
    }),
  });
  const result = builder.objectRef<Result>('TenancyResult').implement({
    description: 'Points of the review beside what came of it. 评分与成效对照',
    fields: (t) => ({
      caseId: t.exposeString('caseId'),
      mean: t.exposeInt('mean', { nullable: true }),
      staff: t.exposeInt('staff'),
      outputPerMu: t.expose('outputPerMu', { type: 'Fen', description: 'In fen a year.' }),
    }),
  });
  const rejection = builder.objectRef<Report['rejections'][number]>('TenancyRejections').implement({
    description: 'How often firms weren’t admitted for one reason.',
    fields: (t) => ({
      criterion: t.exposeString('criterion', { description: 'The criterion that cost most, or the ground given.' }),
      count: t.exposeInt('count'),
    }),
  });
  const report = builder.objectRef<Report>('TenancyReport').implement({
    description: 'A park over some days. 园区租赁情况',
    fields: (t) => ({
      lettableDays: t.exposeString('lettableDays', { description: 'Σ area of all its rooms (0.01 m²) × days.' }),
      letDays: t.exposeString('letDays', {
        description: 'Σ area of the rooms that are let (0.01 m²) × the days on which they are.',
      }),
      occupancy: t.exposeFloat('occupancy', {
        nullable: true,
        description: 'letDays ÷ lettableDays. Null without rooms. 出租率',
      }),
      moveIns: t.exposeInt('moveIns', { description: 'Firms that moved in on these days.' }),
      daysToMoveIn: t.exposeFloat('daysToMoveIn', {
        nullable: true,
        description: 'Mean of the days from intent to move-in of these. 意向至入驻平均天数',
      }),
      arrears: t.field({
        type: [arrears],
        description: 'As of now, the oldest first.',
        resolve: (parent) => [...parent.arrears],
      }),
      arrearsFen: t.expose('arrearsFen', { type: 'Fen', description: 'Σ of these.' }),
      results: t.field({ type: [result], resolve: (parent) => [...parent.results] }),
      rejections: t.field({
        type: [rejection],
        description: 'Of cases rejected on these days, the most frequent first.',
        resolve: (parent) => [...parent.rejections],
      }),
    }),
  });
  builder.queryField('tenancyReport', (t) =>
    t.field({
      type: report,
      authScopes: { role: ['parkManager', 'leader', 'auditor', 'admin'] },
      description: 'How a park is let from a day on and before another, at most 366 days later. 园区租赁报表',
      args: {
        park: t.arg.string({ description: 'A key of the table `parks`.' }),
        from: t.arg({ type: 'Date' }),
        before: t.arg({ type: 'Date' }),
      },
      resolve: (_, args, context) => reportOf(context, args),
    }),
  );
};

type Row = {
  readonly id: string;
  readonly state: string;
  readonly facts: Pick<
    Facts,
    'firm' | 'lease' | 'handover' | 'ending' | 'exit' | 'billing' | 'score' | 'results' | 'rejectedFor'
  >;
  readonly openedAt: number;
  readonly closedAt: number | null;
};

const reportOf = async (
  { read, now }: Context,
  { park, from, before }: { readonly park: string; readonly from: string; readonly before: string },
): Promise<Report> => {
  const days = daysFrom(from, before);
  if (!(days > 0 && days <= 366))
    throw new ApiError('INVALID_INPUT', {
      en: 'Give a day `from` and a later day `before`, at most 366 days apart.',
      zh: '请填写起始日from及其后的截止日before，相隔不超过366天。',
    });
  const [rooms, zone, rows] = await Promise.all([
    readTable<ParkRoomRow>(read, 'parkRooms'),
    readZone(read),
    read<Row>(
      `SELECT id, state, ms(opened_at) AS "openedAt", ms(closed_at) AS "closedAt", jsonb_build_object('firm', facts->'firm', 'lease', facts->'lease',
         'handover', facts->'handover', 'ending', facts->'ending', 'exit', facts->'exit', 'billing', facts->'billing', 'score', facts->'score',
         'results', facts->'results', 'rejectedFor', facts->'rejectedFor') AS facts
       FROM cases WHERE process = 'parkTenancy' AND facts#>>'{park,id}' = $1->>'park' ORDER BY id`,
      { park },
    ),
  ]);
  const dayOf = (at: number) => localDate(new Date(at).toISOString(), zone);
  const isWithin = (at: number | null | undefined): at is number => at != null && from <= dayOf(at) && dayOf(at) < before;
  const areas = [...rooms.values()].filter((row) => row.park === park).reduce((sum, { area }) => sum + area, 0);
  const letDays = rows.reduce((sum, row) => sum + letOf(row, from, daysAfter(before, -1), dayOf(now)), 0);
  const moved = rows.filter(({ facts }) => isWithin(facts.handover?.takenAt));
  const waits = moved.map(({ facts, openedAt }) => daysFrom(dayOf(openedAt), dayOf(facts.handover?.takenAt as number)));
  const arrears = rows
    .flatMap(({ id, state, facts }): Arrears[] => {
      const due = (facts.billing?.open ?? []).filter(({ dueAt }) => dueAt <= now);
      const [oldest] = due;
      if (!oldest) return [];
      const fen = due.reduce((sum, { left }) => sum + left, 0);
      return [{ caseId: id, uscc: facts.firm.uscc, state, fen, days: Math.floor((now - oldest.dueAt) / DAY) }];
    })
    .toSorted((one, other) => other.days - one.days);
  const rejections = Map.groupBy(
    rows.filter(({ state, closedAt }) => state === 'rejected' && isWithin(closedAt)),
    ({ facts }) => facts.rejectedFor ?? 'other',
  );
  return {
    lettableDays: String(areas * days),
    letDays: String(letDays),
    occupancy: share(letDays, areas * days),
    moveIns: moved.length,
    daysToMoveIn: waits.length === 0 ? null : Math.round((waits.reduce((sum, one) => sum + one, 0) / waits.length) * 10) / 10,
    arrears,
    arrearsFen: arrears.reduce((sum, { fen }) => sum + fen, 0),
    results: rows.flatMap(({ id, facts: { results, score } }) =>
      results ? [{ caseId: id, mean: score?.mean ?? null, staff: results.staff, outputPerMu: results.outputPerMu }] : [],
    ),
    rejections: [...rejections]
      .map(([criterion, all]) => ({ criterion, count: all.length }))
      .toSorted((one, other) => other.count - one.count),
  };
};

/** Area × days that a tenancy has rooms between two days; one without an end, or that stays beyond it, until today. */
const letOf = ({ state, facts: { lease, handover, ending } }: Row, from: string, to: string, today: string): number => {
  if (!lease || handover?.takenAt == null || !['movedIn', 'ending', 'ended'].includes(state)) return 0;
  const last = ending?.to ?? (lease.indefinite ? latest(today, lease.to) : lease.to);
  return lease.parts.reduce((sum, part) => {
    const [first, end] = [latest(part.from, from), earliest(part.to ?? last, to)];
    return first > end ? sum : sum + part.room.area * (daysFrom(first, end) + 1);
  }, 0);
};
