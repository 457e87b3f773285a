import { setTimeout as sleep } from 'node:timers/promises';
import { sitePairingPackage } from '../../../processes/site-pairing.ts';
import type { Told } from '../stories.ts';

const dayOf = (now: number) => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
const DAY = 86_400_000;
const proposal = (n: string, now: number) => ({
  site: `site-0${n}`,
  worker: `site-worker-${n}`,
  lecturers: ['lecturer-01', 'lecturer-02'],
  purpose: 'Enrolment on the spot',
  until: dayOf(now + 365 * DAY),
});

/** The last word of a difficulty may be on its way still; an act that is refused leaves nothing behind. */
const patiently = async (act: () => Promise<void>): Promise<void> => {
  for (let tries = 0; tries < 50; tries++) {
    try {
      return await act();
    } catch {
      await sleep(200);
    }
  }
  await act();
};

export const told: Told = {
  package: sitePairingPackage,
  tenant: 'xiaoshan',
  stories: {
    closed: async ({ start, act, pass, until, linked, now }) => {
      const id = await start('sheng-lan', proposal('01', await now()));
      await act('site-worker-01', 'agree', id);
      await act('lecturer-01', 'planVisit', id, { day: dayOf(await now()), place: 'Village hall', purpose: 'Enrolment' });
      await act('lecturer-02', 'planVisit', id, { day: dayOf((await now()) + DAY), place: 'Village hall', purpose: 'Archives' });
      await act('site-worker-01', 'cancelVisit', id, { visit: 2, reason: 'A wedding' });
      const visit = { place: 'Village hall', done: 'Forty people enrolled', lecturers: ['lecturer-01'] };
      await act('lecturer-01', 'logVisit', id, { ...visit, visit: 1, day: dayOf(await now()) });
      await act('site-worker-01', 'rejectVisit', id, { visit: 1, reason: 'There were twenty.' });
      await act('lecturer-01', 'logVisit', id, { ...visit, done: 'Twenty people enrolled', day: dayOf(await now()) });
      await act('site-worker-01', 'confirmVisit', id, { visit: 3 });
      await act('site-worker-01', 'raiseDifficulty', id, { text: 'No line for old people', departments: ['agency-01'] });
      const difficulty = await linked(id, 'foundIn');
      await until(id, 'DifficultyNoted');
      await act('agency-handler-01', 'accept', difficulty, {}, 'siteDifficulty');
      await act('agency-handler-01', 'answer', difficulty, { text: 'There is one now.' }, 'siteDifficulty');
      await act('site-worker-01', 'sendBack', difficulty, { reason: 'Nobody is there.' }, 'siteDifficulty');
      await act('site-worker-01', 'withdraw', difficulty, { reason: 'Now there is.' }, 'siteDifficulty');
      await pass('100 days');
      await until(id, 'Reminded');
      await act('ji-qing', 'changeGroup', id, { lecturers: ['lecturer-03'], reason: 'A new year' });
      await patiently(() => act('site-worker-01', 'close', id, { comment: 'Thank you' }));
    },
    declined: async ({ start, act, pass, until, now }) => {
      const id = await start('lecturer-01', proposal('02', await now()));
      await pass('21 days');
      await until(id, 'Escalated');
      await act('site-worker-02', 'decline', id, { reason: 'The harvest' });
    },
    ended: async ({ start, act, now }) => {
      const id = await start('sheng-lan', proposal('03', await now()));
      await act('site-worker-03', 'agree', id);
      await act('sheng-lan', 'end', id, { reason: 'The site was closed' });
    },
  },
};
