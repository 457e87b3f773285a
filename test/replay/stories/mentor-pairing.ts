import { mentorPairingPackage } from '../../../processes/mentor-pairing.ts';
import type { Told } from '../stories.ts';

const proposal = { mentor: 'mentor-01', mentee: 'trainee-01', purpose: 'Archives' };
const session = (now: number) => ({ at: new Date(now - 10 * 60_000).toISOString(), minutes: 10, topic: 'Shelves' });

export const told: Told = {
  package: mentorPairingPackage,
  tenant: 'xiaoshan',
  stories: {
    completed: async ({ start, act, pass, until, now }) => {
      const id = await start('sheng-lan', proposal, { historyLimit: 60 });
      await act('mentor-01', 'acceptAsMentor', id);
      await act('trainee-01', 'acceptAsMentee', id);
      await act('mentor-01', 'setGoals', id, { goals: ['Keep an archive alone'] });
      await act('trainee-01', 'sign', id, { version: 1 });
      for (let n = 1; n <= 9; n++) {
        await pass('40 days');
        await act('mentor-01', 'logSession', id, session(await now()));
        if (n === 2) await act('trainee-01', 'rejectSession', id, { session: 2, reason: 'That was another day.' });
        else await act('trainee-01', 'confirmSession', id, { session: n });
        if (n === 3) await act('mentor-01', 'reviewMidTerm', id, { text: 'Half of it.', onTrack: false });
        if (n === 4) {
          await act('ji-qing', 'replaceMentor', id, { mentor: 'mentor-02', reason: 'A longer absence' });
          await act('mentor-02', 'declineReplacement', id, { reason: 'No time' });
        }
      }
      await pass('12 days');
      await until(id, 'TermEnded');
      await act('mentor-01', 'reviewFinally', id, { text: 'All of it.', reached: true });
      await act('trainee-01', 'confirmReview', id, { version: 1 });
    },
    lapsed: async ({ start, act, pass, until, now }) => {
      const id = await start('trainee-04', { ...proposal, mentor: 'mentor-05', mentee: 'trainee-04' });
      await act('mentor-05', 'acceptAsMentor', id);
      await act('trainee-04', 'acceptAsMentee', id);
      await act('trainee-04', 'setGoals', id, { goals: ['Keep an archive alone'] });
      await act('mentor-05', 'sign', id, { version: 1 });
      await act('sheng-lan', 'replaceMentor', id, { mentor: 'mentor-06', reason: 'A longer absence' });
      await act('mentor-06', 'acceptReplacement', id);
      await act('trainee-04', 'logSession', id, session(await now()));
      await act('mentor-06', 'rejectSession', id, { session: 1, reason: 'That was another day.' });
      await pass('95 days');
      await until(id, 'Lapsed');
    },
    disagreed: async ({ start, act, pass, until, now }) => {
      const id = await start('sheng-lan', { ...proposal, mentor: 'mentor-09', mentee: 'trainee-07' });
      await act('mentor-09', 'acceptAsMentor', id);
      await act('trainee-07', 'acceptAsMentee', id);
      await act('mentor-09', 'setGoals', id, { goals: ['Keep an archive alone'] });
      await act('trainee-07', 'sign', id, { version: 1 });
      for (let n = 1; n <= 5; n++) {
        await pass('70 days');
        await act('mentor-09', 'logSession', id, session(await now()));
        await act('trainee-07', 'confirmSession', id, { session: n });
      }
      await act('mentor-09', 'reviewMidTerm', id, { text: 'Half of it.', onTrack: true });
      await pass('16 days');
      await until(id, 'TermEnded');
      await act('mentor-09', 'reviewFinally', id, { text: 'Not all of it.', reached: false });
      await act('trainee-07', 'disagree', id, { reason: 'Both parts are passed' });
      await act('sheng-lan', 'settleReview', id, { reached: true, reason: 'The register says so' });
    },
    endedEarly: async ({ start, act }) => {
      const id = await start('mentor-07', { ...proposal, mentor: 'mentor-07', mentee: 'trainee-05' });
      await act('mentor-07', 'acceptAsMentor', id);
      await act('trainee-05', 'acceptAsMentee', id);
      await act('mentor-07', 'setGoals', id, { goals: ['Keep an archive alone'] });
      await act('trainee-05', 'sign', id, { version: 1 });
      await act('mentor-07', 'endEarly', id, { reason: 'A new post' });
    },
    unanswered: async ({ start, pass, until }) => {
      const id = await start('sheng-lan', { ...proposal, mentor: 'mentor-08', mentee: 'trainee-06' });
      await pass('40 days');
      await until(id, 'ProposalLapsed');
    },
    declined: async ({ start, act }) => {
      await act('mentor-08', 'decline', await start('sheng-lan', { ...proposal, mentor: 'mentor-08' }), { reason: 'No time' });
      await act('sheng-lan', 'withdraw', await start('sheng-lan', { ...proposal, mentor: 'mentor-08' }), { reason: 'Too early' });
    },
  },
};
