import { issueReportPackage } from '../../../processes/issue-report.ts';
import type { Told } from '../stories.ts';

const place = { lat: 30.003, lon: 120.573 };
export const rubbish = { category: 'rubbish', text: 'Rubbish beside the bus stop', place };
/** No dispatch rule knows it: the desk decides. */
const other = { ...rubbish, category: 'other', text: 'A bench without a seat' };
const onTheSpot = { passed: true, at: place };

export const told: Told = {
  package: issueReportPackage,
  stories: {
    plain: async ({ start, act, pass, until }) => {
      const id = await start('deng-li', rubbish);
      await act('fang-yong', 'accept', id);
      await act('fang-yong', 'comment', id, { text: 'On my way.', toReporter: true });
      await act('fang-yong', 'done', id, { result: 'Taken away.' });
      await act('zhou-min', 'verify', id, onTheSpot);
      await act('deng-li', 'rate', id, { stars: 5 });
      await pass('16 days');
      await until(id, 'Settled');
      await act('lou-tao', 'reversePoints', id, { reason: 'He had put it there.' });
    },
    'by-hand': async ({ start, act, pass, until }) => {
      const id = await start('wang-xiuying', other);
      await pass('6 days');
      await until(id, 'Escalated');
      await act('lou-tao', 'dispatch', id, { unit: 'housing', reason: 'Street furniture.' });
      await act('pan-yu', 'assign', id, { person: 'qian-kun' });
      await act('qian-kun', 'requestExtension', id, { workingDays: 2 });
      await act('pan-yu', 'decideExtension', id, { granted: true });
      await act('qian-kun', 'done', id, { result: 'A new seat.' });
      await act('zhou-min', 'verify', id, { ...onTheSpot, passed: false, finding: 'It is loose.' });
      await act('qian-kun', 'done', id, { result: 'It is tight.' });
      await act('zhou-min', 'verify', id, onTheSpot);
    },
    objection: async ({ start, act, pass, until }) => {
      const id = await start('wang-xiuying', rubbish);
      await act('fang-yong', 'object', id, { ground: 'It lies on private ground.' });
      await act('yan-zheng', 'rule', id, { upheld: true, unit: 'urban', reason: 'So it does.' });
      await act('li-qiang', 'object', id, { ground: 'It does not.' });
      await pass('7 days');
      await until(id, 'Escalated');
      await act('bai-xue', 'ruleFinally', id, { unit: 'sanitation', reason: 'It lies on the pavement.' });
      await act('jin-meihua', 'accept', id);
    },
    'objection-too-late': async ({ start, act, pass, until }) => {
      const id = await start('wang-xiuying', rubbish);
      await pass('7 days');
      await until(id, 'ObjectionLapsed');
      await act('jin-meihua', 'accept', id);
    },
    question: async ({ start, act, pass, until }) => {
      const id = await start('wang-xiuying', rubbish);
      await act('fang-yong', 'accept', id);
      await act('fang-yong', 'askReporter', id, { question: 'On which side of the street?' });
      await act('wang-xiuying', 'answer', id, { text: 'On the north side.' });
      await act('fang-yong', 'askReporter', id, { question: 'And since when?' });
      await pass('30 days');
      await until(id, 'WentOnWithoutAnswer');
      await act('fang-yong', 'done', id, { result: 'Taken away.' });
    },
    suspension: async ({ start, act, pass, until, now }) => {
      const id = await start('wang-xiuying', rubbish);
      await act('fang-yong', 'accept', id);
      const day = 86_400_000;
      const date = new Date((await now()) + 20 * day).toISOString();
      await act('fang-yong', 'requestSuspension', id, { until: date, reason: 'The river is high.' });
      await act('lu-xia', 'decideSuspension', id, { approved: true });
      await pass('21 days');
      await until(id, 'Resumed');
      await act('fang-yong', 'done', id, { result: 'Taken away.' });
    },
    merger: async ({ start, act, until }) => {
      const one = await start('wang-xiuying', other);
      const two = await start('lin-tingting', other);
      await act('lou-tao', 'merge', two, { into: one });
      await until(one, 'MergedReportTaken');
      await act('lou-tao', 'unmerge', two, { reason: 'Another bench.' });
      await until(one, 'MergedReportReleased');
    },
    reopening: async ({ start, act, pass }) => {
      const id = await start('deng-li', rubbish);
      await act('fang-yong', 'accept', id);
      for (const reason of ['It lies there again.', 'Half of it is left.']) {
        await act('fang-yong', 'done', id, { result: 'Taken away.' });
        await act('zhou-min', 'verify', id, onTheSpot);
        await pass('10 days');
        await act('deng-li', 'reopen', id, { reason });
      }
      await act('fang-yong', 'done', id, { result: 'All of it.' });
      await act('zhou-min', 'verify', id, onTheSpot);
    },
    rejected: async ({ start, act }) => {
      const id = await start('wang-xiuying', other);
      await act('lou-tao', 'reject', id, { ground: 'A matter between neighbours.', channel: 'The mediation committee' });
    },
    'continued-as-new': async ({ start, act }) => {
      const id = await start('deng-li', rubbish, { historyLimit: 24 });
      await act('fang-yong', 'accept', id);
      for (let n = 1; n <= 6; n++) await act('fang-yong', 'noteWork', id, { text: `Bag ${n}.` });
      await act('fang-yong', 'done', id, { result: 'Six bags.' });
      await act('zhou-min', 'verify', id, onTheSpot);
    },
  },
};
