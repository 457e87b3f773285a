import { trainingCoursePackage } from '../../../processes/training-course.ts';
import type { Told } from '../stories.ts';

const MINUTE = 60_000;
const at = (now: number, minutes: number) => new Date(now + minutes * MINUTE).toISOString();
export const lecture = (now: number) => ({
  title: 'Reimbursement, step by step',
  topic: 'reimbursement',
  format: 'communityClass',
  groups: ['agencies'],
  places: 2,
  sessions: [{ starts: at(now, -5), minutes: 60 }],
  lecturer: 'lecturer-01',
});

export const told: Told = {
  package: trainingCoursePackage,
  tenant: 'xiaoshan',
  stories: {
    finished: async ({ start, act, pass, until, now }) => {
      const id = await start('sheng-lan', lecture(await now()), { historyLimit: 40 });
      await act('lecturer-01', 'declineCourse', id, { reason: 'On leave' });
      await act('sheng-lan', 'askLecturer', id, { lecturer: 'lecturer-02' });
      await act('lecturer-02', 'takeCourse', id);
      await act('lecturer-02', 'publish', id);
      for (const person of ['trainee-01', 'trainee-02', 'trainee-03']) await act(person, 'enrol', id, {});
      await act('trainee-01', 'leave', id, {});
      await act('lecturer-02', 'takeRoll', id, { session: 1, present: ['trainee-02', 'trainee-03'] });
      await act('lecturer-02', 'takeRoll', id, { session: 1, present: [], absent: ['trainee-03'] });
      await act('sheng-lan', 'change', id, { room: 'Room 2', places: 3, reason: 'The room is taken' });
      await act('lecturer-02', 'declineCourse', id, { reason: 'Ill' });
      await act('sheng-lan', 'askLecturer', id, { lecturer: 'lecturer-05' });
      await act('lecturer-05', 'takeCourse', id);
      await pass('2 hours');
      await act('lecturer-05', 'finish', id);
      await act('trainee-02', 'evaluate', id, { stars: 4 });
      await pass('15 days');
      await until(id, 'Closed');
    },
    streamed: async ({ start, act, pass, now }) => {
      const id = await start('sheng-lan', { ...lecture(await now()), format: 'liveStream' });
      await act('lecturer-01', 'takeCourse', id);
      await act('sheng-lan', 'publish', id);
      await act('trainee-04', 'enrol', id, {});
      await act('lecturer-01', 'recordMinutes', id, { session: 1, attended: [{ person: 'trainee-04', minutes: 48 }] });
      await pass('2 hours');
      await act('lecturer-01', 'finish', id);
    },
    reminded: async ({ start, act, pass, until, now }) => {
      const from = await now();
      const sessions = [3, 5].map((days) => ({ starts: at(from, days * 24 * 60), minutes: 60 }));
      const id = await start('sheng-lan', { ...lecture(from), sessions, lecturer: 'lecturer-06' });
      await act('lecturer-06', 'takeCourse', id);
      await act('lecturer-06', 'publish', id);
      await act('trainee-05', 'enrol', id, {});
      await pass('3 days');
      await until(id, 'Reminded');
      await act('lecturer-06', 'cancel', id, { reason: 'Ill' });
    },
    cancelled: async ({ start, act, pass, until, now }) => {
      const id = await start('sheng-lan', {
        ...lecture(await now()),
        sessions: [{ starts: at(await now(), 100 * 24 * 60), minutes: 60 }],
      });
      await pass('20 days');
      await until(id, 'PassedOn');
      await act('sheng-lan', 'cancel', id, { reason: 'Nobody has time' });
    },
  },
};
