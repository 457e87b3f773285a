/** A desk with two on duty, and a question that is asked there. */

import { EVERYBODY_THERE, type Played, person, play } from '../../../testing/play.ts';
import type { Facts } from '../../../workflows/desk-question/facts.ts';
import { type Limits, limits } from '../../../workflows/desk-question/limits.ts';
import { deskQuestion } from '../../../workflows/desk-question/rules.ts';
import type { Reference } from '../../../workflows/desk-question/vocabulary.ts';
import { defaultsOf } from '../../../workflows/kernel/limits.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Staff } from '../../../workflows/kernel/staffing.ts';
import { staffWithout } from '../leaving.ts';

export const asker = person('lan', 'siteWorker');
export const first = person('first', 'deskOfficer');
export const second = person('second', 'deskOfficer');
export const third = person('third', 'deskOfficer');
export const admin = person('sheng', 'academyAdmin');
export const handler = person('he', 'handler', { units: ['agency-01'] });

export const nameOf = ({ id, name }: { id: string; name: string }) => ({ id, name });
export const onDuty = [first, second].map(nameOf);
export const department = { id: 'agency-01', en: 'Enrolment', zh: '参保' };

const rule = { title: { en: 'Answer', zh: '答复' }, amount: 1, mostPerYear: 50, validYears: 1, alsoWith: [] };
export const credits = { day: '2026-03-02', rules: [{ kind: 'deskAnswer', ...rule }] };
/** What a question that comes back is judged by, while its officer is still of the desk. */
export const back = { onDuty, officerStays: true };
export const within = { onDuty, limits: defaultsOf(limits) as Limits };

export const reference = (more: Partial<Reference['start']> = {}): Reference['start'] => ({
  site: { id: 'site-001', en: 'Village site 1', zh: '村社1' },
  desk: 'question-desk',
  onDuty,
  suggested: [],
  ...more,
});

export const ask = (more: Partial<Reference['start']> = {}, staff: Staff = EVERYBODY_THERE): Played<Facts> =>
  play<Facts>(deskQuestion, { actor: asker, input: { text: '生育津贴怎么申领？' }, reference: reference(more) }, staff);

export const people: readonly Actor[] = [asker, first, second, third, admin, handler];
/** A question that is asked after these people have left. */
export const askWithout = (...left: readonly Actor[]): Played<Facts> => ask({}, staffWithout(people, ...left));

/** A question that the first on duty has answered. */
export const answered = (): Played<Facts> => ask().does(first, 'claim').does(first, 'answer', { text: '线上提交出院小结即可。' });
