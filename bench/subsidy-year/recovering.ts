/** What is asked back: one in three instalments to the end, one written off with a paper of the court, and one that is still to be decided. */
import { parts } from '../../workflows/subsidy-application/recovering.ts';
import { expect } from '../moved/expectation.ts';
import { agentOf } from './ending.ts';
import { applicationsIn, GRANT, passTo, type Year } from './year.ts';

const [OFFICER, LEADER, CASHIER] = ['zou-kai', 'hua-sheng', 'xun-lei'] as const;
const PART = 700_001;

export const recoverSome = async (year: Year): Promise<void> => {
  const { callers, chance, plan, tally } = year;
  const act = (action: string, person: string, id: string, input: object) =>
    callers.act(`subsidyApplication.${action}`, person, id, input);
  const [whole, broke, silent] = chance('recoveries').some(await applicationsIn(year, 'paid'), 3);
  if (!whole || !broke || !silent) return;
  for (const [n, { id }] of [whole, broke, silent].entries())
    await act('openRecovery', OFFICER, id, { ground: 'falseFacts', fen: GRANT, reason: '投入不实。', letter: `XA${n}` });
  tally.add('recoveries', 3);
  for (const one of [whole, broke]) await act('answerRecovery', agentOf(year, one), one.id, { text: '部分投入已补充凭证。' });
  const decision = { by: `${plan.year}-11-01`, instalments: 3, reason: '核减不实部分。' };
  await act('decideRecovery', LEADER, whole.id, { ...decision, fen: PART });
  await act('decideRecovery', LEADER, broke.id, { ...decision, fen: GRANT });
  for (const [n, fen] of parts(PART, 3).entries()) {
    await passTo(year, ['09-01', '10-08', '10-29'][n] as string);
    const { state } = await act('repay', CASHIER, whole.id, { fen, reference: `R${n}` });
    expect(state === (n === 2 ? 'recovered' : 'recovering'), `${whole.id} is ${state} after ${n + 1} of three instalments.`);
    if (n === 0) await act('repay', CASHIER, broke.id, { fen: 300_000, reference: 'B0' });
  }
  await act('writeOff', LEADER, broke.id, { reason: '企业破产。', courtPaper: '（2027）浙0482破3号' });
  tally.add('cents that came back', PART + 300_000);
};
