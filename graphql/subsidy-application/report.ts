/** The figures of subsidies by policy item, of a year. */
import {
  type ConditionFigures,
  type Rejections,
  readSubsidyReport,
  type Stage,
  type SubsidyFigures,
} from '../../activities/subsidy-application/report.ts';
import { rounded, share } from '../schema/figures.ts';
import type { SchemaModule } from '../schema/schema.ts';

const READERS = ['policyReviewer', 'financeOfficer', 'leader', 'auditor', 'admin'];

/** A condition that more than half of all fail is one for those who make the policy. */
const isFlagged = ({ judged, failed }: ConditionFigures): boolean => failed * 2 > judged;

export const addSubsidyReport: SchemaModule = (builder) => {
  const stage = builder.objectRef<Stage>('SubsidyStage').implement({
    description: 'How long applications were in a state that they have left, all their stays in it together.',
    fields: (t) => ({
      state: t.exposeString('state'),
      cases: t.exposeInt('cases'),
      meanDays: t.float({ description: 'In days of 24 hours.', resolve: ({ meanDays }) => rounded(meanDays) ?? 0 }),
    }),
  });
  const condition = builder.objectRef<ConditionFigures>('SubsidyConditionFigures').implement({
    description: 'A condition of the item: of applications as they were judged, and of the firms of its lists.',
    fields: (t) => ({
      key: t.exposeString('key'),
      judged: t.exposeInt('judged', { description: 'Yes or no was known.' }),
      failed: t.exposeInt('failed'),
      flagged: t.boolean({ description: 'failed ÷ judged is above one half.', resolve: isFlagged }),
    }),
  });
  const rejection = builder.objectRef<Rejections>('SubsidyRejections').implement({
    description: 'Applications that were rejected on one ground.',
    fields: (t) => ({ ground: t.exposeString('ground'), count: t.exposeInt('count') }),
  });
  const row = builder.objectRef<SubsidyFigures>('SubsidyReportRow').implement({
    description: 'The figures of one policy item for a year. Money is in cents, and from the lines of the ledger.',
    fields: (t) => {
      const fen = (field: 'allocated' | 'free' | 'committed' | 'payable' | 'inTransit' | 'recovered', description: string) =>
        t.field({ type: 'Fen', description, resolve: ({ budget }) => budget?.[field] ?? 0 });
      return {
        item: t.exposeString('item'),
        allocated: fen('allocated', 'From the finance office, less what was cut or has lapsed.'),
        free: fen('free', 'Committed to nobody.'),
        committed: fen('committed', 'Committed, and not owed yet.'),
        payable: fen('payable', 'Owed to firms.'),
        inTransit: fen('inTransit', 'With the bank.'),
        spent: t.field({
          type: 'Fen',
          description: 'What reached firms.',
          resolve: ({ budget, spentFen }) => budget?.spent ?? spentFen,
        }),
        recovered: fen('recovered', 'Came back, and is free again.'),
        applications: t.exposeInt('applications', { description: 'All of the year, whatever their state.' }),
        paid: t.exposeInt('paid', { description: 'Those whose money has reached the firm, also where it was recovered later.' }),
        automaticShare: t.float({
          nullable: true,
          description: 'Paid ones of the automatic track ÷ all that were paid.',
          resolve: ({ paid, paidAutomatic }) => share(paidAutomatic, paid),
        }),
        meanDaysToMoney: t.float({
          nullable: true,
          description: 'Mean from submission (of an offer: from the tap) to money, in days of 24 hours, of those that were paid.',
          resolve: ({ meanDaysToMoney }) => rounded(meanDaysToMoney),
        }),
        late: t.exposeInt('late', { description: 'Those beyond the time for all of it, open ones among them.' }),
        offers: t.exposeInt('offers', { description: 'Offered without an application.' }),
        notTaken: t.exposeInt('notTaken', { description: 'Offers that were declined or have lapsed.' }),
        refusedSubmissions: t.exposeInt('refusedSubmissions', { description: 'Attempts that were refused as notEligible.' }),
        objections: t.exposeInt('objections', { description: 'To the notices of its batches and applications.' }),
        topTenShare: t.float({
          nullable: true,
          description: 'What the ten firms with most received ÷ what all received.',
          resolve: ({ topTenFen, spentFen }) => share(topTenFen, spentFen),
        }),
        stages: t.field({ type: [stage], resolve: ({ stages }) => [...stages] }),
        conditions: t.field({ type: [condition], resolve: ({ conditions }) => [...conditions] }),
        rejections: t.field({ type: [rejection], resolve: ({ rejections }) => [...rejections] }),
      };
    },
  });
  builder.queryField('subsidyReport', (t) =>
    t.field({
      type: [row],
      authScopes: { roleSomewhere: READERS },
      description:
        'What became of the money of each policy item of a year, how long it took, and who wasn’t paid. 惠企补贴执行情况',
      args: { year: t.arg.int() },
      resolve: async (_, { year }, { read, now }) => [...(await readSubsidyReport(read, { year, now }))],
    }),
  );
};
