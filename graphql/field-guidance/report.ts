/** What the API of guidance in the field has beside its acts: how soon, how far, to what effect. */
import { type GuidanceFigures, type ReportKey, readReport, reportKeys } from '../../activities/field-guidance/report.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

export const fieldGuidanceReportModule: SchemaModule = (builder) => {
  const key = builder.enumType('FieldGuidanceReportKey', { values: Object.keys(reportKeys) as ReportKey[] });
  const row = builder.objectRef<GuidanceFigures>('FieldGuidanceReportRow').implement({
    description: 'Of the guidances asked for in the span, by what they are grouped by; those taken back don’t count.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: true, description: 'Null for all together, and where there is none.' }),
      asked: t.exposeInt('asked'),
      answeredRemotely: t.exposeInt('answeredRemotely', { description: 'Answered at the desk, as they stand now.' }),
      handedOver: t.exposeInt('handedOver', { description: 'Handed over to a department.' }),
      visited: t.exposeInt('visited', { description: 'Those with at least one visit.' }),
      openOverdue: t.exposeInt('openOverdue', { description: 'Accepted, not visited, and the time to the visit is over.' }),
      meanDaysToVisit: t.float({
        nullable: true,
        description: 'Mean of the time from asking to the first visit, in days of 24 hours, of those visited.',
        resolve: ({ meanHoursToVisit }) => rounded(meanHoursToVisit === null ? null : meanHoursToVisit / 24),
      }),
      advised: t.exposeInt('advised', { description: 'Those with advice.' }),
      doneShare: t.float({
        nullable: true,
        description:
          'Last follow-up says all done ÷ advised ones with a follow-up, or whose day has passed without one. Silence counts as not done.',
        resolve: ({ doneAll, donePart, doneNone, unanswered }) => share(doneAll, doneAll + donePart + doneNone + unanswered),
      }),
      doneAll: t.exposeInt('doneAll'),
      donePart: t.exposeInt('donePart'),
      doneNone: t.exposeInt('doneNone'),
      unanswered: t.exposeInt('unanswered', { description: 'Asked about or closed, and nobody has said how far it was done.' }),
      meanEffect: t.float({
        nullable: true,
        description: 'Mean of the last effect that was given, from 1 to 5; unknown ones don’t count.',
        resolve: ({ meanEffect }) => rounded(meanEffect),
      }),
      units: t.exposeInt('units', { description: 'Units of all samples.' }),
      premium: t.exposeInt('premium', { description: 'Premium ones of them.' }),
      premiumShare: t.float({
        nullable: true,
        description: 'premium ÷ units of all samples; null without a sample. By season it shows one year beside the other.',
        resolve: ({ premium, units }) => share(premium, units),
      }),
    }),
  });
  builder.queryField('fieldGuidanceReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['guidanceSecretary', 'leader', 'auditor', 'admin'] },
      description: 'How soon experts come, how far advice is done, and how much fruit is premium. 技术指导成效',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Asked for at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Asked for before this moment.' }),
        by: t.arg({ type: key }),
      },
      resolve: async (_, { from, before, by }, { read }) => [
        ...(await readReport(read, { ...spanOf(from, before), by, now: Date.now() })),
      ],
    }),
  );
};
