/** The same time in several weeks: each a booking of its own, with its own result. */
import { startCase } from '../../activities/acting/act.ts';
import { oneOfMany, requestIdOfPart } from '../../activities/acting/many.ts';
import type { ActAnswer } from '../../activities/acting/services.ts';
import { inputs } from '../../workflows/room-booking/inputs.ts';
import type { Context } from '../context.ts';
import { readSent } from '../described/sent.ts';
import { inputDeriver } from '../schema/inputs.ts';
import { resultOf } from '../schema/results.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Week = { readonly week: number; readonly answer: ActAnswer };
type Sent = {
  readonly from: string;
  readonly to: string;
  readonly repeatWeekly?: number;
  readonly repeats?: string;
  readonly week?: number;
};

export const eachWeekModule: SchemaModule = (builder, { results: { result } }) => {
  const series = inputDeriver(builder)(
    'RoomBookingSeries',
    inputs.start,
    'Book a live room for several weeks 每周重复预约直播间.',
  );
  const week = builder.objectRef<Week>('RoomBookingWeek').implement({
    description: 'What became of one week of a series.',
    fields: (t) => ({
      week: t.exposeInt('week', { description: 'The first is 1.' }),
      result: t.field({ type: result, resolve: ({ answer }, _, context) => resultOf(context, answer) }),
    }),
  });
  builder.mutationField('startRoomBookingEach', (t) =>
    t.field({
      type: [week],
      authScopes: { person: true },
      description:
        'Books a live room at the same time in `repeatWeekly` weeks: a booking for each, with a result of its own. The first that is done begins the series; the others are linked to it. 每周重复预约',
      args: {
        input: t.arg({ type: series?.ref as never, required: true, extensions: { isActInput: true } }),
        requestId: t.arg.id({ description: 'Your own name for this; each week’s own is derived from it.' }),
      } as never,
      resolve: (_, args, context) => bookEach(context, args as unknown as { input: unknown; requestId: string }),
    }),
  );
};

const bookEach = async (context: Context, { input, requestId }: { input: unknown; requestId: string }): Promise<Week[]> => {
  const sent = readSent(inputs.start, input);
  if ('issues' in sent) return [{ week: 1, answer: { kind: 'invalid', issues: sent.issues } }];
  const asked = sent.input as Sent;
  const weeks = Math.min(8, Math.max(1, Number(asked.repeatWeekly) || 1));
  const times = await context.read<{ week: number; from: string; to: string }>(
    `SELECT n + 1 AS week, to_char(${later('from')}, ${ISO}) AS "from", to_char(${later('to')}, ${ISO}) AS "to"
     FROM tenants, generate_series(0, ($1->>'weeks')::int - 1) n WHERE id = current_setting('banjie.tenant', true) ORDER BY n`,
    { from: asked.from, to: asked.to, weeks },
  );
  const ids = times.map(({ week }) => requestIdOfPart(requestId, `week ${week}`));
  // Sent again, the series goes on from the booking that began it the first time.
  const before = await context.read<{ requestId: string; caseId: string }>(
    `SELECT r.request_id AS "requestId", c.id AS "caseId" FROM start_requests r JOIN cases c ON c.id = r.case_id
     WHERE r.request_id IN (SELECT jsonb_array_elements_text($1->'ids'))`,
    { ids },
  );
  const known = new Map(before.map((one) => [one.requestId, one.caseId]));
  const begun = ids.findIndex((id) => known.has(id));
  let head = known.get(ids[begun] ?? '');
  const { repeatWeekly: _, repeats: __, week: ___, ...rest } = asked;
  const done: Week[] = [];
  // One after another: the first that is done is what the others are linked to.
  for (const [n, { week, from, to }] of times.entries()) {
    const begins = n === begun || head === undefined;
    const place = begins && weeks > 1 ? { repeatWeekly: weeks, week } : head !== undefined && n > begun ? { repeats: head } : {};
    const answer = await oneOfMany(`week ${week}`, () =>
      startCase(context.services, context.caller, {
        process: 'roomBooking',
        input: { ...rest, from, to, ...place },
        requestId: ids[n] as string,
      }),
    );
    if (answer.kind === 'done') head ??= answer.caseId;
    done.push({ week, answer });
  }
  return done;
};

/** The same time of day of the tenant, so many weeks later. */
const later = (field: string): string =>
  `(($1->>'${field}')::timestamptz AT TIME ZONE zone + n * interval '7 days') AT TIME ZONE zone AT TIME ZONE 'UTC'`;
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
