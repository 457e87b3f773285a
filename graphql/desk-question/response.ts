import { type Response, type ResponseKey, readResponse, responseKeys } from '../../activities/desk-question/response.ts';
import { spanOf } from '../schema/moment.ts';
import type { SchemaModule } from '../schema/schema.ts';

/** The response times of the desk, with their formula. */
export const deskResponseModule: SchemaModule = (builder) => {
  const by = builder.enumType('DeskResponseBy', { values: Object.keys(responseKeys) as ResponseKey[] });
  const row = builder.objectRef<Response>('DeskResponse').implement({
    description: 'Of the questions and follow-ups asked in the span; times in seconds of duty.',
    fields: (t) => ({
      key: t.exposeString('key', {
        nullable: true,
        description: 'Site, topic, officer or month; null for all, and for those that have none.',
      }),
      count: t.exposeInt('count', { description: 'Questions and follow-ups that were answered.' }),
      waiting: t.exposeInt('waiting', { description: 'Those that wait for an answer still.' }),
      breaches: t.exposeInt('breaches', {
        description: 'Those answered after they were due, and those that wait and are over their due time now.',
      }),
      averageSeconds: t.float({
        nullable: true,
        description:
          'Sum of the response times ÷ count, to a tenth. A response time is the duty time between asking and answering without the time in which the asker was asked back.',
        resolve: ({ average }) => average,
      }),
      medianSeconds: t.float({
        nullable: true,
        description: 'The 50th percentile by nearest rank.',
        resolve: ({ median }) => median,
      }),
      p95Seconds: t.float({
        nullable: true,
        description: 'The 95th percentile by nearest rank: the smallest response time that 95 % don’t pass.',
        resolve: ({ p95 }) => p95,
      }),
    }),
  });
  builder.queryField('deskQuestionResponse', (t) =>
    t.field({
      type: [row],
      authScopes: { role: ['deskOfficer', 'academyAdmin', 'leader', 'auditor', 'admin'] },
      description: 'How fast the desk answered what was asked from one moment to before another. 答疑响应时间',
      args: {
        from: t.arg({ type: 'DateTime' }),
        before: t.arg({ type: 'DateTime' }),
        by: t.arg({ type: by, required: false }),
      },
      resolve: async (_, { from, before, by }, { read, now }) => [
        ...(await readResponse(read, {
          ...spanOf(from, before),
          by: by ?? 'ALL',
          now,
        })),
      ],
    }),
  );
};
