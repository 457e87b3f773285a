import { liveWorkPermitPackage } from '../../../processes/live-work-permit.ts';
import { allGear, briefing, ended, fuseJob, goodTools, goodWeather, steps } from '../../graphql/live-line-site.ts';
import type { Telling, Told } from '../stories.ts';

const HOUR = 3_600_000;

/** A permit from now on, by the server's own clock. */
const issued = async ({ start, now }: Telling, hours: number): Promise<string> => {
  const at = await now();
  return start('zhang-qian', fuseJob({ from: new Date(at).toISOString(), until: new Date(at + hours * HOUR).toISOString() }));
};
export const opened = async (telling: Telling, hours: number): Promise<string> => {
  const { act } = telling;
  const id = await issued(telling, hours);
  await act('fan-hao', 'recordSurvey', id, { findings: 'Pole 12 stands free.' });
  await act('fan-hao', 'checkWeather', id, goodWeather);
  await act('fan-hao', 'checkInsulation', id, goodTools);
  await act('fan-hao', 'recordFencing', id, { measures: 'Fence of 8 m around the pole.' });
  await act('fan-hao', 'holdBriefing', id, briefing);
  for (const person of ['cai-jun', 'deng-chao', 'guo-jing']) await act(person, 'signBriefing', id, { version: 1 });
  await act('sun-wei', 'permit', id);
  return id;
};
const checked = async ({ act }: Telling, id: string, leader = 'fan-hao'): Promise<void> => {
  await act(leader, 'checkWeather', id, goodWeather);
  await act(leader, 'checkInsulation', id, goodTools);
};

export const told: Told = {
  package: liveWorkPermitPackage,
  tenant: 'shangyu',
  stories: {
    'all-steps': async (telling) => {
      const { act } = telling;
      const id = await opened(telling, 4);
      for (const step of steps) for (const person of ['cai-jun', 'guo-jing']) await act(person, 'confirmStep', id, { step });
      await act('fan-hao', 'endWork', id, ended);
      await act('sun-wei', 'sendBack', id, { reason: 'A rope hangs on the pole.' });
      await act('fan-hao', 'endWork', id, ended);
      await act('sun-wei', 'close', id, { lineReturned: true });
    },
    interrupted: async (telling) => {
      const { act } = telling;
      const id = await opened(telling, 4);
      await act('guo-jing', 'suspend', id, { cause: 'weather', reason: 'Thunder.' });
      await act('guo-jing', 'lift', id, { reason: 'It has passed.' });
      await checked(telling, id);
      await act('fan-hao', 'resume', id);
      await act('guo-jing', 'guardianLeaves', id, { reason: 'Called away.' });
      await act('guo-jing', 'guardianReturns', id);
      await act('fan-hao', 'changeGuardian', id, { guardian: 'han-bing', reason: 'Called away again.' });
      await act('han-bing', 'signBriefing', id, { version: 1 });
      await act('zhang-qian', 'changeLeader', id, { leader: 'luo-qiang', handover: 'Nothing done yet.' });
      await checked(telling, id, 'luo-qiang');
      await act('luo-qiang', 'signBriefing', id, { version: 1 });
      await act('luo-qiang', 'resume', id);
      await act('luo-qiang', 'changeMembers', id, { add: ['liang-bo'], remove: ['deng-chao'], reason: 'Deng is ill.' });
      await act('luo-qiang', 'abandonSteps', id, { reason: 'A part is missing.', safeState: 'As before.' });
      await act('luo-qiang', 'endWork', id, { ...ended, gear: allGear });
      await act('sun-wei', 'close', id, { lineReturned: true });
    },
    expired: async (telling) => {
      const { act, pass, until, now } = telling;
      const id = await opened(telling, 2);
      const later = new Date((await now()) + 5 * HOUR).toISOString();
      await act('zhang-qian', 'extend', id, { until: later, reason: 'A seized bolt.' });
      await pass('6 hours');
      await until(id, 'Expired');
      await act('fan-hao', 'abandonSteps', id, { reason: 'Out of time.', safeState: 'As before.' });
      await act('fan-hao', 'endWork', id, ended);
      await act('sun-wei', 'close', id, { lineReturned: true });
    },
    cancelled: async (telling) => {
      const id = await issued(telling, 4);
      await telling.act('fan-hao', 'cancel', id, { reason: 'The pump was moved.' });
    },
    lapsed: async (telling) => {
      const id = await issued(telling, 3);
      await telling.pass('4 hours');
      await telling.until(id, 'Lapsed');
    },
  },
};
