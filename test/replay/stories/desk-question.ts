import { deskQuestionPackage } from '../../../processes/desk-question.ts';
import type { Telling, Told } from '../stories.ts';

export const question = { text: '生育津贴怎么申领？', topic: '生育津贴' };
const OFFICERS = ['desk-officer-01', 'desk-officer-02'] as const;

/** Whoever of the two is first on duty at this time of day takes it; who they are, and who the other one is. */
export const taken = async ({ act }: Telling, id: string): Promise<readonly [string, string]> => {
  const [one, other] = OFFICERS;
  try {
    await act(one, 'claim', id);
    return [one, other];
  } catch {
    await act(other, 'claim', id);
    return [other, one];
  }
};

export const told: Told = {
  package: deskQuestionPackage,
  tenant: 'xiaoshan',
  stories: {
    accepted: async (telling) => {
      const { start, act, pass } = telling;
      const id = await start('site-worker-01', question);
      const [officer, colleague] = await taken(telling, id);
      await act(officer, 'askBack', id, { question: '哪一年参保？' });
      await act('site-worker-01', 'reply', id, { text: '去年。' });
      await act(officer, 'answer', id, { text: '线上提交出院小结。' });
      await act(colleague, 'sendBack', id, { reason: '还要结婚证。' });
      await act(officer, 'correct', id, { text: '线上提交出院小结和结婚证。' });
      await act(colleague, 'acceptAnswer', id, { question: '怎样领生育津贴？', keepBoth: true });
      await act('site-worker-01', 'rate', id, { stars: 5 });
      await pass('2 days');
      await act('site-worker-01', 'followUp', id, { text: '多久到账？' });
      await act(officer, 'claim', id);
      await act(officer, 'answer', id, { text: '二十个工作日。' });
      await act('sheng-lan', 'acceptAnswer', id, {});
    },
    'nobody-takes-it': async ({ start, act, pass, until }) => {
      const id = await start('site-worker-02', question);
      await pass('14 days');
      await until(id, 'Breached');
      await act('desk-officer-05', 'claim', id);
      await act('sheng-lan', 'giveBack', id, { reason: 'She is ill.' });
      await act('desk-officer-06', 'claim', id);
      await act('desk-officer-06', 'askBack', id, { question: '哪一年参保？' });
      await pass('21 days');
      await until(id, 'Lapsed');
    },
    forwarded: async (telling) => {
      const { start, act, pass, until } = telling;
      const id = await start('site-worker-03', question);
      const [officer] = await taken(telling, id);
      await act(officer, 'forward', id, { department: 'agency-01', reason: '涉及参保。' });
      await act('agency-handler-01', 'returnToDesk', id, { reason: '涉及报销。' });
      await act(officer, 'forward', id, { department: 'agency-02', reason: '涉及报销。' });
      await pass('14 days');
      await until(id, 'Escalated');
      await act('agency-handler-02', 'answer', id, { text: '可以。' });
      await act(officer, 'acceptAnswer', id, {});
    },
    withdrawn: async ({ start, act }) => {
      const id = await start('site-worker-04', question);
      await act('site-worker-04', 'withdraw', id, { reason: '已有答复。' });
    },
  },
};
