/** How firms apply, and their applications are checked, assessed and looked at by units together, each by the course that the plan has for it. */
import type { Tried } from '../moved/caller.ts';
import { at, DAY, dayOf, HOUR, plus } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import type { Firm } from '../moved/register.ts';
import { invoiceOf, type Planned } from './plan.ts';
import { ITEM, type Year } from './year.ts';

const [CLERKS, REVIEWERS] = [['gan-ning', 'pang-yi'] as const, ['rao-min', 'ying-chao'] as const];
const [SAFETY, LABOUR, LEADER] = ['sha-li', 'bao-lin', 'hua-sheng'] as const;

export const accountOf = ({ code, name }: Firm) => ({
  ...{ bank: '新埭农村商业银行', name },
  number: `6222${String(Number.parseInt(code.slice(12, 16), 10)).padStart(12, '0')}`,
});

/** The next ordinary working day. */
const workday = (day: string): string => ([0, 6].includes(new Date(Date.parse(day)).getUTCDay()) ? workday(plus(day, 1)) : day);
const later = (day: string, days: number): string => (days === 0 ? day : later(workday(plus(day, 1)), days - 1));

export const beginIntake = (year: Year): void => {
  for (const one of year.plan.planned) year.lives.begin(() => applying(year, one));
};

const refusedAs = (year: Year, reason: string, what: string, tried: Tried): void => {
  expect(
    tried.kind === 'refused' && tried.reason === reason,
    `${what} should be refused as ${reason}, and was answered ${JSON.stringify(tried)}.`,
  );
  year.tally.add(`refused: ${reason}`);
};

const draft = async (year: Year, { index, firm, course }: Planned): Promise<string> => {
  const { callers, plan, tally } = year;
  const begin = (invoice: string) => ({
    ...{ firm: firm.code, item: ITEM, year: plan.year, account: accountOf(firm) },
    evidence: {
      taxFiled: course !== 'notEligible' && course !== 'corrected',
      invoices: [{ number: invoice, fen: 5_000_000, day: `${plan.year}-01-05` }],
    },
  });
  const input = begin(invoiceOf(index));
  if (course === 'invoiceUsed') {
    const tried = await callers.tryStart('subsidyApplication', firm.agent, begin(invoiceOf(0)));
    refusedAs(year, 'invoiceUsed', `The application of ${firm.name}`, tried);
  }
  if (course !== 'twice') return (await callers.start('subsidyApplication', firm.agent, input)).id;
  // Three times at once, each under a requestId of its own.
  const tried = await Promise.all([0, 1, 2].map(() => callers.tryStart('subsidyApplication', firm.agent, input)));
  const done = tried.flatMap((one) => (one.kind === 'done' ? [one.done.id] : []));
  const once = tried.filter((one) => one.kind === 'refused' && one.reason === 'onceOnly').length;
  expect(
    done.length === 1 && once === 2,
    `Of three applications of ${firm.name} at once one should begin, and it came out as ${JSON.stringify(tried)}.`,
  );
  tally.add('refused: onceOnly', once);
  return done[0] as string;
};

const applying = async (year: Year, one: Planned): Promise<void> => {
  const { callers, cases, lives, tally } = year;
  const { index, firm, course, day } = one;
  const { agent } = firm;
  const chance = year.chance('application', index);
  const moment = async (on: string, hour: number) => lives.until(at(on, '09:00') + hour * HOUR);
  await moment(day, index === 0 ? 0 : chance.whole(0, 2));
  const id = await draft(year, one);
  cases.set(index, id);
  tally.add('applications');
  if (course === 'neverSubmitted') return;

  await moment(later(day, 1), index === 0 ? 0 : chance.whole(1, 4));
  const act = (action: string, person: string, input?: object) => callers.act(`subsidyApplication.${action}`, person, id, input);
  const submit = { declaration: true };
  if (course === 'notEligible' || course === 'corrected') {
    refusedAs(year, 'notEligible', id, await callers.tryAct('subsidyApplication.submit', agent, id, submit));
    if (course === 'notEligible') return;
    await act('fillIn', agent, { evidence: { taxFiled: true } });
  }
  await act('submit', agent, submit);
  tally.add('submissions');
  await checked(year, one, id, later(day, 2));
};

/** From the window to the approval. */
const checked = async (year: Year, { index, firm, course }: Planned, id: string, day: string): Promise<void> => {
  const { callers, lives, tally } = year;
  const act = (action: string, person: string, input?: object) => callers.act(`subsidyApplication.${action}`, person, id, input);
  const clerk = CLERKS[index % 2] as string;
  await lives.until(at(day, '09:00'));
  if (course === 'materialGiven' || course === 'materialSilent') {
    await act('askMaterial', clerk, { missing: ['展位合同', '付款凭证'] });
    if (course === 'materialSilent') return;
    await lives.until(at(day, '14:30'));
    await act('giveMaterial', firm.agent, {});
  }
  if (course === 'rejected') {
    await act('reject', clerk, { ground: 'notProven', reason: '材料无法证明投入。' });
    return tally.add('rejected: notProven');
  }
  await act('accept', clerk);
  await lives.until(at(later(day, 1), '09:00'));
  if (course === 'withdrawn') {
    await act('withdraw', firm.agent, { reason: '暂不申请。' });
    return tally.add('withdrawn before approval');
  }
  await act('assess', REVIEWERS[index % 2] as string, {});
  await lives.until(at(later(day, 2), '10:00'));
  await jointly(year, course, id);
};

const jointly = async ({ callers, house, lives, tally }: Year, course: Planned['course'], id: string): Promise<void> => {
  const act = (action: string, person: string, input?: object) => callers.act(`subsidyApplication.${action}`, person, id, input);
  await act('agree', SAFETY, {});
  if (course === 'silentUnit') return tally.add('units that were silent');
  if (course === 'leaderAnswers') {
    // By then the time of the unit itself is over.
    await lives.until(at(later(dayOf(house.clock.now()), 6), '09:00'));
    await act('noView', LEADER, {});
    return tally.add('leaders who answered for their unit');
  }
  if (course !== 'upheld' && course !== 'overruled') return void (await act('agree', LABOUR, {}));
  await act('object', LABOUR, { ground: '社保缴纳情况待核实。' });
  await lives.until(house.clock.now() + DAY);
  await act('rule', LEADER, { uphold: course === 'overruled', reason: '经核实。' });
  tally.add(course === 'upheld' ? 'rejected: objection' : 'objections of units overruled');
};
