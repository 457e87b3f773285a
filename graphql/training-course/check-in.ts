/** The code that a lecturer shows in the room. */

import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { limitsOf } from '../../activities/limits.ts';
import { checkInCode, sessionAt, windowAt } from '../../activities/training-course/check-in-code.ts';
import type { Facts } from '../../workflows/training-course/facts.ts';
import { type Limits, limits } from '../../workflows/training-course/limits.ts';
import type { SchemaModule } from '../schema/schema.ts';

type Shown = { readonly code: string; readonly session: number; readonly until: Date };

const COURSE = `SELECT facts, state, limits_today(tenant, process) AS limits FROM cases
  WHERE id = $1->>'caseId' AND process = 'trainingCourse'`;

export const checkInModule: SchemaModule = (builder) => {
  const shown = builder.objectRef<Shown>('CheckInCode').implement({
    description: 'The code of the hour. 签到码',
    fields: (t) => ({
      code: t.exposeString('code'),
      session: t.exposeInt('session', { description: 'For which session of the course.' }),
      until: t.expose('until', {
        type: 'DateTime',
        description: 'When the next one is shown; this one is taken for as long again.',
      }),
    }),
  });
  builder.queryField('checkInCode', (t) =>
    t.field({
      type: shown,
      nullable: true,
      authScopes: { person: true },
      description:
        'What the lecturer of a course shows for checking in; for nobody else. Null while no session takes check-ins. 签到码',
      args: { caseId: t.arg.id() },
      resolve: async (_, { caseId }, { read, caller, services, now }) => {
        const [course] = await read<{ facts: Facts; state: string; limits: Record<string, unknown> }>(COURSE, { caseId });
        if (!course) throw noSuchCase(caseId);
        if (course.facts.lecturer?.id !== caller.actor.id) {
          throw new ApiError('FORBIDDEN', {
            en: 'The code is shown to the lecturer of the course; look at it in the room.',
            zh: '签到码仅向本课程讲师显示，请在课堂现场查看。',
          });
        }
        const numbers = limitsOf(limits, course.limits) as Limits;
        const session = course.state === 'open' ? sessionAt(course.facts.sessions, now, numbers) : undefined;
        if (!session) return null;
        const { window, until } = windowAt(now, numbers);
        const code = checkInCode(services.secret, { tenant: caller.tenant, caseId, session: session.n, window });
        return { code, session: session.n, until: new Date(until) };
      },
    }),
  );
};
