/** What each act of a round is judged by, or what in its input the tenant's data doesn't know. */
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts } from '../../workflows/visit-round/facts.ts';
import type { Inputs } from '../../workflows/visit-round/inputs.ts';
import type { Limits } from '../../workflows/visit-round/limits.ts';
import type { Plan, Reference } from '../../workflows/visit-round/vocabulary.ts';
import { readMoments, readToday } from '../days.ts';
import { type SegmentRow, visitTables } from '../enterprise-visit/tables.ts';
import { issue, noRow } from '../found.ts';
import { defineLookups, type InputIssue, type LookupAnswer, type StartAsk } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { readTableRow } from '../tables.ts';
import { countFirms, readPage, readScope } from './firms.ts';

const DAY = 86_400_000;

const plan = async ({ read, input, now }: StartAsk<Inputs['start'], Limits>): Promise<LookupAnswer<Plan>> => {
  const codes = input.scope === 'list' ? [...new Set(input.firms ?? [])] : [];
  const [today, row, known] = await Promise.all([
    readToday(read, now),
    input.segment === undefined ? undefined : readTableRow<SegmentRow>(read, 'segments', input.segment),
    readSubjects(
      read,
      codes.map((code) => subjectId('firm', code)),
    ),
  ]);
  const unused = (field: 'segment' | 'firms', scope: Inputs['start']['scope']): readonly InputIssue[] =>
    input.scope === scope || (input[field] ?? []).length === 0
      ? []
      : [
          issue(
            [field],
            'The round is for other firms by its scope. Leave this out, or change the scope.',
            '与走访范围不符，请留空或修改走访范围。',
          ),
        ];
  const issues: readonly InputIssue[] = [
    ...unused('segment', 'segment'),
    ...unused('firms', 'list'),
    ...(input.segment !== undefined && !row ? [noRow(['segment'], input.segment, visitTables.segments)] : []),
    ...codes.flatMap((code, n) =>
      known.has(subjectId('firm', code))
        ? []
        : [
            issue(
              ['firms', String(n)],
              `The register has no firm ${code}. Compare it with the licence, or have the firm entered.`,
              `登记簿中没有企业${code}，请与营业执照核对，或先登记该企业。`,
            ),
          ],
    ),
  ];
  if (issues.length > 0) return { issues };
  return {
    reference: {
      segment: input.segment !== undefined && row ? { id: input.segment, title: row.title } : null,
      days: (Date.parse(input.to) - Date.parse(input.from)) / DAY + 1,
      over: input.to < today,
    },
  };
};

export const visitRoundLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: plan,
  change: plan,
  begin: async ({ read, now, current: { id, facts } }) => {
    const scope = await readScope(read, facts);
    const [moments, total, first] = await Promise.all([
      readMoments(read, [facts.from, facts.to]),
      countFirms(read, scope),
      readPage(read, { id, facts, now }, scope),
    ]);
    const [startsAt, endsAt] = [moments[facts.from]?.startsAt ?? now, moments[facts.to]?.endsAt ?? now];
    const begins = Math.max(startsAt, now);
    return {
      reference: {
        ...first,
        over: endsAt <= now,
        startsAt,
        endsAt,
        halfAt: begins + Math.floor((endsAt - begins) / 2),
        total,
      },
    };
  },
  openNext: async ({ read, now, current: { id, facts } }) => ({
    reference: await readPage(read, { id, facts, now }, await readScope(read, facts)),
  }),
  cancelVisits: async ({ read, current: { id } }) => ({
    reference: {
      visits: (
        await read<{ id: string }>(
          `SELECT c.id FROM links l JOIN cases c ON c.id = l.from_case
           WHERE l.to_case = $1->>'id' AND l.kind = 'inRound' AND l.ended_revision IS NULL AND c.state IN ('planned', 'arranged') ORDER BY c.id`,
          { id },
        )
      ).map(({ id: visit }) => visit),
    },
  }),
});
