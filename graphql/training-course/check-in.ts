/** The code that a lecturer, or the academy in their place, shows in the room. */

import { ApiError, noSuchCase } from '../../activities/acting/api-error.ts';
import { placeOf } from '../../activities/acting/visibility.ts';
import { limitsOf } from '../../activities/limits.ts';
import { checkInCode, sessionAt, windowAt } from '../../activities/training-course/check-in-code.ts';
import { holdsRole } from '../../workflows/kernel/process.ts';
import type { Facts } from '../../workflows/training-course/facts.ts';
import { type Limits, limits } from '../../workflows/training-course/limits.ts';
import type { SchemaModule } from '../schema/schema.ts';

type CourseRow = {
  readonly facts: Facts;
  readonly state: string;
  readonly unit: string | null;
  readonly area: string | null;
  readonly limits: Record<string, unknown>;
};
type Shown = { readonly code: string; readonly session: number; readonly until: Date };

const COURSE = `SELECT facts, state, unit, area, limits_today(tenant, process) AS limits FROM cases
  WHERE id = $1->>'caseId' AND process = 'trainingCourse'`;

export const checkInModule: SchemaModule = (builder) => {
  const shown = builder.objectRef<Shown>('CheckInCode').implement({
    description: 'The code of the moment. 签到码',
    fields: (t) => ({
      code: t.exposeString('code'),
      session: t.exposeInt('session', { description: 'For which session of the course.' }),
      until: t.expose('until', {
        type: 'DateTime',
        description: 'When the next one is shown; this one is taken for as long again.',
      }),
    }),
  });
  builder.queryField('trainingCourseCheckInCode', (t) =>
    t.field({
      type: shown,
      nullable: true,
      authScopes: { person: true },
      description:
        'What the lecturer of a course, or the academy in their place, shows for checking in; for nobody else. Ask again at `until`. Null while no session takes check-ins. 签到码',
      args: { caseId: t.arg.id() },
      resolve: async (_, { caseId }, { read, caller, services, now }) => {
        const [course] = await read<CourseRow>(COURSE, { caseId });
        if (!course) throw noSuchCase(caseId);
        if (course.facts.lecturer?.id !== caller.actor.id && !holdsRole(caller.actor, ['academyAdmin'], placeOf(course))) {
          throw new ApiError('FORBIDDEN', {
            en: 'The code is shown to the lecturer of the course and to the academy; look at it in the room.',
            zh: '签到码仅向本课程讲师和学院显示，请在课堂现场查看。',
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
