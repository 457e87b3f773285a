/** How what is owed is paid: accounts are verified by a small amount, the cashier pays, and the bank bounces some and loses some of its answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { testBank } from '../../testing/test-bank.ts';
import { MINUTE } from '../moved/days.ts';
import { expect } from '../moved/expectation.ts';
import { untilSettled } from '../moved/settled.ts';
import type { OtherWorker } from '../moved/workers.ts';
import { agentOf } from './ending.ts';
import { accountOf } from './intake.ts';
import { type Application, applicationsIn, type Year, type YearBank } from './year.ts';

const [CASHIER, BANK] = ['xun-lei', 'town-bank'] as const;
const APPROVERS = ['chai-jing', 'weng-bo'] as const;

/** Of first payments one in twelve comes back; of all, the answer to one in eight is lost at the first time. */
export const yearBank = (): YearBank => {
  let firsts = 0;
  let asked = 0;
  const lost = new Set<string>();
  const bank = testBank({
    bounces: ({ id }) => id.endsWith('/1') && ++firsts % 12 === 3,
    stumbles: ({ id }, time) => {
      if (time > 1 || ++asked % 8 !== 2) return false;
      lost.add(id);
      return true;
    },
  });
  return { ...bank, lost };
};

const verify = async (year: Year, one: Application): Promise<void> => {
  const { callers, chance, plan, tally } = year;
  const agent = agentOf(year, one);
  const { id, facts } = one;
  if (facts.account === null || facts.account.name !== facts.firmName) {
    const firm = [...plan.planned.map((of) => of.firm), plan.spare].find(({ code }) => code === facts.firm);
    if (firm)
      await callers.act('subsidyApplication.setAccount', agent, id, { account: { ...accountOf(firm), name: facts.firmName } });
  }
  await callers.act('subsidyApplication.verifyAccount', CASHIER, id, {});
  const { subsidyTestTransfer: sent } = await callers.ask(CASHIER, `{ subsidyTestTransfer(caseId: "${id}") { fen } }`);
  if (chance('verify', facts.firm).happens(0.1)) {
    await callers.act('subsidyApplication.verifyAccount', agent, id, { fen: (sent.fen % 99) + 1 });
    tally.add('amounts given wrongly');
  }
  await callers.act('subsidyApplication.verifyAccount', agent, id, { fen: sent.fen });
  tally.add('accounts verified');
};

const payOne = async (year: Year, one: Application, n: number): Promise<void> => {
  const { callers, tally } = year;
  if (one.facts.verifiedUntil === null) await verify(year, one);
  await callers.act('subsidyApplication.approvePayment', APPROVERS[n % 2] as string, one.id);
  await callers.act('subsidyApplication.instruct', CASHIER, one.id);
  tally.add('payments instructed');
};

/** All that was sent has come to the bank, and once more where its answer was lost. */
const untilSent = async (year: Year): Promise<void> => {
  const { bank, house } = year;
  for (let tries = 0; ; tries++) {
    const sent = await applicationsIn(year, 'instructed');
    const times = (id: string) => bank.asked.filter((one) => one.id === id).length;
    const left = sent.filter(
      ({ facts: { payments } }) => times(payments.at(-1).id) < (bank.lost.has(payments.at(-1).id) ? 2 : 1),
    );
    if (left.length === 0) return;
    expect(tries < 100, `The payment of ${left[0]?.id} should have come to the bank by now, and hasn’t.`);
    await sleep(200);
    if (tries % 5 === 4) await house.clock.moveTo(house.clock.now() + MINUTE);
  }
};

/** The file of the bank, taken in twice; what is said the second time is known. */
const readFile = async (year: Year, known: Set<string>): Promise<void> => {
  const { bank, callers, tally } = year;
  const fresh = bank.words().filter(({ input }) => !known.has(input.payment));
  for (const { input } of fresh) known.add(input.payment);
  for (const time of [1, 2]) {
    await Promise.all(
      fresh.map(async ({ act, caseId, input }) => {
        const answer = await callers.tryAct(`subsidyApplication.${act}`, BANK, caseId, input);
        if (time === 1) {
          expect(answer.kind === 'done', `${act} of ${input.payment} was not done: ${JSON.stringify(answer)}.`);
          return tally.add(act === 'confirmPayment' ? 'payments confirmed' : 'payments bounced');
        }
        expect(
          answer.kind === 'refused' && answer.reason === 'kernel.paymentSettled',
          `${act} of ${input.payment} is known, but was answered ${JSON.stringify(answer)}.`,
        );
      }),
    );
  }
};

/** Pays all that is owed, again where it comes back; a worker is killed while payments are on their way. */
export const payAll = async (year: Year, known: Set<string>, worker?: OtherWorker): Promise<void> => {
  const { house, tally } = year;
  for (let round = 1; ; round++) {
    const owed = await applicationsIn(year, 'payable');
    if (owed.length === 0) return;
    expect(round <= 3, `${owed.length} are still owed after so many rounds of payments.`);
    const paying = Promise.all(owed.map((one, n) => payOne(year, one, n)));
    if (worker && round === 1) {
      await sleep(300);
      await worker.kill();
      tally.add('workers killed');
    }
    await paying;
    await untilSent(year);
    await untilSettled(house);
    await readFile(year, known);
  }
};
