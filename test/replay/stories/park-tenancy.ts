import { parkTenancyPackage } from '../../../processes/park-tenancy.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Telling, Told } from '../stories.ts';

const DAY = 86_400_000;
const HASH = 'b'.repeat(64);
const dayIn = async ({ now }: Telling, days: number): Promise<string> =>
  new Date((await now()) + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 10);

const scores = (each: number) => ({
  points: ['industry', 'design', 'chain', 'environment', 'safety', 'output', 'tax'].map((criterion) => ({
    criterion,
    points: each,
  })),
  words: '合适 fits',
});
const terms = { rooms: ['P1'], rentFen: 1_500, freeMonths: 1, depositMonths: 1, months: 3, stepPerMille: 30 };

export const asked = async (telling: Telling): Promise<string> =>
  telling.start('agent-tuomi', {
    ...{ firm: '91339901MA9X00089A', park: 'xindai-parts', area: 30_000, floorLoad: 500, powerKw: 40, use: '打样 samples' },
    ...{ from: await dayIn(telling, 1), months: 3, plan: '与箱包企业合作', staff: 18 },
  });
/** Judged by three, and admitted. */
export const negotiating = async (telling: Telling, each = 74): Promise<string> => {
  const { act } = telling;
  const id = await asked(telling);
  await act('mu-qing', 'admit', id);
  for (const reviewer of ['chu-yan', 'wei-lan', 'si-hai']) await act(reviewer, 'score', id, scores(each));
  await act('mu-qing', 'concludeReview', id);
  return id;
};

export const told: Told = {
  package: parkTenancyPackage,
  tenant: 'xindai',
  stories: {
    let: async (telling) => {
      const { act, pass, until } = telling;
      const id = await negotiating(telling);
      await act('agent-tuomi', 'offer', id, { ...terms, rentFen: 1_200 });
      await act('mu-qing', 'offer', id, terms);
      await act('agent-tuomi', 'agree', id, { version: 2 });
      await act('agent-tuomi', 'sign', id, { version: 2, sha256: HASH });
      await act('mu-qing', 'sign', id, { version: 2, sha256: HASH });
      await act('xun-lei', 'payDeposit', id, { kind: 'cash', fen: 450_000, reference: 'R-1' });
      await pass('2 days');
      await act('mu-qing', 'handOver', id, { meters: '0 kWh', keys: 2 });
      await act('agent-tuomi', 'takeOver', id);
      await until(id, 'Billed');
      await pass('100 days');
      await until(id, 'Dunned');
      await act('xun-lei', 'pay', id, { fen: 100_000 });
      await act('mu-qing', 'giveNotice', id, { to: await dayIn(telling, 35), cause: 'term', reason: 'The house is rebuilt.' });
      await pass('40 days');
      await act('mu-qing', 'inspectExit', id, {
        damages: [{ what: '门锁', fen: 30_000 }],
        agreed: true,
        tenantWord: 'So it is.',
      });
      await act('kong-fan', 'settle', id, { deductions: [{ kind: 'damage', what: '门锁', fen: 30_000 }] });
      await act('xun-lei', 'refund', id, { paymentRef: 'C-1' });
      await pass('5 minutes');
      await act('xun-lei', 'confirmPayment', id, { payment: `${id}/1` });
      await act('kong-fan', 'close', id);
      await act('xun-lei', 'pay', id, { fen: 50_000 });
    },
    lapsed: async (telling) => {
      const { act, pass, until } = telling;
      const id = await negotiating(telling);
      await act('mu-qing', 'offer', id, { ...terms, rooms: ['Q1'] });
      await act('agent-tuomi', 'agree', id, { version: 1 });
      await pass('24 days');
      await until(id, 'ReservationNoted');
      await pass('8 days');
      await until(id, 'Lapsed');
    },
    rejected: async (telling) => {
      await negotiating(telling, 59);
    },
    changed: async (telling) => {
      const { act } = telling;
      const id = await negotiating(telling);
      await act('mu-qing', 'offer', id, { ...terms, rooms: ['Q1'], depositMonths: 0, from: await dayIn(telling, 0) });
      await act('agent-tuomi', 'agree', id, { version: 1 });
      await act('agent-tuomi', 'sign', id, { version: 1, sha256: HASH });
      await act('mu-qing', 'sign', id, { version: 1, sha256: HASH });
      await act('mu-qing', 'handOver', id, { meters: '0', keys: 1 });
      await act('agent-tuomi', 'takeOver', id);
      const other: Actor = { id: `case:${id}`, name: id, grants: [{ role: 'case' }] };
      await act(other, 'showRival', id, { case: id, rooms: ['Q1'], version: 1 });
      await act('agent-tuomi', 'askChange', id, {
        kind: 'sublet',
        room: 'Q1',
        from: await dayIn(telling, 10),
        subtenant: '小作坊',
      });
      await act('mu-qing', 'refuseChange', id, { reason: 'No.' });
    },
    renewed: async (telling) => {
      const { act, pass, until } = telling;
      const id = await negotiating(telling);
      const offer = { ...terms, depositMonths: 0 };
      await act('mu-qing', 'offer', id, { ...offer, months: 12, from: await dayIn(telling, 0) });
      await act('agent-tuomi', 'agree', id, { version: 1 });
      await act('agent-tuomi', 'sign', id, { version: 1, sha256: HASH });
      await act('mu-qing', 'sign', id, { version: 1, sha256: HASH });
      await act('mu-qing', 'handOver', id, { meters: '0', keys: 1 });
      await act('agent-tuomi', 'takeOver', id);
      await act('agent-tuomi', 'askRenewal', id, { months: 6 });
      await act('mu-qing', 'offer', id, { ...offer, months: 6 });
      await act('agent-tuomi', 'agree', id, { version: 2 });
      await pass('25 days');
      await until(id, 'Lapsed');
      await act('agent-tuomi', 'agree', id, { version: 2 });
      await act('agent-tuomi', 'sign', id, { version: 2, sha256: HASH });
      await act('mu-qing', 'sign', id, { version: 2, sha256: HASH });
    },
  },
};
