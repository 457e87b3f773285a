import { subsidyApplicationPackage } from '../../../processes/subsidy-application.ts';
import type { Actor } from '../../../workflows/kernel/process.ts';
import type { Telling, Told } from '../stories.ts';

const FIRM = '91339901MA9X00011A';
const account = { bank: 'Bank of Xindai', number: '6222000000001234', name: '银帆箱包有限公司' };

const yearOf = async ({ now }: Telling): Promise<number> => new Date((await now()) + 8 * 3_600_000).getUTCFullYear();

/** A firm's application for its stands at a fair, signed and submitted. */
export const submitted = async (telling: Telling): Promise<string> => {
  const { start, act } = telling;
  const year = await yearOf(telling);
  const id = await start('agent-yinfan', { firm: FIRM, item: 'fairAbroad', year, evidence: { units: 2 } });
  await act('agent-yinfan', 'fillIn', id, { account });
  await act('agent-yinfan', 'submit', id, { declaration: true });
  return id;
};

export const told: Told = {
  package: subsidyApplicationPackage,
  tenant: 'xindai',
  stories: {
    rejected: async (telling) => {
      const { act } = telling;
      const id = await submitted(telling);
      await act('gan-ning', 'askMaterial', id, { missing: ['The contract of the fair'] });
      await act('agent-yinfan', 'giveMaterial', id, { evidence: { units: 1 } });
      await act('gan-ning', 'accept', id);
      await act('rao-min', 'reject', id, { ground: 'notProven', reason: 'The stand was another firm’s.' });
    },
    onNotice: async (telling) => {
      const { start, act, pass, until, linked } = telling;
      const year = await yearOf(telling);
      const item = { item: 'fairAbroad', itemTitle: { en: 'Fair abroad', zh: '境外参展' }, year };
      const budget = await start('chai-jing', item, { process: 'budgetYear' });
      await act('chai-jing', 'allocate', budget, { fen: 100_000_000, document: 'Xindai 1' }, 'budgetYear');
      await act('weng-bo', 'approve', budget, {}, 'budgetYear');
      const id = await submitted(telling);
      await act('gan-ning', 'accept', id);
      await act('rao-min', 'assess', id);
      await act('weng-bo', 'commit', id);
      await act('xiang-nan', 'publish', id);
      await until(await linked(id, 'noticeOf'), 'Published');
      await pass('20 days');
      await until(id, 'RowPassed');
      await act('xun-lei', 'verifyAccount', id);
      await act('chai-jing', 'approvePayment', id);
    },
    lapsed: async (telling) => {
      const { start, act, pass, until } = telling;
      const id = await start('agent-tuomi', { firm: '91339901MA9X00089A', item: 'fairAbroad', year: await yearOf(telling) });
      await pass('80 days');
      await until(id, 'Lapsed');
      const other: Actor = { id: `case:${id}`, name: id, grants: [{ role: 'case' }] };
      await act(other, 'giveWay', id, { to: id, fen: 1 });
    },
  },
};
