/** What the API of renovations has beside its acts: how far each unit is, how it was agreed on, and who paid what. */
import { type RenovationFigures, readReport } from '../../activities/micro-renovation/report.ts';
import { rounded, share } from '../schema/figures.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

export const renovationReportModule: SchemaModule = (builder) => {
  const row = builder.objectRef<RenovationFigures>('RenovationReportRow').implement({
    description: 'A unit whose renovation was begun in the span.',
    fields: (t) => ({
      caseId: t.exposeID('caseId', { description: 'Its case.' }),
      unit: t.exposeString('unit', { description: 'Its key in the table of projects.' }),
      state: t.exposeString('state', { description: 'How far it is.' }),
      rounds: t.exposeInt('rounds', { description: 'Versions of the plan that were public.' }),
      participation: t.float({
        nullable: true,
        description: 'Persons who took part ÷ persons in the register, of the matter with the fewest yes.',
        resolve: ({ personsTook, persons }) => share(personsTook ?? 0, persons ?? 0),
      }),
      participationByArea: t.float({
        nullable: true,
        description: 'The same by area.',
        resolve: ({ weightTook, weight }) => share(weightTook ?? 0, weight ?? 0),
      }),
      consent: t.float({
        nullable: true,
        description: 'Persons who said yes ÷ persons who took part.',
        resolve: ({ personsYes, personsTook }) => share(personsYes ?? 0, personsTook ?? 0),
      }),
      consentByArea: t.float({
        nullable: true,
        description: 'The same by area.',
        resolve: ({ weightYes, weightTook }) => share(weightYes ?? 0, weightTook ?? 0),
      }),
      cost: t.field({
        type: 'Fen',
        description: 'As audited; before that as shared or planned.',
        resolve: ({ cost }) => cost,
      }),
      subsidy: t.field({ type: 'Fen', description: 'What the government pays of it.', resolve: ({ subsidy }) => subsidy }),
      subsidyPerSquareMetre: t.field({
        type: 'Fen',
        nullable: true,
        description: 'subsidy ÷ area of all homes, rounded to the fen.',
        resolve: ({ subsidy, area }) => (area === 0 ? null : Math.round((subsidy * 100) / area)),
      }),
      subsidyPerHome: t.field({
        type: 'Fen',
        nullable: true,
        description: 'subsidy ÷ homes, rounded to the fen.',
        resolve: ({ subsidy, homes }) => (homes === 0 ? null : Math.round(subsidy / homes)),
      }),
      due: t.field({ type: 'Fen', description: 'What residents owe, help not taken off.', resolve: ({ due }) => due }),
      paid: t.field({ type: 'Fen', description: 'What they have paid, refunds taken off.', resolve: ({ paid }) => paid }),
      paidShare: t.float({
        nullable: true,
        description: 'paid ÷ (due − relief).',
        resolve: ({ paid, due, relief }) => share(paid, due - relief),
      }),
      reliefs: t.exposeInt('reliefs', { description: 'Homes that were helped.' }),
      relief: t.field({ type: 'Fen', description: 'By how much in all.', resolve: ({ relief }) => relief }),
      variations: t.exposeInt('variations', { description: 'Variations that were agreed.' }),
      defects: t.exposeInt('defects', { description: 'Defects that were reported.' }),
      daysToAgree: t.float({
        nullable: true,
        description: 'Days of 24 hours from the beginning to the count of the last vote.',
        resolve: ({ daysToAgree }) => rounded(daysToAgree),
      }),
      daysToAccept: t.float({
        nullable: true,
        description: 'Days of 24 hours from the beginning to the acceptance of the works.',
        resolve: ({ daysToAccept }) => rounded(daysToAccept),
      }),
    }),
  });
  builder.queryField('renovationReport', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['renovationLead', 'leader', 'auditor', 'admin'] },
      description: 'How far units are renovated, how it was agreed on, and who paid what. 微改造进度与资金',
      args: {
        from: t.arg({ type: 'DateTime', description: 'Begun at this moment or later.' }),
        before: t.arg({ type: 'DateTime', description: 'Begun before this moment.' }),
      },
      resolve: async (_, { from, before }, { read }) => [...(await readReport(read, spanOf(from, before)))],
    }),
  );
};
