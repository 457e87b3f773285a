import { enterpriseVisitPackage } from '../../../processes/enterprise-visit.ts';
import type { Telling, Told } from '../stories.ts';
import { drafted } from './visit-round.ts';

const YINFAN = '91339901MA9X00011A';
const DAY = 86_400_000;

/** A visit for which a firm has called. */
export const called = ({ start }: Telling): Promise<string> =>
  start('agent-yinfan', { firm: YINFAN, text: 'Our power is too weak.' }, { process: 'enterpriseVisit' });

/** Ten in the morning of the first working day behind so many days, holidays aside. */
const workday = async ({ now }: Telling, days: number): Promise<string> => {
  const ten = Math.floor(((await now()) + 8 * 3_600_000) / DAY) * DAY + 2 * 3_600_000;
  let at = ten + days * DAY;
  while ([0, 6].includes(new Date(at).getUTCDay())) at += DAY;
  return new Date(at).toISOString();
};

const record = (demands: readonly object[] = []) => ({
  met: 'Production',
  answers: [],
  demands,
  policies: ['Milan stand'],
  minutes: 45,
});

export const told: Told = {
  package: enterpriseVisitPackage,
  tenant: 'xindai',
  stories: {
    confirmed: async (telling) => {
      const { act } = telling;
      const id = await called(telling);
      await act('agent-yinfan', 'reply', id, { choice: 'otherTime', at: await workday(telling, 3) });
      await act('lao-yun', 'arrange', id, { at: await workday(telling, 3), with: 'Production' });
      await act('agent-yinfan', 'reply', id, { choice: 'agree' });
      await act('zhan-rui', 'reassign', id, { to: 'shi-yao', reason: 'On leave' });
      await act('shi-yao', 'checkIn', id, { code: YINFAN, agreedBy: 'Office' });
      await act('shi-yao', 'reportDanger', id, {
        category: 'workSafety',
        text: 'A blocked exit',
        place: { lat: 30.78, lon: 121.06 },
      });
      await act('shi-yao', 'record', id, record([{ category: 'labour', text: 'No hands in spring', urgency: 'normal' }]));
      await act('agent-yinfan', 'dispute', id, { what: 'It is the power first.' });
      await act('shi-yao', 'record', id, record());
      await act('shi-yao', 'amend', id, { minutes: 50 });
      await act('agent-yinfan', 'confirm', id);
      await act('agent-yinfan', 'comment', id, { text: 'Thank you.' });
    },
    bySilence: async (telling) => {
      const { act, pass, until } = telling;
      const id = await called(telling);
      await act('lao-yun', 'arrange', id, { at: await workday(telling, 2), with: 'Production' });
      await act('lao-yun', 'checkIn', id, { place: { lat: 30.78, lon: 121.06 }, agreedBy: 'Office' });
      await act('lao-yun', 'record', id, record());
      await pass('20 days');
      await until(id, 'ConfirmedBySilence');
    },
    notMade: async (telling) => {
      const { act, pass, until } = telling;
      const id = await called(telling);
      await act('lao-yun', 'arrange', id, { at: await workday(telling, 2), with: 'Production' });
      await pass('8 days');
      await until(id, 'Lapsed');
      await act('agent-yinfan', 'reply', id, { choice: 'noNeed' });
    },
    missed: async (telling) => {
      const { act, pass, until } = telling;
      const round = await drafted(telling, 20);
      await act('zhan-rui', 'begin', round, {}, 'visitRound');
      const id = await telling.linked(round, 'inRound');
      await pass('24 days');
      await until(id, 'Missed');
    },
    cancelled: async (telling) => {
      const id = await called(telling);
      await telling.act('zhan-rui', 'cancel', id, { reason: 'Settled on the telephone' });
    },
  },
};
