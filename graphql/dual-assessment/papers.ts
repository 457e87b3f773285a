/** The paper of a sitting, as the candidate reads it, and as those who keep the question bank do. */

import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { placeOf } from '../../activities/acting/visibility.ts';
import { type FrozenPaper, readPaper } from '../../activities/dual-assessment/papers.ts';
import type { Facts } from '../../workflows/dual-assessment/facts.ts';
import { BANK_KEEPERS } from '../../workflows/dual-assessment/theory.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Asked = FrozenPaper['questions'][number] & {
  readonly n: number;
  /** Whether the reader may see which option is right. */
  readonly open: boolean;
};
type Shown = {
  readonly sitting: number;
  readonly until: Date | null;
  readonly sha256: string;
  readonly questions: readonly Asked[];
};

export const papersModule: SchemaModule = (builder, { title }) => {
  const question = builder.objectRef<Asked>('PaperQuestion').implement({
    description: 'A question as it read when the paper was drawn.',
    fields: (t) => ({
      n: t.exposeInt('n', { description: 'Its number on this paper; answers name it.' }),
      question: t.field({ type: title, resolve: (parent) => parent.question }),
      options: t.field({
        type: [title],
        description: 'Answers name them by their number, from 1.',
        resolve: ({ options }) => [...options],
      }),
      right: t.int({
        nullable: true,
        description: 'The right option: for those who keep the question bank, never for the candidate.',
        resolve: ({ open, right }) => (open ? right : null),
      }),
    }),
  });
  const paper = builder.objectRef<Shown>('AssessmentPaper').implement({
    description: 'A frozen paper. 试卷',
    fields: (t) => ({
      sitting: t.exposeInt('sitting'),
      until: t.expose('until', {
        type: 'DateTime',
        nullable: true,
        description: 'When the time is up; null once the paper is over.',
      }),
      sha256: t.exposeString('sha256', { description: 'Of its content in canonical JSON (RFC 8785), as in the record.' }),
      questions: t.field({ type: [question], resolve: ({ questions }) => [...questions] }),
    }),
  });
  builder.queryField('dualAssessmentPaper', (t) =>
    t.field({
      type: paper,
      nullable: true,
      authScopes: { person: true },
      description:
        'The paper of a sitting: the one under way for the candidate, any for those who keep the question bank. Null where there is none. 查看试卷',
      args: { caseId: t.arg.id(), sitting: t.arg.int({ required: false, description: 'The last one when left out.' }) },
      resolve: async (_, { caseId, sitting }, { read, caller: { actor } }) => {
        const [row] = await read<{ facts: Facts; unit: string | null; area: string | null }>(
          `SELECT facts, unit, area FROM cases WHERE id = $1->>'caseId' AND process = 'dualAssessment'`,
          { caseId },
        );
        if (!row) throw noSuchCase(caseId);
        const { person, paper: now } = row.facts;
        const isCandidate = person.id === actor.id;
        if (!isCandidate && !holdsRole(actor, BANK_KEEPERS, placeOf(row))) throw noSuchCase(caseId);
        const drawn = await read<{ sha256: string; sitting: number }>(DRAWN, { caseId });
        const wanted = sitting == null ? drawn.at(-1) : drawn.find((one) => one.sitting === sitting);
        if (!wanted) return null;
        const underWay = now?.sitting === wanted.sitting;
        if (isCandidate && !underWay) {
          throw new ApiError('FORBIDDEN', {
            en: 'A paper is shown while its sitting is under way. Ask an examiner about what was wrong.',
            zh: '试卷仅在答卷期间显示，如有疑问请联系考官。',
          });
        }
        const { questions } = await readPaper(read, wanted.sha256);
        return {
          ...wanted,
          until: underWay && now ? new Date(now.until) : null,
          questions: questions.map((one, index) => ({ ...one, n: index + 1, open: !isCandidate })),
        };
      },
    }),
  );
};

const DRAWN = `SELECT reference#>>'{paper,sha256}' AS sha256, row_number() OVER (ORDER BY revision)::int AS sitting FROM events
  WHERE case_id = $1->>'caseId' AND name = 'PaperDrawn' ORDER BY revision`;
