import { siteDifficultyPackage } from '../../../processes/site-difficulty.ts';
import type { Telling, Told } from '../stories.ts';

const PAIRING = 'sitePairing';

/** A pairing of this site, and the case of a difficulty that was found there. */
export const found = async ({ start, act, linked, now }: Telling, n: string, days = 300): Promise<string> => {
  const until = new Date((await now()) + days * 86_400_000).toISOString().slice(0, 10);
  const proposal = {
    site: `site-0${n}`,
    worker: `site-worker-${n}`,
    lecturers: ['lecturer-04'],
    purpose: 'Enrolment on the spot',
    until,
  };
  const pairing = await start('sheng-lan', proposal, { process: PAIRING });
  await act(`site-worker-${n}`, 'agree', pairing, {}, PAIRING);
  await act('lecturer-04', 'raiseDifficulty', pairing, { text: 'No line for old people', departments: ['agency-01'] }, PAIRING);
  return linked(pairing, 'foundIn');
};

export const told: Told = {
  package: siteDifficultyPackage,
  tenant: 'xiaoshan',
  stories: {
    confirmed: async (telling) => {
      const { act, pass, until } = telling;
      const id = await found(telling, '11');
      await pass('7 days');
      await until(id, 'Escalated');
      await act('agency-handler-01', 'accept', id);
      await act('agency-handler-01', 'answer', id, { text: 'There is one.' });
      await act('site-worker-11', 'sendBack', id, { reason: 'Nobody is there.' });
      await act('agency-handler-01', 'answer', id, { text: 'There is somebody now.' });
      await act('site-worker-11', 'confirm', id);
    },
    ruled: async (telling) => {
      const { act } = telling;
      const id = await found(telling, '12');
      await act('agency-handler-01', 'handOn', id, { department: 'agency-02', reason: 'It is theirs.' });
      await act('agency-handler-02', 'accept', id);
      await act('agency-handler-02', 'dispute', id, { reason: 'It is not.' });
      await act('kong-hua', 'rule', id, { department: 'agency-02', reason: 'It is.' });
      await act('agency-handler-02', 'answer', id, { text: 'There is one.' });
      await act('site-worker-12', 'confirm', id);
    },
    withdrawn: async (telling) => {
      const { act } = telling;
      const id = await found(telling, '13');
      await act('lecturer-04', 'withdraw', id, { reason: 'There is one.' });
    },
  },
};
