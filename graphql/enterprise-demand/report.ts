/** What the API of firms' demands has beside its acts: how soon they are answered, how, and to whose satisfaction. */
import { type DemandFigures, type ReportKey, readReport, reportKeys } from '../../activities/enterprise-demand/report.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

export const demandReportModule: SchemaModule = (builder) => {
  const key = builder.enumType('DemandReportBy', { values: Object.keys(reportKeys) as ReportKey[] });
  const row = builder.objectRef<DemandFigures>('DemandReportRow').implement({
    description:
      'Matters that were first raised in the span, of one department or category. Like demands of several firms that were grouped are one matter.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: true, description: 'Null for all together.' }),
      demands: t.exposeInt('demands', { description: 'Demands, each of one firm.' }),
      matters: t.exposeInt('matters', { description: 'Demands, those of a group counted once.' }),
      firms: t.exposeInt('firms', { description: 'Firms that raised them, each once.' }),
      withdrawn: t.exposeInt('withdrawn', { description: 'Matters that were taken back by all their firms.' }),
      converted: t.exposeInt('converted', { description: 'Matters that became applications.' }),
      onTime: t.exposeInt('onTime', {
        description: 'Answered matters of which each answer was in time, and none is over its time now.',
      }),
      late: t.exposeInt('late', { description: 'Matters with an answer after its time, or open ones that are over it.' }),
      openOverdue: t.exposeInt('openOverdue', {
        description: 'Open ones over the time to route, accept or answer now; part of late.',
      }),
      onTimeShare: t.float({
        nullable: true,
        description: 'onTime ÷ (onTime + late): leaving a demand open doesn’t help.',
        resolve: ({ onTime, late }) => share(onTime, onTime + late),
      }),
      longTerm: t.exposeInt('longTerm', { description: 'Long-term ones; they count as open.' }),
      closed: t.exposeInt('closed', { description: 'Closed by all their firms, without those taken back or converted.' }),
      solved: t.exposeInt('solved', { description: 'Closed ones whose last answer is “solved”.' }),
      explained: t.exposeInt('explained', { description: 'Closed ones whose last answer is “explained”.' }),
      notPossible: t.exposeInt('notPossible', { description: 'Closed ones whose last answer is “not possible”.' }),
      solvedShare: t.float({
        nullable: true,
        description: 'solved ÷ closed; explained and not possible ones count as closed, not as solved.',
        resolve: ({ solved, closed }) => share(solved, closed),
      }),
      bySilence: t.exposeInt('bySilence', { description: 'Demands that were closed because the firm said nothing.' }),
      rated: t.exposeInt('rated', { description: 'Demands that a firm confirmed by word.' }),
      satisfied: t.exposeInt('satisfied', { description: 'Demands of these whose firm is satisfied.' }),
      satisfiedShare: t.float({
        nullable: true,
        description: 'satisfied ÷ rated; silence counts for neither.',
        resolve: ({ satisfied, rated }) => share(satisfied, rated),
      }),
      again: t.exposeInt('again', {
        description:
          'Demands raised by the same firm in the same category while another was open, or within the tenant’s `againDays` after it closed.',
      }),
      medianDays: t.float({
        nullable: true,
        description: 'Median from the first raising to the last closing of a matter, in days of 24 hours, of closed ones.',
        resolve: ({ medianDays }) => rounded(medianDays),
      }),
    }),
  });
  builder.queryField('demandReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['serviceLeader', 'dispatcher', 'leader', 'auditor', 'admin'] },
      description: 'How soon firms are answered, how, and to whose satisfaction. 企业诉求办理成效',
      args: {
        from: t.arg({ type: 'DateTime', description: 'First raised at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Raised before this moment.' }),
        by: t.arg({ type: key, defaultValue: 'ALL' }),
      },
      resolve: async (_, { from, before, by }, { read, now }) => [
        ...(await readReport(read, { ...spanOf(from, before), by, now })),
      ],
    }),
  );
};
