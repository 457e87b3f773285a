/** What each act on a tracked project is judged by, or what in its input the tenant's data doesn't know. */
import { unique } from '../../workflows/kernel/parts.ts';
import { subjectId } from '../../workflows/kernel/subjects.ts';
import type { Facts } from '../../workflows/project-tracking/facts.ts';
import type { Inputs } from '../../workflows/project-tracking/inputs.ts';
import type { Limits } from '../../workflows/project-tracking/limits.ts';
import type { Reference } from '../../workflows/project-tracking/vocabulary.ts';
import { readMoments, readToday } from '../days.ts';
import { demandCategories } from '../enterprise-demand/tables.ts';
import { readOfficer } from '../enterprise-visit/officers.ts';
import { issue, noPerson, noRow } from '../found.ts';
import { defineLookups } from '../lookups.ts';
import { readSubjects } from '../subjects.ts';
import { readTableRow } from '../tables.ts';

export const projectTrackingLookups = defineLookups<Reference, Inputs, Facts, Limits>()({
  start: async ({ read, input, now }) => {
    const subject = subjectId('firm', input.firm);
    const days = unique(input.milestones.map(({ plannedOn }) => plannedOn));
    const [subjects, officer, moments, today] = await Promise.all([
      readSubjects(read, [subject]),
      readOfficer(read, input.officer),
      readMoments(read, days),
      readToday(read, now),
    ]);
    const firm = subjects.get(subject);
    const issues = [
      ...(firm
        ? []
        : [
            issue(
              ['firm'],
              `The register has no firm ${input.firm}. Compare it with the licence, or have the firm entered.`,
              `登记簿中没有企业${input.firm}，请与营业执照核对，或先登记该企业。`,
            ),
          ]),
      ...(officer ? [] : [noPerson(['officer'], input.officer)]),
      ...input.milestones.flatMap(({ plannedOn }, n) =>
        plannedOn < today
          ? [issue(['milestones', n, 'plannedOn'], 'This day is over. Choose one to come.', '该日期已过，请选择今后的日期。')]
          : [],
      ),
    ];
    if (!firm || !officer || issues.length > 0) return { issues };
    const ends = Object.fromEntries(Object.entries(moments).map(([day, { endsAt }]) => [day, endsAt]));
    return { reference: { firm: { code: input.firm, name: firm.name, state: firm.state }, officer, ends } };
  },
  reach: async ({ read, now }) => ({ reference: { today: await readToday(read, now) } }),
  replan: async ({ read, input: { plannedOn }, now }) => {
    const [today, moments] = await Promise.all([readToday(read, now), readMoments(read, [plannedOn])]);
    return { reference: { today, endsAt: moments[plannedOn]?.endsAt ?? now } };
  },
  tellObstacle: async ({ read, input: { category } }) =>
    (await readTableRow(read, 'demandCategories', category))
      ? { reference: { known: true } }
      : { issues: [noRow(['category'], category, demandCategories)] },
  reassign: async ({ read, input: { to } }) => {
    const officer = await readOfficer(read, to);
    return officer ? { reference: { officer } } : { issues: [noPerson(['to'], to)] };
  },
});
